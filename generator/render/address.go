package render

import (
	"net/url"
	"path"
	"strings"

	"aims/generator/standard"
)

// root leads from a page to the site's root.
func root(address string) string { return strings.Repeat("../", strings.Count(address, "/")) }

// relative is the address of a file as a link from the page at from: a
// relative reference (RFC 3986, 4.2) and nothing else.
func relative(from, to string) string {
	dir, _ := path.Split(from)
	rest, below := strings.CutPrefix(to, dir)
	if !below {
		return root(from) + escapePath(to)
	}
	if first, _, _ := strings.Cut(rest, "/"); strings.Contains(first, ":") {
		return "./" + escapePath(rest) // what stands before the colon is no scheme
	}
	return escapePath(rest)
}

// itemHref leads from the page at from to an item's page, or to the row of an own
// control.
func (b *build) itemHref(from string, s *standard.Standard, item standard.Item) string {
	page, row, _ := strings.Cut(b.m.ItemAddress(s, item), "#")
	return relative(from, page) + fragment(row)
}

// escapePath percent-encodes the names of a path.
func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
