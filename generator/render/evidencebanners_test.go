package render

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// bannersOf are the banners of a page, each with its tone, and what the head of
// every sheet says of them.
func bannersOf(page *html.Node) (shown, printed []string) {
	for _, n := range below(page, "p", "banner") {
		tone := ""
		for _, a := range n.Attr {
			if a.Key == "class" {
				tone = a.Val[len("banner "):]
			}
		}
		shown = append(shown, tone+": "+read(n))
	}
	for _, n := range below(page, "b", "notice") {
		printed = append(printed, read(n))
	}
	return shown, printed
}

// A banner is there when, and only when, there is a reason for it; each prints.
func TestBanners(t *testing.T) {
	may, new := on(2026, time.May, 3), on(2027, time.January, 1)
	superseded := &evidence.End{Cause: evidence.Superseded, By: []string{"POL-002", "POL-404"}, Day: may}
	for _, test := range []struct {
		name    string
		st      evidence.Standing
		change  func(p proved, e *manual.Entry)
		want    []string
		printed []string
		links   []string
	}{
		{name: "in force", st: evidence.Standing{Word: evidence.InForce, From: may}},
		{name: "draft", st: evidence.Standing{Word: evidence.Draft}, want: []string{"warn: Draft. This text is not in force."}},
		{name: "not approved", st: evidence.Standing{Word: evidence.NotApproved}, want: []string{"bad: Not approved. This text is not in force."}},
		{name: "in force from", st: evidence.Standing{Word: evidence.InForceFrom, From: new}, want: []string{"warn: In force from 1 January 2027. Until then this text is not in force."}},
		{name: "superseded", st: evidence.Standing{Word: evidence.Superseded, Ended: superseded},
			want: []string{"bad: Superseded on 3 May 2026 by POL-002 Title of POL-002, POL-404. This text is no longer in force."}, links: []string{"POL-002.html"}},
		{name: "superseded by nobody knows what", st: evidence.Standing{Word: evidence.Superseded, Ended: &evidence.End{Cause: evidence.Superseded}}, want: []string{"bad: Superseded. This text is no longer in force."}},
		{name: "withdrawn", st: evidence.Standing{Word: evidence.Withdrawn, Ended: &evidence.End{Cause: evidence.Withdrawn, Person: ada, Day: may}},
			want: []string{"bad: Withdrawn on 3 May 2026 by Ada Owner. This text is no longer in force."}},
		{name: "withdrawn before it was in force", st: evidence.Standing{Word: evidence.Withdrawn}, want: []string{"bad: Withdrawn. This text is not in force."}},
		{name: "a newer draft", st: evidence.Standing{Word: evidence.InForce, From: may},
			change: func(p proved, e *manual.Entry) { p.newer(e, evidence.Draft, config.Date{}, evidence.Ruling{}) },
			want:   []string{"calm: A newer text exists: draft."}, printed: []string{}, links: []string{"../next/documents/POL-001.html"}},
		{name: "a newer text to come", st: evidence.Standing{Word: evidence.InForce, From: may},
			change: func(p proved, e *manual.Entry) { p.newer(e, evidence.InForceFrom, new, signed()) },
			want:   []string{"calm: A newer text exists: in force from 1 January 2027."}, printed: []string{}, links: []string{"../next/documents/POL-001.html"}},
		{name: "a newer text without a page", st: evidence.Standing{Word: evidence.InForce, From: may},
			change: func(p proved, e *manual.Entry) {
				p.newer(e, evidence.NotApproved, config.Date{}, evidence.Ruling{})
				e.Next, p.Next = nil, nil
			},
			want: []string{"calm: A newer text exists: not approved."}, printed: []string{}, links: []string{"../history/POL-001.html#r3"}},
		{name: "an older text to come", st: evidence.Standing{Word: evidence.InForceFrom, From: new},
			change: func(_ proved, e *manual.Entry) {
				e.Standing.Row, e.Standing.Newer, e.Standing.NewerWord = e.Trail.Rows[1], e.Trail.Rows[0], evidence.Draft
				e.Row, e.Reader, e.From = e.Standing.Newer, evidence.Draft, config.Date{}
			},
			want:    []string{"warn: Draft. This text is not in force.", "calm: An older text is in force from 1 January 2027."},
			printed: []string{"Draft. This text is not in force."}, links: []string{"../history/POL-001.html#r1"}},
		{name: "not committed", st: evidence.Standing{Word: evidence.Draft},
			change: func(_ proved, e *manual.Entry) { e.Row, e.Work = nil, manual.Changed },
			want:   []string{"warn: Not committed The file has changes that no commit holds; they are not in this trail.", "warn: Draft. This text is not in force."}, printed: []string{"Draft. This text is not in force.", "Not committed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": "status: " + statusOf(test.st.Word), "POL-002": ""})
			p.entry("POL-002").Reader = evidence.Draft
			e := p.stand("POL-001", 2, test.st, evidence.Ruling{})
			if test.change != nil {
				test.change(p, e)
			}
			page := p.page("documents/POL-001.html")
			shown, printed := bannersOf(page)
			if diff := cmp.Diff(test.want, shown); diff != "" {
				t.Errorf("banners -want +got\n%s", diff)
			}
			if test.printed == nil {
				for _, line := range test.want {
					_, text, _ := cutTone(line)
					test.printed = append(test.printed, text)
				}
			}
			if !slices.Equal(test.printed, printed) {
				t.Errorf("the head of sheets says %q, want %q", printed, test.printed)
			}
			if diff := cmp.Diff(test.links, hrefs(below(page, "p", "banner")...)); diff != "" {
				t.Errorf("links -want +got\n%s", diff)
			}
		})
	}
}

func cutTone(line string) (tone, text string, found bool) {
	for i := range line {
		if line[i] == ':' {
			return line[:i], line[i+2:], true
		}
	}
	return "", line, false
}

// A record without a status has no banner, whatever its own state.
func TestARecordHasNoBanner(t *testing.T) {
	p := newProved(t, map[string]string{"RSK-001": "kind: risk\ndate: 2026-01-01\nstate: open"})
	p.stand("RSK-001", 1, evidence.Standing{}, evidence.Ruling{})
	page := p.page("documents/RSK-001.html")
	if shown, printed := bannersOf(page); shown != nil || printed != nil {
		t.Errorf("banners %q, on paper %q", shown, printed)
	}
	if got := read(below(page, "p", "standing")...); got != "Open revision 1 as its author declares it" {
		t.Errorf("it stands as %q", got)
	}
}

// A newer text has a page of its own, which leads back to the text in force.
func TestPagesOfNewerTexts(t *testing.T) {
	for _, test := range []struct {
		word evidence.Word
		from config.Date
		want string
		says string
	}{
		{evidence.Draft, config.Date{}, "warn: Not in force. This is newer than the text in force, POL-001 Title of POL-001.", "Draft revision 3 approved, as its author declares it"},
		{evidence.NotApproved, config.Date{}, "bad: Not in force. This is newer than the text in force, POL-001 Title of POL-001.", "Not approved revision 3 approved, as its author declares it"},
		{evidence.InForceFrom, on(2027, time.January, 1), "warn: In force from 1 January 2027. Until then POL-001 Title of POL-001 is in force.", "In force from 1 January 2027 revision 3"},
	} {
		t.Run(string(test.word), func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": "status: approved"})
			e := p.stand("POL-001", 2, evidence.Standing{Word: evidence.InForce, From: on(2026, time.May, 3), NextReview: on(2027, time.May, 3)}, signed())
			p.newer(e, test.word, test.from, evidence.Ruling{Verdict: evidence.Missing, Reason: "nobody is named"})
			page := p.page("next/documents/POL-001.html")
			shown, printed := bannersOf(page)
			_, text, _ := cutTone(test.want)
			if !slices.Equal(shown, []string{test.want}) || !slices.Equal(printed, []string{text}) {
				t.Errorf("banners %q, on paper %q; want %q", shown, printed, test.want)
			}
			got := []string{read(below(page, "p", "standing")...), fact(page, "Approval"), fact(page, "Next review")}
			if diff := cmp.Diff([]string{test.says, "Missing Nobody is named. Evidence in the trail", ""}, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if links := hrefs(below(page, "p", "banner")...); !slices.Equal(links, []string{"../../documents/POL-001.html"}) {
				t.Errorf("links %q", links)
			}
			if links := hrefs(below(page, "", "approval")...); !slices.Equal(links, []string{"../../history/POL-001.html#r3"}) {
				t.Errorf("links to the trail %q", links)
			}
		})
	}
}

// Faults are those of the newest text, and stand on its page.
func TestFaultsOfNewerTexts(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved"})
	e := p.stand("POL-001", 1, evidence.Standing{Word: evidence.InForce, From: on(2026, time.May, 3)}, signed())
	p.newer(e, evidence.Draft, config.Date{}, evidence.Ruling{})
	p.faults = []diagnostic.Diagnostic{{Position: diagnostic.Position{File: e.Path, Line: 1, Column: 1}, Message: "dead"}}
	for address, want := range map[string]int{"documents/POL-001.html": 0, "next/documents/POL-001.html": 1} {
		if n := len(below(p.page(address), "li", "fault")); n != want {
			t.Errorf("%s shows %d faults, want %d", address, n, want)
		}
	}
	if links := hrefs(below(p.page("faults.html"), "p", "where")...); !slices.Equal(links, []string{"next/documents/POL-001.html"}) {
		t.Errorf("the list leads to %q", links)
	}
}

// A document that is gone says what took it out of force, where that is known.
func TestTombstones(t *testing.T) {
	for _, test := range []struct {
		name   string
		st     *evidence.Standing
		word   string
		banner []string
	}{
		{"nothing known", nil, "Removed", nil},
		{"a record", &evidence.Standing{}, "Removed", nil},
		{"withdrawn", &evidence.Standing{Word: evidence.Withdrawn, Ended: &evidence.End{Cause: evidence.Withdrawn, Removed: true, Person: ada, Day: on(2026, time.June, 1)}},
			"Withdrawn", []string{"bad: Withdrawn on 1 June 2026 by Ada Owner. This text is no longer in force."}},
		{"superseded", &evidence.Standing{Word: evidence.Superseded, Ended: &evidence.End{Cause: evidence.Superseded, By: []string{"POL-001"}, Day: on(2026, time.June, 1)}},
			"Superseded", []string{"bad: Superseded on 1 June 2026 by POL-001 Title of POL-001. This text is no longer in force."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": ""})
			p.entry("POL-001").Reader = evidence.Draft
			gone := p.trail("POL-009", 2)
			gone.Live, gone.Gone = false, p.land("Remove it")
			p.Gone = append(p.Gone, gone)
			if test.st != nil {
				p.Evidence.Standings[gone] = test.st
			}
			page := p.page("documents/POL-009.html")
			shown, _ := bannersOf(page)
			if got := read(below(page, "p", "standing")...); got != test.word || !slices.Equal(shown, test.banner) {
				t.Errorf("%q with %q, want %q with %q", got, shown, test.word, test.banner)
			}
			if got := fact(page, "Removed"); got != "13 January 2026 recorded by Cem Author" {
				t.Errorf("removed %q", got)
			}
		})
	}
}
