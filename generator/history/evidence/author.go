package evidence

import (
	"aims/generator/git"
	"aims/generator/history"
)

// selves are all that tells who somebody is: the address that git has, the one
// that .mailmap makes of it, and the ids of the people who have them.
type selves struct {
	addresses [2]string // folded; "" for none
	ids       [2]string // "" for nobody
}

func (l *law) selves(p history.Person) (s selves) {
	s.addresses = [2]string{fold(p.Email), fold(l.mailmap.Shown(p).Email)}
	for i, a := range s.addresses {
		s.ids[i] = l.byAddress[a]
	}
	return s
}

// same reports whether two may be one person: an address or an id is the same.
func (s selves) same(other selves) bool {
	for i := range s.addresses {
		for j := range other.addresses {
			if s.addresses[i] != "" && s.addresses[i] == other.addresses[j] || s.ids[i] != "" && s.ids[i] == other.ids[j] {
				return true
			}
		}
	}
	return false
}

// author returns whom of the authors of a revision somebody is.
func (r *revision) author(l *law, p history.Person) (history.Person, bool) {
	if !r.known {
		r.authors, r.known = r.doc.trails.RawAuthors(r.row), true
	}
	self := l.selves(p)
	for _, a := range r.authors {
		if l.selves(a).same(self) {
			return a, true
		}
	}
	return history.Person{}, false
}

// makerOf is who made a commit: its committer, or its author where a forge
// committed it.
func (p *policy) makerOf(c *git.Commit) history.Person {
	if listed(p.config.Approval.Forges, c.Committer.Email) {
		return history.Person{Name: c.Author.Name, Email: c.Author.Email}
	}
	return history.Person{Name: c.Committer.Name, Email: c.Committer.Email}
}
