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

var alertMark = regexp.MustCompile(`(?i)^\s*\[!(note|tip|important|warning|caution)\]\s*$`)

// alertKind returns the alert's name, or "" for a plain quotation.
func alertKind(n *ast.Blockquote, src []byte) string {
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

// mendAlert puts an alert in the place of the quotation, without its mark.
func mendAlert(n *ast.Blockquote, src []byte) {
	a := &alert{name: alertKind(n, src)}
	p := n.FirstChild().(*ast.Paragraph)
	end := p.Lines().At(0).Stop
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); !ok || t.Segment.Start >= end {
			break
		}
		p.RemoveChild(p, c)
		c = next
	}
	if !p.HasChildren() {
		n.RemoveChild(n, p)
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		a.AppendChild(a, c)
		c = next
	}
	n.Parent().ReplaceChild(n.Parent(), n, a)
}
