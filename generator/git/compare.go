package git

import (
	"errors"
	"strings"
)

// comparison finds the changes of commits, for one goroutine.
type comparison struct {
	trees  *trees
	prefix []string
	want   func(string) bool
	paths  map[string]wanted // what has been asked so far
	path   []byte            // of what is being compared
	found  []Change          // in the commit that is being compared
}

type wanted struct {
	path string
	yes  bool
}

func newComparison(s *store, o WalkOptions) *comparison {
	c := &comparison{trees: newTrees(newReader(s)), want: o.Want, paths: map[string]wanted{}}
	if prefix := strings.Trim(o.Prefix, "/"); prefix != "" {
		c.prefix = strings.Split(prefix, "/")
	}
	return c
}

func (d *comparison) commit(log *Log, c *LogCommit) error {
	sides := make([]Hash, 1, 3)
	sides[0] = c.Tree
	for _, at := range c.Parents {
		if at >= 0 {
			sides = append(sides, log.Commits[at].Tree)
		}
	}
	if len(sides) == 1 {
		sides = append(sides, Hash{})
	}
	d.path, d.found = d.path[:0], d.found[:0]
	for _, folder := range d.prefix {
		if sides[0] == sides[1] {
			break
		}
		if err := d.descend(sides, folder); err != nil {
			return met(err, c.Hash, d.path)
		}
	}
	if err := d.folders(sides[0], sides[1], sides[2:], true); err != nil {
		return met(err, c.Hash, d.path)
	}
	if len(d.found) > 0 {
		c.Changes = append([]Change(nil), d.found...)
	}
	return nil
}

// met says in whose history an object was met.
func met(err error, commit Hash, path []byte) error {
	var e *ObjectError
	if errors.As(err, &e) {
		e.Commit, e.Path = commit, strings.TrimSuffix(string(path), "/")
	}
	return err
}

// descend replaces each tree by the folder in it, zero where there is none.
func (d *comparison) descend(sides []Hash, folder string) error {
	for i, h := range sides {
		tree, err := d.trees.read(h)
		if err != nil {
			return err
		}
		sides[i] = Hash{}
		if tree.seek(entry{name: []byte(folder), mode: modeTree}) {
			sides[i] = tree.hash
		}
	}
	return nil
}

// folders compares the folder that a commit holds with that of its first parent,
// and what is found there with those of its other parents. Zero is no folder.
// combined is false where another parent is already known to be equal.
func (d *comparison) folders(now, first Hash, others []Hash, combined bool) error {
	if now == first {
		return nil
	}
	for _, h := range others {
		if h == now {
			others, combined = nil, false
			break
		}
	}
	a, err := d.trees.read(now)
	if err != nil {
		return err
	}
	b, err := d.trees.read(first)
	if err != nil {
		return err
	}
	rest := make([]cursor, len(others))
	for i, h := range others {
		if rest[i], err = d.trees.read(h); err != nil {
			return err
		}
	}
	for a.mode != modeNone || b.mode != modeNone {
		if a.mode == b.mode && a.hash == b.hash && string(a.name) == string(b.name) {
			a.next()
			b.next()
			continue
		}
		if err := d.entries(&a, &b, rest, combined); err != nil {
			return err
		}
	}
	return nil
}

// entries compares the first of the two entries, or both where they have one name,
// and moves beyond.
func (d *comparison) entries(a, b *cursor, rest []cursor, combined bool) error {
	now, first := pair(a, b)
	named := now
	if named.mode == modeNone {
		named = first
	}
	others := make([]entry, len(rest))
	for i := range rest {
		if rest[i].seek(named) {
			others[i] = rest[i].entry
		}
	}
	length := len(d.path)
	d.path = append(d.path, named.name...)
	if named.mode == modeTree {
		d.path = append(d.path, '/')
		hashes := make([]Hash, len(others))
		for i, e := range others {
			hashes[i] = e.hash
		}
		if err := d.folders(now.hash, first.hash, hashes, combined); err != nil {
			return err // with the path where it happened
		}
	} else {
		d.file(now, first, others, combined)
	}
	d.path = d.path[:length]
	return nil
}

// pair takes the first entry off one of two trees, or off both where it has the
// same name, and leaves the other side empty.
func pair(a, b *cursor) (now, first entry) {
	order := 0
	switch {
	case b.mode == modeNone:
		order = -1
	case a.mode == modeNone:
		order = 1
	default:
		order = compareEntries(a.entry, b.entry)
	}
	if order <= 0 {
		now = a.entry
		a.next()
	}
	if order >= 0 {
		first = b.entry
		b.next()
	}
	return now, first
}

func (d *comparison) file(now, first entry, others []entry, combined bool) {
	c := Change{Old: first.blob(), New: now.blob(), Combined: combined}
	if c.Old == c.New {
		return
	}
	w, known := d.paths[string(d.path)]
	if !known {
		w.path = string(d.path)
		w.yes = d.want(w.path)
		d.paths[w.path] = w
	}
	if !w.yes {
		return
	}
	for _, e := range others {
		c.Combined = c.Combined && e.blob() != c.New
	}
	c.Path = w.path
	d.found = append(d.found, c)
}

// blob returns the text of a regular file, zero for all else.
func (e entry) blob() Hash {
	if e.mode != modeFile {
		return Hash{}
	}
	return e.hash
}
