package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
)

func TestFacts(t *testing.T) {
	policy := document.Facts{Controlled: true, Readable: true, Kind: "policy", ID: "POL-1", Title: "A", Status: "approved", Stated: true, Version: "2.10", Formerly: []string{"POL-0", "P"}}
	draft := document.Facts{Controlled: true, Readable: true, Kind: "policy", ID: "POL-1", Status: "draft"}
	for name, x := range map[string]struct {
		src  string
		want document.Facts
	}{
		"yaml":         {"---\nkind: policy\nid: POL-1\ntitle: ' A '\nstatus: approved\nversion: 2.10\nformerly: [POL-0, P]\n---\nbody\n", policy},
		"toml":         {"+++\nkind = 'policy'\nid = 'POL-1'\ntitle = 'A'\nstatus = 'approved'\nversion = 2.10\nformerly = ['POL-0', 'P']\n+++\nbody\n", policy},
		"json":         {";;;\n{\"kind\": \"policy\", \"id\": \"POL-1\", \"title\": \"A\", \"status\": \"approved\", \"version\": 2.10, \"formerly\": [\"POL-0\", \"P\"]}\n;;;\nbody\n", policy},
		"a record":     {"---\nkind: risk\nid: RSK-1\n---\n", document.Facts{Controlled: true, Readable: true, Kind: "risk", ID: "RSK-1"}},
		"one formerly": {"---\nkind: policy\nid: POL-1\nformerly: POL-0\n---\n", document.Facts{Controlled: true, Readable: true, Kind: "policy", ID: "POL-1", Status: "draft", Formerly: []string{"POL-0"}}},
		"CRLF and BOM": {"\uFEFF---\r\nkind: policy\r\nid: POL-1\r\n---\r\n", draft},
		"rules": {"---\nkind: policy\nid: POL-1\nowner: lead\napprover: [board, 007]\neffective: 2026-03-01\nsupersedes: POL-0\nreview-every: P12M\nreviewed-on: 2026-02-01\n---\n", document.Facts{
			Controlled: true, Readable: true, Kind: "policy", ID: "POL-1", Status: "draft", Owner: "lead", Approver: []string{"board", "007"},
			Effective: "2026-03-01", Supersedes: []string{"POL-0"}, ReviewEvery: "P12M", ReviewedOn: "2026-02-01",
		}},
		"rules in toml": {"+++\nkind = 'policy'\nid = 'POL-1'\napprover = 'board'\neffective = 2026-03-01\n+++\n", document.Facts{
			Controlled: true, Readable: true, Kind: "policy", ID: "POL-1", Status: "draft", Approver: []string{"board"}, Effective: "2026-03-01",
		}},
		"lists":       {"---\nkind: policy\nid: POL-1\ntitle: [a]\nstatus: {a: b}\n---\n", draft},
		"no kind":     {"---\nid: POL-1\n---\n", document.Facts{Readable: true, ID: "POL-1"}},
		"bad id":      {"---\nkind: policy\nid: ../x\n---\n", document.Facts{Readable: true, Kind: "policy", ID: "../x"}},
		"long id":     {"---\nkind: policy\nid: " + strings.Repeat("a", 65) + "\n---\n", document.Facts{Readable: true, Kind: "policy", ID: strings.Repeat("a", 65)}},
		"none":        {"# Heading\n", document.Facts{Readable: true}},
		"empty":       {"", document.Facts{Readable: true, Empty: true}},
		"no keys":     {"---\n---\nbody\n", document.Facts{Readable: true}},
		"no end":      {"---\nkind: policy\nid: POL-1\n", document.Facts{}},
		"broken yaml": {"---\nid: [\n---\n", document.Facts{}},
		"broken toml": {"+++\nid = \n+++\n", document.Facts{}},
		"a list":      {"---\n- a\n---\n", document.Facts{}},
		"not UTF-8":   {"---\nkind: policy\nid: POL-1\n---\n\xff", document.Facts{}},
		"NUL":         {"a\x00b", document.Facts{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := *document.FactsOf([]byte(x.src))
			got.Normal, got.Body, got.Unreviewed = document.Digest{}, document.Digest{}, document.Digest{}
			if diff := cmp.Diff(x.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestDigests changes a text and says which of its digests stay the same:
// of all of it, of its body, of its frontmatter without reviewed-on.
func TestDigests(t *testing.T) {
	yaml := "---\nkind: policy\nid: POL-1\nstatus: draft\nreviewed-on: 2026-01-01\n---\nbody\n\nend\n"
	toml := "+++\nkind = 'policy'\nid = 'POL-1'\nreviewed-on = 2026-01-01\n+++\nbody\n"
	json := ";;;\n{\n \"kind\": \"policy\",\n \"reviewed-on\": \"2026-01-01\",\n \"id\": \"POL-1\"\n}\n;;;\nbody\n"
	flow := "---\n{kind: policy, id: POL-1, status: draft, reviewed-on: 2026-01-01}\n---\nbody\n"
	for _, x := range []struct{ name, from, old, new, same string }{
		{"nothing", yaml, "x-none", "", "whole body front"},
		{"line endings", yaml, "\n", "\r\n", "whole body front"},
		{"old line endings", yaml, "\n", "\r", "whole body front"},
		{"byte order mark", yaml, "---\nkind", "\uFEFF---\nkind", "whole body front"},
		{"white space at ends of lines", yaml, "body", "body \t", "whole body front"},
		{"blank lines at the end", yaml, "end\n", "end\n\n \n", "whole body front"},
		{"no line end", yaml, "end\n", "end", "whole body front"},
		{"white space in frontmatter", yaml, "policy", "policy  ", "whole body front"},
		{"blank line within", yaml, "body\n", "body\n\n", "front"},
		{"indented", yaml, "end", " end", "front"},
		{"status", yaml, "draft", "approved", "body"},
		{"review", yaml, "2026-01-01", "2026-02-01", "body front"},
		{"no review", yaml, "reviewed-on: 2026-01-01\n", "", "body front"},
		{"review and status", yaml, "draft\nreviewed-on: 2026-01-01", "approved\nreviewed-on: 2026-02-01", "body"},
		{"review that is more", yaml, "reviewed-on: 2026-01-01", "reviewed-on: [a, b]", "body"},
		{"review in toml", toml, "2026-01-01", "2026-02-01", "body front"},
		{"review in json", json, "2026-01-01", "2026-02-01", "body front"},
		{"review on a shared line", flow, "2026-01-01", "2026-02-01", "body"},
		{"status on a shared line", flow, "draft", "approved", "body"},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := document.FactsOf([]byte(x.from))
			b := document.FactsOf([]byte(strings.ReplaceAll(x.from, x.old, x.new)))
			var same []string
			for _, d := range []struct {
				name string
				a, b document.Digest
			}{{"whole", a.Normal, b.Normal}, {"body", a.Body, b.Body}, {"front", a.Unreviewed, b.Unreviewed}} {
				if d.a == d.b {
					same = append(same, d.name)
				}
			}
			if diff := cmp.Diff(x.same, strings.Join(same, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzFacts: any bytes have facts, the same ones every time, and what is white
// space at ends of lines changes nothing of a text that can be read.
func FuzzFacts(f *testing.F) {
	for _, src := range sources(f, "keys") {
		f.Add(src)
	}
	for _, src := range []string{"", "---\nkind: policy\nid: POL-1\nreviewed-on: 2026-01-01\n---\n", "+++\nreviewed-on = 1\n+++\n", ";;;\n{\"reviewed-on\":\"\"}\n;;;\n", "---\n? a\n: b\n---\n", "---\n&a [*a]\n---\n", "\xfe\xff"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		facts := document.FactsOf(src)
		if diff := cmp.Diff(facts, document.FactsOf(src)); diff != "" {
			t.Errorf("taken again:\n%s", diff)
		}
		if facts.Controlled && (facts.ID == "" || facts.Kind == "" || facts.OfDocument() && facts.Status == "" || !facts.Readable) {
			t.Errorf("controlled, yet %+v", facts)
		}
		if !facts.Readable {
			return
		}
		if more := document.FactsOf(append(src[:len(src):len(src)], "\n \n"...)); more.Readable && (more.Normal != facts.Normal || more.Body != facts.Body) {
			t.Error("blank lines at the end count")
		}
	})
}
