package standard

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
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
		var file crosswalkFile
		root := p.read(name, &file)
		if root == nil {
			continue
		}
		if file.To == "" || file.Name == "" {
			p.fault(p.at(name, nil), "write to: iso-27001 and name: ISO/IEC 27001:2022", "the crosswalk doesn't say where it leads")
			continue
		}
		p.Crosswalks = append(p.Crosswalks, p.crosswalk(name, file, child(root, "items")))
	}
	slices.SortStableFunc(p.Crosswalks, func(a, b Crosswalk) int { return strings.Compare(a.Name, b.Name) })
}

func (p *parser) crosswalk(name string, file crosswalkFile, items *yaml.Node) Crosswalk {
	c := Crosswalk{ID: file.To, Name: file.Name, items: map[string][]Mapping{}}
	if items == nil {
		return c
	}
	for i := 0; i+1 < len(items.Content); i += 2 {
		id, at := items.Content[i].Value, p.at(name, items.Content[i])
		if !p.knows(id) {
			p.unknown(at, file.To, "leads from", id)
			continue
		}
		for basis := range file.Items[id] {
			if !slices.Contains(Bases, basis) {
				p.found = append(p.found, diagnostic.Diagnostic{
					Rule: Rule, Position: at, Message: fmt.Sprintf("%q is no basis of a mapping", basis), Hint: "write published, library or editorial",
				})
			}
		}
		for _, basis := range Bases {
			for _, ref := range file.Items[id][basis] {
				c.items[id] = append(c.items[id], Mapping{ref, titleOf(file.Titles, ref), basis})
			}
		}
	}
	return c
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
