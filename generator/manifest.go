package generator

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"aims/generator/check"
	"aims/generator/diagnostic"
	"aims/generator/git"
)

// leftManifest reports that the site published in dir was made from a commit that
// the history doesn't have: somebody rewrote it, or another history is built. A
// site that doesn't say so, or none, reports nothing.
func leftManifest(dir string, has func(git.Hash) bool) []diagnostic.Diagnostic {
	commit, ok := publishedCommit(filepath.Join(dir, manifestName))
	if !ok || has(commit) {
		return nil
	}
	return []diagnostic.Diagnostic{{
		Rule: check.RuleManifest, Severity: diagnostic.Warning,
		Position: diagnostic.Position{File: path.Join(filepath.Base(dir), manifestName)},
		Message:  fmt.Sprintf("the published site was made from commit %s, which this history does not contain any more", commit.String()[:12]),
		Hint:     "ask who rewrote the history and why; git fetch may bring the commit back, and git reflog tells where the branch was",
	}}
}

// publishedCommit is the commit that a manifest says its site was made from.
// Whoever can write into the output may have written the file.
func publishedCommit(file string) (git.Hash, bool) {
	// About a million files; more is not a manifest of ours.
	const limit = 1 << 27
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return git.Hash{}, false
	}
	f, err := os.Open(file)
	if err != nil {
		return git.Hash{}, false
	}
	defer f.Close()
	var statement struct {
		Predicate struct {
			Commit string `json:"commit"`
		} `json:"predicate"`
	}
	if err := json.NewDecoder(io.LimitReader(f, limit)).Decode(&statement); err != nil {
		return git.Hash{}, false
	}
	commit, err := git.ParseHash(statement.Predicate.Commit)
	return commit, err == nil && !commit.IsZero()
}
