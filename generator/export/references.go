package export

import (
	"slices"

	"aims/generator/document"
	"aims/generator/manual"
)

// addresses are the clauses and controls that a document claims to address, as
// a whole or in a section. What no standard has is left out.
func addresses(m *manual.Manual, e *manual.Entry) []string {
	list := []string{}
	for _, l := range e.Fields {
		if l.Key == addressesKey && l.Broken == manual.Fine {
			list = append(list, target(m, l.Target))
		}
	}
	return sorted(list)
}

// addressesKey is the frontmatter's key for claims.
const addressesKey = "addresses"

// links are what else a document refers to, in its text and its frontmatter.
// What leads nowhere, or to the document itself, is left out.
func links(m *manual.Manual, e *manual.Entry) []string {
	list := []string{}
	add := func(t manual.Target) {
		if t.Broken == manual.Fine && t.Entry != e {
			list = append(list, target(m, t))
		}
	}
	for _, t := range e.Links {
		add(t)
	}
	for _, l := range e.Fields {
		if l.Key != addressesKey {
			add(l.Target)
		}
	}
	return sorted(list)
}

// target names where a reference leads: a document, a clause or a control by its
// id, a plain page or another file by its path.
func target(m *manual.Manual, t manual.Target) string {
	switch {
	case t.Entry != nil:
		return name(t.Entry)
	case t.Item != nil && t.Standard != m.Standards[0]:
		return t.Standard.ID + ":" + t.Item.ID
	case t.Item != nil:
		return t.Item.ID
	}
	return t.File
}

// name is the id of a document, or the path of a plain page.
func name(e *manual.Entry) string {
	if e.Controlled() {
		return e.ID.Value
	}
	return e.Path
}

// sorted orders names as people do, each once.
func sorted(list []string) []string {
	slices.SortFunc(list, manual.CompareIDs)
	return slices.Compact(list)
}

func values(list []document.Text) []string {
	out := []string{}
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}
