package generator

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"aims/generator/diagnostic"
	"aims/generator/history"
)

// Statement is an approval of exact texts, to be written into a tag.
type Statement struct {
	Texts      []Candidate      // required
	Request    string           // where the texts were discussed; "" for nowhere
	ApprovedBy []history.Person // who approved them, where that isn't the tagger
}

// Message is the message of the tag. Its last paragraph is trailers, as
// git-interpret-trailers(1) reads them.
func (s Statement) Message() string {
	var b strings.Builder
	if len(s.Texts) == 1 {
		fmt.Fprintf(&b, "Approve %s\n\n", cutTo(named(s.Texts[0]), 60))
	} else {
		fmt.Fprintf(&b, "Approve %d documents\n\n", len(s.Texts))
	}
	for _, c := range s.Texts {
		b.WriteString(named(c))
		if !c.Row.Provisional {
			fmt.Fprintf(&b, ", revision %d", c.Row.Number)
		}
		if version := c.Row.Facts.Version; version != "" {
			b.WriteString(", version " + oneLine(version))
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	for _, c := range s.Texts {
		fmt.Fprintf(&b, "Approved: %s@%s\n", c.Trail.ID, c.Blob)
	}
	if s.Request != "" {
		fmt.Fprintf(&b, "Request: %s\n", s.Request)
	}
	for _, p := range s.ApprovedBy {
		fmt.Fprintf(&b, "Approved-by: %s <%s>\n", p.Name, p.Email)
	}
	return b.String()
}

// named is a document's id and title.
func named(c Candidate) string { return strings.TrimSpace(c.Trail.ID + " " + oneLine(c.Trail.Title)) }

// oneLine is an author's text as part of a line, with what hides in it shown.
func oneLine(s string) string {
	return cutTo(diagnostic.Visible(strings.Join(strings.Fields(s), " ")), 120)
}

func cutTo(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
