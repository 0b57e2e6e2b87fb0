package manual

import (
	"path"
	"slices"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/standard"
)

// Target is where a reference leads: to exactly one of Entry, Item and File,
// or nowhere, and then Broken says why.
type Target struct {
	Entry    *Entry
	Fragment string // a heading's anchor in the entry's page
	Heading  string // its text
	Item     *standard.Item
	Standard *standard.Standard // of the item
	File     string             // path of an attachment

	Broken  Reason
	Nearest string // what the author may have meant; may be empty
}

// Reason says why a reference leads nowhere.
type Reason int

// The reasons.
const (
	Fine       Reason = iota
	NoDocument        // no document has the id
	NoHeading         // the document has no such heading
	NoTerm            // the glossary has no such term
	NoItem            // the standard has no such clause or control
	NoFile            // no file has the path
	NoIndex           // a folder without a page of its own
	Outside           // the path leaves the manual's content
	Empty             // the link has no destination
	Unreadable        // the file is there but can't be read; it has diagnostics of its own
)

// resolve finds where the links of an entry lead.
func (m *Manual) resolve(e *Entry) {
	e.Links = make([]Target, len(e.Document.Links))
	for i, l := range e.Document.Links {
		if l.Form == document.Reference {
			e.Links[i] = m.Reference(e, l.Target, l.Fragment)
		} else {
			e.Links[i] = m.relative(e, l)
		}
	}
	m.resolveFields(e)
}

// Reference finds where [[target#fragment]] leads from the entry.
func (m *Manual) Reference(from *Entry, target, fragment string) Target {
	if target == "" {
		return m.heading(from, fragment)
	}
	if term, ok := strings.CutPrefix(target, "term:"); ok {
		if e := m.index.terms[foldTerm(term)]; e != nil {
			return Target{Entry: e}
		}
		return Target{Broken: NoTerm, Nearest: m.nearestTerm(term)}
	}
	if e := m.index.ids[strings.ToLower(target)]; e != nil {
		if e.ID.Value != target {
			return Target{Broken: NoDocument, Nearest: e.ID.Value}
		}
		return m.heading(e, fragment)
	}
	return m.item(target)
}

// item finds a clause, a control or another part of a standard.
func (m *Manual) item(target string) Target {
	of, id := m.Standards, target
	if name, rest, ok := strings.Cut(target, ":"); ok {
		id = rest
		of = slices.DeleteFunc(slices.Clone(m.Standards), func(s *standard.Standard) bool { return s.ID != name })
	} else if len(of) > 1 {
		of = of[:1]
	}
	for _, s := range of {
		if item, ok := s.Find(id); ok {
			return Target{Item: &item, Standard: s}
		}
	}
	if looksLikeItem(id) {
		return Target{Broken: NoItem, Nearest: nearestItem(of, id)}
	}
	return Target{Broken: NoDocument, Nearest: diagnostic.Nearest(target, m.index.idNames())}
}

// looksLikeItem reports whether an id has the form of a clause (6.1.3), a
// control (A.6.2.4) or a part of an annex.
func looksLikeItem(id string) bool {
	first, rest, dotted := strings.Cut(id, ".")
	if len(first) == 1 && 'A' <= first[0] && first[0] <= 'D' {
		return dotted && digits(rest) > 0
	}
	return first != "" && digits(first) == len(first)
}

func nearestItem(of []*standard.Standard, id string) string {
	var ids []string
	for _, s := range of {
		for _, item := range s.Items {
			ids = append(ids, item.ID)
		}
	}
	return diagnostic.Nearest(id, ids)
}

func (m *Manual) nearestTerm(term string) string {
	var names []string
	for _, e := range m.Documents {
		if e.Kind.Name == "term" {
			names = append(names, e.Title.Value)
		}
	}
	return diagnostic.Nearest(term, names)
}

// heading finds a heading of the entry by its anchor, or by its words.
func (m *Manual) heading(e *Entry, fragment string) Target {
	if fragment == "" {
		return Target{Entry: e}
	}
	for _, anchor := range []string{fragment, document.Slug(fragment)} {
		if anchor == e.TitleAnchor {
			return Target{Entry: e, Fragment: anchor, Heading: e.Title.Value}
		}
		for _, h := range e.Headings {
			if h.ID == anchor {
				return Target{Entry: e, Fragment: anchor, Heading: h.Text}
			}
		}
	}
	return Target{Broken: NoHeading, Entry: e, Nearest: diagnostic.Nearest(fragment, anchors(e.Document))}
}

// relative finds where a Markdown link or an image leads, as GitHub does: a
// path from the file, or with a leading slash from the manual's root.
func (m *Manual) relative(e *Entry, l document.Link) Target {
	if l.Target == "" {
		if l.Form == document.Image || l.Fragment == "" {
			return Target{Broken: Empty}
		}
		return m.heading(e, l.Fragment)
	}
	p := path.Join(path.Dir(e.Path), l.Target)
	if strings.HasPrefix(l.Target, "/") {
		p = path.Clean(strings.TrimPrefix(l.Target, "/"))
		if _, there := m.index.files[p]; !there && !m.index.folders[p] {
			if q := path.Join(m.Config.Content, p); m.index.known(q) {
				p = q
			}
		}
	}
	return m.at(p, l)
}

func (x *index) known(p string) bool {
	_, file := x.files[p]
	return file || x.folders[p]
}

// at finds what stands at a path of the manual.
func (m *Manual) at(p string, l document.Link) Target {
	if e := m.index.paths[p]; e != nil && l.Form != document.Image {
		return m.heading(e, l.Fragment)
	}
	if m.index.unreadable[p] {
		return Target{Broken: Unreadable}
	}
	if f, ok := m.index.files[p]; ok {
		return Target{File: f.Path}
	}
	if m.index.folders[p] && l.Form != document.Image {
		for _, name := range []string{"index.md", "README.md"} {
			if e := m.index.paths[path.Join(p, name)]; e != nil {
				return m.heading(e, l.Fragment)
			}
		}
		return Target{Broken: NoIndex}
	}
	if content := m.Config.Content; p == ".." || strings.HasPrefix(p, "../") || content != "." && p != content && !strings.HasPrefix(p, content+"/") {
		return Target{Broken: Outside}
	}
	return Target{Broken: NoFile, Nearest: m.nearestPath(p)}
}

// nearestPath is the file that a path may have meant: one of the same name
// elsewhere, or the one with the nearest path.
func (m *Manual) nearestPath(p string) string {
	names := m.index.pathNames()
	for _, n := range names {
		if strings.EqualFold(path.Base(n), path.Base(p)) {
			return n
		}
	}
	return diagnostic.Nearest(p, names)
}
