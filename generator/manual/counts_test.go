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

// An incident that is dated after the day has not happened by then.
func TestIncidentToCome(t *testing.T) {
	r := gittest.New(t)
	write(t, r.Dir, threaded().with(files{"content/inc.md": record("incident", "INC-001", "systems: [SYS-001]\nseverity: high\ndate: 2031-01-01\n")}))
	r.Git("add", "-A")
	r.Record("all")
	for _, b := range remembered(t, r, "").Threads[0].Breaks {
		if b.Stage == manual.HappenedStage {
			t.Errorf("fault %d of %s", b.Fault, b.Entry.ID.Value)
		}
	}
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

// A record without a status supersedes others, in files of their own and in rows; a
// draft doesn't, nor one that no commit has. In a circle the first stays. What was
// superseded knows by whom and when.
func TestRecordsSupersedeRecords(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one",
		"content/rows.md", "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n  - {id: RSK-1, title: Old, level: low}\n  - {id: RSK-2, title: New, level: low, supersedes: [RSK-1, RSK-3]}\n---\n",
		"content/3.md", doc("risk", "RSK-3", "Old", "level: low"), "content/4.md", doc("risk", "RSK-4", "Old", "level: low"),
		"content/5.md", doc("risk", "RSK-5", "Draft", "level: low", "status: draft", "supersedes: [RSK-4]"), "content/6.md", doc("risk", "RSK-6", "Old", "level: low"),
	)
	r.Now = r.Now.AddDate(0, 0, 1)
	r.Commit("two", "content/rows.md", "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n  - {id: RSK-1, title: Old, level: low}\n  - {id: RSK-2, title: New, level: low, supersedes: [RSK-1, RSK-3]}\n"+
		"  - {id: RSK-8, title: First, level: low, supersedes: [RSK-9]}\n  - {id: RSK-9, title: Second, level: low, supersedes: [RSK-8]}\n---\n",
		"content/10.md", "---\nid: RSK-10\nkind: risk\ntitle: Draft\nstatus: draft\nrecords:\n  - {id: RSK-11, title: In a draft, level: low, supersedes: [RSK-4]}\n---\n",
		"content/12.md", doc("risk", "RSK-12", "Said to be approved", "level: low", "status: approved"), "content/13.md", doc("risk", "RSK-13", "New", "level: low", "supersedes: [RSK-12]"))
	r.Write("content/7.md", doc("risk", "RSK-7", "Not committed", "level: low", "supersedes: [RSK-6]"))
	m := remembered(t, r, "")
	var got []string
	for _, e := range m.Documents {
		if !e.Holder() {
			says := strings.TrimSpace(e.ID.Value + " " + string(e.Reader))
			if e.Standing != nil && e.Standing.Ended != nil {
				says += fmt.Sprint(" by ", e.Standing.Ended.By, " on ", e.Standing.Ended.Day)
			}
			if !e.From.IsZero() {
				says += " from " + e.From.String()
			}
			got = append(got, says)
		}
	}
	compare(t, got, `RSK-1 superseded by [RSK-2] on 2026-01-05
RSK-2
RSK-3 superseded by [RSK-2] on 2026-01-05
RSK-4
RSK-5 draft
RSK-6
RSK-7
RSK-8
RSK-9 superseded by [RSK-8] on 2026-01-06
RSK-11 draft
RSK-12 superseded by [RSK-13] on 2026-01-06
RSK-13`)
	if len(m.Risks) != 8 {
		t.Errorf("%d risks", len(m.Risks))
	}
}
