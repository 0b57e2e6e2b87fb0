package document

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// text reads a single value as it was typed: 2.10 stays 2.10.
func (d *decoder) text(n *yaml.Node) Text {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, "a text")
		return Text{}
	}
	return Text{strings.TrimSpace(sourceText(n)), d.at(n)}
}

// sourceText is a scalar's text; an empty key and null have none.
func sourceText(n *yaml.Node) string {
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

func (d *decoder) wrong(n *yaml.Node, wanted string) {
	got := map[yaml.Kind]string{yaml.MappingNode: "keys and values", yaml.SequenceNode: "a list", yaml.ScalarNode: "a text", yaml.AliasNode: "an alias"}[n.Kind]
	d.faultf(RuleValue, d.at(n), 0, "", "%s is wanted here, not %s", wanted, got)
}

// list reads a list of texts; a single text is a list of one.
func (d *decoder) list(n *yaml.Node) []Text {
	if n.Kind == yaml.ScalarNode {
		if sourceText(n) == "" {
			return []Text{}
		}
		return []Text{d.text(n)}
	}
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "a list")
		return nil
	}
	list := make([]Text, 0, len(n.Content))
	for _, item := range n.Content {
		if t := d.text(item); t.Value != "" {
			list = append(list, t)
		} else if item.Kind == yaml.ScalarNode {
			d.fault(RuleValue, d.at(item), 0, "an empty entry of a list", "take it out")
		}
	}
	return list
}

func (d *decoder) choice(n *yaml.Node, choices []string) Text {
	t := d.text(n)
	if t.Set() && !slices.Contains(choices, t.Value) {
		d.faultf(RuleValue, t.Mark, len([]rune(t.Value)), nearestHint(t.Value, choices), "%q is none of %s", t.Value, strings.Join(choices, ", "))
		return Text{}
	}
	return t
}

func (d *decoder) day(n *yaml.Node) Day {
	t := d.text(n)
	if !t.Set() || t.Value == "" {
		return Day{}
	}
	date, err := config.ParseDate(t.Value)
	if err != nil {
		d.faultf(RuleValue, t.Mark, len([]rune(t.Value)), "write a date as 2026-03-01", "%v", err)
		return Day{}
	}
	return Day{date, t.Mark}
}

func (d *decoder) interval(n *yaml.Node) (Text, config.Interval) {
	t := d.text(n)
	if !t.Set() || t.Value == "" {
		return Text{}, config.Interval{}
	}
	i, err := config.ParseInterval(t.Value)
	if err != nil {
		d.faultf(RuleValue, t.Mark, len([]rune(t.Value)), "write an interval as 12 months, 90 days or P12M", "%v", err)
		return Text{}, config.Interval{}
	}
	return t, i
}

var (
	idForm      = regexp.MustCompile(`^[A-Za-z](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`)
	windowsName = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)`)
)

func (d *decoder) id(n *yaml.Node) {
	t := d.text(n)
	if !t.Set() {
		return
	}
	d.doc.ID = t
	var message, hint string
	switch id := t.Value; {
	case id == "":
		message = "the id is empty"
	case len(id) > 64:
		message, hint = fmt.Sprintf("the id has %d characters", len(id)), "an id has at most 64"
	case !idForm.MatchString(id):
		message = fmt.Sprintf("%q can't be an id", id)
		hint = "an id has ASCII letters, digits, full stops, underscores and hyphens, begins with a letter and ends with a letter or digit"
	case strings.EqualFold(id, "index"), windowsName.MatchString(id):
		message, hint = fmt.Sprintf("%q is a reserved name", id), "choose another id, since its page would have this name"
	default:
		return
	}
	d.fault(RuleID, t.Mark, len([]rune(t.Value)), message, hint)
	d.broken = true
}

// anything reads the value of a key that only the organisation understands.
func (d *decoder) anything(n *yaml.Node) []Text {
	switch n.Kind {
	case yaml.ScalarNode:
		return []Text{{sourceText(n), d.at(n)}}
	case yaml.SequenceNode, yaml.MappingNode:
		var all []Text
		for i := 0; i < len(n.Content); i++ {
			if n.Kind == yaml.MappingNode && i+1 < len(n.Content) {
				for _, v := range d.anything(n.Content[i+1]) {
					all = append(all, Text{n.Content[i].Value + ": " + v.Value, v.Mark})
				}
				i++
				continue
			}
			all = append(all, d.anything(n.Content[i])...)
		}
		return all
	}
	return nil
}

// field reads a field of the document's kind, when the file has it.
func (d *decoder) field(root *yaml.Node, def *config.Field) {
	n := find(root, def.Name)
	if n == nil || n.Kind == yaml.ScalarNode && sourceText(n) == "" {
		return
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		if !def.List && def.Type != "measurements" {
			d.wrong(n, "one value")
			return
		}
		items = n.Content
	}
	f := Field{Def: def}
	for _, item := range items {
		if v, ok := d.value(item, def); ok {
			f.Values = append(f.Values, v)
		}
	}
	d.doc.Fields = append(d.doc.Fields, f)
}

func (d *decoder) value(n *yaml.Node, def *config.Field) (Value, bool) {
	switch {
	case def.Type == "measurements":
		return d.parts(n, []string{"date", "value", "note"}, []string{"date", "value"})
	case def.Type == "evidence" && n.Kind == yaml.MappingNode:
		return d.parts(n, []string{"location", "sha256", "date", "note"}, []string{"location"})
	}
	t := d.text(n)
	if !t.Set() {
		return Value{}, false
	}
	ok := true
	switch def.Type {
	case "date":
		ok = !d.day(n).IsZero()
	case "interval":
		t, _ = d.interval(n)
		ok = t.Set()
	case "choice":
		ok = d.choice(n, def.Choices).Set()
	case "number":
		if _, err := strconv.ParseFloat(t.Value, 64); err != nil {
			d.faultf(RuleValue, t.Mark, len([]rune(t.Value)), "", "%q is not a number", t.Value)
			ok = false
		}
	}
	return Value{Text: t}, ok
}

// parts reads a value that has several keys.
func (d *decoder) parts(n *yaml.Node, known, required []string) (Value, bool) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "keys and values ("+strings.Join(known, ", ")+")")
		return Value{}, false
	}
	v := Value{Text: Text{Mark: d.at(n)}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if !slices.Contains(known, name.Value) {
			d.faultf(RuleUnknownKey, d.at(name), len([]rune(name.Value)), nearestHint(name.Value, known), "unknown key %q", name.Value)
			continue
		}
		t := d.text(value)
		if name.Value == "date" {
			d.day(value)
		}
		v.Parts = append(v.Parts, Part{name.Value, t})
	}
	for _, name := range required {
		if find(n, name) == nil {
			d.faultf(RuleMissing, d.at(n), 0, fmt.Sprintf("add %s: …", name), "the key %q is missing", name)
		}
	}
	return v, true
}
