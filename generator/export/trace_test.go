package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/export"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

// traced is a manual of a policy, a record and a statement of applicability that
// names both.
func traced(t *testing.T) *manual.Manual {
	t.Helper()
	return manual.Assemble(manualtest.Documents(t, "",
		"---\nkind: policy\nid: POL-1\ntitle: Policy\naddresses: [\"5.2\"]\n---\n\n## Use & misuse\n\n<!-- addresses: A.2.2 -->\n",
		"---\nkind: audit\nid: AUD-1\ntitle: Audit\ncriteria: All\nscope: All\nauditors: [Ada]\n---\n",
		"---\nkind: soa\nid: SOA-1\ntitle: Statement\ncontrols:\n  A.2.2: {applicable: true, reason: [practice], state: planned, implemented-by: [POL-1], evidence: [AUD-1]}\n---\n",
	))
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
	for _, e := range m.Documents {
		e.Row = &history.Row{}
	}
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

// What an item's records are, and what is decided about it, is the same in all files.
func TestItemsAreTheSameInAllFiles(t *testing.T) {
	m := traced(t)
	m.Evidence = &evidence.Evidence{Day: config.Date{Year: 2026, Month: 3, Day: 1}}
	for _, e := range m.Documents {
		e.Row = &history.Row{}
	}
	facts := func(write func(io.Writer, *manual.Manual) error) map[string]string {
		var b bytes.Buffer
		var file struct {
			Items []struct {
				ID       string
				Records  []string
				Decision any
			}
		}
		if err := write(&b, m); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b.Bytes(), &file); err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, item := range file.Items {
			all[item.ID] = fmt.Sprint(item.Records, item.Decision)
		}
		return all
	}
	want := facts(export.WriteTrace)
	got := facts(export.WriteClauses)
	maps.Copy(got, facts(export.WriteControls))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("trace, and clauses and controls (-want +got):\n%s", diff)
	}
	if want["9.2.2"] != "[AUD-1] <nil>" || want["A.2.2"] == "[] <nil>" {
		t.Errorf("9.2.2 has %s, A.2.2 %s", want["9.2.2"], want["A.2.2"])
	}
}
