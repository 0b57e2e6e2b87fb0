package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// documentOf is the document with an id of a manual made by hand.
func documentOf(t *testing.T, b *build, id string) *manual.Entry {
	t.Helper()
	for _, e := range b.m.Documents {
		if e.ID.Value == id {
			return e
		}
	}
	t.Fatalf("no document %q", id)
	return nil
}

// dueManual is a manual of documents by what is known of their reviews: an id, the
// word, the next review, and how urgent it is.
func dueManual(t *testing.T, rows ...[4]string) *build {
	t.Helper()
	var texts []string
	for _, r := range rows {
		text := handmadePolicy(r[0], "review-every: 12 months\n")
		if strings.HasPrefix(r[0], "REC") {
			text = strings.Replace(strings.Replace(text, "kind: policy", "kind: record", 1), "version: \"1\"\n", "", 1)
		}
		texts = append(texts, text)
	}
	b := handmade(t, handmadeConfig, texts...)
	for _, r := range rows {
		st := documentOf(t, b, r[0]).Standing
		st.Word, st.Due = evidence.Word(r[1]), evidence.Due(r[3])
		if r[2] != "" {
			st.NextReview = dayOf(t, r[2])
		}
	}
	return b
}

// Every document in force stands in one group, those with a next review in the
// order of its day; others stand in none.
func TestGroupsOfReviews(t *testing.T) {
	b := dueManual(t,
		[4]string{"POL-1", "in force", "2027-05-02", ""},
		[4]string{"POL-2", "in force", "2026-10-01", "overdue"},
		[4]string{"POL-3", "in force", "2026-12-01", "due soon"},
		[4]string{"POL-4", "in force", "", ""},
		[4]string{"POL-5", "in force", "2027-03-01", ""},
		[4]string{"POL-6", "in force", "2025-10-01", "overdue"},
		[4]string{"POL-7", "superseded", "2025-10-01", "overdue"},
		[4]string{"POL-8", "draft", "", ""},
		[4]string{"POL-9", "in force", "2027-05-01", ""},
		[4]string{"REC-1", "in force", "", ""},
	)
	documentOf(t, b, "POL-8").Standing.Wants = []evidence.Want{{Role: "lead", Title: "AI lead", Needs: 2}}
	documentOf(t, b, "POL-1").Standing.Wants = []evidence.Want{{Role: "lead", Title: "AI lead", Needs: 1, People: []string{"ada", "nobody"}}}
	p := b.reviewFacts(reviews(b.m), 0)
	var got []string
	for _, g := range p.Groups {
		line := fmt.Sprintf("%s %d:", g.ID, g.Count)
		for _, m := range g.Months {
			if m.Title != "" {
				line += " " + m.Title + ":"
			}
			for _, r := range m.Rows {
				line += " " + r.Document.ID
				if r.Overdue {
					line += "!"
				}
			}
		}
		for _, w := range g.Wanted {
			line += fmt.Sprintf(" %s %s %v", w.Document.ID, w.Revision.Href, w.Wants[0].Who)
		}
		got = append(got, line)
	}
	want := []string{
		"overdue 2: POL-6! POL-2!",
		"due-soon 1: POL-3",
		"coming 3: March 2027: POL-5 May 2027: POL-9 POL-1",
		"never 1: POL-4",
		"waiting 2: POL-1 history/POL-1.html#r1 [Ada Owner nobody] POL-8 history/POL-8.html#r1 [" + English.Proof.Nobody + "]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
}

func TestReviewsOfADocument(t *testing.T) {
	b := dueManual(t, [4]string{"POL-1", "in force", "2027-05-02", ""})
	e := documentOf(t, b, "POL-1")
	quiet := &history.Row{Change: history.Review, Landing: 0, Path: e.Path}
	e.Trail.Rows = append([]*history.Row{quiet}, e.Trail.Rows...)
	guest := evidence.Review{Day: dayOf(t, "2026-08-01"), Person: history.Person{Name: "<Guest>"}, How: evidence.ReviewedOn, Reason: "neither owner nor approver"}
	for range 12 {
		e.Standing.Reviews = append(e.Standing.Reviews, guest)
	}
	e.Standing.Reviews = append(e.Standing.Reviews,
		evidence.Review{Day: dayOf(t, "2026-05-02"), Person: handmadeOwner, Role: "lead", How: evidence.PeriodicReview, Row: quiet, Commit: handmadeCommit(0).Hash, Counts: true},
		evidence.Review{Day: dayOf(t, "2025-05-02"), Person: handmadeOwner, Role: "lead", How: evidence.NewVersion, Row: e.Row, Counts: true},
	)
	row := b.reviewRow(reviewsAddress, reviews(b.m)[0])
	want := &ReviewMark{
		Date: "2026-05-02", Who: "Ada Owner", Role: "AI lead", How: English.Proof.ByTrailer,
		Row: "history/POL-1.html#c0000aa0", Commit: CommitLink{Short: "0000aa0", Full: handmadeCommit(0).Hash.String()},
	}
	if diff := cmp.Diff(want, row.Last); diff != "" {
		t.Errorf("last review (-want +got):\n%s", diff)
	}
	if row.All() != 12 || len(row.Rejected) != 10 || row.Rejected[0].Reason != guest.Reason {
		t.Errorf("%d of %d reviews that don't count are shown: %v", len(row.Rejected), row.All(), row.Rejected)
	}
	if row.Owner != "AI lead" || !cmp.Equal(row.People, []string{"Ada Owner"}) || row.Interval != "12 months" {
		t.Errorf("owner %q, people %q, interval %q", row.Owner, row.People, row.Interval)
	}
}

// A list of more than 500 rows is parted, and figures lead to the page on which
// their group begins.
func TestReviewsAreSplit(t *testing.T) {
	var texts []string
	for i := range 600 {
		texts = append(texts, handmadePolicy(fmt.Sprintf("POL-%04d", i), ""))
	}
	b := handmade(t, handmadeConfig, texts...)
	for i, e := range b.m.Documents {
		if i < 550 {
			e.Standing.NextReview = dayOf(t, "2027-01-01")
		}
	}
	rows := reviews(b.m)
	if n := reviewPages(len(rows)); n != 2 {
		t.Fatalf("%d pages, want 2", n)
	}
	second := b.reviewFacts(rows, 1)
	var got []string
	for _, f := range second.Figures {
		got = append(got, fmt.Sprintf("%s %d %s", f.Title, f.Count, f.Href))
	}
	for _, g := range second.Groups {
		n := 0
		for _, m := range g.Months {
			n += len(m.Rows)
		}
		got = append(got, fmt.Sprintf("%s %d of %d", g.ID, n, g.Count))
	}
	want := []string{"Coming 550 ../reviews.html#coming", "Without a next review 50 2.html#never", "coming 50 of 550", "never 50 of 50"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("second page (-want +got):\n%s", diff)
	}
	if second.Chart.Bars != nil || len(b.reviewFacts(rows, 0).Chart.Bars) != 1 {
		t.Error("the picture does not stand on the first page alone")
	}
}

// What lies far off makes no more than one bar, and bars and table say the same.
func TestPictureOfReviews(t *testing.T) {
	b := dueManual(t,
		[4]string{"POL-1", "in force", "0001-01-01", "overdue"},
		[4]string{"POL-2", "in force", "2026-10-31", "overdue"},
		[4]string{"POL-3", "in force", "2026-11-01", "overdue"},
		[4]string{"POL-4", "in force", "2026-11-30", "due soon"},
		[4]string{"POL-5", "in force", "2028-10-31", ""},
		[4]string{"POL-6", "in force", "2028-11-01", ""},
		[4]string{"POL-7", "in force", "9999-12-31", ""},
	)
	c := b.reviewChart(dated(reviews(b.m)))
	want := []ReviewPeriod{{"Earlier", 2, 0}, {"November 2026", 1, 1}, {"October 2028", 0, 1}, {"Later", 0, 2}}
	if diff := cmp.Diff(want, c.Table); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	var bars []string
	for _, r := range c.Bars {
		bars = append(bars, fmt.Sprint(r.Tone, " ", r.X, " ", r.Y, " ", r.Height))
	}
	wantBars := []string{"bad 0.38 0.00 24.00", "bad 4.23 12.00 12.00", "none 4.23 0.00 12.00", "none 92.69 12.00 12.00", "none 96.54 0.00 24.00"}
	if diff := cmp.Diff(wantBars, bars); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
}

func TestPicturesWithoutWhatIsFarOff(t *testing.T) {
	b := dueManual(t, [4]string{"POL-1", "in force", "2027-01-01", ""})
	c := b.reviewChart(dated(reviews(b.m)))
	if c.First != "November 2026" || c.Last != "January 2027" || len(c.Bars) != 1 {
		t.Errorf("picture from %q to %q with %d bars", c.First, c.Last, len(c.Bars))
	}
	if c := b.reviewChart(nil); c.Bars != nil || c.Table != nil {
		t.Errorf("picture of nothing: %v", c)
	}
}

// Without evidence there is nothing to say about reviews.
func TestNoReviewsWithoutEvidence(t *testing.T) {
	b := dueManual(t, [4]string{"POL-1", "in force", "2027-01-01", ""})
	b.m.Evidence = nil
	if n := len(b.reviewJobs()); n != 0 {
		t.Errorf("%d pages of reviews", n)
	}
	tree, err := b.trees.top("index.html")
	if err != nil || strings.Contains(string(tree), reviewsAddress) || !strings.Contains(string(tree), aboutAddress) {
		t.Errorf("the tree is %s (%v)", tree, err)
	}
}

func TestReviewsOfAnEmptyManual(t *testing.T) {
	b := handmade(t, handmadeConfig, "# Plain\n")
	jobs := b.reviewJobs()
	if len(jobs) != 1 {
		t.Fatalf("%d pages of reviews, want one and no calendar", len(jobs))
	}
	f, err := jobs[0]()
	if err != nil || !strings.Contains(string(f.Content), English.Review.Nothing) || strings.Contains(string(f.Content), calendarAddress) {
		t.Errorf("page %s (%v)", f.Content, err)
	}
}
