// Package gittest makes git repositories for tests, with the real git, fixed
// authors and a clock of its own, so that every commit has the same name on every
// machine.
//
// In comes what a test wants to have happened, step by step; out come the hashes
// of commits. Nothing of the user's or machine's configuration is read. A test is
// skipped, loudly, where there is no git. Only tests import this package.
package gittest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Person is an author or committer.
type Person struct{ Name, Email string }

// Ada writes and Ben commits where a test says nothing else.
var (
	Ada = Person{"Ada Author", "ada@example.org"}
	Ben = Person{"Ben Builder", "ben@example.org"}
)

// Repo is a repository with a work tree.
type Repo struct {
	Dir       string
	Author    Person    // of the next commits
	Committer Person    // of the next commits and tags
	Now       time.Time // of the last commit; each one is an hour after the one before
	t         testing.TB
}

// New makes an empty repository with the branch main in a folder that goes away
// with the test. args go to git init.
func New(t testing.TB, args ...string) *Repo {
	t.Helper()
	r := At(t, t.TempDir())
	r.Git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return r
}

// At returns the repository that is in dir already, or will be: a clone, a linked
// work tree.
func At(t testing.TB, dir string) *Repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: no git on this machine, so nothing was tested")
	}
	return &Repo{Dir: dir, Author: Ada, Committer: Ben, Now: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC), t: t}
}

// Git runs git and returns what it prints, without the last line break.
func (r *Repo) Git(args ...string) string {
	r.t.Helper()
	out, err := r.Try(nil, args...)
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// Try runs git with stdin, and returns what it prints; on an error, with what it
// says about it.
func (r *Repo) Try(stdin []byte, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = r.Dir
	cmd.Stdin = strings.NewReader(string(stdin))
	cmd.Env = r.environment()
	out, err := cmd.Output()
	if e, ok := err.(*exec.ExitError); ok {
		out = append(out, e.Stderr...)
	}
	return out, err
}

func (r *Repo) environment() []string {
	date := strconv.FormatInt(r.Now.Unix(), 10) + " " + r.Now.Format("-0700")
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C.UTF-8", "TZ=UTC",
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME=" + r.Author.Name, "GIT_AUTHOR_EMAIL=" + r.Author.Email, "GIT_AUTHOR_DATE=" + date,
		"GIT_COMMITTER_NAME=" + r.Committer.Name, "GIT_COMMITTER_EMAIL=" + r.Committer.Email, "GIT_COMMITTER_DATE=" + date,
	}
}

// Write makes a file, and the folders above it, without telling git.
func (r *Repo) Write(path, text string) {
	r.t.Helper()
	file := filepath.Join(r.Dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// Tick lets an hour pass.
func (r *Repo) Tick() { r.Now = r.Now.Add(time.Hour) }

// Commit writes files, given as path and text in turn, commits all that has
// changed in the work tree, deletions and earlier writes included, and returns
// the commit's name. It may be empty.
func (r *Repo) Commit(message string, files ...string) string {
	r.t.Helper()
	for i := 0; i+1 < len(files); i += 2 {
		r.Write(files[i], files[i+1])
	}
	r.Git("add", "--all")
	return r.Record(message)
}

// Record commits what git add has been told, and returns the commit's name.
func (r *Repo) Record(message string) string {
	r.t.Helper()
	r.Tick()
	r.Git("commit", "-q", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-m", message)
	return r.Head()
}

// Head returns the name of the commit that is checked out.
func (r *Repo) Head() string {
	r.t.Helper()
	return r.Git("rev-parse", "HEAD")
}

// Branch checks out a new branch that begins at start, the present commit when
// start is empty.
func (r *Repo) Branch(name, start string) {
	r.t.Helper()
	args := []string{"checkout", "-q", "-b", name}
	if start != "" {
		args = append(args, start)
	}
	r.Git(args...)
}

// Checkout switches to a branch or commit.
func (r *Repo) Checkout(rev string) {
	r.t.Helper()
	r.Git("checkout", "-q", rev)
}

// Merge merges others into the branch that is checked out, always with a commit
// of its own, and returns its name. A conflict ends the test.
func (r *Repo) Merge(message string, others ...string) string {
	r.t.Helper()
	r.Tick()
	r.Git(append([]string{"merge", "-q", "--no-ff", "-m", message}, others...)...)
	return r.Head()
}

// Import feeds git fast-import(1).
func (r *Repo) Import(stream string) {
	r.t.Helper()
	if out, err := r.Try([]byte(stream), "fast-import", "--quiet", "--force"); err != nil {
		r.t.Fatalf("git fast-import: %v\n%s", err, out)
	}
}

// Object writes an object of a kind with any bytes, broken ones too, and returns
// its name.
func (r *Repo) Object(kind, raw string) string {
	r.t.Helper()
	out, err := r.Try([]byte(raw), "hash-object", "-t", kind, "--literally", "-w", "--stdin")
	if err != nil {
		r.t.Fatalf("git hash-object: %v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}
