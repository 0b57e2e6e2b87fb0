package manual_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// deciding is a statement that decides about every control but one.
func deciding(id, but string) string {
	standards, _ := standard.Load([]string{"iso-42001"}, nil)
	keys := []string{"controls:"}
	for _, c := range standards[0].Controls() {
		if c.ID != but {
			keys = append(keys, "  "+c.ID+": {applicable: true, reason: [practice]}")
		}
	}
	return controlledText("soa", id, keys...)
}

// The statement of applicability is there when texts in force decide about all
// controls, whatever one of them is.
func TestStatementIsThereWhenItIsWholeAndInForce(t *testing.T) {
	rest := controlledText("soa", "SOA-2", "control: A.10.4", "applicable: false", "justification: none")
	for _, test := range []struct {
		name  string
		words map[string]evidence.Word
		texts []string
		want  string
		all   manual.Decisions
		step  manual.Deed
	}{
		{"two texts", map[string]evidence.Word{}, []string{deciding("SOA-1", "A.10.4"), rest}, "present SOA-1 SOA-2 2026-03-01 true", manual.Decisions{Controls: 38, Decided: 38, InForce: 38}, manual.NothingToDo},
		{"one is a draft", map[string]evidence.Word{"SOA-1": evidence.Draft}, []string{deciding("SOA-1", "A.10.4"), rest}, "not yet (SOA-1) SOA-2", manual.Decisions{Controls: 38, Decided: 38, InForce: 1}, manual.ToFinish},
		{"one is undecided", map[string]evidence.Word{}, []string{deciding("SOA-1", "A.10.4")}, "not yet SOA-1", manual.Decisions{Controls: 38, Decided: 37, InForce: 37}, manual.ToDecide},
		{"all that is left is withdrawn", map[string]evidence.Word{"SOA-2": evidence.Withdrawn}, []string{deciding("SOA-1", "A.10.4"), controlledText("soa", "SOA-2")}, "not yet SOA-1 (SOA-2)", manual.Decisions{Controls: 38, Decided: 37, InForce: 37}, manual.ToDecide},
		{"decisions about another standard", map[string]evidence.Word{}, []string{deciding("SOA-1", ""), controlledText("soa", "SOA-2", "controls: {iso-27001:A.5.2: {applicable: true}}")}, "present SOA-1 2026-03-01 true", manual.Decisions{Controls: 38, Decided: 38, InForce: 38}, manual.NothingToDo},
		{"the statement on another standard", map[string]evidence.Word{}, []string{controlledText("soa", "SOA-1", "standard: iso-27001")}, "absent", manual.Decisions{Controls: 38}, manual.ToWrite},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := answered(t, test.words, "missing", test.texts...)
			if got := held(t, m, "6.1.3", 1); got != test.want {
				t.Errorf("%s; want %s", got, test.want)
			}
			for _, c := range m.Readiness().Clauses {
				if c.Item.ID != "6.1.3" {
					continue
				}
				if diff := cmp.Diff(test.all, c.Asked[1].Decisions); diff != "" {
					t.Errorf("decisions (-want +got):\n%s", diff)
				}
				if s := m.NextStep(c.Traced, c.Asked[1]); s.Do != test.step {
					t.Errorf("deed %d, want %d", s.Do, test.step)
				}
			}
		})
	}
}

// Only where nothing of the kinds that are asked for claims a clause do documents
// of other kinds stand in its row, and they never answer it.
func TestAnotherKindIsNoProcedure(t *testing.T) {
	process := `addresses: ["6.1.2"]`
	m := answered(t, map[string]evidence.Word{}, "missing", controlledText("guideline", "GDL-1", process))
	for _, c := range m.Readiness().Clauses {
		if c.Item.ID == "6.1.2" {
			if got := c.Asked[0].Held[0].Lack; got != manual.OtherKind {
				t.Errorf("GDL-1 lacks %d", got)
			}
			if s := m.NextStep(c.Traced, c.Asked[0]); s.Do != manual.ToWrite {
				t.Errorf("deed %d, want a procedure to be written", s.Do)
			}
		}
	}
	if got := held(t, answered(t, map[string]evidence.Word{}, "missing", controlledText("guideline", "GDL-1", process), controlledText("procedure", "PRO-1", process)), "6.1.2", 0); got != "present PRO-1 2026-03-01 true" {
		t.Error(got)
	}
}
