package git

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// discovered is where a repository lies.
type discovered struct {
	top    string // of the work tree
	prefix string // from there to the folder that was asked for
	gitDir string
	common string
}

// discover looks for .git in dir and in the folders above it.
func discover(dir string) (discovered, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return discovered{}, fmt.Errorf("find repository: %w", err)
	}
	// git works with real paths; a symbolic link leads to the repository it points into.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return discovered{}, fmt.Errorf("find repository: %w", err)
	}
	for top := dir; ; top = filepath.Dir(top) {
		gitDir, err := gitDirOf(top)
		if err != nil {
			return discovered{}, err
		}
		if gitDir != "" {
			return located(dir, top, gitDir)
		}
		if whole(top) {
			return discovered{}, &Refusal{
				Message:  fmt.Sprintf("%q is a bare git repository, which has no files", filepath.Base(top)),
				HintText: "git worktree add, or git clone, makes a folder with the files",
			}
		}
		if top == filepath.Dir(top) {
			return discovered{}, ErrNone
		}
	}
}

func located(dir, top, gitDir string) (discovered, error) {
	rel, err := filepath.Rel(top, dir)
	if err != nil {
		return discovered{}, fmt.Errorf("find repository: %w", err)
	}
	d := discovered{top: top, gitDir: gitDir}
	if rel != "." {
		d.prefix = filepath.ToSlash(rel) + "/"
	}
	d.common, err = commonDir(gitDir)
	return d, err
}

// gitDirOf returns the git folder of a work tree's top, "" when it is none.
func gitDirOf(top string) (string, error) {
	path := filepath.Join(top, ".git")
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("find repository: %w", err)
	case !info.IsDir():
		return linkedGitDir(top, path)
	case whole(path):
		return path, nil
	}
	// Like git, pass by an empty folder; but one with remains of a repository must
	// not turn into "no history".
	if entries, err := os.ReadDir(path); err == nil && len(entries) == 0 {
		return "", nil
	}
	return "", &Refusal{
		Message:  `the folder ".git" is no whole git repository: HEAD, objects or refs is missing`,
		HintText: "git status says what git makes of it; a fresh clone mends it",
	}
}

// linkedGitDir follows a .git file, which linked work trees and submodules have.
func linkedGitDir(top, path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("find repository: %w", err)
	}
	target, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
	if !ok {
		return "", &Refusal{
			Message:  `the file ".git" doesn't begin with "gitdir: "`,
			HintText: "git worktree repair, run in the main work tree, writes it anew",
		}
	}
	target = filepath.FromSlash(target)
	if !filepath.IsAbs(target) {
		target = filepath.Join(top, target)
	}
	if _, err := os.Stat(filepath.Join(target, "HEAD")); err != nil {
		return "", &Refusal{
			Message:  `the file ".git" names a git folder that is not there`,
			HintText: "git worktree repair, run in the main work tree, mends it after a move; git submodule update --init in a submodule",
		}
	}
	return filepath.Clean(target), nil
}

// commonDir returns the folder that all work trees of a repository share.
func commonDir(gitDir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("find repository: %w", err)
	}
	common := gitDir
	if err == nil {
		common = filepath.FromSlash(strings.TrimRight(string(text), "\r\n"))
		if !filepath.IsAbs(common) {
			common = filepath.Join(gitDir, common)
		}
	}
	for _, folder := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(common, folder)); err != nil || !info.IsDir() {
			return "", &Refusal{
				Message:  fmt.Sprintf("the git repository has no folder %q", folder),
				HintText: "git status says what git makes of it; a fresh clone mends it",
			}
		}
	}
	return filepath.Clean(common), nil
}

// whole reports whether a folder looks like a repository to git: HEAD, objects
// and refs, or HEAD and the way to the others.
func whole(dir string) bool {
	has := func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	}
	return has("HEAD") && (has("commondir") || has("objects") && has("refs"))
}
