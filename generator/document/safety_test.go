package document_test

import (
	"bytes"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"aims/generator/document"
)

// elements are all that a body may hold; script, style, iframe, object and
// embed are not among them.
var elements = strings.Fields(`a blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr input li ol p pre span strong sup
	table tbody td th thead tr ul`)

// attributes are all that they may have; those of events and style are not.
var attributes = strings.Fields("aria-label checked class disabled href id rel role start tabindex title type")

// void elements have no end tag.
var void = []string{"br", "hr", "input"}

// checkSafe holds a body against what the package promises of it, whatever the
// text: known elements and attributes, addresses that can't run, every id
// once, every local fragment there, every start tag ended, and cuts in order.
func checkSafe(t testing.TB, d *document.Document) {
	t.Helper()
	s := safety{T: t, ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(d.Body.HTML))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("tokenise: %v", z.Err())
			}
			s.end(d)
			return
		case html.TextToken:
			if i := bytes.IndexFunc(z.Text(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
				t.Errorf("a control character: %q", z.Text())
			}
		case html.StartTagToken:
			s.start(z.Token())
		case html.EndTagToken:
			s.close(z.Token().Data)
		default:
			t.Errorf("a %v: %s", kind, z.Raw())
		}
	}
}

type safety struct {
	T         testing.TB
	open      []string
	ids       map[string]bool
	fragments []string
}

func (s *safety) start(tag html.Token) {
	s.T.Helper()
	if !slices.Contains(elements, tag.Data) {
		s.T.Errorf("the element %s", tag)
	}
	seen := map[string]bool{}
	for _, a := range tag.Attr {
		if !slices.Contains(attributes, a.Key) || seen[a.Key] {
			s.T.Errorf("the attribute %s in %s", a.Key, tag)
		}
		seen[a.Key] = true
		switch a.Key {
		case "href":
			s.address(a.Val)
		case "id":
			if s.ids[a.Val] || a.Val == "" || strings.ContainsFunc(a.Val, unicode.IsSpace) {
				s.T.Errorf("the id %q stands twice or is none", a.Val)
			}
			s.ids[a.Val] = true
		}
	}
	if !slices.Contains(void, tag.Data) {
		s.open = append(s.open, tag.Data)
	}
}

func (s *safety) address(href string) {
	s.T.Helper()
	if fragment, ok := strings.CutPrefix(href, "#"); ok {
		plain, err := url.PathUnescape(fragment)
		if err != nil {
			s.T.Errorf("the fragment %q: %v", href, err)
		}
		s.fragments = append(s.fragments, plain)
		return
	}
	scheme, _, ok := strings.Cut(href, ":")
	if !ok || !slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) {
		s.T.Errorf("the address %q", href)
	}
}

func (s *safety) close(name string) {
	s.T.Helper()
	if len(s.open) == 0 || s.open[len(s.open)-1] != name {
		s.T.Errorf("</%s> within %v", name, s.open)
		return
	}
	s.open = s.open[:len(s.open)-1]
}

func (s *safety) end(d *document.Document) {
	s.T.Helper()
	if len(s.open) > 0 {
		s.T.Errorf("%v are never closed", s.open)
	}
	for _, f := range s.fragments {
		if !s.ids[f] {
			s.T.Errorf("nothing has the id %q", f)
		}
	}
	for _, h := range d.Headings {
		if !s.ids[h.ID] || h.Level < 2 || h.Level > 6 {
			s.T.Errorf("the heading %+v is not in the body", h)
		}
	}
	s.cuts(d)
	s.nesting(d)
}

func (s *safety) cuts(d *document.Document) {
	s.T.Helper()
	last, open := 0, -1
	for _, c := range d.Body.Cuts {
		if c.Offset < last || c.Offset > len(d.Body.HTML) || c.Link < 0 || c.Piece != document.Table && c.Link >= len(d.Links) || c.Piece == document.Table && c.Link >= len(d.Queries) {
			s.T.Fatalf("the cut %+v, with %d links", c, len(d.Links))
		}
		last = c.Offset
		switch {
		case c.Piece == document.Table && open < 0:
		case c.Piece == document.Open && open < 0:
			open = c.Link
		case c.Piece == document.Close && open == c.Link:
			open = -1
		case c.Piece != document.Whole || open >= 0 && d.Links[c.Link].Form != document.Image:
			s.T.Errorf("the cut %+v within link %d", c, open)
		}
	}
	if open >= 0 {
		s.T.Errorf("link %d is never closed", open)
	}
}

// nesting parses the body as a browser does: it must find the elements where
// they were written.
func (s *safety) nesting(d *document.Document) {
	s.T.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(d.Body.HTML), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		s.T.Errorf("parse: %v", err)
		return
	}
	var b bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			s.T.Errorf("render: %v", err)
		}
	}
	if written, read := tags(d.Body.HTML), tags(b.Bytes()); !slices.Equal(written, read) {
		s.T.Errorf("a browser reads other elements than were written:\n%v\n%v", written, read)
	}
}

func tags(body []byte) []string {
	var names []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return names
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			names = append(names, string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			names = append(names, "/"+string(name))
		}
	}
}
