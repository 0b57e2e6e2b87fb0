package render_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const ownKind = `
kinds:
  model-card:
    prefix: MOD
    record: true
    columns: [id, title, accuracy, stage]
    fields:
      accuracy: number
      stage: {type: choice, choices: [trial, use]}
  risk:
    fields:
      insurer: {type: text, label: Insured by}
`

var recordFiles = files{
	"aims.yaml":     ownKind,
	"content/m1.md": "---\nid: MOD-1\nkind: model-card\ntitle: Ranker\naccuracy: 0.93\nstage: use\nstate: in-use\n---\n",
	"content/m2.md": "---\nid: MOD-2\nkind: model-card\ntitle: \"=cmd|' /C calc'!A0\"\naccuracy: -1\nstage: trial\n---\n",
	"content/rows.md": "---\nid: RSK-LIST\nkind: risk\ntitle: All risks\nowner: lead\nrecords:\n" +
		"  - {id: RSK-1, title: One, level: low, insurer: \"a, \\\"b\\\"\"}\n  - {id: RSK-2, title: Two, level: severe, due: 2026-12-31}\n---\n\n```register\nkind: risk\nwhere: level >= high\ncolumns: [level, due]\n```\n",
	"content/term.md": "---\nid: TRM-1\nkind: term\ntitle: Élan\ndefinition: Force.\n---\n",
	"content/pol.md":  "---\nid: POL-1\nkind: policy\ntitle: Policy\n---\nSee [[term:Élan]].\n",
}

// rows are the rows of the first table of a page, cells parted by a bar.
func (ps pages) rows(t *testing.T, address string) []string {
	t.Helper()
	var list []string
	for _, tr := range elements(elements(ps.page(t, address), named("tbody"))[0], named("tr")) {
		var cells []string
		for c := range tr.ChildNodes() {
			cells = append(cells, words(c))
		}
		list = append(list, strings.Join(cells, "|"))
	}
	return list
}

func TestRegisters(t *testing.T) {
	site := of(t, recordFiles)
	for address, want := range map[string][]string{
		"registers/model-card.html": {"MOD-1 Ranker|0.93|use|In use", "MOD-2 =cmd|' /C calc'!A0|-1|trial|"},
		"registers/risk.html":       {"RSK-1 One|low||||lead", "RSK-2 Two|severe|||2026-12-31|lead"},
		"documents/RSK-LIST.html":   {"RSK-2 Two|severe|2026-12-31"},
	} {
		if diff := cmp.Diff(want, site.rows(t, address)); diff != "" {
			t.Errorf("%s -want +got\n%s", address, diff)
		}
	}
	list := words(site.page(t, "registers/index.html"))
	for _, want := range []string{"Other records Model cards 2 entries CSV", "Risks 2 entries CSV", "Glossary Terms 1 entry CSV"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list of registers lacks %q: %s", want, list)
		}
	}
	if glossary := words(site.page(t, "glossary.html")); !strings.Contains(glossary, "E Élan Force. Used in: POL-1 Policy") {
		t.Error(glossary)
	}
}

func TestCSV(t *testing.T) {
	site := of(t, recordFiles)
	for address, want := range map[string]string{
		"registers/model-card.csv": "id,title,accuracy,stage,state,classification,readers' word,page address\r\n" +
			"MOD-1,Ranker,0.93,use,in-use,internal,,documents/MOD-1.html\r\n" +
			"MOD-2,'=cmd|' /C calc'!A0,-1,trial,,internal,,documents/MOD-2.html\r\n",
		"registers/risk.csv": "id,title,level,treatment,residual-level,due,owner,classification,insurer,readers' word,page address\r\n" +
			"RSK-1,One,low,,,,lead,internal,\"a, \"\"b\"\"\",,documents/RSK-1.html\r\n" +
			"RSK-2,Two,severe,,,2026-12-31,lead,internal,,,documents/RSK-2.html\r\n",
	} {
		if diff := cmp.Diff(want, string(site[address])); diff != "" {
			t.Errorf("%s -want +got\n%s", address, diff)
		}
	}
}

// The organisation's own keys have columns, and no text becomes a formula, however
// a spreadsheet parts the cells; honest numbers stay what they are.
func TestCSVOfOwnKeysAndFormulas(t *testing.T) {
	site := of(t, files{
		"content/1.md": "---\nid: TRM-1\nkind: term\ntitle: x;=1+1\ndefinition: \"a\\n=1;  \\\"@b\\\"; ＝2\"\nx-zone: [north, =2]\nx-area: a-b\n---\n",
		"content/2.md": "---\nid: TRM-2\nkind: term\ntitle: \"-3.5; +4 %; -cmd|x\"\ndefinition: \"C=1; a+b = c, me@example.org; 1 = 2\"\nx-area: {b: [-1, -x]}\ntags: [one, +1, \"=two\"]\n---\n",
	})
	want := "id,title,definition,source,classification,tags,x-area,x-zone,readers' word,page address\r\n" +
		"TRM-1,x;'=1+1,\"a\r\n'=1;'  \"\"@b\"\";' ＝2\",,internal,,a-b,north;' =2,,documents/TRM-1.html\r\n" +
		"TRM-2,-3.5; +4 %;' -cmd|x,\"C=1; a+b = c, me@example.org; 1 = 2\",,internal,one; +1;' =two,b: -1; b: -x,,,documents/TRM-2.html\r\n"
	if diff := cmp.Diff(want, string(site["registers/term.csv"])); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestLongRegistersAreSplit(t *testing.T) {
	var rows strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&rows, "  - {id: RSK-%d, title: Risk, level: low}\n", i+1)
	}
	site := of(t, files{"content/a.md": "---\nid: LIST\nkind: risk\ntitle: All\nrecords:\n" + rows.String() + "---\n"})
	for address, want := range map[string]int{"registers/risk.html": 500, "registers/risk/2.html": 500, "registers/risk/3.html": 1, "documents/LIST.html": 500} {
		if got := len(site.rows(t, address)); got != want {
			t.Errorf("%s has %d rows, want %d", address, got, want)
		}
	}
	all, err := csv.NewReader(bytes.NewReader(site["registers/risk.csv"])).ReadAll()
	if err != nil || len(all) != 1002 {
		t.Errorf("the CSV has %d rows (%v)", len(all), err)
	}
	if last := site.rows(t, "registers/risk/3.html")[0]; !strings.HasPrefix(last, "RSK-1001 Risk|low") {
		t.Error(last)
	}
}

// What doesn't simply hold is marked where no column tells, and counts nowhere.
func TestRegistersMarkWhatDoesNotHold(t *testing.T) {
	site := of(t, files{
		"content/rows.md": "---\nid: RSK-LIST\nkind: risk\ntitle: All risks\nrecords:\n" +
			"  - {id: RSK-1, title: One, level: severe}\n  - {id: RSK-2, title: Two, level: severe, status: withdrawn}\n  - {id: RSK-3, title: Three, level: severe, status: draft}\n---\n\n```register\nkind: risk\ncolumns: [id, title]\n```\n",
		"content/term.md": "---\nid: TRM-1\nkind: term\ntitle: Old\nstatus: withdrawn\ndefinition: Gone.\n---\n",
		"content/o1.md":   "---\nid: OBJ-1\nkind: objective\ntitle: One\nmeasure: M\ntarget: reduce by at least 20 %\nmeasurements: [{date: 2026-01-01, value: 3 %}]\n---\n",
		"content/o2.md":   "---\nid: OBJ-2\nkind: objective\ntitle: Two\nstatus: draft\nmeasure: M\ntarget: at least 2\nmeasurements: [{date: 2026-01-01, value: 3}]\n---\n",
	})
	for address, want := range map[string][]string{
		"registers/risk.html":     {"RSK-1 One|severe||||", "RSK-2 Two Withdrawn|severe||||", "RSK-3 Three Draft|severe||||"},
		"documents/RSK-LIST.html": {"RSK-1 One", "RSK-2 Two Withdrawn", "RSK-3 Three Draft"},
	} {
		got := site.rows(t, address)
		for i, row := range got {
			got[i] = strings.TrimSuffix(row, "|")
		}
		for i := range want {
			want[i] = strings.TrimSuffix(want[i], "|")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s -want +got\n%s", address, diff)
		}
	}
	matrix := words(elements(site.page(t, "registers/risk-matrix.html"), named("main"))[0])
	for _, want := range []string{"2 risks, 2 open", "RSK-3 Three (draft)", "RSK-3 Three Draft"} {
		if !strings.Contains(matrix, want) {
			t.Errorf("the matrix lacks %q", want)
		}
	}
	if strings.Contains(matrix, "RSK-2") {
		t.Error("the matrix has a withdrawn risk")
	}
	if glossary := words(site.page(t, "glossary.html")); !strings.Contains(glossary, "Old Withdrawn") {
		t.Error(glossary)
	}
	objectives := words(site.page(t, "registers/objective.html"))
	for _, want := range []string{"OBJ-2 TwoMat least 2Meets the target 3 on 2026-01-01Draft", "Not judged 1"} {
		if !strings.Contains(objectives, want) {
			t.Errorf("the objectives lack %q: %s", want, objectives)
		}
	}
	if strings.Contains(objectives, "Meets the target 1") {
		t.Error("a draft counts as an objective that meets its target")
	}
}

// No kind's register takes the place of a page of the site.
func TestKindsNamedLikePages(t *testing.T) {
	site := of(t, files{
		"aims.yaml":    "kinds: {risk-matrix: {prefix: A, record: true}, index: {prefix: B, record: true}}\n",
		"content/1.md": "---\nid: A-1\nkind: risk-matrix\ntitle: One\n---\n",
		"content/2.md": "---\nid: A-2\nkind: index\ntitle: One\n---\n",
		"content/3.md": "---\nid: RSK-1\nkind: risk\ntitle: One\nlevel: low\n---\n",
	})
	for address, want := range map[string]string{"registers/risk-matrix.html": "RSK-1", "registers/risk-matrix_.html": "A-1", "registers/index_.html": "A-2"} {
		if all := words(site.page(t, address)); !strings.Contains(all, want) {
			t.Errorf("%s lacks %s", address, want)
		}
	}
}
