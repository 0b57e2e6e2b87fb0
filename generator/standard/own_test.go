package standard_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"aims/generator/standard"
)

// own is the folder of a manual that keeps a made-up standard.
func own(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{"iso-99999/standard.yaml": {Data: []byte("id: iso-99999\nname: ISO 99999:2030\ntitle: Tea — Management system\n")}}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

const teaControls = `- {id: A.5, title: Brewing, objective: true, summary: Tea is good.}
- {id: A.5.2, title: Warming the pot, parent: A.5, summary: Warm it.}
`

func TestStandardOfTheManual(t *testing.T) {
	files := own(map[string]string{
		"iso-99999/clauses.yaml":           "- {id: \"4\", title: Context, heading: true}\n- id: \"4.1\"\n  title: Leaves\n  parent: \"4\"\n  information: [{name: List of leaves, kinds: [register], duty: maintain, explicit: true}]\n",
		"iso-99999/controls.yaml":          teaControls,
		"iso-99999/crosswalk/coffee.yaml":  "to: coffee\nname: Coffee 1\ntitles: {K.1: Beans}\nitems:\n  A.5.2: {editorial: [K.1], published: [K.2]}\n",
		"iso-99999/notes.txt":              "not read",
		"iso-88888/standard.yaml":          "broken: [",
		"iso-99999/crosswalk/notes.txt":    "not read",
		"iso-99999/roles.yaml":             "roles: [{name: Brewer, items: [A.5]}]\nstages: [{name: Boiling, items: [A.5.2]}]\n",
		"iso-42001/standard.yaml":          "id: iso-42001\nname: Another\n",
		"a file among the folders.md":      "",
		"iso-99999/deep/er/standard.yaml":  "",
		"iso-99999/crosswalk/deep/er.yaml": "",
	})
	standards, faults := standard.Load([]string{"iso-42001", "iso-99999"}, files)
	if len(faults) > 0 || len(standards) != 2 {
		t.Fatalf("%d standards, %+v", len(standards), faults)
	}
	if standards[0].Name != "ISO/IEC 42001:2023" {
		t.Errorf("a folder took the place of a built-in standard: %q", standards[0].Name)
	}
	tea := standards[1]
	item, ok := tea.Find("A.5.2")
	if !ok || item.Title != "Warming the pot" || item.Group != "A.5" || tea.Name != "ISO 99999:2030" {
		t.Errorf("A.5.2 is %+v of %q", item, tea.Name)
	}
	want := []standard.Mapping{{Ref: "K.2", Basis: standard.Published}, {Ref: "K.1", Title: "Beans", Basis: standard.Editorial}}
	if diff := cmp.Diff(want, tea.Crosswalks[0].Of("A.5.2")); diff != "" {
		t.Errorf("crosswalk (-want +got):\n%s", diff)
	}
	if len(tea.RolesOf("A.5.2")) != 1 || len(tea.StagesOf("A.5.2")) != 1 || len(tea.StagesOf("A.5")) != 0 {
		t.Errorf("roles %v, stages %v", tea.RolesOf("A.5.2"), tea.StagesOf("A.5.2"))
	}
}

func TestFaultsOfData(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"twice":             {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/annex-c.yaml": "\n- {id: a.5.2, title: Again}\n"}, `standards/iso-99999/annex-c.yaml:2:8: the id "a.5.2" stands twice (standards/iso-99999/controls.yaml:2:8)`},
		"missing id":        {map[string]string{"iso-99999/clauses.yaml": "- title: No number\n"}, `standards/iso-99999/clauses.yaml: an item without an id stands here`},
		"missing title":     {map[string]string{"iso-99999/clauses.yaml": "- id: \"4.1\"\n"}, `standards/iso-99999/clauses.yaml:1:7: "4.1" has no title`},
		"bad id":            {map[string]string{"iso-99999/clauses.yaml": "- {id: ../x, title: Out}\n"}, `standards/iso-99999/clauses.yaml:1:8: "../x" can't be the id of an item`},
		"unknown parent":    {map[string]string{"iso-99999/controls.yaml": teaControls + "- {id: A.5.3, title: Cups, parent: A.55}\n"}, `standards/iso-99999/controls.yaml:3:36: "A.5.3" is part of "A.55", which the standard doesn't have (did you mean "A.5"?)`},
		"circle":            {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, parent: B}\n- {id: B, title: B, parent: A}\n"}, `standards/iso-99999/controls.yaml:1:29: "A" is part of itself, by way of "B"`},
		"itself":            {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, parent: A}\n"}, `standards/iso-99999/controls.yaml:1:29: "A" is part of itself, by way of "A"`},
		"unknown key":       {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, sumary: x}\n"}, `standards/iso-99999/controls.yaml:1:21: this can't be read: key sumary not found`},
		"no list":           {map[string]string{"iso-99999/controls.yaml": "id: A\n"}, `standards/iso-99999/controls.yaml:1:1: this can't be read: no place for !!map`},
		"no yaml":           {map[string]string{"iso-99999/controls.yaml": "- [\n"}, `standards/iso-99999/controls.yaml:2:1: this can't be read: did not find expected node content`},
		"duty":              {map[string]string{"iso-99999/clauses.yaml": "- {id: \"4\", title: A, information: [{name: x, kinds: [policy], duty: keep}]}\n"}, `standards/iso-99999/clauses.yaml:1:36: documented information of "4" has the duty "keep"`},
		"crosswalk item":    {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/crosswalk/x.yaml": "to: x\nname: X\nitems:\n  A.5.22: {library: [Y]}\n"}, `standards/iso-99999/crosswalk/x.yaml:4:3: "x" leads from "A.5.22", which the standard doesn't have (did you mean "A.5.2"?)`},
		"crosswalk basis":   {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/crosswalk/x.yaml": "to: x\nname: X\nitems:\n  A.5: {certain: [Y]}\n"}, `standards/iso-99999/crosswalk/x.yaml:4:3: "certain" is no basis of a mapping`},
		"crosswalk nowhere": {map[string]string{"iso-99999/crosswalk/x.yaml": "items: {}\n"}, `standards/iso-99999/crosswalk/x.yaml: the crosswalk doesn't say where it leads`},
		"stage":             {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/roles.yaml": "stages:\n  - {name: Boiling, items: [B.1]}\n"}, `standards/iso-99999/roles.yaml:2:5: "Boiling" goes with "B.1", which the standard doesn't have`},
		"other name":        {map[string]string{"iso-99999/standard.yaml": "id: iso-9999\nname: X\n"}, `standards/iso-99999/standard.yaml:1:5: the standard in the folder "iso-99999" calls itself "iso-9999"`},
		"no name":           {map[string]string{"iso-99999/standard.yaml": "id: iso-99999\n"}, `standards/iso-99999/standard.yaml:1:1: the standard has no name`},
		"no standard.yaml":  {map[string]string{"iso-99999/standard.yaml": ""}, `standards/iso-99999/standard.yaml: the standard has no standard.yaml, or an empty one`},
	} {
		t.Run(name, func(t *testing.T) {
			_, found := standard.Load([]string{"iso-99999"}, own(test.files))
			var got []string
			for _, d := range found {
				line := d.Position.String() + ": " + d.Message
				for _, r := range d.Related {
					line += " (" + r.Position.String() + ")"
				}
				if strings.HasPrefix(d.Hint, "did you mean") {
					line += " (" + d.Hint + ")"
				}
				if d.Rule != standard.Rule {
					t.Errorf("the rule %q", d.Rule)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestUnknownStandard(t *testing.T) {
	for id, want := range map[string]string{
		"iso-99998": `unknown standard "iso-99998": known are iso-42001, iso-99999; did you mean "iso-99999"?`,
		"x":         `unknown standard "x": known are iso-42001, iso-99999; put it into standards/x`,
	} {
		standards, found := standard.Load([]string{id}, own(nil))
		if len(standards) != 0 || len(found) != 1 || found[0].File != "" || found[0].Message+"; "+found[0].Hint != want {
			t.Errorf("Load(%q) = %v, %+v; want %s", id, standards, found, want)
		}
	}
}
