package config

import (
	"path"
	"strings"
)

// Excluded reports whether a file or folder is no part of the manual's
// content: it lies in git's folder, in node_modules or in the output, or a
// pattern of `exclude:` takes it. The path is slash-separated and relative to
// the manual's root. What git ignores is not known here.
//
// A pattern is a path in which * and ? stand for characters of one name, [a-z]
// for one of them, and ** for any number of folders. It counts from the root of
// the manual or from the content folder, whichever fits. A pattern without a
// slash takes that name anywhere, and a pattern that takes a folder takes all
// that is in it.
func (c Config) Excluded(p string) bool {
	if hasPart(p, ".git") || hasPart(p, "node_modules") || p == c.Output || strings.HasPrefix(p, c.Output+"/") {
		return true
	}
	inContent, below := strings.CutPrefix(p, c.Content+"/")
	for _, pattern := range c.Exclude {
		if takes(pattern, p) || below && takes(pattern, inContent) {
			return true
		}
	}
	return false
}

// pattern takes what Excluded can match.
func pattern(text string) (string, *refusal) {
	if strings.HasPrefix(text, "!") {
		return refuse("", "a pattern can't take back what another one excludes")
	}
	p, refused := relativePath(text)
	if refused != nil {
		return "", refused
	}
	if p == "." || strings.Trim(p, "*/") == "" {
		return refuse("", "the pattern %q excludes everything", text)
	}
	if _, err := path.Match(p, ""); err != nil {
		return refuse(`a [ opens a set of characters and wants a ]`, "%q is not a pattern", text)
	}
	return p, nil
}

// takes reports whether a pattern matches a path or a folder above it.
func takes(pattern, p string) bool {
	names := strings.Split(p, "/")
	if !strings.Contains(pattern, "/") {
		pattern = "**/" + pattern
	}
	parts := strings.Split(pattern, "/")
	for end := 1; end <= len(names); end++ {
		if match(parts, names[:end]) {
			return true
		}
	}
	return false
}

// match matches names with the parts of a pattern. It goes back to the last **
// only: what an earlier one could take besides, the last can take too.
func match(parts, names []string) bool {
	part, name := 0, 0
	star, taken := -1, 0 // the last **, and how far it has taken names
	for name < len(names) {
		switch {
		case part < len(parts) && parts[part] == "**":
			star, taken = part, name
			part++
		case part < len(parts) && matchName(parts[part], names[name]):
			part, name = part+1, name+1
		case star >= 0:
			taken++
			part, name = star+1, taken
		default:
			return false
		}
	}
	for part < len(parts) && parts[part] == "**" {
		part++
	}
	return part == len(parts)
}

func matchName(part, name string) bool {
	ok, err := path.Match(part, name)
	return ok && err == nil
}
