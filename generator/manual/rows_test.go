package manual_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRowsAreEntries(t *testing.T) {
	m := assemble(t, files{
		"content/risks.md": "---\nid: RSK-LIST\nkind: risk\ntitle: Risks\nrecords:\n  - {id: RSK-2, title: Two, level: low}\n  - {id: RSK-1, title: One, level: low}\n  - {id: rsk-3, title: Three, level: low}\n---\n",
		"content/a.md":     "---\nid: RSK-3\nkind: risk\ntitle: Three\nlevel: high\n---\nSee [all](risks.md) and [[RSK-1]].\n",
	})
	var got []string
	for _, r := range m.Registers() {
		for _, e := range r.Entries {
			keeper := ""
			if e.Keeper != nil {
				keeper = " in " + e.Keeper.ID.Value
			}
			got = append(got, e.Address+keeper)
		}
	}
	for _, c := range m.Clashes {
		got = append(got, fmt.Sprintf("%s:%d:%d clashes with %s", c.Path, c.At.Line, c.At.Column, c.OtherPath))
	}
	for _, l := range byPath(t, m, "content/a.md").Links {
		got = append(got, "leads to "+l.Entry.ID.Value)
	}
	want := []string{
		"documents/RSK-1.html in RSK-LIST", "documents/RSK-2.html in RSK-LIST", "documents/RSK-3.html",
		"content/risks.md:8:10 clashes with content/a.md",
		"leads to RSK-LIST", "leads to RSK-1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
