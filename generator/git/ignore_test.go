package git

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestIgnoreAgreesWithGit asks git itself about the same files.
func TestIgnoreAgreesWithGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: no git on this machine, so nothing was compared")
	}
	rules := map[string]string{
		".gitignore":       "*.log\n/build/\n# comment\n\ndocs/**/draft-*\n!docs/draft-kept.md\n\\#odd\n",
		"docs/.gitignore":  "*.tmp\n!keep.tmp\nprivate/\r\n",
		"other/.gitignore": "\uFEFFonly.md\n",
	}
	paths := []string{
		"a.md", "a.log", "build/x.md", "docs/build/x.md", "docs/a.tmp", "docs/keep.tmp", "a.tmp",
		"docs/deep/draft-1.md", "docs/draft-kept.md", "docs/private/x.md", "private/x.md", "#odd",
		"other/only.md", "only.md", "docs/sub/a.log",
	}
	dir := t.TempDir()
	run(t, dir, "init", "-q")
	for name, text := range rules {
		write(t, filepath.Join(dir, name), text)
	}
	var ignore Ignore
	for _, name := range []string{".gitignore", "docs/.gitignore", "other/.gitignore"} {
		folder := strings.TrimSuffix(strings.TrimSuffix(name, ".gitignore"), "/")
		ignore = ignore.With(folder, []byte(rules[name]))
	}
	for _, p := range paths {
		write(t, filepath.Join(dir, p), "text")
		if got, want := ignored(ignore, p), asked(t, dir, p); got != want {
			t.Errorf("%s: ignored is %v, git says %v", p, got, want)
		}
	}
}

func ignored(i Ignore, path string) bool {
	for at, r := range path {
		if r == '/' && i.Match(path[:at], true) {
			return true
		}
	}
	return i.Match(path, false)
}

func asked(t *testing.T, dir, path string) bool {
	t.Helper()
	cmd := exec.Command("git", "check-ignore", "-q", "--no-index", path)
	cmd.Dir = dir
	err := cmd.Run()
	if e, ok := err.(*exec.ExitError); ok && e.ExitCode() == 1 {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
