package source

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aims/generator/diagnostic"
	"aims/generator/git"
)

// past is the files of a commit.
type past struct {
	repo  *git.Repository
	files []git.TreeFile // sorted by path
}

// At opens the manual as a commit has it. The work tree is not read; what
// .gitignore says doesn't matter for files that were committed.
func At(repo *git.Repository, commit git.Hash) (*Tree, error) {
	files, err := repo.Files(commit, repo.Prefix())
	if err != nil {
		return nil, fmt.Errorf("list the files of %s: %w", commit, err)
	}
	return &Tree{past: &past{repo, files}}, nil
}

func (p *past) find(name string) (git.TreeFile, bool) {
	i, found := slices.BinarySearchFunc(p.files, name, func(f git.TreeFile, name string) int { return strings.Compare(f.Path, name) })
	if !found {
		return git.TreeFile{}, false
	}
	return p.files[i], true
}

func (p *past) read(name string) ([]byte, error) {
	f, found := p.find(name)
	switch {
	case !found:
		return nil, fs.ErrNotExist
	case f.Symlink:
		return nil, &refusal{"it is a symbolic link, which is not followed", "put the file itself there"}
	}
	return p.repo.Blob(f.Blob)
}

// list lists the files in a folder of the commit.
func (t *Tree) list(name string, exclude func(string) bool) ([]File, []diagnostic.Diagnostic, error) {
	l := lister{tree: t}
	there := false
	for _, f := range t.past.files {
		if name != "." && !strings.HasPrefix(f.Path, name+"/") {
			continue
		}
		there = true
		if leftOut(f.Path, exclude) {
			continue
		}
		switch {
		case !addressable(path.Base(f.Path)):
			l.report(strings.ToValidUTF8(f.Path, "\uFFFD"), RuleFileName, diagnostic.Error,
				"the name has bytes that are no UTF-8, a control character or a backslash", "rename the file")
		case f.Symlink:
			l.report(f.Path, RuleSymlink, diagnostic.Warning, "a symbolic link is not followed", "put the file or folder itself here")
		default:
			l.files = append(l.files, File{Path: f.Path, tree: t})
		}
	}
	if !there {
		return nil, nil, fmt.Errorf("list the folder %q: %w", name, fs.ErrNotExist)
	}
	return l.files, l.diags, nil
}

// leftOut reports whether a file or a folder that it lies in is excluded.
func leftOut(p string, exclude func(string) bool) bool {
	for dir := p; dir != "."; dir = path.Dir(dir) {
		if path.Base(dir) == "node_modules" && dir != p || exclude(dir) {
			return true
		}
	}
	return false
}

// fs is the files of a folder of the commit.
func (p *past) fs(name string) fs.FS { return committed{p, name} }

// committed is a folder of a commit as an fs.FS.
type committed struct {
	*past
	folder string
}

// Open implements fs.FS.
func (c committed) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	full := path.Join(c.folder, name)
	if f, found := c.find(full); found && !f.Symlink {
		text, err := c.repo.Blob(f.Blob)
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		return &openFile{Reader: bytes.NewReader(text), entry: entry{path.Base(name), int64(len(text)), 0o444}}, nil
	}
	if list := c.entries(full); len(list) > 0 {
		return &openFolder{entry: entry{path.Base(name), 0, fs.ModeDir | 0o555}, list: list}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// entries are what lies directly in a folder.
func (p *past) entries(folder string) []fs.DirEntry {
	var list []fs.DirEntry
	last := ""
	for _, f := range p.files {
		rest, inside := strings.CutPrefix(f.Path, folder+"/")
		if !inside || f.Symlink {
			continue
		}
		name, _, deeper := strings.Cut(rest, "/")
		if name == last {
			continue
		}
		last = name
		mode := fs.FileMode(0o444)
		if deeper {
			mode = fs.ModeDir | 0o555
		}
		list = append(list, fs.FileInfoToDirEntry(entry{name, 0, mode}))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

// entry is what is known of a file or folder of a commit.
type entry struct {
	name string
	size int64
	mode fs.FileMode
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) Mode() fs.FileMode  { return e.mode }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.mode.IsDir() }
func (e entry) Sys() any           { return nil }

type openFile struct {
	*bytes.Reader
	entry entry
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	entry entry
	list  []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error)   { return 0, fs.ErrInvalid }

// ReadDir implements fs.ReadDirFile.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	list := f.list
	if n > 0 {
		if len(list) == 0 {
			return nil, io.EOF
		}
		list = list[:min(n, len(list))]
	}
	f.list = f.list[len(list):]
	return list, nil
}
