package diagnostic

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func at(file string, line, column int, rule, message string) Diagnostic {
	return Diagnostic{Rule: rule, Position: Position{file, line, column}, Message: message}
}

func TestSort(t *testing.T) {
	want := []Diagnostic{
		at("B.md", 9, 1, "b", "x"), // by bytes, so capitals come first
		at("a.md", 0, 0, "b", "the file as a whole"),
		at("a.md", 2, 0, "b", "the line as a whole"),
		at("a.md", 2, 3, "a", "y"),
		at("a.md", 2, 3, "b", "w"),
		at("a.md", 2, 3, "b", "x"),
		at("a.md", 2, 10, "a", "x"),
		at("a.md", 10, 1, "a", "x"),
		at("ä.md", 1, 1, "a", "x"),
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		got := append(slices.Clone(want), want[2], want[5])
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		if diff := cmp.Diff(want, Sort(got)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
}

func TestSortKeepsTheWorstOfTwins(t *testing.T) {
	twin := at("a.md", 1, 1, "a", "x")
	mild := twin
	mild.Severity = Warning
	for _, ds := range [][]Diagnostic{{twin, mild}, {mild, twin}} {
		if got := Sort(ds); len(got) != 1 || got[0].Severity != Error {
			t.Errorf("got %v", got)
		}
	}
}

func TestCountAndBlocking(t *testing.T) {
	list := func(severities ...Severity) []Diagnostic {
		ds := make([]Diagnostic, len(severities))
		for i, s := range severities {
			ds[i].Severity = s
		}
		return ds
	}
	for _, test := range []struct {
		ds               []Diagnostic
		errors, warnings int
	}{
		{nil, 0, 0},
		{list(Note, Warning, Off), 0, 1},
		{list(Error, Note, Warning, Error), 2, 1},
	} {
		errors, warnings := Count(test.ds)
		if errors != test.errors || warnings != test.warnings || Blocking(test.ds) != (test.errors > 0) {
			t.Errorf("%v: %d errors, %d warnings, blocking %v", test.ds, errors, warnings, Blocking(test.ds))
		}
	}
}

func TestSeverities(t *testing.T) {
	for _, s := range []Severity{Error, Warning, Note, Off} {
		if got, err := ParseSeverity(s.String()); err != nil || got != s {
			t.Errorf("%v was read as %v, %v", s, got, err)
		}
	}
	_, err := ParseSeverity("Fatal")
	if err == nil || err.Error() != `unknown severity "Fatal": it is one of error, warning, note, off` {
		t.Errorf("got %v", err)
	}
}

func TestPosition(t *testing.T) {
	for want, p := range map[string]Position{
		"a.md": {File: "a.md"}, "a.md:3": {File: "a.md", Line: 3}, "a.md:3:7": {"a.md", 3, 7},
	} {
		if p.String() != want {
			t.Errorf("%#v is %q, not %q", p, p.String(), want)
		}
	}
}
