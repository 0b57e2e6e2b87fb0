package document

import (
	"bytes"
	"regexp"
	"strings"
)

var claimComment = regexp.MustCompile(`(?s)<!--\s*addresses:(.*?)-->`)

// claims reads <!-- addresses: 6.1.2, A.5.2 --> from raw HTML that begins at
// the byte at of the file. It claims for the section that it stands in.
func (b *bodyReader) claims(html []byte, at int) {
	if b.plain || at < 0 {
		return
	}
	for _, m := range claimComment.FindAllSubmatchIndex(html, -1) {
		list := string(html[m[2]:m[3]])
		from := m[2]
		for _, item := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' }) {
			from += bytes.Index(html[from:], []byte(item))
			b.doc.Claims = append(b.doc.Claims, Claim{Heading: len(b.doc.Headings) - 1, Item: Text{item, b.mark(at + from)}})
			from += len(item)
		}
	}
}

// withoutComments returns raw HTML as it is shown: as text, without comments.
// A comment that never ends takes the rest with it, as in a browser.
func withoutComments(html []byte) []byte {
	var out []byte
	for {
		start := bytes.Index(html, []byte("<!--"))
		if start < 0 {
			return append(out, html...)
		}
		out = append(out, html[:start]...)
		end := bytes.Index(html[start+4:], []byte("-->"))
		if end < 0 {
			return out
		}
		html = html[start+4+end+3:]
	}
}
