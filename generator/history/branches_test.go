package history_test

import "aims/generator/git/gittest"

// branchStories are about what landings hold.
var branchStories = map[string]func(*gittest.Repo){
	"merge": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Branch("topic", "")
		r.Author = cleo
		r.Commit("draft", "a.md", text("POL-1", "two"))
		r.Commit("better", "a.md", text("POL-1", "three"))
		r.Checkout("main")
		r.Commit("elsewhere", "b.txt", "x")
		r.Merge("land topic", "topic")
	},
	"merge-that-typed": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Branch("topic", "")
		r.Author = cleo
		r.Commit("draft", "a.md", text("POL-1", "two"))
		r.Checkout("main")
		r.Tick()
		r.Git("merge", "-q", "--no-ff", "--no-commit", "topic")
		r.Author = gittest.Ada
		r.Commit("land topic, corrected", "a.md", text("POL-1", "three"))
	},
	"squash": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Branch("topic", "")
		r.Commit("draft", "a.md", text("POL-1", "two"))
		r.Commit("better", "a.md", text("POL-1", "three"))
		r.Checkout("main")
		r.Git("merge", "-q", "--squash", "topic")
		r.Record("topic, squashed")
	},
	"octopus": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one"), "c.md", text("POL-3", "one"))
		r.Branch("x", "main")
		r.Commit("draft x", "a.md", text("POL-1", "two"))
		r.Branch("y", "main")
		r.Commit("draft y", "b.md", text("POL-2", "two"))
		r.Checkout("main")
		r.Merge("land both", "x", "y")
	},
	"criss-cross": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one"))
		r.Branch("topic", "")
		r.Commit("b on topic", "b.md", text("POL-2", "two"))
		r.Checkout("main")
		r.Commit("a on main", "a.md", text("POL-1", "two"))
		r.Branch("main-then", "")
		r.Checkout("main")
		r.Merge("topic into main", "topic")
		r.Checkout("topic")
		r.Merge("main into topic", "main-then")
		r.Commit("b again", "b.md", text("POL-2", "three"))
		r.Checkout("main")
		r.Merge("topic into main again", "topic")
	},
	"foxtrot": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one"))
		r.Branch("topic", "")
		r.Commit("b on topic", "b.md", text("POL-2", "two"))
		r.Checkout("main")
		r.Commit("a, directly", "a.md", text("POL-1", "two"))
		r.Commit("a, directly again", "a.md", text("POL-1", "three"))
		r.Checkout("topic")
		r.Merge("Merge branch 'main' into topic", "main")
		r.Checkout("main")
		r.Git("merge", "-q", "--ff-only", "topic")
	},
	"branch-changes-and-changes-back": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "page.md", "one\n")
		r.Branch("topic", "")
		r.Commit("change", "a.md", text("POL-1", "two"), "page.md", "two\n")
		r.Commit("change back", "a.md", text("POL-1", "one"), "page.md", "one\n")
		r.Checkout("main")
		r.Merge("land nothing", "topic")
	},
	"branch-that-lost": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Branch("topic", "")
		r.Commit("change", "a.md", text("POL-1", "two"))
		r.Commit("only here", "b.md", text("POL-2", "two"), "page.md", "x")
		r.Checkout("main")
		r.Tick()
		r.Git("merge", "-q", "-s", "ours", "-m", "not wanted", "topic")
		r.Commit("now wanted", "b.md", text("POL-2", "three"), "page.md", "y")
	},
	"branch-moves-renames-and-makes-controlled": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "page.md", "one\n")
		r.Branch("topic", "")
		r.Commit("edit", "a.md", text("POL-1", "two"), "page.md", "two\n")
		remove(r, "a.md")
		r.Commit("move", "b.md", text("POL-1", "two"), "page.md", text("POL-3", "two"))
		r.Commit("rename", "b.md", text("POL-2", "two", "formerly: [POL-1]"))
		r.Checkout("main")
		r.Merge("land topic", "topic")
	},
	"branch-deletes": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Branch("topic", "")
		r.Commit("edit", "a.md", text("POL-1", "two"))
		remove(r, "a.md")
		r.Commit("delete")
		r.Checkout("main")
		r.Merge("land topic", "topic")
	},
	"two-roots": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Git("checkout", "-q", "--orphan", "other")
		r.Git("rm", "-q", "-f", "a.md")
		r.Commit("another root", "b.md", text("POL-2", "one"))
		r.Commit("edit", "b.md", text("POL-2", "two"))
		r.Checkout("main")
		r.Tick()
		r.Git("merge", "-q", "--allow-unrelated-histories", "-m", "join", "other")
	},
}
