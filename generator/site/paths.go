package site

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// validPath says why p cannot be the path of a file, or nil.
func validPath(p string) error {
	switch {
	case p == "":
		return fmt.Errorf("path %q is empty", p)
	case strings.ContainsAny(p, "\\\x00"):
		return fmt.Errorf("path %q has a backslash or a NUL", p)
	case p == ".", !fs.ValidPath(p):
		return fmt.Errorf("path %q is not a clean path below the site's root", p)
	case !filepath.IsLocal(filepath.FromSlash(p)):
		return fmt.Errorf("path %q is reserved on this system", p)
	}
	return nil
}

// cleanKeep returns the paths of Options.Keep sorted, without those that lie
// below another one.
func cleanKeep(keep []string) ([]string, error) {
	var clean []string
	for _, given := range keep {
		p := strings.TrimSuffix(given, "/")
		if validPath(p) != nil || strings.EqualFold(p, manifestName) {
			return nil, refuse("name files and folders inside the output, relative to it and with slashes",
				"%q under keep: cannot be kept", given)
		}
		clean = append(clean, p)
	}
	slices.Sort(clean)
	clean = slices.Compact(clean)
	return slices.DeleteFunc(clean, func(p string) bool {
		return slices.ContainsFunc(clean, func(above string) bool { return strings.HasPrefix(p, above+"/") })
	}), nil
}

// register knows the paths of a site. Keys are lower-cased, because paths that
// differ in case alone are one file on macOS and Windows.
type register struct {
	files   map[string]string // a file's path, as it was given
	folders map[string]string // a folder, by a path below it
	kept    map[string]bool   // which of the files are from Options.Keep
}

func newRegister(keep []string) *register {
	r := &register{files: map[string]string{}, folders: map[string]string{}, kept: map[string]bool{}}
	r.enter(strings.ToLower(manifestName), manifestName)
	for _, p := range keep {
		folded := strings.ToLower(p)
		r.kept[folded] = true
		r.enter(folded, p)
	}
	return r
}

func (r *register) enter(folded, p string) {
	r.files[folded] = p
	for dir := path.Dir(folded); dir != "."; dir = path.Dir(dir) {
		if r.folders[dir] != "" {
			return
		}
		r.folders[dir] = p
	}
}

// admit takes in the path of one more file, or says why it cannot be one.
func (r *register) admit(p string) error {
	if err := validPath(p); err != nil {
		return err
	}
	folded := strings.ToLower(p)
	if other, ok := r.files[folded]; ok {
		return r.clash(p, other, folded)
	}
	if below, ok := r.folders[folded]; ok {
		// What lies below a folder may be kept without the folder being so.
		return r.clash(p, below, strings.ToLower(below))
	}
	// A folder that is known has no file above it: admit refused one of the two.
	for dir := path.Dir(folded); dir != "." && r.folders[dir] == ""; dir = path.Dir(dir) {
		if above, ok := r.files[dir]; ok {
			return r.clash(p, above, dir)
		}
	}
	r.enter(folded, p)
	return nil
}

func (r *register) clash(p, other, foldedOther string) error {
	folded := strings.ToLower(p)
	switch {
	case r.kept[foldedOther]:
		return refuse("take it off keep: in aims.yaml, or move one of the two",
			"%q under keep: meets %q, a file of the site", other, p)
	case other == manifestName:
		return fmt.Errorf("path %q is taken by the manifest", p)
	case p == other:
		return fmt.Errorf("two files have the path %q", p)
	case folded == foldedOther:
		return fmt.Errorf("paths %q and %q differ in case alone", other, p)
	}
	return fmt.Errorf("paths %q and %q: one is a folder of the other", other, p)
}

// has reports whether a file of the site has exactly this path.
func (r *register) has(p string) bool {
	folded := strings.ToLower(p)
	return r.files[folded] == p && !r.kept[folded]
}
