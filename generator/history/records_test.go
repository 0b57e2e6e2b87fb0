package history_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
)

// list writes a file that holds risks as rows, each given as its keys.
func list(id string, rows ...string) string {
	text := "---\nid: " + id + "\nkind: risk\ntitle: All\nowner: ada\nrecords:\n"
	for _, row := range rows {
		text += "  - {" + row + "}\n"
	}
	return text + "---\n"
}

const (
	one, two = "id: RSK-1, title: One", "id: RSK-2, title: Two"
	otherOne = "id: RSK-1, title: Other"
	otherTwo = "id: RSK-2, title: Other"
)

// recordStories are about records that are rows of files.
var recordStories = map[string]func(*gittest.Repo){
	"rows": func(r *gittest.Repo) {
		r.Commit("first", "a.md", list("LIST", one, two))
		r.Commit("another row", "a.md", list("LIST", one, otherTwo))
		r.Commit("their order", "a.md", list("LIST", otherTwo, one))
		r.Commit("unreadable", "a.md", "---\nid: LIST\nrecords: [\n---\n")
		r.Commit("readable", "a.md", list("LIST", otherTwo, one))
		r.Commit("the owner of the file", "a.md", strings.Replace(list("LIST", otherTwo, one+", owner: ada"), "owner: ada", "owner: ben", 1))
		r.Commit("taken out", "a.md", strings.Replace(list("LIST", otherTwo), "owner: ada", "owner: ben", 1))
		r.Commit("put back, approved", "a.md", strings.Replace(list("LIST", otherTwo, one+", status: approved"), "owner: ada", "owner: ben", 1))
	},
	"rows-that-move": func(r *gittest.Repo) {
		r.Commit("first", "a.md", list("LIST-A", one, two), "b.md", list("LIST-B"))
		r.Commit("to another file", "a.md", list("LIST-A", one), "b.md", list("LIST-B", two))
		r.Git("mv", "b.md", "c.md")
		r.Record("the file moves")
		r.Git("mv", "c.md", "d.md")
		r.Commit("and moves with an edit of another row", "d.md", list("LIST-B", two, "id: RSK-3, title: Three"))
		r.Commit("another id of the file", "d.md", list("LIST-C", two, "id: RSK-3, title: Three"))
		r.Commit("back with an edit", "a.md", list("LIST-A", one, otherTwo), "d.md", list("LIST-C", "id: RSK-3, title: Three"))
		remove(r, "d.md")
		r.Commit("the file goes")
	},
	"rows-and-files": func(r *gittest.Repo) {
		own := func(id, title string) string { return "---\n" + id + "\nkind: risk\ntitle: " + title + "\n---\n" }
		r.Commit("first", "a.md", list("LIST", one), "two.md", own("id: RSK-2", "Two"))
		r.Commit("into a file", "a.md", list("LIST"), "one.md", own("id: RSK-1", "One"))
		remove(r, "two.md")
		r.Commit("into the list", "a.md", list("LIST", two))
		r.Commit("an edit", "a.md", list("LIST", otherTwo))
		remove(r, "one.md")
		r.Commit("back into the list", "a.md", list("LIST", otherTwo, one))
		r.Commit("a file beside the row", "one.md", own("id: RSK-1", "Double"))
		r.Commit("which alone stays", "a.md", list("LIST", otherTwo))
		remove(r, "one.md")
		r.Commit("gone")
	},
	"rows-on-branches": func(r *gittest.Repo) {
		r.Commit("first", "a.md", list("LIST", one, two))
		r.Branch("topic", "")
		r.Commit("the first row", "a.md", list("LIST", otherOne, two))
		r.Commit("unreadable", "a.md", "---\nid: LIST\nrecords: [\n---\n")
		r.Author = cleo
		r.Commit("the second row", "a.md", list("LIST", otherOne, otherTwo))
		r.Checkout("main")
		r.Merge("Merge what two wrote", "topic")
		r.Branch("late", "")
		r.Commit("the second row again", "a.md", list("LIST", otherOne, two))
		r.Checkout("main")
		r.Commit("a third row", "a.md", list("LIST", otherOne, otherTwo, "id: RSK-3, title: Three"))
		r.Git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "late")
		r.Commit("Merge with a text of its own", "a.md", list("LIST", one, two, "id: RSK-3, title: Three"))
	},
}

// A part of a text that stands as it stood is no landing of a record, and who wrote
// another part is no author of it.
func TestWhoChangedARow(t *testing.T) {
	r := gittest.New(t)
	recordStories["rows-on-branches"](r)
	trails := read(t, r, history.Options{})
	var got []string
	for _, x := range trails.Records {
		for _, row := range x.Rows {
			line := fmt.Sprintf("%s %d:", x.ID, row.Number)
			for _, p := range trails.Authors(row) {
				line += " " + strings.Fields(p.Name)[0]
			}
			for _, c := range row.Commits {
				line += ", " + history.Subject(trails.Log.Commits[c].Message)
			}
			got = append(got, line)
		}
	}
	want := []string{
		"RSK-1 3: Cleo, Merge with a text of its own", "RSK-1 2: Ada, the first row", "RSK-1 1: Ada, first",
		"RSK-2 3: Cleo, the second row again", "RSK-2 2: Cleo, the second row", "RSK-2 1: Ada, first",
		"RSK-3 1: Cleo, a third row",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// BenchmarkFollow is 10,000 records in 100 files, each of 500 landings changing a
// row of every file.
func BenchmarkFollow(b *testing.B) {
	const files, rows, landings = 100, 100, 500
	log, facts := &git.Log{}, map[git.Hash]*document.Facts{}
	last := make([]git.Hash, files)
	for l := range landings {
		c := &git.LogCommit{Parents: []int{l + 1}}
		if l == landings-1 {
			c.Parents = nil
		}
		log.Commits = append(log.Commits, c)
	}
	for l := range landings {
		for f := range files {
			text := git.Hash{1, byte(l), byte(l >> 8), byte(f)}
			said := &document.Facts{Controlled: true, Readable: true, Kind: "risk", ID: fmt.Sprint("LIST-", f), Normal: document.Digest(append(make([]byte, 12), text[:]...)), Rows: map[string]document.Row{}}
			for i := range rows {
				id := fmt.Sprintf("rsk-%d-%d", f, i)
				said.Rows[id] = document.Row{ID: id, Digest: document.Digest{byte((l + i) / rows)}}
			}
			facts[text] = said
			at := log.Commits[landings-1-l]
			at.Changes = append(at.Changes, git.Change{Path: fmt.Sprintf("%d.md", f), Old: last[f], New: text, Combined: true})
			last[f] = text
		}
	}
	for b.Loop() {
		history.Assemble(log, facts)
	}
}
