package document

import (
	"bytes"
	"cmp"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

var kindScrollBox = ast.NewNodeKind("ScrollBox")

// scrollBox holds a table, which scrolls in it where the page is narrow.
type scrollBox struct{ ast.BaseBlock }

func (*scrollBox) Kind() ast.NodeKind           { return kindScrollBox }
func (n *scrollBox) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// htmlRenderer writes the nodes that look different from goldmark's HTML.
type htmlRenderer struct{ words Words }

// RegisterFuncs implements renderer.NodeRenderer.
func (r htmlRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range map[ast.NodeKind]func(*writer, []byte, ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:         r.heading,
		ast.KindLink:            r.link,
		ast.KindImage:           r.image,
		ast.KindAutoLink:        r.autoLink,
		ast.KindHTMLBlock:       r.htmlBlock,
		ast.KindRawHTML:         r.rawHTML,
		ast.KindCodeBlock:       r.code,
		ast.KindFencedCodeBlock: r.code,
		extast.KindTaskCheckBox: r.task,
		kindReference:           r.reference,
		kindAlert:               r.alert,
		kindScrollBox:           r.scrollBox,
	} {
		reg.Register(kind, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(w.(*writer), src, n, entering), nil
		})
	}
}

func (r htmlRenderer) heading(w *writer, _ []byte, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Heading)
	id, _ := n.AttributeString(attrAnchor)
	text, _ := n.AttributeString(attrText)
	tag := "h" + string('0'+rune(n.Level))
	if entering {
		_, _ = w.WriteString("<" + tag + ` id="` + html.EscapeString(id.(string)) + `">`)
		return ast.WalkContinue
	}
	_, _ = w.WriteString(` <a class="anchor" href="#`)
	_, _ = w.Write(href(id.(string)))
	_, _ = w.WriteString(`" aria-label="` + html.EscapeString(r.words.SectionLink+text.(string)) + `">#</a></` + tag + ">\n")
	return ast.WalkContinue
}

func (r htmlRenderer) link(w *writer, _ []byte, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Link)
	if i, ok := n.AttributeString(attrLink); ok {
		piece := Open
		if !entering {
			piece = Close
		}
		w.cut(i.(int), piece)
		return ast.WalkContinue
	}
	dest, ok := n.AttributeString(attrURL)
	switch {
	case !ok: // unsafe: the words stay, the link doesn't
	case entering:
		openExternal(w, dest.(string), words(n.Title))
	default:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue
}

func openExternal(w *writer, dest, title string) {
	_, _ = w.WriteString(`<a class="external" href="`)
	_, _ = w.Write(href(dest))
	if title != "" {
		_, _ = w.WriteString(`" title="` + html.EscapeString(title))
	}
	_, _ = w.WriteString(`" rel="noreferrer">`)
}

func (r htmlRenderer) image(w *writer, src []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkSkipChildren
	}
	n := node.(*ast.Image)
	if i, ok := n.AttributeString(attrLink); ok {
		w.cut(i.(int), Whole)
		return ast.WalkSkipChildren
	}
	alternative := plainText(n, src)
	dest, remote := n.AttributeString(attrURL)
	if !remote {
		_, _ = w.WriteString(html.EscapeString(alternative))
		return ast.WalkSkipChildren
	}
	label := html.EscapeString(cmp.Or(alternative, dest.(string)))
	if !within(n, ast.KindLink) {
		openExternal(w, dest.(string), words(n.Title))
		label += "</a>"
	}
	_, _ = w.WriteString(label)
	return ast.WalkSkipChildren
}

func (r htmlRenderer) autoLink(w *writer, src []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	n := node.(*ast.AutoLink)
	label := html.EscapeString(string(n.Label(src)))
	if dest, ok := n.AttributeString(attrURL); ok && !within(n, ast.KindLink) {
		openExternal(w, dest.(string), "")
		label += "</a>"
	}
	_, _ = w.WriteString(label)
	return ast.WalkContinue
}

// htmlBlock shows raw HTML as the text it is.
func (r htmlRenderer) htmlBlock(w *writer, src []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if shown := bytes.TrimSpace(withoutComments(htmlBlock(node.(*ast.HTMLBlock), src).text)); len(shown) > 0 {
		_, _ = w.WriteString(`<p class="raw">` + html.EscapeString(string(shown)) + "</p>\n")
	}
	return ast.WalkSkipChildren
}

func (r htmlRenderer) rawHTML(w *writer, src []byte, node ast.Node, entering bool) ast.WalkStatus {
	if entering {
		_, _ = w.WriteString(html.EscapeString(string(withoutComments(rawHTML(node.(*ast.RawHTML), src).text))))
	}
	return ast.WalkSkipChildren
}

func (r htmlRenderer) code(w *writer, src []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	lang := ""
	if f, ok := node.(*ast.FencedCodeBlock); ok {
		if i, ok := f.AttributeString(attrQuery); ok {
			w.cut(i.(int), Table)
			return ast.WalkSkipChildren
		}
		lang = language(f, src)
	}
	_, _ = w.WriteString(`<pre class="chroma" tabindex="0" role="group" aria-label="` + html.EscapeString(r.words.Code) + `"><code`)
	if lang != "" {
		_, _ = w.WriteString(` class="language-` + html.EscapeString(strings.Join(strings.Fields(lang), "-")) + `"`)
	}
	_ = w.WriteByte('>')
	writeCode(w, lang, string(node.Lines().Value(src)))
	_, _ = w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren
}

func (r htmlRenderer) task(w *writer, _ []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	state, label := "", r.words.Open
	if node.(*extast.TaskCheckBox).IsChecked {
		state, label = " checked", r.words.Done
	}
	_, _ = w.WriteString(`<input type="checkbox" disabled` + state + ` aria-label="` + html.EscapeString(label) + `"> `)
	return ast.WalkContinue
}

func (r htmlRenderer) reference(w *writer, _ []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if n := node.(*reference); n.link >= 0 {
		w.cut(n.link, Whole)
	} else {
		_, _ = w.WriteString(html.EscapeString(n.words()))
	}
	return ast.WalkContinue
}

func (r htmlRenderer) alert(w *writer, _ []byte, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue
	}
	name := node.(*alert).name
	title := map[string]string{"note": r.words.Note, "tip": r.words.Tip, "important": r.words.Important, "warning": r.words.Warning, "caution": r.words.Caution}[name]
	_, _ = w.WriteString(`<div class="alert ` + name + `"><p class="alert-title">` + html.EscapeString(title) + "</p>\n")
	return ast.WalkContinue
}

func (r htmlRenderer) scrollBox(w *writer, _ []byte, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		_, _ = w.WriteString(`<div class="table" tabindex="0" role="group" aria-label="` + html.EscapeString(r.words.Table) + "\">\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue
}
