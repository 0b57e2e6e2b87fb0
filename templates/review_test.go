package templates_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/render"
)

// controls are the data of the pages that say how the manual is controlled, by
// the template's file.
func (s sample) controls() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	linked := render.CommitLink{Short: "8d41e07", Full: strings.Repeat("8d41e07a", 5), Href: "https://git.example.org/c/8d41e07"}
	bare := render.CommitLink{Short: "51b0f9a", Full: strings.Repeat("51b0f9a0", 5)}
	when := render.Stamp{Day: "«26 February 2026»", Date: "2026-02-26", Instant: "2026-02-26T10:00:00+01:00"}
	mark := render.ReviewMark{Date: "2026-02-26", Who: s.text, Role: s.text, How: s.text, Reason: s.text, Row: "history/POL-001.html#r2", Commit: linked}
	other := render.ReviewMark{Date: "2026-02-25", Who: s.text, How: s.text, Reason: s.text, Commit: bare}
	full := render.ReviewRow{
		Document: s.link, Owner: s.text, People: []string{s.text, s.text}, Next: "2026-03-01", Overdue: true, Interval: s.text, Last: &mark,
		Rejected: []render.ReviewMark{mark, other}, More: 3,
	}
	empty := render.ReviewRow{Document: s.link, Next: "2027-03-01"}
	month := []render.ReviewMonth{{Title: s.text, Rows: []render.ReviewRow{full, empty}}, {Rows: []render.ReviewRow{empty}}}
	group := func(id string, tone render.Tone) render.ReviewGroup {
		return render.ReviewGroup{ID: id, Title: s.text, Note: s.text, Tone: tone, Count: 2}
	}
	dated, undated, waiting := group("overdue", render.Bad), group("never", render.Neutral), group("waiting", render.Caution)
	dated.Dated, dated.Months, undated.Months = true, month, month
	waiting.Wanted = []render.WantedRow{
		{Document: s.link, Revision: s.link, Verdict: s.state(), Reason: s.text, Wants: []render.Want{{Needs: s.text, Who: []string{s.text, s.text}}}}, {Document: s.link},
	}
	figure := render.Figure{Label: s.text, Value: "2", Tone: render.Bad, Href: "#doubts", Which: s.text, Rows: []render.Link{s.link}, More: s.text}
	facts := []render.Fact{{Label: s.text, Values: []render.Link{s.link}, Note: s.text}}
	step := render.CheckStep{Says: s.text, Command: s.text}
	doubt := render.DoubtRow{Document: s.link, Row: s.link, Commit: linked, Message: s.text, Hint: s.text}
	return map[string]any{
		"reviews.html": render.ReviewsPage{
			Page: page, AsOf: "«22 November 2026»", Calendar: "reviews.ics", First: 1, Rows: 6, Total: 6,
			Figures: []render.ReviewFigure{{Title: s.text, Tone: render.Bad, Count: 2, Href: "#overdue"}},
			Chart: render.ReviewChart{
				Bars:  []render.ReviewBar{{Bar: render.Bar{X: "0.5", Y: "12", Width: "7.3", Height: "12"}, Tone: render.Bad}},
				Table: []render.ReviewPeriod{{Title: s.text, Overdue: 1, ToCome: 2}}, First: s.text, Last: s.text + "2",
			},
			Parts:  []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}},
			Groups: []render.ReviewGroup{dated, undated, waiting},
		},
		"about-control.html": render.AboutPage{
			Page: page, AsOf: "«22 November 2026»", Commit: "«" + bare.Full + "»", Uncommitted: 2, Version: s.text, Asked: []string{s.text, s.text},
			Clauses: []render.ControlClause{{Item: s.link, Anchor: "clause-7.5.1", Summary: s.text, Points: []render.ControlPoint{
				{Says: s.text, Figures: []render.Figure{figure, {Label: s.text, Value: "0"}}},
			}}},
			Roles: []render.RoleRow{{ID: s.text, Title: s.text, People: []string{s.text}, Deputies: []string{s.text, s.text}, Approves: []render.Link{s.link}, Needs: 2}, {ID: s.text}},
			Rules: facts,
			RuleTrail: []render.RuleRow{
				{Landed: when, Who: s.text, Commit: linked, Files: []string{s.text, s.text}, Root: true, Fault: s.text},
				{Landed: render.Stamp{Day: s.text}, Who: s.text, Commit: bare},
			},
			Strays: []render.StrayRow{{Tag: s.text, Commit: linked, Text: s.text, Reason: s.text}, {Text: s.text}},
			Doubts: []render.DoubtGroup{{Check: "key-window", Says: s.text, Rows: []render.DoubtRow{doubt, {Message: s.text}}}},
			Steps:  []render.CheckStep{step}, Example: s.link, RestOfRules: &step, RestOfStrays: &step, RestOfDoubts: &step,
		},
	}
}

// The script marks days by an attribute, unless a mark stands beside them.
func TestDaysOfReviews(t *testing.T) {
	var got []string
	for n := range parse(t, pageOf(t, "reviews.html", newSample(&render.English, "text").controls()["reviews.html"])).Descendants() {
		if day := attribute(n, "data-next-review"); day != "" {
			mark := "not marked"
			for x := range n.Parent.Descendants() {
				if attribute(x, "class") == "state bad" {
					mark = "marked"
				}
			}
			got = append(got, n.Data+" "+day+" "+attribute(n, "datetime")+" "+mark)
		}
	}
	want := []string{
		"time 2026-03-01 2026-03-01 marked", "time 2027-03-01 2027-03-01 not marked", "time 2027-03-01 2027-03-01 not marked",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
}

// A page without anything to list says so, and says it when nothing is known.
func TestEmptyControlPages(t *testing.T) {
	full := newSample(&render.English, "text").page()
	w := render.English.About
	for _, test := range []struct {
		file     string
		data     any
		has, not []string
	}{
		{"reviews.html", render.ReviewsPage{Page: full}, []string{render.English.Review.Nothing}, []string{"<svg", "<table", "text/calendar"}},
		{
			"about-control.html", render.AboutPage{Page: full, AsOf: "today"},
			[]string{w.NoRoles, w.NoRules, w.NoStrays, w.NoDoubts, w.StepsAny, `id="doubts"`}, []string{"<table", w.Unknown},
		},
		{
			"about-control.html", render.AboutPage{Page: full, Unknown: "no commit"},
			[]string{"no commit", w.Unknown, w.Limits}, []string{`id="doubts"`, w.NoDoubts, w.NoRules},
		},
	} {
		page := html.UnescapeString(pageOf(t, test.file, test.data))
		for _, text := range test.has {
			if !strings.Contains(page, text) {
				t.Errorf("%s lacks %q", test.file, text)
			}
		}
		for _, text := range test.not {
			if strings.Contains(page, text) {
				t.Errorf("%s has %q", test.file, text)
			}
		}
	}
}
