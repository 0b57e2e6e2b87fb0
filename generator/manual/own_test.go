package manual_test

import (
	"strings"
	"testing"

	"aims/generator/document"
	"aims/generator/manual"
)

// owned is a manual with own controls: two of one statement, and one with a
// document of its own; a withdrawn statement decides on another.
func owned(probe ...string) files {
	return files{
		"content/soa.md":  doc("soa", "SOA-1", "All", "controls:", "  X.1: {applicable: true, risks: [RSK-1]}", "  X.10: {applicable: true}", `  "iso-42001:X.2": {applicable: true}`),
		"content/soa3.md": doc("soa", "SOA-3", "A person reads it", "control: X.3", "applicable: true"),
		"content/soa9.md": doc("soa", "SOA-9", "Gone", "status: withdrawn", "control: X.99", "applicable: true"),
		"content/sys.md":  record("ai-system", "SYS-1", ""),
		"content/risk.md": record("risk", "RSK-1", "level: high\nsystems: [SYS-1]\ncontrols: [X.1, X.3]\n"),
		"content/pro.md":  doc("procedure", "PRO-1", "How", "addresses: [X.3]") + strings.Join(probe, "\n\n"),
	}
}

func TestReferencesToOwnControls(t *testing.T) {
	for _, test := range []struct{ link, want string }{
		{"[[X.1]]", "iso-42001 X.1"},
		{"[[X.2]]", "iso-42001 X.2"},
		{"[[X.3|it]]", "iso-42001 X.3"},
		{"[[iso-42001:X.1]]", "iso-42001 X.1"},
		{"[[X.1#part]]", "no heading: X.1"},
		{"[[x.3]]", "no own control: X.3"},
		{"[[X.11]]", "no own control: X.1"},
		{"[[iso-42001:X.33]]", "no own control: iso-42001:X.3"},
		{"[[X.99]]", "no own control"},
		{"[[X.something]]", "no own control"},
	} {
		t.Run(test.link, func(t *testing.T) {
			m := assemble(t, owned(test.link))
			if got := where(m, byPath(t, m, "content/pro.md").Links[0]); got != test.want {
				t.Errorf("leads to %q, want %q", got, test.want)
			}
		})
	}
}

// An own control is one like any other for addresses, backlinks, threads and traces.
func TestOwnControlsAreControls(t *testing.T) {
	m := assemble(t, owned("[[X.1]]"))
	to := byPath(t, m, "content/pro.md").Links[0]
	if got := m.ItemAddress(to.Standard, *to.Item); got != "soa.html#X.1" {
		t.Errorf("its address is %q", got)
	}
	var controls []string
	for _, c := range m.Threads[0].Controls {
		controls = append(controls, c.ID+" "+c.Target.Item.Title+" by "+c.Decision.By.ID.Value)
	}
	compare(t, controls, "X.1  by SOA-1\nX.3 A person reads it by SOA-3")
	var traced []string
	for _, x := range m.Trace.Items[len(m.Trace.Items)-4:] {
		line := x.Item.ID + " " + x.Decided()[0].By.ID.Value
		for _, d := range x.Documents {
			line += " document " + d.ID.Value
		}
		for _, r := range x.Records {
			line += " record " + r.ID.Value
		}
		traced = append(traced, line)
	}
	compare(t, traced, "X.1 SOA-1 record RSK-1\nX.2 SOA-1\nX.3 SOA-3 document PRO-1 record RSK-1\nX.10 SOA-1")
	if got := ids(byPath(t, m, "content/soa3.md").Backlinks) + ", " + ids(byPath(t, m, "content/soa.md").Backlinks); got != "PRO-1 RSK-1, PRO-1 RSK-1" {
		t.Errorf("backlinks %s", got)
	}
}

// An own control that only a newer text decides on stands in that text.
func TestOwnControlOfANewerText(t *testing.T) {
	fs := owned("[[X.5]]")
	older := read(t, dirOf(t, fs), "")
	in := read(t, dirOf(t, fs.with(files{"content/soa.md": doc("soa", "SOA-1", "All", "controls:", "  X.5: {applicable: true}", "  X.1: {applicable: true}")})), "")
	for _, d := range older.Documents {
		if d.Path == "content/soa.md" {
			in.InForce = map[string]*document.Document{d.Path: d}
		}
	}
	m := manual.Assemble(in)
	to := byPath(t, m, "content/pro.md").Links[0]
	if to.Item == nil || m.ItemAddress(to.Standard, *to.Item) != "next/documents/SOA-1.html" {
		t.Errorf("leads to %+v", to)
	}
	if got := ids(byPath(t, m, "content/soa.md").Backlinks); got != "PRO-1 RSK-1" {
		t.Errorf("backlinks %s", got)
	}
}

func dirOf(t *testing.T, fs files) string {
	dir := t.TempDir()
	write(t, dir, fs)
	return dir
}
