package manual_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/standard"
)

// What is proposed for a reference that leads nowhere never leads to something of
// another sort.
func TestWhatDeadReferencesMayHaveMeant(t *testing.T) {
	in := manualtest.Documents(t, "",
		"---\nkind: policy\nid: POL-001\ntitle: P\n---\n[[SOA-001]] [[POL-002]] [[PLO-001]] [[SUP-001]] [[sup-001]] [[SYS-001]] [[H.1]] [[A.5.22]]\n",
		"---\nkind: communication\nid: COM-001\ntitle: C\n---\n",
	)
	in.Stated = document.StatedIDs("content/model-house.md", []byte("---\n\tid: SUP-001\n"))
	house, found := standard.Load([]string{"house"}, fstest.MapFS{
		"house/standard.yaml": {Data: []byte("id: house\nname: House rules\n")},
		"house/controls.yaml": {Data: []byte("- {id: H.1, title: Doors}\n")},
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	in.Standards = append(in.Standards, house...)
	type dead struct {
		Reason  manual.Reason
		Nearest string
	}
	var got []dead
	for _, l := range manual.Assemble(in).Documents[1].Links {
		got = append(got, dead{l.Broken, l.Nearest})
	}
	want := []dead{
		{manual.NoDocument, ""}, {manual.NoDocument, "POL-001"}, {manual.NoDocument, "POL-001"},
		{manual.Unreadable, ""}, {manual.Unreadable, ""}, {manual.NoDocument, ""},
		{manual.NoItem, "house:H.1"}, {manual.NoItem, "A.5.2"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
