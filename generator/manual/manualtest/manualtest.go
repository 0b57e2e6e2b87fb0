// Package manualtest makes manuals for tests: of texts, and of what a git
// repository knows of them.
//
// In come the texts of documents, or a repository that gittest made; out comes the
// input of a manual, so that a test says only what it is about. Nothing is judged
// here that the packages under test don't judge. Only tests import this package.
package manualtest

import (
	"fmt"
	"testing"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// Input is the input of a manual without documents, with the kinds and standards
// of an aims.yaml.
func Input(t testing.TB, yaml string) manual.Input {
	t.Helper()
	c, diags := config.Parse([]byte(yaml))
	if len(diags) > 0 {
		t.Fatalf("aims.yaml: %v", diags)
	}
	standards, diags := standard.Load(c.Standards, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	kinds, _ := document.AllKinds(c)
	return manual.Input{Config: c, Kinds: kinds, Standards: standards}
}

// Documents is the input of a manual of texts, which lie in content/0000.md and
// so on. A text that can't be read ends the test; keys may be missing.
func Documents(t testing.TB, yaml string, texts ...string) manual.Input {
	t.Helper()
	in := Input(t, yaml)
	parser := document.NewParser(in.Kinds, func(string) string { return "" }, document.Words{})
	for i, text := range texts {
		d, diags := parser.Parse(fmt.Sprintf("content/%04d.md", i), []byte(text))
		for _, x := range diags {
			if x.Rule != document.RuleMissing {
				t.Fatalf("%s: %s", text, x.Message)
			}
		}
		in.Documents = append(in.Documents, d)
	}
	return in
}

// Trails are the trails of everything below the content folder of the repository
// in dir, as of its HEAD.
func Trails(t testing.TB, dir, content string) *history.Trails {
	t.Helper()
	var trails *history.Trails
	with(t, dir, content, func(_ *git.Repository, found *history.Trails) { trails = found })
	return trails
}

// Remember adds to an input what the repository in dir proves as of a day.
func Remember(t testing.TB, in *manual.Input, dir string, day config.Date) {
	t.Helper()
	with(t, dir, in.Config.Content, func(repo *git.Repository, trails *history.Trails) {
		found, err := evidence.Judge(t.Context(), repo, trails, evidence.Options{Config: in.Config, Day: day})
		if err != nil {
			t.Fatal(err)
		}
		in.History, in.Evidence = trails, found
	})
}

// with opens the repository in dir for as long as use needs it.
func with(t testing.TB, dir, content string, use func(*git.Repository, *history.Trails)) {
	t.Helper()
	repo, err := git.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	trails, err := history.Read(t.Context(), repo, head.Commit, history.Options{Content: content, Want: func(string) bool { return true }})
	if err != nil {
		t.Fatal(err)
	}
	use(repo, trails)
}
