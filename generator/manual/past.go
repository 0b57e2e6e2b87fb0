package manual

import (
	"strings"

	"aims/generator/document"
	"aims/generator/history/evidence"
)

// part gives the document's address to the text in force, and the newer text
// one below next/.
func (m *Manual) part(e *Entry, inForce *document.Document) {
	next := &Entry{Document: e.Document, Address: "next/" + e.Address, Of: e}
	e.Document, e.Next = inForce, next
	m.Next = append(m.Next, next)
}

// remember gives the entries their trails and standings, and the documents that
// are gone their addresses.
func (m *Manual) remember(in Input) {
	for _, e := range m.Entries() {
		newest := e.Document
		if e.Next != nil {
			newest = e.Next.Document
		}
		if e.Work = in.Work[newest.Path]; in.AsCommitted[newest] {
			e.Work = Committed
		}
		switch {
		case in.History == nil:
		case e.Controlled():
			e.Trail = in.History.Document(e.ID.Value)
		default:
			if t := in.History.Path(e.Path); t != nil && t.ID == "" {
				e.Trail = t
			}
		}
		e.judge(in.Evidence)
	}
	if in.History == nil {
		return
	}
	for _, e := range m.Documents {
		if e.IsRow && in.Evidence != nil {
			e.followFile()
		}
	}
	for _, t := range departed(in.History) {
		if m.index.ids[strings.ToLower(t.ID)] != nil {
			continue
		}
		if _, free := m.index.addresses.claim("documents/"+t.ID+".html", owner{}); free {
			m.Gone = append(m.Gone, t)
		}
	}
	m.Reused = reused(in.History)
}

// judge says what readers are told of the entry's text, and of the newer one.
func (e *Entry) judge(known *evidence.Evidence) {
	if !e.Controlled() {
		return
	}
	e.Reader = unproved(e.Document)
	if known == nil || e.Trail == nil || known.Standings[e.Trail] == nil {
		return
	}
	st := known.Standings[e.Trail]
	e.Standing = st
	if next := e.Next; next != nil {
		e.Row, e.Reader, e.From = st.Row, st.Word, st.From
		next.Trail, next.Standing, next.Work, next.Reader = e.Trail, st, e.Work, unproved(next.Document)
		if e.Work = Committed; next.Work == Committed {
			next.Row, next.Reader, next.From = st.Newer, st.NewerWord, st.NewerFrom
		}
		return
	}
	switch {
	case e.Work != Committed:
	case st.Newer != nil:
		e.Row, e.Reader, e.From = st.Newer, st.NewerWord, st.NewerFrom
	default:
		e.Row, e.Reader, e.From = st.Row, st.Word, st.From
	}
}

// unproved is the word for a text that nothing proves anything of.
func unproved(d *document.Document) evidence.Word {
	if d.Kind.Record && !d.Status.Set() {
		return evidence.NoWord
	}
	switch d.Status.Value {
	case "approved":
		return evidence.NotApproved
	case "withdrawn":
		return evidence.Withdrawn
	}
	return evidence.Draft
}

// Uncommitted counts the documents and pages whose text no commit vouches for.
func (m *Manual) Uncommitted() int {
	n := 0
	for _, list := range [][]*Entry{m.Entries(), m.Next} {
		for _, e := range list {
			if e.Work != Committed {
				n++
			}
		}
	}
	return n
}
