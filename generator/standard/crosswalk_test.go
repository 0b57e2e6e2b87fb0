package standard_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/standard"
)

func TestCrosswalks(t *testing.T) {
	s := load42001(t)
	got := map[string]map[standard.Basis]int{}
	for _, c := range s.Crosswalks {
		got[c.ID] = map[standard.Basis]int{}
		for _, item := range s.Items {
			seen := map[string]bool{}
			for _, m := range c.Of(item.ID) {
				if seen[m.Ref] || m.Ref == "" || m.Ref == "none" {
					t.Errorf("%s of %s stands twice or says nothing", m.Ref, item.ID)
				}
				seen[m.Ref] = true
				got[c.ID][m.Basis]++
			}
		}
	}
	want := map[string]map[standard.Basis]int{
		"iso-27001": {"library": 72}, "iso-27701": {"editorial": 30}, "iso-27701-2019": {"editorial": 21},
		"iso-9001": {"library": 13, "editorial": 13}, "iso-23894": {"editorial": 36},
		"nist-ai-rmf": {"published": 280, "library": 27, "editorial": 13}, "eu-ai-act": {"library": 144, "editorial": 37},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mappings by basis (-want +got):\n%s", diff)
	}
	for _, c := range s.Crosswalks {
		if c.ID == "eu-ai-act" && c.Of("6.1.2")[0].Title != "Risk management system" {
			t.Errorf("a paragraph has the title %q", c.Of("6.1.2")[0].Title)
		}
	}
}

func TestRolesAndStages(t *testing.T) {
	s := load42001(t)
	var roles, stages []string
	for _, r := range s.RolesOf("A.6.2.7") {
		roles = append(roles, r.Name)
	}
	for _, x := range s.StagesOf("A.6.2.4") {
		stages = append(stages, x.Name)
	}
	if diff := cmp.Diff([]string{"AI provider", "AI producer"}, roles); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Verification and validation"}, stages); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
	if len(s.Roles) != 6 || len(s.Stages) != 7 || len(s.Annexes) != 4 {
		t.Errorf("%d roles, %d stages, %d annexes", len(s.Roles), len(s.Stages), len(s.Annexes))
	}
	for _, item := range s.Items {
		for _, id := range item.Related {
			if control, ok := s.Find(id); !ok || control.Kind == standard.Clause {
				t.Errorf("%s goes with %s", item.ID, id)
			}
		}
	}
}
