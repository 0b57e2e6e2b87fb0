package evidence

import (
	"slices"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
)

// calendar turns instants into days of the manual's zone.
type calendar struct{ zone *time.Location }

// day is the day of an instant; none where the instant can't be read.
func (c calendar) day(t time.Time) config.Date {
	if t.IsZero() {
		return config.Date{}
	}
	return config.DateOf(t.In(c.zone))
}

// effective is the day that the text names, and whether it names one that can't
// be read.
func (r *revision) effective() (day config.Date, broken bool) {
	if r.record || r.facts().Effective == "" {
		return config.Date{}, false
	}
	day, err := config.ParseDate(r.facts().Effective)
	return day, err != nil
}

// from is the first day on which the revision is in force, as far as it is known;
// ok is false as of a day on which it hadn't been approved as required.
func (j *judge) from(r *revision, on config.Date) (day config.Date, ok bool) {
	if !r.reached {
		return config.Date{}, false
	}
	day = j.day(r.ruling.Reached)
	if day.Compare(on) > 0 {
		return config.Date{}, false
	}
	effective, broken := r.effective()
	switch {
	case effective.Compare(on) > 0:
		return effective, true
	case broken || r.undated || day.IsZero():
		return config.Date{}, true
	case effective.Compare(day) > 0:
		return effective, true
	}
	return day, true
}

// ending is a landing that withdrew or removed a document.
type ending struct {
	row      *history.Row
	landing  int
	day      config.Date
	removed  bool
	person   history.Person
	entitled bool
	of       *revision // that it took out of force; nil where none was
}

// state is what of a document there is on a day, whatever supersedes it.
type state struct {
	newest *revision // landed last; nil where there is no text
	now    *revision // in force
	from   config.Date
	ended  *ending // what took the last text in force out of it
	gone   bool    // removed
}

// step is a revision or an ending, newer ones before older ones.
type step struct {
	rev    *revision
	ending *ending
}

// newestFirst are the revisions and endings of a document, newest first. A revision
// that withdraws the document is followed by the ending that it is.
func (d *dossier) newestFirst(yield func(step) bool) {
	ends := d.ends
	for _, rev := range slices.Backward(d.revisions) {
		for n := len(ends); n > 0 && ends[n-1].landing < rev.row.Landing; n = len(ends) {
			if ends = ends[:n-1]; !yield(step{ending: d.ends[n-1]}) {
				return
			}
		}
		if !yield(step{rev: rev}) {
			return
		}
		if n := len(ends); n > 0 && ends[n-1].row == rev.row {
			if ends = ends[:n-1]; !yield(step{ending: d.ends[n-1]}) {
				return
			}
		}
	}
}

// on works out the state of a document on a day.
func (j *judge) on(d *dossier, day config.Date) (s state) {
	var end *ending
	for x := range d.newestFirst {
		if x.ending != nil {
			if x.ending.day.Compare(day) > 0 {
				continue
			}
			s.gone = s.gone || s.newest == nil && x.ending.removed
			end = x.ending
			continue
		}
		if j.day(j.trails.Commit(x.rev.row).Committer.When).Compare(day) > 0 {
			continue
		}
		if s.newest == nil {
			s.newest = x.rev
		}
		from, ok := j.from(x.rev, day)
		switch {
		case !ok || from.Compare(day) > 0:
		case end == nil:
			s.now, s.from = x.rev, from
			return s
		case from.Compare(end.day) <= 0 || end.day.IsZero():
			s.ended = end
			return s
		}
	}
	return s
}

// endings finds what withdrew or removed a document, and who did.
func (j *judge) endings(d *dossier) {
	var previous *revision
	removed := d.removals()
	for _, rev := range d.revisions {
		for len(removed) > 0 && removed[0].Landing > rev.row.Landing {
			j.ending(d, removed[0], previous, true)
			removed = removed[1:]
		}
		if rev.facts().Status == "withdrawn" && (previous == nil || previous.facts().Status != "withdrawn" || previous.end != rev.row) {
			j.ending(d, rev.row, previous, false)
		}
		previous = rev
	}
	for _, row := range removed {
		j.ending(d, row, previous, true)
	}
}

// removals are the landings that removed the document, oldest first.
func (d *dossier) removals() (list []*history.Row) {
	for _, r := range slices.Backward(d.trail.Rows) {
		if r.Change == history.Removed {
			list = append(list, r)
		}
	}
	return list
}

// ending notes one. before is the revision that it ended.
func (j *judge) ending(d *dossier, row *history.Row, before *revision, removed bool) {
	commit := j.trails.Commit(row)
	b := j.outside(row.Landing)
	e := &ending{row: row, landing: row.Landing, day: j.day(commit.Committer.When), removed: removed}
	e.person = j.rules.of(b.commit).makerOf(&commit.Commit)
	if before != nil {
		e.entitled = j.did(d, row)
		e.of = j.forceBefore(d, row.Landing, e.day)
	}
	d.ends = append(d.ends, e)
}

// forceBefore is the revision that was in force when a landing ended it; nil for
// none.
func (j *judge) forceBefore(d *dossier, landing int, day config.Date) *revision {
	for _, rev := range slices.Backward(d.revisions) {
		switch {
		case rev.row.Landing <= landing:
			continue
		case len(d.ends) > 0 && d.ends[len(d.ends)-1].landing <= rev.row.Landing:
			return nil
		}
		if from, ok := j.from(rev, day); ok && from.Compare(day) <= 0 {
			return rev
		}
	}
	return nil
}

// end is what readers are told of an ending.
func (e *ending) end(commit git.Hash) *End {
	return &End{Cause: Withdrawn, Removed: e.removed, Commit: commit, Person: cleanPerson(e.person), Day: e.day, Entitled: e.entitled}
}
