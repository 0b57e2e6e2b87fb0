package history_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
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
	"rows-and-another-id": func(r *gittest.Repo) {
		own := func(id string) string { return "---\nid: " + id + "\nkind: risk\ntitle: Own\n---\n" }
		r.Commit("first", "a.md", list("LIST", one), "x.md", own("RSK-2"))
		r.Commit("a copy", "y.md", own("RSK-2"))
		r.Commit("another id", "y.md", own("RSK-1"))
		remove(r, "y.md")
		r.Commit("gone")
	},
	"rows-and-a-page": func(r *gittest.Repo) {
		r.Commit("first", "a.md", list("LIST", one), "notes.md", "notes\n")
		r.Commit("both", "a.md", list("LIST", otherOne), "notes.md", "other notes\n")
		r.Commit("the page is the record", "a.md", list("LIST"), "notes.md", "---\nid: RSK-1\nkind: risk\ntitle: Own\n---\n")
	},
	"rows-in-unreadable-files": func(r *gittest.Repo) {
		const broken = "---\nid: LIST\nkind: [\n---\n"
		r.Commit("first", "a.md", list("LIST", one))
		r.Commit("to another file, and unreadable", "a.md", broken, "b.md", list("LIST-B", otherOne+", status: approved"))
		r.Commit("readable again", "a.md", list("LIST", one))
		r.Commit("a file beside both, and the rows go", "a.md", list("LIST"), "b.md", broken, "c.md", "---\nid: RSK-1\nkind: risk\ntitle: Own\n---\n")
		r.Commit("the file as well", "c.md", "---\nid: [\n---\n", "a.md", list("LIST", one))
	},
	"rows-beside-documents": func(r *gittest.Repo) {
		const ghost = "id: POL-1, title: Ghost"
		r.Commit("first", "a.md", list("LIST", ghost), "b.md", strings.Replace(list("POL-3", "id: POL-4, title: Four"), "kind: risk", "kind: policy", 1))
		r.Commit("the policy", "p.md", text("POL-1", "one", "status: approved"))
		r.Commit("the row changes", "a.md", list("LIST", ghost+", level: low"))
		r.Commit("the row goes", "a.md", list("LIST"))
	},
	"rows-reviewed": func(r *gittest.Repo) {
		for _, says := range []string{"status: draft", "status: approved", "status: approved, reviewed-on: 2026-01-20", "reviewed-on: 2026-01-20, status: approved"} {
			r.Commit(says, "a.md", list("LIST", one+", "+says, two))
		}
		r.Commit("the owner of the file", "a.md", strings.Replace(list("LIST", one+", status: approved, reviewed-on: 2026-01-20", two+", owner: cleo"), "owner: ada", "owner: ben", 1))
		r.Commit("withdrawn and other words", "a.md", list("LIST", otherOne+", status: withdrawn", two+", owner: cleo"))
	},
	"rows-under-earlier-ids": func(r *gittest.Repo) {
		own := "---\nid: %s\nkind: risk\ntitle: Own\n%s\n---\n"
		r.Commit("first", "a.md", list("LIST", one), "two.md", fmt.Sprintf(own, "RSK-2", ""))
		r.Commit("another id", "a.md", list("LIST", "id: RSK-10, title: One, formerly: [RSK-1]"))
		remove(r, "two.md")
		r.Commit("a file becomes a row", "a.md", list("LIST", "id: RSK-10, title: One, formerly: [RSK-1]", "id: RSK-20, title: Two, formerly: RSK-2"))
		r.Commit("a row becomes a file", "a.md", list("LIST", "id: RSK-20, title: Two, formerly: RSK-2"), "one.md", fmt.Sprintf(own, "RSK-100", "formerly: [RSK-10, RSK-1]"))
		r.Commit("another row beside", "a.md", list("LIST", "id: RSK-20, title: Two, formerly: RSK-2", "id: RSK-200, title: Two, formerly: RSK-20"))
		r.Commit("which alone stays", "a.md", list("LIST", "id: RSK-200, title: Two, formerly: RSK-20"))
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

// Whatever a repository holds, an id has one trail, which has one row of a landing.
func TestOneTrailOfAnID(t *testing.T) {
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		log, facts := anything(rnd)
		trails := history.Assemble(log, facts)
		seen := map[string]bool{}
		for _, x := range trails.All() {
			id := strings.ToLower(x.ID)
			if id != "" && seen[id] {
				t.Errorf("seed %d: two trails of %s", seed, x.ID)
			}
			if seen[id] = true; id != "" && trails.Document(id) != x {
				t.Errorf("seed %d: the trail of %s can't be found", seed, x.ID)
			}
			for i, r := range x.Rows {
				if i > 0 && x.Rows[i-1].Landing >= r.Landing {
					t.Errorf("seed %d: %s has rows of the landings %d and %d", seed, x.ID, x.Rows[i-1].Landing, r.Landing)
				}
			}
			if x.Of != nil && (x.Of == x || trails.Document(x.Of.ID) != x.Of) {
				t.Errorf("seed %d: %s is a row of %s, which has no trail", seed, x.ID, x.Of.ID)
			}
		}
	}
}

// anything makes a history of files that hold rows, carry their ids, name earlier ones
// and can't be read.
func anything(rnd *rand.Rand) (*git.Log, map[git.Hash]*document.Facts) {
	id := func() string { return []string{"R-1", "r-1", "R-2", "R-3", "L-1", "L-2"}[rnd.IntN(6)] }
	file := func() string {
		former := ""
		if rnd.IntN(3) == 0 {
			former = ", formerly: " + id()
		}
		kind := []string{"risk", "risk", "policy"}[rnd.IntN(3)]
		switch rnd.IntN(8) {
		case 0:
			return "notes\n"
		case 1:
			return "---\nid: [\n---\n"
		case 2, 3:
			return "---\n{id: " + id() + ", kind: " + kind + ", title: Own" + former + "}\n---\n"
		}
		return "---\n{id: " + id() + ", kind: " + kind + ", records: [{id: " + id() + former + "}, {id: " + id() + "}]}\n---\n"
	}
	log, facts, now := &git.Log{}, map[git.Hash]*document.Facts{}, map[string]git.Hash{}
	const commits = 9
	for c := range commits {
		commit := &git.LogCommit{}
		if c > 0 {
			commit.Parents = []int{commits - c}
		}
		for _, path := range []string{"a.md", "b.md", "c.md"} {
			if rnd.IntN(2) == 0 {
				continue
			}
			var text git.Hash
			if rnd.IntN(4) > 0 {
				source := file()
				sum := sha256.Sum256([]byte(source))
				text = git.Hash(append([]byte{}, sum[:len(text)]...))
				facts[text] = document.FactsOf([]byte(source))
			}
			if text != now[path] {
				commit.Changes = append(commit.Changes, git.Change{Path: path, Old: now[path], New: text, Combined: true})
				now[path] = text
			}
		}
		log.Commits = slices.Insert(log.Commits, 0, commit)
	}
	return log, facts
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
