package check_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/check"
	"aims/generator/config"
	"aims/generator/diagnostic"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Each rule has a folder testdata/RULE: a manual trips/ that trips it, one
// silent/ with which nothing is wrong, and the diagnostics printed of the first.
// What can't be kept in git is made by the lines of a file "make": write NAME
// TEXT (both quoted), git FOLDER ARGUMENTS, as NAME ADDRESS and at WRITTEN
// [RECORDED], which say who runs git from then on and when, key NAME, which
// writes a key to sign with, link NAME TARGET, grow NAME BYTES, and deny NAME,
// which takes away the permission to read.
func TestRules(t *testing.T) {
	for _, r := range check.Rules {
		t.Run(r.Name, func(t *testing.T) {
			example := filepath.Join("testdata", r.Name)
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
				t.Fatalf("the rule has no example: %v", err)
			}
			prepare(t, dir)
			if found := run(t, filepath.Join(dir, "silent")); len(found) > 0 {
				t.Errorf("the silent example:\n%s", printed(t, found))
			}
			found := run(t, filepath.Join(dir, "trips"))
			if !slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool { return d.Rule == r.Name }) {
				t.Errorf("the tripping example does not trip it:\n%s", printed(t, found))
			}
			golden(t, filepath.Join(example, "diagnostics"), printed(t, found))
		})
	}
}

func TestNoExampleWithoutRule(t *testing.T) {
	examples, err := os.ReadDir("testdata")
	try(t, err)
	for _, e := range examples {
		if _, known := check.Find(e.Name()); !known {
			t.Errorf("testdata/%s is the example of no rule", e.Name())
		}
	}
}

func run(t *testing.T, dir string) []diagnostic.Diagnostic {
	t.Helper()
	found, err := generator.Check(context.Background(), generator.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func printed(t *testing.T, ds []diagnostic.Diagnostic) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := diagnostic.Print(&b, ds, false); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// golden compares a file with what was printed.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		try(t, os.WriteFile(name, got, 0o666))
	}
	want, err := os.ReadFile(name)
	try(t, err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s -want +got\n%s", name, diff)
	}
}

// maker is who runs git, and when.
type maker struct{ name, email, written, recorded string }

var ada = maker{"Ada", "ada@example.org", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"}

// git runs git with a fixed author and clock.
func (m maker) git(t *testing.T, dir string, args []string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: no git on this machine")
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull,
		"GIT_AUTHOR_NAME="+m.name, "GIT_AUTHOR_EMAIL="+m.email, "GIT_AUTHOR_DATE="+m.written,
		"GIT_COMMITTER_NAME="+m.name, "GIT_COMMITTER_EMAIL="+m.email, "GIT_COMMITTER_DATE="+m.recorded)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// prepare does what the file "make" of an example says.
func prepare(t *testing.T, dir string) {
	t.Helper()
	commands, err := os.ReadFile(filepath.Join(dir, "make"))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	try(t, err)
	now := ada
	for line := range strings.Lines(string(commands)) {
		command, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, value, _ := strings.Cut(rest, " ")
		switch command {
		case "as":
			now.name, now.email = name, value
		case "at":
			now.written, now.recorded = name, name
			if value != "" {
				now.recorded = value
			}
		case "write":
			write(t, filepath.Join(dir, unquote(t, name)), []byte(unquote(t, value)))
		case "git":
			now.git(t, filepath.Join(dir, name), words(t, value))
		case "key":
			write(t, filepath.Join(dir, name), []byte(testKey))
			try(t, os.Chmod(filepath.Join(dir, name), 0o600))
		case "link":
			try(t, os.Symlink(value, filepath.Join(dir, name)))
		case "grow":
			size, err := strconv.Atoi(value)
			try(t, err)
			write(t, filepath.Join(dir, name), bytes.Repeat([]byte("x\n"), size/2+1)[:size])
		case "deny":
			deny(t, filepath.Join(dir, name))
		default:
			t.Fatalf("unknown line %q", line)
		}
	}
}

// words parts a line at blanks; a word in double quotes may hold blanks and
// Go's escapes.
func words(t *testing.T, line string) (list []string) {
	t.Helper()
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			list, line = append(list, unquote(t, quoted)), line[len(quoted):]
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		list, line = append(list, word), rest
	}
	return list
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	try(t, os.MkdirAll(filepath.Dir(name), 0o777))
	try(t, os.WriteFile(name, data, 0o666))
}

func deny(t *testing.T, name string) {
	t.Helper()
	if os.Geteuid() == 0 {
		t.Skip("SKIPPED: nothing is unreadable for root; run this test as another user")
	}
	try(t, os.Chmod(name, 0))
	t.Cleanup(func() { os.Chmod(name, 0o777) })
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	text, err := strconv.Unquote(s)
	try(t, err)
	return text
}

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRulesAreTold(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range check.Rules {
		if r.Name == "" || r.About == "" || seen[r.Name] {
			t.Errorf("rule %+v has no name of its own, or says nothing", r)
		}
		seen[r.Name] = true
	}
}

func TestSeverities(t *testing.T) {
	all := func() []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{
			{Rule: "link-dead", Severity: diagnostic.Error}, {Rule: "link-dead", Severity: diagnostic.Warning},
			{Rule: "id-duplicate", Severity: diagnostic.Error}, {Rule: "alias", Severity: diagnostic.Error},
		}
	}
	for _, test := range []struct {
		name   string
		checks string
		want   []diagnostic.Severity
	}{
		{"none", "", []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Error, diagnostic.Error}},
		{"both of a rule's own", "link-dead: note", []diagnostic.Severity{diagnostic.Note, diagnostic.Note, diagnostic.Error, diagnostic.Error}},
		{"off", "link-dead: off", []diagnostic.Severity{diagnostic.Error, diagnostic.Error}},
		{"a fixed rule", "id-duplicate: off", []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Error, diagnostic.Error}},
		{"an unknown rule", "aliass: off", []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Error, diagnostic.Error}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, _ := config.Parse([]byte("checks: {" + test.checks + "}"))
			var got []diagnostic.Severity
			for _, d := range check.Apply(all(), c.Checks) {
				got = append(got, d.Severity)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestNames(t *testing.T) {
	c, diags := config.Parse([]byte("checks:\n  link-dead: off\n  link-ded: warning\n  id-duplicate: off\n  nonsense-at-all: note\n"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	const want = `aims.yaml:3:13: warning: there is no check "link-ded" [config]
      link-ded: warning
                ^~~~~~~
  hint: did you mean "link-dead"?
aims.yaml:4:17: error: the check "id-duplicate" can't be changed [config]
      id-duplicate: off
                    ^~~
  hint: without it there is no manual
aims.yaml:5:20: warning: there is no check "nonsense-at-all" [config]
      nonsense-at-all: note
                       ^~~~
`
	if diff := cmp.Diff(want, string(printed(t, diagnostic.Sort(check.Names(c))))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
