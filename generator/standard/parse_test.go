package standard

import (
	"testing"
	"testing/fstest"
)

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, found := parse(data, "iso-42001", "iso-42001"); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// Whatever a folder holds, reading it ends, and what comes out can be walked.
func FuzzParse(f *testing.F) {
	f.Add("- id: A.1\n  title: One\n  parent: A.2\n- {id: A.2, title: Two, parent: A.1}", "to: x\nname: X\nitems:\n  A.1: {library: [B]}")
	f.Add("- id: [a]\n- &x {id: *x}", "items: [1]")
	f.Add("[]", "titles: {}\nitems: {A.1: {sure: [x]}}")
	f.Add("- {id: A.1, title: One, objective: true, parent: A.1, related: [A.9], information: [{}]}", "")
	f.Fuzz(func(t *testing.T, items, walk string) {
		s, found := parse(fstest.MapFS{
			"own/standard.yaml":     {Data: []byte("id: own\nname: Own\n")},
			"own/controls.yaml":     {Data: []byte(items)},
			"own/crosswalk/to.yaml": {Data: []byte(walk)},
		}, "own", "standards/own")
		for _, d := range found {
			if d.File == "" || d.Message == "" || d.Line < 0 {
				t.Errorf("diagnostic %+v", d)
			}
		}
		for _, item := range s.Items {
			for steps := 0; item.Parent != ""; steps++ {
				var ok bool
				if item, ok = s.Find(item.Parent); !ok || steps > len(s.Items) {
					t.Fatalf("the way up from an item doesn't end: %+v", s.Items)
				}
			}
		}
	})
}
