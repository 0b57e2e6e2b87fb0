package config

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Fault is one thing that is wrong with a YAML text.
type Fault struct {
	Line    int    // from 1
	Column  int    // in characters, from 1
	Message string // lower case, no full stop, and nothing of Go or of the parser in it
}

// Faults turns an error of go.yaml.in/yaml/v4 into faults, in the order of the
// text. Any other error is one fault at the beginning; nil is none.
func Faults(err error) []Fault {
	if err == nil {
		return nil
	}
	var all *yaml.LoadErrors // unwraps to its first, so it is asked before it
	var one *yaml.LoadError
	var faults []Fault
	switch {
	case errors.As(err, &all):
		for _, e := range all.Errors {
			faults = append(faults, faultOf(e))
		}
	case errors.As(err, &one):
		faults = append(faults, faultOf(one))
	default:
		faults = append(faults, Fault{1, 1, plainWords(err.Error())})
	}
	return sortFaults(faults)
}

func faultOf(e *yaml.LoadError) Fault {
	mark := e.Mark
	if (strings.Contains(e.Message, "end of stream") || strings.Contains(e.Message, "document indicator")) && e.ContextMark.Line > 0 {
		mark = e.ContextMark // where the text that never ends begins
	}
	return Fault{max(1, mark.Line), max(1, mark.Column), plainWords(e.Message)}
}

const secondDocument = "expected single document, found multiple"

// sayings are the parser's messages in plain words. The first expression that
// matches is taken; $1 and $2 stand for what it caught.
var sayings = []struct {
	theirs *regexp.Regexp
	ours   string
}{
	{regexp.MustCompile(`^mapping key (".*"|'.*'|\S+) already defined at line (\d+)$`), "key $1 stands here and on line $2"},
	{regexp.MustCompile(`^field (\S+) (?:not found in|already set in) type .*$`), `unknown key "$1"`},
	{regexp.MustCompile("^cannot construct !!\\w+ `(.*)` (?:into|as a) .*$"), `"$1" is not the kind of value that is wanted here`},
	{regexp.MustCompile(`^cannot construct !!(?:map|seq).*$`), "a list or a mapping stands where a single value is wanted"},
	{regexp.MustCompile(`^cannot construct .*$`), "this is not the kind of value that is wanted here"},
	{regexp.MustCompile(`tab character|found tabs|spaces and tabs`), "a tab indents this line; YAML wants spaces"},
	{regexp.MustCompile(`^mapping values are not allowed`), "a colon can't stand here; put the text in quotes, or check the indentation"},
	{regexp.MustCompile(`^mapping keys are not allowed`), "a key can't stand here; check the indentation"},
	{regexp.MustCompile(`^block sequence entries are not allowed`), "a list can't begin here; begin it on a line of its own"},
	{regexp.MustCompile(`^found character that cannot start any token`), "a value can't begin with this character; put the text in quotes"},
	{regexp.MustCompile(`^did not find expected key`), "a key was expected here; check indentation and quotes"},
	{regexp.MustCompile(`^did not find expected '-' indicator`), "a list entry was expected here; check the indentation"},
	{regexp.MustCompile(`^did not find expected ',' or '(.)'`), "a comma or $1 is missing before this"},
	{regexp.MustCompile(`^did not find expected node content`), "a value is missing before this"},
	{regexp.MustCompile(`^did not find expected <document start>`), "text follows after the end of the value"},
	{regexp.MustCompile(`^could not find expected ':'`), "a key without a colon stands before this"},
	{regexp.MustCompile(`^found unexpected (?:end of stream|document indicator)`), "a quotation mark opens here and is never closed"},
	{regexp.MustCompile(`^found unknown escape character`), `a backslash in "…" begins an escape, and this one is unknown; write \\ for a backslash`},
	{regexp.MustCompile(`^unknown anchor '(.*)' referenced`), "the alias *$1 names no anchor above it; put the text in quotes if it is none"},
	{regexp.MustCompile(`^exceeded max depth of (\d+)`), "lists and mappings are nested deeper than $1 levels"},
	{regexp.MustCompile(`^` + secondDocument), "a second document begins here, and only one is read"},
}

// plainWords says in the house's words what the parser says in its own.
func plainWords(message string) string {
	message = strings.TrimPrefix(message, "yaml: ")
	for _, s := range sayings {
		if m := s.theirs.FindStringSubmatchIndex(message); m != nil {
			return string(s.theirs.ExpandString(nil, s.ours, message, m))
		}
	}
	return fmt.Sprintf("not valid YAML: %s", message)
}

func sortFaults(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return faults
}
