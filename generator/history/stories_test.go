package history_test

import (
	"os"
	"path/filepath"
	"strings"

	"aims/generator/git/gittest"
)

var cleo = gittest.Person{Name: "Cleo Colleague", Email: "cleo@example.org"}

// remove deletes a file of the work tree.
func remove(r *gittest.Repo, path string) {
	if err := os.Remove(filepath.Join(r.Dir, filepath.FromSlash(path))); err != nil {
		panic(err)
	}
}

// plainStories have one line of commits.
var plainStories = map[string]func(*gittest.Repo){
	"edits": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one", "status: draft", "version: 1.0"))
		r.Commit("elsewhere", "notes.txt", "x")
		r.Author = cleo
		r.Commit("second\n\nCo-authored-by: Dan Drafter <dan@example.org>\nCo-authored-by: nobody", "a.md", text("POL-1", "two", "status: draft", "version: 2.10"))
		r.Commit("approve", "a.md", text("POL-1", "two", "status: approved", "version: 2.10"))
		r.Commit("version alone", "a.md", text("POL-1", "two", "status: approved", "version: 2.11"))
		r.Commit("status and text", "a.md", text("POL-1", "three", "status: draft", "version: 2.11"))
	},
	"no-change-that-counts": func(r *gittest.Repo) {
		one := text("POL-1", "one  two\n\nthree", "status: approved")
		r.Commit("first", "a.md", one)
		r.Commit("line endings", "a.md", strings.ReplaceAll(one, "\n", "\r\n"))
		r.Commit("byte order mark", "a.md", "\uFEFF"+one)
		r.Commit("white space at the end", "a.md", strings.ReplaceAll(one, "three", "three \t")+"\n\n")
		r.Commit("indented", "a.md", strings.ReplaceAll(one, "three", " three"))
	},
	"reviews": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one", "status: approved"))
		r.Commit("reviewed", "a.md", text("POL-1", "one", "status: approved", "reviewed-on: 2026-02-01"))
		r.Commit("reviewed again", "a.md", text("POL-1", "one", "status: approved", "reviewed-on: 2026-03-01"))
		r.Commit("reviewed and withdrawn", "a.md", text("POL-1", "one", "status: withdrawn", "reviewed-on: 2026-04-01"))
		r.Commit("reviewed and corrected", "a.md", text("POL-1", "two", "status: withdrawn", "reviewed-on: 2026-05-01"))
	},
	"moves": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "old/b.md", text("POL-2", "one"), "old/c.md", text("POL-3", "one"))
		remove(r, "a.md")
		r.Commit("move", "b.md", text("POL-1", "one"))
		remove(r, "b.md")
		r.Commit("move with edit", "c.md", text("POL-1", "two"))
		r.Git("mv", "old", "new")
		r.Record("move the folder")
		remove(r, "c.md")
		r.Commit("move and line endings", "d.md", strings.ReplaceAll(text("POL-1", "two"), "\n", "\r\n"))
	},
	"reverts": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Commit("second", "a.md", text("POL-1", "two"))
		r.Commit("back", "a.md", text("POL-1", "one"))
	},
	"deletion": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one"), "c.md", text("POL-3", "one"))
		remove(r, "a.md")
		remove(r, "b.md")
		remove(r, "c.md")
		r.Commit("delete all")
		r.Commit("the same id at another path, another at the same", "d.md", text("POL-1", "one"), "b.md", text("POL-4", "one"))
	},
	"root-with-everything": func(r *gittest.Repo) {
		r.Commit("import", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one"), "page.md", "text", "empty.md", "")
	},
}

// identityStories are about whose a text is.
var identityStories = map[string]func(*gittest.Repo){
	"becoming-controlled": func(r *gittest.Repo) {
		r.Commit("page", "a.md", "one\n")
		r.Commit("edit", "a.md", "two\n")
		r.Commit("controlled", "a.md", text("POL-1", "two"))
		r.Commit("not any more", "a.md", "two\n")
		r.Commit("page again", "a.md", "three\n")
	},
	"controlled-again": func(r *gittest.Repo) {
		r.Commit("controlled", "a.md", text("POL-1", "one"))
		r.Commit("not any more", "a.md", "two\n")
		r.Commit("edit", "a.md", "three\n")
		r.Commit("controlled again", "a.md", text("POL-1", "three"))
	},
	"rename-without-formerly": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Commit("rename", "a.md", text("POL-9", "one"))
	},
	"rename-with-formerly": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one", "status: draft"))
		r.Commit("rename", "a.md", text("POL-2", "one", "status: draft", "formerly: [POL-1]"))
		r.Commit("rename again, and approve", "a.md", text("POL-3", "one", "status: approved", "formerly: POL-2"))
		r.Commit("edit", "a.md", text("POL-3", "two", "status: approved", "formerly: [POL-2, POL-3, POL-8]"))
	},
	"rename-in-two-steps": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Commit("new beside old", "b.md", text("POL-2", "one", "formerly: [POL-1]"))
		remove(r, "a.md")
		r.Commit("old goes")
	},
	"formerly-names-a-living-one": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "one", "formerly: [POL-1]"))
	},
	"renamed-and-gone": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Commit("rename", "a.md", text("POL-2", "one", "formerly: [POL-1]"))
		remove(r, "a.md")
		r.Commit("delete")
	},
	"formerly-in-a-circle": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one", "formerly: [POL-2]"))
		r.Commit("rename", "a.md", text("POL-2", "one", "formerly: [POL-1]"))
		remove(r, "a.md")
		r.Commit("delete")
	},
	"case-of-the-id": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("pol-1", "one"))
		r.Commit("capitals", "a.md", text("POL-1", "one"))
	},
	"copies": func(r *gittest.Repo) {
		r.Commit("first", "m.md", text("POL-1", "one"))
		r.Commit("copy", "a.md", text("POL-1", "one"))
		r.Commit("edit both", "a.md", text("POL-1", "copy"), "m.md", text("POL-1", "two"))
		r.Commit("edit the copy", "a.md", text("POL-1", "copied"))
	},
	"copy-outlives": func(r *gittest.Repo) {
		r.Commit("first", "m.md", text("POL-1", "one"))
		r.Commit("copy", "a.md", text("POL-1", "one"))
		r.Commit("edit the copy", "a.md", text("POL-1", "two"))
		remove(r, "m.md")
		r.Commit("only the copy stays")
		r.Commit("edit", "a.md", text("POL-1", "three"))
	},
	"copy-gets-its-own-id": func(r *gittest.Repo) {
		r.Commit("first", "m.md", text("POL-1", "one"))
		r.Commit("copy", "a.md", text("POL-1", "one"))
		r.Commit("own id", "a.md", text("POL-2", "one"))
	},
	"two-with-one-id-from-the-start": func(r *gittest.Repo) {
		r.Commit("first", "b.md", text("POL-1", "one"), "a.md", text("POL-1", "two"))
	},
	"swap-of-ids": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"), "b.md", text("POL-2", "two"))
		r.Commit("swap", "a.md", text("POL-2", "one"), "b.md", text("POL-1", "two"))
		r.Commit("swap files", "a.md", text("POL-1", "two"), "b.md", text("POL-2", "one"))
	},
	"unreadable": func(r *gittest.Repo) {
		r.Commit("first", "a.md", text("POL-1", "one"))
		r.Commit("conflict marks", "a.md", "---\n<<<<<<< HEAD\nid: [\n---\nbody\n")
		r.Commit("mended, with a copy", "a.md", text("POL-1", "two"))
		r.Commit("not text, and another with the id", "a.md", "\xff\xfe", "b.md", text("POL-1", "two"))
		r.Commit("mended", "a.md", text("POL-1", "two"))
	},
	"unreadable-from-the-start": func(r *gittest.Repo) {
		r.Commit("broken", "a.md", "---\nid: [\n---\n")
		r.Commit("mended", "a.md", text("POL-1", "one"))
	},
}

// pageStories are about plain pages.
var pageStories = map[string]func(*gittest.Repo){
	"page-moves": func(r *gittest.Repo) {
		r.Commit("first", "a.md", "one\n", "two.md", "two\n", "also.md", "two\n", "empty.md", "")
		remove(r, "a.md")
		remove(r, "empty.md")
		r.Commit("move", "b.md", "one\n", "nothing.md", "")
		r.Commit("edit", "b.md", "three\n", "x.md", "x\n")
		remove(r, "x.md")
		r.Commit("move with edit", "y.md", "another\n")
		remove(r, "two.md")
		r.Commit("one of two", "moved.md", "two\n")
	},
	"page-split": func(r *gittest.Repo) {
		r.Commit("first", "a.md", "one\n")
		remove(r, "a.md")
		r.Commit("to two", "b.md", "one\n", "c.md", "one\n")
	},
	"page-swap": func(r *gittest.Repo) {
		r.Commit("first", "a.md", "one\n", "b.md", "two\n")
		r.Commit("swap", "a.md", "two\n", "b.md", "one\n")
	},
	"page-again": func(r *gittest.Repo) {
		r.Commit("first", "a.md", "one\n")
		remove(r, "a.md")
		r.Commit("delete")
		r.Commit("again", "a.md", "two\n")
	},
}
