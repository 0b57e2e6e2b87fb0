package source

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"aims/generator/git"
)

const ignoreFile = ".gitignore"

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
// the folder above name. Without a repository there are none.
func (l *lister) ignoresAbove(name string) ignores {
	manual, err := filepath.Abs(l.tree.dir)
	if err != nil {
		return ignores{}
	}
	start := filepath.Join(manual, filepath.FromSlash(name))
	var above []string
	dir := start
	if start != manual {
		dir = filepath.Dir(start) // A repository inside the content is no concern of the manual's.
	}
	for {
		if dir != start {
			above = append(above, dir)
		}
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return l.readIgnores(dir, manual, above)
		}
		if dir == filepath.Dir(dir) {
			return ignores{}
		}
		dir = filepath.Dir(dir)
	}
}

// readIgnores reads the .gitignore of each folder, innermost first in folders.
// Like git it takes no symbolic link for one.
func (l *lister) readIgnores(repository, manual string, folders []string) ignores {
	i := ignores{prefix: relative(repository, manual)}
	if i.prefix != "" {
		i.prefix += "/"
	}
	for _, dir := range slices.Backward(folders) {
		file := filepath.Join(dir, ignoreFile)
		if info, err := os.Lstat(file); err != nil || !info.Mode().IsRegular() {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			l.unreadable(path.Join(relative(manual, dir), ignoreFile), "file", err)
		}
		i.Ignore = i.With(relative(repository, dir), text)
	}
	return i
}

// relative is the slash-separated path from one folder to another, "" for the
// same one.
func relative(from, to string) string {
	rel, err := filepath.Rel(from, to)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}
