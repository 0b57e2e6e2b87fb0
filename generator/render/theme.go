package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"aims/generator/site"
	"aims/themes"
)

// partName is the name of a style sheet or script that is joined with others.
var partName = regexp.MustCompile(`^\d\d-[^/]+\.(css|js)$`)

// theme reads the built-in theme with what a manual overrides or adds. Parts
// of the style sheet and of the script are joined in the order of their names.
func theme(own fs.FS) ([]site.File, error) {
	names, err := themeNames(themes.FS, own)
	if err != nil {
		return nil, err
	}
	files := overlay{own, themes.FS}
	joined := map[string]*bytes.Buffer{"css": {}, "js": {}}
	var list []site.File
	for _, name := range names {
		content, err := files.read("default/" + name)
		if err != nil {
			return nil, fmt.Errorf("read themes/default/%s: %w", name, err)
		}
		dir, base := path.Split(name)
		ext := strings.TrimPrefix(path.Ext(base), ".")
		if partName.MatchString(base) && dir == ext+"/" {
			joined[ext].Write(append(bytes.TrimRight(content, "\n"), '\n'))
			continue
		}
		if strings.EqualFold(name, "css/manual.css") || strings.EqualFold(name, "js/manual.js") {
			return nil, fmt.Errorf("themes/default/%s stands where the joined parts go: name it %s90-own.%s", name, dir, ext)
		}
		list = append(list, site.File{Path: "theme/" + name, Content: content})
	}
	for _, ext := range []string{"css", "js"} {
		list = append(list, site.File{Path: "theme/" + ext + "/manual." + ext, Content: joined[ext].Bytes()})
	}
	slices.SortFunc(list, func(a, b site.File) int { return strings.Compare(a.Path, b.Path) })
	return list, nil
}

// themeNames are the paths of all files of the theme, sorted, each once.
func themeNames(sets ...fs.FS) ([]string, error) {
	var names []string
	for _, set := range sets {
		if set == nil {
			continue
		}
		if _, err := fs.Stat(set, "default"); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		err := fs.WalkDir(set, "default", func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") {
				names = append(names, strings.TrimPrefix(p, "default/"))
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list the theme: %w", err)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
