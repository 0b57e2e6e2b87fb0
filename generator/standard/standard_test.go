package standard_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/standard"
)

func load42001(t testing.TB) *standard.Standard {
	t.Helper()
	standards, faults := standard.Load([]string{"iso-42001"}, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return standards[0]
}

func TestLoadOfNothing(t *testing.T) {
	if standards, faults := standard.Load(nil, nil); len(standards) != 0 || len(faults) != 0 {
		t.Errorf("Load(nil) = %v, %v", standards, faults)
	}
}

func TestEveryItemIsComplete(t *testing.T) {
	s := load42001(t)
	if s.ID != "iso-42001" || s.Name != "ISO/IEC 42001:2023" || s.Title == "" {
		t.Errorf("the standard is called %q, %q, %q", s.ID, s.Name, s.Title)
	}
	seen := map[string]bool{}
	for _, item := range s.Items {
		switch parent, found := s.Find(item.Parent); {
		case seen[item.ID]:
			t.Errorf("%s stands twice", item.ID)
		case item.Title == "" || item.Title != strings.TrimSpace(item.Title):
			t.Errorf("%s has the title %q", item.ID, item.Title)
		case len(item.Summary) < 15 || !strings.HasSuffix(item.Summary, "."):
			t.Errorf("%s has the summary %q", item.ID, item.Summary)
		case item.Parent == "" && item.Kind == standard.Control:
			t.Errorf("the control %s is part of nothing", item.ID)
		case item.Parent != "" && (!found || !seen[item.Parent]):
			t.Errorf("%s is part of %s, which doesn't stand before it", item.ID, item.Parent)
		case item.Parent != "" && !strings.HasPrefix(item.ID, item.Parent+"."):
			t.Errorf("%s is part of %s", item.ID, item.Parent)
		case item.Kind == standard.Clause && item.Parent != "" && !parent.Heading:
			t.Errorf("%s holds %s and is no heading", parent.ID, item.ID)
		case item.Kind == standard.Control && parent.Kind != standard.Objective:
			t.Errorf("the control %s is part of %s, which is no objective", item.ID, parent.ID)
		case item.Kind == standard.Control && item.Guidance != "B"+strings.TrimPrefix(item.ID, "A"):
			t.Errorf("%s has its guidance in %s", item.ID, item.Guidance)
		}
		seen[item.ID] = true
	}
}

func TestItemsAreInTheStandardsOrder(t *testing.T) {
	s := load42001(t)
	for name, items := range map[string][]standard.Item{
		"clauses": s.Clauses(), "annex C": s.AnnexC(),
		"annex A": s.Items[len(s.Clauses()) : len(s.Items)-len(s.AnnexC())],
	} {
		for i := 1; i < len(items); i++ {
			if a, b := items[i-1].ID, items[i].ID; !before(a, b) {
				t.Errorf("%s: %s stands before %s", name, a, b)
			}
		}
	}
}

// before compares ids part by part, numbers by their size.
func before(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		if as[i] == bs[i] {
			continue
		}
		m, errA := strconv.Atoi(as[i])
		n, errB := strconv.Atoi(bs[i])
		if errA != nil || errB != nil {
			return as[i] < bs[i]
		}
		return m < n
	}
	return len(as) < len(bs)
}

func TestCounts(t *testing.T) {
	s := load42001(t)
	groups := map[string]int{}
	for _, c := range s.Controls() {
		groups[c.Group]++
	}
	want := map[string]int{"A.2": 3, "A.3": 2, "A.4": 5, "A.5": 4, "A.6": 9, "A.7": 5, "A.8": 4, "A.9": 3, "A.10": 3}
	if diff := cmp.Diff(want, groups); diff != "" {
		t.Errorf("controls by group (-want +got):\n%s", diff)
	}
	headings, leaves := 0, 0
	explicit, asking := 0, map[string]bool{}
	for _, c := range s.Clauses() {
		if c.Heading {
			headings++
			if len(c.Information) > 0 {
				t.Errorf("the heading %s asks for information", c.ID)
			}
		}
		if !c.Heading {
			leaves++
		}
		for _, i := range c.Information {
			if i.Name == "" || len(i.Kinds) == 0 || i.Duty != standard.Maintain && i.Duty != standard.Retain {
				t.Errorf("%s asks for %+v", c.ID, i)
			}
			if i.Explicit {
				explicit++
				asking[c.ID] = true
			}
		}
	}
	got := map[string]int{
		"controls": len(s.Controls()), "objectives": len(s.Objectives()), "clauses": len(s.Clauses()), "headings": headings, "leaf clauses": leaves,
		"annex C": len(s.AnnexC()), "explicit information": explicit, "clauses asking in words": len(asking),
	}
	if diff := cmp.Diff(map[string]int{
		"controls": 38, "objectives": 9 + 2, "clauses": 43, "headings": 11, "leaf clauses": 32,
		"annex C": 11 + 7 + 2, "explicit information": 20, "clauses asking in words": 17,
	}, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	s := load42001(t)
	for id, want := range map[string]standard.Item{
		"A.6.2.4": {Kind: standard.Control, Title: "AI system verification and validation", Parent: "A.6.2", Group: "A.6"},
		"A.6.2":   {Kind: standard.Objective, Title: "AI system life cycle", Parent: "A.6", Group: "A.6"},
		"A.10":    {Kind: standard.Objective, Title: "Third-party and customer relationships", Group: "A.10"},
		"6.1.3":   {Kind: standard.Clause, Title: "AI risk treatment", Parent: "6.1"},
		"C.3.4":   {Kind: standard.AnnexC, Title: "Risk sources related to machine learning", Parent: "C.3"},
	} {
		item, ok := s.Find(id)
		got := standard.Item{Kind: item.Kind, Title: item.Title, Parent: item.Parent, Group: item.Group}
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("Find(%q) = %v (-want +got):\n%s", id, ok, diff)
		}
	}
	for _, id := range []string{"", "A.1", "A.2.1", "a.2.2", "11", "C.4"} {
		if item, ok := s.Find(id); ok {
			t.Errorf("Find(%q) = %s", id, item.ID)
		}
	}
}
