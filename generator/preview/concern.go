package preview

import (
	"path"
	"path/filepath"
	"strings"
)

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

// within tells whether p is dir or lies below it. Both are clean and absolute.
func within(dir, p string) bool {
	rest, ok := strings.CutPrefix(p, strings.TrimSuffix(dir, string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == filepath.Separator)
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
