package history_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git/gittest"
	"aims/generator/history"
)

// TestRulesStandApart: what says who may do what is listed by commit, and is no
// document even where the whole repository is content.
func TestRulesStandApart(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", "aims.yaml", "title: a\n", "a.md", text("POL-1", "one"), "trust/README.md", "how\n", "trust/x/deep.asc", "no\n")
	r.Commit("keys", "trust/allowed_signers", "a\n", "trust/ada.asc", "b\n", "trust/revoked_signers", "c\n", ".mailmap", "d\n", "sub/aims.yaml", "no\n", "z.md", "page\n")
	remove(r, "trust/ada.asc")
	r.Commit("fewer keys", "a.md", text("POL-1", "two"))
	r.Commit("no rules", "a.md", text("POL-1", "three"))
	trails := read(t, r, history.Options{})
	var got []string
	for i, c := range trails.Log.Commits {
		line := history.Subject(c.Message) + ":"
		for _, ch := range trails.Rules[i] {
			line += fmt.Sprintf(" %s %t", ch.Path, !ch.New.IsZero())
		}
		for _, ch := range c.Changes {
			line += " [" + ch.Path + "]"
		}
		got = append(got, line)
	}
	want := []string{
		"no rules: [a.md]",
		"fewer keys: trust/ada.asc false [a.md]",
		"keys: .mailmap true trust/ada.asc true trust/allowed_signers true trust/revoked_signers true [z.md]",
		"first: aims.yaml true [a.md] [trust/README.md]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if trails.Path("trust/README.md") == nil || trails.Path("trust/ada.asc") != nil {
		t.Error("a page of trust/ is none, or a key is one")
	}
}

// TestLandingOf: a commit is inside the landing that first brought it to the line,
// whether it touched a document or not.
func TestLandingOf(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", "a.md", text("POL-1", "one"))
	r.Branch("topic", "")
	r.Commit("work", "a.md", text("POL-1", "two"))
	r.Branch("deeper", "")
	r.Commit("deep work")
	r.Checkout("topic")
	r.Commit("empty")
	r.Checkout("main")
	r.Commit("meanwhile", "b.md", "page\n")
	r.Merge("land topic", "topic")
	r.Merge("land deeper", "deeper")
	trails := read(t, r, history.Options{})
	got := map[string]string{}
	for i, c := range trails.Log.Commits {
		got[history.Subject(c.Message)] = history.Subject(trails.Log.Commits[trails.LandingOf(i)].Message)
	}
	want := map[string]string{
		"first": "first", "work": "land topic", "empty": "land topic", "deep work": "land deeper",
		"meanwhile": "meanwhile", "land topic": "land topic", "land deeper": "land deeper",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRawAuthors: as commits name them, each name and address once, oldest commit
// first.
func TestRawAuthors(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", "a.md", text("POL-1", "one"))
	r.Branch("topic", "")
	r.Commit("work\n\nco-Authored-By: Cleo <CLEO@example.org>\n", "a.md", text("POL-1", "two"))
	r.Author = gittest.Person{Name: "A. Author", Email: "ada@example.org"}
	r.Commit("more work\n\nCo-authored-by: Cleo <CLEO@example.org>\n", "a.md", text("POL-1", "three"))
	r.Checkout("main")
	r.Author = gittest.Ben
	r.Merge("land", "topic")
	trails := read(t, r, history.Options{})
	trails.People = history.ParseMailmap([]byte("Cleo <cleo@home.example.org> <cleo@example.org>\n"))
	row := trails.Document("POL-1").Last()
	want := []history.Person{{Name: "Ada Author", Email: "ada@example.org"}, {Name: "Cleo", Email: "CLEO@example.org"}, {Name: "A. Author", Email: "ada@example.org"}}
	if diff := cmp.Diff(want, trails.RawAuthors(row)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	shown := []history.Person{{Name: "Ada Author", Email: "ada@example.org"}, {Name: "Cleo", Email: "cleo@home.example.org"}}
	if diff := cmp.Diff(shown, trails.Authors(row)); diff != "" {
		t.Errorf("shown (-want +got)\n%s", diff)
	}
}
