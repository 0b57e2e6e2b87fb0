package manual

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/source"
)

// Folder is a folder of the content with what is in it.
type Folder struct {
	Path    string // from the content folder; "" for itself
	Title   string // of its index page, or the folder's name in words
	Parent  *Folder
	Folders []*Folder // in the order of titles
	Entries []*Entry  // index first, documents in the order of ids, then pages in the order of titles
	Count   int       // documents and pages in it and below
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

// folders sorts the entries into the folders of their files.
func (m *Manual) folders() *Folder {
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
	for _, f := range all {
		slices.SortFunc(f.Entries, compareEntries)
		f.Title = folderTitle(f)
	}
	for _, f := range all {
		slices.SortFunc(f.Folders, func(a, b *Folder) int {
			if c := strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)); c != 0 {
				return c
			}
			return strings.Compare(a.Path, b.Path)
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
	if len(f.Entries) > 0 && isIndex(f.Entries[0]) {
		return f.Entries[0].Title.Value
	}
	words := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, path.Base(f.Path))
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// Index returns the page of the folder itself: its index.md or README.md, or nil.
func (f *Folder) Index() *Entry {
	if f.Path != "" && len(f.Entries) > 0 && isIndex(f.Entries[0]) {
		return f.Entries[0]
	}
	return nil
}

func isIndex(e *Entry) bool {
	name := strings.ToLower(withoutExt(path.Base(e.Path)))
	return name == "index" || name == "readme" || name == "_index"
}

func compareEntries(a, b *Entry) int {
	rank := func(e *Entry) int {
		switch {
		case isIndex(e):
			return 0
		case e.Controlled():
			return 1
		}
		return 2
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	if a.Controlled() && b.Controlled() {
		return CompareIDs(a.ID.Value, b.ID.Value)
	}
	if c := strings.Compare(strings.ToLower(a.Title.Value), strings.ToLower(b.Title.Value)); c != 0 {
		return c
	}
	return strings.Compare(a.Path, b.Path)
}

// gatherAttachments notes the files that links and images lead to.
func (m *Manual) gatherAttachments(files []source.File) {
	linked := map[string]bool{}
	for _, e := range m.Entries() {
		for _, t := range e.Links {
			if t.File != "" {
				linked[t.File] = true
			}
		}
	}
	for _, f := range files {
		if linked[f.Path] {
			m.Attachments = append(m.Attachments, Attachment{m.FileAddress(f.Path), f})
		}
	}
	slices.SortFunc(m.Attachments, func(a, b Attachment) int { return strings.Compare(a.Address, b.Address) })
}

// FileAddress is the address of an attachment.
func (m *Manual) FileAddress(p string) string { return "files/" + m.Within(p) }

// gatherBacklinks notes with each entry who refers to it.
func (m *Manual) gatherBacklinks() {
	seen := map[[2]*Entry]bool{}
	add := func(from *Entry, t Target) {
		if t.Entry == nil || t.Broken != Fine || t.Entry == from || seen[[2]*Entry{from, t.Entry}] {
			return
		}
		seen[[2]*Entry{from, t.Entry}] = true
		t.Entry.Backlinks = append(t.Entry.Backlinks, from)
	}
	for _, e := range m.Entries() {
		for _, t := range e.Links {
			add(e, t)
		}
		for _, l := range e.Fields {
			add(e, l.Target)
		}
	}
}
