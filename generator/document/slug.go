package document

import (
	"strconv"
	"strings"
	"unicode"
)

// slugs makes heading anchors as GitHub does, with a number after a repeated
// one. It holds the newest number of each.
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

// Slug is the anchor of a heading that no other heading has: lower case,
// spaces as hyphens, and everything else left out that is no letter, mark,
// digit, connector or hyphen.
func Slug(heading string) string {
	slug := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case unicode.In(r, unicode.Letter, unicode.Mark, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
	if slug == "" {
		return "section"
	}
	return slug
}
