// Package source is the way in: the files of a manual, as one Tree.
//
// In comes the folder of a work tree, or a commit of its repository ([At]); out
// come its files with paths relative to that folder, in the order of their
// bytes, and diagnostics about what can't be one of them. Reading goes through an os.Root: nothing outside the manual is
// ever read, whatever a path or a symbolic link says, but for the .gitignore
// files of the folders above it in the same repository. Symbolic links are named
// and never followed, since git keeps a link and not what it points to.
//
// What a file means is not known here, and nothing is written.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Tree is the files of one manual.
type Tree struct {
	root *os.Root
	dir  string
	past *past // the files of a commit instead of those of root
}

// Open opens the manual in the folder dir.
func Open(dir string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		err = fmt.Errorf("open the manual's folder %q: %w", dir, Reason(err))
		if errors.Is(err, fs.ErrPermission) {
			return nil, &refusal{err.Error(), hintReadable}
		}
		return nil, err
	}
	return &Tree{root: root, dir: dir}, nil
}

// Close ends reading.
func (t *Tree) Close() error {
	if t.past != nil {
		return nil
	}
	return t.root.Close()
}

// FS is the files of the folder name for reading, say of overriding templates.
// It has no files when there is no such folder; when there is one that can't be
// opened, opening any file of it is that error.
func (t *Tree) FS(name string) fs.FS {
	if t.past != nil {
		return t.past.fs(name)
	}
	sub, err := t.root.OpenRoot(filepath.FromSlash(name))
	if err != nil {
		return shut{fmt.Errorf("open the folder %q: %w", name, t.explain(name, err))}
	}
	return sub.FS()
}

// shut is a folder that could not be opened.
type shut struct{ err error }

func (s shut) Open(string) (fs.File, error) { return nil, s.err }

// ReadFile returns the bytes of the file at a slash-separated path. The error
// is fs.ErrNotExist when there is none, and doesn't name the path.
func (t *Tree) ReadFile(path string) ([]byte, error) {
	if t.past != nil {
		return t.past.read(path)
	}
	b, err := t.root.ReadFile(filepath.FromSlash(path))
	if err != nil {
		return nil, t.explain(path, err)
	}
	return b, nil
}

// explain is the reason why a file or folder can't be opened. A link that leads
// nowhere is no missing file.
func (t *Tree) explain(name string, err error) error {
	if info, e := t.root.Lstat(filepath.FromSlash(name)); e == nil && info.Mode()&fs.ModeSymlink != 0 {
		return &refusal{"it is a symbolic link that leads nowhere, or out of the manual", "put the file or folder itself there"}
	}
	if errors.Is(err, fs.ErrPermission) {
		return &refusal{Reason(err).Error(), hintReadable}
	}
	return Reason(err)
}

// File is one file of a manual.
type File struct {
	Path string // slash-separated, relative to the manual's root
	Size int64  // in bytes, when the folder was listed
	tree *Tree
}

// ErrTooLarge is the error of reading a file that has more bytes than allowed.
var ErrTooLarge = errors.New("the file is too large")

// Read returns the file's bytes, or ErrTooLarge when it has more than limit.
func (f File) Read(limit int64) ([]byte, error) {
	if f.Size > limit {
		return nil, ErrTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// The file may have grown since it was listed.
	b, err := readInto(make([]byte, 0, f.Size+512), io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		return nil, ErrTooLarge
	}
	return b, err
}

// Open opens the file for reading.
func (f File) Open() (io.ReadCloser, error) {
	if f.tree.past != nil {
		text, err := f.tree.past.read(f.Path)
		return io.NopCloser(bytes.NewReader(text)), err
	}
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

// Reason is the part of a file error that doesn't name paths of the machine.
func Reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// refusal is an error with a hint what to do.
type refusal struct{ message, hint string }

func (r *refusal) Error() string { return r.message }

// Hint says what to do.
func (r *refusal) Hint() string { return r.hint }
