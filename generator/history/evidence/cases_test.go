package evidence_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// TestCases plays the cases in testdata/cases. Each is a story in a language of
// its own: what happened to a repository, made by git itself with real keys, and
// what has to be said of it. The rules that they pin are those of the manual's
// format, "Evidence comes from git".
//
// The steps are the methods in cases_steps_test.go and cases_git_test.go, the
// expectations those in cases_expect_test.go. A case names every doubt and every stray statement; one
// that it doesn't name fails it.
func TestCases(t *testing.T) {
	prelude := readScript(t, "testdata/prelude.txt")
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	keys := newKeyring(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			s := newStory(t, keys)
			for _, st := range slices.Concat(prelude, readScript(t, file)) {
				s.play(st)
			}
			s.end()
			s.trial()
		})
	}
}

// step is one line of a script with the indented lines below it.
type step struct {
	line  int
	words []string // before the colon
	text  string   // after it
	body  string   // the lines below, without their indentation
}

// readScript parts a script into its steps. A line that begins with # is for
// readers alone; one that is indented by two blanks belongs to the step above.
func readScript(t *testing.T, file string) (steps []step) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(src), "\n") {
		rest, indented := strings.CutPrefix(line, "  ")
		switch {
		case strings.HasPrefix(line, "#"):
		case len(steps) > 0 && (indented || line == ""):
			steps[len(steps)-1].body += rest + "\n"
		case line != "":
			head, text, _ := strings.Cut(line, ": ")
			steps = append(steps, step{line: i + 1, words: strings.Fields(strings.TrimSuffix(head, ":")), text: text})
		}
	}
	for i := range steps {
		if body := strings.TrimRight(steps[i].body, "\n"); body != "" {
			steps[i].body = body + "\n"
		} else {
			steps[i].body = ""
		}
	}
	return steps
}

// judge reads the repository as the generator does.
func judge(t *testing.T, dir string, day config.Date) (*history.Trails, *evidence.Evidence) {
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
	src, err := os.ReadFile(filepath.Join(dir, config.Name))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Parse(src)
	trails, err := history.Read(context.Background(), repo, head.Commit, history.Options{
		Content: c.Content,
		Want:    func(p string) bool { return strings.HasSuffix(p, ".md") },
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := evidence.Judge(context.Background(), repo, trails, evidence.Options{Config: c, Day: day})
	if err != nil {
		t.Fatal(err)
	}
	return trails, e
}
