package document

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"aims/generator/diagnostic"
)

// The attributes under which the tree's links keep what the renderer needs.
const (
	attrLink = "aims-link" // int: index in Document.Links
	attrURL  = "aims-url"  // string: a finished address on another site
)

// schemes are those of links that stay links. Anything else could run.
var schemes = []string{"https", "http", "mailto", "tel"}

// reference notes [[…]]. Inside another link it can only be words.
func (b *bodyReader) reference(n *reference) {
	n.link = -1
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink || p.Kind() == ast.KindImage {
			return
		}
	}
	n.link = len(b.doc.Links)
	b.doc.Links = append(b.doc.Links, Link{
		Form: Reference, Target: n.target, Fragment: n.fragment, Label: n.label,
		Mark: b.mark(n.Pos()), Length: utf8.RuneCount(b.src[n.Pos():min(n.Pos()+n.length, len(b.src))]),
	})
}

// link notes a Markdown link within the manual, or finishes one that leaves it.
func (b *bodyReader) link(n *ast.Link) {
	dest := destination(n.Destination)
	at, length := b.mark(max(n.Pos(), 0)), b.length(n)
	scheme, remote := schemeOf(dest)
	switch {
	case remote && allowed(scheme):
		n.SetAttributeString(attrURL, dest)
	case remote:
		b.unsafe(scheme, at, length)
	default:
		n.SetAttributeString(attrLink, len(b.doc.Links))
		target, fragment := splitTarget(dest)
		b.doc.Links = append(b.doc.Links, Link{Form: Relative, Target: target, Fragment: fragment, Title: string(unescape(n.Title)), Mark: at, Length: length})
	}
}

// image notes an image of the manual. One of another site would be a request
// to it from every reader's browser, so it becomes a link.
func (b *bodyReader) image(n *ast.Image) {
	dest := destination(n.Destination)
	at, length := b.mark(max(n.Pos(), 0)), b.length(n)
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
		b.doc.Links = append(b.doc.Links, Link{Form: Image, Target: target, Label: plainText(n, b.src), Title: string(unescape(n.Title)), Mark: at, Length: length})
	}
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
		b.unsafe(scheme, b.mark(max(n.Pos(), 0)), utf8.RuneCountInString(dest))
		return
	}
	n.SetAttributeString(attrURL, dest)
}

func (b *bodyReader) unsafe(scheme string, at Mark, length int) {
	s := diagnostic.Error
	if b.plain {
		s = diagnostic.Warning
	}
	message, hint := "links that begin with "+scheme+": are shown as text", "only http, https, mailto and tel lead out of the manual"
	if scheme == "" {
		message, hint = "a link that begins with // is shown as text", "begin it with https://"
	}
	b.report(RuleLink, s, at, length, message, hint)
}

// length is how many characters a link's destination spans for the caret: the
// words in brackets, as far as they are on one line.
func (b *bodyReader) length(n ast.Node) int {
	start := max(n.Pos(), 0)
	line := b.src[start:]
	for i, c := range line {
		if c == ')' || c == '\n' {
			return utf8.RuneCount(line[:i]) + 1
		}
	}
	return utf8.RuneCount(line)
}

// destination is a link's destination as browsers read it: escapes resolved,
// and without the characters that they ignore.
func destination(raw []byte) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
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

func allowed(scheme string) bool {
	for _, s := range schemes {
		if s == scheme {
			return true
		}
	}
	return false
}

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
