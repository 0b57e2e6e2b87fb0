package history

import "aims/generator/git"

// inner notes a commit inside the landing with every document that it touched.
func (s *landing) inner(c int) {
	for _, ch := range s.log.Commits[c].Changes {
		if !ch.Combined {
			continue
		}
		for _, t := range s.touched(c, ch) {
			r := s.row(t)
			if len(r.Commits) == 0 || r.Commits[len(r.Commits)-1] != c {
				r.Commits = append(r.Commits, c)
			}
			r.Typed = r.Typed || c == s.index
		}
	}
}

// touched returns the documents whose text a commit brought to a path or took
// from it.
func (s *landing) touched(c int, ch git.Change) (list []*Trail) {
	if c == s.index {
		for _, t := range [2]*Trail{s.after[ch.Path], s.before[ch.Path].trail} {
			if t != nil {
				list = append(list, t)
			}
		}
		return list
	}
	for _, text := range [2]git.Hash{ch.New, ch.Old} {
		if !text.IsZero() {
			list = append(list, s.owners(ch.Path, text)...)
		}
	}
	if ch.New.IsZero() && len(s.log.Commits[c].Parents) > 1 {
		list = append(list, s.standing(ch.Path)) // what the other parents had may have been of another document
	}
	return list
}

// row returns the row of the landing for a document, if need be one that says
// that the document was left as it was.
func (s *landing) row(t *Trail) *Row {
	if r := s.rows[t]; r != nil {
		return r
	}
	r := &Row{Change: None, Landing: s.index, Path: t.Path}
	if t.Live {
		r.Blob = s.at[t.Path].blob
		r.Facts = s.facts[r.Blob]
	}
	s.add(t, r)
	return r
}

// owners says which document a text on a branch was one of: that of its id, else
// the one at its path. While an id has not landed the commit stands with both,
// for the id may never land.
func (s *landing) owners(path string, text git.Hash) (list []*Trail) {
	f, here := s.facts[text], s.here(path)
	if id := key(f.ID); f.Controlled && s.doubles[path] != id && s.doubled[path] != id && (here == nil || key(here.ID) != id) {
		t := s.byID[id]
		if t == nil {
			t = &Trail{ID: f.ID, Path: path, Gone: -1}
			s.byID[id] = t
		}
		list = append(list, t)
		if t.Live || t.Gone >= 0 || here == nil {
			return list
		}
	}
	return append(list, s.standing(path))
}

// standing is the document at a path, or what may become one.
func (s *landing) standing(path string) *Trail {
	t := s.here(path)
	if t == nil {
		t = &Trail{Path: path, Gone: -1}
		s.pending[path] = t
	}
	return t
}

// here is the document at a path, after the landing or else before it, or what
// branches have brought there.
func (s *landing) here(path string) *Trail {
	if t := s.after[path]; t != nil {
		return t
	}
	if t := s.at[path].trail; t != nil {
		return t
	}
	if t := s.before[path].trail; t != nil {
		return t
	}
	return s.pending[path]
}
