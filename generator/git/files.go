package git

import (
	"fmt"
	"slices"
)

// TreeFile is one file of a commit.
type TreeFile struct {
	Path    string // the bytes that git has, relative to the prefix
	Blob    Hash
	Symlink bool // a symbolic link, whose blob is its target
}

// Files lists the regular files and symbolic links below the folder prefix of a
// commit, sorted by the bytes of their paths; none when there is no such folder.
// Submodules are left out. A tree that holds a name which no file can have is an
// error.
func (r *Repository) Files(commit Hash, prefix string) (files []TreeFile, err error) {
	c, err := r.Commit(commit)
	if err != nil {
		return nil, err
	}
	l := &listing{comparison: newComparison(r.store, WalkOptions{Prefix: prefix})}
	sides := []Hash{c.Tree}
	for _, folder := range l.prefix {
		if err := l.descend(sides, folder); err != nil {
			return nil, r.explain(met(err, commit, nil))
		}
	}
	if err := l.list(sides[0]); err != nil {
		return nil, r.explain(met(err, commit, l.path))
	}
	return l.files, nil
}

type listing struct {
	*comparison
	files []TreeFile
}

func (l *listing) list(tree Hash) error {
	c, err := l.trees.read(tree)
	if err != nil {
		return err
	}
	for ; c.mode != modeNone; c.next() {
		if unsafeName(c.name) {
			return fmt.Errorf("tree %s: %q can't be the name of a file", tree, c.name)
		}
		length := len(l.path)
		l.path = append(l.path, c.name...)
		switch c.mode {
		case modeFile, modeSymlink:
			l.files = append(l.files, TreeFile{string(l.path), c.hash, c.mode == modeSymlink})
		case modeTree:
			l.path = append(l.path, '/')
			if err := l.list(c.hash); err != nil {
				return err
			}
		}
		l.path = l.path[:length]
	}
	return nil
}

// unsafeName tells names that would lead out of their folder, or into git's own.
func unsafeName(name []byte) bool {
	switch string(name) {
	case "", ".", "..", ".git":
		return true
	}
	return slices.Contains(name, '/')
}
