package history

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

// finish numbers the revisions and sorts the trails.
func (b *builder) finish() *Trails {
	join(b.byID)
	t := &Trails{Log: b.log, facts: b.facts, landed: b.landed, byID: map[string]*Trail{}, byPath: map[string]*Trail{}}
	if len(b.log.Commits) > 0 {
		t.Head = b.log.Commits[0].Hash
	}
	for id, trail := range b.byID {
		if key(trail.ID) == id && trail.landed() {
			t.byID[id] = trail
		}
	}
	t.follow()
	join(t.byID)
	for id, trail := range t.byID {
		switch {
		case key(trail.ID) != id:
			delete(t.byID, id)
			continue
		case trail.Of != nil:
			trail.Of = trail.Of.latest()
			t.Records = append(t.Records, trail)
		default:
			t.Documents = append(t.Documents, trail)
		}
		trail.number()
	}
	for _, trail := range b.pages {
		if trail.Live && trail.landed() {
			trail.number()
			t.Pages = append(t.Pages, trail)
		}
	}
	for _, trail := range slices.Concat(t.Documents, t.Pages) {
		if trail.Live {
			t.byPath[trail.Path] = trail
		}
	}
	for _, list := range [][]*Trail{t.Documents, t.Records} {
		slices.SortFunc(list, func(a, b *Trail) int { return strings.Compare(a.ID, b.ID) })
	}
	slices.SortFunc(t.Pages, func(a, b *Trail) int { return strings.Compare(a.Path, b.Path) })
	return t
}

// landed reports whether there is any revision at all.
func (t *Trail) landed() bool {
	return slices.ContainsFunc(t.Rows, func(r *Row) bool { return r.Change.Numbered() })
}

// number numbers the revisions and turns the rows newest first.
func (t *Trail) number() {
	n := 0
	for _, r := range t.Rows {
		if r.Change.Numbered() {
			n++
			r.Number = n
		}
		if r.Facts != nil && r.Facts.Title != "" && (r.Change != Before || n == 0) {
			t.Title = r.Facts.Title
		}
	}
	slices.Reverse(t.Rows)
	if t.Title == "" {
		t.Title = strings.TrimSuffix(path.Base(t.Path), path.Ext(t.Path))
	}
}

// join puts the trail of an earlier id before that of the document that names
// it under `formerly`, unless the id lives on as another document. Where two
// name one id, a living document has it, then the one that went last. The rows of
// the trails are oldest first.
func join(byID map[string]*Trail) {
	trails := slices.SortedFunc(maps.Values(byID), func(x, y *Trail) int {
		return cmp.Or(cmp.Compare(x.Gone, y.Gone), strings.Compare(x.ID, y.ID))
	})
	begun := map[*Trail]bool{}
	for _, t := range trails {
		joinInto(t, byID, begun)
	}
}

// joinInto joins the earlier trails of a document, and theirs before. One that
// has begun already isn't joined again: ids may name each other in a circle.
func joinInto(t *Trail, byID map[string]*Trail, begun map[*Trail]bool) {
	if begun[t] {
		return
	}
	begun[t] = true
	for _, id := range t.formerly() {
		old := byID[key(id)]
		if old == nil || old.Live || begun[old] {
			continue
		}
		joinInto(old, byID, begun)
		if t.Of.latest() == old {
			continue // a row has no part in its own file
		}
		outlived(old.Rows, t.Rows)
		t.Rows = merged(old.Rows, t.Rows)
		old.ID, old.into = t.ID, t
	}
}

// latest is the trail that has the rows of this one now; nil for none.
func (t *Trail) latest() *Trail {
	for t != nil && t.into != nil {
		t = t.into
	}
	return t
}

// formerly is what the newest text that can be read says.
func (t *Trail) formerly() []string {
	for _, r := range slices.Backward(t.Rows) {
		if r.Facts != nil && r.Facts.Readable {
			return r.Facts.Formerly
		}
	}
	return nil
}

// outlived turns the removal of an earlier id into a landing that left the
// document as it was, where the later id stood beside it by then.
func outlived(old, rows []*Row) {
	for _, r := range old {
		if r.Change != Removed {
			continue
		}
		var now *Row
		for _, later := range rows {
			if later.Landing > r.Landing {
				now = later
			}
		}
		if now != nil && now.Change != Removed {
			r.Change, r.Path, r.Blob, r.Facts, r.Of = None, now.Path, now.Blob, now.Facts, now.Of
		}
	}
}

// merged merges rows of an earlier identity with those of the later one, oldest
// first. Where both have a row of one landing the later one's stays; when the
// id changed in that landing, the row says what that did to the text.
func merged(old, rows []*Row) []*Row {
	all := slices.Concat(old, rows)
	slices.SortStableFunc(all, func(a, b *Row) int { return cmp.Compare(b.Landing, a.Landing) })
	var out []*Row
	for _, r := range all {
		n := len(out)
		if n == 0 || out[n-1].Landing != r.Landing {
			out = append(out, r)
			continue
		}
		last := out[n-1]
		if n > 1 && last.Change == Removed && r.Change == Text && out[n-2].Facts != nil && out[n-2].Of == nil && r.Of == nil {
			before := out[n-2]
			r.Change = classify(before.Facts, r.Facts, before.Blob == r.Blob, before.Path != r.Path)
		}
		r.Typed = r.Typed || last.Typed
		r.Commits = slices.Compact(slices.Sorted(slices.Values(slices.Concat(last.Commits, r.Commits))))
		out[n-1] = r
	}
	return out
}
