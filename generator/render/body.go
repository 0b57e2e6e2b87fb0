package render

import (
	"html"
	"html/template"
	"net/url"
	"strings"

	"aims/generator/document"
	"aims/generator/manual"
)

// body is an entry's text with its references filled in, as seen from the page
// at from.
func (b *build) body(e *manual.Entry, from string) (template.HTML, error) {
	var s strings.Builder
	s.Grow(len(e.Body.HTML) + 96*len(e.Body.Cuts))
	start := 0
	for _, c := range e.Body.Cuts {
		s.Write(e.Body.HTML[start:c.Offset])
		start = c.Offset
		if c.Piece == document.Table {
			if err := b.query(&s, e.Queries[c.Link], from); err != nil {
				return "", err
			}
			continue
		}
		b.piece(&s, c.Piece, e.Document.Links[c.Link], e.Links[c.Link], from)
	}
	s.Write(e.Body.HTML[start:])
	if e.Holder() {
		err := b.heldRows(&s, e)
		return template.HTML(s.String()), err
	}
	return template.HTML(s.String()), nil
}

// piece writes the HTML of a reference, or of its start or end tag.
func (b *build) piece(s *strings.Builder, piece document.Piece, l document.Link, t manual.Target, from string) {
	switch {
	case piece == document.Close && t.Broken == manual.Fine:
		s.WriteString("</a>")
	case piece == document.Close:
		s.WriteString("</span>")
	case t.Broken != manual.Fine:
		s.WriteString(`<span class="dead">`)
		if piece == document.Whole {
			s.WriteString(html.EscapeString(wordsOf(l)) + "</span>")
		}
	case l.Form == document.Image:
		s.WriteString(`<img src="` + b.href(t, from) + `" alt="` + html.EscapeString(l.Label) + `"` + titled(l.Title) + ` loading="lazy">`)
	case piece == document.Open:
		s.WriteString(`<a href="` + b.href(t, from) + `"` + titled(l.Title) + `>`)
	case t.Item != nil && l.Label == "":
		s.WriteString(`<a class="ref" href="` + b.href(t, from) + `"><span class="id">` + html.EscapeString(l.Target) + `</span>` + html.EscapeString(strings.TrimRight(" "+t.Item.Title, " ")) + `</a>`)
	case t.Item != nil:
		s.WriteString(`<a class="ref" href="` + b.href(t, from) + `" title="` + html.EscapeString(strings.TrimSpace(l.Target+" "+t.Item.Title)) + `">` + html.EscapeString(l.Label) + `</a>`)
	default:
		s.WriteString(`<a href="` + b.href(t, from) + `">` + html.EscapeString(b.label(l, t)) + `</a>`)
	}
}

// wordsOf is what a dead reference reads as: what the author wrote.
func wordsOf(l document.Link) string {
	switch {
	case l.Label != "" || l.Form == document.Image:
		return l.Label
	case l.Fragment != "":
		return l.Target + "#" + l.Fragment
	}
	return l.Target
}

func titled(title string) string {
	if title == "" {
		return ""
	}
	return ` title="` + html.EscapeString(title) + `"`
}

// label is what a reference to a document reads as: the author's words, or the
// id and title, and the heading's words.
func (b *build) label(l document.Link, t manual.Target) string {
	switch {
	case l.Label != "":
		return l.Label
	case strings.HasPrefix(l.Target, "term:"):
		return strings.TrimPrefix(l.Target, "term:")
	case l.Target == "":
		return t.Heading
	case t.Heading != "":
		return t.Entry.ID.Value + " " + t.Entry.Title.Value + ": " + t.Heading
	}
	return t.Entry.ID.Value + " " + t.Entry.Title.Value
}

// href is the address of a target, escaped for an attribute.
func (b *build) href(t manual.Target, from string) string {
	switch {
	case t.File != "":
		return html.EscapeString(relative(from, b.m.FileAddress(t.File)) + fragment(t.Fragment))
	case t.Item != nil:
		return html.EscapeString(b.itemHref(from, t.Standard, *t.Item))
	}
	return html.EscapeString(b.address(t, from))
}

// address leads from the page at from to an entry's page, or to a heading. The
// overview has the manual's title in place of its text's.
func (b *build) address(t manual.Target, from string) string {
	heading := fragment(t.Fragment)
	if t.Entry.Address == "index.html" && t.Fragment == t.Entry.TitleAnchor {
		heading = ""
	}
	switch {
	case t.Entry.Address != from:
		return relative(from, t.Entry.Address) + heading
	case heading == "":
		return "#page.main"
	}
	return heading
}

// fragment is the end of an address that leads to a place in a page.
func fragment(name string) string {
	if name == "" {
		return ""
	}
	return "#" + strings.ReplaceAll(url.PathEscape(name), ":", "%3A") // else html/template takes what stands before it for a scheme
}

// entryLink leads from the page at from to an entry.
func (b *build) entryLink(from string, e *manual.Entry) Link {
	l := Link{Href: relative(from, e.Address), Title: e.Title.Value}
	if e.Controlled() {
		l.ID = e.ID.Value
	}
	return l
}

// targetLink leads to where a reference of the frontmatter does. What leads
// nowhere is shown as it was typed.
func (b *build) targetLink(from, typed string, t manual.Target) Link {
	switch {
	case t.Broken != manual.Fine:
		return Link{Title: typed}
	case t.Item != nil:
		return b.link(from, t.Standard, *t.Item)
	case t.Entry == nil:
		return Link{Title: typed}
	}
	l := b.entryLink(from, t.Entry)
	if t.Heading != "" {
		l.Href = b.address(t, from)
		l.Title += ": " + t.Heading
	}
	return l
}
