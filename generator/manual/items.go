package manual

import (
	"slices"

	"aims/generator/standard"
)

// itemFolders are the folders of items' pages. Objectives stand among the
// controls that serve them.
var itemFolders = map[standard.Kind]string{
	standard.Clause: "clauses/", standard.Objective: "controls/", standard.Control: "controls/", standard.AnnexC: "annex-c/",
}

// ItemAddress is the address of an item's page: controls/A.2.2.html, and of a
// further standard controls/iso-27001/A.5.1.html. An own control has no page, and
// its address ends in the anchor of its row: soa.html#X.1.
func (m *Manual) ItemAddress(of *standard.Standard, item standard.Item) string {
	if own, ok := m.own[tracedID{of, item.ID}]; ok {
		return m.ownAddress(of, own)
	}
	return m.itemFolder(of, item.Kind) + item.ID + ".html"
}

// ItemsAddress is the address of the list of a standard's items of a kind.
func (m *Manual) ItemsAddress(of *standard.Standard, kind standard.Kind) string {
	return m.itemFolder(of, kind) + "index.html"
}

func (m *Manual) itemFolder(of *standard.Standard, kind standard.Kind) string {
	if len(m.Standards) > 0 && of == m.Standards[0] {
		return itemFolders[kind]
	}
	return itemFolders[kind] + of.ID + "/"
}

// Naming is who names an item without claiming to address it.
type Naming struct {
	Fields []NamedIn // in the order of documents, then of keys
	Texts  []*Entry  // documents and pages whose text refers to it, each once
}

// NamedIn is a document whose frontmatter names an item.
type NamedIn struct {
	*Entry
	Key string
}

// Naming returns who names an item. Documents that only claim it, and decisions
// about it, stand in Trace and Applicability; the claims of records, and on an item
// of Annex C, which nobody has to answer, those of all, are here under the key
// addresses.
func (m *Manual) Naming(of *standard.Standard, id string) Naming { return m.naming[tracedID{of, id}] }

// namings goes over all references once.
func (m *Manual) namings() map[tracedID]Naming {
	all := map[tracedID]Naming{}
	for _, e := range m.Entries() {
		for _, l := range e.Fields {
			if l.Item == nil || l.Broken != Fine || decidesOrClaims(e, l) {
				continue
			}
			key := tracedID{l.Standard, l.Item.ID}
			n := all[key]
			if in := (NamedIn{e, l.Key}); !slices.Contains(n.Fields[max(0, len(n.Fields)-1):], in) {
				n.Fields = append(n.Fields, in)
				all[key] = n
			}
		}
		for _, t := range e.Links {
			if t.Item == nil || t.Broken != Fine {
				continue
			}
			key := tracedID{t.Standard, t.Item.ID}
			n := all[key]
			if len(n.Texts) == 0 || n.Texts[len(n.Texts)-1] != e {
				n.Texts = append(n.Texts, e)
				all[key] = n
			}
		}
	}
	return all
}

// decidesOrClaims reports whether a reference to an item is told elsewhere.
func decidesOrClaims(e *Entry, l Linked) bool {
	return l.Key == "addresses" && l.Item.Kind != standard.AnnexC && !e.Kind.Record || l.Key == "controls" && e.Kind.Name == "soa"
}
