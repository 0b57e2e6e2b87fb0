package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Incomplete says what a repository doesn't hold, or would show otherwise than it
// was recorded. All of it may lie outside the history of a given commit.
type Incomplete struct {
	Shallow  bool
	Boundary []Hash // commits whose parents a shallow clone left out, sorted
	Partial  bool   // a partial clone: objects may have been left with the remote
	// Grafts and Replace are the commits and objects for which git would show
	// something else. They are ignored here: what was recorded is read. Sorted.
	Grafts, Replace []Hash
}

// Incomplete reads what the repository says about itself.
func (r *Repository) Incomplete() (Incomplete, error) {
	var in Incomplete
	var err error
	if in.Boundary, err = r.shallow(); err != nil {
		return in, err
	}
	in.Shallow = len(in.Boundary) > 0
	if in.Grafts, err = hashLines(filepath.Join(r.common, "info", "grafts")); err != nil {
		return in, err
	}
	if in.Replace, err = r.replaced(); err != nil {
		return in, err
	}
	in.Partial = r.config.promisor || r.store.promised()
	return in, nil
}

func (r *Repository) shallow() ([]Hash, error) {
	return hashLines(filepath.Join(r.common, "shallow"))
}

// hashLines reads the first object name of every line of a file that need not be
// there.
func hashLines(path string) ([]Hash, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", filepath.Base(path), err)
	}
	var hs []Hash
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		first, _, _ := strings.Cut(line, " ")
		h, err := ParseHash(first)
		if err != nil {
			return nil, fmt.Errorf("read %q: %w", filepath.Base(path), err)
		}
		hs = append(hs, h)
	}
	return sortHashes(hs), nil
}

func (r *Repository) replaced() ([]Hash, error) {
	refs, err := r.references("refs/replace/")
	if err != nil {
		return nil, err
	}
	var hs []Hash
	for _, ref := range refs {
		if h, err := ParseHash(strings.TrimPrefix(ref.Name().String(), "refs/replace/")); err == nil {
			hs = append(hs, h)
		}
	}
	return sortHashes(hs), nil
}

func sortHashes(hs []Hash) []Hash {
	slices.SortFunc(hs, func(a, b Hash) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(hs)
}

// promised reports whether a pack came from a remote that may have left objects out.
func (s *store) promised() bool {
	return slices.ContainsFunc(s.packs, func(p *pack) bool {
		_, err := os.Stat(strings.TrimSuffix(p.path, ".pack") + ".promisor")
		return err == nil
	})
}

func shallow(cut []Hash) error {
	return &Refusal{
		Message: fmt.Sprintf("the clone is shallow: what came before commit %s is not there,"+
			" so that commit would look like the author of everything", sortHashes(cut)[0]),
		HintText: "git fetch --unshallow",
	}
}

func partial(err error) error {
	return &Refusal{
		Message:  fmt.Sprintf("the clone is partial: %v", err),
		HintText: "git fetch --refetch --no-filter",
		err:      err,
	}
}
