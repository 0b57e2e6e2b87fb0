package manual_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/manual"
)

func objective(t *testing.T, target, measurements string) (*manual.Manual, *manual.Entry) {
	t.Helper()
	m := assemble(t, files{"content/o.md": record("objective", "OBJ-001", "measure: M\ntarget: "+target+"\n"+measurements)})
	return m, m.Documents[0]
}

func TestMeasurementsByDay(t *testing.T) {
	m, e := objective(t, "some", "measurements:\n  - {date: 2026-05-01, value: \"12.5 %\", note: N}\n  - {date: 2026-01-01, value: -3}\n  - {date: 2026-02-01, value: good}\n  - {date: 2026-03-01, value: \"1,200\"}\n")
	var got []string
	for _, x := range m.Measurements(e) {
		got = append(got, fmt.Sprint(x.Day, " ", x.Value, " ", x.Known, " ", x.At, " ", x.Note))
	}
	want := []string{"2026-01-01 -3 true -3 ", "2026-02-01 good false 0 ", "2026-03-01 1,200 false 0 ", "2026-05-01 12.5 % true 12.5 N"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("measurements (-want +got):\n%s", diff)
	}
}

// Only a number with a unit, after a comparator, is a target that can be judged.
func TestGoals(t *testing.T) {
	for _, test := range []struct{ target, value, want string }{
		{"at least 95 %", "95 %", "met"},
		{"at least 95 %", "94.9 %", "missed"},
		{"at least 95 %", "0.96", "not judged"},
		{"'≥ 95'", "95", "met"},
		{"at most 3 days", "2 days", "met"},
		{"at most 3 days", "1 day", "met"},
		{"at most 3 days", "2", "met"},
		{"at most 3 days", "40 hours", "not judged"},
		{"No fewer than 10", "9", "missed"},
		{"at most 2 per month", "3 per month", "missed"},
		{"at most 2", "good", "not judged"},
		{"95 %", "95 %", "not judged"},
		{"reduce by at least 20 %", "3 %", "no number"},
		{"at least 20 % fewer than last year", "25 %", "no number"},
		{"at least 5 fewer", "6", "no number"},
		{"fewer complaints", "3", "no number"},
		{"99 % within 2 hours", "99 %", "no number"},
		{"95 % by 2026-12-31", "95 %", "no number"},
		{"1,000 answers", "1000", "no number"},
		{"at least and at most 5", "5", "no number"},
	} {
		m, e := objective(t, test.target, "measurements: [{date: 2026-01-01, value: "+test.value+"}]\n")
		goal, ok := e.Goal()
		got := "no number"
		if x, _ := m.Latest(e); ok {
			met, known := goal.Met(x)
			got = map[[2]bool]string{{true, true}: "met", {false, true}: "missed", {false, false}: "not judged"}[[2]bool{met, known}]
		}
		if got != test.want {
			t.Errorf("%q against %q: %s, want %s", test.value, test.target, got, test.want)
		}
	}
}
