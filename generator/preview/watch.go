package preview

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

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
	close  func() error

	targets []string        // what Watch named last, absolute
	dirs    map[string]bool // folders that the system watches for us
	told    map[string]bool // faults that have been reported
}

// openWatch returns a watch that watches nothing yet. Where the system has no
// watch to give, it reports that, and the watch stays silent.
func openWatch(root string, ignore func(string) bool, report func(error, string)) (*watch, error) {
	w := &watch{root: root, ignore: ignore, report: report, dirs: map[string]bool{}, told: map[string]bool{}}
	system, err := fsnotify.NewWatcher()
	if hint := limitHint(err); hint != "" {
		report(fmt.Errorf("watch the manual: %w", err), hint)
		w.add, w.remove = func(string) error { return nil }, func(string) error { return nil }
		w.close = func() error { return nil }
		return w, nil
	}
	if err != nil {
		return nil, fmt.Errorf("watch the manual: %w", err)
	}
	w.events, w.errors = system.Events, system.Errors
	w.add, w.remove, w.close = system.Add, system.Remove, system.Close
	return w, nil
}

// limitHint says what to do about an error that means a limit of the system,
// and is "" for other errors.
func limitHint(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "raise fs.inotify.max_user_watches with sysctl; until then changes in some folders go unnoticed"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "raise the limit of open files (ulimit -n), on Linux also fs.inotify.max_user_instances; until then changes in some folders go unnoticed"
	}
	return ""
}

// aim watches the named folders and files, and returns what lies in folders
// that were not watched before: it may have changed unseen.
func (w *watch) aim(targets []string) []string {
	w.targets = w.targets[:0]
	for _, t := range targets {
		if !filepath.IsAbs(t) {
			t = filepath.Join(w.root, t)
		}
		w.targets = append(w.targets, filepath.Clean(t))
	}
	var fresh []string
	for _, t := range w.targets {
		info, err := os.Stat(t)
		folder := err == nil && info.IsDir()
		if folder {
			fresh = append(fresh, w.addTree(t)...)
		}
		// The folder above shows a file's changes and, inside the manual, when a
		// watched folder goes and comes back.
		if !folder || t != w.root && within(w.root, t) {
			if w.addDir(existing(filepath.Dir(t))) && !folder {
				fresh = append(fresh, w.relative(t))
			}
		}
	}
	return fresh
}

// existing returns dir, or the nearest folder above it that exists.
func existing(dir string) string {
	for {
		info, err := os.Stat(dir)
		if parent := filepath.Dir(dir); parent != dir && (err != nil || !info.IsDir()) {
			dir = parent
			continue
		}
		return dir
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
	if ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename) {
		w.forgetTree(p)
	}
	// Changed rights are no change of the text, and a folder that is written to
	// is one whose entries have events of their own.
	if !ev.Has(fsnotify.Create) && !ev.Has(fsnotify.Remove) && !ev.Has(fsnotify.Rename) &&
		(!ev.Has(fsnotify.Write) || w.dirs[p]) {
		return nil
	}
	if !w.concerns(p) {
		return nil
	}
	if info, err := os.Lstat(p); ev.Has(fsnotify.Create) && err == nil && info.IsDir() && w.inside(p) {
		if files := w.addTree(p); len(files) > 0 {
			return files
		}
	}
	return []string{w.relative(p)}
}

// concerns tells whether a change of p may change the site: p is named, lies in
// a named folder and isn't ignored, or is a folder above what is named.
func (w *watch) concerns(p string) bool {
	for _, t := range w.targets {
		if within(p, t) {
			return true
		}
	}
	return w.inside(p) && !temporary(filepath.Base(p)) && !w.ignored(p)
}

// inside tells whether p is named or lies in a named folder.
func (w *watch) inside(p string) bool {
	for _, t := range w.targets {
		if within(t, p) {
			return true
		}
	}
	return false
}

// ignored tells whether p, or a folder between p and what is named, is ignored.
func (w *watch) ignored(p string) bool {
	for _, t := range w.targets {
		if !within(t, p) {
			continue
		}
		skip := false
		for q := p; q != t && !skip; q = filepath.Dir(q) {
			skip = w.ignore(w.relative(q))
		}
		if !skip {
			return false
		}
	}
	return true
}

// forgetTree drops the watches of a folder that has gone or has another name
// now, so that they are set anew, under the right name, when it comes.
func (w *watch) forgetTree(dir string) {
	for d := range w.dirs {
		if within(dir, d) {
			w.drop(d)
		}
	}
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

// within tells whether p is dir or lies below it. Both are clean and absolute.
func within(dir, p string) bool {
	rest, ok := strings.CutPrefix(p, strings.TrimSuffix(dir, string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == filepath.Separator)
}

// relative writes a path as events show it.
func (w *watch) relative(p string) string {
	if rel, err := filepath.Rel(w.root, p); err == nil && filepath.IsLocal(rel) {
		p = rel
	}
	return filepath.ToSlash(p)
}

// temporaries are the names of files that editors and desktops keep beside the
// file that is edited: Emacs, Vim, JetBrains, GNOME, macOS.
var temporaries = []string{".#*", "#*#", "*~", ".*.sw[a-px]", ".*.swpx", "4913", "*___jb_tmp___", "*___jb_old___", ".goutputstream-*", ".DS_Store"}

func temporary(name string) bool {
	for _, pattern := range temporaries {
		if ok, _ := path.Match(pattern, name); ok {
			return true
		}
	}
	return false
}
