package config

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// reader takes values from nodes and collects what is wrong with them. A value
// that is wrong leaves its destination as it was.
type reader struct {
	file  string
	src   []byte // without a byte order mark
	found []diagnostic.Diagnostic
}

func newReader(file string, src []byte) *reader {
	return &reader{file: file, src: bytes.TrimPrefix(src, bom)}
}

// load parses the text and returns its top mapping, or nil.
func (r *reader) load() *yaml.Node {
	root, faults := LoadNode(r.src)
	for _, f := range faults {
		d := r.at(nil)
		d.Line, d.Column, d.Message = f.Line, f.Column, f.Message
		d.Excerpt = diagnostic.Line(r.src, f.Line)
		r.found = append(r.found, d)
	}
	if root != nil && root.Kind != yaml.MappingNode {
		r.add(root, `write "key: value", one key on each line`, "%s stands here, and keys with values are wanted", nodeWord(root))
		return nil
	}
	return root
}

// at returns a diagnostic that stands at a node, or at the file where there is none.
func (r *reader) at(n *yaml.Node) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{Rule: Rule, Position: diagnostic.Position{File: r.file}}
	if n == nil {
		return d
	}
	d.Line, d.Column = n.Line, n.Column
	d.Excerpt = diagnostic.Line(r.src, n.Line)
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		d.Length = utf8.RuneCountInString(n.Value)
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			d.Length += len(`""`)
		}
	}
	return d
}

func (r *reader) add(n *yaml.Node, hint, format string, args ...any) {
	d := r.at(n)
	d.Message, d.Hint = fmt.Sprintf(format, args...), hint
	r.found = append(r.found, d)
}

// key is a key that a mapping may have, and what is done with its value.
type key struct {
	name string
	read func(*yaml.Node)
}

// keys reads a mapping, in the order of known. A key without a value counts as
// not written; of a key that stands twice the first counts.
func (r *reader) keys(n *yaml.Node, known []key) {
	if !r.isMapping(n) {
		return
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.name
	}
	values := make(map[string]*yaml.Node, len(known))
	for name, value := range pairs(n) {
		if values[name.Value] != nil {
			continue
		}
		values[name.Value] = value
		if !slices.Contains(names, name.Value) {
			r.add(name, suggest(name.Value, names), "unknown key %q", name.Value)
		}
	}
	for _, k := range known {
		if v := values[k.name]; v != nil && !isNull(v) {
			k.read(v)
		}
	}
}

// entries reads a mapping whose keys the author chooses, as far as ok takes
// them. Of a name that stands twice the first counts.
func (r *reader) entries(n *yaml.Node, ok check, read func(name, value *yaml.Node)) {
	if !r.isMapping(n) {
		return
	}
	seen := map[string]bool{}
	for name, value := range pairs(n) {
		if seen[name.Value] {
			continue
		}
		seen[name.Value] = true
		if _, good := r.value(name, ok); good {
			read(name, value)
		}
	}
}

// check judges a text and returns the form in which it is kept. A refusal says
// why it is none, and what to do about it.
type check func(text string) (kept string, refused *refusal)

type refusal struct{ message, hint string }

func refuse(hint, format string, args ...any) (string, *refusal) {
	return "", &refusal{fmt.Sprintf(format, args...), hint}
}

// text reads a single value as it is typed: 2.10 is "2.10".
func (r *reader) text(to *string, ok check) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if v, good := r.value(n, ok); good {
			*to = v
		}
	}
}

func (r *reader) value(n *yaml.Node, ok check) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.add(n, "", "%s stands here, and a text is wanted", nodeWord(n))
		return "", false
	}
	v, refused := ok(n.Value)
	if refused != nil {
		r.add(n, refused.hint, "%s", refused.message)
		return "", false
	}
	return v, true
}

// list reads a list of texts. An entry that is wrong is left out.
func (r *reader) list(to *[]string, ok check) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.add(n, "write a list: [one, another]", "%s stands here, and a list is wanted", nodeWord(n))
			return
		}
		kept, seen := make([]string, 0, len(n.Content)), map[string]bool{}
		for _, entry := range n.Content {
			v, good := r.value(entry, ok)
			switch {
			case !good:
			case seen[v]:
				r.add(entry, "", "%q stands in this list twice", v)
			default:
				kept, seen[v] = append(kept, v), true
			}
		}
		*to = kept
	}
}

func (r *reader) flag(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
			r.add(n, "write true or false", "%s stands here, and yes or no is wanted", nodeWord(n))
			return
		}
		*to = strings.EqualFold(n.Value, "true")
	}
}

func (r *reader) count(to *int, least int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < least {
			r.add(n, "", "a whole number is wanted here, at least %d", least)
			return
		}
		*to = v
	}
}

func (r *reader) isMapping(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode {
		r.add(n, "", "%s stands here, and keys with values are wanted", nodeWord(n))
	}
	return n.Kind == yaml.MappingNode
}

// pairs runs through the keys and values of a mapping.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(name, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// child returns the value of a key, or the entry of a list that is this text.
func child(n *yaml.Node, name string) *yaml.Node {
	switch {
	case n == nil:
	case n.Kind == yaml.MappingNode:
		for k, v := range pairs(n) {
			if k.Value == name {
				return v
			}
		}
	case n.Kind == yaml.SequenceNode:
		for _, entry := range n.Content {
			if entry.Kind == yaml.ScalarNode && entry.Value == name {
				return entry
			}
		}
	}
	return nil
}

func nodeWord(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}

// nearest is the hint that names the candidate nearest to a word.
func nearest(word string, candidates []string) string {
	if near := diagnostic.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// suggest is the hint that names the candidate nearest to a word, or all of
// them where they are few.
func suggest(word string, candidates []string) string {
	const few = 8
	if hint := nearest(word, candidates); hint != "" {
		return hint
	}
	if len(candidates) == 0 || len(candidates) > few {
		return ""
	}
	return "one of " + strings.Join(candidates, ", ")
}

// identifier takes what can be the id of a person, a role, a scale or a rule.
func identifier(text string) (string, *refusal) {
	for i, c := range []byte(text) {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789-._", rune(c))) {
			return refuse("letters, digits, hyphens, dots and underscores, the first a letter", "%q can't be a name here", text)
		}
	}
	if text == "" {
		return refuse("", "an empty name stands here")
	}
	return text, nil
}

// line takes any text that is one line with something on it.
func line(text string) (string, *refusal) {
	switch trimmed := strings.TrimSpace(text); {
	case trimmed == "":
		return refuse("leave the key out to have its default", "an empty text stands here")
	case strings.ContainsFunc(trimmed, unicode.IsControl):
		return refuse("", "the text has to be one line")
	default:
		return trimmed, nil
	}
}
