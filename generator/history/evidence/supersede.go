package evidence

import (
	"cmp"
	"slices"
	"strings"

	"aims/generator/config"
)

// reign is the time in which a text in force supersedes another document. It ends
// what of the other is in force, or comes into force before until:
// a text that was ended doesn't come back because the reign is over.
type reign struct {
	by, of *dossier
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

// claimed are the reigns that a document would have if nothing superseded it.
func (j *judge) claimed(d *dossier) (list []*reign) {
	for i, rev := range d.revisions {
		if len(rev.facts().Supersedes) == 0 {
			continue
		}
		from, until, ever := j.period(d, i)
		for _, id := range rev.facts().Supersedes {
			for _, of := range j.byID[key(id)] {
				if ever && of != d {
					list = append(list, &reign{d, of, from, until})
				}
			}
		}
	}
	return list
}

// period is the time in which revision i of a document is in force: until a newer
// one is, or the document is withdrawn or removed.
func (j *judge) period(d *dossier, i int) (from, until config.Date, ever bool) {
	rev := d.revisions[i]
	never := config.Date{Year: 9999, Month: 12, Day: 31}
	from, ever = j.from(rev, never)
	if !ever {
		return from, until, false
	}
	until = never
	for _, newer := range d.revisions[i+1:] {
		if then, ok := j.from(newer, never); ok && then.Compare(until) < 0 {
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

// superseders are the ids of those that ended the text of a document which would
// be in force on a day, sorted, and the day on which the first of them did.
func (d *dossier) superseders(since, day config.Date) (by []string, ended config.Date) {
	for _, r := range d.reigns {
		if !r.ends(since, day) {
			continue
		}
		if len(by) == 0 || r.from.Compare(ended) < 0 {
			ended = r.from
		}
		by = append(by, r.by.trail.ID)
	}
	slices.Sort(by)
	return slices.Compact(by), ended
}

// supersedes reports whether anything supersedes a document on a day.
func (d *dossier) superseded(day config.Date) bool {
	return slices.ContainsFunc(d.reigns, func(r *reign) bool { return r.on(day) })
}
