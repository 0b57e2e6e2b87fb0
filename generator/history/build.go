package history

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/git"
)

// Options say which history to read.
type Options struct {
	Content string                 // the content folder, from the manual's root; "." for all of it
	Want    func(path string) bool // whether a path below Content is a document
	Walk    git.WalkOptions        // Prefix and Want are set here
}

// Read reads the history of the manual in a repository, as of a commit. Every
// commit is read once and every text once.
func Read(ctx context.Context, repo *git.Repository, head git.Hash, o Options) (*Trails, error) {
	o.Walk.Prefix = repo.Prefix()
	o.Walk.Want = func(p string) bool { return below(o.Content, p) && o.Want(p) }
	log, err := repo.Walk(ctx, head, o.Walk)
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	facts, err := readFacts(ctx, repo, log)
	if err != nil {
		return nil, fmt.Errorf("read the texts of the history: %w", err)
	}
	return Assemble(log, facts), nil
}

func below(folder, p string) bool { return folder == "." || strings.HasPrefix(p, folder+"/") }

// readFacts takes the facts of every text that a commit brought or took.
func readFacts(ctx context.Context, repo *git.Repository, log *git.Log) (map[git.Hash]*document.Facts, error) {
	facts := map[git.Hash]*document.Facts{}
	var blobs []git.Hash
	for _, c := range log.Commits {
		for _, ch := range c.Changes {
			for _, h := range [2]git.Hash{ch.New, ch.Old} {
				if _, seen := facts[h]; !seen && !h.IsZero() {
					facts[h] = nil
					blobs = append(blobs, h)
				}
			}
		}
	}
	list := make([]*document.Facts, len(blobs))
	err := repo.Blobs(ctx, blobs, func(i int, text []byte) error {
		list[i] = document.FactsOf(text)
		return nil
	})
	for i, h := range blobs {
		facts[h] = list[i]
	}
	return facts, err
}

// Assemble makes trails of a log and the facts of its texts. The result hangs
// on nothing else.
func Assemble(log *git.Log, facts map[git.Hash]*document.Facts) *Trails {
	b := &builder{
		log: log, facts: facts, at: map[string]place{}, byID: map[string]*Trail{},
		pending: map[string]*Trail{}, doubles: map[string]bool{},
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
	byID    map[string]*Trail // controlled, living or gone
	pages   []*Trail          // of no id, living or gone
	pending map[string]*Trail // by path: of files that so far were only on branches
	doubles map[string]bool   // paths whose id belongs to another path
}

// place is a text on the line.
type place struct {
	trail *Trail
	blob  git.Hash
}

// line returns the landings, oldest first, and for each the commits inside it,
// newest first: those that the line first contains with it.
func (b *builder) line() (landings []int, inside map[int][]int) {
	inside = map[int][]int{}
	if len(b.log.Commits) == 0 {
		return nil, inside
	}
	for at := 0; at >= 0; {
		landings = append(landings, at)
		parents := b.log.Commits[at].Parents
		at = -1
		if len(parents) > 0 {
			at = parents[0]
		}
	}
	slices.Reverse(landings)
	seen := make([]bool, len(b.log.Commits))
	for _, l := range landings {
		seen[l] = true
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
				if p >= 0 && !seen[p] {
					seen[p] = true
					stack = append(stack, p)
				}
			}
		}
		slices.Sort(inside[l])
	}
	return landings, inside
}

// land works out what one landing did.
func (b *builder) land(l int, inside []int) {
	step := landing{builder: b, index: l, before: map[string]place{}, after: map[string]*Trail{}, rows: map[*Trail]*Row{}}
	for _, ch := range b.log.Commits[l].Changes {
		if ch.Old != ch.New {
			step.changes = append(step.changes, ch)
			step.before[ch.Path] = b.at[ch.Path]
		}
	}
	step.identify()
	step.record()
	for _, c := range inside {
		step.inner(c)
	}
}

// landing is the work on one landing.
type landing struct {
	*builder
	index   int
	changes []git.Change      // against the first parent
	before  map[string]place  // what stood at the changed paths
	after   map[string]*Trail // whose the changed paths are now
	rows    map[*Trail]*Row
}

// identify decides whose the texts at the changed paths are now.
func (s *landing) identify() {
	winners := s.winners()
	for _, ch := range s.changes {
		if ch.New.IsZero() {
			continue
		}
		f := s.facts[ch.New]
		delete(s.doubles, ch.Path)
		switch {
		case f.Controlled && winners[f.ID] == ch.Path:
			s.after[ch.Path] = s.controlled(f.ID, ch.Path)
		case !f.Readable && s.before[ch.Path].trail != nil:
			s.after[ch.Path] = s.before[ch.Path].trail
		default:
			if f.Controlled {
				s.doubles[ch.Path] = true
			}
			s.after[ch.Path] = s.plain(ch)
		}
	}
}

// winners says for each id that a changed text carries whose path it is: the
// one that had it before, as long as it still carries it, else the first.
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
		if t := s.byID[f.ID]; t != nil && t.Live && t.Path != ch.Path {
			text, changed := now[t.Path]
			if !changed {
				winners[f.ID] = t.Path
				continue
			}
			if holder := s.facts[text]; holder != nil && (holder.ID == f.ID && holder.Controlled || !holder.Readable) {
				winners[f.ID] = t.Path
				continue
			}
		}
		if _, decided := winners[f.ID]; !decided || s.byID[f.ID] != nil && s.byID[f.ID].Live && s.byID[f.ID].Path == ch.Path {
			winners[f.ID] = ch.Path
		}
	}
	return winners
}

// controlled returns the trail of an id whose text stands at a path now. A
// plain page that becomes controlled brings its rows along.
func (s *landing) controlled(id, p string) *Trail {
	if t := s.byID[id]; t != nil {
		return t
	}
	t := s.before[p].trail
	if t == nil {
		t = s.pending[p]
		delete(s.pending, p)
	}
	if t == nil || t.ID != "" {
		t = &Trail{Gone: -1}
	}
	t.ID = id
	for _, r := range t.Rows {
		r.Change = Before
	}
	s.byID[id] = t
	return t
}

// plain returns the trail of a text without an id of its own: that of its path,
// or of the one file that went away with the same content.
func (s *landing) plain(ch git.Change) *Trail {
	if t := s.before[ch.Path].trail; t != nil && t.ID == "" {
		return t
	}
	if t := s.moved(ch); t != nil {
		return t
	}
	if t := s.pending[ch.Path]; t != nil {
		delete(s.pending, ch.Path)
		s.pages = append(s.pages, t)
		return t
	}
	t := &Trail{Gone: -1}
	s.pages = append(s.pages, t)
	return t
}

func (s *landing) moved(ch git.Change) *Trail {
	if !ch.Old.IsZero() || s.facts[ch.New].Empty {
		return nil
	}
	var from *Trail
	for _, other := range s.changes {
		switch {
		case other.Path != ch.Path && other.New == ch.New && other.Old.IsZero():
			return nil // two files came with this content
		case other.New.IsZero() && other.Old == ch.New:
			if from != nil {
				return nil // two files with this content went
			}
			from = s.before[other.Path].trail
		}
	}
	if from == nil || from.ID != "" {
		return nil
	}
	return from
}

// record gives every trail that the landing touched its row, and moves the
// line on.
func (s *landing) record() {
	type sides struct {
		had, has         bool
		was, is          place
		wasPath, nowPath string
	}
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
			x.had, x.was, x.wasPath = true, s.before[ch.Path], ch.Path
		}
		if t := s.after[ch.Path]; t != nil {
			x := side(t)
			x.has, x.is, x.nowPath = true, place{t, ch.New}, ch.Path
			s.at[ch.Path] = x.is
		} else {
			delete(s.at, ch.Path)
		}
	}
	for _, t := range order {
		x := touched[t]
		row := &Row{Landing: s.index, Path: x.nowPath, Blob: x.is.blob, Facts: s.facts[x.is.blob]}
		switch {
		case x.had && x.has:
			row.Change = classify(s.facts[x.was.blob], row.Facts, x.was.blob == x.is.blob, x.wasPath != x.nowPath)
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
}

func (s *landing) add(t *Trail, r *Row) {
	t.Rows = append(t.Rows, r)
	s.rows[t] = r
}

// inner notes a commit inside the landing with every document that it touched.
func (s *landing) inner(c int) {
	commit := s.log.Commits[c]
	for _, ch := range commit.Changes {
		if !ch.Combined {
			continue
		}
		t := s.whose(ch)
		r := s.rows[t]
		if r == nil {
			r = &Row{Change: None, Landing: s.index, Path: t.Path}
			if t.Live {
				r.Blob = s.at[t.Path].blob
				r.Facts = s.facts[r.Blob]
			}
			s.add(t, r)
		}
		if len(r.Commits) == 0 || r.Commits[len(r.Commits)-1] != c {
			r.Commits = append(r.Commits, c)
		}
		r.Typed = r.Typed || c == s.index
	}
}

// whose says which document a change inside a landing was one of.
func (s *landing) whose(ch git.Change) *Trail {
	f := s.facts[cmp.Or(ch.New, ch.Old)]
	here := s.after[ch.Path]
	if here == nil {
		here = s.at[ch.Path].trail
	}
	if here == nil {
		here = s.before[ch.Path].trail
	}
	if f.Controlled && !s.doubles[ch.Path] && (here == nil || here.ID != f.ID) {
		if t := s.byID[f.ID]; t != nil {
			return t
		}
		if here == nil {
			t := &Trail{ID: f.ID, Path: ch.Path, Gone: -1}
			s.byID[f.ID] = t
			return t
		}
	}
	if here != nil {
		return here
	}
	t := s.pending[ch.Path]
	if t == nil {
		t = &Trail{Path: ch.Path, Gone: -1}
		s.pending[ch.Path] = t
	}
	return t
}

// finish numbers the revisions and sorts the trails.
func (b *builder) finish() *Trails {
	b.join()
	t := &Trails{Log: b.log, byID: map[string]*Trail{}, byPath: map[string]*Trail{}}
	if len(b.log.Commits) > 0 {
		t.Head = b.log.Commits[0].Hash
	}
	for id, trail := range b.byID {
		if trail.ID == id && trail.number() {
			t.Documents = append(t.Documents, trail)
			t.byID[id] = trail
		}
	}
	for _, trail := range b.pages {
		if trail.ID == "" && trail.Live && trail.number() {
			t.Pages = append(t.Pages, trail)
		}
	}
	for _, trail := range slices.Concat(t.Documents, t.Pages) {
		if trail.Live {
			t.byPath[trail.Path] = trail
		}
	}
	slices.SortFunc(t.Documents, func(a, b *Trail) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(t.Pages, func(a, b *Trail) int { return strings.Compare(a.Path, b.Path) })
	return t
}

// number numbers the revisions, turns the rows newest first and reports
// whether there is any revision or earlier row at all.
func (t *Trail) number() bool {
	n := 0
	for _, r := range t.Rows {
		if r.Change.Numbered() {
			n++
			r.Number = n
		}
		if r.Facts != nil && r.Facts.Title != "" {
			t.Title = r.Facts.Title
		}
	}
	slices.Reverse(t.Rows)
	if t.Title == "" {
		t.Title = strings.TrimSuffix(path.Base(t.Path), path.Ext(t.Path))
	}
	return n > 0
}

// join puts the trail of an earlier id before that of the document that names
// it under `formerly`, unless the id lives on as another document.
func (b *builder) join() {
	ids := make([]string, 0, len(b.byID))
	for id := range b.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	done := map[*Trail]bool{}
	for _, id := range ids {
		if t := b.byID[id]; t.ID == id && t.Live {
			b.joinInto(t, done)
		}
	}
}

func (b *builder) joinInto(t *Trail, done map[*Trail]bool) {
	if done[t] {
		return
	}
	done[t] = true
	var newest *document.Facts
	for _, r := range t.Rows {
		if r.Facts != nil {
			newest = r.Facts
		}
	}
	if newest == nil {
		return
	}
	for _, id := range newest.Formerly {
		old := b.byID[id]
		if old == nil || old == t || old.Live || old.ID != id {
			continue
		}
		b.joinInto(old, done)
		t.Rows = merged(old.Rows, t.Rows)
		old.ID = t.ID
	}
}

// merged merges rows of an earlier id with those of the later one, oldest
// first. Where both have a row of one landing, the id changed in it.
func merged(old, rows []*Row) []*Row {
	all := slices.Concat(old, rows)
	slices.SortStableFunc(all, func(a, b *Row) int { return cmp.Compare(b.Landing, a.Landing) })
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && out[n-1].Landing == r.Landing {
			last := out[n-1]
			last.Change, last.Path, last.Blob, last.Facts = r.Change, r.Path, r.Blob, r.Facts
			last.Typed = last.Typed || r.Typed
			last.Commits = slices.Compact(slices.Sorted(slices.Values(slices.Concat(last.Commits, r.Commits))))
			continue
		}
		out = append(out, r)
	}
	return out
}
