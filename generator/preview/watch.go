package preview

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// watch turns the system's notes about folders into changes of the manual. It
// watches folders, never single files: an editor that saves by renaming a new
// file over the old one would take the watch of the old file with it.
type watch struct {
	root   string // absolute
	ignore func(string) bool
	report func(err error, hint string)

	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	remove func(dir string) error
	list   func() []string // the folders that the system watches, by the names it knows
	close  func() error

	targets []string        // what Watch named last, absolute
	dirs    map[string]bool // folders that the system watches for us
	left    bool            // some of them have gone or been renamed since aim looked last
	told    map[string]bool // faults that have been reported
}

// aim watches the named folders and files, and returns what may have changed
// unseen: what wasn't named before, and what lies in folders that were not
// watched before.
func (w *watch) aim(targets []string) []string {
	before := w.targets
	w.targets = make([]string, len(targets))
	for i, t := range targets {
		if !filepath.IsAbs(t) {
			t = filepath.Join(w.root, t)
		}
		w.targets[i] = filepath.Clean(t)
	}
	var unseen []string
	if w.left {
		unseen = w.forgetUnheld()
		w.left = false
	}
	for _, t := range w.targets {
		if !slices.Contains(before, t) {
			unseen = append(unseen, w.relative(t))
		}
		unseen = append(unseen, w.aimAt(t)...)
	}
	return unseen
}

// aimAt watches one target. The folder above shows a file's changes and, inside
// the manual, when a watched folder goes and comes back; it is watched before
// the target is looked at, so that neither is missed.
func (w *watch) aimAt(t string) []string {
	above := t != w.root && within(w.root, t) && w.addAbove(t)
	var files []string
	if isFolder(t) {
		files = w.addTree(t)
	}
	if !w.dirs[t] {
		above = w.addAbove(t) || above
	}
	if above {
		files = append(files, w.relative(t))
	}
	return files
}

// addAbove watches the folder that p lies in, or the nearest one above it that
// exists, and reports whether that is new.
func (w *watch) addAbove(p string) bool {
	for {
		dir := existing(filepath.Dir(p))
		fresh := w.addDir(dir)
		if w.dirs[dir] || dir == existing(filepath.Dir(p)) {
			return fresh
		}
	}
}

func isFolder(p string) bool {
	info, err := os.Stat(p)
	return err == nil && info.IsDir()
}

// existing returns dir, or the nearest folder above it that exists.
func existing(dir string) string {
	for {
		parent := filepath.Dir(dir)
		if parent == dir || isFolder(dir) {
			return dir
		}
		dir = parent
	}
}

// addTree watches a folder and all folders in it. It returns the files in those
// that were not watched before. Each folder is watched first and listed then,
// so nothing that comes meanwhile is missed.
func (w *watch) addTree(dir string) []string {
	fresh := w.addDir(dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // It has gone again, or the build says that it can't be read.
	}
	var files []string
	for _, e := range entries {
		p := filepath.Join(dir, e.Name())
		switch {
		case temporary(e.Name()) || w.ignored(p):
		case e.IsDir():
			files = append(files, w.addTree(p)...)
		case fresh:
			files = append(files, w.relative(p))
		}
	}
	return files
}

// addDir watches one folder and reports whether that is new.
func (w *watch) addDir(dir string) bool {
	if w.dirs[dir] {
		return false
	}
	switch err := w.add(dir); {
	case err == nil:
		w.dirs[dir] = true
		return true
	case errors.Is(err, fs.ErrNotExist):
	case limitHint(err) != "":
		w.tell("limit", fmt.Errorf("watch %q: %w", w.relative(dir), err), limitHint(err))
	default:
		w.tell(dir, fmt.Errorf("watch %q: %w", w.relative(dir), err), "")
	}
	return false
}

// tell reports a fault once.
func (w *watch) tell(key string, err error, hint string) {
	if !w.told[key] {
		w.told[key] = true
		w.report(err, hint)
	}
}

// take returns which files of the manual an event is about: none, one, or those
// of a new folder. It watches folders that come and forgets those that go.
func (w *watch) take(ev fsnotify.Event) []string {
	p := filepath.Clean(ev.Name)
	left := (ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename)) && w.forgetTree(p)
	w.left = w.left || left
	// Changed rights are no change of the text, and a folder that is written to
	// is one whose entries have events of their own.
	if !ev.Has(fsnotify.Create) && !ev.Has(fsnotify.Remove) && !ev.Has(fsnotify.Rename) &&
		(!ev.Has(fsnotify.Write) || w.dirs[p]) {
		return nil
	}
	if !left && !w.concerns(p) {
		return nil
	}
	if info, err := os.Lstat(p); ev.Has(fsnotify.Create) && err == nil && info.IsDir() && w.inside(p) {
		if files := w.addTree(p); len(files) > 0 {
			return files
		}
	}
	return []string{w.relative(p)}
}

// forgetTree drops the watches of a folder that has gone or has another name
// now, so that they are set anew, under the right name, when it comes. It
// reports whether there were any.
func (w *watch) forgetTree(dir string) bool {
	before := len(w.dirs)
	for d := range w.dirs {
		if within(dir, d) {
			w.drop(d)
		}
	}
	return len(w.dirs) < before
}

// forgetUnheld drops the folders that the system doesn't watch under their
// names, and returns them. A folder that aim finds under its new name before
// the note of the renaming has been taken is still watched under the old one:
// the system knows folders by themselves and keeps the first name. Taking the
// note ends that watch, and the folder has none.
func (w *watch) forgetUnheld() []string {
	held := map[string]bool{}
	for _, d := range w.list() {
		held[d] = true
	}
	var lost []string
	for d := range w.dirs {
		if !held[d] {
			lost = append(lost, d)
		}
	}
	for i, d := range lost {
		w.forgetTree(d)
		lost[i] = w.relative(d)
	}
	return lost
}

// forget drops every watch.
func (w *watch) forget() {
	for d := range w.dirs {
		w.drop(d)
	}
}

func (w *watch) drop(dir string) {
	delete(w.dirs, dir)
	_ = w.remove(dir) // The system may have dropped it already.
}

// relative writes a path as events show it.
func (w *watch) relative(p string) string {
	if rel, err := filepath.Rel(w.root, p); err == nil && filepath.IsLocal(rel) {
		p = rel
	}
	return filepath.ToSlash(p)
}
