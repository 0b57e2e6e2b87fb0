package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/git/gittest"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

// aged is a manual of texts that is judged on a day.
func aged(t *testing.T, yaml, day string, texts ...string) *manual.Manual {
	t.Helper()
	in := manualtest.Documents(t, yaml, texts...)
	in.Evidence = &evidence.Evidence{Day: onDay(t, day)}
	return manual.Assemble(in)
}

// age says how current something is as evidence, in words.
func age(f manual.Freshness) string {
	said := f.From.String() + " to " + f.Due.String()
	if f.Stale {
		said += " stale"
	}
	if f.Undated {
		said += " undated"
	}
	return said
}

func TestFreshness(t *testing.T) {
	const yearly = "kinds: {record: {defaults: {review-every: 1 year}}}\n"
	for _, test := range []struct {
		name, yaml, text string
		want             string
	}{
		{"no interval", "", doc("record", "REC-1", "A", "date: 2020-01-01"), "2020-01-01 to "},
		{"the last day", "", doc("record", "REC-1", "A", "date: 2026-02-01", "review-every: 1 month"), "2026-02-01 to 2026-03-01"},
		{"the day after", "", doc("record", "REC-1", "A", "date: 2026-01-31", "review-every: 1 month"), "2026-01-31 to 2026-02-28 stale"},
		{"of its kind", yearly, doc("record", "REC-1", "A", "date: 2025-02-01"), "2025-02-01 to 2026-02-01 stale"},
		{"its own before its kind's", yearly, doc("record", "REC-1", "A", "date: 2025-02-01", "review-every: 24 months"), "2025-02-01 to 2027-02-01"},
		{"another kind", yearly, doc("audit", "AUD-1", "A", "date: 2025-02-01"), "2025-02-01 to "},
		{"until a day", "", doc("record", "REC-1", "A", "review-every: 2026-02-28"), " to 2026-02-28 stale"},
		{"no date", "", doc("record", "REC-1", "A"), " to "},
		{"an interval of no date", "", doc("record", "REC-1", "A", "review-every: 1 month"), " to  undated"},
		{"kept elsewhere", "", doc("record", "REC-1", "A", "location: a drawer"), " to  undated"},
		{"a document", "", doc("policy", "POL-1", "A", "review-every: 1 month"), " to "},
		{"a file of rows", yearly, "---\nid: REC-0\nkind: record\ntitle: All\ndate: 2020-01-01\nreview-every: 1 month\nrecords: []\n---\n", " to "},
	} {
		m := aged(t, test.yaml, "2026-03-01", test.text)
		if got := age(m.Freshness(m.Documents[0])); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
	unknown := manual.Assemble(manualtest.Documents(t, "", doc("record", "REC-1", "A", "date: 2020-01-01", "review-every: 1 month")))
	if got, want := age(unknown.Freshness(unknown.Documents[0])), "2020-01-01 to 2020-02-01"; got != want {
		t.Errorf("nothing known: %s; want %s", got, want)
	}
}

// A review that counts starts the interval again; one that doesn't, or a raised
// version, does not.
func TestFreshnessAfterReviews(t *testing.T) {
	const yaml = "people: {mira: {name: Mira, emails: [mira@example.org]}}\nroles: {keeper: {title: Keeper, people: [mira]}}\n"
	r := gittest.New(t)
	record := func(more string) string {
		return doc("record", "REC-1", "A", "owner: keeper", "status: approved", "date: 2025-01-05", "review-every: 3 months"+more)
	}
	age := func() string {
		m := remembered(t, r, yaml)
		return age(m.Freshness(m.Documents[0]))
	}
	r.Commit("1", "aims.yaml", yaml, "content/a.md", record(""))
	if got, want := age(), "2025-01-05 to 2025-04-05 stale"; got != want {
		t.Errorf("landed: %s; want %s", got, want)
	}
	r.Commit("looked at\n\nPeriodic-review: REC-1")
	if got, want := age(), "2025-01-05 to 2025-04-05 stale"; got != want {
		t.Errorf("reviewed by somebody else: %s; want %s", got, want)
	}
	r.Committer = gittest.Person{Name: "Mira", Email: "mira@example.org"}
	r.Commit("looked at\n\nPeriodic-review: REC-1")
	if got, want := age(), "2026-01-05 to 2026-04-05"; got != want {
		t.Errorf("reviewed by its owner: %s; want %s", got, want)
	}
}

func TestEvidenceUses(t *testing.T) {
	m := aged(t, "", "2026-03-01",
		doc("record", "REC-1", "A", "date: 2026-01-01", "review-every: 1 month"),
		doc("record", "REC-2", "A", "date: 2026-02-20", "review-every: 1 month"),
		doc("soa", "SOA-1", "All", "controls:", "  A.2.2: {applicable: true, evidence: [REC-2, REC-9, REC-1]}"),
		doc("soa", "SOA-2", "Gone", "status: withdrawn", "controls:", "  A.2.3: {applicable: true, evidence: [REC-1]}"),
		doc("report", "RPT-1", "A", "evidence: [REC-1, {location: a drawer, date: 2025-01-01, review-every: 6 months}, {location: a shelf}]"),
		doc("incident", "INC-1", "Closed", "severity: low", "closed: 2026-01-31", "evidence: [REC-1]"),
	)
	var got []string
	for _, u := range m.EvidenceUses() {
		of := "in place"
		if u.Of != nil {
			of = u.Of.ID.Value
		}
		got = append(got, strings.Join(strings.Fields(fmt.Sprintf("%s %s names %s (%s) %s", u.By.ID.Value, u.For, u.At.Value, of, age(u.Freshness))), " "))
	}
	compare(t, got, `RPT-1 names REC-1 (REC-1) 2026-01-01 to 2026-02-01 stale
RPT-1 names a drawer (in place) 2025-01-01 to 2025-07-01 stale
RPT-1 names a shelf (in place) to undated
SOA-1 A.2.2 names REC-2 (REC-2) 2026-02-20 to 2026-03-20
SOA-1 A.2.2 names REC-1 (REC-1) 2026-01-01 to 2026-02-01 stale`)
}

func TestStaleEvidenceBreaksAThread(t *testing.T) {
	fs := threaded().with(files{
		"content/rec.md":  record("record", "REC-001", "date: 2026-01-01\nreview-every: 1 month\n"),
		"content/rec2.md": record("record", "REC-002", "date: 2026-01-01\nreview-every: 1 month\nsystems: [SYS-001]\n"),
		"content/r2.md":   record("risk", "RSK-002", "systems: [SYS-001]\nlevel: low\ntreatment: retain\nevidence: {location: a drawer, date: 2026-01-01, review-every: 2 months}\n"),
	})
	stale := func(day string) (list []string) {
		dir := t.TempDir()
		write(t, dir, fs)
		in := read(t, dir, "")
		in.Evidence = &evidence.Evidence{Day: onDay(t, day)}
		for _, b := range manual.Assemble(in).Threads[0].Breaks {
			if b.Fault == manual.StaleEvidence {
				list = append(list, fmt.Sprintf("%d %s %s", b.Stage, b.Entry.ID.Value, b.Day))
			}
		}
		return list
	}
	compare(t, stale("2026-02-02"), "5 REC-001 2026-02-01")
	compare(t, stale("2026-03-02"), "5 RSK-002 2026-03-01\n5 REC-001 2026-02-01")
}

// What is stale counts as there, and is no newest record; where all is stale,
// there is something to do.
func TestReadinessTellsWhatIsStale(t *testing.T) {
	const stale, fresh = "kind: audit\nid: AUD-1\ntitle: A\nparty: internal\ndate: 2026-06-01\nreview-every: 3 months\n---\n", "kind: audit\nid: AUD-2\ntitle: A\nparty: internal\ndate: 2026-05-01\n---\n"
	for _, test := range []struct {
		name  string
		texts []string
		want  string
		deed  manual.Deed
	}{
		{"all", []string{stale}, "1 of 1 stale, all since 2026-09-01, newest 2026-06-01 false", manual.ToRenew},
		{"some", []string{stale, fresh}, "1 of 2 stale, all since , newest 2026-05-01 true", manual.NothingToDo},
		{"none", []string{fresh}, "0 of 1 stale, all since , newest 2026-05-01 true", manual.NothingToDo},
	} {
		m := answered(t, map[string]evidence.Word{}, "missing", test.texts...)
		for _, c := range m.Readiness().Clauses {
			if c.Item.ID != "9.2.2" {
				continue
			}
			a := c.Asked[1]
			if got := fmt.Sprintf("%d of %d stale, all since %s, newest %s %v", a.Stale, len(a.Held), a.Since, a.Newest, a.Fresh); got != test.want {
				t.Errorf("%s: %s; want %s", test.name, got, test.want)
			}
			if s := m.NextStep(c.Traced, a); s.Do != test.deed {
				t.Errorf("%s: deed %d, want %d", test.name, s.Do, test.deed)
			}
		}
	}
}
