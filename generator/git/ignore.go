package git

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// Ignore holds the patterns of .gitignore files, outermost folder first. The
// zero value ignores nothing. Patterns of a user or of .git/info/exclude are
// left out on purpose: they differ between machines.
type Ignore struct {
	patterns []gitignore.Pattern
}

// With returns the patterns together with those of one more .gitignore file.
// folder is the slash-separated path of the folder that holds it, relative to
// the place that paths given to Match are relative to ("" for that place).
func (i Ignore) With(folder string, content []byte) Ignore {
	added := i.patterns[:len(i.patterns):len(i.patterns)]
	for line := range strings.Lines(strings.TrimPrefix(string(content), "\uFEFF")) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		added = append(added, gitignore.ParsePattern(line, split(folder)))
	}
	return Ignore{patterns: added}
}

// Match reports whether git leaves the file or folder at path out
// (gitignore(5)). A file in a folder that is left out has to be asked for
// through that folder.
func (i Ignore) Match(path string, folder bool) bool {
	if len(i.patterns) == 0 {
		return false
	}
	return gitignore.NewMatcher(i.patterns).Match(split(path), folder)
}

func split(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}
