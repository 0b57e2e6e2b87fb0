package generator

import (
	"path/filepath"
	"strings"

	"aims/generator/config"
	"aims/generator/source"
)

// Watched names what a preview of the manual in dir has to watch, as paths from
// there: the content, what overrides templates and theme, and aims.yaml.
func Watched(dir string) []string {
	return []string{filepath.FromSlash(configOf(dir).Content), "templates", "themes", config.Name}
}

// Unwatched returns a func that reports whether a change of the file or folder
// at a slash-separated path from dir can't change the site: git's own files,
// the output, and what aims.yaml leaves out.
func Unwatched(dir string) func(path string) bool {
	return func(p string) bool {
		for _, part := range strings.Split(p, "/") {
			if part == ".git" || part == "node_modules" {
				return true
			}
		}
		return Options{Dir: dir}.excluded(configOf(dir))(p)
	}
}

// configOf reads aims.yaml as well as it goes; faults are for builds to tell.
func configOf(dir string) config.Config {
	tree, err := source.Open(dir)
	if err != nil {
		return config.Default()
	}
	defer tree.Close()
	src, _ := tree.ReadFile(config.Name)
	c, _ := config.Parse(src)
	return c
}
