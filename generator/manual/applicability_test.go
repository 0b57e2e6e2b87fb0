package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/git/gittest"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

// told says of each control that is decided, or that is no control, by whom.
func told(a *manual.Applicability) (lines []string) {
	for _, g := range a.Groups {
		for _, c := range g.Controls {
			if len(c.Decided) == 0 {
				continue
			}
			line := c.ID + " " + c.Title + ":"
			if g.Objective != nil {
				line = g.Objective.ID + " " + line
			}
			for _, d := range c.Decided {
				line += " " + d.By.ID.Value
			}
			if d := c.Decision(); d != nil {
				line += fmt.Sprintf(", %v by %s", d.Applicable, d.By.ID.Value)
			}
			lines = append(lines, line)
		}
	}
	for _, d := range a.Unknown {
		lines = append(lines, "unknown: "+d.Control.Value)
	}
	return lines
}

// What is decided about a control is one fact: a statement that is withdrawn
// decides nothing anywhere, and one that stands does so everywhere.
func TestDecisionsAreTheSameEverywhere(t *testing.T) {
	for status, stands := range map[string]bool{"withdrawn": false, "draft": true} {
		m := assemble(t, files{
			"content/a.md": doc("soa", "SOA-1", "All", "status: "+status, "control: A.2.2", "applicable: true", "implemented-by: [POL-1]"),
			"content/b.md": doc("policy", "POL-1", "Policy"),
			"content/c.md": doc("ai-system", "SYS-1", "System", "purpose: p", "stage: inception"),
			"content/d.md": doc("risk", "RSK-1", "Risk", "level: high", "systems: [SYS-1]", "controls: [A.2.2]"),
		})
		if got := len(m.Applicability[0].Documents) == 1; got != stands {
			t.Errorf("%s: a statement: %v", status, got)
		}
		for _, x := range m.Trace.Items {
			if x.Item.ID == "A.2.2" && (len(x.Decided()) == 1 != stands || len(x.Documents) == 1 != stands) {
				t.Errorf("%s: traced to %d decisions and %d documents", status, len(x.Decided()), len(x.Documents))
			}
		}
		if len(m.Threads) != 1 || len(m.Threads[0].Controls) != 1 {
			t.Fatalf("%s: threads %+v", status, m.Threads)
		}
		if c := m.Threads[0].Controls[0]; (c.Decision != nil) != stands || len(c.Implementers()) == 1 != stands {
			t.Errorf("%s: the thread's control has the decision %v and %d implementers", status, c.Decision, len(c.Implementers()))
		}
	}
}

func TestApplicability(t *testing.T) {
	m := assemble(t, files{
		"content/a.md": doc("soa", "SOA-2", "All", "controls:", "  A.6.2.4: {applicable: true}", "  A.2.2: {reason: [risk]}", "  iso-42001:A.2.3: {applicable: false}",
			"  X.10: {applicable: true}", "  X.2: {applicable: true}", "  A.2: {applicable: true}", "  A.9.9: {applicable: true}", "  iso-1:A.2.2: {applicable: true}"),
		"content/b.md": doc("soa", "SOA-10", "One", "control: A.6.2.4", "applicable: false"),
		"content/c.md": doc("soa", "SOA-3", "Late", "standard: iso-42001", "control: A.2.2", "applicable: true"),
		"content/d.md": doc("soa", "SOA-4", "Own words", "control: X.1", "applicable: true"),
		"content/e.md": doc("soa", "SOA-5", "Gone", "status: withdrawn", "control: A.2.2", "applicable: true"),
		"content/f.md": doc("soa", "SOA-6", "Empty"),
		"content/g.md": doc("policy", "POL-1", "No statement"),
	})
	if len(m.Applicability) != 1 {
		t.Fatalf("%d statements", len(m.Applicability))
	}
	a := m.Applicability[0]
	compare(t, told(a), `A.2 A.2.2 AI policy: SOA-2 SOA-3, true by SOA-3
A.2 A.2.3 Alignment with other organizational policies: SOA-2, false by SOA-2
A.6 A.6.2.4 AI system verification and validation: SOA-2 SOA-10, true by SOA-2
X.1 Own words: SOA-4, true by SOA-4
X.2 : SOA-2, true by SOA-2
X.10 : SOA-2, true by SOA-2
unknown: A.2
unknown: A.9.9
unknown: iso-1:A.2.2`)
	var from []string
	for _, e := range a.Documents {
		from = append(from, e.ID.Value)
	}
	if got, want := strings.Join(from, " "), "SOA-2 SOA-3 SOA-4 SOA-6 SOA-10"; got != want {
		t.Errorf("made from %s, want %s", got, want)
	}
	if n := len(a.Controls()); n != 41 {
		t.Errorf("%d controls, want the 38 of Annex A and 3", n)
	}
}

// Without a statement that stands, every control is undecided; a manual without any
// controlled document isn't asked.
func TestNoApplicability(t *testing.T) {
	for name, text := range map[string]string{
		"none":               doc("policy", "POL-1", "Policy"),
		"withdrawn":          doc("soa", "SOA-1", "Gone", "status: withdrawn", "control: A.2.2", "applicable: true"),
		"unknown standard":   doc("soa", "SOA-1", "Another", "standard: iso-42010", "controls:", "  A.2.2: {applicable: true}", "  iso-9:A.2.3: {applicable: true}", "  X.1: {applicable: true}"),
		"only of a standard": doc("soa", "SOA-1", "Another", "standard: iso-42010"),
	} {
		m := assemble(t, files{"content/a.md": text})
		if len(m.Applicability) != 1 || len(m.Applicability[0].Documents) != 0 || len(m.Applicability[0].Unknown) != 0 || len(m.Applicability[0].Controls()) != 38 {
			t.Errorf("%s: %+v, want 38 controls and no statement", name, m.Applicability)
			continue
		}
		if lines := told(m.Applicability[0]); lines != nil {
			t.Errorf("%s: decided are %q", name, lines)
		}
	}
	if m := assemble(t, files{"content/a.md": "A page.\n"}); len(m.Applicability) != 0 {
		t.Errorf("pages alone are asked for a statement")
	}
}

func TestTargetsOfDecisions(t *testing.T) {
	m := assemble(t, files{
		"content/a.md": doc("soa", "SOA-1", "All", "control: A.2.2", "applicable: true", "implemented-by: [POL-1, POL-9, POL-1#part]"),
		"content/b.md": doc("policy", "POL-1", "Policy") + "## Part\n",
	})
	d := m.Applicability[0].Groups[0].Controls[0].Decision()
	var got []string
	for _, to := range d.Targets(d.ImplementedBy) {
		got = append(got, where(m, to))
	}
	compare(t, got, `documents/POL-1.html
no document
documents/POL-1.html#part`)
}

// The revision of a decision is the one that last changed what the text in hand
// says of the control, whatever else the file went through.
func TestDecisionsOfRevisions(t *testing.T) {
	soa := func(status, first, second string) string {
		return doc("soa", "SOA-1", "All", "status: "+status, "controls:", "  A.2.2: {applicable: true, justification: "+first+"}", "  A.2.3: {applicable: true, justification: "+second+"}")
	}
	const name = "content/soa.md"
	r := gittest.New(t)
	r.Commit("1", name, soa("draft", "a", "a"))
	r.Commit("2", name, soa("draft", "b", "a"))
	r.Commit("3", name, soa("draft", "b", "b"))
	r.Commit("4: can't be read", name, "---\nkind: [\n---\n")
	r.Commit("5: as before", name, soa("draft", "b", "b"))
	r.Commit("6", name, soa("approved", "b", "a"))
	r.Commit("white space", name, soa("approved", "b", "a")+"\n\n")
	in := read(t, r.Dir, "")
	in.History = manualtest.Trails(t, r.Dir, "content")
	decided := func() string {
		var rows []string
		for _, c := range manual.Assemble(in).Applicability[0].Groups[0].Controls[:2] {
			row := "none"
			if d := c.Decision(); d.Row != nil {
				row = fmt.Sprint(d.Row.Number)
			}
			rows = append(rows, c.ID+" "+row)
		}
		return strings.Join(rows, ", ")
	}
	if got, want := decided(), "A.2.2 2, A.2.3 6"; got != want {
		t.Errorf("decided in %s, want %s", got, want)
	}
	in.Work = map[string]manual.Work{name: manual.Changed}
	if got, want := decided(), "A.2.2 none, A.2.3 none"; got != want {
		t.Errorf("with a text that no commit has: decided in %s, want %s", got, want)
	}
}
