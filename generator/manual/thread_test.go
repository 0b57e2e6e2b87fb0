package manual_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"aims/generator/manual"
	"aims/generator/standard"
)

// record is a file of a kind.
func record(kind, id, rest string) string {
	return fmt.Sprintf("---\nkind: %s\nid: %s\ntitle: Title of %s\n%s---\n", kind, id, id, rest)
}

// threaded is a manual with one system whose thread reaches every stage.
func threaded() files {
	return files{
		"content/sys.md": record("ai-system", "SYS-001", "purpose: P\nintended-use: U\nour-roles: [customer]\nstage: deployment\neu-ai-act: high-risk\neu-ai-act-reasoning: R\noversight: O\n"),
		"content/ia.md":  record("impact-assessment", "IA-001", "system: SYS-001\nimpact-on-individuals: a\nimpact-on-groups: b\nimpact-on-society: c\nrisks: [RSK-001]\n"),
		"content/r1.md":  record("risk", "RSK-001", "level: high\ntreatment: modify\ncontrols: [A.5.2, A.9.3]\nresidual-level: low\n"),
		"content/r2.md":  record("risk", "RSK-002", "systems: [SYS-001]\nlevel: low\ntreatment: retain\n"),
		"content/r3.md":  record("risk", "RSK-003", "level: severe\n"),
		"content/soa.md": record("soa", "SOA-001", "controls:\n"+
			"  A.5.2: {applicable: true, state: implemented, implemented-by: [PRO-001], evidence: [REC-001]}\n"+
			"  A.9.3: {applicable: true, except: [{system: SYS-001, justification: Why}]}\n"+
			"  A.2.2: {applicable: true, state: implemented, implemented-by: [PRO-001], risks: [RSK-002]}\n"+
			"  A.2.3: {applicable: true}\n"),
		"content/pro.md": record("procedure", "PRO-001", ""),
		"content/rec.md": record("record", "REC-001", ""),
		"content/inc.md": record("incident", "INC-001", "systems: [SYS-001]\nseverity: high\n"),
		"content/nc.md":  record("nonconformity", "NC-001", "grade: minor\nfound-in: INC-001\n"),
	}
}

// A control that is left out for a system lends it neither documents nor evidence.
func TestThreadWithoutWhatIsLeftOut(t *testing.T) {
	x := assemble(t, threaded().with(files{
		"content/soa.md": record("soa", "SOA-001", "controls:\n"+
			"  A.5.2: {applicable: false, justification: Why, implemented-by: [PRO-001], evidence: [REC-001]}\n"+
			"  A.9.3: {applicable: true, implemented-by: [PRO-001], evidence: [REC-001], except: [{system: SYS-001, justification: Why}]}\n"),
	})).Threads[0]
	if len(x.Controls) != 2 || ids(x.Documents)+ids(x.Evidence) != "" {
		t.Errorf("%d controls, documents %q, evidence %q", len(x.Controls), ids(x.Documents), ids(x.Evidence))
	}
}

func ids(list []*manual.Entry) string {
	var s []string
	for _, e := range list {
		s = append(s, e.ID.Value)
	}
	return strings.Join(s, " ")
}

func TestThreadOfASystem(t *testing.T) {
	m := assemble(t, threaded())
	if len(m.Threads) != 1 {
		t.Fatalf("%d threads", len(m.Threads))
	}
	x := m.Threads[0]
	var risks, controls []string
	for _, r := range x.Risks {
		risks = append(risks, r.ID.Value)
	}
	for _, c := range x.Controls {
		controls = append(controls, fmt.Sprintf("%s decided=%v out=%v risks=%d", c.ID, c.Decision != nil, c.LeftOut, len(c.Risks)))
	}
	got := []string{
		ids(x.Assessments), strings.Join(risks, " "), strings.Join(controls, "; "), ids(x.Documents), ids(x.Evidence), ids(x.Happened),
	}
	want := []string{
		"IA-001", "RSK-001 RSK-002",
		"A.2.2 decided=true out=false risks=1; A.5.2 decided=true out=false risks=1; A.9.3 decided=true out=true risks=1",
		"PRO-001", "REC-001", "INC-001 NC-001",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("thread (-want +got):\n%s", diff)
	}
}

// broken are the places at which the first thread of a manual is broken.
func broken(m *manual.Manual) []string {
	var list []string
	for _, b := range m.Threads[0].Breaks {
		who := b.Entry.ID.Value
		if b.ID != "" {
			who = b.ID
		}
		list = append(list, fmt.Sprintf("%d %d %s", b.Stage, b.Fault, who))
	}
	return list
}

func breakOf(s manual.Stage, f manual.Fault, who string) string {
	return fmt.Sprintf("%d %d %s", s, f, who)
}

func TestBreaksOfAThread(t *testing.T) {
	base := []string{ // nothing is known of the history, so no document is in force
		breakOf(manual.ControlStage, manual.SystemExcluded, "A.9.3"),
		breakOf(manual.DocumentStage, manual.NotInForce, "A.2.2"), breakOf(manual.DocumentStage, manual.NotInForce, "A.5.2"),
		breakOf(manual.HappenedStage, manual.StillOpen, "INC-001"),
	}
	for name, test := range map[string]struct {
		change files
		want   []string
	}{
		"as it is": {nil, base},
		"a bare system": {
			files{
				"content/sys.md": record("ai-system", "SYS-001", "purpose: P\nstage: deployment\n"), "content/ia.md": "", "content/r1.md": "",
				"content/r2.md": "", "content/inc.md": "", "content/nc.md": "", "content/soa.md": "",
			},
			[]string{
				breakOf(manual.SystemStage, manual.NoUse, "SYS-001"), breakOf(manual.SystemStage, manual.NoRoles, "SYS-001"),
				breakOf(manual.SystemStage, manual.NoClass, "SYS-001"), breakOf(manual.SystemStage, manual.NoOversight, "SYS-001"),
				breakOf(manual.AssessmentStage, manual.NotAssessed, "SYS-001"), breakOf(manual.RiskStage, manual.NoRisks, "SYS-001"),
			},
		},
		"an open assessment": {
			files{
				"content/ia.md": strings.Replace(threaded()["content/ia.md"], "system:", "state: Open\nsystem:", 1), "content/inc.md": "",
				"content/ia2.md": record("impact-assessment", "IA-002", "system: SYS-001\nstate: closed\nimpact-on-individuals: a\nimpact-on-groups: b\nimpact-on-society: c\n"),
			},
			append([]string{breakOf(manual.AssessmentStage, manual.AssessmentOpen, "IA-001")}, base[:3]...),
		},
		"risks": {
			files{
				"content/r1.md":  record("risk", "RSK-001", "level: high\nresidual-level: high\n"),
				"content/r2.md":  record("risk", "RSK-002", "systems: [SYS-001]\nlevel: low\ntreatment: modify\n"),
				"content/soa.md": "", "content/inc.md": "",
			},
			[]string{
				breakOf(manual.RiskStage, manual.NoTreatment, "RSK-001"), breakOf(manual.RiskStage, manual.NotAccepted, "RSK-001"),
				breakOf(manual.RiskStage, manual.NoControls, "RSK-002"),
			},
		},
		"controls": {
			files{
				"content/soa.md": record("soa", "SOA-001", "controls:\n  A.5.2: {applicable: false, justification: J}\n"), "content/inc.md": "",
			},
			[]string{breakOf(manual.ControlStage, manual.Excluded, "A.5.2"), breakOf(manual.ControlStage, manual.NotDecided, "A.9.3")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, broken(assemble(t, threaded().with(test.change)))); diff != "" {
				t.Errorf("breaks (-want +got):\n%s", diff)
			}
		})
	}
}

// One id stands for another control in another standard.
func TestThreadOfTwoStandards(t *testing.T) {
	fs := threaded().with(files{
		"content/r1.md": record("risk", "RSK-001", "systems: [SYS-001]\nlevel: low\ncontrols: [A.5.2, \"tea:A.5.2\", \"iso-42001:A.5.2\"]\n"),
		"content/r2.md": record("risk", "RSK-002", "systems: [SYS-001]\nlevel: low\ncontrols: [\"tea:A.9.9\"]\n"),
		"content/soa2.md": record("soa", "SOA-002", "standard: tea\ncontrols:\n"+
			"  A.5.2: {applicable: false, justification: No pot}\n  A.9.9: {applicable: true, risks: [RSK-002]}\n"),
	})
	dir := t.TempDir()
	write(t, dir, fs)
	in := read(t, dir, "")
	standards, found := standard.Load([]string{"iso-42001", "tea"}, fstest.MapFS{
		"tea/standard.yaml": {Data: []byte("id: tea\nname: TEA\ntitle: Tea\n")},
		"tea/controls.yaml": {Data: []byte("- {id: A.5, title: Brew, objective: true, summary: x}\n- {id: A.5.2, title: Warm, parent: A.5, summary: x}\n- {id: A.9.9, title: Pour, parent: A.5, summary: x}\n")},
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	in.Standards = standards
	var got []string
	for _, c := range manual.Assemble(in).Threads[0].Controls {
		says := c.ID + " not decided"
		if c.Decision != nil {
			says = fmt.Sprintf("%s applicable %v by %s, %d risks", c.ID, c.Decision.Applicable, c.Decision.By.ID.Value, len(c.Risks))
		}
		got = append(got, says)
	}
	compare(t, got, "A.2.2 applicable true by SOA-001, 1 risks\nA.5.2 applicable true by SOA-001, 1 risks\ntea:A.5.2 applicable false by SOA-002, 1 risks\ntea:A.9.9 applicable true by SOA-002, 1 risks")
}

func TestRisksAlongTheScales(t *testing.T) {
	m := assemble(t, files{
		"aims.yaml":    "scales: {impact: [none, some, all], level: [small, large]}\n",
		"content/r.md": record("risk", "RSK-001", "level: large\nlikelihood: possible\nimpact-on-organisation: none\nimpact-on-society: all\nimpact-on-individuals: some\n"),
	})
	r := m.Risks[0]
	if r.Worst.Value != "all" || m.Rank(manual.LikelihoodScale, r.Likelihood.Value) != 2 || !r.Open() {
		t.Errorf("worst impact %q, likelihood %d", r.Worst.Value, m.Rank(manual.LikelihoodScale, r.Likelihood.Value))
	}
	for level, want := range map[string]bool{"small": false, "large": true, "": false, "other": false} {
		if m.Serious(level) != want {
			t.Errorf("Serious(%q) = %v", level, !want)
		}
	}
}

// Rows of a file are risks and systems; the file itself is none.
func TestRowsAreRisks(t *testing.T) {
	m := assemble(t, files{
		"content/s.md": record("ai-system", "SYS-0", "records:\n  - {id: SYS-1, title: S, purpose: P, stage: inception}\n"),
		"content/r.md": record("risk", "RSK-0", "records:\n  - {id: RSK-1, title: R, level: low, systems: [SYS-1]}\n"),
	})
	if len(m.Risks) != 1 || m.Risks[0].ID.Value != "RSK-1" || len(m.Threads) != 1 || len(m.Threads[0].Risks) != 1 {
		t.Errorf("%d risks, %d threads", len(m.Risks), len(m.Threads))
	}
}
