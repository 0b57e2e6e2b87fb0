package manual

import (
	"cmp"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// withRows yields documents, each before the records that it holds as rows.
func withRows(list []*document.Document) func(yield func(*document.Document) bool) {
	return func(yield func(*document.Document) bool) {
		for _, d := range list {
			if !yield(d) {
				return
			}
			for _, row := range d.Rows {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// inForceRows are the rows of a file's text in force that its newer text, which is
// to be placed already, doesn't have, and no other file either.
func (in Input) inForceRows(file *document.Document, taken map[string]*Entry) (list []*document.Document) {
	old := in.InForce[file.Path]
	if old == nil || file.IsRow {
		return nil
	}
	for _, row := range old.Rows {
		id := strings.ToLower(row.ID.Value)
		if in.RowsInForce[id] == row && taken[id] == nil {
			list = append(list, row)
		}
	}
	return list
}

// keepers tells rows the entries of their files.
func (m *Manual) keepers() {
	files := map[string]*Entry{}
	for _, e := range m.Documents {
		if e.Holder() || e.Next != nil && e.Next.Holder() {
			files[e.Path] = e
		}
	}
	for _, list := range [][]*Entry{m.Documents, m.Next} {
		for _, e := range list {
			if e.IsRow {
				e.Keeper = files[e.Path]
			}
		}
	}
}

// Held are the entries of the records that a file holds as rows, in the order of
// ids: of the text that the entry is, so that beside a text in force the rows of a
// newer one are not among them.
func (m *Manual) Held(file *Entry) (list []*Entry) {
	for _, row := range file.Rows {
		e := m.index.ids[strings.ToLower(row.ID.Value)]
		switch {
		case e == nil || !(e.IsRow && e.Path == file.Path || e.Next != nil && e.Next.IsRow && e.Next.Path == file.Path):
		case file.Of != nil && e.Next != nil:
			list = append(list, e.Next)
		default:
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
	return list
}

// followFile says what readers are told of a row that states no status. In a file
// in force it is a record like any other; else it is as good as its file. Where the
// file has a newer text as well, what that makes of the row is as good as that.
func (e *Entry) followFile() {
	switch file := e.Keeper; {
	case file == nil || e.Status.Set():
		return
	case file.Next == nil:
		if file.Reader != evidence.InForce && e.Reader != evidence.Superseded {
			e.Reader, e.From = file.Reader, file.From
		}
		return
	}
	newer := e.Keeper.Next
	word := cmp.Or(newer.Reader, evidence.Draft)
	same := func(row *document.Document) bool { return strings.EqualFold(row.ID.Value, e.ID.Value) }
	if !slices.ContainsFunc(e.Keeper.Rows, same) {
		e.Work, e.Reader, e.From = newer.Work, word, newer.From
		return
	}
	if next := e.Next; next != nil {
		next.Trail, next.Standing, next.Work, next.Reader, next.From = e.Trail, e.Standing, newer.Work, word, newer.From
		if next.Row = nil; next.Work == Committed && e.Trail != nil {
			next.Row = e.Trail.Last()
		}
	}
	e.Work, e.Row, e.Reader, e.From = Committed, nil, evidence.NoWord, config.Date{}
	if e.Trail != nil && e.Keeper.Row != nil {
		e.Row = e.Trail.AsOf(e.Keeper.Row.Landing)
	}
	if st := e.Standing; st != nil && st.Word == evidence.Superseded {
		e.Reader = st.Word
	}
}

// departed are the trails of the documents and records that are gone, in the order
// of ids.
func departed(h *history.Trails) []*history.Trail {
	list := slices.DeleteFunc(slices.Concat(h.Documents, h.Records), func(t *history.Trail) bool { return t.Gone < 0 })
	slices.SortFunc(list, func(a, b *history.Trail) int { return strings.Compare(a.ID, b.ID) })
	return list
}
