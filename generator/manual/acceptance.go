package manual

import (
	"slices"
	"strings"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// acceptance are the approvals that count of what a record says now, by somebody
// who holds the role that is to accept it, and the revision that they are of. For
// a row it is the first revision of its file that has such approvals.
func (m *Manual) acceptance(e *Entry, by string) ([]evidence.Statement, *history.Row) {
	if by == "" || m.Evidence == nil {
		return nil, nil
	}
	for _, row := range e.saying() {
		ruling := m.Evidence.Rulings[row]
		if ruling == nil {
			continue
		}
		var proof []evidence.Statement
		for _, s := range ruling.Approvals() {
			if m.accepts(s, by) && !m.wrote(e, s) {
				proof = append(proof, s)
			}
		}
		if proof != nil {
			return proof, row
		}
	}
	return nil, nil
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

// wrote reports whether a statement is by an author of a row. A later revision of
// the row's file has other authors, and makes nobody the judge of their own words.
func (m *Manual) wrote(e *Entry, s evidence.Statement) bool {
	if !e.IsRow || m.Config.Approval.AllowSelf {
		return false
	}
	own := append([]string{s.Person.Email}, m.Config.People[s.ID].Emails...)
	return slices.ContainsFunc(slices.Concat(m.History.RawAuthors(e.Row), m.History.Authors(e.Row)), func(p history.Person) bool {
		return slices.ContainsFunc(own, func(address string) bool { return strings.EqualFold(address, p.Email) })
	})
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
		if row, there := r.Facts.Rows[id]; there && row.Digest == e.Row.Facts.Normal {
			list = append(list, r)
		}
	}
	return list
}
