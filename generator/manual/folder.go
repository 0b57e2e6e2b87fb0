package manual

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Folder is a folder of the content with what is in it.
type Folder struct {
	Path    string // from the content folder; "" for itself
	Title   string // of its index page, or the folder's name in words; "" for the content folder
	Parent  *Folder
	Folders []*Folder // in the order of titles
	Entries []*Entry  // index first, documents in the order of ids, then pages in the order of titles
	Count   int       // documents and pages in it and below
	index   *Entry
}

// First returns the entry that stands for the folder: its index page, or the
// first of its entries, or that of its folders.
func (f *Folder) First() *Entry {
	if len(f.Entries) > 0 {
		return f.Entries[0]
	}
	for _, sub := range f.Folders {
		if e := sub.First(); e != nil {
			return e
		}
	}
	return nil
}

// arrange sorts the entries into the folders of their files.
func (m *Manual) arrange() *Folder {
	root := &Folder{}
	all := map[string]*Folder{"": root}
	for _, e := range slices.Concat(m.Documents, m.Pages) {
		f := folderAt(all, strings.TrimPrefix(path.Dir("/"+m.Within(e.Path)), "/"))
		e.Folder = f
		f.Entries = append(f.Entries, e)
		for up := f; up != nil; up = up.Parent {
			up.Count++
		}
	}
	if m.Overview != nil && m.Overview.Folder == nil {
		m.Overview.Folder = root
	}
	titles := newTitles(m.Config.Language)
	for p, f := range all {
		if p != "" {
			f.index = m.index.indexes[path.Join(m.Config.Content, p)]
		}
		f.Title = folderTitle(f)
		slices.SortFunc(f.Entries, f.compare(titles))
	}
	for _, f := range all {
		slices.SortFunc(f.Folders, func(a, b *Folder) int {
			return cmp.Or(titles.compare(a.Title, b.Title), strings.Compare(a.Path, b.Path))
		})
	}
	return root
}

func folderAt(all map[string]*Folder, p string) *Folder {
	if f := all[p]; f != nil {
		return f
	}
	parent := folderAt(all, strings.TrimPrefix(path.Dir("/"+p), "/"))
	f := &Folder{Path: p, Parent: parent}
	all[p] = f
	parent.Folders = append(parent.Folders, f)
	return f
}

func folderTitle(f *Folder) string {
	if f.index != nil && f.index.Title.Value != "" {
		return f.index.Title.Value
	}
	name := path.Base(f.Path)
	words := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	if words == "" {
		return name
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// Index returns the page of the folder itself: its index.md, README.md or
// _index.md, or nil. The content folder's is the overview and not an entry.
func (f *Folder) Index() *Entry { return f.index }

// compare orders the entries of a folder.
func (f *Folder) compare(titles *titles) func(a, b *Entry) int {
	rank := func(e *Entry) int {
		switch {
		case e == f.index:
			return 0
		case e.Controlled():
			return 1
		}
		return 2
	}
	return func(a, b *Entry) int {
		switch d := cmp.Compare(rank(a), rank(b)); {
		case d != 0:
			return d
		case a.Controlled() && b.Controlled():
			return CompareIDs(a.ID.Value, b.ID.Value)
		}
		return cmp.Or(titles.compare(a.Title.Value, b.Title.Value), strings.Compare(a.Path, b.Path))
	}
}
