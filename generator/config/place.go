package config

import (
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

// ownFolders are folders of the manual's root that mean something else than
// documents or a site.
var ownFolders = []string{"standards", "templates", "themes", "trust"}

// relativePath takes a clean path that stays below where it begins. One slash
// at its end is let pass, because people write folders so.
func relativePath(text string) (string, *refusal) {
	p := strings.TrimSuffix(text, "/")
	switch {
	case p == "" && text == "":
		return refuse("", "an empty path stands here")
	case strings.Contains(text, `\`):
		return refuse("write "+strings.ReplaceAll(text, `\`, "/"), "a path has slashes, not backslashes")
	case p == "" || strings.HasPrefix(p, "/") || len(p) > 1 && p[1] == ':':
		return refuse("write it from the manual's root on", "the path %q is absolute", text)
	case p == ".." || strings.HasPrefix(path.Clean(p), "../") || path.Clean(p) == "..":
		return refuse("", "the path %q leads out of the manual", text)
	case !fs.ValidPath(p):
		return refuse("write "+path.Clean(p), "the path %q has parts that lead nowhere", text)
	}
	if _, refused := line(p); refused != nil {
		return "", refused
	}
	if hasPart(p, ".git") {
		return refuse("", "the path %q lies inside git's own folder", text)
	}
	return p, nil
}

func keptFile(text string) (string, *refusal) {
	p, refused := relativePath(text)
	if refused == nil && p == "." {
		return refuse("name the files", "the whole output folder can't be kept")
	}
	return p, refused
}

func outputFolder(text string) (string, *refusal) {
	p, refused := relativePath(text)
	switch {
	case refused != nil:
		return "", refused
	case p == ".":
		return refuse(ownFolderHint, "the site can't be written over the manual")
	}
	for _, own := range ownFolders {
		if within(p, own) {
			return refuse(ownFolderHint, "the site can't be written to %q, which is the manual's own", text)
		}
	}
	return p, nil
}

const ownFolderHint = "choose a folder of its own, such as public"

// apart sees to it that the site and the documents don't lie in each other.
// Content may be the whole repository, from which the output is left out.
// Names are compared without regard to case, as some file systems do.
func (r *reader) apart(c *Config, root *yaml.Node) {
	if c.Content == "." || !within(c.Content, c.Output) && !within(c.Output, c.Content) {
		return
	}
	at := child(root, "output")
	if at == nil {
		at = child(root, "content")
	}
	r.add(at, ownFolderHint, "the site in %q and the documents in %q would lie in each other", c.Output, c.Content)
	c.Content, c.Output = Default().Content, Default().Output
}

// within reports whether a path is a folder or lies in it.
func within(p, folder string) bool {
	p, folder = strings.ToLower(p), strings.ToLower(folder)
	return folder == "." || p == folder || strings.HasPrefix(p, folder+"/")
}

func hasPart(p, part string) bool {
	for name := range strings.SplitSeq(p, "/") {
		if strings.EqualFold(name, part) {
			return true
		}
	}
	return false
}
