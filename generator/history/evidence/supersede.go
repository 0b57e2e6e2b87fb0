package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/history"
)

// reign is the time in which a text in force supersedes another document. It ends
// what of the other is in force, or comes into force before until:
// a text that was ended doesn't come back because the reign is over.
type reign struct {
	by, of *dossier
	rev    *revision // of by, that supersedes
	from   config.Date
	until  config.Date // first day after it; zero while nothing ends it
}

// on reports whether the reign goes on on a day.
func (r *reign) on(day config.Date) bool {
	return r.from.Compare(day) <= 0 && (r.until.IsZero() || day.Compare(r.until) < 0)
}

// ends reports whether, as of a day, a text in force since another is ended.
func (r *reign) ends(since, day config.Date) bool {
	return r.from.Compare(day) <= 0 && (r.on(day) || since.Compare(r.until) < 0)
}

// reigns finds out who supersedes whom, and when. They are looked at in the order
// of their beginnings: a document that is superseded itself by then ends nothing.
// So what came first stays where documents supersede each other in a circle.
func (j *judge) reigns() {
	var all []*reign
	for _, d := range j.dossiers {
		all = append(all, j.claimed(d)...)
	}
	slices.SortStableFunc(all, func(a, b *reign) int {
		return cmp.Or(a.from.Compare(b.from), strings.Compare(a.by.trail.ID, b.by.trail.ID), strings.Compare(a.of.trail.ID, b.of.trail.ID))
	})
	for _, r := range all {
		ended := func(other *reign) bool { return other.ends(r.from, r.from) }
		if slices.ContainsFunc(r.by.reigns, ended) {
			continue
		}
		r.of.reigns = append(r.of.reigns, r)
		for _, lost := range r.of.reigning {
			if lost.on(r.from) {
				lost.until = r.from
			}
		}
		r.by.reigning = append(r.by.reigning, r)
	}
}

// claimed are the reigns that a document would have if nothing superseded it. A
// record supersedes records alone: nobody is asked before it does.
func (j *judge) claimed(d *dossier) (list []*reign) {
	for i, rev := range d.revisions {
		if len(rev.facts().Supersedes) == 0 {
			continue
		}
		from, until, ever := j.period(d, i)
		for _, id := range rev.facts().Supersedes {
			for _, of := range j.byID[key(id)] {
				if ever && of != d && (!rev.record || of.isRecord()) {
					list = append(list, &reign{d, of, rev, from, until})
				}
			}
		}
	}
	return list
}

// holds is the first day on which a revision is in force, or is a record that holds
// without a status: from its landing, or as a row from the first one in which its
// file, which says so, is in force or states no status either.
func (j *judge) holds(r *revision, on config.Date) (day config.Date, ok bool) {
	if !r.unstated() {
		return j.from(r, on)
	}
	row := r.row
	if row.Of != nil {
		row = j.heldSince(r)
	}
	if row == nil {
		return day, false
	}
	day = j.day(j.trails.Commit(row).Committer.When)
	return day, day.Compare(on) <= 0
}

// unstated reports whether a revision is one of a record that states no status.
func (r *revision) unstated() bool {
	return r.record && r.facts().Controlled && !r.facts().Stated
}

// heldSince is the first revision of the file of a row, since the row's landing, in
// which the file holds and the row says what it does; nil for none.
func (j *judge) heldSince(r *revision) *history.Row {
	if r.row.Of.Facts == nil {
		return nil
	}
	for _, file := range j.byID[key(r.row.Of.Facts.ID)] {
		for _, f := range file.revisions {
			facts := f.facts()
			row, there := facts.Rows[key(r.facts().ID)]
			says := there && row.Digest == r.facts().Normal && f.row.Landing <= r.row.Landing
			if says && (!facts.Stated || facts.Status == "approved") {
				return f.row
			}
		}
	}
	return nil
}

// period is the time in which revision i of a document holds: until a newer one does,
// or the document is withdrawn or removed.
func (j *judge) period(d *dossier, i int) (from, until config.Date, ever bool) {
	rev := d.revisions[i]
	never := config.Date{Year: 9999, Month: 12, Day: 31}
	from, ever = j.holds(rev, never)
	if !ever {
		return from, until, false
	}
	until = never
	for _, newer := range d.revisions[i+1:] {
		if then, ok := j.holds(newer, never); ok && then.Compare(until) < 0 {
			until = then
		}
	}
	for _, e := range d.ends {
		if e.landing <= rev.row.Landing && e.day.Compare(until) < 0 {
			until = e.day
		}
	}
	if ever = from.Compare(until) < 0; until == never {
		until = config.Date{}
	}
	return from, until, ever
}

// isRecord reports whether a dossier is of a record.
func (d *dossier) isRecord() bool { return len(d.revisions) > 0 && d.newest().record }

// endedBy are the reigns that ended the text of a document in a state on a day.
func (j *judge) endedBy(d *dossier, at state, day config.Date) []*reign {
	switch {
	case len(d.reigns) == 0 || at.gone:
	case at.now != nil:
		return d.superseders(at.from, day)
	case at.newest != nil && at.newest.unstated():
		if since, ok := j.holds(at.newest, day); ok {
			return d.superseders(since, day)
		}
	}
	return nil
}

// superseders are the reigns that ended the text of a document which would be in
// force on a day, in the order of their beginnings.
func (d *dossier) superseders(since, day config.Date) (list []*reign) {
	for _, r := range d.reigns {
		if r.ends(since, day) {
			list = append(list, r)
		}
	}
	return list
}

// succession is what readers are told of the reigns that ended a document: the first
// of them, and whether anybody who brought one about was entitled to.
func (j *judge) succession(list []*reign) *End {
	first := list[0]
	e := &End{Cause: Superseded, Day: first.from, Commit: j.trails.Commit(first.rev.row).Hash}
	e.Person = cleanPerson(j.rules.of(j.outside(first.rev.row.Landing).commit).makerOf(&j.trails.Commit(first.rev.row).Commit))
	for _, r := range list {
		e.By = append(e.By, r.by.trail.ID)
		e.Entitled = e.Entitled || j.entitledTo(r)
	}
	slices.Sort(e.By)
	e.By = slices.Compact(e.By)
	return e
}

// entitledTo reports whether somebody who landed, wrote or approved the text of a
// reign, as surely as the manual required, owns the document that it supersedes or
// may approve it, by the rules before the landing or before the approval.
func (j *judge) entitledTo(r *reign) bool {
	if j.did(r.of, r.rev.row) {
		return true
	}
	return slices.ContainsFunc(r.rev.claims, func(x *claim) bool {
		return x.Counts && x.How.AtLeast(r.rev.require) && j.answers(r.of, x.basis, x.Person)
	})
}

// did reports whether a landing was made or written by somebody who owns a document
// or may approve it, by the rules before the landing.
func (j *judge) did(d *dossier, row *history.Row) bool {
	b := j.outside(row.Landing)
	maker := j.rules.of(b.commit).makerOf(&j.trails.Commit(row).Commit)
	return j.answers(d, b, append([]history.Person{maker}, j.trails.RawAuthors(row)...)...)
}

// answers reports whether one of some people owns a document or may approve it, by
// the rules of a commit on the line.
func (j *judge) answers(d *dossier, b basis, people ...history.Person) bool {
	then := d.factsOn(b.commit)
	text := then
	if text == nil {
		text = d.revisions[0].facts()
	}
	l := j.rules.lawOf(b.commit, text, then)
	return slices.ContainsFunc(people, func(p history.Person) bool {
		_, _, why := l.answersFor(p, b.asOf)
		return why == ""
	})
}

// superseded reports whether anything supersedes a document on a day.
func (d *dossier) superseded(day config.Date) bool {
	return slices.ContainsFunc(d.reigns, func(r *reign) bool { return r.on(day) })
}

// supersededBy looks at what ended the text of a document that would be in force on
// the day.
func (j *judge) supersededBy(d *dossier) []Doubt {
	at := j.on(d, j.o.Day)
	by := j.endedBy(d, at, j.o.Day)
	if at.now == nil || len(by) == 0 {
		return nil
	}
	end, first := j.succession(by), by[0]
	if end.Entitled {
		return nil
	}
	return []Doubt{{
		Check: WithdrawnBy, Trail: first.by.trail, Row: first.rev.row, Commit: end.Commit,
		Message: fmt.Sprintf("%s is superseded by %s since %s by %s, and nobody who landed or approved that is its owner or may approve it",
			d.trail.ID, joined(end.By, "and"), short(end.Commit), called(end.Person)),
		Hint: "its owner or an approver withdraws it, or approves what supersedes it",
	}}
}
