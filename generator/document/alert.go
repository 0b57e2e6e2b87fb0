package document

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

var kindAlert = ast.NewNodeKind("Alert")

// alert is a quotation that begins with [!NOTE] or another of GitHub's five.
type alert struct {
	ast.BaseBlock
	name string // note, tip, important, warning or caution
}

func (*alert) Kind() ast.NodeKind           { return kindAlert }
func (n *alert) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// namedQuote is a quotation that will be an alert.
type namedQuote struct {
	*ast.Blockquote
	name string
}

var alertMark = regexp.MustCompile(`(?i)^\s*\[!(note|tip|important|warning|caution)\]\s*$`)

// alertName returns the alert's name, or "" for a plain quotation. A mark with
// nothing after it makes none, as on GitHub.
func alertName(n *ast.Blockquote, src []byte) string {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 || n.ChildCount() == 1 && p.Lines().Len() == 1 {
		return ""
	}
	first := p.Lines().At(0)
	m := alertMark.FindSubmatch(first.Value(src))
	if m == nil {
		return ""
	}
	return strings.ToLower(string(m[1]))
}

// mend puts an alert in the place of the quotation, without its mark.
func (q namedQuote) mend() {
	a := &alert{name: q.name}
	p := q.FirstChild()
	end := p.Lines().At(0).Stop
	for c := p.FirstChild(); c != nil && c.Pos() >= 0 && c.Pos() < end; c = p.FirstChild() {
		p.RemoveChild(p, c)
	}
	if !p.HasChildren() {
		q.RemoveChild(q.Blockquote, p)
	}
	for c := q.FirstChild(); c != nil; c = q.FirstChild() {
		a.AppendChild(a, c)
	}
	q.Parent().ReplaceChild(q.Parent(), q.Blockquote, a)
}
