package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/manual"
)

// heldIn is a file of risks with titles, given as id and title in turn.
func heldIn(id string, rows ...string) string {
	text := "---\nid: " + id + "\nkind: risk\ntitle: All\nrecords:\n"
	for i := 0; i+1 < len(rows); i += 2 {
		text += fmt.Sprintf("  - {id: %s, title: %s, level: low}\n", rows[i], rows[i+1])
	}
	return text + "---\n"
}

// gone says what is not there any more, and in which commit it went.
func gone(m *manual.Manual) (lines []string) {
	for _, t := range m.Gone {
		line := fmt.Sprintf("%s %s in %q", t.ID, t.Title, history.Subject(m.History.Log.Commits[t.Gone].Message))
		if t.Of != nil {
			line += " from " + t.Of.ID
		}
		lines = append(lines, line)
	}
	return lines
}

func TestRowsThatAreGone(t *testing.T) {
	r := gittest.New(t)
	const first, second = "content/first.md", "content/second.md"
	for _, step := range []struct {
		name string
		do   func()
		want []string
	}{
		{"all there", func() {
			r.Commit("begin", first, heldIn("LIST-1", "RSK-1", "One", "Rsk-2", "Two", "RSK-3", "Three", "RSK-4", "Four"), second, heldIn("LIST-2", "RSK-9", "Nine"))
		}, nil},
		{"taken out", func() {
			r.Commit("take out", first, heldIn("LIST-1", "Rsk-2", "Two", "RSK-3", "Three", "RSK-4", "Four"))
		}, []string{`RSK-1 One in "take out" from LIST-1`}},
		{"moved into a file and another list", func() {
			r.Commit("move", first, heldIn("LIST-1", "RSK-4", "Four"), second, heldIn("LIST-2", "RSK-9", "Nine", "RSK-3", "Three"), "content/two.md", doc("risk", "RSK-2", "Two", "level: low"))
		}, []string{`RSK-1 One in "take out" from LIST-1`}},
		{"can't be read", func() { r.Commit("break", first, "---\nid: [\n---\n") }, []string{`RSK-1 One in "take out" from LIST-1`}},
		{"renamed", func() {
			r.Commit("rename", first, strings.Replace(heldIn("LIST-1", "RSK-5", "Four"), "title: Four", "title: Four, formerly: [RSK-4]", 1))
		}, []string{`RSK-1 One in "take out" from LIST-1`}},
		{"the files go", func() {
			r.Git("rm", "-q", second, "content/two.md")
			r.Commit("remove")
		}, []string{`LIST-2 All in "remove"`, `RSK-1 One in "take out" from LIST-1`, `RSK-2 Two in "remove"`, `RSK-3 Three in "remove" from LIST-2`, `RSK-9 Nine in "remove" from LIST-2`}},
		{"back as a row", func() {
			r.Commit("restore", first, heldIn("LIST-1", "RSK-5", "Four", "RSK-2", "Two", "RSK-9", "Nine"))
		}, []string{`LIST-2 All in "remove"`, `RSK-1 One in "take out" from LIST-1`, `RSK-3 Three in "remove" from LIST-2`, `RSK-4 Four in "rename" from LIST-1`}},
		{"and gone as one", func() { r.Commit("again", first, heldIn("LIST-1")) }, []string{`LIST-2 All in "remove"`, `RSK-1 One in "take out" from LIST-1`, `RSK-2 Two in "again" from LIST-1`,
			`RSK-3 Three in "remove" from LIST-2`, `RSK-4 Four in "rename" from LIST-1`, `RSK-5 Four in "again" from LIST-1`, `RSK-9 Nine in "again" from LIST-1`}},
	} {
		step.do()
		if diff := cmp.Diff(step.want, gone(remembered(t, r, ""))); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", step.name, diff)
		}
	}
}

// An id is used again when what comes later has another title. What is moved or
// put back is what it was, and a landing that replaces it is an edit.
func TestIDsOfRowsThatAreUsedAgain(t *testing.T) {
	const file, own = "content/list.md", "content/own.md"
	risk := func(title string) string { return doc("risk", "RSK-1", title, "level: low") }
	for _, test := range []struct {
		name  string
		steps [][]string // files of each commit; an empty text removes one
		want  string
	}{
		{"another row", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST")}, {file, heldIn("LIST", "RSK-1", "Other")}}, "One, Other: 1 to 2"},
		{"put back", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST")}, {file, heldIn("LIST", "RSK-1", "'one '")}}, ""},
		{"edited", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST", "RSK-1", "Other")}}, ""},
		{"a file", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST")}, {own, risk("Other")}}, "One, Other: 1 to 2"},
		{"a file of the same landing", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST"), own, risk("Other")}}, ""},
		{"a row after a file", [][]string{{own, risk("One"), file, heldIn("LIST")}, {own, ""}, {file, heldIn("LIST", "RSK-1", "Other")}}, "One, Other: 1 to 2"},
		{"another id, with another title", [][]string{{file, heldIn("LIST", "RSK-1", "One")}, {file, heldIn("LIST")}, {file, strings.Replace(heldIn("LIST", "RSK-2", "Other"), "title: Other", "title: Other, formerly: RSK-1", 1)}}, ""},
		{"two files", [][]string{{own, risk("One"), file, heldIn("LIST", "RSK-2", "Two")}, {own, ""}, {own, risk("Other")}}, ""},
	} {
		r := gittest.New(t)
		for i, files := range test.steps {
			for j := 0; j < len(files); j += 2 {
				if files[j+1] == "" {
					r.Git("rm", "-q", files[j])
				} else {
					r.Write(files[j], files[j+1])
				}
			}
			r.Commit(fmt.Sprint(i))
		}
		m := remembered(t, r, "")
		got := ""
		for _, x := range m.Reused {
			subject := func(at int) string { return history.Subject(m.History.Log.Commits[at].Message) }
			got += fmt.Sprintf("%s, %s: %s to %s", x.Then, x.Now, subject(x.Gone), subject(x.At))
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
