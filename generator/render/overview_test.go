package render

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// A record whose author typed approved is no document in force: nobody has to
// approve it.
func TestRecordsAreNotCountedInForce(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""), "---\nkind: record\nid: REC-1\ntitle: A record\nstatus: approved\n---\n", "---\nkind: record\nid: REC-2\ntitle: A draft\nstatus: draft\n---\n")
	b.m.Documents[2].Reader = evidence.Draft
	got := map[string]int{}
	for _, c := range b.count(b.m.Documents) {
		if c.Count > 0 {
			got[c.State.Word] = c.Count
		}
	}
	if diff := cmp.Diff(map[string]int{"In force": 1, "Record": 1, "Draft": 1}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOverviewCountsTheStandardsThatAsk(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""))
	says := func() string {
		l := b.readyLine("index.html")
		return b.words.Ready.Figures(l.Asked, l.Standards)
	}
	if want := "of 20 pieces of documented information that the standard asks for in words"; says() != want {
		t.Errorf("one standard: %s", says())
	}
	asks := standard.Information{Name: "Results", Kinds: []string{"report"}, Duty: standard.Retain, Explicit: true}
	second := &manual.Traced{Standard: &standard.Standard{ID: "tea"}, Item: standard.Item{Kind: standard.Clause, ID: "9.1", Information: []standard.Information{asks}}}
	b.m.Trace.Items = append(b.m.Trace.Items, second)
	if want := "of 21 pieces of documented information that the standards ask for in words"; says() != want {
		t.Errorf("two standards: %s", says())
	}
}
