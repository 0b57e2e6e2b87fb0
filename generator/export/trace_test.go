package export_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/export"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// traced is a manual of a policy, a record and a statement of applicability that
// names both.
func traced(t *testing.T) *manual.Manual {
	t.Helper()
	c := config.Default()
	kinds, _ := document.AllKinds(c)
	standards, diags := standard.Load(c.Standards, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	parser := document.NewParser(kinds, func(string) string { return "" }, document.Words{})
	in := manual.Input{Config: c, Kinds: kinds, Standards: standards}
	for path, text := range map[string]string{
		"content/a.md": "---\nkind: policy\nid: POL-1\ntitle: Policy\naddresses: [\"5.2\"]\n---\n\n## Use & misuse\n\n<!-- addresses: A.2.2 -->\n",
		"content/b.md": "---\nkind: audit\nid: AUD-1\ntitle: Audit\ncriteria: All\nscope: All\nauditors: [Ada]\n---\n",
		"content/c.md": "---\nkind: soa\nid: SOA-1\ntitle: Statement\ncontrols:\n  A.2.2: {applicable: true, reason: [practice], state: planned, implemented-by: [POL-1], evidence: [AUD-1]}\n---\n",
	} {
		d, faults := parser.Parse(path, []byte(text))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		in.Documents = append(in.Documents, d)
	}
	return manual.Assemble(in)
}

func traceJSON(t *testing.T, m *manual.Manual) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.WriteTrace(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrace(t *testing.T) {
	m := traced(t)
	m.Trace.Items = itemsOf(m.Trace.Items, "5.2", "6.1.3", "9.2.2", "A.2.2", "A.2.3")
	golden(t, "trace-unproved.json", traceJSON(t, m))
	m.Documents[1].Reader, m.Evidence = evidence.InForce, &evidence.Evidence{Day: config.Date{Year: 2026, Month: 3, Day: 1}}
	golden(t, "trace.json", traceJSON(t, m))
}

// itemsOf are the items with these ids.
func itemsOf(list []*manual.Traced, ids ...string) (some []*manual.Traced) {
	for _, x := range list {
		for _, id := range ids {
			if x.Item.ID == id {
				some = append(some, x)
			}
		}
	}
	return some
}

// TestTraceKeys compares the keys with those that are promised.
func TestTraceKeys(t *testing.T) {
	want := map[string]string{
		"": "asOf commit documents items schema", ".documents": "id items", ".items": "decision documents id kind records title",
		".items.decision": "applicable document state", ".items.documents": "claims heading id implements inForce reader verdict",
	}
	if diff := cmp.Diff(want, keysOf(t, traceJSON(t, traced(t)))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
