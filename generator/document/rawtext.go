package document

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// rawText is raw HTML of a text, which may stand in several pieces: a quote
// has its marks between them.
type rawText struct {
	text   []byte
	pieces []piece
}

// piece says that the text from the byte at on stands in the file from the
// byte offset on, after padding bytes that stand nowhere.
type piece struct{ at, offset, padding int }

func htmlBlock(n *ast.HTMLBlock, src []byte) rawText {
	pieces := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		pieces = append(pieces[:len(pieces):len(pieces)], n.ClosureLine)
	}
	return newRawText(pieces, src)
}

func rawHTML(n *ast.RawHTML, src []byte) rawText {
	return newRawText(n.Segments.Sliced(0, n.Segments.Len()), src)
}

func newRawText(segments []text.Segment, src []byte) rawText {
	var r rawText
	for i := range segments {
		r.pieces = append(r.pieces, piece{len(r.text), segments[i].Start, segments[i].Padding})
		r.text = append(r.text, segments[i].Value(src)...)
	}
	return r
}

// offset is where the byte at of the text stands in the file.
func (r rawText) offset(at int) int {
	for _, p := range slices.Backward(r.pieces) {
		if p.at <= at {
			return p.offset + max(0, at-p.at-p.padding)
		}
	}
	return 0
}

var (
	claimComment = regexp.MustCompile(`(?s)<!--\s*addresses:(.*?)-->`)
	claimItem    = regexp.MustCompile(`[^\s,]+`)
)

// claims reads <!-- addresses: 6.1.2, A.5.2 -->. It claims for the section
// that it stands in.
func (b *bodyReader) claims(raw rawText) {
	if b.plain || !bytes.Contains(raw.text, []byte("addresses:")) {
		return
	}
	for _, m := range claimComment.FindAllSubmatchIndex(raw.text, -1) {
		list := raw.text[m[2]:m[3]]
		for _, i := range claimItem.FindAllIndex(list, -1) {
			item := Text{string(list[i[0]:i[1]]), b.mark(raw.offset(m[2] + i[0]))}
			b.doc.Claims = append(b.doc.Claims, Claim{Heading: len(b.doc.Headings) - 1, Item: item})
		}
	}
}

// withoutComments returns raw HTML as it is shown: as text, without comments.
// A comment ends where it does in a browser (HTML Standard, 13.2.5.43 to
// 13.2.5.52); one that never ends takes the rest with it.
func withoutComments(html []byte) []byte {
	var out []byte
	for {
		start, end := comment(html)
		if start < 0 {
			return append(out, html...)
		}
		out = append(out, html[:start]...)
		if end < 0 {
			return out
		}
		html = html[end:]
	}
}

// openComment reports a comment that takes the rest of its text with it.
func (b *bodyReader) openComment(raw rawText) {
	for at := 0; ; {
		start, end := comment(raw.text[at:])
		if start < 0 {
			return
		}
		if end < 0 {
			b.blame(RuleComment, b.mark(raw.offset(at+start)), len("<!--"), "the comment that begins here has no end, so what follows it is left out", "close it with -->")
			return
		}
		at += end
	}
}

// comment finds the first comment: where it begins and where it ends, or -1.
func comment(html []byte) (start, end int) {
	start = bytes.Index(html, []byte("<!--"))
	if start < 0 {
		return -1, -1
	}
	for _, empty := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(html[start:], []byte(empty)) {
			return start, start + len(empty)
		}
	}
	if m := commentEnd.FindIndex(html[start+4:]); m != nil {
		return start, start + 4 + m[1]
	}
	return start, -1
}

var commentEnd = regexp.MustCompile(`--!?>`)
