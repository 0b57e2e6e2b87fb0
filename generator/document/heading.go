package document

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// heading notes a heading with its anchor. One without words or pictures is
// left out: nobody could follow a link to it.
func (b *bodyReader) heading(n *ast.Heading) {
	text := plainText(n, b.src)
	id := b.anchors.next(anchorText(n, b.src))
	if text == "" && !hasPicture(n) {
		b.drop = append(b.drop, n)
		return
	}
	at := b.mark(n.Pos())
	n.SetAttributeString(attrAnchor, id)
	n.SetAttributeString(attrText, cmp.Or(text, id))
	if n.Level == 1 && text != "" && b.isTitle(n, text) {
		if b.doc.Title.Value == "" {
			b.doc.Title = Text{text, at}
		}
		b.doc.TitleAnchor = id
		b.drop = append(b.drop, n)
		return
	}
	if b.first.Value == "" {
		b.first = Text{text, at}
	}
	b.headings = append(b.headings, n)
	b.doc.Headings = append(b.doc.Headings, Heading{Level: n.Level, ID: id, Text: cmp.Or(text, id), Mark: at})
}

func hasPicture(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindImage || hasPicture(c) {
			return true
		}
	}
	return false
}

// isTitle reports whether the heading is the first thing of the text and says
// what the title says, or is the title when the file has no other. Comments,
// fences for auditors and definitions of links may stand before it.
func (b *bodyReader) isTitle(n *ast.Heading, text string) bool {
	if n.Parent().Kind() != ast.KindDocument || len(b.headings) > 0 || b.doc.TitleAnchor != "" {
		return false
	}
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if p.Kind() != ast.KindHTMLBlock && p.Kind() != ast.KindLinkReferenceDefinition && !slices.Contains(b.drop, p) {
			return false
		}
	}
	title := strings.Join(strings.Fields(b.doc.Title.Value), " ")
	return title == "" || strings.EqualFold(title, strings.Join(strings.Fields(text), " "))
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

// anchorText is the text that GitHub makes a heading's anchor from: that of
// its page, where [[…]] stands as typed, tags are none and a picture has no
// words.
func anchorText(n ast.Node, src []byte) string {
	var s strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			s.Write(textOf(n, src))
			if n.SoftLineBreak() || n.HardLineBreak() {
				s.WriteByte('\n')
			}
		case *ast.String:
			s.Write(n.Value)
		case *ast.AutoLink:
			s.Write(n.Label(src))
		case *reference:
			s.Write(src[n.Pos() : n.Pos()+n.length])
		case *extast.FootnoteLink:
			s.WriteString(strconv.Itoa(n.Index))
		case *ast.Image, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return s.String()
}
