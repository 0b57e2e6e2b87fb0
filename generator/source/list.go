package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/diagnostic"
)

// The rules that reading a folder can trip.
const (
	RuleFileName   = "file-name"   // a name that no address can be made from
	RuleSymlink    = "symlink"     // a symbolic link, which is not followed
	RuleUnreadable = "file-access" // a file or folder that can't be read
)

const hintReadable = "let the user who runs aims read it"

// List returns the files in the folder name ("." for all of them), except what
// exclude names, .git, node_modules and what git ignores. Faults of single
// files are diagnostics; the rest is still listed. The folder itself has to
// exist, else the error is fs.ErrNotExist, and must not be a symbolic link.
func (t *Tree) List(name string, exclude func(path string) bool) ([]File, []diagnostic.Diagnostic, error) {
	if t.past != nil {
		return t.list(path.Clean(name), exclude)
	}
	info, err := t.root.Lstat(filepath.FromSlash(name))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("list the folder %q: %w", name, Reason(err))
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, nil, &refusal{fmt.Sprintf("the folder %q is a symbolic link, which aims doesn't follow", name), "put the folder itself there, or name it under content: in aims.yaml"}
	case !info.IsDir():
		return nil, nil, &refusal{fmt.Sprintf("%q is not a folder", name), "name a folder under content: in aims.yaml"}
	}
	l := lister{tree: t, exclude: exclude}
	l.folder(path.Clean(name), l.ignoresAbove(name))
	slices.SortFunc(l.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return l.files, l.diags, nil
}

// lister gathers files while it goes down a folder.
type lister struct {
	tree    *Tree
	exclude func(string) bool
	files   []File
	diags   []diagnostic.Diagnostic
}

func (l *lister) folder(dir string, ignore ignores) {
	entries, err := fs.ReadDir(l.tree.root.FS(), dir)
	if err != nil {
		l.unreadable(dir, "folder", err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ignoreFile && e.Type().IsRegular() }) {
		text, err := l.tree.ReadFile(path.Join(dir, ignoreFile))
		if err != nil {
			l.unreadable(path.Join(dir, ignoreFile), "file", err)
		}
		ignore = ignore.with(dir, text)
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		if e.Name() == ".git" || e.Name() == "node_modules" && e.IsDir() || l.exclude(p) || ignore.match(p, e.IsDir()) {
			continue
		}
		l.entry(p, e, ignore)
	}
}

func (l *lister) entry(p string, e fs.DirEntry, ignore ignores) {
	switch {
	case !addressable(e.Name()):
		l.report(strings.ToValidUTF8(p, "\uFFFD"), RuleFileName, diagnostic.Error,
			"the name has bytes that are no UTF-8, a control character or a backslash", "rename the file")
	case e.Type()&fs.ModeSymlink != 0:
		l.report(p, RuleSymlink, diagnostic.Warning, "a symbolic link is not followed", "put the file or folder itself here")
	case e.IsDir():
		l.folder(p, ignore)
	case e.Type().IsRegular():
		info, err := e.Info()
		if err != nil {
			l.unreadable(p, "file", err)
			return
		}
		l.files = append(l.files, File{Path: p, Size: info.Size(), tree: l.tree})
	}
}

// addressable reports whether an address can be made from a file's name.
func addressable(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl) && !strings.Contains(name, `\`)
}

// unreadable reports a file or folder that is there and can't be read. What has
// gone since it was listed is nobody's fault.
func (l *lister) unreadable(p, what string, err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		l.report(p, RuleUnreadable, diagnostic.Error, fmt.Sprintf("the %s can't be read: %v", what, Reason(err)), hintReadable)
	}
}

func (l *lister) report(p, rule string, s diagnostic.Severity, message, hint string) {
	l.diags = append(l.diags, diagnostic.Diagnostic{Rule: rule, Severity: s, Position: diagnostic.Position{File: p}, Message: message, Hint: hint})
}
