package preview

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watching is a manual with a watch whose notes the test takes one by one.
type watching struct {
	*manual
	watch *watch
}

var watchedInMoves = []string{"content", "theme", "aims.yaml"}

func newWatching(t *testing.T) watching {
	m := newManual(t, map[string]string{"content/a/x/1.md": "1", "content/b/x/2.md": "2", "content/b/y/3.md": "3", "elsewhere/4.md": "4"})
	w, err := openWatch(m.root, func(string) bool { return false }, func(err error, _ string) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.close() })
	w.aim(watchedInMoves)
	return watching{m, w}
}

// takeAll takes what the system tells up to this moment, calls between before
// each note, and returns all that has changed.
func (w watching) takeAll(between func()) map[string]bool {
	w.t.Helper()
	w.write("the end", "")
	changed := map[string]bool{}
	for {
		between()
		select {
		case ev := <-w.watch.events:
			for _, p := range w.watch.take(ev) {
				changed[p] = true
			}
			if ev.Name == filepath.Join(w.root, "the end") && ev.Has(fsnotify.Create) {
				w.remove("the end")
				return changed
			}
		case <-time.After(patience):
			w.t.Fatal("the manual's folder is not watched any more")
		}
	}
}

// Wherever among the notes of a change the watch is aimed, in the end every
// folder is watched under its name.
func TestAimAmongTheNotesOfAChange(t *testing.T) {
	tests := map[string]func(m *manual){
		"renamed":                  func(m *manual) { m.rename("content/b", "content/c") },
		"renamed twice":            func(m *manual) { m.rename("content/b", "content/c"); m.rename("content/c", "content/d") },
		"renamed and back":         func(m *manual) { m.rename("content/b", "content/c"); m.rename("content/c", "content/b") },
		"renamed inside and above": func(m *manual) { m.rename("content/b/x", "content/b/z"); m.rename("content/b", "content/c") },
		"moved into a new folder":  func(m *manual) { m.write("content/new/5.md", "5"); m.rename("content/b", "content/new/b") },
		"moved out and in":         func(m *manual) { m.rename("content/b", "elsewhere/b"); m.rename("elsewhere/b", "content/a/b") },
		"moved out and deleted":    func(m *manual) { m.rename("content/b", "elsewhere/b"); m.remove("elsewhere/b") },
		"deleted and made anew":    func(m *manual) { m.remove("content/b"); m.write("content/b/x/2.md", "new") },
		"exchanged": func(m *manual) {
			m.rename("content/a", "content/c")
			m.rename("content/b", "content/a")
			m.rename("content/c", "content/b")
		},
		"all of it away and back":   func(m *manual) { m.rename("content", "old"); m.rename("old", "content") },
		"in another folder's place": func(m *manual) { m.rename("content", "theme"); m.rename("elsewhere", "content") },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			for aimed, again := 0, true; again; aimed++ {
				w, taken := newWatching(t), -1
				change(w.manual)
				w.takeAll(func() {
					if taken++; taken == aimed {
						w.watch.aim(watchedInMoves)
					}
				})
				again = taken > aimed
				w.watch.aim(watchedInMoves) // as after the build that the change leads to
				w.allWatched(fmt.Sprintf("aimed before note %d", aimed))
			}
		})
	}
}

// allWatched changes every file and expects to be told of each.
func (w watching) allWatched(when string) {
	w.t.Helper()
	var files []string
	for _, top := range watchedInMoves {
		err := filepath.WalkDir(filepath.Join(w.root, top), func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files = append(files, w.watch.relative(p))
			}
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	for _, name := range files {
		w.write(name, "changed")
	}
	told := w.takeAll(func() {})
	for _, name := range files {
		if !told[name] {
			w.t.Errorf("%s: a change of %q went unnoticed", when, name)
		}
	}
}

// A folder that was not watched for a while may have lost a file in that time.
func TestDeletedWhileUnwatched(t *testing.T) {
	w := newWatching(t)
	w.rename("content/b", "content/c")
	w.watch.aim(watchedInMoves)
	w.takeAll(func() {})
	w.remove("content/c/x/2.md")
	if changed := w.watch.aim(watchedInMoves); !slices.Contains(changed, "content/c/x") {
		t.Errorf("told of changes %q", changed)
	}
}

// Folders that are moved away and deleted at once make the system's watch fail
// while it holds its lock; nobody may wait for that lock then.
func TestManyMovedAwayAndDeleted(t *testing.T) {
	w := newWatching(t)
	for n := range 200 {
		w.write(fmt.Sprintf("content/many/%d/x.md", n), "x")
	}
	w.takeAll(func() {})
	w.watch.aim(watchedInMoves)
	for n := range 200 {
		w.rename(fmt.Sprintf("content/many/%d", n), "elsewhere/gone")
		w.remove("elsewhere/gone")
	}
	changed := w.takeAll(func() {})
	for n := range 200 {
		if name := fmt.Sprintf("content/many/%d", n); !changed[name] {
			t.Errorf("not told of %q", name)
		}
	}
}

func TestQueuedErrors(t *testing.T) {
	in := make(chan error)
	out := queued(in)
	const many = 100
	for n := range many {
		in <- fmt.Errorf("%d", n)
	}
	close(in)
	for n := range many {
		if err := <-out; err == nil || err.Error() != fmt.Sprint(n) {
			t.Fatalf("error %d is %v", n, err)
		}
	}
	if err, open := <-out; open {
		t.Errorf("after the last error: %v", err)
	}
}
