package document

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is goldmark with the constructs of the manual's format.
type markdown struct {
	goldmark.Markdown
}

func newMarkdown(w Words) markdown {
	m := goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.Strikethrough, extension.Linkify, extension.TaskList, extension.DefinitionList,
			extension.NewFootnote(extension.WithFootnoteLinkTitle(w.FootnoteLink), extension.WithFootnoteBacklinkTitle(w.FootnoteBack)),
		),
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(referenceParser{}, 150))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(htmlRenderer{w}, 100))),
	)
	return markdown{m}
}

// body reads the Markdown that begins at the byte start of the file.
func (m markdown) body(f *file, doc *Document, start int) {
	src := f.src
	pc := parser.NewContext()
	pc.Set(plainKey, f.plain)
	reader := text.NewReader(blank(src, start))
	root := m.Parser().Parse(reader, parser.WithContext(pc))
	b := bodyReader{file: f, doc: doc, src: reader.Source(), anchors: slugs{}}
	b.gather(root)
	b.mend()
	w := &writer{html: make([]byte, 0, len(src)-start+(len(src)-start)/2+256)}
	if err := m.Renderer().Render(w, b.src, root); err != nil {
		panic(err) // the writer returns no error, and the renderers none of their own
	}
	doc.Body = Body{HTML: bytes.TrimSpace(w.html), Cuts: w.cuts}
}

// blank returns src with the frontmatter as blank lines, so that offsets in
// the body are offsets in the file.
func blank(src []byte, start int) []byte {
	if start == 0 {
		return src
	}
	out := bytes.Clone(src)
	for i := range out[:start] {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}

// bodyReader goes through the syntax tree once, notes what the document needs
// and then changes what must look different from plain Markdown.
type bodyReader struct {
	*file
	doc     *Document
	src     []byte
	anchors slugs

	headings []*ast.Heading
	drop     []ast.Node // auditors' fences, and the heading that is the title
	tables   []*extast.Table
	alerts   []*ast.Blockquote
}

// gather walks the tree and changes nothing.
func (b *bodyReader) gather(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			b.heading(n)
		case *ast.FencedCodeBlock:
			if isAuditor(n, b.src) {
				b.drop = append(b.drop, n)
			}
		case *extast.Table:
			b.tables = append(b.tables, n)
		case *extast.TableCell:
			if n.Alignment != extast.AlignNone {
				n.SetAttributeString("class", n.Alignment.String())
			}
		case *ast.Blockquote:
			if alertKind(n, b.src) != "" {
				b.alerts = append(b.alerts, n)
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
		case *ast.HTMLBlock:
			b.claims(b.htmlLines(n), n.Pos())
		case *ast.RawHTML:
			b.claims(n.Segments.Value(b.src), n.Pos())
		}
		return ast.WalkContinue, nil
	})
}

func (b *bodyReader) htmlLines(n *ast.HTMLBlock) []byte {
	all := n.Lines().Value(b.src)
	if n.HasClosure() {
		all = append(bytes.Clone(all), n.ClosureLine.Value(b.src)...)
	}
	return all
}

// mend changes the tree.
func (b *bodyReader) mend() {
	b.shiftHeadings()
	for _, n := range b.drop {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	for _, n := range b.tables {
		box := &scrollBox{}
		n.Parent().ReplaceChild(n.Parent(), n, box)
		box.AppendChild(box, n)
	}
	for _, n := range b.alerts {
		mendAlert(n, b.src)
	}
}

// heading notes a heading with its anchor.
func (b *bodyReader) heading(n *ast.Heading) {
	words := plainText(n, b.src)
	id := b.anchors.next(words)
	n.SetAttributeString("id", id)
	at := b.mark(max(n.Pos(), 0))
	if n.Level == 1 && b.isTitle(n, words) {
		if b.doc.Title.Value == "" {
			b.doc.Title = Text{words, at}
		}
		b.doc.TitleAnchor = id
		b.drop = append(b.drop, n)
		return
	}
	b.headings = append(b.headings, n)
	b.doc.Headings = append(b.doc.Headings, Heading{Level: n.Level, ID: id, Text: words, Mark: at})
}

// isTitle reports whether the heading is the first thing of the text and says
// what the title says, or is the title when the file has no other.
func (b *bodyReader) isTitle(n *ast.Heading, words string) bool {
	if n.Parent().Kind() != ast.KindDocument || len(b.headings) > 0 || b.doc.TitleAnchor != "" || words == "" {
		return false
	}
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if p.Kind() != ast.KindHTMLBlock && p.Kind() != ast.KindLinkReferenceDefinition {
			return false
		}
	}
	title := b.doc.Title.Value
	return title == "" || strings.EqualFold(strings.Join(strings.Fields(title), " "), strings.Join(strings.Fields(words), " "))
}

// shiftHeadings makes room for the title, the page's one heading of level 1.
func (b *bodyReader) shiftHeadings() {
	if !slices.ContainsFunc(b.headings, func(n *ast.Heading) bool { return n.Level == 1 }) {
		return
	}
	for i, n := range b.headings {
		n.Level = min(n.Level+1, 6)
		b.doc.Headings[i].Level = n.Level
	}
}

// plainText is the text that a reader sees of a node's inlines.
func plainText(n ast.Node, src []byte) string {
	var s strings.Builder
	appendText(&s, n, src)
	return strings.TrimSpace(s.String())
}

func appendText(s *strings.Builder, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.Parent().Kind() == ast.KindCodeSpan {
				s.Write(c.Segment.Value(src))
			} else {
				s.Write(unescape(c.Segment.Value(src)))
			}
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
			// Comments vanish; tags are shown as text.
			s.Write(withoutComments(c.Segments.Value(src)))
		case *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			appendText(s, c, src)
		}
	}
}

// unescape resolves backslash escapes and character references (CommonMark 2.4, 2.5).
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
