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
// HTML carries a style, a script or an event handler.
//
// This is the only package that knows goldmark. It reads no file, knows no
// other document, and resolves nothing.
package document

import (
	"bytes"
	"fmt"
	"path"
	"sort"
	"strings"
	"unicode/utf8"

	"aims/generator/config"
	"aims/generator/diagnostic"
)

// MaxSize is how many bytes a Markdown file may have.
const MaxSize = 4 << 20

// Mark is a place in the file: line and column in characters, from 1.
type Mark struct{ Line, Column int }

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
	ReviewEvery    Text // an interval as typed; its meaning in Review
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
	Decisions []Decision // of a statement of applicability, in the file's order

	TitleAnchor string    // id of the first heading, when it is the title and left out of Body
	Headings    []Heading // in the order of the text
	Claims      []Claim   // clauses and controls that single sections claim to address
	Links       []Link    // what Body is cut for
	Body        Body
}

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

// Parser makes documents. It is safe for concurrent use.
type Parser struct {
	kinds    Kinds
	reserved func(id string) string
	words    Words
	markdown markdown
}

// Words are the words that stand in a body besides the author's.
type Words struct {
	Note, Tip, Important, Warning, Caution string // titles of alerts
	SectionLink                            string // before the heading's text, for screen readers
	Table, Code                            string // names of boxes that scroll
	Done, Open                             string // states of a task
	FootnoteLink, FootnoteBack             string
}

// NewParser returns a parser for documents of the given kinds. reserved says
// what an id is already the id of, in words, or returns "".
func NewParser(kinds Kinds, reserved func(id string) string, w Words) *Parser {
	return &Parser{kinds: kinds, reserved: reserved, words: w, markdown: newMarkdown(w)}
}

// Parse reads the file at path. It returns nil when the file's identity can't
// be known: it is no UTF-8 text, or its frontmatter has no readable form.
func (p *Parser) Parse(path string, src []byte) (*Document, []diagnostic.Diagnostic) {
	src, diags := clean(path, src)
	if src == nil {
		return nil, diags
	}
	front, body, diags := split(path, src)
	if len(diags) > 0 {
		return nil, diags
	}
	f := newFile(path, src, front)
	doc := f.decode(p)
	if f.broken {
		return nil, f.diags
	}
	p.markdown.body(f, doc, body)
	f.requireTitle(doc)
	return doc, f.diags
}

// clean checks that src is text and returns it without a byte order mark and
// with line feeds alone.
func clean(path string, src []byte) ([]byte, []diagnostic.Diagnostic) {
	refuse := func(at int, message, hint string) ([]byte, []diagnostic.Diagnostic) {
		line, column, _ := diagnostic.Excerpt(src, at)
		return nil, []diagnostic.Diagnostic{{Rule: RuleEncoding, Position: diagnostic.Position{File: path, Line: line, Column: column}, Message: message, Hint: hint}}
	}
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		return refuse(0, "the file is UTF-16", "save it as UTF-8")
	case !utf8.Valid(src):
		return refuse(firstInvalid(src), "the file is not UTF-8: this byte is not part of a character", "save it as UTF-8 (it may be Latin-1 now)")
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return refuse(i, "the file holds a NUL byte", "save it as plain UTF-8 text")
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return []byte{}, []diagnostic.Diagnostic{{Rule: RuleEmpty, Severity: diagnostic.Warning, Position: diagnostic.Position{File: path}, Message: "the file is empty"}}
	}
	return src, nil
}

func firstInvalid(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(src)
}

// requireTitle gives the document a title: the key, else the first heading,
// else, for a plain page, the file's name.
func (f *file) requireTitle(doc *Document) {
	if doc.Title.Value != "" {
		return
	}
	if len(doc.Headings) > 0 {
		h := doc.Headings[0]
		doc.Title = Text{h.Text, h.Mark}
		return
	}
	if doc.Controlled() {
		f.fault(RuleMissing, Mark{f.front.line, 1}, 0, "the document has no title", "add title: …")
	}
	name := strings.TrimSuffix(path.Base(f.path), path.Ext(f.path))
	doc.Title = Text{Value: strings.TrimSpace(strings.Map(spaced, name))}
}

func spaced(r rune) rune {
	if r == '-' || r == '_' {
		return ' '
	}
	return r
}

// file is what is known while one file is read.
type file struct {
	path   string
	src    []byte
	lines  []int // byte offset of each line's start
	front  front
	diags  []diagnostic.Diagnostic
	broken bool
	plain  bool // faults of links are warnings
}

func newFile(path string, src []byte, front front) *file {
	f := &file{path: path, src: src, front: front, lines: []int{0}}
	for i, c := range src {
		if c == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// mark turns an offset in the file into a place.
func (f *file) mark(offset int) Mark {
	n := sort.SearchInts(f.lines, offset+1) - 1
	return Mark{n + 1, utf8.RuneCount(f.src[f.lines[n]:min(offset, len(f.src))]) + 1}
}

func (f *file) fault(rule string, at Mark, length int, message, hint string) {
	f.report(rule, diagnostic.Error, at, length, message, hint)
}

func (f *file) report(rule string, s diagnostic.Severity, at Mark, length int, message, hint string) {
	f.diags = append(f.diags, diagnostic.Diagnostic{
		Rule: rule, Severity: s, Position: diagnostic.Position{File: f.path, Line: at.Line, Column: at.Column},
		Length: length, Message: message, Hint: hint, Excerpt: diagnostic.Line(f.src, at.Line),
	})
}

func (f *file) faultf(rule string, at Mark, length int, hint, format string, args ...any) {
	f.fault(rule, at, length, fmt.Sprintf(format, args...), hint)
}
