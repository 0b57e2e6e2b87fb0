package generator_test

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/git/gittest"
)

// riskList is a file of risks as rows, each given as its keys.
func riskList(status string, rows ...string) string {
	text := "---\nid: LIST\nkind: risk\ntitle: All\n" + status + "\nrecords:\n"
	for _, row := range rows {
		text += "  - {" + row + "}\n"
	}
	return text + "---\n"
}

// standings are the rows of the register of risks with the readers' word, those
// of the page of the file that holds them, and the newer texts beside them.
func standings(t *testing.T, r *gittest.Repo) []string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	publish(t, generator.Options{Dir: r.Dir, Output: out, KeepGoing: true})
	site := read(t, out)
	table, err := csv.NewReader(strings.NewReader(site["registers/risk.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range table[1:] {
		says := map[string]string{}
		for i, name := range table[0] {
			says[name] = row[i]
		}
		line := fmt.Sprintf("%s %s: %s", says["id"], says["level"], says["readers' word"])
		if next := site["next/documents/"+says["id"]+".html"]; next != "" {
			for _, level := range []string{"low", "medium", "high"} {
				if strings.Contains(next, ">"+level+"<") {
					line += ", next " + level
				}
			}
		}
		if _, page, _ := strings.Cut(site["documents/LIST.html"], "<main"); strings.Contains(page, `"`+says["id"]+`.html"`) {
			line += ", listed"
		}
		lines = append(lines, line)
	}
	return lines
}

// A text in force stays at its address when a newer one stands in another file, and
// is linked to where it stood.
func TestInForceInAnotherFile(t *testing.T) {
	holds := func(id, row string) string {
		return "---\nid: " + id + "\nkind: risk\ntitle: " + id + "\nrecords: [" + row + "]\n---\n"
	}
	own := func(keys string) string { return "---\nkind: risk\n" + keys + "\n---\n" }
	const approved = "{id: RSK-1, title: Old, status: approved}"
	for _, test := range []struct {
		name        string
		first, then []string // paths and texts
		path        string   // that the text in force is linked to
	}{
		{"row to row", []string{"l.md", holds("L", approved)}, []string{"l.md", holds("L", ""), "m.md", holds("M", "{id: RSK-1, title: New, status: draft}")}, "content/l.md"},
		{"row to file", []string{"l.md", holds("L", approved)}, []string{"l.md", holds("L", ""), "own.md", own("id: RSK-1\ntitle: New\nstatus: draft")}, "content/l.md"},
		{"file to row", []string{"own.md", own("id: RSK-1\ntitle: Old\nstatus: approved"), "l.md", holds("L", "")}, []string{"own.md", "notes\n", "l.md", holds("L", "{id: RSK-1, title: New, status: draft}")}, "content/own.md"},
		{"another id", []string{"l.md", holds("L", strings.Replace(approved, "RSK-1", "RSK-9", 1))}, []string{"l.md", holds("L", "{id: RSK-1, title: New, status: draft, formerly: RSK-9}")}, "content/l.md"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := gittest.New(t)
			for i, files := range [][]string{test.first, test.then} {
				for j := 0; j < len(files); j += 2 {
					r.Write("content/"+files[j], files[j+1])
				}
				r.Commit(fmt.Sprint(i), "aims.yaml", "links: {source: 'https://source.example/{commit}/{path}'}\n")
			}
			out := filepath.Join(t.TempDir(), "site")
			publish(t, generator.Options{Dir: r.Dir, Output: out, KeepGoing: true})
			site := read(t, out)
			for page, words := range map[string][]string{
				"documents/RSK-1.html":      {">Old<", "https://source.example/" + r.Git("rev-parse", "HEAD~1") + "/" + test.path + `"`},
				"next/documents/RSK-1.html": {">New<"},
			} {
				for _, word := range words {
					if !strings.Contains(site[page], word) {
						t.Errorf("%s lacks %s", page, word)
					}
				}
			}
		})
	}
}

// A row is in force, superseded or withdrawn as a file is; where its file has a text
// in force, a newer one changes no row at its address.
func TestStandingOfRows(t *testing.T) {
	const approved, draft = "status: approved", "status: draft"
	const low, high = "id: RSK-1, title: One, level: low", "id: RSK-1, title: One, level: high"
	const two = "id: RSK-2, title: Two, level: low"
	for _, test := range []struct {
		name  string
		steps []string // texts of the file, one for each commit
		work  string   // a text that is not committed; "" for none
		want  []string
	}{
		{"no status", []string{riskList("", low)}, "", []string{"RSK-1 low: , listed"}},
		{"approved", []string{riskList("", low+", "+approved)}, "", []string{"RSK-1 low: in force, listed"}},
		{"superseded", []string{riskList("", low+", "+approved), riskList("", low+", "+approved, two+", supersedes: RSK-1, "+approved)}, "",
			[]string{"RSK-1 low: superseded, listed", "RSK-2 low: in force, listed"}},
		{"superseded by a draft", []string{riskList("", low+", "+approved), riskList("", low+", "+approved, two+", supersedes: [RSK-1], "+draft)}, "",
			[]string{"RSK-1 low: in force, listed", "RSK-2 low: draft, listed"}},
		{"withdrawn", []string{riskList("", low+", "+approved), riskList("", low+", status: withdrawn")}, "", []string{"RSK-1 low: withdrawn, listed"}},
		{"a draft of the row", []string{riskList("", low+", "+approved), riskList("", high+", "+draft)}, "", []string{"RSK-1 low: in force, next high, listed"}},
		{"a draft of the row in hand", []string{riskList("", low+", "+approved)}, riskList("", high+", "+draft), []string{"RSK-1 low: in force, next high, listed"}},
		{"a change of another row in hand", []string{riskList("", low+", "+approved, two+", "+approved)}, riskList("", low+", "+approved, strings.Replace(two, "low", "high", 1)+", "+approved),
			[]string{"RSK-1 low: in force, listed", "RSK-2 low: in force, next high, listed"}},
		{"a draft of the file", []string{riskList(approved, low, two, "id: RSK-3, title: Three, level: low"), riskList(draft, high, two, "id: RSK-4, title: Four, level: low")}, "",
			[]string{"RSK-1 low: , next high, listed", "RSK-2 low: , listed", "RSK-3 low: , listed", "RSK-4 low: draft"}},
		{"a draft of the file in hand", []string{riskList(approved, low, two)}, riskList(draft, high, two, "id: RSK-4, title: Four, level: low"),
			[]string{"RSK-1 low: , next high, listed", "RSK-2 low: , listed", "RSK-4 low: draft"}},
		{"a row approved in a draft of the file", []string{riskList(approved, low, two), riskList(draft, high+", "+approved, two)}, "",
			[]string{"RSK-1 high: in force, listed", "RSK-2 low: , listed"}},
		{"a draft alone", []string{riskList(draft, low, two+", "+approved)}, "", []string{"RSK-1 low: draft, listed", "RSK-2 low: in force, listed"}},
		{"the file withdrawn", []string{riskList(approved, low), riskList("status: withdrawn", low)}, "", []string{"RSK-1 low: withdrawn, listed"}},
		{"the file approved again", []string{riskList(approved, low, two), riskList(draft, high), riskList(approved, high)}, "", []string{"RSK-1 high: , listed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := gittest.New(t)
			for i, text := range test.steps {
				r.Commit(fmt.Sprint(i), "content/risks.md", text)
			}
			if test.work != "" {
				r.Write("content/risks.md", test.work)
			}
			if diff := cmp.Diff(test.want, standings(t, r)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
