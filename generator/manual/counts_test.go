package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/config"
	"aims/generator/git/gittest"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

// What counts is what git proves, and no author's word.
func TestWhatCounts(t *testing.T) {
	const yaml = acceptors + "approval: {require: recorded}\n"
	r := gittest.New(t)
	r.Commit("all", "aims.yaml", strings.Replace(yaml, "[risk]", "[risk, procedure]", 1),
		"content/1.md", doc("procedure", "PRO-1", "Approved", "status: approved"), "content/2.md", doc("procedure", "PRO-2", "Said to be", "status: approved"),
		"content/3.md", doc("procedure", "PRO-3", "Draft", "status: draft"), "content/4.md", doc("record", "REC-1", "Plain"),
		"content/5.md", doc("record", "REC-2", "Said to be approved", "status: approved"), "content/6.md", doc("record", "REC-3", "Draft", "status: draft"),
		"content/7.md", doc("record", "REC-4", "Withdrawn", "status: withdrawn"), "content/8.md", doc("record", "REC-5", "To come", "date: 2031-01-01"),
		"content/9.md", doc("record", "REC-6", "Not committed"),
	)
	mira := gittest.Person{Name: "Mira", Email: "mira@example.org"}
	r.Author, r.Committer = mira, mira
	r.Commit("Approve\n\nApproved: PRO-1@" + r.Git("rev-parse", "HEAD:content/1.md"))
	in := read(t, r.Dir, yaml)
	manualtest.Remember(t, &in, r.Dir, config.DateOf(r.Now))
	in.Work = map[string]manual.Work{"content/9.md": manual.Changed}
	told := func(m *manual.Manual) string {
		var list []string
		for _, e := range m.Documents {
			says := e.ID.Value
			for _, is := range []struct {
				word string
				so   bool
			}{{"counts", m.Counts(e)}, {"in-force", m.InForce(e)}, {"current", m.Current(e)}, {"shows", m.Shows(e)}} {
				if is.so {
					says += " " + is.word
				}
			}
			list = append(list, says)
		}
		return strings.Join(list, "\n")
	}
	compare(t, strings.Split(told(manual.Assemble(in)), "\n"), `PRO-1 counts in-force current shows
PRO-2 current
PRO-3
REC-1 counts current shows
REC-2 counts current shows
REC-3
REC-4
REC-5
REC-6 current shows`)

	in.History, in.Evidence = nil, nil
	compare(t, strings.Split(told(manual.Assemble(in)), "\n"), `PRO-1 current shows
PRO-2 current shows
PRO-3
REC-1 current shows
REC-2 current shows
REC-3
REC-4
REC-5 current shows
REC-6 current shows`)
}

// A record whose author calls it approved implements nothing, and drafts,
// withdrawn records and such that are dated ahead neither assess nor show anything.
func TestThreadCountsWhatHolds(t *testing.T) {
	fs := threaded().with(files{
		"content/pro.md": record("record", "PRO-001", "status: approved\n"),
		"content/ia.md":  strings.Replace(threaded()["content/ia.md"], "system:", "status: draft\nsystem:", 1),
		"content/rec.md": record("record", "REC-001", "status: withdrawn\n"),
		"content/inc.md": record("incident", "INC-001", "systems: [SYS-001]\nseverity: high\nclosed: 2031-01-01\n"),
	})
	r := gittest.New(t)
	write(t, r.Dir, fs)
	r.Git("add", "-A")
	r.Record("all")
	m := remembered(t, r, "")
	if n := len(m.AssessmentsOf(m.Threads[0])); n != 0 {
		t.Errorf("%d assessments", n)
	}
	compare(t, broken(m), strings.Join([]string{
		breakOf(manual.AssessmentStage, manual.NotAssessed, "SYS-001"), breakOf(manual.ControlStage, manual.SystemExcluded, "A.9.3"),
		breakOf(manual.DocumentStage, manual.OnlyRecords, "A.2.2"), breakOf(manual.DocumentStage, manual.OnlyRecords, "A.5.2"),
		breakOf(manual.EvidenceStage, manual.VoidEvidence, "REC-001"), breakOf(manual.HappenedStage, manual.StillOpen, "INC-001"),
	}, "\n"))
}

// Without a level after treatment the one before it stays, and what is said to
// happen on a day to come has not happened.
func TestRisksThatStaySerious(t *testing.T) {
	r := gittest.New(t)
	for i, fields := range []string{
		"treatment: retain", "treatment: retain\nresidual-level: low", "treatment: avoid\nclosed: 2030-01-01", "treatment: avoid\nclosed: 2026-01-01",
		"treatment: retain\naccepted-by: owner\naccepted-on: 2031-01-01", "treatment: retain\naccepted-by: owner\naccepted-on: 2026-01-01",
	} {
		r.Commit("one", fmt.Sprintf("content/%d.md", i+1), doc("risk", fmt.Sprintf("RSK-%d", i+1), "A", "level: severe", fields))
	}
	m := remembered(t, r, "")
	var got []string
	for _, x := range m.Risks {
		got = append(got, fmt.Sprint(x.ID.Value, " open ", x.Open(), " accepted ", x.Accepted(), " remains ", x.Remains().Value, " ", m.RiskFaults(x)))
	}
	compare(t, got, fmt.Sprintf(`RSK-1 open true accepted false remains severe [%d]
RSK-2 open true accepted false remains low []
RSK-3 open true accepted false remains severe [%[1]d]
RSK-4 open false accepted false remains severe []
RSK-5 open true accepted false remains severe [%[1]d]
RSK-6 open true accepted true remains severe []`, manual.NotAccepted))
}

func TestMeasurementsToCome(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", "content/o.md", doc("objective", "OBJ-1", "A", "measure: M", "target: at most 2",
		"measurements:", "  - {date: 2026-01-01, value: 3}", "  - {date: 2030-01-01, value: 1}"))
	m := remembered(t, r, "")
	if x, ok := m.Latest(m.Documents[0]); !ok || x.Value != "3" {
		t.Errorf("the latest is %+v", x)
	}
	if list := m.Measurements(m.Documents[0]); len(list) != 2 || !list[1].Ahead {
		t.Errorf("measurements %+v", list)
	}
}

// A record without a status supersedes others, in files of their own and in rows;
// a draft doesn't.
func TestRecordsSupersedeRecords(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one",
		"content/rows.md", "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n  - {id: RSK-1, title: Old, level: low}\n  - {id: RSK-2, title: New, level: low, supersedes: [RSK-1, RSK-3]}\n---\n",
		"content/3.md", doc("risk", "RSK-3", "Old", "level: low"), "content/4.md", doc("risk", "RSK-4", "Old", "level: low"),
		"content/5.md", doc("risk", "RSK-5", "Draft", "level: low", "status: draft", "supersedes: [RSK-4]"), "content/6.md", doc("risk", "RSK-6", "Old", "level: low"),
	)
	r.Write("content/7.md", doc("risk", "RSK-7", "Not committed", "level: low", "supersedes: [RSK-6]"))
	m := remembered(t, r, "")
	var got []string
	for _, e := range m.Documents {
		if !e.Holder() {
			got = append(got, strings.TrimSpace(e.ID.Value+" "+string(e.Reader)))
		}
	}
	compare(t, got, "RSK-1 superseded\nRSK-2\nRSK-3 superseded\nRSK-4\nRSK-5 draft\nRSK-6 superseded\nRSK-7")
	if len(m.Risks) != 4 {
		t.Errorf("%d risks", len(m.Risks))
	}
}
