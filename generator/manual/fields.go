package manual

import (
	"strings"

	"aims/generator/document"
)

// resolveFields finds where the references in an entry's frontmatter lead.
// Roles and people are names of aims.yaml and not among them.
func (m *Manual) resolveFields(e *Entry) {
	add := func(key string, t document.Text, target Target) {
		e.Fields = append(e.Fields, Linked{key, t, target})
	}
	ids := func(key string, list []document.Text) {
		for _, t := range list {
			if t.Set() && t.Value != "" {
				id, fragment, _ := strings.Cut(t.Value, "#")
				add(key, t, m.Reference(e, id, fragment))
			}
		}
	}
	items := func(key string, list []document.Text) {
		for _, t := range list {
			if t.Set() && t.Value != "" {
				add(key, t, m.item(t.Value))
			}
		}
	}
	items("addresses", e.Addresses)
	for _, c := range e.Claims {
		items("addresses", []document.Text{c.Item})
	}
	ids("supersedes", e.Supersedes)
	ids("translates", []document.Text{e.Translates})
	for _, f := range e.Document.Fields {
		for _, v := range f.Values {
			switch f.Def.Type {
			case "reference", "system":
				ids(f.Def.Name, []document.Text{v.Text})
			case "evidence":
				if v.Parts == nil {
					ids(f.Def.Name, []document.Text{v.Text})
				}
			case "clause", "control", "annex-c":
				items(f.Def.Name, []document.Text{v.Text})
			}
		}
	}
	for _, d := range e.Decisions {
		if !strings.HasPrefix(d.Control.Value, "X.") {
			items("controls", []document.Text{d.Control})
		}
		ids("risks", d.Risks)
		ids("impacts", d.Impacts)
		ids("implemented-by", d.ImplementedBy)
		ids("evidence", d.Evidence)
		for _, x := range d.Except {
			ids("except", []document.Text{x.System})
		}
	}
}

// Link returns where the reference that stands at t leads.
func (e *Entry) Link(t document.Text) (Target, bool) {
	for _, l := range e.Fields {
		if l.Text == t {
			return l.Target, true
		}
	}
	return Target{}, false
}
