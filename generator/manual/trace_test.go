package manual_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/standard"
)

// answered is a manual of texts by id, each with one revision that landed on
// 1 March 2026, judged on 22 November 2026. Without words nothing is known of
// its history; else a document has the word of its id, or is in force.
func answered(t testing.TB, words map[string]evidence.Word, require string, texts ...string) *manual.Manual {
	t.Helper()
	var whole []string
	for _, text := range texts {
		whole = append(whole, "---\n"+text+"\n")
	}
	in := manualtest.Documents(t, "approval: {require: "+require+"}\n", whole...)
	m := manual.Assemble(in)
	if words == nil {
		return m
	}
	landed := git.Signature{When: atNoon(t, "2026-03-01")}
	m.History = &history.Trails{Log: &git.Log{Commits: []*git.LogCommit{{Commit: git.Commit{Committer: landed}}}}}
	m.Evidence = &evidence.Evidence{Day: onDay(t, "2026-11-22"), Rulings: map[*history.Row]*evidence.Ruling{}}
	for _, e := range m.Documents {
		e.Row = &history.Row{Number: 1, Path: e.Path}
		e.Reader = evidence.InForce
		if word, ok := words[e.ID.Value]; ok {
			e.Reader = word
		} else if e.Kind.Record {
			e.Reader = evidence.NoWord
		}
		e.Standing = &evidence.Standing{Word: e.Reader, Row: e.Row}
		m.Evidence.Rulings[e.Row] = &evidence.Ruling{Verdict: evidence.Declared}
	}
	return m
}

func controlledText(kind, id string, keys ...string) string {
	return fmt.Sprintf("kind: %s\nid: %s\ntitle: Title of %s\n%s\n---\n", kind, id, id, strings.Join(keys, "\n"))
}

// chain is what answers an item, in words.
func chain(t *testing.T, m *manual.Manual, id string) string {
	t.Helper()
	for _, x := range m.Trace.Items {
		if x.Item.ID != id {
			continue
		}
		var parts []string
		for _, d := range x.Documents {
			part := d.ID.Value
			if d.Heading != "" {
				part += "#" + d.Fragment
			}
			for _, how := range []struct {
				is   bool
				word string
			}{{d.Claims, "claims"}, {d.Implements, "implements"}, {d.Evidence, "evidence"}} {
				if how.is {
					part += " " + how.word
				}
			}
			parts = append(parts, part)
		}
		for _, d := range x.Decided() {
			parts = append(parts, fmt.Sprintf("%s %v", d.By.ID.Value, d.Applicable))
		}
		for _, e := range x.Records {
			parts = append(parts, e.ID.Value)
		}
		for _, k := range x.Kinds {
			parts = append(parts, fmt.Sprintf("%d %s", len(k.Records), k.Plural))
		}
		return strings.Join(parts, ", ")
	}
	t.Fatalf("there is no %s", id)
	return ""
}

func TestTraceTiesBothWays(t *testing.T) {
	m := answered(t, nil, "missing",
		controlledText("policy", "POL-1", `addresses: ["5.2", A.2.2, A.6.2]`)+"## Scope\n\n<!-- addresses: A.2.2 -->\n\n## Use\n\n<!-- addresses: A.2.3 -->\n",
		controlledText("procedure", "PRO-10", `addresses: ["5.2"]`),
		controlledText("procedure", "PRO-2", `addresses: ["5.2"]`),
		controlledText("soa", "SOA-1", "controls:", "  A.2.2: {applicable: true, reason: [risk], risks: [RSK-1], implemented-by: [POL-1#scope, PRO-2], evidence: [REC-1, POL-1]}", "  A.10.4: {applicable: false, justification: none}"),
		controlledText("risk", "RSK-1", "level: low", "controls: [A.2.2, A.2.3]"),
		controlledText("nonconformity", "NC-1", "grade: minor", `against: ["9.2.1"]`),
		controlledText("record", "REC-1", "about: [POL-1]", `addresses: ["7.2"]`),
	)
	for id, want := range map[string]string{
		"5.2":    "POL-1 claims, PRO-2 claims, PRO-10 claims",
		"A.2.2":  "POL-1#scope claims implements, POL-1 evidence, PRO-2 implements, SOA-1 true, REC-1, RSK-1",
		"A.2.3":  "POL-1#use claims, RSK-1",
		"A.6.2":  "POL-1 claims",
		"A.10.4": "SOA-1 false",
		"9.2.1":  "NC-1, 0 audits",
		"7.2":    "REC-1, 0 competence records",
		"8.2":    "1 risks",
		"6.1.3":  "1 statements of applicability, 1 risks",
		"4.1":    "0 AI systems",
		"A.9.2":  "",
	} {
		if got := chain(t, m, id); got != want {
			t.Errorf("%s: %s; want %s", id, got, want)
		}
	}
	got := map[string]string{}
	for _, e := range m.Documents {
		for _, x := range m.Trace.Of[e] {
			got[e.ID.Value] = strings.TrimSpace(got[e.ID.Value] + " " + x.Item.ID)
		}
	}
	want := map[string]string{
		"POL-1": "5.2 A.2.2 A.2.3 A.6.2", "PRO-10": "5.2", "PRO-2": "5.2 A.2.2", "SOA-1": "A.2.2 A.10.4",
		"RSK-1": "A.2.2 A.2.3", "NC-1": "9.2.1", "REC-1": "7.2 A.2.2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("items of documents (-want +got):\n%s", diff)
	}
}

// What leads nowhere, and what belongs to Annex C, is no part of a trace.
func TestTraceLeavesOutWhatLeadsNowhere(t *testing.T) {
	m := answered(t, nil, "missing", controlledText("policy", "POL-1", `addresses: ["5.9", C.2.1, iso-9:4.1]`), controlledText("risk", "RSK-1", "level: low", "source: [C.3.4]", "controls: [A.99.1]"))
	for e, items := range m.Trace.Of {
		t.Errorf("%s is tied to %s", e.ID.Value, items[0].Item.ID)
	}
}

// The clauses of built-in kinds are those of ISO/IEC 42001 whichever standard is the
// first; those that aims.yaml adds are as references write them.
func TestKindsAnswerTheirOwnStandard(t *testing.T) {
	in := manualtest.Documents(t, "kinds:\n  risk: {clauses: [\"6.1.2\", \"iso-42001:6.1.2\", \"iso-42001:10.1\"]}\n  kettle: {prefix: KET, record: true, clauses: [\"9.1\", \"tea:9.1\"]}\n",
		"---\n"+controlledText("risk", "RSK-1", "level: low"), "---\n"+controlledText("kettle", "KET-1"),
		"---\n"+controlledText("objective", "OBJ-1", "measurements: [{date: 2026-05-04, value: 3}]"))
	standards, faults := standard.Load([]string{"tea", "iso-42001"}, fstest.MapFS{
		"tea/standard.yaml": {Data: []byte("id: tea\nname: TEA 1\ntitle: Tea\n")},
		"tea/clauses.yaml": {Data: []byte("- {id: \"6.1.2\", title: Tea risk, summary: x}\n" +
			"- {id: \"9.1\", title: Tea measuring, summary: x, information: [{name: Results, kinds: [report], duty: retain, explicit: true}]}\n")},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	in.Standards = standards
	m := manual.Assemble(in)
	got := map[string]string{}
	for _, x := range m.Trace.Items {
		for _, k := range x.Kinds {
			if id := m.ItemID(x.Standard, x.Item.ID); len(k.Records) > 0 {
				got[id] = strings.TrimSpace(got[id] + " " + k.Name)
			}
		}
	}
	want := map[string]string{
		"6.1.2": "risk", "9.1": "kettle", "iso-42001:6.1.1": "risk", "iso-42001:6.1.2": "risk", "iso-42001:6.1.3": "risk", "iso-42001:8.2": "risk", "iso-42001:8.3": "risk",
		"iso-42001:10.1": "risk", "iso-42001:6.2": "objective", "iso-42001:A.6.1.2": "objective", "iso-42001:A.9.3": "objective",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kinds of items (-want +got):\n%s", diff)
	}
	for _, c := range m.Readiness().Clauses {
		if c.Item.ID != "9.1" {
			continue
		}
		held := 0
		for _, a := range c.Asked {
			held += len(a.Held)
		}
		if measured := c.Standard.ID == standard.ISO42001; (held == 1) != measured {
			t.Errorf("%s 9.1 is held by %d records", c.Standard.ID, held)
		}
	}
}
