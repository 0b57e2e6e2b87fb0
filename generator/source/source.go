// Package source is the way in: the files of a manual, as one Tree.
//
// In comes the folder of a work tree, out come its files with paths relative
// to that folder, in the order of their bytes. Reading goes through an os.Root:
// nothing outside the manual is ever read, whatever a path or a symbolic link
// says. Symbolic links are named and never followed, since git keeps a link and
// not what it points to.
//
// What a file means is not known here, and nothing is written.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"aims/generator/diagnostic"
	"aims/generator/git"
)

// The rules that reading a folder can trip.
const (
	RuleFileName   = "file-name"   // a name that no address can be made from
	RuleSymlink    = "symlink"     // a symbolic link, which is not followed
	RuleUnreadable = "file-access" // a file or folder that can't be read
)

// Tree is the files of one manual.
type Tree struct {
	root *os.Root
	dir  string
}

// Open opens the manual in the folder dir.
func Open(dir string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the manual's folder: %w", err)
	}
	return &Tree{root: root, dir: dir}, nil
}

// Close ends reading.
func (t *Tree) Close() error { return t.root.Close() }

// FS is the files of the folder name for reading, say of overriding templates.
// It has no files when there is no such folder.
func (t *Tree) FS(name string) fs.FS {
	sub, err := t.root.OpenRoot(name)
	if err != nil {
		return noFiles{}
	}
	return sub.FS()
}

type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadFile returns the bytes of the file at path; the error is fs.ErrNotExist
// when there is none.
func (t *Tree) ReadFile(path string) ([]byte, error) { return t.root.ReadFile(path) }

// File is one file of a manual.
type File struct {
	Path string // slash-separated, relative to the manual's root
	Size int64  // in bytes, when the folder was listed
	tree *Tree
}

// Read returns the file's bytes, or an error when it has more than limit.
func (f File) Read(limit int64) ([]byte, error) {
	r, err := f.tree.root.Open(filepath.FromSlash(f.Path))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b := make([]byte, 0, min(f.Size, limit)+512)
	b, err = readInto(b, io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		return nil, ErrTooLarge
	}
	return b, err
}

// ErrTooLarge is the error of reading a file that has more bytes than allowed.
var ErrTooLarge = errors.New("the file is too large")

// Open opens the file for reading.
func (f File) Open() (io.ReadCloser, error) {
	return f.tree.root.Open(filepath.FromSlash(f.Path))
}

func readInto(b []byte, r io.Reader) ([]byte, error) {
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF:
			return b, nil
		case err != nil:
			return b, err
		case len(b) == cap(b):
			b = append(b, 0)[:len(b)]
		}
	}
}

// List returns the files in the folder name ("." for all of them), except what
// exclude names, .git, node_modules and what git ignores. Faults of single
// files are diagnostics; the rest is still listed. The folder itself has to
// exist and must not be a symbolic link.
func (t *Tree) List(name string, exclude func(path string) bool) ([]File, []diagnostic.Diagnostic, error) {
	info, err := t.root.Lstat(name)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("list the folder %q: %w", name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, nil, fmt.Errorf("the folder %q is a symbolic link, which aims doesn't follow", name)
	case !info.IsDir():
		return nil, nil, fmt.Errorf("%q is not a folder", name)
	}
	l := lister{tree: t, exclude: exclude}
	l.folder(path.Clean(name), t.ignoresAbove(name))
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
	if b, err := l.tree.root.ReadFile(path.Join(dir, ".gitignore")); err == nil {
		ignore = ignore.with(dir, b)
	}
	entries, err := fs.ReadDir(l.tree.root.FS(), dir)
	if err != nil {
		l.report(dir, RuleUnreadable, diagnostic.Error, fmt.Sprintf("the folder can't be read: %v", Reason(err)), "")
		return
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
	case !utf8.ValidString(e.Name()) || strings.ContainsFunc(e.Name(), isControl) || strings.Contains(e.Name(), `\`):
		l.report(strings.ToValidUTF8(p, "\uFFFD"), RuleFileName, diagnostic.Error,
			"the name has bytes that are no UTF-8, a control character or a backslash", "rename the file")
	case e.Type()&fs.ModeSymlink != 0:
		l.report(p, RuleSymlink, diagnostic.Warning, "a symbolic link is not followed", "put the file itself here, or link to it")
	case e.IsDir():
		l.folder(p, ignore)
	case e.Type().IsRegular():
		info, err := e.Info()
		if err != nil {
			l.report(p, RuleUnreadable, diagnostic.Error, fmt.Sprintf("the file can't be read: %v", Reason(err)), "")
			return
		}
		l.files = append(l.files, File{Path: p, Size: info.Size(), tree: l.tree})
	}
}

func (l *lister) report(p, rule string, s diagnostic.Severity, message, hint string) {
	l.diags = append(l.diags, diagnostic.Diagnostic{Rule: rule, Severity: s, Position: diagnostic.Position{File: p}, Message: message, Hint: hint})
}

func isControl(r rune) bool { return r < ' ' || r == 0x7F }

// Reason is the part of a file error that doesn't name paths of the machine.
func Reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// ignores is git's patterns with the place where the manual lies in its
// repository, since patterns of outer folders count too.
type ignores struct {
	git.Ignore
	prefix string // of the manual's root in the repository, with a slash, or ""
}

func (i ignores) with(dir string, content []byte) ignores {
	folder := strings.TrimSuffix(i.prefix, "/")
	if dir != "." {
		folder = i.prefix + dir
	}
	return ignores{i.With(folder, content), i.prefix}
}

func (i ignores) match(p string, folder bool) bool { return i.Match(i.prefix+p, folder) }

// ignoresAbove reads the .gitignore files from the repository's root down to
// the folder above name.
func (t *Tree) ignoresAbove(name string) ignores {
	start, err := filepath.Abs(filepath.Join(t.dir, filepath.FromSlash(name)))
	if err != nil {
		return ignores{}
	}
	manual, err := filepath.Abs(t.dir)
	if err != nil {
		return ignores{}
	}
	dir := start
	if dir != manual {
		dir = filepath.Dir(start)
	}
	var above []string
	for {
		if dir != start {
			above = append(above, dir)
		}
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return readIgnores(dir, manual, above)
		}
		if dir == filepath.Dir(dir) {
			return ignores{}
		}
		dir = filepath.Dir(dir)
	}
}

// readIgnores reads the .gitignore of each folder, innermost first in folders.
func readIgnores(repository, manual string, folders []string) ignores {
	var i ignores
	if rel, err := filepath.Rel(repository, manual); err == nil && rel != "." {
		i.prefix = filepath.ToSlash(rel) + "/"
	}
	for _, dir := range slices.Backward(folders) {
		b, err := os.ReadFile(filepath.Join(dir, ".gitignore"))
		if err != nil {
			continue
		}
		rel, _ := filepath.Rel(repository, dir)
		i.Ignore = i.With(strings.TrimPrefix(filepath.ToSlash(rel), "."), b)
	}
	return i
}
