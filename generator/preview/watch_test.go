package preview

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

func TestTemporary(t *testing.T) {
	tests := map[string]bool{
		".#x.md": true, "#x.md#": true, "x.md~": true, ".x.md.swp": true, ".x.md.swx": true, ".x.md.swpx": true,
		"4913": true, "x.md___jb_tmp___": true, ".goutputstream-ABC": true, ".DS_Store": true,
		"x.md": false, "x.swp": false, "4913.md": false, ".mailmap": false, "#x": false, "~x": false,
	}
	for name, want := range tests {
		if got := temporary(name); got != want {
			t.Errorf("temporary(%q) = %v", name, got)
		}
	}
}

func TestConcerns(t *testing.T) {
	root := t.TempDir()
	w := &watch{
		root: root,
		targets: []string{
			filepath.Join(root, "content"), filepath.Join(root, "aims.yaml"), filepath.Join(root, "content/.git/HEAD"), filepath.Join(root, "far/away/x"),
		},
		ignore: func(p string) bool { return p == "content/.git" || strings.HasSuffix(p, ".log") },
	}
	tests := map[string]bool{
		"content": true, "content/a.md": true, "content/x/y.png": true, "aims.yaml": true, "content/.git/HEAD": true, "far": true, "far/away": true,
		"contents/a.md": false, "other": false, "content/.git/index": false, "content/a.log": false, "content/a.md~": false, "aims.yaml.orig": false, "far/else": false,
	}
	for p, want := range tests {
		if got := w.concerns(filepath.Join(root, filepath.FromSlash(p))); got != want {
			t.Errorf("concerns(%q) = %v", p, got)
		}
	}
	if w.concerns(filepath.Dir(filepath.Dir(root)) + "x") {
		t.Error("a path outside the manual concerns it")
	}
}

// At the system's limit the watch says so once, names what to do, and goes on
// with what it has.
func TestLimitOfWatches(t *testing.T) {
	tests := []struct {
		err  error
		hint string // is part of what is said; "" for no hint
		said int
	}{
		{fmt.Errorf("add: %w", syscall.ENOSPC), "fs.inotify.max_user_watches", 1},
		{syscall.EMFILE, "ulimit -n", 1},
		{&fs.PathError{Op: "add", Err: fs.ErrNotExist}, "", 0},
		{fs.ErrPermission, "", 3},
	}
	for _, test := range tests {
		t.Run(test.err.Error(), func(t *testing.T) {
			root := t.TempDir()
			for _, dir := range []string{"a", "b", "c"} {
				if err := os.MkdirAll(filepath.Join(root, "content", dir), 0o777); err != nil {
					t.Fatal(err)
				}
			}
			var said []error
			w := &watch{root: root, ignore: func(string) bool { return false }, dirs: map[string]bool{}, told: map[string]bool{}}
			w.report = func(err error, hint string) {
				said = append(said, err)
				if !errors.Is(err, test.err) || !strings.Contains(hint, test.hint) || (hint == "") != (test.hint == "") {
					t.Errorf("said %v, %q", err, hint)
				}
			}
			w.add = func(dir string) error {
				if len(w.dirs) >= 2 {
					return test.err
				}
				return nil
			}
			for range 2 {
				w.aim([]string{"content"})
			}
			if len(said) != test.said || len(w.dirs) != 2 {
				t.Errorf("said %v, watches %v", said, w.dirs)
			}
		})
	}
}

func TestTakeOps(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "content")
	w := &watch{
		root: root, targets: []string{dir}, dirs: map[string]bool{dir: true},
		ignore: func(string) bool { return false }, add: func(string) error { return nil }, remove: func(string) error { return fs.ErrNotExist },
	}
	file := []string{"content/a.md"}
	tests := []struct {
		op   fsnotify.Op
		path string
		want []string
	}{
		{fsnotify.Write, "content/a.md", file},
		{fsnotify.Create, "content/a.md", file},
		{fsnotify.Remove, "content/a.md", file},
		{fsnotify.Rename, "content/a.md", file},
		{fsnotify.Write | fsnotify.Chmod, "content/a.md", file},
		{fsnotify.Chmod, "content/a.md", nil},
		{fsnotify.Write, "content", nil}, // kqueue and Windows tell of folders too
		{fsnotify.Remove, "content", []string{"content"}},
	}
	for _, test := range tests {
		got := w.take(fsnotify.Event{Name: filepath.Join(root, test.path), Op: test.op})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s of %s (-want +got):\n%s", test.op, test.path, diff)
		}
	}
	if w.dirs[dir] {
		t.Error("a folder that has gone counts as watched")
	}
}

// What is named from now on, or lies in a folder that is watched from now on, may
// have changed before.
func TestAimTellsOfWhatItHasNotSeen(t *testing.T) {
	root := t.TempDir()
	w := &watch{root: root, dirs: map[string]bool{}, ignore: func(string) bool { return false }, add: func(string) error { return nil }}
	var targets []string
	for _, step := range []struct{ named, made, want string }{
		{"content", "content/x/a.md", "content content content/x/a.md"},
		{"content", "content/b.md", ""}, // its folder is watched
		{"content", "content/y/c.md", "content/y/c.md"},
		{"aims.yaml", "content/y/d.md", "aims.yaml"},
		{"far/away/file", "far/x", "far/away/file far/away/file"}, // in a folder that is watched from now on
		{"far/away/file", "far/away/file", "far/away/file"},
		{"theme", "theme/dark/e.css", "theme theme/dark/e.css"},
	} {
		if !slices.Contains(targets, step.named) {
			targets = append(targets, step.named)
		}
		made := filepath.Join(root, filepath.FromSlash(step.made))
		if err := errors.Join(os.MkdirAll(filepath.Dir(made), 0o777), os.WriteFile(made, nil, 0o666)); err != nil {
			t.Fatal(err)
		}
		told := w.aim(targets)
		slices.Sort(told)
		if got := strings.Join(told, " "); got != step.want {
			t.Errorf("%q named, %q made: told of %q, want %q", step.named, step.made, got, step.want)
		}
		if again := w.aim(targets); again != nil {
			t.Errorf("%q named, %q made: told again of %q", step.named, step.made, again)
		}
	}
}

// Whatever is ignored by now, the end of a folder that is watched is told, and
// the watch looks for folders that it has lost with it.
func TestTakeTheEndOfAnIgnoredFolder(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "content", "out")
	w := &watch{
		root: root, targets: []string{filepath.Dir(dir)}, dirs: map[string]bool{dir: true},
		ignore: func(string) bool { return true }, remove: func(string) error { return nil },
	}
	ended := fsnotify.Event{Name: dir, Op: fsnotify.Rename}
	if diff := cmp.Diff([]string{"content/out"}, w.take(ended)); diff != "" || !w.left {
		t.Errorf("changes (-want +got):\n%s\nfolders have left: %v", diff, w.left)
	}
	if got := w.take(ended); got != nil {
		t.Errorf("of a folder that isn't watched, it told of %q", got)
	}
}
