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
			"MOD-2,'=cmd|' /C calc'!A0,'-1,trial,,internal,,documents/MOD-2.html\r\n",
		"registers/risk.csv": "id,title,level,treatment,residual-level,due,owner,classification,insurer,readers' word,page address\r\n" +
			"RSK-1,One,low,,,,lead,internal,\"a, \"\"b\"\"\",,documents/RSK-1.html\r\n" +
			"RSK-2,Two,severe,,,2026-12-31,lead,internal,,,documents/RSK-2.html\r\n",
	} {
		if diff := cmp.Diff(want, string(site[address])); diff != "" {
			t.Errorf("%s -want +got\n%s", address, diff)
		}
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
