package standard

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

//go:embed iso-42001
var data embed.FS

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

	places  map[string]place  // of each item, by its id
	written map[string]string // ids by their lower case
	lacking map[string]bool   // ids of items that are left out for a fault
}

// place is where an item stands.
type place struct {
	id, parent diagnostic.Position
	related    located
}

// located is a node of a file; it may be nil.
type located struct {
	file string
	node *yaml.Node
}

func newParser(files fs.FS, dir, shown string) *parser {
	return &parser{Standard: &Standard{}, files: files, dir: dir, shown: shown, places: map[string]place{}, written: map[string]string{}, lacking: map[string]bool{}}
}

// parse reads the folder dir of files. Without a readable standard.yaml there is no standard.
func parse(files fs.FS, dir, shown string) (*Standard, []diagnostic.Diagnostic) {
	p := newParser(files, dir, shown)
	if !p.base() {
		return nil, p.found
	}
	p.roles()
	p.crosswalks()
	p.unread(".", "standard.yaml", "clauses.yaml", "controls.yaml", "annex-c.yaml", "roles.yaml")
	p.unread("crosswalk")
	return p.Standard, p.found
}

// base reads what the standard is called and its items, and says whether there is
// any.
func (p *parser) base() bool {
	if !p.header() {
		return false
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
	return true
}

// header reads standard.yaml, and says whether it can be read. A standard without
// a name goes by its id, so that the rest is read.
func (p *parser) header() bool {
	const name = "standard.yaml"
	root := p.read(name)
	if root == nil {
		if len(p.found) == 0 {
			p.fault(p.at(name, nil), "write id: and name:", "the standard has no %s, or an empty one", name)
		}
		return false
	}
	var h header
	slips := p.decode(name, root, &h)
	id := child(root, "id")
	switch {
	case id == nil && slices.Contains(slips, "id"):
	case id == nil:
		p.fault(p.at(name, root), fmt.Sprintf("write id: %s", path.Base(p.dir)), "the standard has no id")
	case h.ID != path.Base(p.dir):
		p.fault(p.at(name, id), fmt.Sprintf("write id: %s", path.Base(p.dir)), "the standard in the folder %q calls itself %q", path.Base(p.dir), h.ID)
	}
	if h.Name == "" && !slices.Contains(slips, "name") {
		p.fault(p.at(name, root), "write how people call it: name: ISO/IEC 27001:2022", "the standard has no name")
	}
	p.ID, p.Name, p.Title, p.Annexes = path.Base(p.dir), cmp.Or(h.Name, path.Base(p.dir)), h.Title, h.Annexes
	return true
}

// items reads a list of items. A list that isn't there has none.
func (p *parser) items(name string, kind Kind) {
	each(p, name, p.read(name), "{id: A.5.2, title: …}", func(n *yaml.Node, e entry, slips []string) { p.item(name, n, e, slips, kind) })
}

// each reads the mappings of a list, in words what they look like. What can't be
// read of one is reported, and slips are its keys.
func each[T any](p *parser, name string, list *yaml.Node, form string, use func(n *yaml.Node, x T, slips []string)) {
	if list == nil || isNull(list) {
		return
	}
	if list.Kind != yaml.SequenceNode {
		p.fault(p.at(name, list), "write - "+form+" for each", "a list is wanted here")
		return
	}
	for _, n := range list.Content {
		n = unaliased(n)
		switch {
		case isNull(n):
			p.fault(p.at(name, n), "take it out, or write "+form, "an empty entry of a list")
		case n.Kind != yaml.MappingNode:
			p.fault(p.at(name, n), "write "+form, "keys and values are wanted here")
		default:
			var x T
			slips := p.decode(name, n, &x)
			use(n, x, slips)
		}
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func (p *parser) item(name string, n *yaml.Node, e entry, slips []string, kind Kind) {
	at := place{p.within(name, n, "id"), p.within(name, n, "parent"), located{name, child(n, "related")}}
	if !p.named(e, slips, at) {
		return
	}
	item := Item{
		ID: e.ID, Kind: kind, Title: e.Title, Summary: e.Summary, Parent: e.Parent, Related: e.Related,
		Heading: e.Heading, Information: e.Information, Guidance: e.Guidance,
	}
	if e.Objective {
		item.Kind = Objective
	}
	if !slices.Contains(slips, "information") {
		p.informed(name, n, e)
	}
	p.places[e.ID] = at
	p.Items = append(p.Items, item)
}

func (p *parser) file(name string) string { return path.Join(p.shown, name) }

// at is the place of a node, or the file as a whole.
func (p *parser) at(name string, n *yaml.Node) diagnostic.Position {
	if n == nil {
		return diagnostic.Position{File: p.file(name)}
	}
	return diagnostic.Position{File: p.file(name), Line: n.Line, Column: n.Column}
}

// within is the place of a key's value, or of what should have the key.
func (p *parser) within(name string, n *yaml.Node, key string) diagnostic.Position {
	return p.at(name, cmp.Or(child(n, key), n))
}

func (p *parser) fault(at diagnostic.Position, hint, format string, args ...any) {
	p.found = append(p.found, diagnostic.Diagnostic{Rule: Rule, Position: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}
