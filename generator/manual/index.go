package manual

import (
	"path"
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/source"
)

// index finds things while links are resolved.
type index struct {
	content    string
	paths      map[string]*Entry // by the file's path
	ids        map[string]*Entry // by lower-case id
	terms      map[string]*Entry // by lower-case title
	addresses  map[string]*Entry // by lower-case address; nil for the site's own
	files      map[string]source.File
	folders    map[string]bool
	unreadable map[string]bool
}

func newIndex(in Input) index {
	x := index{
		content: in.Config.Content, paths: map[string]*Entry{}, ids: map[string]*Entry{}, terms: map[string]*Entry{},
		addresses: map[string]*Entry{}, files: make(map[string]source.File, len(in.Files)), folders: map[string]bool{}, unreadable: in.Unreadable,
	}
	for _, f := range in.Files {
		x.files[f.Path] = f
		for dir := path.Dir(f.Path); !x.folders[dir]; dir = path.Dir(dir) {
			x.folders[dir] = true
		}
	}
	for _, p := range sitePages {
		x.addresses[p] = nil
	}
	return x
}

// claim notes the entry under its path, id and address. It returns the entry
// that has the address already, or nil.
func (x *index) claim(e *Entry) *Entry {
	x.paths[e.Path] = e
	address := strings.ToLower(e.Address)
	if other := x.addresses[address]; other != nil {
		return other
	}
	x.addresses[address] = e
	if !e.Controlled() {
		return nil
	}
	x.ids[strings.ToLower(e.ID.Value)] = e
	if e.Kind.Name == "term" {
		x.terms[foldTerm(e.Title.Value)] = e
	}
	return nil
}

// taken reports whether an address, or a folder or file in its way, is in use.
func (x *index) taken(address string) (*Entry, bool) {
	address = strings.ToLower(address)
	if e, ok := x.addresses[address]; ok {
		return e, true
	}
	for _, folder := range []string{"theme/", "data/", "files/", "documents/index/"} {
		if strings.HasPrefix(address, folder) {
			return nil, true
		}
	}
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if e, ok := x.addresses[dir]; ok {
			return e, true
		}
	}
	return nil, false
}

// idNames are the ids of all documents, for the nearest candidate.
func (x *index) idNames() []string {
	names := make([]string, 0, len(x.ids))
	for _, e := range x.ids {
		names = append(names, e.ID.Value)
	}
	slices.SortFunc(names, CompareIDs)
	return names
}

func (x *index) pathNames() []string {
	names := make([]string, 0, len(x.files))
	for p := range x.files {
		names = append(names, p)
	}
	slices.Sort(names)
	return names
}

func foldTerm(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// anchors are the fragments that lead into the entry's page.
func anchors(d *document.Document) []string {
	list := make([]string, 0, len(d.Headings)+1)
	if d.TitleAnchor != "" {
		list = append(list, d.TitleAnchor)
	}
	for _, h := range d.Headings {
		list = append(list, h.ID)
	}
	return list
}
