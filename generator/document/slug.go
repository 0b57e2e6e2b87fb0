package document

import (
	"strconv"
	"strings"
	"unicode"
)

// slugs makes heading anchors as GitHub does: lower case, spaces as hyphens,
// everything that is no letter, mark, digit, connector or hyphen left out, and
// a number after a repeated one.
type slugs map[string]int

func (s slugs) next(heading string) string {
	slug := Slug(heading)
	n, seen := s[slug]
	if !seen {
		s[slug] = 0
		return slug
	}
	for {
		n++
		next := slug + "-" + strconv.Itoa(n)
		if _, seen := s[next]; !seen {
			s[slug], s[next] = n, 0
			return next
		}
	}
}

// Slug is the anchor of a heading that no other heading has.
func Slug(heading string) string {
	slug := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case unicode.In(r, unicode.Letter, unicode.Mark, unicode.Nd, unicode.Nl, unicode.No, unicode.Pc):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
	if slug == "" {
		return "section"
	}
	return slug
}
