package render

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"

	"aims/templates"
)

// pageNames are the templates that stand in the layout.
var pageNames = []string{"document", "page", "overview", "register", "faults", "404", "history", "changes", "tombstone", "reviews", "about-control", "soa", "trace", "readiness", "registers", "records", "glossary", "item", "items", "systems", "system", "risks"}

// defines says what a file besides the pages' own has to define; each of those
// defines "main".
var defines = map[string][]string{"layout": {"layout"}, "parts": {"policy"}, "tree": {"tree", "tree-entry"}, "redirect": {"redirect"}}

// templateFiles reads templates, a manual's own before the built-in ones.
type templateFiles struct {
	overlay
	words *Words
}

func newTemplateFiles(own fs.FS, words *Words) (templateFiles, error) {
	t := templateFiles{overlay{own, templates.FS}, words}
	if own == nil {
		return t, nil
	}
	names, err := fs.Glob(own, "pages/*.html")
	if err != nil {
		return t, fmt.Errorf("list the templates: %w", err)
	}
	for _, name := range names {
		if _, err := fs.Stat(templates.FS, name); err != nil {
			return t, fmt.Errorf("templates/%s overrides no built-in template", name)
		}
	}
	return t, nil
}

// pages parses each page's template into a set with the layout.
func (f templateFiles) pages() (map[string]*template.Template, error) {
	base := template.New("")
	if err := f.parse(base, "layout", "parts"); err != nil {
		return nil, err
	}
	sets := map[string]*template.Template{}
	for _, name := range pageNames {
		set, err := base.Clone()
		if err != nil {
			return nil, fmt.Errorf("copy the layout: %w", err)
		}
		if err := f.parse(set, name); err != nil {
			return nil, err
		}
		sets[name] = set
	}
	return sets, nil
}

// set parses files into a set of their own.
func (f templateFiles) set(names ...string) (*template.Template, error) {
	t := template.New("")
	return t, f.parse(t, names...)
}

// parse adds files to a set. Each is named by its path, which is what errors
// of its templates begin with.
func (f templateFiles) parse(set *template.Template, names ...string) error {
	for _, name := range names {
		file := "pages/" + name + ".html"
		text, err := f.read(file)
		if err != nil {
			return fmt.Errorf("read templates/%s: %w", file, err)
		}
		shown := path.Join("templates", file)
		alone, err := template.New(shown).Parse(string(text))
		if err != nil {
			return fmt.Errorf("parse a template: %w", err)
		}
		wanted := defines[name]
		if slices.Contains(pageNames, name) {
			wanted = []string{"main"}
		}
		for _, w := range wanted {
			if alone.Lookup(w) == nil {
				return fmt.Errorf("%s does not define %q", shown, w)
			}
		}
		if _, err := set.New(shown).Parse(settle(string(text), f.words)); err != nil {
			return fmt.Errorf("parse a template: %w", err)
		}
	}
	return nil
}

// overlay reads a file of the manual before the built-in one of the same path.
type overlay struct{ own, builtin fs.FS }

func (o overlay) read(name string) ([]byte, error) {
	if o.own != nil {
		b, err := fs.ReadFile(o.own, name)
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return fs.ReadFile(o.builtin, name)
}
