package evidence

import (
	"cmp"
	"slices"

	"aims/generator/config"
	"aims/generator/history"
)

// review is a review with where it landed.
type review struct {
	Review
	landing int
}

// reviewsOf finds the reviews of a document: trailers, bumps of reviewed-on, and
// raised versions.
func (j *judge) reviewsOf(d *dossier) {
	var previous *history.Row
	version := ""
	for _, rev := range d.revisions {
		for _, row := range rev.window {
			if previous != nil {
				j.bumped(d, rev, previous, row)
			}
			previous = row
		}
		if v := rev.facts().Version; rev == d.revisions[0] || v != version && v != "" {
			j.raised(d, rev, v)
			version = v
		}
	}
	for _, i := range j.reviewed[d] {
		j.trailer(d, i)
	}
	slices.SortStableFunc(d.reviews, func(a, b review) int {
		return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(a.landing, b.landing), cmp.Compare(a.How, b.How))
	})
}

// trailer notes a Periodic-review of a commit.
func (j *judge) trailer(d *dossier, i int) {
	commit := j.trails.Log.Commits[i]
	l := j.trails.LandingOf(i)
	b := j.later(i)
	r := review{landing: l, Review: Review{Commit: commit.Hash, Row: d.rowAt(l), Day: j.day(commit.Committer.When), How: PeriodicReview}}
	who := j.rules.of(b.commit).makerOf(&commit.Commit)
	r.Person = cleanPerson(who)
	switch by := j.reviewLaw(d, l, b.commit); {
	case by == nil:
		r.Reason = "the document was not there"
	case r.Day.IsZero():
		r.Reason = "its date can't be read"
	default:
		r.ID, r.Role, r.Reason = by.answersFor(who, b.asOf)
		if r.Counts = r.Reason == ""; r.Counts {
			r.Reason = "as " + by.title(r.Role)
		}
	}
	d.reviews = append(d.reviews, r)
}

// reviewLaw is the law for a review that landed, by the rules of a commit; nil where
// the document was not there.
func (j *judge) reviewLaw(d *dossier, landing, base int) *law {
	facts := d.factsOn(landing)
	if facts == nil {
		return nil
	}
	return j.rules.lawOf(base, facts, d.factsOn(base))
}

// rowAt is the row of a landing, or nil.
func (d *dossier) rowAt(landing int) *history.Row {
	if i := d.on(landing); i < len(d.trail.Rows) && d.trail.Rows[i].Landing == landing {
		return d.trail.Rows[i]
	}
	return nil
}

// bumped notes a landing that set reviewed-on to a later date. Its maker, one of
// its authors or somebody who approved it has to answer for the document.
func (j *judge) bumped(d *dossier, rev *revision, before, after *history.Row) {
	if before.Facts == nil || after.Facts == nil || after.Facts.ReviewedOn == before.Facts.ReviewedOn {
		return
	}
	typed, err := config.ParseDate(after.Facts.ReviewedOn)
	was, _ := config.ParseDate(before.Facts.ReviewedOn) // none, or none that can be read, is before every day
	if err != nil || typed.Compare(was) <= 0 {
		return
	}
	commit := j.trails.Commit(after)
	b := j.outside(after.Landing)
	l := j.rules.lawOf(b.commit, after.Facts, d.factsOn(b.commit))
	maker := j.rules.of(b.commit).makerOf(&commit.Commit)
	r := review{landing: after.Landing, Review: Review{Commit: commit.Hash, Row: after, Day: j.day(commit.Committer.When), How: ReviewedOn, Person: cleanPerson(maker)}}
	r.ID, r.Role, r.Reason = l.answersFor(maker, b.asOf)
	for _, p := range j.trails.RawAuthors(after) {
		if id, role, why := l.answersFor(p, b.asOf); r.Reason != "" && why == "" {
			r.Person, r.ID, r.Role, r.Reason = cleanPerson(p), id, role, ""
		}
	}
	for _, x := range rev.claims {
		if r.Reason != "" && x.Counts && x.row.Landing <= after.Landing {
			r.Person, r.ID, r.Role, r.Reason = x.Person, x.ID, x.Role, ""
		}
	}
	if r.Counts = r.Reason == "" && !r.Day.IsZero(); r.Counts {
		if typed.Compare(r.Day) <= 0 {
			r.Day = typed
		}
		r.Reason = "as " + l.title(r.Role) + ", who set reviewed-on to " + typed.String()
	} else if r.Reason == "" {
		r.Reason = "the landing's date can't be read"
	}
	d.reviews = append(d.reviews, r)
}

// raised notes a revision with another version. Whether it counts is told when it
// is known which text is in force.
func (j *judge) raised(d *dossier, rev *revision, version string) {
	commit := j.trails.Commit(rev.row)
	p := j.law(rev, j.outside(rev.row.Landing).commit)
	maker := p.makerOf(&commit.Commit)
	r := review{landing: rev.row.Landing, Review: Review{
		Commit: commit.Hash, Row: rev.row, Day: j.day(commit.Committer.When), How: NewVersion,
		Person: cleanPerson(maker), ID: p.byAddress[fold(maker.Email)], Reason: "the first text",
	}}
	if rev != d.revisions[0] {
		r.Reason = "version " + clean(version)
	}
	d.reviews = append(d.reviews, r)
}

// review says which reviews there were until a day, and when the next one is due.
func (j *judge) review(d *dossier, s *Standing, at state, day config.Date) {
	var last config.Date
	for _, r := range d.reviews {
		if r.Day.Compare(day) > 0 || j.day(j.trails.Log.Commits[r.landing].Committer.When).Compare(day) > 0 {
			continue
		}
		if r.How == NewVersion {
			r.Counts = at.now != nil && r.landing >= at.now.row.Landing && !r.Day.IsZero()
			if !r.Counts {
				r.Reason += ", which is not in force"
			}
		}
		if r.Counts && r.Day.Compare(last) > 0 {
			last = r.Day
		}
		s.Reviews = append(s.Reviews, r.Review)
	}
	if s.Word != InForce || at.now.record || last.IsZero() {
		return
	}
	every := j.kinds[at.now.facts().Kind].Defaults.ReviewEvery
	if typed := at.now.facts().ReviewEvery; typed != "" {
		every, _ = config.ParseInterval(typed) // one that can't be read is none, as check says
	}
	if every.IsZero() {
		return
	}
	s.NextReview = every.After(last)
	switch {
	case s.NextReview.Compare(day) < 0:
		s.Due = Overdue
	case j.o.Config.Review.Warn.After(day).Compare(s.NextReview) >= 0:
		s.Due = DueSoon
	}
}
