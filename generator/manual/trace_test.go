package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// answered is a manual of texts by id, each with one revision that landed on
// 1 March 2026, judged on 22 November 2026. Without words nothing is known of
// its history; else a document has the word of its id, or is in force.
func answered(t testing.TB, words map[string]evidence.Word, require string, texts ...string) *manual.Manual {
	t.Helper()
	c := config.Default()
	c.Approval.Require = require
	kinds, _ := document.AllKinds(c)
	standards, diags := standard.Load(c.Standards, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	in := manual.Input{Config: c, Kinds: kinds, Standards: standards}
	parser := document.NewParser(kinds, func(string) string { return "" }, document.Words{})
	for i, text := range texts {
		d, faults := parser.Parse(fmt.Sprintf("content/%04d.md", i), []byte("---\n"+text+"\n"))
		for _, f := range faults {
			if f.Rule != document.RuleMissing {
				t.Fatalf("%s: %s", text, f.Message)
			}
		}
		in.Documents = append(in.Documents, d)
	}
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
