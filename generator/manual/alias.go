package manual

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/document"
)

// alias makes redirects of the aliases that lead somewhere else.
func (m *Manual) alias() {
	for _, e := range m.Entries() {
		for _, a := range e.Aliases {
			m.redirect(e, a)
		}
	}
	slices.SortFunc(m.Redirects, func(a, b Redirect) int { return strings.Compare(a.Address, b.Address) })
}

func (m *Manual) redirect(e *Entry, a document.Text) {
	c := Clash{Path: e.Path, Entry: e, At: a}
	address, reason := AliasAddress(a.Value)
	if reason != "" {
		c.Rule, c.Reason = BadAlias, reason
		m.Clashes = append(m.Clashes, c)
		return
	}
	other, free := owner{}, false
	if !siteOwned(address) {
		other, free = m.index.addresses.claim(address, owner{entry: e})
	}
	if !free {
		c.Rule, c.Address, c.Other, c.OtherPath = TakenAlias, address, other.entry, other.path()
		m.Clashes = append(m.Clashes, c)
		return
	}
	m.Redirects = append(m.Redirects, Redirect{address, e})
}

// longestName is how many bytes a file's name may have on common file systems.
const longestName = 255

// AliasAddress returns the address of the page that an alias asks for:
// old/policy.html for itself, old/policy and old/policy/ for
// old/policy/index.html. Percent-encoding is resolved, as in links. reason says
// in words why there is no such page.
func AliasAddress(alias string) (address, reason string) {
	if strings.ContainsAny(alias, "?#") {
		return "", "an address of a file has no query and no fragment"
	}
	a := strings.TrimPrefix(alias, "/")
	if decoded, err := url.PathUnescape(a); err == nil {
		a = decoded
	}
	switch {
	case strings.Trim(a, "/ ") == "":
		return "", "it names no page"
	case strings.Contains(a, `\`) || strings.ContainsFunc(a, unicode.IsControl) || !utf8.ValidString(a):
		return "", "it has a backslash, a control character or bytes that are no text"
	case strings.Contains(a, ":") || strings.HasPrefix(a, "/"):
		return "", "it leaves the site"
	}
	clean := path.Clean(a)
	switch ext := path.Ext(clean); {
	case clean == ".." || strings.HasPrefix(clean, "../"):
		return "", "it leaves the site"
	case clean == ".":
		return "", "it names no page"
	case ext != "" && ext != ".html" && !strings.HasSuffix(a, "/"):
		return "", "only pages that end in .html, or folders, can redirect"
	case ext != ".html" || strings.HasSuffix(a, "/"):
		clean += "/index.html"
	}
	if slices.ContainsFunc(strings.Split(clean, "/"), func(name string) bool { return len(name) > longestName }) {
		return "", "it has a name that is too long for a file"
	}
	return clean, ""
}
