package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func open(t *testing.T, dir string) *Tree {
	t.Helper()
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

func TestOpenNamesTheFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("file", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"nowhere": `open the manual's folder "nowhere": no such file or directory`,
		"file":    `open the manual's folder "file": not a directory`,
	} {
		if _, err := Open(name); err == nil || err.Error() != want {
			t.Errorf("got %v, not %s", err, want)
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": strings.Repeat("x", 5000)})
	tree := open(t, dir)
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
	write(t, dir, map[string]string{"a.md": strings.Repeat("x", 9000)})
	if _, err := files[0].Read(8999); !errors.Is(err, ErrTooLarge) {
		t.Errorf("grown since it was listed: %v", err)
	}
	if b, err := files[0].Read(9000); err != nil || len(b) != 9000 {
		t.Errorf("grown, and still small enough: read %d, %v", len(b), err)
	}
}

func TestReadOfAFileThatHasGone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "x"})
	files, _, err := open(t, dir).List(".", none)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	_, err = files[0].Read(10)
	if !errors.Is(err, fs.ErrNotExist) || strings.Contains(Reason(err).Error(), "a.md") {
		t.Errorf("got %v", err)
	}
}

func TestFS(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"outside/page.html": "x", "m/templates/pages/page.html": "own", "m/file": ""})
	if err := os.Symlink("../outside", filepath.Join(dir, "m/themes")); err != nil {
		t.Fatal(err)
	}
	tree := open(t, filepath.Join(dir, "m"))
	if b, err := fs.ReadFile(tree.FS("templates"), "pages/page.html"); err != nil || string(b) != "own" {
		t.Errorf("read %q, %v", b, err)
	}
	if _, err := fs.ReadFile(tree.FS("templates"), "../file"); err == nil {
		t.Error("a file above the folder was read")
	}
	if _, err := fs.ReadFile(tree.FS("missing"), "a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing folder: %v", err)
	}
	if names, err := fs.Glob(tree.FS("missing"), "pages/*"); len(names) > 0 || err != nil {
		t.Errorf("files of a missing folder: %v, %v", names, err)
	}
	for name, want := range map[string]string{
		"file":   `open the folder "file": not a directory`,
		"themes": `open the folder "themes": it is a symbolic link that leads nowhere, or out of the manual`,
	} {
		_, err := fs.ReadFile(tree.FS(name), "page.html")
		if err == nil || err.Error() != want {
			t.Errorf("%s, which is no folder of the manual: %v", name, err)
		}
	}
}

func TestReadNeverLeavesTheManual(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"secret": "x", "m/a": "inside"})
	for link, target := range map[string]string{"link": "../secret", "absolute": filepath.Join(dir, "secret"), "dangling": "nowhere", "loop": "loop", "inner": "a"} {
		if err := os.Symlink(target, filepath.Join(dir, "m", link)); err != nil {
			t.Fatal(err)
		}
	}
	tree := open(t, filepath.Join(dir, "m"))
	for _, p := range []string{"../secret", "link", "absolute", "dangling", "loop", "/etc/hostname"} {
		if b, err := tree.ReadFile(p); err == nil || errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), dir) {
			t.Errorf("%s: read %q, %v", p, b, err)
		}
	}
	for _, p := range []string{"a", "inner"} {
		if b, err := tree.ReadFile(p); err != nil || string(b) != "inside" {
			t.Errorf("%s: read %q, %v", p, b, err)
		}
	}
	if _, err := tree.ReadFile("missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
