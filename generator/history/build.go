package history

import (
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/git"
)

// Assemble makes trails of a log and the facts of its texts. The result hangs
// on nothing else.
func Assemble(log *git.Log, facts map[git.Hash]*document.Facts) *Trails {
	b := &builder{
		log: log, facts: facts, at: map[string]place{}, byID: map[string]*Trail{},
		pending: map[string]*Trail{}, doubles: map[string]string{},
	}
	landings, inside := b.line()
	for _, l := range landings {
		b.land(l, inside[l])
	}
	return b.finish()
}

// builder follows the first-parent line from its beginning.
type builder struct {
	log   *git.Log
	facts map[git.Hash]*document.Facts

	at      map[string]place  // what stands where after the landing at hand
	byID    map[string]*Trail // by key, controlled, living or gone
	pages   []*Trail          // of no id, living or gone
	pending map[string]*Trail // by path: of files that so far were only on branches
	doubles map[string]string // by path: the key of an id that belongs to another path
	landed  []int             // by commit: the landing that it is inside of
}

// key is what ids are compared by: they are unique without regard to case.
func key(id string) string { return strings.ToLower(id) }

// place is a text on the line.
type place struct {
	trail *Trail
	blob  git.Hash
}

// line returns the landings, oldest first, and for each the commits inside it,
// newest first: those that the line first contains with it.
func (b *builder) line() (landings []int, inside map[int][]int) {
	inside = map[int][]int{}
	landings = line(b.log)
	slices.Reverse(landings)
	b.landed = slices.Repeat([]int{-1}, len(b.log.Commits))
	for _, l := range landings {
		b.landed[l] = l
	}
	for _, l := range landings {
		stack := []int{l}
		for len(stack) > 0 {
			c := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if len(b.log.Commits[c].Changes) > 0 {
				inside[l] = append(inside[l], c)
			}
			for _, p := range b.log.Commits[c].Parents {
				if p >= 0 && b.landed[p] < 0 {
					b.landed[p] = l
					stack = append(stack, p)
				}
			}
		}
		slices.Sort(inside[l])
	}
	return landings, inside
}

// line returns the first-parent line of the head, newest first.
func line(log *git.Log) (landings []int) {
	if len(log.Commits) == 0 {
		return nil
	}
	for at := 0; at >= 0; {
		landings = append(landings, at)
		parents := log.Commits[at].Parents
		at = -1
		if len(parents) > 0 {
			at = parents[0]
		}
	}
	return landings
}

// land works out what one landing did.
func (b *builder) land(l int, inside []int) {
	s := landing{
		builder: b, index: l, before: map[string]place{}, after: map[string]*Trail{},
		doubled: map[string]string{}, rows: map[*Trail]*Row{},
	}
	for _, ch := range b.log.Commits[l].Changes {
		s.changes = append(s.changes, ch)
		s.before[ch.Path] = b.at[ch.Path]
	}
	s.identify()
	s.record()
	for _, c := range inside {
		s.inner(c)
	}
}

// landing is the work on one landing.
type landing struct {
	*builder
	index   int
	changes []git.Change      // against the first parent
	before  map[string]place  // what stood at the changed paths
	after   map[string]*Trail // whose the changed paths are now
	doubled map[string]string // what doubles said of the changed paths
	rows    map[*Trail]*Row

	came, went map[git.Hash][]string // paths of files by text, made when first wanted
}

// record gives every trail that the landing touched its row, and moves the
// line on.
func (s *landing) record() {
	touched := map[*Trail]*sides{}
	var order []*Trail
	side := func(t *Trail) *sides {
		if touched[t] == nil {
			touched[t] = &sides{}
			order = append(order, t)
		}
		return touched[t]
	}
	for _, ch := range s.changes {
		if t := s.before[ch.Path].trail; t != nil {
			x := side(t)
			x.had, x.was, x.wasPath = true, s.before[ch.Path].blob, ch.Path
		}
		if t := s.after[ch.Path]; t != nil {
			x := side(t)
			x.has, x.is, x.nowPath = true, ch.New, ch.Path
			s.at[ch.Path] = place{t, ch.New}
		} else {
			delete(s.at, ch.Path)
		}
	}
	for _, t := range order {
		s.step(t, touched[t])
	}
}

// sides are where a document stood before a landing and where it stands after.
type sides struct {
	had, has         bool
	was, is          git.Hash
	wasPath, nowPath string
}

// step adds the row of a document that the landing touched.
func (s *landing) step(t *Trail, x *sides) {
	row := &Row{Landing: s.index, Path: x.nowPath, Blob: x.is, Facts: s.facts[x.is]}
	switch {
	case x.had && x.has:
		row.Change = classify(s.facts[x.was], row.Facts, x.was == x.is, x.wasPath != x.nowPath)
	case x.has:
		row.Change = Text
	default:
		row.Change, row.Path = Removed, x.wasPath
	}
	t.Live, t.Gone, t.Path = x.has, -1, row.Path
	if !x.has {
		t.Gone = s.index
	}
	s.add(t, row)
}

func (s *landing) add(t *Trail, r *Row) {
	t.Rows = append(t.Rows, r)
	s.rows[t] = r
}
