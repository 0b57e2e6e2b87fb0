package manual_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

func onDay(t testing.TB, text string) config.Date {
	t.Helper()
	d, err := config.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func atNoon(t testing.TB, text string) time.Time {
	t.Helper()
	d := onDay(t, text)
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// held says what a manual has of the n-th piece of information of a clause.
func held(t *testing.T, m *manual.Manual, clause string, n int) string {
	t.Helper()
	for _, c := range m.Readiness().Clauses {
		if c.Item.ID != clause {
			continue
		}
		a := c.Asked[n]
		said := []string{map[manual.Presence]string{manual.Absent: "absent", manual.NotYet: "not yet", manual.Present: "present"}[a.Presence]}
		for _, h := range a.Held {
			word := h.ID.Value
			if !h.Counts {
				word = "(" + word + ")"
			}
			said = append(said, word)
		}
		if a.Presence == manual.Present {
			said = append(said, a.Newest.String(), fmt.Sprint(a.Fresh))
		}
		return strings.Join(said, " ")
	}
	t.Fatalf("there is no clause %s", clause)
	return ""
}

const (
	aimsDescription = "4.4"
	policyClause    = "5.2"
)

func TestDocumentsCountInForce(t *testing.T) {
	claiming := controlledText("policy", "POL-1", `addresses: ["5.2"]`)
	known := map[string]evidence.Word{}
	for _, test := range []struct {
		name    string
		words   map[string]evidence.Word
		require string
		text    string
		want    string
	}{
		{"in force", known, "declared", claiming, "present POL-1 2026-03-01 true"},
		{"in force by an earlier rule", known, "recorded", claiming, "present POL-1 2026-03-01 true"},
		{"draft", map[string]evidence.Word{"POL-1": evidence.Draft}, "missing", claiming, "not yet (POL-1)"},
		{"to come", map[string]evidence.Word{"POL-1": evidence.InForceFrom}, "missing", claiming, "not yet (POL-1)"},
		{"withdrawn", map[string]evidence.Word{"POL-1": evidence.Withdrawn}, "missing", claiming, "not yet (POL-1)"},
		{"nothing known", nil, "missing", claiming, "not yet (POL-1)"},
		{"another policy", known, "missing", controlledText("policy", "POL-1", `addresses: [A.2.2]`), "absent"},
		{"another kind", known, "missing", controlledText("guideline", "GDL-1", `addresses: ["5.2"]`), "not yet (GDL-1)"},
		{"a form", known, "missing", controlledText("template", "TPL-1", `addresses: ["5.2"]`), "absent"},
		{"what others publish", known, "missing", controlledText("external", "EXT-1", "edition: first", `addresses: ["5.2"]`), "absent"},
		{"a record", known, "missing", controlledText("record", "REC-1", `addresses: ["5.2"]`), "absent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := held(t, answered(t, test.words, test.require, test.text), policyClause, 0); got != test.want {
				t.Errorf("%s; want %s", got, test.want)
			}
		})
	}
}

func TestWhatHoldsInformation(t *testing.T) {
	known := map[string]evidence.Word{}
	for _, test := range []struct {
		name, clause string
		n            int
		text         string
		want         string
	}{
		{"a statement of applicability needs no claim", "6.1.3", 1, deciding("SOA-1", ""), "present SOA-1 2026-03-01 true"},
		{"a statement that leaves one out", "6.1.3", 1, deciding("SOA-1", "A.10.4"), "not yet SOA-1"},
		{"a treatment plan", "6.1.3", 2, controlledText("plan", "PLN-1", `addresses: ["6.1.3"]`), "present PLN-1 2026-03-01 true"},
		{"risks are no treatment plan", "6.1.3", 2, controlledText("risk", "RSK-1", "level: low"), "absent"},
		{"objectives are no plan to reach them", "6.2", 0, controlledText("objective", "OBJ-1"), "absent"},
		{"one claim of three pieces", "6.1.3", 0, controlledText("procedure", "PRO-1", `addresses: ["6.1.3"]`), "present PRO-1 2026-03-01 true"},
		{"the other pieces", "6.1.3", 2, controlledText("procedure", "PRO-1", `addresses: ["6.1.3"]`), "absent"},
		{"another kind of three pieces", "6.1.3", 0, controlledText("guideline", "GDL-1", `addresses: ["6.1.3"]`), "absent"},
		{"a procedure is no result", "8.2", 0, controlledText("procedure", "PRO-1", `addresses: ["8.2"]`), "absent"},
		{"a record of the kind", "8.2", 0, controlledText("risk", "RSK-1", "level: low", "date: 2025-11-22"), "present RSK-1 2025-11-22 true"},
		{"a day too old", "8.2", 0, controlledText("risk", "RSK-1", "level: low", "date: 2025-11-21"), "present RSK-1 2025-11-21 false"},
		{"a day to come", "8.2", 0, controlledText("risk", "RSK-1", "level: low", "date: 2026-11-23"), "not yet (RSK-1)"},
		{"a draft", "8.2", 0, controlledText("risk", "DRAFT", "level: low", "status: draft"), "not yet (DRAFT)"},
		{"any record that claims it", "10.2", 0, controlledText("record", "REC-1", `addresses: ["10.2"]`), "present REC-1 2026-03-01 true"},
		{"any record", "10.2", 0, controlledText("record", "REC-1"), "absent"},
		{"any record of operation", "8.1", 0, controlledText("record", "REC-1"), "absent"},
		{"a record that claims operation", "8.1", 0, controlledText("record", "REC-1", `addresses: ["8.1"]`), "present REC-1 2026-03-01 true"},
		{"an action to take", "6.1.1", 1, controlledText("action", "ACT-1", "due: 2026-12-01"), "not yet (ACT-1)"},
		{"an action to be done tomorrow", "6.1.1", 1, controlledText("action", "ACT-1", "due: 2026-12-01", "done: 2026-11-23"), "not yet (ACT-1)"},
		{"an action taken today", "6.1.1", 1, controlledText("action", "ACT-1", "due: 2026-12-01", "done: 2026-11-22"), "present ACT-1 2026-03-01 true"},
		{"an action whose state is done", "6.1.1", 1, controlledText("action", "ACT-1", "due: 2026-12-01", "state: done"), "present ACT-1 2026-03-01 true"},
		{"competence until yesterday", "7.2", 0, controlledText("competence", "CMP-1", "basis: test", "valid-until: 2026-11-21"), "not yet (CMP-1)"},
		{"competence until today", "7.2", 0, controlledText("competence", "CMP-1", "basis: test", "valid-until: 2026-11-22"), "present CMP-1 2026-03-01 true"},
		{"an open assessment", "8.4", 0, controlledText("impact-assessment", "IA-1", "state: open"), "not yet (IA-1)"},
		{"an assessment", "8.4", 0, controlledText("impact-assessment", "IA-1", "state: accepted"), "present IA-1 2026-03-01 true"},
		{"an untreated risk", "8.3", 0, controlledText("risk", "RSK-1", "level: low", "treatment: modify"), "not yet (RSK-1)"},
		{"a treated risk", "8.3", 0, controlledText("risk", "RSK-1", "level: low", "treatment: modify", "residual-level: low"), "present RSK-1 2026-03-01 true"},
		{"an internal audit", "9.2.2", 1, controlledText("audit", "AUD-1", "party: internal"), "present AUD-1 2026-03-01 true"},
		{"an audit by others", "9.2.2", 1, controlledText("audit", "AUD-1", "party: certification"), "absent"},
		{"measurements", "9.1", 1, controlledText("objective", "OBJ-1", "measurements: [{date: 2026-05-04, value: 3}]"), "present OBJ-1 2026-05-04 true"},
		{"no measurements", "9.1", 1, controlledText("objective", "OBJ-1"), "absent"},
		{"a plan is not measured", "9.1", 0, controlledText("objective", "OBJ-1", "measurements: [{date: 2026-05-04, value: 3}]"), "absent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			words := known
			if strings.Contains(test.text, "id: DRAFT") {
				words = map[string]evidence.Word{"DRAFT": evidence.Draft}
			}
			if got := held(t, answered(t, words, "missing", test.text), test.clause, test.n); got != test.want {
				t.Errorf("%s; want %s", got, test.want)
			}
		})
	}
}

func TestCountsOfReadiness(t *testing.T) {
	m := answered(t, map[string]evidence.Word{"PRO-1": evidence.Draft}, "missing",
		controlledText("policy", "POL-1", `addresses: ["5.2"]`), controlledText("procedure", "PRO-1", `addresses: ["6.1.2"]`), controlledText("audit", "AUD-1"))
	r := m.Readiness()
	got := map[manual.Phase][3]int{"": r.Counts("")}
	for _, p := range manual.Phases {
		got[p] = r.Counts(p)
	}
	want := map[manual.Phase][3]int{"": {17, 1, 2}, "plan": {8, 1, 1}, "do": {5}, "check": {3, 0, 1}, "act": {1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("absent, not yet, present (-want +got):\n%s", diff)
	}
	if n := len(r.Unanswered()); n != 17 {
		t.Errorf("%d unanswered, want 17", n)
	}
	if unproved := answered(t, nil, "missing", controlledText("audit", "AUD-1")).Readiness(); unproved.Proved || unproved.Counts("")[manual.Present] != 0 {
		t.Error("something counts although nothing is known of the history")
	}
}

func TestNextStep(t *testing.T) {
	for _, test := range []struct {
		name  string
		words map[string]evidence.Word
		with  func(e *manual.Entry)
		texts []string
		want  manual.Deed
	}{
		{"nothing", map[string]evidence.Word{}, nil, []string{controlledText("policy", "POL-9")}, manual.ToWrite},
		{"draft", map[string]evidence.Word{"MAN-1": evidence.Draft}, nil, nil, manual.ToFinish},
		{"not approved", map[string]evidence.Word{"MAN-1": evidence.NotApproved}, nil, nil, manual.ToApprove},
		{"to come", map[string]evidence.Word{"MAN-1": evidence.InForceFrom}, nil, nil, manual.ToAwait},
		{"withdrawn", map[string]evidence.Word{"MAN-1": evidence.Withdrawn}, nil, nil, manual.ToReplace},
		{"in force", map[string]evidence.Word{}, nil, nil, manual.NothingToDo},
		{"overdue", map[string]evidence.Word{}, func(e *manual.Entry) { e.Standing.Due = evidence.Overdue }, nil, manual.ToReview},
		{"uncommitted", map[string]evidence.Word{}, func(e *manual.Entry) { e.Row = nil }, nil, manual.ToCommit},
		{"nothing known", nil, nil, nil, manual.ToKeepHistory},
		{"nearest of two", map[string]evidence.Word{"MAN-1": evidence.Withdrawn, "MAN-2": evidence.NotApproved}, nil, []string{controlledText("statement", "MAN-1", `addresses: ["4.4"]`), controlledText("statement", "MAN-2", `addresses: ["4.4"]`)}, manual.ToApprove},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.texts == nil {
				test.texts = []string{controlledText("statement", "MAN-1", `addresses: ["4.4"]`)}
			}
			m := answered(t, test.words, "missing", test.texts...)
			if test.with != nil {
				test.with(m.Documents[0])
			}
			for _, c := range m.Readiness().Clauses {
				if c.Item.ID == aimsDescription {
					if got := m.NextStep(c.Traced, c.Asked[0]); got.Do != test.want {
						t.Errorf("deed %d about %v, want %d", got.Do, got.Entry, test.want)
					}
				}
			}
		})
	}
}

func TestWhatWasRemovedIsNamed(t *testing.T) {
	m := answered(t, map[string]evidence.Word{}, "missing", controlledText("policy", "POL-1"))
	row := func(kind string, addresses ...string) []*history.Row {
		return []*history.Row{{Change: history.Removed}, {Number: 1, Facts: &document.Facts{Kind: kind, Addresses: addresses}}}
	}
	m.Gone = []*history.Trail{
		{ID: "GDL-1", Rows: row("guideline", "6.1.2")}, {ID: "PRO-1", Rows: row("procedure", "6.1.3")}, {ID: "PRO-2", Rows: row("procedure", "5.1", "6.1.2")},
	}
	for _, c := range m.Readiness().Clauses {
		if c.Item.ID == "6.1.2" {
			if s := m.NextStep(c.Traced, c.Asked[0]); s.Do != manual.ToBringBack || s.Gone.ID != "PRO-2" {
				t.Errorf("deed %d about %+v, want PRO-2 to be brought back", s.Do, s.Gone)
			}
		}
	}
}

func TestCustomaryInformationWantsNothing(t *testing.T) {
	m := answered(t, map[string]evidence.Word{}, "missing", controlledText("policy", "POL-1"))
	for _, c := range m.Readiness().Clauses {
		for _, a := range c.Asked {
			if s := m.NextStep(c.Traced, a); !a.Explicit && s.Do != manual.NothingToDo {
				t.Errorf("%s wants deed %d about what is customary", c.Item.ID, s.Do)
			}
		}
	}
}

func BenchmarkTraceAndReadiness(b *testing.B) {
	var texts []string
	clauses := []string{"4.3", "4.4", "5.2", "6.1.2", "6.2", "9.2.2", "A.2.2", "A.5.2", "A.6.2.4", "A.10.3"}
	for i := range 1000 {
		texts = append(texts, controlledText("procedure", fmt.Sprintf("PRO-%d", i), fmt.Sprintf("addresses: [%q, %q]", clauses[i%10], clauses[(i/10+1)%10])))
	}
	for i := range 2000 {
		texts = append(texts, controlledText("risk", fmt.Sprintf("RSK-%d", i), "level: low", "controls: [A.6.2.4, "+clauses[6+i%4]+"]"))
	}
	m := answered(b, map[string]evidence.Word{}, "missing", texts...)
	b.Run("trace", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			manual.TraceOf(m)
		}
	})
	b.Run("readiness", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m.Readiness()
		}
	})
}
