package manual_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/manual"
)

func objective(t *testing.T, target, measurements string) *manual.Entry {
	t.Helper()
	m := assemble(t, files{"content/o.md": record("objective", "OBJ-001", "measure: M\ntarget: "+target+"\n"+measurements)})
	return m.Documents[0]
}

func TestMeasurementsByDay(t *testing.T) {
	e := objective(t, "some", "measurements:\n  - {date: 2026-05-01, value: \"12.5 %\", note: N}\n  - {date: 2026-01-01, value: -3}\n  - {date: 2026-02-01, value: good}\n  - {date: 2026-03-01, value: \"1,200\"}\n")
	var got []string
	for _, x := range e.Measurements() {
		got = append(got, fmt.Sprint(x.Day, " ", x.Value, " ", x.Known, " ", x.At, " ", x.Note))
	}
	want := []string{"2026-01-01 -3 true -3 ", "2026-02-01 good false 0 ", "2026-03-01 1,200 false 0 ", "2026-05-01 12.5 % true 12.5 N"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("measurements (-want +got):\n%s", diff)
	}
}

func TestGoals(t *testing.T) {
	for target, want := range map[string]string{
		"at least 95 %":          "95 true true false",
		"'≥ 95'":                 "95 true true false",
		"at most 3 days":         "3 true false true",
		"no fewer than 10":       "10 true true false",
		"95 %":                   "95 false false false",
		"fewer complaints":       "none",
		"99 % within 2 hours":    "none",
		"95 % by 2026-12-31":     "none",
		"1,000 answers":          "none",
		"at least and at most 5": "5 false false false",
	} {
		goal, ok := objective(t, target, "").Goal()
		got := "none"
		if ok {
			above, known := goal.Met(goal.At + 1)
			below, _ := goal.Met(goal.At - 1)
			got = fmt.Sprintf("%v %v %v %v", goal.At, known, above, below)
		}
		if got != want {
			t.Errorf("target %q: %s, want %s", target, got, want)
		}
	}
}
