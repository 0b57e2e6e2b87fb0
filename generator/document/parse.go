package document

import (
	"path"
	"strings"

	"aims/generator/diagnostic"
)

// MaxSize is how many bytes a Markdown file may have.
const MaxSize = 4 << 20

// Parser makes documents. It is safe for concurrent use.
type Parser struct {
	kinds    Kinds
	reserved func(id string) string
	markdown *markdown
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
	return &Parser{kinds: kinds, reserved: reserved, markdown: newMarkdown(w)}
}

// Parse reads the file at path. It returns nil when the file's identity can't
// be known: it is no UTF-8 text, its frontmatter can't be read, or its kind or
// id makes no sense. What else is wrong with it is reported all the same.
func (p *Parser) Parse(path string, src []byte) (*Document, []diagnostic.Diagnostic) {
	doc, diags := p.ParseNameless(path, src)
	if doc != nil && doc.Nameless {
		return nil, diags
	}
	return doc, diags
}

// ParseNameless is Parse for those who look for faults: where only the id makes
// no sense, it returns a document that is Nameless.
func (p *Parser) ParseNameless(path string, src []byte) (*Document, []diagnostic.Diagnostic) {
	f := &file{path: path, kinds: p.kinds}
	if !f.load(src) || !f.split() {
		return nil, f.diags
	}
	doc := f.decode(p)
	p.markdown.body(f, doc)
	f.requireTitle(doc)
	if doc.Nameless = f.broken; f.broken && doc.Kind == nil {
		return nil, f.diags
	}
	return doc, f.diags
}

// requireTitle gives the document a title: the key, else the first heading
// with words, else, for a plain page, the file's name.
func (f *file) requireTitle(doc *Document) {
	if doc.Title.Value != "" {
		return
	}
	if f.first.Value != "" {
		doc.Title = f.first
		return
	}
	if doc.Controlled() && !doc.Slips.Has("title") {
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
