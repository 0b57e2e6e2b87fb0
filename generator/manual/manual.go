// Package manual puts the documents of a manual together: which page each has,
// where every link leads, who refers to whom, and in which folder it stands.
//
// In come documents, attachments and the configuration; out comes a Manual, in
// which nothing is left to be resolved. What can't be resolved is kept with the
// reason and the nearest candidate, for the checks to report; nothing here is a
// diagnostic, reads a file or writes HTML.
package manual

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/source"
	"aims/generator/standard"
)

// Input is what a manual is made from.
type Input struct {
	Config     config.Config
	Kinds      document.Kinds
	Standards  []*standard.Standard // the first is the one that bare ids belong to
	Documents  []*document.Document // in the order of their paths
	Files      []source.File        // every file below the content folder
	Unreadable map[string]bool      // paths of Markdown files that no document could be made of
}

// Manual is the whole manual, resolved.
type Manual struct {
	Config      config.Config
	Kinds       document.Kinds
	Standards   []*standard.Standard
	Documents   []*Entry     // controlled, in the order of ids
	Pages       []*Entry     // uncontrolled, in the order of paths; the overview's text is not among them
	Overview    *Entry       // text of the overview page, or nil
	Attachments []Attachment // files that something links to, in the order of addresses
	Redirects   []Redirect   // in the order of addresses
	Clashes     []Clash      // in the order of paths
	Root        *Folder      // the content folder
	index       index
}

// Entry is a document with its place in the manual.
type Entry struct {
	*document.Document
	Address   string   // path of its page in the site
	Links     []Target // where Document.Links lead, in their order
	Fields    []Linked // references in the frontmatter, in the order of the file's keys
	Backlinks []*Entry // who refers to it, in the order of addresses
	Folder    *Folder
}

// Linked is a reference that a frontmatter key makes.
type Linked struct {
	Key string
	document.Text
	Target
}

// Attachment is a file that is published because something links to it.
type Attachment struct {
	Address string
	source.File
}

// Redirect is a page that leads from an alias to an entry.
type Redirect struct {
	Address string
	To      *Entry
}

// Clash is an address that two want, or an alias that can't be one.
type Clash struct {
	Rule   Rule
	Entry  *Entry        // who can't have it
	At     document.Text // the key that asks for it
	Other  *Entry        // who has it; nil when it is a page of the site itself
	Reason string        // of an alias that can't be one
}

// Rule says what a clash is about.
type Rule int

// The clashes.
const (
	DuplicateID Rule = iota // two documents have one id
	CaseID                  // two ids differ only by case
	TakenPage               // two plain pages have one address
	TakenAlias              // an alias meets another address
	BadAlias                // an alias that is no address within the site
)

// Assemble puts the manual together.
func Assemble(in Input) *Manual {
	m := &Manual{Config: in.Config, Kinds: in.Kinds, Standards: in.Standards}
	m.index = newIndex(in)
	m.place(in)
	m.alias()
	for _, e := range m.Entries() {
		m.resolve(e)
	}
	m.gatherAttachments(in.Files)
	m.gatherBacklinks()
	m.Root = m.folders()
	return m
}

// Entries returns the documents, then the pages, then the overview's text.
func (m *Manual) Entries() []*Entry {
	all := slices.Concat(m.Documents, m.Pages)
	if m.Overview != nil && !m.Overview.Controlled() {
		all = append(all, m.Overview)
	}
	return all
}

// Find returns the document with the id, or nil.
func (m *Manual) Find(id string) *Entry { return m.index.ids[strings.ToLower(id)] }

// Within returns a path of the content folder relative to it.
func (m *Manual) Within(p string) string { return within(m.Config.Content, p) }

func within(content, p string) string {
	if content == "." {
		return p
	}
	return strings.TrimPrefix(p, content+"/")
}

// place gives every document its address. Who comes first by path keeps it.
func (m *Manual) place(in Input) {
	overview := overviewPath(in)
	for _, d := range in.Documents {
		e := &Entry{Document: d}
		switch {
		case d.Controlled():
			e.Address = "documents/" + d.ID.Value + ".html"
		case d.Path == overview:
			e.Address = "index.html"
		default:
			e.Address = "pages/" + withoutExt(m.Within(d.Path)) + ".html"
		}
		if d.Path == overview {
			m.Overview = e
		}
		if other := m.index.claim(e); other != nil {
			m.clash(e, other)
			continue
		}
		if d.Controlled() {
			m.Documents = append(m.Documents, e)
		} else if e != m.Overview {
			m.Pages = append(m.Pages, e)
		}
	}
	slices.SortFunc(m.Documents, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
}

func (m *Manual) clash(e, other *Entry) {
	c := Clash{Rule: TakenPage, Entry: e, Other: other}
	if e.Controlled() {
		c.Rule, c.At = DuplicateID, e.ID
		if e.ID.Value != other.ID.Value {
			c.Rule = CaseID
		}
	}
	m.Clashes = append(m.Clashes, c)
}

// overviewPath is the file whose text the overview shows: index.md, or as on
// GitHub README.md, at the root of the content folder.
func overviewPath(in Input) string {
	for _, name := range []string{"index.md", "README.md"} {
		p := path.Join(in.Config.Content, name)
		if slices.ContainsFunc(in.Documents, func(d *document.Document) bool { return d.Path == p }) {
			return p
		}
	}
	return ""
}

func withoutExt(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// CompareIDs orders ids as people do: runs of digits by their number, so that
// POL-2 comes before POL-10.
func CompareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		dx, dy := digits(x), digits(y)
		if dx > 0 && dy > 0 {
			nx, ny := strings.TrimLeft(x[:dx], "0"), strings.TrimLeft(y[:dy], "0")
			if c := cmp.Or(cmp.Compare(len(nx), len(ny)), cmp.Compare(nx, ny)); c != 0 {
				return c
			}
			x, y = x[dx:], y[dy:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
