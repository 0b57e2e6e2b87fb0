package history

import (
	"cmp"
	"maps"
	"slices"

	"aims/generator/document"
)

// sighting is what a landing made of a record in one file that holds it as a row.
type sighting struct {
	file   *Trail
	row    *Row // of the file
	has    bool
	digest document.Digest
}

// follow gives every record that files hold as a row, or ever held, its trail. The
// id decides, wherever the record stands: in a row, in a row of another file, or
// in a file of its own, whose trail then has them all.
func (t *Trails) follow() {
	seen, known := map[string][]sighting{}, differences{}
	for _, file := range t.Documents {
		file.sight(seen, known)
	}
	if len(seen) == 0 {
		return
	}
	changes := t.rowChanges(known)
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		c := &course{id: id, own: t.byID[id], in: map[*Trail]sighting{}, changes: map[int][]rowChange{}, wrote: map[document.Digest]bool{}}
		for _, x := range changes[id] {
			c.changes[t.landed[x.commit]] = append(c.changes[t.landed[x.commit]], x)
			c.wrote[x.digest] = c.wrote[x.digest] || !x.merge
		}
		t.byID[id] = c.run(seen[id])
	}
	t.Documents = nil
	for _, trail := range t.byID {
		if trail.Of != nil {
			t.Records = append(t.Records, trail)
		} else {
			t.Documents = append(t.Documents, trail)
		}
	}
}

// sight notes what the landings of a file made of its rows. A text that can't be
// read says nothing of them.
func (t *Trail) sight(seen map[string][]sighting, known differences) {
	var last *Row
	for _, r := range slices.Backward(t.Rows) {
		if r.Change == Before || r.Change != Removed && (r.Facts == nil || !r.Facts.Readable) {
			continue
		}
		list := known.of(last.holding(), r.holding())
		if last != nil && last.Path != r.Path {
			list = differ(last.holding(), r.holding(), true)
		}
		for _, x := range list {
			seen[x.id] = append(seen[x.id], sighting{t, r, x.has, x.digest})
		}
		last = r
	}
}

// holding are the facts of the text that holds rows after a landing; nil for none.
func (r *Row) holding() *document.Facts {
	if r == nil || r.Change == Removed {
		return nil
	}
	return r.Facts
}

// course is the way of one record along the line.
type course struct {
	id      string
	own     *Trail // of the files that carry the id themselves; nil for none
	ownHas  bool
	in      map[*Trail]sighting // the files that hold it as a row
	at      *Trail              // own, or the file that has it; nil where nothing does
	holder  *Trail              // the file that has it, or had it last; nil where that is a file of its own
	path    string              // of the holder
	digest  document.Digest     // of the row in it
	rows    []*Row              // oldest first
	changes map[int][]rowChange // by the landing that they are inside of, newest first
	wrote   map[document.Digest]bool
}

// run returns the trail of the record.
func (c *course) run(seen []sighting) *Trail {
	var own []*Row
	if c.own != nil {
		own = slices.Clone(c.own.Rows)
		slices.Reverse(own)
	}
	slices.SortStableFunc(seen, func(a, b sighting) int { return cmp.Compare(b.row.Landing, a.row.Landing) })
	for len(seen)+len(own) > 0 {
		landing := -1 // newer commits have smaller indexes
		if len(seen) > 0 {
			landing = seen[0].row.Landing
		}
		if len(own) > 0 {
			landing = max(landing, own[0].Landing)
		}
		for ; len(seen) > 0 && seen[0].row.Landing == landing; seen = seen[1:] {
			if c.in[seen[0].file] = seen[0]; !seen[0].has && seen[0].file != c.at {
				delete(c.in, seen[0].file)
			}
		}
		var row *Row
		if len(own) > 0 && own[0].Landing == landing {
			row, own = own[0], own[1:]
			c.ownHas = row.Change != Removed && (c.ownHas || row.Change != Before && !row.Blob.IsZero())
		}
		c.land(landing, row)
	}
	return c.trail()
}

// land notes what a landing did to the record. own is what it did to a file that
// carries the id itself, or nil.
func (c *course) land(landing int, own *Row) {
	was, now := c.at, c.place()
	switch {
	case now == nil && was != nil && was != c.own:
		c.rows = append(c.rows, c.row(c.in[was], landing, Removed))
	case now == nil || now == c.own || own != nil && own.Change == Before:
		if now == c.own && now != was && (own == nil || !own.Change.Numbered()) {
			own = c.beside(landing)
		}
		if own != nil {
			c.rows = append(c.rows, own)
		}
	}
	if was != nil && was != c.own && !c.in[was].has {
		delete(c.in, was)
	}
	if c.at = now; now == nil {
		return
	}
	if c.holder = now; now == c.own {
		c.holder = nil
		return
	}
	s := c.in[now]
	switch {
	case was == nil || was == c.own || s.digest != c.digest:
		c.rows = append(c.rows, c.row(s, landing, Text))
	case s.row.Path != c.path:
		c.rows = append(c.rows, c.row(s, landing, Move))
	}
	c.digest, c.path = s.digest, s.row.Path
}

// place is who has the record after a landing: who had it before, as long as it
// has, else the file of its own, else the first by path.
func (c *course) place() *Trail {
	switch {
	case c.at != nil && c.at == c.own && c.ownHas, c.in[c.at].has:
		return c.at
	case c.ownHas:
		return c.own
	}
	var first *Trail
	for file, s := range c.in {
		if s.has && (first == nil || s.row.Path < c.in[first].row.Path) {
			first = file
		}
	}
	return first
}

// beside is the row of a landing that left the record to a file of its own which
// stood beside the row already.
func (c *course) beside(landing int) *Row {
	for _, r := range c.own.Rows {
		if r.Landing >= landing && !r.Blob.IsZero() && r.Change != Before {
			row := *r
			row.Landing, row.Change, row.Commits = landing, Text, c.inside(landing)
			return &row
		}
	}
	return nil
}

// row is what a landing did to the record where a file holds it, or held it.
func (c *course) row(s sighting, landing int, change Change) *Row {
	row := &Row{Landing: landing, Change: change, Path: s.row.Path, Of: s.row, Commits: c.inside(landing)}
	if row.Commits == nil {
		row.Commits = s.row.Commits
	}
	row.Typed = slices.Contains(row.Commits, landing)
	if change == Removed {
		row.Path = c.path
		return row
	}
	says := s.row.Facts.Rows[c.id]
	row.Facts = &document.Facts{
		Controlled: true, Readable: true, Kind: s.row.Facts.Kind, ID: says.ID, Title: cmp.Or(says.Title, says.ID), Owner: says.Owner,
		Status: says.Status, Stated: says.Status != "", Supersedes: says.Supersedes, Normal: s.digest, Body: s.digest, Unreviewed: s.digest,
	}
	return row
}

// trail is the trail of what was noted.
func (c *course) trail() *Trail {
	t := c.own
	if t == nil {
		t = &Trail{}
	}
	if t.Rows = c.rows; c.holder != nil {
		t.Of, t.Live, t.Gone, t.Path, t.Title = c.holder, c.at != nil, -1, c.path, ""
		if !t.Live {
			t.Gone = c.rows[len(c.rows)-1].Landing
		}
	}
	for _, r := range t.Rows {
		if r.Number = 0; c.holder != nil && r.Facts != nil && r.Facts.Controlled {
			t.ID = r.Facts.ID
		}
	}
	t.number()
	return t
}
