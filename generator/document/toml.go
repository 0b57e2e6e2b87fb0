package document

import (
	"errors"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// tomlNode reads TOML into the tree that YAML has, so that one decoder serves
// both. Numbers and dates keep their source text.
func tomlNode(data []byte) (*yaml.Node, []config.Fault) {
	var whole map[string]any
	if err := toml.Unmarshal(data, &whole); err != nil {
		var de *toml.DecodeError
		if errors.As(err, &de) {
			line, column := de.Position()
			return nil, []config.Fault{{Line: line, Column: column, Message: trimPrefix(de.Error())}}
		}
		return nil, []config.Fault{{Line: 1, Column: 1, Message: trimPrefix(err.Error())}}
	}
	t := tomlTree{root: &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}}
	t.parser.Reset(data)
	t.table = t.root
	for t.parser.NextExpression() {
		t.expression(t.parser.Expression())
	}
	if err := t.parser.Error(); err != nil {
		return nil, []config.Fault{{Line: 1, Column: 1, Message: trimPrefix(err.Error())}}
	}
	return t.root, nil
}

func trimPrefix(message string) string {
	if len(message) > 6 && message[:6] == "toml: " {
		return message[6:]
	}
	return message
}

type tomlTree struct {
	parser unstable.Parser
	root   *yaml.Node
	table  *yaml.Node // that key-value lines go into
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
	keys := e.Key()
	for keys.Next() {
		k := keys.Node()
		if keys.IsLast() {
			into.Content = append(into.Content, t.key(k), t.value(e.Value(), k))
			return
		}
		into = t.child(into, k, yaml.MappingNode)
	}
}

func (t *tomlTree) key(k *unstable.Node) *yaml.Node {
	at := t.parser.Shape(k.Raw).Start
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: string(k.Data), Line: at.Line, Column: at.Column}
}

// child returns the value of key k in the table, made when it isn't there.
func (t *tomlTree) child(table *yaml.Node, k *unstable.Node, kind yaml.Kind) *yaml.Node {
	for i := 0; i+1 < len(table.Content); i += 2 {
		if table.Content[i].Value == string(k.Data) {
			v := table.Content[i+1]
			if v.Kind == yaml.SequenceNode && kind == yaml.MappingNode && len(v.Content) > 0 {
				return v.Content[len(v.Content)-1]
			}
			return v
		}
	}
	key := t.key(k)
	v := &yaml.Node{Kind: kind, Line: key.Line, Column: key.Column}
	table.Content = append(table.Content, key, v)
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
		item := &yaml.Node{Kind: yaml.MappingNode, Line: list.Line, Column: list.Column}
		list.Content = append(list.Content, item)
		table = item
	}
	return table
}

// value turns a TOML value into a node. A value without a place of its own, as
// a table has none, stands at its key.
func (t *tomlTree) value(v, key *unstable.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: string(v.Data)}
	at := t.parser.Shape(key.Raw).Start
	if v.Raw.Length > 0 {
		at = t.parser.Shape(v.Raw).Start
	}
	n.Line, n.Column = at.Line, at.Column
	switch v.Kind {
	case unstable.Array:
		n.Kind, n.Value = yaml.SequenceNode, ""
		for it := v.Children(); it.Next(); {
			n.Content = append(n.Content, t.value(it.Node(), key))
		}
	case unstable.InlineTable:
		n.Kind, n.Value = yaml.MappingNode, ""
		for it := v.Children(); it.Next(); {
			t.keyValue(n, it.Node())
		}
	case unstable.Bool:
		n.Tag = "!!bool"
	default:
		n.Tag = "!!str"
	}
	return n
}
