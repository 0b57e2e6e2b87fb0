package git

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// settings are what of a repository's own configuration decides how it is read.
// Included files and configuration of the user or machine are left alone.
type settings struct {
	version    int
	extensions map[string]string // lower-case name to value
	worktree   string            // core.worktree
	promisor   bool              // a remote that objects may be left with
}

func readSettings(common, gitDir string) (settings, error) {
	s := settings{extensions: map[string]string{}}
	if err := s.read(filepath.Join(common, "config")); err != nil {
		return s, err
	}
	if s.extensions["worktreeconfig"] != "" {
		return s, s.read(filepath.Join(gitDir, "config.worktree"))
	}
	return s, nil
}

func (s *settings) read(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	defer f.Close()
	c := config.New()
	if err := config.NewDecoder(f).Decode(c); err != nil {
		return &Refusal{
			Message:  fmt.Sprintf("the git repository's file %q can't be read: %v", filepath.Base(path), err),
			HintText: "git config --local --list shows the line",
			err:      err,
		}
	}
	core := c.Section("core")
	if v := core.Option("repositoryformatversion"); v != "" {
		if s.version, err = strconv.Atoi(v); err != nil {
			s.version = -1
		}
	}
	if v := core.Option("worktree"); v != "" {
		s.worktree = v
	}
	for _, o := range c.Section("extensions").Options {
		s.extensions[strings.ToLower(o.Key)] = strings.ToLower(o.Value)
	}
	for _, remote := range c.Section("remote").Subsections {
		s.promisor = s.promisor || truth(remote.Option("promisor"))
	}
	s.promisor = s.promisor || s.extensions["partialclone"] != ""
	return nil
}

func truth(value string) bool {
	switch strings.ToLower(value) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}

// check refuses what this package would read wrongly. The rules are those of
// git's repository-version.txt: an unknown extension forbids reading.
func (s settings) check(top, gitDir string) error {
	if s.version < 0 || s.version > 1 {
		return &Refusal{
			Message:  "core.repositoryformatversion of the git repository is not 0 or 1",
			HintText: "build from a clone: git clone --no-local writes a format that is known",
		}
	}
	switch s.extensions["objectformat"] {
	case "", "sha1":
	default:
		return &Refusal{
			Message: fmt.Sprintf("the git repository names its objects by %s, and only SHA-1 is known", s.extensions["objectformat"]),
			HintText: "git init --object-format=sha1 ../manual && git fast-export --all | git -C ../manual fast-import" +
				" copies the history under other names",
		}
	}
	switch s.extensions["refstorage"] {
	case "", "files":
	default:
		return &Refusal{
			Message:  fmt.Sprintf("the git repository keeps its references as %s", s.extensions["refstorage"]),
			HintText: "git refs migrate --ref-format=files",
		}
	}
	for name := range s.extensions {
		if !readable[name] && s.version == 1 {
			return s.unknown()
		}
	}
	return s.checkWorktree(top, gitDir)
}

// readable are extensions that change nothing about objects and references.
var readable = map[string]bool{
	"noop": true, "noop-v1": true, "objectformat": true, "refstorage": true,
	"partialclone": true, "preciousobjects": true, "worktreeconfig": true, "relativeworktrees": true,
}

func (s settings) unknown() error {
	var first string
	for name := range s.extensions {
		if !readable[name] && (first == "" || name < first) {
			first = name
		}
	}
	return &Refusal{
		Message:  fmt.Sprintf("the git repository uses the extension %q, which is not known", first),
		HintText: fmt.Sprintf("build from a clone without it, or take it away: git config --unset extensions.%s", first),
	}
}

// checkWorktree refuses a work tree that git would look for elsewhere.
func (s settings) checkWorktree(top, gitDir string) error {
	if s.worktree == "" {
		return nil
	}
	path := filepath.FromSlash(s.worktree)
	if !filepath.IsAbs(path) {
		path = filepath.Join(gitDir, path)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil && real == top {
		return nil
	}
	return &Refusal{
		Message:  "core.worktree of the git repository names another folder than the one that .git stands in",
		HintText: "git config --unset core.worktree",
	}
}
