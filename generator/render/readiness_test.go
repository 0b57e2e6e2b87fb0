package render

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// said is a sentence with what is to be typed in backquotes.
func said(parts []StepPart) string {
	var s strings.Builder
	for _, p := range parts {
		if p.Code {
			s.WriteString("`" + p.Text + "`")
		} else {
			s.WriteString(p.Text)
		}
	}
	return s.String()
}

// rowOf is the row of the n-th piece of information of a clause.
func rowOf(t *testing.T, p ReadinessPage, clause string, n int) ReadyRow {
	t.Helper()
	for _, row := range p.Rows {
		if row.Clause.ID == clause {
			if n--; n < 0 {
				return row
			}
		}
	}
	t.Fatalf("no row of %s", clause)
	return ReadyRow{}
}

func claiming(kind, id, clause string) string {
	return fmt.Sprintf("---\nkind: %s\nid: %s\ntitle: Title of %s\naddresses: [%q]\n---\nText.\n", kind, id, id, clause)
}

func TestNextStepsAreConcrete(t *testing.T) {
	b := handmade(t, handmadeConfig,
		claiming("statement", "SCP-1", "4.3"), claiming("statement", "MAN-1", "4.4"), claiming("policy", "POL-1", "5.2"),
		claiming("procedure", "PRO-1", "6.1.2"), claiming("procedure", "PRO-2", "6.1.3"), claiming("plan", "PLN-1", "6.2"), claiming("plan", "PLN-2", "9.2.2"),
		"---\nkind: risk\nid: RSK-1\ntitle: A risk\nlevel: low\ndate: 2027-02-01\n---\n",
		"---\nkind: action\nid: ACT-1\ntitle: To do\ndue: 2027-02-01\n---\n", "---\nkind: competence\nid: CMP-1\ntitle: Old\nbasis: test\nvalid-until: 2026-01-01\n---\n",
		"---\nkind: impact-assessment\nid: IA-1\ntitle: Begun\nstate: open\n---\n", "---\nkind: risk\nid: RSK-2\ntitle: A risk\nlevel: low\n---\n",
		claiming("procedure", "PRO-3", "9.2.2"),
	)
	for _, e := range b.m.Documents {
		switch e.ID.Value {
		case "SCP-1":
			e.Reader = evidence.Draft
		case "MAN-1":
			e.Reader = evidence.NotApproved
			e.Standing.Wants = []evidence.Want{{Role: "lead", Title: "AI lead", Needs: 1, People: []string{"ada", "ben"}}}
		case "PRO-1":
			e.Standing.Due, e.Standing.NextReview = evidence.Overdue, dayOf(t, "2026-05-01")
		case "PRO-2":
			e.Reader = evidence.Withdrawn
		case "PLN-1":
			e.Row = nil
		case "PLN-2":
			e.Reader, e.From = evidence.InForceFrom, dayOf(t, "2027-01-01")
		case "RSK-1":
			e.Reader = evidence.NoWord
		}
	}
	p := b.readinessFacts(b.m.Readiness())
	for _, test := range []struct {
		clause string
		n      int
		want   string
	}{
		{"4.3", 0, "When SCP-1 is finished, set `status: approved` in `content/0000.md`, commit it, and get it approved: `aims approve SCP-1`."},
		{"4.4", 0, "Get MAN-1 approved by AI lead (Ada Owner, Ben Deputy): `aims approve MAN-1`."},
		{"5.2", 0, ""},
		{"6.1.2", 0, "Review PRO-1, overdue since 1 May 2026, and commit with the trailer `Periodic-review: PRO-1`."},
		{"6.1.3", 0, "PRO-2 is withdrawn. If nothing has taken its place, write a procedure: a file with `kind: procedure` and `addresses: [\"6.1.3\"]` in its frontmatter."},
		{"6.1.3", 1, "Write a statement of applicability: a file with `kind: soa` in its frontmatter."},
		{"6.2", 0, "Commit PLN-1: `git add content/0005.md`, then `git commit`."},
		{"9.2.2", 0, "Nothing until 1 January 2027: PLN-2 counts from then on."},
		{"9.2.2", 1, "Keep an audit: a file with `kind: audit` in its frontmatter."},
		{"8.2", 0, ""},
		{"6.1.1", 1, "When ACT-1 is done, state the day in its `done` and commit it."},
		{"6.1.3", 2, "Write a plan: a file with `kind: plan` and `addresses: [\"6.1.3\"]` in its frontmatter."},
		{"7.2", 0, "CMP-1 is out of date: keep a newer record, or judge the competence again and set `valid-until`."},
		{"8.1", 0, "Keep a record: a file with `kind: record` and `addresses: [\"8.1\"]` in its frontmatter."},
		{"8.3", 0, "When RSK-1 is treated, state its `treatment` and `residual-level` and commit it."},
		{"8.4", 0, "Finish IA-1, set its `state` to what became of it, and commit it."},
		{"7.1", 0, ""},
	} {
		if got := said(rowOf(t, p, test.clause, test.n).Step); got != test.want {
			t.Errorf("%s: %s\nwant %s", test.clause, got, test.want)
		}
	}
}

// What isn't counted has its reason beside it, and what asks for something that
// isn't there has a next step.
func TestWhatIsNotCountedSaysWhy(t *testing.T) {
	b := handmade(t, handmadeConfig,
		"---\nkind: action\nid: ACT-1\ntitle: To do\ndue: 2027-02-01\n---\n", "---\nkind: competence\nid: CMP-1\ntitle: Old\nbasis: test\nvalid-until: 2026-01-01\n---\n",
		"---\nkind: impact-assessment\nid: IA-1\ntitle: Begun\nstate: open\n---\n", "---\nkind: risk\nid: RSK-1\ntitle: A risk\nlevel: low\n---\n",
		claiming("guideline", "GDL-1", "5.2"), "---\nkind: soa\nid: SOA-1\ntitle: One\ncontrol: A.3.3\napplicable: true\nreason: [practice]\n---\n",
	)
	p := b.readinessFacts(b.m.Readiness())
	for _, test := range []struct {
		clause string
		n      int
		want   string
	}{
		{"5.2", 0, "Not yet: GDL-1 Another kind"},
		{"6.1.1", 1, "Not yet: ACT-1 Not done"},
		{"6.1.3", 1, "Not yet: 1 of 38 decisions are in force"},
		{"7.2", 0, "Not yet: CMP-1 Out of date"},
		{"8.2", 0, "There: RSK-1 "},
		{"8.3", 0, "Not yet: RSK-1 No result of a treatment"},
		{"8.4", 0, "Not yet: IA-1 Not finished"},
	} {
		row := rowOf(t, p, test.clause, test.n)
		got := row.State.Word + ": " + row.Part
		if row.Part == "" {
			got += row.Held[0].ID + " " + row.Held[0].Lack.Word
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.clause, got, test.want)
		}
	}
	for _, row := range p.Rows {
		if there := row.State.Word == b.words.Ready.Present; row.Explicit && there == (len(row.Step) > 0) {
			t.Errorf("%s %s is %q, and the next step %q", row.Clause.ID, row.Asked, row.State.Word, said(row.Step))
		}
	}
	if got, want := said(rowOf(t, p, "6.1.3", 1).Step), "Decide about 37 more controls in a file with `kind: soa`."; got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

func TestReadinessCountsOnlyWhatIsProved(t *testing.T) {
	b := handmade(t, handmadeConfig, claiming("policy", "POL-1", "5.2"), claiming("procedure", "PRO-1", "6.1.2"))
	counts := func() (list []int) {
		p := b.readinessFacts(b.m.Readiness())
		sum := 0
		for _, phase := range p.Phases {
			sum += phase.Asked
		}
		if sum != p.Total.Asked {
			t.Errorf("the phases ask for %d, all together for %d", sum, p.Total.Asked)
		}
		for _, s := range p.Total.States {
			list = append(list, s.Count)
		}
		return list
	}
	if diff := cmp.Diff([]int{2, 0, 18}, counts()); diff != "" {
		t.Errorf("recorded (-want +got):\n%s", diff)
	}
	b.m.Config.Approval.Require = "signed"
	if diff := cmp.Diff([]int{2, 0, 18}, counts()); diff != "" {
		t.Errorf("signed is required of what lands from now on (-want +got):\n%s", diff)
	}
	b.m.Evidence = nil
	if diff := cmp.Diff([]int{0, 2, 18}, counts()); diff != "" {
		t.Errorf("nothing known (-want +got):\n%s", diff)
	}
	if p := b.readinessFacts(b.m.Readiness()); p.AsOf != "" {
		t.Errorf("as of %s, and nothing is known", p.AsOf)
	}
}

func TestTraceNamesGaps(t *testing.T) {
	b := handmade(t, handmadeConfig, claiming("policy", "POL-1", "A.2.2"), claiming("procedure", "PRO-1", "6.1.2"),
		"---\nkind: soa\nid: SOA-1\ntitle: Statement\ncontrols:\n  A.2.2: {applicable: true, reason: [practice]}\n  A.10.4: {applicable: false, justification: none}\n---\n")
	b.m.Documents[1].Reader = evidence.Draft
	w := b.words.Ready
	want := map[string][]string{
		"5.2": {w.NoDocument}, "5.1": {w.NoDocument}, "6.1.2": {w.NoneInForce, w.NoRecords}, "A.2.2": nil, "A.10.4": nil, "A.2.3": {w.Undecided, w.NoDocument},
	}
	got := map[string][]string{}
	for _, x := range b.m.Trace.Items {
		if _, asked := want[x.Item.ID]; asked {
			got[x.Item.ID] = nil
			for _, g := range b.traceGaps(x) {
				got[x.Item.ID] = append(got[x.Item.ID], g.Word)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

// The records of a kind are counted that count, and where none does that is said.
func TestTraceCountsRecordsThatCount(t *testing.T) {
	risk := func(id string) string {
		return "---\nkind: risk\nid: " + id + "\ntitle: Risk\nlevel: low\n---\n"
	}
	b := handmade(t, handmadeConfig, risk("RSK-1"), risk("RSK-2"), risk("RSK-3"), "---\nkind: risk\nid: REG-1\ntitle: Rows\nrecords: []\n---\n")
	row := func() (kinds, gaps []string) {
		for _, x := range b.m.Trace.Items {
			if x.Item.ID != "8.2" {
				continue
			}
			var row TraceRow
			b.traceRow(&row, traceAddress, x)
			for _, l := range row.Kinds {
				kinds = append(kinds, l.Title)
			}
			for _, g := range row.Gaps {
				gaps = append(gaps, g.Word)
			}
		}
		return kinds, gaps
	}
	words := []evidence.Word{evidence.NoWord, evidence.Draft, evidence.Withdrawn}
	for i, id := range []string{"RSK-1", "RSK-2", "RSK-3"} {
		documentOf(t, b, id).Reader = words[i]
	}
	kinds, gaps := row()
	if !slices.Equal(kinds, []string{"1 risk"}) || slices.Contains(gaps, b.words.Ready.NoneCounts) {
		t.Errorf("records %q, gaps %q, want 1 risk", kinds, gaps)
	}
	documentOf(t, b, "RSK-1").Reader = evidence.Superseded
	if kinds, gaps = row(); kinds != nil || !slices.Contains(gaps, b.words.Ready.NoneCounts) {
		t.Errorf("records %q, gaps %q, want none that counts", kinds, gaps)
	}
}

// A list of more than 500 documents is split, and each page leads to the others.
func TestTraceIsSplit(t *testing.T) {
	var texts []string
	for i := range rowsPerPage + 1 {
		texts = append(texts, claiming("policy", fmt.Sprintf("POL-%d", i), "5.2"))
	}
	b := handmade(t, handmadeConfig, texts...)
	pages := map[string]string{}
	for f, err := range flow(context.Background(), 1, b.readinessJobs()) {
		if err != nil {
			t.Fatal(err)
		}
		pages[f.Path] = string(f.Content)
	}
	if len(pages) != readinessCount(b.m) || len(pages) != 4 {
		t.Errorf("%d pages, %d announced, want 4", len(pages), readinessCount(b.m))
	}
	if !strings.Contains(pages["trace/documents/2.html"], `href="../../documents/POL-500.html"`) || strings.Contains(pages["trace/documents.html"], `href="../documents/POL-500.html"`) {
		t.Error("the last document is not on the second page alone")
	}
	if !strings.Contains(pages["trace/documents.html"], `href="documents/2.html"`) {
		t.Error("the first page does not lead to the second")
	}
	if row := pages["trace.html"]; !strings.Contains(row, b.words.Ready.More(rowsPerPage+1-shownTies)) {
		t.Error("a row shows every document")
	}
}

func TestWithoutDocumentsThereIsNoReadiness(t *testing.T) {
	b := newBuild(&Renderer{words: &English}, manual.Assemble(manual.Input{Config: config.Default()}), nil)
	if n := len(b.readinessJobs()); n != 0 || readinessCount(b.m) != 0 || b.readyLine("index.html") != nil {
		t.Errorf("%d pages without documents", n)
	}
}
