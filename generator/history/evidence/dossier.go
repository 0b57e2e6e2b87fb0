package evidence

import (
	"slices"
	"sort"
	"strings"

	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
)

// key is what ids are compared by: they are unique without regard to case.
func key(id string) string { return strings.ToLower(id) }

// dossier is a document, or a record, with what is worked out about it.
type dossier struct {
	trails    *history.Trails
	trail     *history.Trail
	ids       map[string]bool // keys of its id and its earlier ones
	paths     map[string]bool // where it ever stood
	revisions []*revision     // oldest first
	ends      []*ending       // oldest first
	reviews   []review        // newest first
	reigns    []*reign        // of others over it
	reigning  []*reign        // of its own over others
	seen      map[int]found   // what textAt found, by commit off the line
}

// revision is a numbered row with the rows without a number that follow it.
type revision struct {
	doc     *dossier
	row     *history.Row
	window  []*history.Row // row first
	end     *history.Row   // the row that replaced or removed the text; nil while it stands
	record  bool
	claims  []*claim
	ruling  *Ruling
	authors []history.Person // as the commits name them; see author
	known   bool             // whether authors are

	require Verdict // that brings it into force; for records none is asked
	reached bool    // whether it was; when, says ruling.Reached
	undated bool    // it was, and nobody can read when

	wants    []Want // whose approval it waits for
	wantsAll bool   // for that of each role, rather than of any
}

// newDossier parts the rows of a trail into revisions.
func newDossier(t *history.Trails, trail *history.Trail) *dossier {
	d := &dossier{trails: t, trail: trail, ids: map[string]bool{key(trail.ID): true}, paths: map[string]bool{}, seen: map[int]found{}}
	var open *revision
	for _, r := range slices.Backward(trail.Rows) {
		if r.Of == nil { // else it is the path of another document
			d.paths[r.Path] = true
		}
		if r.Facts != nil && r.Facts.Controlled && r.Change != history.Before {
			d.ids[key(r.Facts.ID)] = true
		}
		switch {
		case r.Number > 0:
			if open != nil {
				open.end = r
			}
			open = &revision{doc: d, row: r, window: []*history.Row{r}}
			d.revisions = append(d.revisions, open)
		case r.Change == history.Removed && open != nil:
			open.end, open = r, nil
		case open != nil && (!r.Blob.IsZero() || r.Of != nil) && r.Change != history.Before:
			open.window = append(open.window, r)
		}
	}
	return d
}

// newest is the revision that landed last.
func (d *dossier) newest() *revision { return d.revisions[len(d.revisions)-1] }

// facts are those of the revision's text; never nil.
func (r *revision) facts() *document.Facts {
	if r.row.Facts == nil {
		return &document.Facts{}
	}
	return r.row.Facts
}

// text is the row that first had the newest text of the revision.
func (r *revision) text() *history.Row { return r.brought(r.window[len(r.window)-1].Blob) }

// brought returns the row of the revision that first had a text, or nil.
func (r *revision) brought(text git.Hash) *history.Row {
	for _, row := range r.window {
		if row.Blob == text {
			return row
		}
	}
	return nil
}

// stood reports whether the revision was the document's text after a landing.
// Newer commits have smaller indexes.
func (r *revision) stood(landing int) bool {
	return landing <= r.row.Landing && (r.end == nil || landing > r.end.Landing)
}

// found is a text at a commit, and the commit that brought it there or the one on
// the line where it stood.
type found struct {
	text git.Hash
	from int
}

// on returns the index in trail.Rows of the newest row as of a landing.
func (d *dossier) on(landing int) int {
	return sort.Search(len(d.trail.Rows), func(i int) bool { return d.trail.Rows[i].Landing >= landing })
}

// textAt returns the document's text at a commit; none is zero.
func (d *dossier) textAt(commit int) found {
	var way []int
	var at found
	for c := commit; ; c = firstParent(d.trails.Log, c) {
		if c < 0 {
			at = found{from: -1}
			break
		}
		if d.trails.LandingOf(c) == c {
			at = found{d.textOn(c), c}
			break
		}
		known, seen := d.seen[c]
		if !seen {
			way = append(way, c)
			text, changed := d.changed(c)
			if !changed {
				continue
			}
			known = found{text, c}
		}
		at = known
		break
	}
	for _, c := range way {
		d.seen[c] = at
	}
	return at
}

// textOn is the document's text after a landing; zero where it was none.
func (d *dossier) textOn(landing int) git.Hash {
	if i := d.on(landing); i < len(d.trail.Rows) && d.trail.Rows[i].Change != history.Before {
		return d.trail.Rows[i].Blob
	}
	return git.Hash{}
}

// changed returns what a commit off the line made of the document's text: another
// one, or zero when it took it away. A text that can't be read is that of its
// path.
func (d *dossier) changed(commit int) (text git.Hash, changed bool) {
	changes := d.trails.Log.Commits[commit].Changes
	gone := false
	for _, ch := range changes {
		switch {
		case d.owns(ch.New):
			return ch.New, true
		case d.owns(ch.Old):
			gone = true
		}
	}
	for _, ch := range changes {
		if !d.paths[ch.Path] {
			continue
		}
		switch unreadable := func(h git.Hash) bool { f := d.trails.Facts(h); return f != nil && !f.Readable }; {
		case unreadable(ch.New):
			return ch.New, true
		case ch.New.IsZero() && unreadable(ch.Old):
			gone = true
		}
	}
	return git.Hash{}, gone
}

// owns reports whether a text carries an id of the document.
func (d *dossier) owns(text git.Hash) bool {
	f := d.trails.Facts(text)
	return f != nil && f.Controlled && d.ids[key(f.ID)]
}

// factsOn are the facts of the document's newest text that can be read as of a
// landing, or nil when it wasn't there. A text that can't be read between two
// that can lets nobody choose their judge.
func (d *dossier) factsOn(landing int) *document.Facts {
	if landing < 0 {
		return nil
	}
	for _, r := range d.trail.Rows[d.on(landing):] {
		switch {
		case r.Change == history.Before, r.Facts == nil:
			return nil
		case r.Facts.Controlled:
			return r.Facts
		}
	}
	return nil
}
