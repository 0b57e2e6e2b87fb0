package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// bodyReader goes through the syntax tree once, notes what the document needs
// and then changes what must look different from plain Markdown.
type bodyReader struct {
	*file
	doc     *Document
	src     []byte
	anchors slugs

	headings []*ast.Heading
	drop     []ast.Node // the heading that is the title, fences for auditors, headings without words
	secrets  []*ast.FencedCodeBlock
	fences   map[int]bool // where fences of any kind begin
	tables   []*extast.Table
	alerts   []namedQuote
	linked   int // bytes of all destinations
}

// gather walks the tree and changes nothing.
func (b *bodyReader) gather(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if n.Type() == ast.TypeBlock && b.secret(n) {
			b.drop = append(b.drop, n)
			return ast.WalkSkipChildren, nil
		}
		b.visit(n)
		return ast.WalkContinue, nil
	})
	b.unclosed()
}

func (b *bodyReader) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		b.heading(n)
	case *extast.Table:
		b.tables = append(b.tables, n)
	case *extast.TableCell:
		if n.Alignment != extast.AlignNone {
			n.SetAttributeString("class", n.Alignment.String())
		}
	case *ast.Blockquote:
		if name := alertName(n, b.src); name != "" {
			b.alerts = append(b.alerts, namedQuote{n, name})
		}
	case *extast.TaskCheckBox:
		n.Parent().Parent().SetAttributeString("class", "task")
	case *reference:
		b.reference(n)
	case *ast.Link:
		b.link(n)
	case *ast.Image:
		b.image(n)
	case *ast.AutoLink:
		b.autoLink(n)
	case *ast.FencedCodeBlock:
		b.query(n)
	case *ast.HTMLBlock:
		raw := htmlBlock(n, b.src)
		b.claims(raw)
		b.openComment(raw)
	case *ast.RawHTML:
		b.claims(rawHTML(n, b.src))
	}
}

// mend changes the tree. What is dropped goes after all else, with what holds
// nothing else, so that nobody sees that something was there.
func (b *bodyReader) mend(root ast.Node) {
	b.shiftHeadings()
	for _, n := range b.tables {
		box := &scrollBox{}
		n.Parent().ReplaceChild(n.Parent(), n, box)
		box.AppendChild(box, n)
	}
	for _, q := range b.alerts {
		q.mend()
	}
	for _, n := range b.drop {
		removeWithEmpty(n)
	}
	if notes := root.LastChild(); notes != nil && notes.Kind() == extast.KindFootnoteList {
		mendFootnotes(root)
	}
}

// removeWithEmpty takes a node out, and the quote or list that it leaves
// empty. What describes a term stays: a term needs something after it.
func removeWithEmpty(n ast.Node) {
	for {
		parent := n.Parent()
		parent.RemoveChild(parent, n)
		if parent.HasChildren() || parent.Parent() == nil || parent.Kind() == extast.KindDefinitionDescription {
			return
		}
		n = parent
	}
}

// mendFootnotes takes out the ways back from footnotes to marks that are not
// shown: those of the title, and of a picture's words.
func mendFootnotes(root ast.Node) {
	marks := map[[2]int]bool{}
	var backs []*extast.FootnoteBacklink
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		case *extast.FootnoteLink:
			marks[[2]int{n.Index, n.RefIndex}] = true
		case *extast.FootnoteBacklink:
			if entering {
				backs = append(backs, n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range backs {
		if !marks[[2]int{n.Index, n.RefIndex}] {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
}

// plainText is the text that a reader sees of a node's inlines.
func plainText(n ast.Node, src []byte) string {
	var s strings.Builder
	appendText(&s, n, src)
	return strings.TrimSpace(strings.Map(spaceForControl, s.String()))
}

func appendText(s *strings.Builder, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			s.Write(textOf(c, src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				s.WriteByte(' ')
			}
		case *ast.String:
			s.Write(c.Value)
		case *ast.AutoLink:
			s.Write(c.Label(src))
		case *reference:
			s.WriteString(c.words())
		case *ast.RawHTML:
			s.Write(withoutComments(rawHTML(c, src).text))
		case *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			appendText(s, c, src)
		}
	}
}

func textOf(t *ast.Text, src []byte) []byte {
	if t.Parent().Kind() == ast.KindCodeSpan {
		return t.Segment.Value(src)
	}
	return unescape(t.Segment.Value(src))
}
