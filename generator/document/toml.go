package document

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// What TOML may have at most. The parser looks at all keys of a table for each.
const (
	maxTOML       = 256 << 10 // bytes
	maxTOMLDepth  = 20        // lists and tables in each other
	maxTOMLFaults = 20        // values that are none, since each takes a run of the parser
)

// refusedTag is the tag of a value that is reported already.
const refusedTag = "!refused"

// tomlNode reads TOML into the tree that YAML has, so that one decoder serves
// both. Numbers and dates keep their source text. With a fault the node is nil,
// except where values alone are at fault, which have refusedTag.
func tomlNode(data []byte) (*yaml.Node, []config.Fault) {
	if len(data) > maxTOML {
		return nil, []config.Fault{{Line: 1, Column: 1, Message: fmt.Sprintf("the TOML is larger than %d kB", maxTOML>>10)}}
	}
	t := newTOMLTree(data)
	for t.parser.NextExpression() {
		t.expression(t.parser.Expression())
	}
	if t.deep != nil {
		return nil, []config.Fault{{Line: t.deep.Line, Column: t.deep.Column, Message: fmt.Sprintf("lists and tables are nested deeper than %d levels", maxTOMLDepth)}}
	}
	return t.judged(bytes.Clone(data))
}

// judged reports what is no TOML. The parser ends at the first fault: where that
// lies in a value, it reads on with another value in the same place, so that an
// impossible date doesn't hide what is wrong below it. It changes data.
func (t *tomlTree) judged(data []byte) (*yaml.Node, []config.Fault) {
	var faults []config.Fault
	for range maxTOMLFaults {
		var whole map[string]any
		err := toml.Unmarshal(data, &whole)
		if err == nil {
			break
		}
		fault, offset := t.fault(err)
		span := t.spanAt(offset)
		if span == nil || t.parser.Error() != nil {
			return nil, append(faults, fault)
		}
		n := span.node
		if _, err := config.ParseDate(n.Value); err != nil && strings.Contains(fault.Message, "date") {
			fault.Message = err.Error()
		}
		fault.Line, fault.Column, n.Tag = n.Line, n.Column, refusedTag
		faults = append(faults, fault)
		copy(data[span.start:span.end], `"`+strings.Repeat("x", span.end-span.start-2)+`"`)
	}
	return t.root, faults
}

// tomlSpan is where a single value stands in the text.
type tomlSpan struct {
	start, end int
	node       *yaml.Node
}

// spanAt is the value that an offset lies in; nil for none.
func (t *tomlTree) spanAt(offset int) *tomlSpan {
	i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].end > offset })
	if i == len(t.spans) || t.spans[i].start > offset || t.spans[i].end-t.spans[i].start < len(`""`) {
		return nil
	}
	return &t.spans[i]
}

type tomlTree struct {
	parser unstable.Parser
	lines
	root   *yaml.Node
	table  *yaml.Node // that key-value lines go into
	values map[tomlKey]*yaml.Node
	depth  int        // of the value that is being read
	deep   *yaml.Node // the first value that is nested too deep
	spans  []tomlSpan // of single values, in the order of the text
}

// tomlKey is a key of one table.
type tomlKey struct {
	table *yaml.Node
	name  string
}

func newTOMLTree(data []byte) *tomlTree {
	t := &tomlTree{lines: newLines(data), root: &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, values: map[tomlKey]*yaml.Node{}}
	t.table = t.root
	t.parser.Reset(data)
	return t
}

// fault says in words what the TOML parser says, without its name and with a
// column in characters, and at which byte.
func (t *tomlTree) fault(err error) (f config.Fault, offset int) {
	f = config.Fault{Line: 1, Column: 1, Message: strings.TrimPrefix(err.Error(), "toml: ")}
	var de *toml.DecodeError
	if errors.As(err, &de) {
		line, column := de.Position()
		offset = t.starts[min(max(line, 1), len(t.starts))-1] + max(column, 1) - 1
		at := t.mark(offset)
		f.Line, f.Column = at.Line, at.Column
	}
	return f, offset
}

func (t *tomlTree) expression(e *unstable.Node) {
	switch e.Kind {
	case unstable.KeyValue:
		t.keyValue(t.table, e)
	case unstable.Table:
		t.table = t.descend(t.root, e.Key())
	case unstable.ArrayTable:
		t.table = t.element(t.root, e.Key())
	}
}

func (t *tomlTree) keyValue(into *yaml.Node, e *unstable.Node) {
	for keys := e.Key(); keys.Next(); {
		k := keys.Node()
		if keys.IsLast() {
			t.add(into, k, t.value(e.Value(), k))
			return
		}
		into = t.child(into, k, yaml.MappingNode)
	}
}

func (t *tomlTree) add(table *yaml.Node, k *unstable.Node, value *yaml.Node) {
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: string(k.Data)}
	t.place(key, k.Raw)
	table.Content = append(table.Content, key, value)
	t.values[tomlKey{table, key.Value}] = value
}

// place gives a node its line, and its column in characters.
func (t *tomlTree) place(n *yaml.Node, raw unstable.Range) {
	at := t.mark(int(raw.Offset))
	n.Line, n.Column = at.Line, at.Column
}

// child returns the value of key k in the table, made when it isn't there. In
// a list of tables it is the newest one.
func (t *tomlTree) child(table *yaml.Node, k *unstable.Node, kind yaml.Kind) *yaml.Node {
	if v := t.values[tomlKey{table, string(k.Data)}]; v != nil {
		if v.Kind == yaml.SequenceNode && kind == yaml.MappingNode && len(v.Content) > 0 {
			return v.Content[len(v.Content)-1]
		}
		return v
	}
	v := &yaml.Node{Kind: kind}
	t.place(v, k.Raw)
	t.add(table, k, v)
	return v
}

func (t *tomlTree) descend(table *yaml.Node, keys unstable.Iterator) *yaml.Node {
	for keys.Next() {
		table = t.child(table, keys.Node(), yaml.MappingNode)
	}
	return table
}

func (t *tomlTree) element(table *yaml.Node, keys unstable.Iterator) *yaml.Node {
	for keys.Next() {
		k := keys.Node()
		if !keys.IsLast() {
			table = t.child(table, k, yaml.MappingNode)
			continue
		}
		list := t.child(table, k, yaml.SequenceNode)
		item := &yaml.Node{Kind: yaml.MappingNode}
		t.place(item, k.Raw)
		list.Content = append(list.Content, item)
		table = item
	}
	return table
}

// value turns a TOML value into a node. A value without a place of its own
// stands at its key.
func (t *tomlTree) value(v, key *unstable.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: string(v.Data)}
	if v.Raw.Length > 0 {
		t.place(n, v.Raw)
	} else {
		t.place(n, key.Raw)
	}
	t.depth++
	defer func() { t.depth-- }()
	if t.depth > maxTOMLDepth {
		if t.deep == nil {
			t.deep = n
		}
		return n
	}
	switch v.Kind {
	case unstable.Array:
		n.Kind, n.Tag, n.Value = yaml.SequenceNode, "", ""
		for it := v.Children(); it.Next(); {
			n.Content = append(n.Content, t.value(it.Node(), key))
		}
	case unstable.InlineTable:
		n.Kind, n.Tag, n.Value = yaml.MappingNode, "", ""
		for it := v.Children(); it.Next(); {
			t.keyValue(n, it.Node())
		}
	case unstable.Bool:
		n.Tag = "!!bool"
	}
	if n.Kind == yaml.ScalarNode && v.Raw.Length > 0 {
		t.spans = append(t.spans, tomlSpan{int(v.Raw.Offset), int(v.Raw.Offset + v.Raw.Length), n})
	}
	return n
}
