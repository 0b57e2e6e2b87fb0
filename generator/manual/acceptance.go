package manual

import (
	"slices"
	"strings"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// acceptance are the approvals that count of what a record says now, by somebody
// who holds the role that is to accept it, and the revision that they are of. For
// a row it is the first revision of its file with one that is proved, else the
// first that has any. What was said after the day counts as little as for documents.
func (m *Manual) acceptance(e *Entry, by string) (proof []evidence.Statement, of *history.Row) {
	if by == "" || m.Evidence == nil {
		return nil, nil
	}
	for _, row := range e.saying() {
		list := m.approvalsOf(e, row, by)
		proved := slices.ContainsFunc(list, func(s evidence.Statement) bool { return s.How.AtLeast(evidence.Recorded) })
		if proof == nil && list != nil || proved {
			proof, of = list, row
		}
		if proved {
			break
		}
	}
	return proof, of
}

// approvalsOf are the approvals of a revision that accept what the entry says. What
// an author of a row made proves no more than the row itself, whoever wrote the
// revision of its file, unless the person signed it.
func (m *Manual) approvalsOf(e *Entry, row *history.Row, by string) (list []evidence.Statement) {
	ruling := m.Evidence.Rulings[row]
	if ruling == nil || m.Ahead(m.Landed(row.Landing)) {
		return nil
	}
	for _, s := range ruling.Approvals() {
		if !m.accepts(s, by) || m.Ahead(m.DayOf(s.When)) || !m.Config.Approval.AllowSelf && m.wrote(e, s.Person) {
			continue
		}
		if s.How == evidence.Recorded && !s.Recorder && m.wrote(e, s.Maker) {
			s.How = evidence.Declared
		}
		list = append(list, s)
	}
	return list
}

// accepts reports whether a statement is by who is named: a role that they held, or
// stood in for, by the rules of then, or a person where aims.yaml has no such role.
// Who was given the role since has accepted nothing by it.
func (m *Manual) accepts(s evidence.Statement, by string) bool {
	if _, role := m.Config.Roles[by]; !role && s.ID == by {
		return true
	}
	return slices.ContainsFunc(s.Held, func(h evidence.Held) bool { return h.Role == by })
}

// wrote reports whether somebody is an author of a row. A later revision of the
// row's file has other authors, and makes nobody the judge of their own words.
func (m *Manual) wrote(e *Entry, p history.Person) bool {
	if !e.IsRow {
		return false
	}
	self := m.selves(p)
	return slices.ContainsFunc(m.History.RawAuthors(e.Row), func(author history.Person) bool {
		return slices.ContainsFunc(m.selves(author), func(address string) bool { return slices.Contains(self, address) })
	})
}

// selves are the addresses of somebody: the one that git has, the one that .mailmap
// makes of it, and those of the person of aims.yaml who has one of them, in lower case.
func (m *Manual) selves(p history.Person) (list []string) {
	for _, address := range []string{p.Email, m.History.People.Shown(p).Email} {
		if address == "" {
			continue
		}
		list = append(list, strings.ToLower(address))
		for _, known := range m.Config.People {
			if slices.ContainsFunc(known.Emails, func(a string) bool { return strings.EqualFold(a, address) }) {
				for _, a := range known.Emails {
					list = append(list, strings.ToLower(a))
				}
			}
		}
	}
	return list
}

// saying are the revisions in which the entry says what it says now, oldest
// first: its own, or of the file that it is a row of those since the landing that
// last changed the row, in which it still says so. None where no commit vouches for
// the text.
func (e *Entry) saying() []*history.Row {
	switch {
	case e.Row == nil:
		return nil
	case e.Row.Of == nil:
		return []*history.Row{e.Row}
	case e.Keeper == nil || e.Keeper.Trail == nil:
		return nil
	}
	var list []*history.Row
	id := strings.ToLower(e.ID.Value)
	for _, r := range slices.Backward(e.Keeper.Trail.Rows) {
		if r.Number == 0 || r.Landing > e.Row.Landing || r.Facts == nil {
			continue
		}
		if row, there := r.Facts.Rows[id]; there && row.Own == e.Row.Facts.Body && row.Status == e.Row.Facts.Status {
			list = append(list, r)
		}
	}
	return list
}
