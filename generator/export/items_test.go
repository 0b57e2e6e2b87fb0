package export_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/export"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

func TestItems(t *testing.T) {
	m := manual.Assemble(manualtest.Documents(t, "",
		"---\nkind: policy\nid: POL-1\ntitle: One\naddresses: [\"5.2\"]\n---\n## Part\n\n<!-- addresses: A.7.4 -->\n",
		"---\nkind: soa\nid: SOA-1\ntitle: Two\ncontrols:\n  A.7.4: {applicable: true, state: planned}\n---\n",
		"---\nkind: risk\nid: RSK-1\ntitle: Three\ndate: 2026-01-01\nlevel: low\ncontrols: [A.7.4]\n---\n",
	))
	type file struct {
		Schema string
		Items  []map[string]any
	}
	var clauses, controls file
	var b bytes.Buffer
	if err := export.WriteClauses(&b, m); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &clauses); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := export.WriteControls(&b, m); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &controls); err != nil {
		t.Fatal(err)
	}
	if clauses.Schema != "aims/clauses/1" || controls.Schema != "aims/controls/1" || len(clauses.Items) != 43 || len(controls.Items) != 49 {
		t.Errorf("%s with %d items, %s with %d", clauses.Schema, len(clauses.Items), controls.Schema, len(controls.Items))
	}
	find := func(f file, id string) map[string]any {
		for _, item := range f.Items {
			if item["id"] == id {
				delete(item, "crosswalk")
				return item
			}
		}
		return nil
	}
	claim := func(heading any) map[string]any {
		return map[string]any{"document": "POL-1", "heading": heading, "reader": "draft", "claims": true, "implements": false, "evidence": false}
	}
	want := map[string]any{
		"id": "A.7.4", "kind": "control", "title": "Quality of data for AI systems", "parent": "A.7", "url": "controls/A.7.4.html", "information": []any{},
		"addressedBy": []any{claim("Part")}, "decision": map[string]any{"document": "SOA-1", "applicable": true, "state": "planned"}, "records": []any{"RSK-1"},
	}
	if diff := cmp.Diff(want, find(controls, "A.7.4")); diff != "" {
		t.Errorf("control (-want +got):\n%s", diff)
	}
	want = map[string]any{
		"id": "5.2", "kind": "clause", "title": "AI policy", "parent": "5", "url": "clauses/5.2.html", "addressedBy": []any{claim(nil)}, "decision": nil, "records": []any{},
		"information": []any{map[string]any{"name": "AI policy", "explicit": true, "duty": "maintain", "kinds": []any{"policy"}, "heldBy": []any{"POL-1"}, "present": false}},
	}
	if diff := cmp.Diff(want, find(clauses, "5.2")); diff != "" {
		t.Errorf("clause (-want +got):\n%s", diff)
	}
}
