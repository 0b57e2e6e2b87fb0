// Package diagnostic holds what is wrong with a manual: where it is, how bad
// it is, and what to do about it.
//
// In come positions and words from every stage that reads authors' text. Out
// go sorted lists, printed for people ([Print]) or for programs ([JSON]). A
// diagnostic is a value and never stops anything; an error is a broken run and
// is never a diagnostic. Whether a list stops a build is asked of [Blocking].
//
// Nothing here reads a file or decides what is wrong.
package diagnostic

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says how bad a diagnostic is. The zero value is Error.
type Severity int

// The severities, worst first. An Error stops a build, a Warning is shown, a
// Note only informs, and Off hides the diagnostic.
const (
	Error Severity = iota
	Warning
	Note
	Off
)

var severityNames = [...]string{"error", "warning", "note", "off"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads a severity's name, as `checks:` in aims.yaml spells it.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i >= 0 {
		return Severity(i), nil
	}
	return Error, fmt.Errorf("unknown severity %q: it is one of %s", name, strings.Join(severityNames[:], ", "))
}

// Position is a place in a file of the manual.
type Position struct {
	File   string `json:"file"`   // slash-separated, relative to the manual's root
	Line   int    `json:"line"`   // from 1; 0 means the file as a whole
	Column int    `json:"column"` // in characters, from 1; 0 means the line as a whole
}

func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Related is a second place that a diagnostic speaks of.
type Related struct {
	Position
	Message string `json:"message"`
}

// Diagnostic is one thing that is wrong.
type Diagnostic struct {
	Rule     string   `json:"rule"` // the rule's name, a key of `checks:` // required
	Severity Severity `json:"severity"`
	Position
	Length  int       `json:"length"`            // in characters, from the column on; 0 when unknown
	Message string    `json:"message"`           // lower case, no full stop // required
	Hint    string    `json:"hint,omitempty"`    // what to do
	Related []Related `json:"related,omitempty"` // other places that have to do with it
	Excerpt string    `json:"-"`                 // the line of the position, for the caret
}

// Sort orders diagnostics by file, line, column, rule and message, and drops
// exact repetitions. Files sort by bytes, so the order is the same everywhere.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Severity, b.Severity))
	})
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.Position == b.Position && a.Rule == b.Rule && a.Message == b.Message
	})
}

// Blocking reports whether the list holds an Error, which stops a build.
func Blocking(ds []Diagnostic) bool {
	errors, _ := Count(ds)
	return errors > 0
}

// Count counts the errors and the warnings of a list.
func Count(ds []Diagnostic) (errors, warnings int) {
	for _, d := range ds {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// Excerpt returns the line of src that holds the byte at offset, cut to a
// length that a terminal can show, with the offset's line and column.
func Excerpt(src []byte, offset int) (line, column int, text string) {
	offset = max(0, min(offset, len(src)))
	start := bytes.LastIndexByte(src[:offset], '\n') + 1
	line = 1 + bytes.Count(src[:start], []byte("\n"))
	column = utf8.RuneCount(src[start:offset]) + 1
	return line, column, LineAt(src, start)
}

// LineAt returns the line that begins at the byte start, without its end and
// cut to a length that a terminal can show.
func LineAt(src []byte, start int) string {
	const longest = 400
	end := start
	for end < len(src) && src[end] != '\n' && end-start < longest {
		end++
	}
	return strings.TrimSuffix(strings.ToValidUTF8(string(src[start:end]), "\uFFFD"), "\r")
}

// Line returns line n (from 1) of src, without its end, or "" when there is none.
func Line(src []byte, n int) string {
	start := 0
	for ; n > 1; n-- {
		i := bytes.IndexByte(src[start:], '\n')
		if i < 0 {
			return ""
		}
		start += i + 1
	}
	return LineAt(src, start)
}
