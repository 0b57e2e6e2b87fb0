package standard

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Crosswalk leads from the items of a standard to another one, or to a law.
type Crosswalk struct {
	ID   string // iso-27001, as a manual would name it
	Name string // ISO/IEC 27001:2022

	items map[string][]Mapping
}

// Mapping says that a part of another standard is near an item.
type Mapping struct {
	Ref   string // A.5.1, GOVERN 1.2, Art. 9(2)
	Title string // the other standard's; may be empty
	Basis Basis
}

// Basis says who vouches for a mapping.
type Basis string

// The bases, the surest first.
const (
	Published Basis = "published" // a crosswalk that a named body puts out, or the standard itself
	Library   Basis = "library"   // at least one open library or guide
	Editorial Basis = "editorial" // this project's judgement, or nobody who could be checked
)

// Bases are all bases, the surest first.
var Bases = []Basis{Published, Library, Editorial}

// Of returns what is near an item, the surest first.
func (c Crosswalk) Of(id string) []Mapping { return c.items[id] }

// crosswalkFile is a file of the folder crosswalk.
type crosswalkFile struct {
	To     string                        `yaml:"to"`
	Name   string                        `yaml:"name"`
	Titles map[string]string             `yaml:"titles"`
	Items  map[string]map[Basis][]string `yaml:"items"`
}

// crosswalks reads the folder crosswalk.
func (p *parser) crosswalks() {
	const folder = "crosswalk"
	entries, err := fs.ReadDir(p.files, path.Join(p.dir, folder))
	if err != nil {
		return // a standard may have none
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".yaml" {
			continue
		}
		name := path.Join(folder, e.Name())
		root := p.read(name)
		if root == nil {
			continue
		}
		var file crosswalkFile
		slips := p.decode(name, root, &file)
		if file.To == "" || file.Name == "" {
			if !slices.Contains(slips, "to") && !slices.Contains(slips, "name") {
				p.fault(p.at(name, root), "write to: iso-27001 and name: ISO/IEC 27001:2022", "the crosswalk doesn't say where it leads")
			}
			continue
		}
		p.Crosswalks = append(p.Crosswalks, p.crosswalk(name, file, child(root, "items")))
	}
	slices.SortStableFunc(p.Crosswalks, func(a, b Crosswalk) int { return strings.Compare(a.Name, b.Name) })
}

func (p *parser) crosswalk(name string, file crosswalkFile, items *yaml.Node) Crosswalk {
	c := Crosswalk{ID: file.To, Name: file.Name, items: map[string][]Mapping{}}
	target := p.target(file.To)
	for id, bases := range pairs(items) {
		if !p.knows(id.Value) {
			p.unknown(p.at(name, id), file.To, "leads from", id.Value)
			continue
		}
		for basis, refs := range pairs(bases) {
			if !slices.Contains(Bases, Basis(basis.Value)) {
				p.fault(p.at(name, basis), cmp.Or(near(basis.Value, Bases), "write published, library or editorial"), "%q is no basis of a mapping", basis.Value)
			}
			p.arrive(name, id.Value, refs, target)
		}
		for _, basis := range Bases {
			for _, ref := range file.Items[id.Value][basis] {
				c.items[id.Value] = append(c.items[id.Value], Mapping{ref, titleOf(file.Titles, ref), basis})
			}
		}
	}
	return c
}

// target is the standard that a crosswalk of the manual's own leads to, with what
// can be read of it, or nil where its data isn't here.
func (p *parser) target(id string) *parser {
	if p.files == fs.FS(data) {
		return nil // no fault of who uses a built-in standard
	}
	for _, files := range []fs.FS{data, p.files} {
		if info, err := fs.Stat(files, id); err != nil || !info.IsDir() || path.Base(id) != id {
			continue
		}
		if to := newParser(files, id, id); to.base() {
			return to
		}
	}
	return nil
}

// arrive reports references that the target of a crosswalk doesn't have. A part of
// an item is the item's: A.5.1(2).
func (p *parser) arrive(name, from string, refs *yaml.Node, target *parser) {
	if target == nil || refs.Kind != yaml.SequenceNode {
		return
	}
	for _, n := range refs.Content {
		id, _, _ := strings.Cut(n.Value, "(")
		if n.Kind != yaml.ScalarNode || target.knows(id) || target.lacking[id] {
			continue
		}
		p.fault(p.at(name, n), near(id, target.ids()), "%q leads to %q, which %s doesn't have", from, n.Value, target.Name)
	}
}

// titleOf is the title of a reference, or of what it is a part of: that of
// Art. 9 for Art. 9(2)(a).
func titleOf(titles map[string]string, ref string) string {
	if title, ok := titles[ref]; ok {
		return title
	}
	whole, _, _ := strings.Cut(ref, "(")
	return titles[whole]
}
