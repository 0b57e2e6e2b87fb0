// Package document turns one Markdown file into one Document and the
// diagnostics about it.
//
// In come the bytes of a file and the kinds of the manual. Out come the keys of
// the frontmatter with their positions, the headings, the links, and the body
// as HTML in pieces: where a reference stands, the HTML is cut and the
// reference named, because which page it leads to, and from where, is known
// only when the manual is whole. The syntax tree is dropped, so that a body is
// made once, whichever page wants it.
//
// The text is untrusted. Raw HTML comes out as text, comments and `auditor`
// fences vanish, only links with a known scheme stay links, and nothing in the
// HTML carries a style, a script or an event handler. What would take a parser
// more than its share of time or memory is shown as plain text and reported.
//
// Lines and columns are those of the file as it was saved: columns count
// characters, a tab and a letter with an accent as one, a byte order mark as
// none.
//
// This is the only package that knows goldmark. It reads no file, knows no
// other document, and resolves nothing.
package document

import (
	"slices"

	"aims/generator/config"
)

// Text is a value with the place where it stands. Its zero value is an absent key.
type Text struct {
	Value string
	Mark
}

// Set reports whether the key is there.
func (t Text) Set() bool { return t.Line > 0 }

// Day is a date with the place where it stands.
type Day struct {
	config.Date
	Mark
}

// Document is one Markdown file. A document without a Kind is a plain page, of
// which only Path, Title, Summary, Aliases and what the body holds are set.
type Document struct {
	Path string // slash-separated, from the manual's root
	Kind *config.Kind

	ID             Text
	Title          Text
	Status         Text // draft, review, approved or withdrawn; draft when the file says nothing
	Version        Text // as typed; documents only
	Owner          Text
	Approver       []Text
	Effective      Day
	ReviewEvery    Text // an interval as typed; of a record, how long it is current as evidence; its meaning in Review
	Review         config.Interval
	ReviewedOn     Day
	Date           Day  // records only
	State          Text // records only
	Addresses      []Text
	Classification Text
	Audience       []Text
	Retention      Text
	Supersedes     []Text
	Translates     Text
	Formerly       []Text
	Aliases        []Text
	Summary        Text
	Tags           []Text
	Language       Text

	Fields    []Field    // the kind's own fields that the file has, in the kind's order
	Own       []Own      // the organisation's x- keys, in the file's order
	Standard  Text       // that a statement of applicability is about; the first of aims.yaml when absent
	Decisions []Decision // of a statement of applicability, in the file's order; of a control that stands twice the first

	Slips Slips // of the frontmatter; those of decisions are theirs

	TitleAnchor string    // id of the first heading, when it is the title and left out of Body
	Headings    []Heading // in the order of the text
	Claims      []Claim   // clauses and controls that single sections claim to address
	Links       []Link    // what Body is cut for
	Queries     []Query   // register fences, for which it is cut too
	Refused     []Query   // what can be read of those with faults, which stay code
	Body        Body

	Rows  []*Document // records that the file holds under `records:`, in its order; nil where it has no such key
	IsRow bool        // it is such a record: its text is not a file of its own

	Nameless     bool        // no id can be made of what it says, so that it is read for its faults alone
	NamelessRows []*Document // records under `records:` that are so, which are not among Rows
}

// Slips are keys that the author meant to state and that can't be read: a key near
// to them is misspelt, or their value is refused. That is reported already, and
// nobody needs to be told that they are missing.
type Slips []string

// Has reports whether a key is among them.
func (s Slips) Has(key string) bool { return slices.Contains(s, key) }

// Holder reports whether the file is no record itself but holds records as rows.
func (d *Document) Holder() bool { return d.Rows != nil }

// Controlled reports whether the file is a controlled document.
func (d *Document) Controlled() bool { return d.Kind != nil }

// Field is a field of the document's kind with what the file says.
type Field struct {
	Def    *config.Field
	Values []Value // one, unless the field is a list
}

// Value is one value of a field. Evidence and measurements have Parts.
type Value struct {
	Text
	Parts []Part
}

// Part is one key of a value that has several.
type Part struct {
	Name string
	Text
}

// Own is a key of the organisation, x-something.
type Own struct {
	Name   string
	Values []Text
}

// Heading is one heading of the text.
type Heading struct {
	Level int    // in the page, 2 to 6
	ID    string // the anchor, as GitHub makes it
	Text  string
	Mark
}

// Claim says that a section addresses a clause or control.
type Claim struct {
	Heading int // index in Headings; -1 before the first
	Item    Text
}
