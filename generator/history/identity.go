package history

import (
	"slices"
	"strings"

	"aims/generator/git"
)

// identify decides whose the texts at the changed paths are now.
func (s *landing) identify() {
	winners := s.winners()
	s.inherit(winners)
	for _, ch := range s.changes {
		s.doubled[ch.Path] = s.doubles[ch.Path]
		delete(s.doubles, ch.Path)
		if ch.New.IsZero() {
			continue
		}
		f := s.facts[ch.New]
		switch {
		case f.Controlled && winners[key(f.ID)] == ch.Path:
			s.after[ch.Path] = s.controlled(f.ID, ch.Path)
		case !f.Readable && s.before[ch.Path].trail != nil:
			s.after[ch.Path] = s.before[ch.Path].trail
		default:
			if f.Controlled {
				s.doubles[ch.Path] = key(f.ID)
			}
			s.after[ch.Path] = s.plain(ch)
		}
	}
}

// winners says for each id that a changed text carries whose path it is: the
// one that had it before, as long as it still carries it or can't be read, else
// the first.
func (s *landing) winners() map[string]string {
	now := map[string]git.Hash{}
	for _, ch := range s.changes {
		now[ch.Path] = ch.New
	}
	winners := map[string]string{}
	for _, ch := range s.changes {
		f := s.facts[ch.New]
		if ch.New.IsZero() || !f.Controlled {
			continue
		}
		id := key(f.ID)
		if _, decided := winners[id]; decided {
			continue
		}
		winners[id] = ch.Path
		if t := s.byID[id]; t != nil && t.Live {
			if text, changed := now[t.Path]; !changed || s.keeps(id, text) {
				winners[id] = t.Path
			}
		}
	}
	return winners
}

// keeps reports whether a text that now stands at the path of an id still
// belongs to that id.
func (s *landing) keeps(id string, text git.Hash) bool {
	f := s.facts[text]
	return f != nil && (f.Controlled && key(f.ID) == id || !f.Readable)
}

// inherit hands an id whose file went away, or carries another id now, to a
// file that already carried it as well.
func (s *landing) inherit(winners map[string]string) {
	if len(s.doubles) == 0 {
		return
	}
	for _, ch := range s.changes[:len(s.changes):len(s.changes)] {
		t := s.before[ch.Path].trail
		if t == nil || t.ID == "" || s.keeps(key(t.ID), ch.New) || winners[key(t.ID)] != "" {
			continue
		}
		var heirs []string
		for path, id := range s.doubles {
			if _, changed := s.before[path]; id == key(t.ID) && !changed {
				heirs = append(heirs, path)
			}
		}
		if len(heirs) == 0 {
			continue
		}
		path := slices.Min(heirs)
		winners[key(t.ID)], s.before[path] = path, s.at[path]
		s.changes = append(s.changes, git.Change{Path: path, Old: s.at[path].blob, New: s.at[path].blob})
	}
	slices.SortFunc(s.changes, func(a, b git.Change) int { return strings.Compare(a.Path, b.Path) })
}

// controlled returns the trail of an id whose text stands at a path now. What
// the path has been through without an id of its own comes along.
func (s *landing) controlled(id, path string) *Trail {
	t := s.byID[key(id)]
	if t == nil {
		t = &Trail{Gone: -1}
		s.byID[key(id)] = t
	}
	t.ID = id
	for _, page := range []*Trail{s.before[path].trail, s.pending[path]} {
		if page != nil && page.ID == "" {
			for _, r := range page.Rows {
				if r.Facts == nil || !r.Facts.Missing {
					r.Change = Before
				}
			}
			t.Rows, page.Rows = merged(page.Rows, t.Rows), nil
		}
	}
	delete(s.pending, path)
	return t
}

// plain returns the trail of a text without an id of its own: that of its path,
// or of the one file that went away with the same content.
func (s *landing) plain(ch git.Change) *Trail {
	if t := s.before[ch.Path].trail; t != nil && t.ID == "" {
		return t
	}
	t := s.moved(ch)
	if t == nil {
		t = &Trail{Gone: -1}
		s.pages = append(s.pages, t)
	}
	if branch := s.pending[ch.Path]; branch != nil {
		t.Rows = merged(branch.Rows, t.Rows)
		delete(s.pending, ch.Path)
	}
	return t
}

// moved returns the trail of the plain page that came to a new path, or nil.
func (s *landing) moved(ch git.Change) *Trail {
	if !ch.Old.IsZero() || s.facts[ch.New].Empty {
		return nil
	}
	if s.came == nil {
		s.came, s.went = map[git.Hash][]string{}, map[git.Hash][]string{}
		for _, c := range s.changes {
			if c.Old.IsZero() {
				s.came[c.New] = append(s.came[c.New], c.Path)
			}
			if c.New.IsZero() {
				s.went[c.Old] = append(s.went[c.Old], c.Path)
			}
		}
	}
	if len(s.came[ch.New]) != 1 || len(s.went[ch.New]) != 1 {
		return nil
	}
	gone := s.went[ch.New][0]
	for path, p := range s.at {
		if p.blob == ch.New && path != gone && path != ch.Path {
			return nil // a file that stayed has the content too
		}
	}
	if t := s.before[gone].trail; t != nil && t.ID == "" {
		return t
	}
	return nil
}
