package manual

import (
	"slices"

	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/standard"
)

// Since is the revision in which a decision was last changed, whichever file of
// the statement held it then: that a decision moves from one file to another
// decides nothing. The row is nil when no commit vouches for the text.
type Since struct {
	Row   *history.Row
	Trail *history.Trail // that the row is of
}

// pastDecisions finds in which revisions decisions were taken.
type pastDecisions struct {
	*Manual
	held map[document.Digest][]*history.Trail // the statements that ever said something, each once
}

func (m *Manual) pastDecisions() pastDecisions {
	p := pastDecisions{m, map[document.Digest][]*history.Trail{}}
	if m.History == nil {
		return p
	}
	for _, t := range m.History.Documents {
		for _, r := range t.Rows {
			if r.Number == 0 || r.Facts == nil || r.Facts.Kind != "soa" {
				continue
			}
			for _, said := range r.Facts.Parts {
				if list := p.held[said]; len(list) == 0 || list[len(list)-1] != t {
					p.held[said] = append(list, t)
				}
			}
		}
	}
	return p
}

// since follows the decision about a control that the entry's text holds: back
// through the revisions of its file that say the same, and on in another file that
// said it up to the landing that brought it.
func (p pastDecisions) since(e *Entry, of *standard.Standard, control string) Since {
	row := e.Row
	if row == nil && p.Evidence == nil && e.Trail != nil && e.Work == Committed {
		row = e.Trail.Last()
	}
	if row == nil || row.Facts == nil {
		return Since{}
	}
	now, ok := p.said(row.Facts, of, control)
	if !ok {
		return Since{}
	}
	s := Since{row, e.Trail}
	for {
		s.Row = p.oldest(s, of, control, now)
		before, found := p.elsewhere(s, of, control, now)
		if !found {
			return s
		}
		s = before
	}
}

// oldest is the first of the revisions, back from the row, that say the same.
// Revisions that can't be read say nothing of it.
func (p pastDecisions) oldest(s Since, of *standard.Standard, control string, now document.Digest) *history.Row {
	first := s.Row
	for _, r := range s.Trail.Rows[slices.Index(s.Trail.Rows, s.Row):] {
		if r.Change == history.Removed {
			break
		}
		if r.Number == 0 || r.Facts == nil || !r.Facts.Readable {
			continue
		}
		if said, ok := p.said(r.Facts, of, control); !ok || said != now {
			break
		}
		first = r
	}
	return first
}

// elsewhere is the revision of another file that said the same up to the landing
// of a row.
func (p pastDecisions) elsewhere(s Since, of *standard.Standard, control string, now document.Digest) (Since, bool) {
	for _, t := range p.held[now] {
		if t == s.Trail {
			continue
		}
		if r := textBefore(t, s.Row.Landing); r != nil {
			if said, ok := p.said(r.Facts, of, control); ok && said == now {
				return Since{r, t}, true
			}
		}
	}
	return Since{}, false
}

// textBefore is the revision that a document had just before a landing; nil where
// it wasn't there.
func textBefore(t *history.Trail, landing int) *history.Row {
	for _, r := range t.Rows {
		switch {
		case r.Landing <= landing: // newer commits have smaller indexes
		case r.Change == history.Removed:
			return nil
		case r.Number > 0 && r.Facts != nil && r.Facts.Readable:
			return r
		}
	}
	return nil
}

// said is what a text of a statement decides about a control, whether it writes the
// standard's name or not. A withdrawn one decides nothing.
func (p pastDecisions) said(f *document.Facts, of *standard.Standard, control string) (document.Digest, bool) {
	if f.Kind != "soa" || f.Status == "withdrawn" {
		return document.Digest{}, false
	}
	if d, ok := f.Parts[of.ID+":"+control]; ok {
		return d, true
	}
	if f.Standard != of.ID && (f.Standard != "" || of != p.Standards[0]) {
		return document.Digest{}, false
	}
	d, ok := f.Parts[control]
	return d, ok
}
