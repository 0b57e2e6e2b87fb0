package templates_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/render"
)

// trails are the data of the pages of revision trails, by the template's file.
func (s sample) trails() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	when := render.Stamp{Day: "«26 February 2026»", Date: "2026-02-26", Instant: "2026-02-26T10:00:00+01:00"}
	linked := render.CommitLink{Short: "8d41e07", Full: strings.Repeat("8d41e07a", 5), Href: "https://git.example.org/c/8d41e07"}
	bare := render.CommitLink{Short: "51b0f9a", Full: strings.Repeat("51b0f9a0", 5)}
	gone := render.Departure{When: when, Who: s.text, Commit: linked}
	inner := render.TrailCommit{Commit: bare, Authored: when, Author: s.text, Subject: s.text}
	numbered := render.TrailRow{
		Number: 2, Anchor: "r2", Change: s.text, Landed: when, Recorder: s.text, Authors: []string{s.text, s.text}, Commit: linked,
		Merge: true, Typed: true, Subject: s.text, Version: s.text, Status: s.text, Provisional: true,
		Reader: s.state(), Reviewers: []string{s.text, s.text}, Commits: []render.TrailCommit{inner, inner},
	}
	said := []render.Statement{s.statement(), {Meaning: s.text, Who: s.text, Carrier: s.text, Reason: s.text}}
	numbered.Proof = &render.RowEvidence{Verdict: s.state(), Reason: s.text, Counted: said, Ignored: said, Others: said}
	review := render.ReviewLine{Day: "«26 February 2026»", Date: "2026-02-26", Who: s.text, Role: s.text, How: s.text, State: s.state(), Reason: s.text, Commit: linked, Row: render.Link{Href: "#r2", Title: s.text}}
	quiet := render.TrailRow{Anchor: "c51b0f9a", Change: s.text, Landed: when, Recorder: s.text, Commit: bare, Path: s.text}
	first := render.TrailRow{Number: 1, Anchor: "r1", Landed: when, Recorder: s.text, Commit: bare, Subject: s.text}
	return map[string]any{
		"history.html": render.TrailPage{
			Page: page, Document: s.link, Path: s.text, Gone: &gone, Reader: s.state(), Revisions: 2, First: when, Last: when,
			Provisional: true, Uncommitted: s.text, Rows: []render.TrailRow{numbered, quiet, first}, Reviews: []render.ReviewLine{review, {Day: "«1 March 2026»", Date: "2026-03-01", Who: s.text, How: s.text, State: s.state()}},
			Chart: render.Chart{
				Title: s.text, Bars: []render.Bar{{X: "0.5", Y: "12", Width: "7.3", Height: "12"}},
				Table: []render.ChartRow{{Period: "2025", Count: 1}, {Period: "2026", Count: 1}},
			},
		},
		"changes.html": render.ChangesPage{
			Page: page, Total: 2, Feed: "changes.atom", Years: []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}},
			Rows: []render.ChangeRow{
				{Landed: when, Document: s.link, Trail: "history/POL-001.html#r2", Number: 2, Change: s.text, Subject: s.text, Authors: []string{s.text, s.text}, Commit: linked, Verdict: s.state(), Provisional: true},
				{Landed: when, Document: s.link, Trail: "history/POL-001.html#r1", Number: 1, Change: s.text, Commit: bare},
			},
		},
		"tombstone.html": render.TombstonePage{
			Page: page, ID: s.text, Reader: s.state(), Banners: s.banners(), Trail: "../history/POL-001.html", Departure: gone, Revisions: 2, Successors: []render.Link{s.link},
		},
	}
}

func TestRowsOfATrail(t *testing.T) {
	p := newSample(&render.English, "text").trails()["history.html"].(render.TrailPage)
	p.Rows[0].Subject = strings.Repeat("long ", 2000)
	var rows []*html.Node
	for n := range parse(t, pageOf(t, "history.html", p)).Descendants() {
		if n.Type == html.ElementNode && n.Data == "li" && attribute(n.Parent, "class") == "trail" {
			rows = append(rows, n)
		}
	}
	type row struct {
		ID, Class string
		Inner     int  // commits inside
		Cut       bool // the subject can be cut and opened
		Words     []string
	}
	want := []row{
		{ID: "r2", Inner: 2, Cut: true, Words: []string{"Revision 2", "as declared", "Provisional", "recorded", "written by", "landed in merge", "which changed the text itself", "2 commits inside", "reviewed by", "2 approvals that don't count", "2 other statements, which approve nothing"}},
		{ID: "c51b0f9a", Class: "quiet", Words: []string{"recorded", "committed directly as", "moved to"}},
		{ID: "r1", Words: []string{"Revision 1", "recorded", "committed directly as"}},
	}
	all := want[0].Words
	all = append(all[:len(all):len(all)], "Revision 1", "moved to", "committed directly as")
	var got []row
	for _, n := range rows {
		r := row{ID: attribute(n, "id"), Class: attribute(n, "class")}
		for x := range n.Descendants() {
			if x.Data == "li" && x.Parent.Data == "ol" {
				r.Inner++
			}
			r.Cut = r.Cut || x.Data == "summary" && len(content(x)) > 2000
		}
		for _, word := range all {
			if strings.Contains(content(n), word) {
				r.Words = append(r.Words, word)
			}
		}
		slices.Sort(r.Words)
		got = append(got, r)
	}
	for _, r := range want {
		slices.Sort(r.Words)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// A warning is there when, and only when, the page has a reason for it.
func TestWarningsOfATrail(t *testing.T) {
	full := newSample(&render.English, "text").trails()["history.html"].(render.TrailPage)
	w := render.English.Trail
	for want, set := range map[string]func(*render.TrailPage){
		"":            func(*render.TrailPage) {},
		w.Removed:     func(p *render.TrailPage) { p.Gone = full.Gone },
		w.Provisional: func(p *render.TrailPage) { p.Provisional = true },
		w.Uncommitted: func(p *render.TrailPage) { p.Uncommitted = "text" },
		w.Incomplete:  func(p *render.TrailPage) { p.Incomplete = "text" },
	} {
		t.Run(want, func(t *testing.T) {
			p := render.TrailPage{Page: full.Page, Document: full.Document}
			p.Incomplete = ""
			set(&p)
			var banners, printed string
			for n := range parse(t, pageOf(t, "history.html", p)).Descendants() {
				switch {
				case n.Data == "b" && strings.HasPrefix(attribute(n.Parent, "class"), "banner"):
					banners += content(n)
				case attribute(n, "class") == "notice":
					printed += content(n)
				}
			}
			if banners != want || printed != want {
				t.Errorf("banners %q, on paper %q; want %q", banners, printed, want)
			}
		})
	}
}

func TestAnEmptyTrailHasNoDatesAndNoPicture(t *testing.T) {
	full := newSample(&render.English, "text").trails()["history.html"].(render.TrailPage)
	page := pageOf(t, "history.html", render.TrailPage{Page: full.Page, Document: full.Document, Path: "content/x.md"})
	for n := range parse(t, page).Descendants() {
		if n.Type == html.ElementNode && slices.Contains([]string{"time", "svg", "ol"}, n.Data) {
			t.Errorf("<%s> without anything known", n.Data)
		}
	}
	if want := render.English.Trail.Since(0, "", ""); !strings.Contains(page, want) {
		t.Errorf("the page doesn't say %q", want)
	}
}

// The script sorts by what cells show: days have to sort as texts.
func TestColumnsOfChanges(t *testing.T) {
	root := parse(t, pageOf(t, "changes.html", newSample(&render.English, "text").trails()["changes.html"]))
	var heads, first []string
	for n := range root.Descendants() {
		switch {
		case n.Data == "th" && n.Parent.Parent.Data == "thead":
			heads = append(heads, content(n))
		case n.Data == "tr" && n.Parent.Data == "tbody" && n.PrevSibling.PrevSibling == nil:
			for c := range n.ChildNodes() {
				first = append(first, c.Data+" "+strings.TrimSpace(content(c)))
			}
		}
	}
	want := []string{"Date", "Document", "Revision", "Change", "Authors", "Approval", "Commit"}
	if diff := cmp.Diff(want, heads); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
	want = []string{"td 2026-02-26", "th text text", "td 2 Provisional", "td texttext", "td text, text", "td text", "td 8d41e07"}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
}

// A trail of 300 rows stays under a kilobyte a row, and under two with an
// approval in each.
func TestWeightOfALongTrail(t *testing.T) {
	p := newSample(&render.English, "text").trails()["history.html"].(render.TrailPage)
	row := p.Rows[0]
	row.Commits = nil
	for most, proof := range map[int]*render.RowEvidence{300: nil, 600: {Verdict: row.Proof.Verdict, Reason: row.Proof.Reason, Counted: row.Proof.Counted[:1]}} {
		row.Proof, p.Rows = proof, nil
		for n := 300; n > 0; n-- {
			row.Number, row.Anchor = n, "r"+strconv.Itoa(n)
			p.Rows = append(p.Rows, row)
		}
		if n := len(pageOf(t, "history.html", p)); n > most<<10 {
			t.Errorf("%d bytes, want at most %d kB", n, most)
		}
	}
}

// shape lists the elements of a page with their attributes' names.
func shape(root *html.Node) []string {
	var list []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				list = append(list, n.Data+" "+a.Key)
			}
			list = append(list, n.Data)
		}
	}
	return list
}

// content is the text inside a node.
func content(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return b.String()
}
