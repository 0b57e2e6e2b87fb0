package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/diagnostic"
)

func list(t *testing.T, dir, name string, exclude func(string) bool) ([]string, []diagnostic.Diagnostic) {
	t.Helper()
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	files, diags, err := tree.List(name, exclude)
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{}
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	return paths, diags
}

func none(string) bool { return false }

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestListLeavesOutWhatGitIgnores(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		".git/HEAD": "", ".gitignore": "*.bak\n/manual/content/hidden/\n", "manual/.gitignore": "tmp/\n",
		"manual/content/a.md": "", "manual/content/a.bak": "", "manual/content/hidden/b.md": "",
		"manual/content/tmp/c.md": "", "manual/content/node_modules/d.md": "", "manual/content/sub/.gitignore": "e.md\n",
		"manual/content/sub/e.md": "", "manual/content/sub/f ü#%'.md": "", "manual/content/drafts/g.md": "",
		"manual/aims.yaml": "",
	})
	exclude := func(p string) bool { return strings.HasPrefix(p, "content/drafts") }
	got, diags := list(t, filepath.Join(dir, "manual"), "content", exclude)
	want := []string{"content/a.md", "content/sub/.gitignore", "content/sub/f ü#%'.md"}
	if d := cmp.Diff(want, got); d != "" || len(diags) > 0 {
		t.Errorf("content (-want +got):\n%s%v", d, diags)
	}
	got, _ = list(t, filepath.Join(dir, "manual"), ".", exclude)
	want = []string{".gitignore", "aims.yaml", "content/a.md", "content/sub/.gitignore", "content/sub/f ü#%'.md"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the whole repository (-want +got):\n%s", d)
	}
}

// A repository inside another folder with a .gitignore is judged by its own.
func TestListStopsAtTheRepository(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".gitignore": "*.md\n", "repo/.git/HEAD": "", "repo/a.md": ""})
	for _, name := range []string{"."} {
		if got, _ := list(t, filepath.Join(dir, "repo"), name, none); len(got) != 1 {
			t.Errorf("listing %s gave %v", name, got)
		}
	}
}

func TestListNamesLinksAndBadNames(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"outside/secret.md": "x", "m/content/a.md": "", "m/content/bad\xff.md": "", "m/content/two\nlines.md": ""})
	for link, target := range map[string]string{"out.md": "../../outside/secret.md", "dir": "../../outside", "loop": ".", "dead": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, "m/content", link)); err != nil {
			t.Fatal(err)
		}
	}
	got, diags := list(t, filepath.Join(dir, "m"), "content", none)
	if d := cmp.Diff([]string{"content/a.md"}, got); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	count := map[string]int{}
	for _, d := range diags {
		count[d.Rule]++
	}
	if d := cmp.Diff(map[string]int{RuleSymlink: 4, RuleFileName: 2}, count); d != "" {
		t.Errorf("diagnostics (-want +got):\n%s%v", d, diags)
	}
}

func TestListRefusesAFolderThatIsNone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"file": ""})
	if err := os.Symlink("..", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for _, name := range []string{"file", "link", "missing"} {
		if _, _, err := tree.List(name, none); err == nil {
			t.Errorf("%s was listed", name)
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": strings.Repeat("x", 5000)})
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	files, _, err := tree.List(".", none)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if b, err := files[0].Read(5000); err != nil || len(b) != 5000 {
		t.Errorf("5,000 bytes: read %d, %v", len(b), err)
	}
	if _, err := files[0].Read(4999); !errors.Is(err, ErrTooLarge) {
		t.Errorf("one byte too many: %v", err)
	}
}

func TestReadNeverLeavesTheManual(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"secret": "x", "m/a": ""})
	if err := os.Symlink("../secret", filepath.Join(dir, "m/link")); err != nil {
		t.Fatal(err)
	}
	tree, err := Open(filepath.Join(dir, "m"))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for _, p := range []string{"../secret", "link", "/etc/hostname"} {
		if b, err := tree.ReadFile(p); err == nil {
			t.Errorf("%s was read: %q", p, b)
		}
	}
}
