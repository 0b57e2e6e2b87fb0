package manual

import (
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/standard"
)

// resolveFields finds where the references in an entry's frontmatter lead.
// Roles and people are names of aims.yaml and not among them.
func (m *Manual) resolveFields(e *Entry) {
	f := fieldResolver{m, e}
	f.items("addresses", "", e.Addresses...)
	for _, c := range e.Claims {
		f.items("addresses", "", c.Item)
	}
	f.documents("supersedes", "", e.Supersedes...)
	f.documents("translates", "", e.Translates)
	for _, field := range e.Document.Fields {
		for _, v := range field.Values {
			f.value(field.Def, v)
		}
	}
	f.standard(e.Standard)
	for _, d := range e.Decisions {
		f.decision(d)
	}
}

// fieldResolver notes where values of one entry lead.
type fieldResolver struct {
	*Manual
	e *Entry
}

// documents notes references to documents, which have to be of the given kind
// unless it is "".
func (f fieldResolver) documents(key, kind string, list ...document.Text) {
	for _, t := range list {
		if t.Value == "" {
			continue
		}
		id, fragment, _ := strings.Cut(t.Value, "#")
		target := f.document(f.e, id, fragment)
		if x := target.Entry; kind != "" && target.Broken == Fine && (!x.Controlled() || x.Kind.Name != kind) {
			target = Target{Broken: WrongKind, Entry: x, Nearest: f.nearest.ofKind(f.Kinds.Find(kind), id)}
		} else if near := f.index.ids[strings.ToLower(target.Nearest)]; kind != "" && target.Broken == NoDocument && (near == nil || near.Kind.Name != kind) {
			target.Nearest = f.nearest.ofKind(f.Kinds.Find(kind), id)
		}
		f.e.Fields = append(f.e.Fields, Linked{key, kind, t, target})
	}
}

// items notes references to parts of a standard, which have to be of the given
// kind unless it is "".
func (f fieldResolver) items(key string, kind standard.Kind, list ...document.Text) {
	for _, t := range list {
		if t.Value == "" {
			continue
		}
		target := f.item(t.Value)
		if kind != "" && target.Item != nil && target.Item.Kind != kind {
			target.Broken = WrongKind
		}
		f.e.Fields = append(f.e.Fields, Linked{key, string(kind), t, target})
	}
}

func (f fieldResolver) value(def *config.Field, v document.Value) {
	switch {
	case v.Parts != nil:
	case def.Type == "reference":
		f.documents(def.Name, def.Kind, v.Text)
	case def.Type == "system":
		f.documents(def.Name, "ai-system", v.Text)
	case def.Type == "evidence":
		f.documents(def.Name, "", v.Text)
	case def.Type == "clause", def.Type == "control", def.Type == "annex-c":
		f.items(def.Name, standard.Kind(def.Type), v.Text)
	}
}

// standard notes a statement's standard that the manual doesn't have.
func (f fieldResolver) standard(t document.Text) {
	if t.Value != "" && f.standardNamed(t.Value) == nil {
		f.e.Fields = append(f.e.Fields, Linked{"standard", "", t, Target{Broken: NoStandard, Nearest: f.nearest.standard(t.Value)}})
	}
}

func (f fieldResolver) decision(d document.Decision) {
	f.control(d.Control)
	f.documents("risks", "risk", d.Risks...)
	f.documents("impacts", "impact-assessment", d.Impacts...)
	f.documents("implemented-by", "", d.ImplementedBy...)
	f.documents("evidence", "", d.Evidence...)
	for _, x := range d.Except {
		f.documents("except", "ai-system", x.System)
	}
}

// control notes the control that a decision is about: of the standard that the
// statement is about, unless it names another one.
func (f fieldResolver) control(t document.Text) {
	id := t.Value
	if id == "" {
		return
	}
	if name := f.e.Standard.Value; name != "" && !strings.Contains(id, ":") {
		id = name + ":" + id
	}
	f.e.Fields = append(f.e.Fields, Linked{"controls", "", t, f.item(id)})
}

// Value finds where a value of a key leads that stands in the entry's text, in a
// condition, say; leads is false where values of such keys lead nowhere.
func (m *Manual) Value(e *Entry, key *config.Field, t document.Text) (l Linked, leads bool) {
	f := fieldResolver{m, &Entry{Document: e.Document}}
	f.value(key, document.Value{Text: t})
	if len(f.e.Fields) == 0 {
		return Linked{}, false
	}
	return f.e.Fields[0], true
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
