package manual

import (
	"path"
	"strings"

	"aims/generator/document"
	"aims/generator/standard"
)

// Target is where a reference leads: to exactly one of Entry, Item and File,
// or nowhere, and then Broken says why.
type Target struct {
	Entry    *Entry
	Fragment string // a heading's anchor in the entry's page; of a file, as it was written
	Heading  string // the heading's text
	Item     *standard.Item
	Standard *standard.Standard // of the item, or where it was looked for
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
	NoOwn             // no statement of applicability decides on such an own control
	NoStandard        // the manual has no such standard
	WrongKind         // the document or the part of a standard is of another kind than the key wants
	NoFile            // no file has the path
	NoIndex           // a folder without a page of its own
	Outside           // the path leaves the manual's content
	Empty             // the link has no destination
	Unreadable        // the file is there but has no page; it has diagnostics of its own
)

// resolve finds where the links of an entry lead.
func (m *Manual) resolve(e *Entry) {
	e.Links = make([]Target, len(e.Document.Links))
	for i, l := range e.Document.Links {
		if l.Form == document.Reference {
			e.Links[i] = m.reference(e, l.Target, l.Fragment)
		} else {
			e.Links[i] = m.relative(e, l)
		}
	}
	m.resolveFields(e)
}

// reference finds where [[target#fragment]] leads from the entry.
func (m *Manual) reference(from *Entry, target, fragment string) Target {
	if term, ok := strings.CutPrefix(target, "term:"); ok {
		if e := m.index.terms[FoldTerm(term)]; e != nil {
			return m.heading(e, fragment)
		}
		return Target{Broken: NoTerm, Nearest: m.nearest.term(term)}
	}
	t := m.document(from, target, fragment)
	if t.Broken != NoDocument {
		return t
	}
	switch item := m.item(target); {
	case item.Broken == Fine && fragment != "":
		return Target{Broken: NoHeading, Item: item.Item, Standard: item.Standard, Nearest: target}
	case item.Broken == Fine, looksLikeItem(target), item.Nearest != "" && strings.HasSuffix(item.Nearest, ":"+target):
		return item
	}
	return t
}

// document finds the document that has an id, or a heading of it. Without an
// id it is the entry itself.
func (m *Manual) document(from *Entry, id, fragment string) Target {
	if id == "" {
		return m.heading(from, fragment)
	}
	e := m.index.ids[strings.ToLower(id)]
	switch {
	case e == nil && m.index.stated[strings.ToLower(id)]:
		return Target{Broken: Unreadable}
	case e == nil:
		return Target{Broken: NoDocument, Nearest: m.nearest.id(id)}
	case e.ID.Value != id:
		return Target{Broken: NoDocument, Nearest: e.ID.Value}
	}
	return m.heading(e, fragment)
}

// item finds a clause, a control, an own one too, or another part of a standard: of
// the first one, or of the one that is named before a colon.
func (m *Manual) item(target string) Target {
	name, id, named := strings.Cut(target, ":")
	if !named {
		id = target
	}
	for _, s := range m.Standards {
		if named && s.ID != name {
			continue
		}
		if item, ok := m.find(s, id); ok {
			return Target{Item: &item, Standard: s}
		}
		reason := NoItem
		if looksOwn(id) {
			reason = NoOwn
		}
		return Target{Broken: reason, Standard: s, Nearest: m.nearest.item(s, name, id)}
	}
	return Target{Broken: NoStandard}
}

// looksLikeItem reports whether a reference has the form of a clause (6.1.3), a
// control (A.6.2.4, X.1) or a part of an annex, in whatever case, with or without a
// standard's name.
func looksLikeItem(target string) bool {
	id := target
	if _, rest, named := strings.Cut(target, ":"); named {
		id = rest
	}
	if looksOwn(id) {
		return true
	}
	first, rest, dotted := strings.Cut(id, ".")
	if len(first) == 1 && strings.Contains("ABCDabcd", first) {
		return dotted && digits(rest) > 0
	}
	return first != "" && digits(first) == len(first)
}

// heading finds a heading of the entry by its anchor, or by its words.
func (m *Manual) heading(e *Entry, fragment string) Target {
	if fragment == "" {
		return Target{Entry: e}
	}
	for _, anchor := range []string{fragment, document.Slug(fragment)} {
		if words, ok := m.index.anchors(e)[anchor]; ok {
			return Target{Entry: e, Fragment: anchor, Heading: words}
		}
	}
	return Target{Broken: NoHeading, Entry: e, Nearest: m.nearest.anchor(e, fragment)}
}

// relative finds where a Markdown link or an image leads, as GitHub does: a
// path from the file, or with a leading slash from the manual's root, and
// where nothing stands there from the content folder.
func (m *Manual) relative(e *Entry, l document.Link) Target {
	if l.Target == "" {
		if l.Form == document.Image || l.Fragment == "" {
			return Target{Broken: Empty}
		}
		return m.heading(e, l.Fragment)
	}
	p := path.Join(path.Dir(e.Path), l.Target)
	if rooted, ok := strings.CutPrefix(l.Target, "/"); ok {
		p = path.Clean(rooted)
		if q := path.Join(m.Config.Content, p); !m.index.known(p) && m.index.known(q) {
			p = q
		}
	}
	return m.at(p, l)
}

// at finds what stands at a path of the manual.
func (m *Manual) at(p string, l document.Link) Target {
	page, image := m.index.paths[p], l.Form == document.Image
	_, file := m.index.files[p]
	switch {
	case !m.index.inside(p):
		return Target{Broken: Outside}
	case page != nil && !image:
		return m.heading(page, l.Fragment)
	case m.index.unreadable[p]:
		return Target{Broken: Unreadable}
	case file:
		return Target{File: p, Fragment: l.Fragment}
	case m.index.folders[p] && !image:
		if page := m.index.indexes[p]; page != nil {
			return m.heading(page, l.Fragment)
		}
		return Target{Broken: NoIndex}
	}
	return Target{Broken: NoFile, Nearest: m.nearest.path(p)}
}
