package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

const soaText = `---
kind: soa
id: SOA-1
title: Statement of applicability
owner: lead
status: approved
controls:
  A.2.2: {applicable: true, reason: [risk, legal], risks: [RSK-1], state: implemented, implemented-by: [POL-1], evidence: [POL-1], justification: Because.}
  A.2.3: {applicable: true, reason: [practice], state: planned, due: 2026-01-31}
  A.2.4: {reason: [practice]}
  A.3.2: {applicable: true, state: partial, except: [{system: SYS-9, justification: It is gone.}]}
  A.3.3: {applicable: true, reason: [practice]}
  A.10.4: {applicable: false, justification: No customers.}
  X.1: {applicable: true, state: none}
---
`

func soaManual(t *testing.T) *build {
	return handmade(t, handmadeConfig, handmadePolicy("POL-1", ""), "---\nkind: risk\nid: RSK-1\ntitle: Harm\nlevel: high\n---\n", soaText,
		"---\nkind: soa\nid: SOA-2\ntitle: One\ncontrol: A.3.3\napplicable: false\n---\n")
}

func TestRowsOfControls(t *testing.T) {
	b := soaManual(t)
	a := b.m.Applicability[0]
	first, moved := &a.Groups[0].Controls[0].Decided[0], &a.Groups[0].Controls[1].Decided[0]
	first.Since = manual.Since{Row: first.By.Row, Trail: first.By.Trail}
	once := b.m.Documents[0]
	moved.Since = manual.Since{Row: once.Row, Trail: once.Trail}
	s := b.soaStatement(a, "")
	var got []string
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			if len(r.Decided) == 0 {
				continue
			}
			line := fmt.Sprintf("%s %s %s|%s|%s|%s", g.ID, r.Control.ID, r.Control.Title, r.Applicable.Word, strings.Join(r.Reasons, " "), r.State.Word)
			if r.Due != "" {
				line += fmt.Sprintf(" %s %v", r.Due, r.Late)
			}
			for _, x := range r.Implemented {
				line += "|by " + x.ID + " " + x.State.Word
			}
			for _, x := range r.Evidence {
				line += "|see " + strings.TrimSpace(x.ID+" "+x.State.Word)
			}
			for _, l := range r.Risks {
				line += "|see " + l.ID
			}
			for _, x := range r.Except {
				line += "|not " + x.System.Title + ": " + x.Why
			}
			for _, d := range r.Decided {
				line += "|" + strings.Join(strings.Fields(d.Revision.ID+" "+d.Revision.Href+" "+d.Date+" "+d.Unknown+d.Now.ID), " ")
			}
			got = append(got, line)
		}
	}
	want := []string{
		"A.2 A.2.2 AI policy|Applicable|risk legal|Implemented|by POL-1 In force|see POL-1|see RSK-1|SOA-1 history/SOA-1.html#r1 2026-11-22",
		"A.2 A.2.3 Alignment with other organizational policies|Applicable|practice|Planned 2026-01-31 true|POL-1 history/POL-1.html#r1 2026-11-22 SOA-1",
		"A.2 A.2.4 Review of the AI policy|Undecided|||SOA-1 documents/SOA-1.html not committed",
		"A.3 A.3.2 AI roles and responsibilities|Applicable||Partial|not SYS-9: It is gone.|SOA-1 documents/SOA-1.html not committed",
		"A.3 A.3.3 Reporting of concerns|Decided twice|practice||SOA-1 documents/SOA-1.html not committed|SOA-2 documents/SOA-2.html not committed",
		"A.10 A.10.4 Customers|Excluded|||SOA-1 documents/SOA-1.html not committed",
		"own X.1 |Applicable||No work yet|SOA-1 documents/SOA-1.html not committed",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The counts on top, the bars and the table say the same.
func TestCountsOfControls(t *testing.T) {
	b := soaManual(t)
	s := b.soaStatement(b.m.Applicability[0], "")
	counts := map[string]int{}
	for _, f := range s.Figures {
		counts[f.State.Word] = f.Count
	}
	if diff := cmp.Diff(map[string]int{"Decided": 6, "Applicable": 5, "Excluded": 1, "Undecided": 33}, counts); diff != "" {
		t.Errorf("figures (-want +got)\n%s", diff)
	}
	sum := make([]int, len(s.Columns))
	for i, bar := range s.Table {
		all, end := 0, 0
		for at, n := range bar.Counts {
			all += n
			if i < len(s.Table)-1 {
				sum[at] += n
			}
		}
		for _, p := range bar.Parts {
			if p.X != end {
				t.Errorf("row %d: a part begins at %d, the one before it ends at %d", i, p.X, end)
			}
			end += p.Width
		}
		if all != bar.Controls || end != bar.Controls || bar.Controls > bar.Scale {
			t.Errorf("row %d: %d controls, counts %d, bar %d of %d", i, bar.Controls, all, end, bar.Scale)
		}
	}
	last := s.Table[len(s.Table)-1]
	if diff := cmp.Diff(last.Counts, sum); diff != "" {
		t.Errorf("sums (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 1, 1, 1, 1, 33, 1}, last.Counts); diff != "" {
		t.Errorf("all controls (-want +got)\n%s", diff)
	}
	if tile := b.soaTile("index.html"); tile.Decided != 6 || tile.Documents != 39 || tile.Page.Href != "soa.html" {
		t.Errorf("on the overview: %+v", tile)
	}
}

// A document that implements a control has the reader's word. A record is called
// one, whatever its author says of it.
func TestWordsOfImplementingDocuments(t *testing.T) {
	b := soaManual(t)
	word := func() string {
		return b.soaStatement(b.m.Applicability[0], "").Groups[0].Rows[0].Implemented[0].State.Word
	}
	e := documentOf(t, b, "POL-1")
	for _, w := range []evidence.Word{evidence.Draft, evidence.Superseded, evidence.InForce} {
		e.Reader = w
		if got := strings.ToLower(word()); got != string(w) {
			t.Errorf("%q is shown as %q", w, got)
		}
	}
	e.Kind = b.m.Kinds.Find("record")
	if got := word(); got != "Record" {
		t.Errorf("a record in force is shown as %q", got)
	}
}

// Where not all decisions stand in a text in force, the page and the overview say
// how many do, and with several texts each row says of its own.
func TestDecisionsOfTextsNotInForce(t *testing.T) {
	b := soaManual(t)
	a := b.m.Applicability[0]
	shown := func() (line string, marked []string) {
		s := b.soaStatement(a, "")
		if tile := b.soaTile("index.html"); tile.InForce != s.InForce {
			t.Errorf("the overview says %q, the page %q", tile.InForce, s.InForce)
		}
		for _, g := range s.Groups {
			for _, r := range g.Rows {
				if r.Text.Word != "" {
					marked = append(marked, r.Control.ID+" "+r.Text.Word)
				}
			}
		}
		return s.InForce, marked
	}
	if line, marked := shown(); line != "" || marked != nil {
		t.Errorf("all in force: %q, %q", line, marked)
	}
	documentOf(t, b, "SOA-1").Reader = evidence.Draft
	line, marked := shown()
	if line != "6 decided, 0 of them in a text in force." || len(marked) != 6 || marked[0] != "A.2.2 Draft" {
		t.Errorf("a draft beside a text in force: %q, %q", line, marked)
	}
	a.Documents = a.Documents[:1]
	if line, marked := shown(); line == "" || marked != nil {
		t.Errorf("one text: %q, %q", line, marked)
	}
	b.m.Evidence = nil
	if line, marked := shown(); line != "" || marked != nil {
		t.Errorf("nothing known: %q, %q", line, marked)
	}
}

// Groups and own controls of a further standard have its name, as references do.
func TestGroupsOfAFurtherStandard(t *testing.T) {
	b := soaManual(t)
	b.m.Standards = append([]*standard.Standard{{ID: "tea"}}, b.m.Standards...)
	s := b.soaStatement(b.m.Applicability[0], "")
	last := s.Groups[len(s.Groups)-1]
	if got := []string{s.Groups[0].Title.ID, s.Table[0].Group.ID, last.Rows[0].Control.ID}; !cmp.Equal(got, []string{"iso-42001:A.2", "iso-42001:A.2", "iso-42001:X.1"}) {
		t.Error(got)
	}
}

func TestNoPageWithoutDocuments(t *testing.T) {
	if b := (&build{m: &manual.Manual{}}); len(b.soaJobs()) > 0 || b.soaTile("index.html") != nil {
		t.Error("a page of no statement")
	}
}
