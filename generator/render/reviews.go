package render

import (
	"cmp"
	"slices"
	"strconv"

	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/site"
)

const reviewsAddress = "reviews.html"

// urgency is a group of the page of reviews.
type urgency int

// The groups, in the order of the page.
const (
	overdue urgency = iota
	dueSoon
	coming
	never
	waiting
)

// review is one row of the page of reviews.
type review struct {
	*manual.Entry
	urgency
}

// reviews are the rows of all pages of reviews: documents in force by their next
// review, then those without one, then whatever waits for an approval.
func reviews(m *manual.Manual) []review {
	if m.Evidence == nil {
		return nil
	}
	var list []review
	for _, e := range m.Documents {
		st := e.Standing
		if st == nil {
			continue
		}
		if u, listed := urgencyOf(e); listed {
			list = append(list, review{e, u})
		}
		if len(st.Wants) > 0 {
			list = append(list, review{e, waiting})
		}
	}
	slices.SortStableFunc(list, func(x, y review) int {
		if x.urgency >= never || x.urgency != y.urgency {
			return cmp.Compare(x.urgency, y.urgency)
		}
		return x.Standing.NextReview.Compare(y.Standing.NextReview)
	})
	return list
}

func urgencyOf(e *manual.Entry) (u urgency, listed bool) {
	st := e.Standing
	switch {
	case st.Word != evidence.InForce:
		return 0, false
	case st.NextReview.IsZero():
		return never, !e.Kind.Record
	case st.Due == evidence.Overdue:
		return overdue, true
	case st.Due == evidence.DueSoon:
		return dueSoon, true
	}
	return coming, true
}

// reviewPages is how many pages it takes to list the rows; the first one is
// there even when no row is.
func reviewPages(rows int) int { return max(1, (rows+rowsPerPage-1)/rowsPerPage) }

func reviewPageAddress(n int) string {
	if n == 0 {
		return reviewsAddress
	}
	return "reviews/" + strconv.Itoa(n+1) + ".html"
}

// reviewJobs are the pages of reviews and their calendar, when anything is known.
func (b *build) reviewJobs() []job {
	if b.m.Evidence == nil {
		return nil
	}
	rows := reviews(b.m)
	var list []job
	for n := range reviewPages(len(rows)) {
		list = append(list, func() (site.File, error) { return b.reviewPage(rows, n) })
	}
	if len(dated(rows)) > 0 {
		list = append(list, func() (site.File, error) { return b.reviewCalendar(dated(rows)) })
	}
	return list
}

// dated are the rows with a next review, which stand first.
func dated(rows []review) []review {
	end := slices.IndexFunc(rows, func(r review) bool { return r.urgency >= never })
	if end < 0 {
		end = len(rows)
	}
	return rows[:end]
}

// reviewPage makes the n-th page of reviews.
func (b *build) reviewPage(rows []review, n int) (site.File, error) {
	address := reviewPageAddress(n)
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	p := b.reviewFacts(rows, n)
	p.Page = b.page(address, b.words.Review.Title, "", b.words.Language, tree)
	return b.execute(b.pages["reviews"], "layout", address, p)
}

// reviewFacts are the facts of the n-th page, without what is around them.
func (b *build) reviewFacts(rows []review, n int) ReviewsPage {
	address, start := reviewPageAddress(n), n*rowsPerPage
	here := rows[start:min(start+rowsPerPage, len(rows))]
	p := ReviewsPage{AsOf: longDay(b.m.Evidence.Day), First: start + 1, Rows: len(here), Total: len(rows)}
	if len(dated(rows)) > 0 {
		p.Calendar = relative(address, calendarAddress)
	}
	if n == 0 {
		p.Chart = b.reviewChart(dated(rows))
	}
	if pages := reviewPages(len(rows)); pages > 1 {
		for i := range pages {
			p.Parts = append(p.Parts, PageLink{Link{Href: relative(address, reviewPageAddress(i)), Title: strconv.Itoa(i + 1)}, i == n})
		}
	}
	for u := overdue; u <= waiting; u++ {
		g := b.reviewGroup(u)
		var page string
		if g.Count, page = reviewPlace(rows, u); g.Count == 0 {
			continue
		}
		p.Figures = append(p.Figures, ReviewFigure{g.Title, g.Tone, g.Count, relative(address, page) + "#" + g.ID})
		if i := slices.IndexFunc(here, func(r review) bool { return r.urgency == u }); i >= 0 {
			b.fill(&g, address, here[i:])
			p.Groups = append(p.Groups, g)
		}
	}
	return p
}

// reviewPlace is how many rows are as urgent as u, and the address of the page
// with the first of them.
func reviewPlace(rows []review, u urgency) (count int, page string) {
	for i, r := range rows {
		if r.urgency != u {
			continue
		}
		if count++; count == 1 {
			page = reviewPageAddress(i / rowsPerPage)
		}
	}
	return count, page
}

func (b *build) reviewGroup(u urgency) ReviewGroup {
	w := b.words.Review
	return map[urgency]ReviewGroup{
		overdue: {ID: "overdue", Title: w.Overdue, Note: w.OverdueNote, Tone: Bad, Dated: true},
		dueSoon: {ID: "due-soon", Title: w.Soon, Note: w.SoonNote, Tone: Caution, Dated: true},
		coming:  {ID: "coming", Title: w.Coming, Note: w.ComingNote, Tone: Good, Dated: true},
		never:   {ID: "never", Title: w.Never, Note: w.NeverNote, Tone: Neutral},
		waiting: {ID: "waiting", Title: w.Waiting, Note: w.WaitingNote, Tone: Caution},
	}[u]
}

// fill adds to a group the rows at the head of list that are as urgent as its
// first one.
func (b *build) fill(g *ReviewGroup, from string, list []review) {
	for _, r := range list {
		if r.urgency != list[0].urgency {
			return
		}
		if r.urgency == waiting {
			g.Wanted = append(g.Wanted, b.wantedRow(from, r.Entry))
			continue
		}
		month := ""
		if r.urgency == coming {
			month = b.month(monthOf(r.Standing.NextReview))
		}
		if last := len(g.Months) - 1; last < 0 || g.Months[last].Title != month {
			g.Months = append(g.Months, ReviewMonth{Title: month})
		}
		m := &g.Months[len(g.Months)-1]
		m.Rows = append(m.Rows, b.reviewRow(from, r))
	}
}

func (b *build) reviewRow(from string, r review) ReviewRow {
	const shownRejected = 10
	st := r.Standing
	row := ReviewRow{
		Document: b.entryLink(from, r.Entry), Owner: b.role(r.Owner.Value), People: b.holders(r.Owner.Value),
		Next: st.NextReview.String(), Overdue: r.urgency == overdue, Interval: r.ReviewEvery.Value,
	}
	for _, done := range st.Reviews {
		switch {
		case done.Counts && row.Last == nil:
			mark := b.reviewMark(from, r.Trail, done)
			row.Last = &mark
		case done.Counts:
		case len(row.Rejected) == shownRejected:
			row.More++
		default:
			row.Rejected = append(row.Rejected, b.reviewMark(from, r.Trail, done))
		}
	}
	return row
}

// holders are the people of a role, by name.
func (b *build) holders(role string) []string { return b.people(b.m.Config.Roles[role].People) }

func (b *build) people(ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, b.person(id))
	}
	return names
}

func (b *build) reviewMark(from string, t *history.Trail, r evidence.Review) ReviewMark {
	w := b.words.Proof
	m := ReviewMark{
		Date: r.Day.String(), Who: name(r.Person), Role: b.role(r.Role), Reason: clean(r.Reason),
		How: map[evidence.ReviewKind]string{evidence.PeriodicReview: w.ByTrailer, evidence.ReviewedOn: w.ByDate, evidence.NewVersion: w.ByVersion}[r.How],
	}
	path := ""
	if r.Row != nil {
		path = r.Row.Path
		m.Row = b.rowAddress(from, t, r.Row)
	}
	m.Commit = b.commitLink(r.Commit, path)
	return m
}

// rowAddress leads to a row of a trail.
func (b *build) rowAddress(from string, t *history.Trail, row *history.Row) string {
	at := revisionAnchor(row)
	taken := map[string]bool{}
	for _, r := range t.Rows {
		if at != "" {
			break
		}
		if a := anchor(r, b.m.History.Commit(r).Hash, taken); r == row {
			at = a
		}
	}
	return relative(from, b.trailAddress(t)) + "#" + at
}

func (b *build) wantedRow(from string, e *manual.Entry) WantedRow {
	row := WantedRow{Document: b.entryLink(from, e), Wants: b.wants(e.Standing.Wants)}
	if newest := cmp.Or(e.Standing.Newer, e.Standing.Row); newest != nil {
		row.Revision = Link{Href: b.rowAddress(from, e.Trail, newest), Title: numeral(newest.Number)}
		if r := b.ruling(newest); r != nil {
			row.Verdict, row.Reason = verdict(r.Verdict), full(r.Reason)
		}
	}
	return row
}
