package check

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/standard"
)

// implementedNowhere reports controls that are called implemented without a
// document that says how, or with none in force where that can be known.
func implementedNowhere(m *manual.Manual) []diagnostic.Diagnostic {
	return eachDecision(func(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
		x := diagnostic.Diagnostic{Severity: diagnostic.Warning, Position: at(d.By, d.State), Length: length(d.State)}
		switch {
		case !d.Applicable || d.State.Value != "implemented" || d.Slips.Has("implemented-by"):
			return x, false
		case len(d.ImplementedBy) == 0:
			x.Message, x.Hint = fmt.Sprintf("%s is implemented by no document", c.ID), "add implemented-by: with the ids of the documents that say how"
			return x, true
		case m.Evidence == nil || leads(d, m.TextInForce):
			return x, false
		}
		x.Message = fmt.Sprintf("%s is implemented, and nothing of what implements it is in force: %s", c.ID, strings.Join(values(d.ImplementedBy), ", "))
		x.Hint = "bring a document into force, or write state: partial until then"
		if leads(d, (*manual.Entry).IsRecord) {
			x.Hint += "; a record is evidence, and nobody brings it into force"
		}
		return x, true
	})(m)
}

// leads reports whether what implements a control leads to such an entry.
func leads(d manual.Decided, such func(*manual.Entry) bool) bool {
	return slices.ContainsFunc(d.Targets(d.ImplementedBy), func(t manual.Target) bool { return t.Entry != nil && such(t.Entry) })
}

func values(list []document.Text) (all []string) {
	for _, t := range list {
		all = append(all, t.Value)
	}
	return all
}

// contradiction is what a record says against the exclusion of a control of
// ISO/IEC 42001.
type contradiction struct {
	control string   // "" for the one that the record's field names
	kind    string   // of the record
	field   string   // that says it; "" when the record alone does
	values  []string // of the field; nil for any
	says    string   // what the record shows; %s is its id
}

// Every row rests on what the control is about: a record that shows the thing
// at work in the organisation leaves no ground for saying that it doesn't apply.
var againstExclusion = []contradiction{
	{"", "risk", "controls", nil, "%s is treated with it"},
	{"A.5.3", "impact-assessment", "", nil, "%s records an assessment of impacts"},
	{"A.6.2.6", "ai-system", "stage", []string{"operation and monitoring"}, "%s is in operation"},
	{"A.7.3", "dataset", "acquired", nil, "%s is a data set that was acquired"},
	{"A.8.4", "incident", "", nil, "%s is an incident, about which people have to be told"},
	{"A.10.3", "supplier", "", nil, "%s is a supplier"},
	{"A.10.4", "ai-system", "our-roles", []string{"provider"}, "the organisation provides %s to others"},
}

// contradictions reports exclusions that a record of the manual contradicts.
func contradictions(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		if a.Standard.ID != standard.ISO42001 {
			continue
		}
		for _, c := range a.Controls() {
			d := c.Decision()
			if d == nil || d.Applicable {
				continue
			}
			for _, row := range againstExclusion {
				if row.control != "" && row.control != c.ID {
					continue
				}
				if e, where := row.record(m, a.Standard, c.ID); e != nil {
					t := atAnswer(*d)
					found = append(found, diagnostic.Diagnostic{
						Severity: diagnostic.Warning, Position: at(d.By, t), Length: length(t),
						Message: fmt.Sprintf("%s is excluded, but %s", c.ID, fmt.Sprintf(row.says, e.ID.Value)),
						Hint:    "decide that the control applies, or mend the record",
						Related: []diagnostic.Related{{Position: at(e, where), Message: "the record"}},
					})
				}
			}
		}
	}
	return found
}

// record is the first record that contradicts, with the place where it does: one
// that is meant to hold now, and isn't closed.
func (x contradiction) record(m *manual.Manual, of *standard.Standard, control string) (*manual.Entry, document.Text) {
	for _, e := range m.Documents {
		if e.Kind.Name != x.kind || e.Holder() || !m.Current(e) || m.Closed(e) {
			continue
		}
		switch {
		case x.field == "":
			return e, e.ID
		case x.control == "":
			for _, l := range e.Fields {
				if l.Key == x.field && l.Standard == of && l.Item != nil && l.Item.ID == control {
					return e, l.Text
				}
			}
		default:
			for _, v := range e.Said(x.field) {
				if x.values == nil || slices.Contains(x.values, v.Value) {
					return e, v
				}
			}
		}
	}
	return nil, document.Text{}
}

// pasted reports a justification that stands at four or more controls: it says
// of each of them what is true of any.
func pasted(m *manual.Manual) []diagnostic.Diagnostic {
	const many = 4
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		by := map[string][]manual.Decided{}
		var order []string
		for _, c := range a.Controls() {
			for _, d := range c.Decided {
				words := strings.ToLower(strings.Join(strings.Fields(d.Justification.Value), " "))
				if words != "" && by[words] == nil {
					order = append(order, words)
				}
				by[words] = append(by[words], d)
			}
		}
		for _, words := range order {
			list := by[words]
			if len(list) < many {
				continue
			}
			first := list[0]
			x := diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Position: at(first.By, first.Justification), Length: length(first.Justification),
				Message: fmt.Sprintf("one justification stands at %d controls", len(list)), Hint: "say of each control why it applies, or doesn't, here",
			}
			for _, d := range list[1:] {
				x.Related = append(x.Related, diagnostic.Related{Position: at(d.By, d.Justification), Message: "the same at " + d.Control.Value})
			}
			found = append(found, x)
		}
	}
	return found
}
