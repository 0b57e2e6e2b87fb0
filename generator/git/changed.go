package git

import (
	"bytes"
	"fmt"
)

// Difference is a file of the work tree whose text isn't that of a commit.
type Difference struct {
	Path    string // relative to the prefix
	InTree  bool   // the commit has a regular file there
	Present bool   // the work tree has it
}

// Changed compares the work tree with the folder prefix of a commit. work are the
// files that the caller found there, as paths relative to prefix, in any order;
// want says which files of the commit count, and nil means all. read is asked for
// the text of those that stand in both. Line endings don't count: CRLF in the work
// tree equals LF in the commit. Filters that .gitattributes may set do count, for
// they change what is committed.
//
// The answer has the paths that only one side has and those whose texts differ,
// the commit's in the order of their bytes, then the work tree's own as given.
func (r *Repository) Changed(commit Hash, prefix string, work []string, want func(path string) bool, read func(path string) ([]byte, error)) ([]Difference, error) {
	files, err := r.Files(commit, prefix)
	if err != nil {
		return nil, err
	}
	present := make(map[string]bool, len(work))
	for _, path := range work {
		present[path] = true
	}
	var out []Difference
	for _, f := range files {
		if f.Symlink || !present[f.Path] && want != nil && !want(f.Path) {
			continue
		}
		d := Difference{Path: f.Path, InTree: true, Present: present[f.Path]}
		delete(present, f.Path)
		if d.Present {
			text, err := read(f.Path)
			if err != nil {
				return nil, fmt.Errorf("compare %q: %w", f.Path, err)
			}
			if SameText(text, f.Blob) {
				continue
			}
		}
		out = append(out, d)
	}
	for _, path := range work {
		if present[path] {
			out = append(out, Difference{Path: path, Present: true})
			delete(present, path)
		}
	}
	return out, nil
}

// SameText reports whether the text of a file in the work tree is that of a blob,
// CRLF in the work tree being equal to LF in the blob. The blob isn't read.
func SameText(work []byte, blob Hash) bool {
	if BlobHash(work) == blob {
		return true
	}
	return bytes.Contains(work, []byte("\r\n")) &&
		BlobHash(bytes.ReplaceAll(work, []byte("\r\n"), []byte("\n"))) == blob
}
