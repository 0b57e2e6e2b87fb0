package render

import (
	"strings"
	"testing"

	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// A list marks what doesn't simply hold, and a record is no document in force,
// whatever its author calls it.
func TestMarks(t *testing.T) {
	record := func(id, rest string) string {
		return "---\nkind: record\nid: " + id + "\ntitle: T\n" + rest + "---\n"
	}
	b := handmade(t, handmadeConfig, record("REC-1", ""), record("REC-2", "date: 2031-01-01\n"), record("REC-3", "closed: 2031-01-01\n"),
		record("REC-4", "closed: 2026-01-01\n"), record("REC-5", ""), handmadePolicy("POL-1", ""), handmadePolicy("POL-2", ""))
	words := map[string]evidence.Word{"REC-5": evidence.Withdrawn, "POL-2": evidence.NotApproved}
	for id, want := range map[string][2]string{
		"REC-1": {"", "Record"}, "REC-2": {"Dated ahead: 2031-01-01", "Dated ahead: 2031-01-01"}, "REC-3": {"Open until 2031-01-01", "Open until 2031-01-01"},
		"REC-4": {"", "Record"}, "REC-5": {"Withdrawn", "Withdrawn"}, "POL-1": {"", "In force"}, "POL-2": {"Not approved", "Not approved"},
	} {
		var e *manual.Entry
		for _, x := range b.m.Documents {
			if x.ID.Value == id {
				e = x
			}
		}
		if word, ok := words[id]; ok {
			e.Reader = word
		}
		if got := [2]string{b.mark(e).Word, b.implementer(e).Word}; got != want {
			t.Errorf("%s: %q; want %q", id, got, want)
		}
		title := marked(Link{Title: "T"}, b.mark(e)).Title
		if marks := want[0] != ""; strings.HasPrefix(title, "T (") != marks {
			t.Errorf("%s: %s", id, title)
		}
	}
}
