package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// What LoadNode reads at most. They are far above what a person writes, and
// low enough that a hostile text costs nothing.
const (
	MaxBytes   = 1 << 20 // of one YAML text
	maxDepth   = 20      // of lists and mappings in each other
	maxAliases = 20      // of one YAML text
)

// bom may begin a text; no column counts it.
var bom = []byte("\uFEFF")

// LoadNode parses one YAML (or JSON) document and returns its value with the
// position of every key and value. A text that is empty, holds comments only,
// or says null gives nil and no fault. With a fault the node is nil, except
// where only keys stand twice: then the node holds them all, in order.
//
// Aliases are replaced by the values they name, so that no caller meets one.
// They are refused where there are many, or where an anchored value holds one
// itself: a text can't grow into more than a few times its size. Merge keys
// (<<) and tags of other programs are refused. Line breaks other than LF and
// CRLF are too, because they would shift every position after them.
func LoadNode(src []byte) (*yaml.Node, []Fault) { return LoadNodeAt(src, 1) }

// LoadNodeAt is LoadNode for a text that begins in the given line of a file, from
// 1: all lines, those that messages name among them, are the file's. Columns are
// the text's.
func LoadNodeAt(src []byte, line int) (*yaml.Node, []Fault) {
	root, faults := parsed(src)
	for i := range faults {
		faults[i].Line += line - 1
	}
	if root == nil {
		return nil, faults
	}
	w := walker{before: line - 1}
	root = w.walk(root, false)
	if len(w.grave) > 0 {
		return nil, sortFaults(append(w.grave, w.twice...))
	}
	if isNull(root) {
		return nil, nil
	}
	return root, sortFaults(w.twice)
}

// parsed is the node of src as the parser gives it; nil where there is none.
func parsed(src []byte) (*yaml.Node, []Fault) {
	if len(src) > MaxBytes {
		return nil, []Fault{{1, 1, fmt.Sprintf("the YAML is larger than %d MB", MaxBytes>>20)}}
	}
	src = bytes.TrimPrefix(src, bom)
	if f, bad := strayCharacter(src); bad {
		return nil, []Fault{f}
	}
	root, err := loadOne(src)
	return root, Faults(err)
}

// loadOne parses src, which may hold one document or none.
func loadOne(src []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(src), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		return nil, fmt.Errorf("yaml loader: %w", err)
	}
	var first, second yaml.Node
	switch err := loader.Load(&first); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	case len(first.Content) == 0:
		return nil, nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
		return first.Content[0], nil
	case err != nil:
		return nil, err
	}
	return nil, yaml.NewLoadError(yaml.ComposerStage, secondDocument, yaml.Mark{Line: second.Line, Column: max(1, second.Column)}, nil)
}

// strayCharacter finds the first character of src that YAML can't hold, or
// that would end a line for YAML and for nobody else.
func strayCharacter(src []byte) (Fault, bool) {
	line, start := 1, 0
	at := func(i int, format string, args ...any) (Fault, bool) {
		return Fault{line, utf8.RuneCount(src[start:i]) + 1, fmt.Sprintf(format, args...)}, true
	}
	for i := 0; i < len(src); {
		if c := src[i]; c >= ' ' && c < 0x7F || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return at(i, "the text isn't UTF-8 from here on")
		case r == '\n':
			line, start = line+1, i+1
		case r == '\r' && (i+1 == len(src) || src[i+1] == '\n'):
		case r == '\r':
			return at(i, "a lone carriage return ends this line; save the file with LF or CRLF")
		case r < ' ' || r == 0x7F || r > 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF:
			return at(i, "the character U+%04X can't stand here; delete it", r)
		}
		i += size
	}
	return Fault{}, false
}

// walker looks at every node once and collects what the parser lets pass.
type walker struct {
	before  int     // lines of the file before the text
	grave   []Fault // the node can't be used
	twice   []Fault // keys that stand twice
	aliases int
}

// walk returns n, or the value that n names when it is an alias.
func (w *walker) walk(n *yaml.Node, anchored bool) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return w.alias(n, anchored)
	}
	n.Line += w.before
	anchored = anchored || n.Anchor != ""
	if n.Style&yaml.TaggedStyle != 0 && !slices.Contains(coreTags, n.ShortTag()) {
		w.grave = append(w.grave, faultAt(n, "the tag %q means nothing here", n.Tag))
	}
	for i, c := range n.Content {
		n.Content[i] = w.walk(c, anchored)
	}
	if n.Kind == yaml.MappingNode {
		w.keys(n)
	}
	return n
}

var coreTags = []string{"!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq", "!!timestamp"}

func (w *walker) alias(n *yaml.Node, anchored bool) *yaml.Node {
	w.aliases++
	n.Line += w.before
	switch {
	case anchored:
		w.grave = append(w.grave, faultAt(n, "the alias *%s stands inside a value that has an anchor itself", n.Value))
	case w.aliases == maxAliases+1:
		w.grave = append(w.grave, faultAt(n, "more than %d aliases", maxAliases))
	}
	return n.Alias
}

// keys finds keys of a mapping that are no words, and keys that stand twice.
func (w *walker) keys(n *yaml.Node) {
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case key.Kind != yaml.ScalarNode:
			w.grave = append(w.grave, faultAt(key, "a key has to be a word"))
		case key.ShortTag() == "!!merge":
			w.grave = append(w.grave, faultAt(key, "merge keys (<<) are not read; write the keys out"))
		case seen[key.Value] != nil:
			w.twice = append(w.twice, faultAt(key, "key %q stands here and on line %d", key.Value, seen[key.Value].Line))
		default:
			seen[key.Value] = key
		}
	}
}

func faultAt(n *yaml.Node, format string, args ...any) Fault {
	return Fault{n.Line, n.Column, fmt.Sprintf(format, args...)}
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}
