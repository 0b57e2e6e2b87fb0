package manual

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"aims/generator/document"
)

// sitePages are the addresses that the site itself has or will have.
var sitePages = []string{
	"index.html", "404.html", "faults.html", "documents/index.html", "soa.html", "glossary.html", "trace.html", "readiness.html",
	"reviews.html", "changes.html", "editions.html", "as-of.html", "about-control.html", "print.html",
}

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
	address, reason := AliasAddress(a.Value)
	if reason != "" {
		m.Clashes = append(m.Clashes, Clash{Rule: BadAlias, Entry: e, At: a, Reason: reason})
		return
	}
	if other, taken := m.index.taken(address); taken {
		m.Clashes = append(m.Clashes, Clash{Rule: TakenAlias, Entry: e, At: a, Other: other})
		return
	}
	m.index.addresses[strings.ToLower(address)] = e
	m.Redirects = append(m.Redirects, Redirect{address, e})
}

// AliasAddress returns the address of the page that an alias asks for:
// old/policy.html for itself, old/policy and old/policy/ for
// old/policy/index.html. reason says in words why there is none.
func AliasAddress(alias string) (address, reason string) {
	a := strings.TrimPrefix(alias, "/")
	switch {
	case strings.Trim(a, "/ ") == "":
		return "", "it names no page"
	case strings.ContainsAny(a, "?#"):
		return "", "an address of a file has no query and no fragment"
	case strings.Contains(a, `\`) || strings.ContainsFunc(a, unicode.IsControl):
		return "", "it has a backslash or a control character"
	case strings.Contains(a, ":") || strings.HasPrefix(a, "/"):
		return "", "it leaves the site"
	}
	clean := path.Clean(a)
	switch {
	case clean == ".." || strings.HasPrefix(clean, "../"):
		return "", "it leaves the site"
	case clean == ".":
		return "", "it names no page"
	case path.Ext(clean) == ".html":
		return clean, ""
	case path.Ext(clean) != "" && !strings.HasSuffix(a, "/"):
		return "", "only pages that end in .html, or folders, can redirect"
	}
	return clean + "/index.html", ""
}
