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
		"a file among the folders.md":      "",
		"iso-99999/deep/er/standard.yaml":  "",
		"iso-99999/crosswalk/deep/er.yaml": "",
	})
	standards, faults := standard.Load([]string{"iso-42001", "iso-99999"}, files)
	if len(faults) > 0 || len(standards) != 2 {
		t.Fatalf("%d standards, %+v", len(standards), faults)
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
		"twice":          {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/annex-c.yaml": "\n- {id: a.5.2, title: Again}\n"}, `standards/iso-99999/annex-c.yaml:2:8: the id "a.5.2" stands twice (standards/iso-99999/controls.yaml:2:8)`},
		"missing id":     {map[string]string{"iso-99999/clauses.yaml": "- title: No number\n"}, `standards/iso-99999/clauses.yaml:1:3: an item without an id stands here`},
		"missing title":  {map[string]string{"iso-99999/clauses.yaml": "- id: \"4.1\"\n"}, `standards/iso-99999/clauses.yaml:1:7: "4.1" has no title`},
		"bad id":         {map[string]string{"iso-99999/clauses.yaml": "- {id: ../x, title: Out}\n"}, `standards/iso-99999/clauses.yaml:1:8: "../x" can't be the id of an item`},
		"unknown parent": {map[string]string{"iso-99999/controls.yaml": teaControls + "- {id: A.5.3, title: Cups, parent: A.55}\n"}, `standards/iso-99999/controls.yaml:3:36: "A.5.3" is part of "A.55", which the standard doesn't have (did you mean "A.5"?)`},
		"circle":         {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, parent: B}\n- {id: B, title: B, parent: A}\n"}, `standards/iso-99999/controls.yaml:1:29: "A" is part of itself, by way of "B"`},
		"itself":         {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, parent: A}\n"}, `standards/iso-99999/controls.yaml:1:29: "A" is part of itself, by way of "A"`},
		"unknown key":    {map[string]string{"iso-99999/controls.yaml": "- {id: A, title: A, sumary: x}\n"}, `standards/iso-99999/controls.yaml:1:21: unknown key "sumary" (did you mean "summary"?)`},
		"no list":        {map[string]string{"iso-99999/controls.yaml": "id: A\n"}, `standards/iso-99999/controls.yaml:1:1: a list is wanted here`},
		"no yaml":        {map[string]string{"iso-99999/controls.yaml": "- [\n"}, `standards/iso-99999/controls.yaml:2:1: this can't be read: did not find expected node content`},
		"duty":           {map[string]string{"iso-99999/clauses.yaml": "- {id: \"4\", title: A, information: [{name: x, kinds: [policy], duty: keep}]}\n"}, `standards/iso-99999/clauses.yaml:1:70: documented information of "4" has the duty "keep"`},
		"other file": {map[string]string{"iso-99999/contrls.yaml": "", "iso-99999/ROLES.YML": "", "iso-99999/crosswalk/x.yml": "", "iso-99999/zz.yaml": ""}, `standards/iso-99999/ROLES.YML: nothing of this file is read (did you mean "roles.yaml"?)
standards/iso-99999/contrls.yaml: nothing of this file is read (did you mean "controls.yaml"?)
standards/iso-99999/crosswalk/x.yml: nothing of this file is read
standards/iso-99999/zz.yaml: nothing of this file is read`},
		"crosswalk item":    {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/crosswalk/x.yaml": "to: x\nname: X\nitems:\n  A.5.22: {library: [Y]}\n"}, `standards/iso-99999/crosswalk/x.yaml:4:3: "x" leads from "A.5.22", which the standard doesn't have (did you mean "A.5.2"?)`},
		"crosswalk basis":   {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/crosswalk/x.yaml": "to: x\nname: X\nitems:\n  A.5: {certain: [Y]}\n"}, `standards/iso-99999/crosswalk/x.yaml:4:9: "certain" is no basis of a mapping`},
		"crosswalk nowhere": {map[string]string{"iso-99999/crosswalk/x.yaml": "items: {}\n"}, `standards/iso-99999/crosswalk/x.yaml:1:1: the crosswalk doesn't say where it leads`},
		"stage":             {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/roles.yaml": "stages:\n  - {name: Boiling, items: [B.1]}\n"}, `standards/iso-99999/roles.yaml:2:29: "Boiling" goes with "B.1", which the standard doesn't have`},
		"empty entry": {map[string]string{"iso-99999/controls.yaml": "-\n- {id: A.5, title: A, parent: B}\n- text\n"}, `standards/iso-99999/controls.yaml:1:2: an empty entry of a list
standards/iso-99999/controls.yaml:2:31: "A.5" is part of "B", which the standard doesn't have
standards/iso-99999/controls.yaml:3:3: keys and values are wanted here`},
		"child of a slip": {map[string]string{"iso-99999/controls.yaml": "- {id: A.5, titel: A}\n- {id: A.5.1, title: B, parent: A.5, related: [A.5]}\n- {id: A.6, title: [x]}\n- {id: A.6.1, title: B, parent: A.6}\n"}, `standards/iso-99999/controls.yaml:1:13: unknown key "titel" (did you mean "title"?)
standards/iso-99999/controls.yaml:3:20: this can't be read: no place for !!seq`},
		"child of no title": {map[string]string{"iso-99999/controls.yaml": "- {id: A.5}\n- {id: A.5.1, title: B, parent: A.5}\n"}, `standards/iso-99999/controls.yaml:1:8: "A.5" has no title`},
		"key twice": {map[string]string{"iso-99999/controls.yaml": "- {id: A.5, title: A, title: B}\n- {id: A.6, title: A, parent: A.4}\n"}, `standards/iso-99999/controls.yaml:1:23: key "title" stands here and on line 1
standards/iso-99999/controls.yaml:2:31: "A.6" is part of "A.4", which the standard doesn't have`},
		"aliases": {map[string]string{"iso-99999/controls.yaml": "- {id: A.5, title: &x X}\n- {id: A.6, title: *x, related: [" + strings.Repeat("*x,", 20) + "]}\n"}, `standards/iso-99999/controls.yaml:2:91: more than 20 aliases`},
		"related": {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/annex-c.yaml": "- {id: C.2, title: C, related: [A.5,\n  A.55]}\n"}, `standards/iso-99999/annex-c.yaml:2:3: "C.2" goes with "A.55", which the standard doesn't have (did you mean "A.5"?)`},
		"empty stage": {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/roles.yaml": "stages:\n  -\n  - {name: Boiling, items: [A.5, A.6]}\nroles:\n  - {name: X, parts: [{name: Y, items: [A.7]}]}\nstage: []\n"}, `standards/iso-99999/roles.yaml:2:4: an empty entry of a list
standards/iso-99999/roles.yaml:3:34: "Boiling" goes with "A.6", which the standard doesn't have
standards/iso-99999/roles.yaml:5:41: "Y" goes with "A.7", which the standard doesn't have
standards/iso-99999/roles.yaml:6:1: unknown key "stage" (did you mean "stages"?)`},
		"crosswalk to ours": {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-99999/crosswalk/x.yaml": "to: iso-42001\nname: X\nitems:\n  A.5: {library: [A.2.2, A.22.2, A.2.2(a)]}\n"}, `standards/iso-99999/crosswalk/x.yaml:4:26: "A.5" leads to "A.22.2", which ISO/IEC 42001:2023 doesn't have (did you mean "A.2.2"?)`},
		"crosswalk to own":  {map[string]string{"iso-99999/controls.yaml": teaControls, "iso-88888/standard.yaml": "id: iso-88888\nname: Cups\n", "iso-88888/controls.yaml": "- {id: K.1, title: A}\n", "iso-99999/crosswalk/x.yaml": "to: iso-88888\nname: X\nitems:\n  A.5: {library: [K.1,\n    K.2]}\n"}, `standards/iso-99999/crosswalk/x.yaml:5:5: "A.5" leads to "K.2", which Cups doesn't have`},
		"crosswalk key":     {map[string]string{"iso-99999/crosswalk/x.yaml": "too: x\nname: X\n"}, `standards/iso-99999/crosswalk/x.yaml:1:1: unknown key "too" (did you mean "to"?)`},
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
			if diff := cmp.Diff(strings.Split(test.want, "\n"), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A folder can't take the place of a built-in standard, and isn't left out in silence.
func TestFolderWithTheNameOfABuiltInStandard(t *testing.T) {
	for text, want := range map[string]string{
		"id: iso-42001\nname: Another\n": "standards/iso-42001/standard.yaml:1:5",
		"name: Another\n":                "standards/iso-42001/standard.yaml:1:1",
		"":                               "standards/iso-42001",
	} {
		files := own(map[string]string{"iso-42001/standard.yaml": text})
		standards, found := standard.Load([]string{"iso-42001", "iso-99999"}, files)
		if len(standards) != 2 || standards[0].Name != "ISO/IEC 42001:2023" {
			t.Errorf("%q: a folder took the place of a built-in standard", text)
		}
		if len(found) != 1 || found[0].Position.String() != want || found[0].Message != `the standard "iso-42001" is built in, and nothing of this folder is read` {
			t.Errorf("%q: %+v", text, found)
		}
		if _, found := standard.Load([]string{"iso-99999"}, files); len(found) > 0 {
			t.Errorf("%q: %+v", text, found)
		}
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
