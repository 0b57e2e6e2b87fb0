package document

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is goldmark with the constructs of the manual's format.
type markdown struct {
	goldmark.Markdown
	buffers sync.Pool // of []byte, that bodies are written to
}

func newMarkdown(w Words) *markdown {
	return &markdown{Markdown: goldmark.New(goldmark.WithParser(newParser()), goldmark.WithRenderer(newRenderer(w)))}
}

// newParser lists the whole syntax, since what can be nested or repeated
// without end goes through a limit. The priorities are those that goldmark and
// its extensions have.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(shallow{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(shallow{footnotes{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithInlineParsers(
			util.Prioritized(task{extension.NewTaskCheckBoxParser()}, 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteMarks{extension.NewFootnoteParser()}, 101),
			util.Prioritized(referenceParser{}, 150),
			util.Prioritized(counted{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(counted{parser.NewEmphasisParser()}, 500),
			util.Prioritized(counted{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(extension.NewLinkifyParser(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"})), 999),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

func newRenderer(w Words) renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(htmlRenderer{w}, 100),
		util.Prioritized(extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteLinkTitle(w.FootnoteLink), extension.WithFootnoteBacklinkTitle(w.FootnoteBack)), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	))
}

// task reads [x] only before white space, as GitHub does.
type task struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (t task) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > 3 && !util.IsSpace(line[3]) {
		return nil
	}
	return t.InlineParser.Parse(parent, block, pc)
}

// body reads the Markdown of the file into the document.
func (m *markdown) body(f *file, doc *Document) {
	src := blank(f.src, f.start)
	pc := parser.NewContext()
	pc.Set(plainKey, f.plain)
	limits := &excess{}
	pc.Set(excessKey, limits)
	root := m.Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	limits.report(f)
	b := bodyReader{file: f, doc: doc, src: src, anchors: slugs{}, fences: map[int]bool{}}
	b.gather(root)
	b.mend(root)
	doc.Body = m.render(src, root)
}

const maxBuffer = 1 << 20

// render writes the HTML of a tree. It is copied out of a buffer that is used
// again, since all bodies are kept and their lengths can't be foreseen.
func (m *markdown) render(src []byte, root ast.Node) Body {
	w, _ := m.buffers.Get().(*writer)
	if w == nil {
		w = new(writer)
	}
	w.html, w.cuts = w.html[:0], nil
	if err := m.Renderer().Render(w, src, root); err != nil {
		panic(err) // the writer returns no error, and the renderers none of their own
	}
	body := Body{HTML: printable(bytes.Clone(bytes.TrimRight(w.html, "\n"))), Cuts: w.cuts}
	for i := range body.Cuts { // a table may end the text, after white space that is cut off
		body.Cuts[i].Offset = min(body.Cuts[i].Offset, len(body.HTML))
	}
	if cap(w.html) <= maxBuffer {
		m.buffers.Put(w)
	}
	return body
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

// printable replaces control characters, which HTML can't hold, by spaces. The
// length stays, so that offsets into the text do.
func printable(b []byte) []byte {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c < ' ' && c != '\n' && c != '\t', c == 0x7F:
			b[i] = ' '
		case c == 0xC2 && i+1 < len(b) && b[i+1] < 0xA0:
			b[i+1] = 0xA0 // U+0080 to U+009F become a no-break space
		}
	}
	return b
}

// unescape resolves backslash escapes and character references (CommonMark 2.4, 2.5).
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}

// words are the text of an attribute or a label as a reader sees it.
func words(raw []byte) string { return string(printable(bytes.Clone(unescape(raw)))) }

// within reports whether a node stands inside one of the kinds.
func within(n ast.Node, kinds ...ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		for _, k := range kinds {
			if p.Kind() == k {
				return true
			}
		}
	}
	return false
}
