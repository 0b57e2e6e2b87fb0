package manual

import (
	"slices"
	"strings"

	"aims/generator/document"
)

// place gives every document its address. Who comes first by path keeps it.
func (m *Manual) place(in Input) {
	overview := overviewPath(in)
	for d := range withRows(in.Documents) {
		m.placeOne(in, d, overview)
	}
	for _, d := range in.Documents {
		for _, row := range in.inForceRows(d, m.index.ids) {
			m.placeOne(in, row, overview)
		}
	}
	slices.SortFunc(m.Documents, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
	slices.SortFunc(m.Next, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
}

// placeOne gives a document its address, which somebody may have already.
func (m *Manual) placeOne(in Input, d *document.Document, overview string) {
	e := &Entry{Document: d}
	first := d.Path == overview && !d.IsRow
	switch {
	case d.Controlled():
		e.Address = "documents/" + d.ID.Value + ".html"
	case first:
		e.Address = "index.html" // which is the site's own
	default:
		e.Address = "pages/" + withoutExt(m.Within(d.Path)) + ".html"
	}
	if d.Controlled() || !first {
		if other, free := m.index.addresses.claim(e.Address, owner{entry: e}); !free {
			m.clash(e, other)
			return
		}
	}
	m.index.enter(e)
	if old := in.olderOf(d); old != nil {
		m.part(e, old)
	}
	if first {
		m.Overview = e
	}
	if d.Controlled() {
		m.Documents = append(m.Documents, e)
	} else if !first {
		m.Pages = append(m.Pages, e)
	}
}

// olderOf is the text in force of a document that has a newer one; nil for none.
func (in Input) olderOf(d *document.Document) *document.Document {
	if !d.Controlled() {
		return nil
	}
	if old := in.InForce[d.Path]; old != nil && !d.IsRow {
		return old
	}
	// A row that states no status is in force with its file.
	old := in.RowsInForce[strings.ToLower(d.ID.Value)]
	if old != nil && old != d && (old.Status.Set() || old.Path == d.Path && d.IsRow) {
		return old
	}
	return nil
}

// clash notes that an entry can't have its address.
func (m *Manual) clash(e *Entry, other owner) {
	c := Clash{Rule: TakenAddress, Path: e.Path, Entry: e, Address: e.Address, Other: other.entry, OtherPath: other.path()}
	if e.Controlled() {
		c.Rule, c.At = DuplicateID, e.ID
		if e.ID.Value != other.entry.ID.Value {
			c.Rule = CaseID
		}
	}
	m.Clashes = append(m.Clashes, c)
	if !e.IsRow {
		m.index.unreadable[e.Path] = true
	}
}
