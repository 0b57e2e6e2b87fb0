package render

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history/evidence"
)

func TestRowsOfTheRegister(t *testing.T) {
	p := newProved(t, map[string]string{
		"POL-001": "status: approved\nversion: '2.1'", "POL-002": "status: approved", "POL-003": "", "RSK-001": "kind: risk\ndate: 2026-01-01\nstate: open\nowner: lead",
	})
	p.stand("POL-001", 13, evidence.Standing{Word: evidence.InForce, From: on(2026, time.February, 26), NextReview: on(2026, time.October, 1), Due: evidence.Overdue}, signed())
	p.stand("POL-002", 1, evidence.Standing{Word: evidence.InForceFrom, From: on(2027, time.January, 1)}, evidence.Ruling{Verdict: evidence.Missing, Reason: "nobody is named"})
	p.stand("RSK-001", 1, evidence.Standing{}, evidence.Ruling{})
	table := below(p.page("documents/index.html"), "table", "register")[0]
	var got []string
	for _, row := range below(table, "tr", "") {
		var cells []string
		for cell := range row.ChildNodes() {
			cells = append(cells, read(cell))
		}
		got = append(got, strings.Join(cells, " | "))
	}
	want := []string{
		"Document | State | Version | Revision | Approval | In force from | Next review | Owner | Classification",
		"POL-001 Title of POL-001 Policy | In force since 26 February 2026 | 2.1 | 13 2026-02-22 | Signed Ada Owner | 2026-02-26 | 2026-10-01 Overdue | AI governance lead | internal",
		"POL-002 Title of POL-002 Policy | In force from 1 January 2027 | | 1 2026-02-26 | Missing | 2027-01-01 | | AI governance lead | internal",
		"POL-003 Title of POL-003 Policy | Draft | | | | | | AI governance lead | internal",
		"RSK-001 Title of RSK-001 Risk | Open | | 1 2026-03-02 | | | | AI governance lead | internal",
	}
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "|  |", "| |")
		got[i] = strings.ReplaceAll(got[i], "|  |", "| |")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestEvidenceOnTheOverview(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved", "POL-002": "status: approved", "POL-003": "status: approved", "POL-004": "status: approved", "RSK-001": "kind: risk\ndate: 2026-01-01\nstate: open"})
	inForce := evidence.Standing{Word: evidence.InForce, From: on(2026, time.March, 1)}
	overdue, soon := inForce, inForce
	overdue.Due, soon.Due = evidence.Overdue, evidence.DueSoon
	p.stand("POL-001", 1, overdue, signed())
	p.stand("POL-002", 1, soon, evidence.Ruling{Verdict: evidence.Missing})
	p.stand("POL-003", 1, overdue, evidence.Ruling{Verdict: evidence.Recorded})
	p.stand("POL-004", 1, evidence.Standing{Word: evidence.NotApproved}, evidence.Ruling{Verdict: evidence.Declared})
	p.stand("RSK-001", 1, evidence.Standing{}, evidence.Ruling{})
	p.Evidence.Doubts = make([]evidence.Doubt, 3)
	page := p.page("index.html")
	want := []string{
		"5 controlled documents Not approved 1 In force 3 Record 1 States are what git proves on this day. Open the document register",
		"3 texts in force, by how sure their approval is Signed 1 Recorded 1 Missing 1",
		"2 reviews are overdue 1 review is due soon Open the reviews",
		"3 doubts about the history Read what makes evidence less sure",
	}
	tiles := below(page, "div", "tile")
	if diff := cmp.Diff(strings.Join(want, "\n"), read(tiles...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"documents/index.html", "reviews.html", "about-control.html#doubts"}, hrefs(tiles...)); diff != "" {
		t.Errorf("links -want +got\n%s", diff)
	}
	if got := read(below(page, "p", "known")[0]); !strings.HasPrefix(got, "As of 22 November 2026.") {
		t.Errorf("the day is told as %q", got)
	}
}

func TestVerdictsAmongTheChanges(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved"})
	e := p.stand("POL-001", 3, evidence.Standing{Word: evidence.InForce}, signed())
	p.Evidence.Rulings[e.Trail.Rows[1]] = &evidence.Ruling{Verdict: evidence.Missing}
	var got []string
	for _, row := range below(below(p.page("changes.html"), "tbody", "")[0], "tr", "") {
		cells := below(row, "td", "")
		got = append(got, read(cells[1])+" "+read(cells[4]))
	}
	if diff := cmp.Diff([]string{"3 Signed", "2 Missing", "1 "}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Whatever a text says of its status and git's evidence of its word, it is counted
// on the overview and in its register.
func TestEveryStateIsCounted(t *testing.T) {
	words := []evidence.Word{
		evidence.NoWord, evidence.InForce, evidence.InForceFrom, evidence.Draft, evidence.NotApproved, evidence.Superseded, evidence.Withdrawn,
	}
	for _, kind := range []string{"policy\nowner: lead", "risk\ndate: 2026-01-01\nstate: approved"} {
		for _, status := range []string{"", "status:", "status: draft", "status: review", "status: approved", "status: withdrawn", "status: [approved]", "status: Approved", "status: odd"} {
			for _, word := range words {
				p := newProved(t, map[string]string{"X-001": "kind: " + kind + "\n" + status})
				p.stand("X-001", 1, evidence.Standing{Word: word}, evidence.Ruling{})
				for _, page := range []string{"index.html", "documents/index.html"} {
					if got := read(p.page(page)); !strings.Contains(got, "X-001") {
						t.Errorf("%s, %s, %q: %s is %s", kind, status, word, page, got)
					}
				}
			}
		}
	}
}
