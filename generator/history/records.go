package history

import (
	"cmp"
	"maps"
	"slices"

	"aims/generator/document"
)

// sighting is what a landing made of a record in one file that holds it as a row.
type sighting struct {
	landing int
	file    *Trail
	row     *Row // of the file: of the landing, or the last one before that can be read
	has     bool
	lost    bool // the file can't be read, and had it before
}

// follow gives every record that files hold as a row, or ever held, its trail. The
// id decides, wherever the record stands: in a row, in a row of another file, or
// in a file of its own, whose trail then has them all.
func (t *Trails) follow() {
	seen, known := map[string][]sighting{}, differences{}
	for _, file := range t.byID {
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
}

// sight notes what the landings of a file made of its rows. A text that can't be
// read says nothing of them, but that nobody can read them there.
func (t *Trail) sight(seen map[string][]sighting, known differences) {
	var last *Row
	lost := false
	for _, r := range t.Rows {
		if r.Change == Before {
			continue
		}
		if r.Change != Removed && (r.Facts == nil || !r.Facts.Readable) {
			if held := last.holding(); held != nil && !lost {
				lost = true
				for id := range held.Rows {
					seen[id] = append(seen[id], sighting{r.Landing, t, last, true, true})
				}
			}
			continue
		}
		list := known.of(last.holding(), r.holding())
		if last != nil && (lost || last.Path != r.Path) {
			list = differ(last.holding(), r.holding(), true)
		}
		for _, x := range list {
			seen[x.id] = append(seen[x.id], sighting{r.Landing, t, r, x.has, false})
		}
		last, lost = r, false
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
	ownLost bool                // its text can't be read
	ownRule bool                // its kind is none of records, so that no row can have the id beside it
	in      map[*Trail]sighting // the files that hold it as a row
	at      *Trail              // own, or the file that has it; nil where nothing does
	holder  *Trail              // the file that has it, or had it last; nil where that is a file of its own
	path    string              // of the holder
	says    document.Row        // in it
	rows    []*Row              // oldest first
	changes map[int][]rowChange // by the landing that they are inside of, newest first
	wrote   map[document.Digest]bool
}

// run returns the trail of the record.
func (c *course) run(seen []sighting) *Trail {
	var own []*Row
	if c.own != nil {
		own = c.own.Rows
	}
	slices.SortStableFunc(seen, func(a, b sighting) int { return cmp.Compare(b.landing, a.landing) })
	for len(seen)+len(own) > 0 {
		landing := -1 // newer commits have smaller indexes
		if len(seen) > 0 {
			landing = seen[0].landing
		}
		if len(own) > 0 {
			landing = max(landing, own[0].Landing)
		}
		for ; len(seen) > 0 && seen[0].landing == landing; seen = seen[1:] {
			if c.in[seen[0].file] = seen[0]; !seen[0].has && seen[0].file != c.at {
				delete(c.in, seen[0].file)
			}
		}
		var row *Row
		if len(own) > 0 && own[0].Landing == landing {
			row, own = own[0], own[1:]
			c.look(row)
		}
		c.land(landing, row)
	}
	return c.trail()
}

// look notes what a landing made of the file of its own.
func (c *course) look(own *Row) {
	c.ownHas = own.Change != Removed && (c.ownHas || own.Change != Before && !own.Blob.IsZero())
	if !c.ownHas || own.Change == Before {
		return
	}
	if c.ownLost = own.Facts == nil || !own.Facts.Readable; !c.ownLost {
		c.ownRule = own.Facts.OfDocument()
	}
}

// land notes what a landing did to the record. own is what it did to a file that
// carries the id itself, or nil.
func (c *course) land(landing int, own *Row) {
	was, now := c.at, c.place()
	switch {
	case now == nil && was != nil && was != c.own:
		c.add(c.row(c.in[was], landing, Removed))
	case now == nil || now == c.own || own != nil && own.Change == Before:
		if now == c.own && now != was && (own == nil || !own.Change.Numbered()) {
			own = c.beside(landing)
		}
		if own != nil {
			c.add(own)
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
	says := s.row.Facts.Rows[c.id]
	if change := c.change(was, says, s.row.Path); change != "" {
		c.add(c.row(s, landing, change))
	}
	c.says, c.path = says, s.row.Path
}

// change is what a landing made of the record in a file that holds it; "" for
// nothing. What the row has of its file is no text of its own.
func (c *course) change(was *Trail, says document.Row, path string) Change {
	switch {
	case was == nil || was == c.own || says.Own != c.says.Own:
		return Text
	case says.Status != c.says.Status:
		return Status
	case says.ReviewedOn != c.says.ReviewedOn:
		return Review
	case path != c.path:
		return Move
	case says.Digest != c.says.Digest:
		return None
	}
	return ""
}

// add notes a row, which takes the place of one of the same landing: of what a file
// was before it had the id.
func (c *course) add(r *Row) {
	if n := len(c.rows) - 1; n >= 0 && c.rows[n].Landing == r.Landing {
		r.Commits = slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.rows[n].Commits, r.Commits))))
		c.rows = c.rows[:n]
	}
	c.rows = append(c.rows, r)
}

// place is who has the record after a landing: the first by rank, then by path.
func (c *course) place() *Trail {
	var first *Trail
	best := 0
	if c.ownHas {
		first, best = c.own, c.rank(c.own, c.ownLost)
	}
	for file, s := range c.in {
		if !s.has {
			continue
		}
		rank := c.rank(file, s.lost)
		if first == nil || rank < best || rank == best && s.row.Path < c.in[first].row.Path {
			first, best = file, rank
		}
	}
	return first
}

// rank is 0 for a file that can have no row beside it, then who had the record
// before, the file of its own and the others, each only where it can be read.
func (c *course) rank(file *Trail, lost bool) int {
	rank := 3
	switch {
	case file == c.own && c.ownRule:
		rank = 0
	case file == c.at:
		rank = 1
	case file == c.own:
		rank = 2
	}
	if lost {
		rank += 4
	}
	return rank
}

// beside is the row of a landing that left the record to a file of its own which
// stood beside the row already: since it landed, unless the row changed later.
func (c *course) beside(landing int) *Row {
	for _, r := range slices.Backward(c.own.Rows) {
		if r.Landing < landing || r.Blob.IsZero() || r.Change == Before {
			continue
		}
		row, last := *r, len(c.rows)-1
		if row.Change = Text; last >= 0 && c.rows[last].Landing <= r.Landing {
			row.Landing, row.Commits = landing, c.inside(landing)
		}
		return &row
	}
	return nil
}

// row is what a landing did to the record where a file holds it, or held it.
func (c *course) row(s sighting, landing int, change Change) *Row {
	row := &Row{Landing: landing, Change: change, Path: s.row.Path, Of: s.row, Commits: c.inside(landing)}
	switch {
	case row.Commits != nil:
	case s.row.Landing == landing:
		row.Commits = s.row.Commits
	default:
		row.Commits = []int{landing}
	}
	row.Typed = slices.Contains(row.Commits, landing)
	if change == Removed {
		row.Path = c.path
		return row
	}
	says := s.row.Facts.Rows[c.id]
	row.Facts = &document.Facts{
		Controlled: true, Readable: true, Kind: s.row.Facts.Kind, ID: says.ID, Title: cmp.Or(says.Title, says.ID), Owner: says.Owner,
		Status: says.Status, Stated: says.Status != "", Supersedes: says.Supersedes, Formerly: says.Formerly,
		ReviewedOn: says.ReviewedOn, ReviewEvery: says.ReviewEvery, Normal: says.Digest, Body: says.Own, Unreviewed: says.Own,
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
		// Before it had this id, a file may have carried another one.
		if c.holder != nil && r.Facts != nil && r.Facts.Controlled && key(r.Facts.ID) == c.id {
			t.ID = r.Facts.ID
		}
	}
	return t
}
