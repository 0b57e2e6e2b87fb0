package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/diagnostic"
)

func list(t *testing.T, dir, name string, exclude func(string) bool) ([]string, []diagnostic.Diagnostic) {
	t.Helper()
	files, diags, err := open(t, dir).List(name, exclude)
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
	if got, _ := list(t, filepath.Join(dir, "repo"), ".", none); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

// Outside a repository git ignores nothing above the content, and the folders
// that are listed still count.
func TestListWithoutARepository(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".gitignore": "*.md\n", "m/content/.gitignore": "b.md\n", "m/content/a.md": "", "m/content/b.md": ""})
	got, _ := list(t, filepath.Join(dir, "m"), "content", none)
	if d := cmp.Diff([]string{"content/.gitignore", "content/a.md"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Like git, List takes only a file for a list of patterns.
func TestListTakesNoLinkForPatterns(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"patterns": "*.md\n", "m/.git/HEAD": "", "m/content/a.md": "", "m/content/sub/.gitignore/b.md": ""})
	for _, link := range []string{"m/.gitignore", "m/content/.gitignore"} {
		if err := os.Symlink(filepath.Join(dir, "patterns"), filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	got, diags := list(t, filepath.Join(dir, "m"), "content", none)
	if d := cmp.Diff([]string{"content/a.md", "content/sub/.gitignore/b.md"}, got); d != "" || len(diags) != 1 {
		t.Errorf("(-want +got):\n%s%v", d, diags)
	}
}

func TestListGoesDeep(t *testing.T) {
	dir := t.TempDir()
	deep := "content" + strings.Repeat("/d", 300)
	write(t, dir, map[string]string{deep + "/a.md": ""})
	got, diags := list(t, dir, "content", none)
	if d := cmp.Diff([]string{deep + "/a.md"}, got); d != "" || len(diags) > 0 {
		t.Errorf("(-want +got):\n%s%v", d, diags)
	}
}

// The order is that of the bytes of whole paths, on every system.
func TestListIsInOrder(t *testing.T) {
	dir := t.TempDir()
	want := []string{"B.md", "a b.md", "a.md", "a/b.md", "a/ä.md", "a0.md", "日本.md"}
	for _, name := range want {
		write(t, dir, map[string]string{name: ""})
	}
	got, _ := list(t, dir, ".", none)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
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
	tree := open(t, dir)
	for name, want := range map[string]string{
		"file": `"file" is not a folder`, "link": `the folder "link" is a symbolic link, which aims doesn't follow`,
		"missing": `list the folder "missing": no such file or directory`,
	} {
		_, _, err := tree.List(name, none)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v", name, err)
		}
		var hint interface{ Hint() string }
		if gone := errors.Is(err, fs.ErrNotExist); gone != (name == "missing") || gone == errors.As(err, &hint) {
			t.Errorf("%s: got %#v", name, err)
		}
	}
}
