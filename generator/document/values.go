package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// text reads a single value as it was typed: 2.10 stays 2.10.
func (d *decoder) text(n *yaml.Node) Text {
	switch {
	case n.Tag == refusedTag:
		d.refused++
		return Text{}
	case n.Kind != yaml.ScalarNode:
		d.wrong(n, "a text")
		return Text{}
	}
	t := Text{strings.TrimSpace(sourceText(n)), at(n)}
	if i := strings.IndexFunc(t.Value, isControl); i >= 0 {
		d.faultf(RuleValue, t.Mark, 0, "take the escape out", "the value holds the control character %U", []rune(t.Value[i:])[0])
		t.Value = strings.Map(spaceForControl, t.Value)
	}
	return t
}

// characters is how long a text is for a caret.
func characters(s string) int { return utf8.RuneCountInString(s) }

// isControl reports whether a character can't be seen and isn't white space.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

func spaceForControl(r rune) rune {
	if isControl(r) {
		return ' '
	}
	return r
}

// sourceText is a scalar's text; an empty key and null have none.
func sourceText(n *yaml.Node) string {
	if n.ShortTag() == "!!null" {
		return ""
	}
	return n.Value
}

// faults are how many things have been found to be wrong.
func (d *decoder) faults() int { return len(d.diags) + d.refused }

func (d *decoder) wrong(n *yaml.Node, wanted string) {
	got := map[yaml.Kind]string{yaml.MappingNode: "keys and values", yaml.SequenceNode: "a list", yaml.ScalarNode: "a text", yaml.AliasNode: "an alias"}[n.Kind]
	d.faultf(RuleValue, at(n), 0, "", "this should be %s, not %s", wanted, got)
}

// entries are the entries of a list; anything else is a list of one.
func entries(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// list reads a list of texts; a single text is a list of one, and an empty key
// says nothing.
func (d *decoder) list(n *yaml.Node) []Text {
	if n.Kind == yaml.MappingNode {
		d.wrong(n, "a list")
		return nil
	}
	if n.Kind == yaml.ScalarNode && sourceText(n) == "" {
		return nil
	}
	list := make([]Text, 0, len(n.Content))
	for _, item := range entries(n) {
		if t := d.text(item); t.Value != "" {
			list = append(list, t)
		} else if t.Set() {
			d.fault(RuleValue, t.Mark, 0, "an empty entry of a list", "take it out")
		}
	}
	return list
}

func (d *decoder) choice(n *yaml.Node, choices []string) Text {
	t := d.text(n)
	if t.Value == "" {
		return Text{}
	}
	if choices != nil && !slices.Contains(choices, t.Value) { // without words aims.yaml is at fault
		d.faultf(RuleValue, t.Mark, characters(t.Value), nearestHint(t.Value, choices), "%q is none of %s", t.Value, strings.Join(choices, ", "))
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
		d.faultf(RuleValue, t.Mark, characters(t.Value), "", "%v", err)
		return Day{}
	}
	return Day{date, t.Mark}
}

// text is the day as it is written, or an absent value.
func (d Day) text() Text {
	if d.IsZero() {
		return Text{}
	}
	return Text{d.String(), d.Mark}
}

func (d *decoder) interval(n *yaml.Node) (Text, config.Interval) {
	t := d.text(n)
	if !t.Set() || t.Value == "" {
		return Text{}, config.Interval{}
	}
	i, err := config.ParseInterval(t.Value)
	if err != nil {
		d.faultf(RuleValue, t.Mark, characters(t.Value), "", "%v", err)
		return Text{}, config.Interval{}
	}
	return t, i
}

// anything reads the value of a key that only the organisation understands.
func (d *decoder) anything(n *yaml.Node) []Text {
	switch n.Kind {
	case yaml.ScalarNode:
		return []Text{d.text(n)}
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
