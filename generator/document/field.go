package document

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// kindFields reads the fields of the document's kind, in the kind's order, and
// asks for those that have to be there.
func (d *decoder) kindFields(root *yaml.Node) {
	kind := d.doc.Kind
	for i := range kind.Fields {
		def := &kind.Fields[i]
		n := find(root, def.Name)
		hint := fmt.Sprintf("add %s: …", def.Name)
		switch {
		case n == nil && d.holder:
		case n == nil && def.Required:
			d.faultf(RuleMissing, d.home, 0, hint, "the kind %q needs the key %q", kind.Name, def.Name)
		case n == nil:
		case !isEmpty(n):
			d.field(n, def)
		case def.Required:
			d.faultf(RuleMissing, at(n), 0, hint, "the kind %q needs the key %q, and it is empty", kind.Name, def.Name)
		}
	}
}

func isEmpty(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return strings.TrimSpace(sourceText(n)) == ""
	}
	return len(n.Content) == 0
}

func (d *decoder) field(n *yaml.Node, def *config.Field) {
	if n.Kind == yaml.SequenceNode && !def.List && def.Type != "measurements" {
		d.wrong(n, "one value")
		return
	}
	f := Field{Def: def}
	for _, item := range entries(n) {
		if isEmpty(item) {
			d.fault(RuleValue, at(item), 0, "an empty entry of a list", "take it out")
		} else if v, ok := d.value(item, def); ok {
			f.Values = append(f.Values, v)
		}
	}
	if f.Values != nil {
		d.doc.Fields = append(d.doc.Fields, f)
	}
}

func (d *decoder) value(n *yaml.Node, def *config.Field) (Value, bool) {
	switch {
	case def.Type == "measurements":
		return d.parts(n, []string{"date", "value", "note"}, []string{"date", "value"})
	case def.Type == "evidence" && n.Kind == yaml.MappingNode:
		return d.parts(n, []string{"location", "sha256", "date", "note"}, []string{"location"})
	}
	var t Text
	switch def.Type {
	case "date":
		t = d.day(n).text()
	case "interval":
		t, _ = d.interval(n)
	case "choice":
		t = d.choice(n, def.Choices)
	case "number":
		t = d.number(n)
	default:
		t = d.text(n)
	}
	return Value{Text: t}, t.Set()
}

// numberForm is a decimal number as YAML, TOML and JSON write it.
var numberForm = regexp.MustCompile(`^[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$`)

func (d *decoder) number(n *yaml.Node) Text {
	t := d.text(n)
	if t.Set() && !numberForm.MatchString(t.Value) {
		d.faultf(RuleValue, t.Mark, characters(t.Value), "write a number as 12, -3.5 or 1e3", "%q is not a number", t.Value)
		return Text{}
	}
	return t
}

// parts reads a value that has several keys.
func (d *decoder) parts(n *yaml.Node, known, required []string) (Value, bool) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "keys and values ("+strings.Join(known, ", ")+")")
		return Value{}, false
	}
	v := Value{Text: Text{Mark: at(n)}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if !slices.Contains(known, name.Value) {
			d.faultf(RuleUnknownKey, at(name), characters(name.Value), nearestHint(name.Value, known), "unknown key %q", name.Value)
			continue
		}
		read := d.text
		if name.Value == "date" {
			read = func(n *yaml.Node) Text { return d.day(n).text() }
		}
		if t := read(value); t.Set() {
			v.Parts = append(v.Parts, Part{name.Value, t})
		}
	}
	for _, name := range required {
		if find(n, name) == nil {
			d.faultf(RuleMissing, at(n), 0, fmt.Sprintf("add %s: …", name), "the key %q is missing", name)
		}
	}
	return v, len(v.Parts) > 0
}
