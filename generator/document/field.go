package document

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
	"aims/generator/diagnostic"
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
		case n == nil && (d.holder || d.doc.Slips.Has(def.Name)):
		case n == nil && def.Required:
			d.faultf(RuleMissing, d.home, 0, hint, "the kind %q needs the key %q", kind.Name, def.Name)
		case n == nil:
		case !isEmpty(n):
			d.doc.Slips = d.reading(d.doc.Slips, def.Name, func() { d.field(n, def) })
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
		return d.parts(n, []string{"location", "sha256", "date", "review-every", "note"}, []string{"location"})
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
		if def.Name == "sha256" && def.Type == "text" {
			t = d.digest(t)
		}
	}
	return Value{Text: t}, t.Set()
}

// digestForm is what SHA-256 of a file looks like.
var digestForm = regexp.MustCompile(`^[0-9A-Fa-f]{64}$`)

// digest takes the digest of evidence that is kept elsewhere.
func (d *decoder) digest(t Text) Text {
	if t.Value != "" && !digestForm.MatchString(t.Value) {
		d.faultf(RuleValue, t.Mark, characters(t.Value), "write what sha256sum says of the file", "%q is no SHA-256: that has 64 digits from 0 to 9 and a to f", t.Value)
		return Text{}
	}
	return t
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

// parts reads a value that has several keys, and reports whether nothing is wrong
// with it.
func (d *decoder) parts(n *yaml.Node, known, required []string) (Value, bool) {
	before := d.faults()
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "keys and values ("+strings.Join(known, ", ")+")")
		return Value{}, false
	}
	v := Value{Text: Text{Mark: at(n)}}
	slips := d.unknownParts(n, known)
	for i := 0; i+1 < len(n.Content); i += 2 {
		if name := n.Content[i].Value; slices.Contains(known, name) {
			if t := d.part(name, n.Content[i+1]); t.Value != "" {
				v.Parts = append(v.Parts, Part{name, t})
			}
		}
	}
	for _, name := range required {
		hint := fmt.Sprintf("add %s: …", name)
		switch part := find(n, name); {
		case part == nil && !slips.Has(name):
			d.faultf(RuleMissing, at(n), 0, hint, "the key %q is missing", name)
		case part != nil && isEmpty(part):
			d.faultf(RuleMissing, at(part), 0, hint, "the key %q is empty", name)
		}
	}
	return v, d.faults() == before && v.Parts != nil
}

// unknownParts reports the keys of a value that nobody knows, and returns those
// that they were meant to be.
func (d *decoder) unknownParts(n *yaml.Node, known []string) (slips Slips) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if slices.Contains(known, name.Value) {
			continue
		}
		near := diagnostic.Nearest(name.Value, known)
		hint := "it has " + strings.Join(known, ", ")
		if near != "" {
			hint, slips = fmt.Sprintf("did you mean %q?", near), append(slips, near)
		}
		d.faultf(RuleUnknownKey, at(name), characters(name.Value), hint, "unknown key %q", name.Value)
	}
	return slips
}

func (d *decoder) part(name string, n *yaml.Node) Text {
	switch name {
	case "date":
		return d.day(n).text()
	case "review-every":
		t, _ := d.interval(n)
		return t
	case "sha256":
		return d.digest(d.text(n))
	}
	return d.text(n)
}
