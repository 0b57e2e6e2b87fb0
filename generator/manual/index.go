package manual

import (
	"path"
	"strings"

	"aims/generator/source"
)

// index finds things while links are resolved.
type index struct {
	content    string
	paths      map[string]*Entry // by the file's path
	indexes    map[string]*Entry // a folder's own page, by the folder's path
	ids        map[string]*Entry // by lower-case id
	former     map[string]*Entry // by lower-case id that the document had
	terms      map[string]*Entry // by lower-case title
	files      map[string]source.File
	folders    map[string]bool
	unreadable map[string]bool
	stated     map[string]bool              // by lower-case id, see Input.Stated
	headings   map[*Entry]map[string]string // see anchors
	addresses  space
}

func newIndex(in Input) index {
	x := index{
		content: in.Config.Content, paths: map[string]*Entry{}, indexes: map[string]*Entry{}, ids: map[string]*Entry{},
		former: map[string]*Entry{}, terms: map[string]*Entry{}, files: make(map[string]source.File, len(in.Files)),
		folders: map[string]bool{in.Config.Content: true}, unreadable: map[string]bool{}, headings: map[*Entry]map[string]string{},
		addresses: newSpace(), stated: map[string]bool{},
	}
	for _, id := range in.Stated {
		x.stated[strings.ToLower(id)] = true
	}
	for _, f := range in.Files {
		x.files[f.Path] = f
		for dir := path.Dir(f.Path); x.inside(dir) && !x.folders[dir]; dir = path.Dir(dir) {
			x.folders[dir] = true
		}
	}
	for p := range in.Unreadable {
		x.unreadable[p] = true
	}
	return x
}

// inside reports whether a path is the content folder or lies in it.
func (x *index) inside(p string) bool {
	if x.content == "." {
		return p != ".." && !strings.HasPrefix(p, "../")
	}
	return p == x.content || strings.HasPrefix(p, x.content+"/")
}

// known reports whether something stands at a path of the content folder.
func (x *index) known(p string) bool {
	_, file := x.files[p]
	return file || x.folders[p]
}

// enter notes an entry that has its address.
func (x *index) enter(e *Entry) {
	dir := path.Dir(e.Path)
	if !e.IsRow {
		x.paths[e.Path] = e
	}
	if rank := indexRank(e.Path); !e.IsRow && rank > 0 && (x.indexes[dir] == nil || rank < indexRank(x.indexes[dir].Path)) {
		x.indexes[dir] = e
	}
	if !e.Controlled() {
		return
	}
	x.ids[strings.ToLower(e.ID.Value)] = e
	for _, id := range e.Formerly {
		x.former[strings.ToLower(id.Value)] = e
	}
	if term := FoldTerm(e.Title.Value); e.Kind.Name == "term" && x.terms[term] == nil {
		x.terms[term] = e
	}
}

// indexRank tells the names of a folder's own page: index.md before GitHub's
// README.md before Hugo's _index.md. It is 0 for any other file.
func indexRank(p string) int {
	switch strings.ToLower(withoutExt(path.Base(p))) {
	case "index":
		return 1
	case "readme":
		return 2
	case "_index":
		return 3
	}
	return 0
}

// FoldTerm is how the glossary compares titles: letters whatever their case, and
// one blank for several.
func FoldTerm(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// anchors are the fragments that lead into the entry's page, with the words of
// their headings.
func (x *index) anchors(e *Entry) map[string]string {
	if known := x.headings[e]; known != nil {
		return known
	}
	words := make(map[string]string, len(e.Headings)+1)
	for _, h := range e.Headings {
		words[h.ID] = h.Text
	}
	if e.TitleAnchor != "" {
		words[e.TitleAnchor] = e.Title.Value
	}
	x.headings[e] = words
	return words
}
