package standard

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"aims/generator/diagnostic"
)

//go:embed iso-42001
var data embed.FS

// What a file of data may have at most.
const (
	largest = 1 << 20 // bytes
	deepest = 10      // lists and mappings in each other
)

// entry is an item as the data files write it.
type entry struct {
	ID          string        `yaml:"id"`
	Title       string        `yaml:"title"`
	Parent      string        `yaml:"parent"`
	Summary     string        `yaml:"summary"`
	Heading     bool          `yaml:"heading"`
	Objective   bool          `yaml:"objective"`
	Guidance    string        `yaml:"guidance"`
	Related     []string      `yaml:"related"`
	Information []Information `yaml:"information"`
}

// header is standard.yaml.
type header struct {
	ID      string  `yaml:"id"`
	Name    string  `yaml:"name"`
	Title   string  `yaml:"title"`
	Annexes []Annex `yaml:"annexes"`
}

// parser reads the folder of one standard.
type parser struct {
	*Standard
	files fs.FS
	dir   string // in files
	shown string // the folder's name in diagnostics
	found []diagnostic.Diagnostic

	places  map[string]place // of each item, by its id
	written map[string]string
}

// place is where an item stands.
type place struct{ id, parent, information, related diagnostic.Position }

// parse reads the folder dir of files. Without a name there is no standard.
func parse(files fs.FS, dir, shown string) (*Standard, []diagnostic.Diagnostic) {
	p := &parser{Standard: &Standard{}, files: files, dir: dir, shown: shown, places: map[string]place{}, written: map[string]string{}}
	if !p.header() {
		return nil, p.found
	}
	for _, file := range []struct {
		name string
		kind Kind
	}{{"clauses.yaml", Clause}, {"controls.yaml", Control}, {"annex-c.yaml", AnnexC}} {
		p.items(file.name, file.kind)
	}
	p.byID = make(map[string]int, len(p.Items))
	for i, item := range p.Items {
		p.byID[item.ID] = i
	}
	p.parents()
	p.roles()
	p.crosswalks()
	return p.Standard, p.found
}

// header reads standard.yaml, and says whether the standard has a name.
func (p *parser) header() bool {
	const name = "standard.yaml"
	var h header
	root := p.read(name, &h)
	if root == nil {
		if len(p.found) == 0 {
			p.fault(p.at(name, nil), "", "the standard has no %s, or an empty one", name)
		}
		return false
	}
	switch {
	case h.ID != path.Base(p.dir):
		p.fault(p.at(name, child(root, "id")), fmt.Sprintf("write id: %s", path.Base(p.dir)), "the standard in the folder %q calls itself %q", path.Base(p.dir), h.ID)
	case h.Name == "":
		p.fault(p.at(name, root), "write how people call it: name: ISO/IEC 27001:2022", "the standard has no name")
	}
	p.ID, p.Name, p.Title, p.Annexes = path.Base(p.dir), h.Name, h.Title, h.Annexes
	return p.Name != ""
}

// items reads a list of items. A list that isn't there has none.
func (p *parser) items(name string, kind Kind) {
	var entries []entry
	root := p.read(name, &entries)
	if root == nil {
		return
	}
	for i, e := range entries {
		n := root.Content[i]
		at := place{p.at(name, child(n, "id")), p.at(name, child(n, "parent")), p.at(name, child(n, "information")), p.at(name, child(n, "related"))}
		if !p.named(e, at) {
			continue
		}
		item := Item{
			ID: e.ID, Kind: kind, Title: e.Title, Summary: e.Summary, Parent: e.Parent, Related: e.Related,
			Heading: e.Heading, Information: e.Information, Guidance: e.Guidance,
		}
		if e.Objective {
			item.Kind = Objective
		}
		p.informed(e, at)
		p.places[e.ID] = at
		p.Items = append(p.Items, item)
	}
}

// read loads a file into to, and returns its nodes for their places; nil when
// there is no such file, or it is empty or faulty.
func (p *parser) read(name string, to any) *yaml.Node {
	src, err := fs.ReadFile(p.files, path.Join(p.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err // without the machine's path
		}
		p.fault(p.at(name, nil), "let the user who runs aims read it", "the file can't be read: %s", err)
		return nil
	case len(src) > largest:
		p.fault(p.at(name, nil), "", "the file has more than %d MB", largest>>20)
		return nil
	}
	var doc yaml.Node
	limits := yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(deepest)))
	loader, err := yaml.NewLoader(bytes.NewReader(src), limits)
	if err == nil {
		err = loader.Load(&doc)
	}
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		return nil
	}
	if err == nil {
		err = yaml.Load(src, to, yaml.WithKnownFields(), limits)
	}
	if err != nil {
		p.unreadable(name, err)
		return nil
	}
	return doc.Content[0]
}

// unreadable reports what the YAML parser says.
func (p *parser) unreadable(name string, err error) {
	var all *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &all):
		for _, e := range all.Errors {
			p.fault(diagnostic.Position{File: p.file(name), Line: max(1, e.Mark.Line), Column: max(1, e.Mark.Column)}, "", "%s", said(e.Message))
		}
	case errors.As(err, &one):
		p.fault(diagnostic.Position{File: p.file(name), Line: max(1, one.Mark.Line), Column: max(1, one.Mark.Column)}, "", "%s", said(one.Message))
	default:
		p.fault(p.at(name, nil), "", "%s", said(err.Error()))
	}
}

// said is a message of the parser without what only a programmer would know.
func said(message string) string {
	message, _, _ = strings.Cut(strings.TrimPrefix(message, "yaml: "), " in type ")
	message, _, _ = strings.Cut(message, " into ")
	return "this can't be read: " + strings.NewReplacer("cannot construct ", "no place for ", "field ", "key ").Replace(message)
}

// child is the value of a key of a mapping, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func (p *parser) file(name string) string { return path.Join(p.shown, name) }

// at is the place of a node, or the file as a whole.
func (p *parser) at(name string, n *yaml.Node) diagnostic.Position {
	if n == nil {
		return diagnostic.Position{File: p.file(name)}
	}
	return diagnostic.Position{File: p.file(name), Line: n.Line, Column: n.Column}
}

func (p *parser) fault(at diagnostic.Position, hint, format string, args ...any) {
	p.found = append(p.found, diagnostic.Diagnostic{Rule: Rule, Position: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}
