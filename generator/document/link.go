package document

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"aims/generator/diagnostic"
)

// The attributes under which links and headings of the tree keep what the
// renderer needs.
const (
	attrLink   = "aims-link"   // int: index in Document.Links
	attrURL    = "aims-url"    // string: a finished address on another site
	attrAnchor = "aims-anchor" // string: a heading's id
	attrText   = "aims-text"   // string: a heading's text
)

// schemes are those of links that stay links. Anything else could run.
var schemes = []string{"https", "http", "mailto", "tel"}

// reference notes [[…]]. Inside another link it can only be words.
func (b *bodyReader) reference(n *reference) {
	n.link = -1
	if within(n, ast.KindLink, ast.KindImage) {
		return
	}
	n.link = len(b.doc.Links)
	b.doc.Links = append(b.doc.Links, Link{
		Form: Reference, Target: n.target, Fragment: n.fragment, Label: n.label,
		Mark: b.mark(n.Pos()), Length: utf8.RuneCount(b.src[n.Pos() : n.Pos()+n.length]),
	})
}

// link notes a Markdown link within the manual, or finishes one that leaves it.
func (b *bodyReader) link(n *ast.Link) {
	at := b.mark(n.Pos())
	if !b.affordable(n.Destination, n.Title, at) {
		return
	}
	dest, length := destination(n.Destination), b.length(n)
	scheme, remote := schemeOf(dest)
	switch {
	case remote && allowed(scheme):
		n.SetAttributeString(attrURL, dest)
	case remote:
		b.unsafe(scheme, at, length)
	default:
		n.SetAttributeString(attrLink, len(b.doc.Links))
		target, fragment := splitTarget(dest)
		b.doc.Links = append(b.doc.Links, Link{Form: Relative, Target: target, Fragment: fragment, Title: words(n.Title), Mark: at, Length: length})
	}
}

// image notes an image of the manual. One of another site would be a request
// to it from every reader's browser, so it becomes a link.
func (b *bodyReader) image(n *ast.Image) {
	at := b.mark(n.Pos())
	if !b.affordable(n.Destination, n.Title, at) {
		return
	}
	dest, length := destination(n.Destination), b.length(n)
	scheme, remote := schemeOf(dest)
	switch {
	case remote && (scheme == "http" || scheme == "https"):
		n.SetAttributeString(attrURL, dest)
		b.report(RuleRemoteImage, diagnostic.Warning, at, length, "an image of another site is shown as a link", "put the image beside the text, so that it is part of the record")
	case remote:
		b.unsafe(scheme, at, length)
	default:
		n.SetAttributeString(attrLink, len(b.doc.Links))
		target, _ := splitTarget(dest)
		b.doc.Links = append(b.doc.Links, Link{Form: Image, Target: target, Label: plainText(n, b.src), Title: words(n.Title), Mark: at, Length: length})
	}
}

// affordable reports whether a link's destination may be written out once
// more. One long definition and many links to it would make a page that is
// many times as long as its text.
func (b *bodyReader) affordable(dest, title []byte, at Mark) bool {
	before := b.linked <= len(b.src)+spareLinks
	b.linked += len(dest) + len(title)
	if b.linked <= len(b.src)+spareLinks {
		return true
	}
	if before {
		b.blame(RuleLimit, at, 0, "the links of the text are longer than the text, so they are shown as words from here on", "shorten what the links lead to")
	}
	return false
}

func (b *bodyReader) autoLink(n *ast.AutoLink) {
	dest := string(n.URL(b.src))
	if n.AutoLinkType == ast.AutoLinkEmail {
		if !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
			dest = "mailto:" + dest
		}
		n.SetAttributeString(attrURL, dest)
		return
	}
	if scheme, _ := schemeOf(dest); !allowed(scheme) {
		b.unsafe(scheme, b.mark(n.Pos()), utf8.RuneCountInString(dest)+len("<>"))
		return
	}
	n.SetAttributeString(attrURL, dest)
}

func (b *bodyReader) unsafe(scheme string, at Mark, length int) {
	if scheme == "" {
		b.blame(RuleLink, at, length, "a link that begins with // is shown as text", "begin it with https://")
		return
	}
	b.blame(RuleLink, at, length, "links that begin with "+scheme+": are shown as text", "only http, https, mailto and tel lead out of the manual")
}

// length is how many characters of its first line a link or image takes.
func (b *bodyReader) length(n ast.Node) int {
	start := max(n.Pos(), 0)
	text := b.src[start:max(start, b.end(n))]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return utf8.RuneCount(text)
}

// end is where an inline ends in the file: after what it holds, and for a link
// or image after its destination or the name of its definition.
func (b *bodyReader) end(n ast.Node) int {
	at := max(n.Pos(), 0)
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *reference:
		return at + n.length
	case *ast.RawHTML:
		return n.Segments.At(n.Segments.Len() - 1).Stop
	}
	if last := n.LastChild(); last != nil {
		at = b.end(last)
	}
	switch n := n.(type) {
	case *ast.Link:
		return b.linkEnd(at, n.Destination, n.Title)
	case *ast.Image:
		return b.linkEnd(at, n.Destination, n.Title)
	}
	return at
}

// linkEnd goes on from the text in brackets.
func (b *bodyReader) linkEnd(at int, dest, title []byte) int {
	at = b.after(at, []byte("]"))
	switch {
	case at == len(b.src):
	case b.src[at] == '(':
		return b.after(b.after(b.after(at, dest), title), []byte(")"))
	case b.src[at] == '[':
		return b.after(at, []byte("]"))
	}
	return at
}

// after is where the next occurrence of what ends, or at when it isn't near.
func (b *bodyReader) after(at int, what []byte) int {
	const near = 4 << 10
	if i := bytes.Index(b.src[at:min(at+near, len(b.src))], what); i >= 0 {
		return at + i + len(what)
	}
	return at
}

// destination is a link's destination as browsers read it: escapes resolved,
// and without the characters that they ignore.
func destination(raw []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(string(unescape(raw))))
}

// schemeOf returns the scheme of an address (RFC 3986, 3.1) in lower case, and
// whether the address leaves the manual, as one that begins with // does too.
func schemeOf(dest string) (scheme string, remote bool) {
	if strings.HasPrefix(dest, "//") || strings.HasPrefix(dest, `\\`) || strings.HasPrefix(dest, `/\`) || strings.HasPrefix(dest, `\/`) {
		return "", true
	}
	for i, r := range dest {
		switch {
		case r == ':':
			return strings.ToLower(dest[:i]), i > 0
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', i > 0 && (r >= '0' && r <= '9' || r == '+' || r == '-' || r == '.'):
		default:
			return "", false
		}
	}
	return "", false
}

func allowed(scheme string) bool { return slices.Contains(schemes, scheme) }

// splitTarget parts a relative destination into a decoded path and a fragment.
// A query means nothing in a folder of files and is left out.
func splitTarget(dest string) (target, fragment string) {
	dest, fragment, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	return decoded(dest), decoded(fragment)
}

// decoded resolves percent-encoding; text that is not encoded stays as it is.
func decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// href is an address on another site, safe inside a quoted attribute.
func href(dest string) []byte {
	return util.EscapeHTML(util.URLEscape([]byte(dest), false))
}
