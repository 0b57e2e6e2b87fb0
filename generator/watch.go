package generator

import (
	"bytes"
	"path/filepath"
	"strings"

	"aims/generator/config"
	"aims/generator/source"
)

// commits is what git appends to whenever HEAD moves (gitrepository-layout(5)).
const commits = ".git/logs/HEAD"

// Watched names what a preview of the manual in dir has to watch, as paths from
// there: the content, what overrides templates and theme, aims.yaml, and the log of
// commits.
func Watched(dir string) []string {
	return []string{filepath.FromSlash(configOf(dir).Content), "templates", "themes", config.Name, filepath.FromSlash(commits)}
}

// Unwatched returns a func that reports whether a change of the file or folder
// at a slash-separated path from dir can't change the site: git's own files,
// the output, and what aims.yaml, as it then is, leaves out. It is not for
// concurrent use.
func Unwatched(dir string) func(path string) bool {
	var known []byte
	var excluded func(string) bool
	return func(p string) bool {
		for _, part := range strings.Split(p, "/") {
			if part == ".git" || part == "node_modules" {
				return true
			}
		}
		if src := configText(dir); excluded == nil || !bytes.Equal(src, known) {
			c, _ := config.Parse(src)
			known, excluded = src, Options{Dir: dir}.excluded(c)
		}
		return excluded(p)
	}
}

// configOf reads aims.yaml as well as it goes; faults are for builds to tell.
func configOf(dir string) config.Config {
	c, _ := config.Parse(configText(dir))
	return c
}

// configText is the text of aims.yaml, or nothing.
func configText(dir string) []byte {
	tree, err := source.Open(dir)
	if err != nil {
		return nil
	}
	defer tree.Close()
	src, _ := tree.ReadFile(config.Name)
	return src
}
