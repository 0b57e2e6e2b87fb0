package preview

import (
	"fmt"
	"regexp"
	"slices"
)

var (
	headEnd = regexp.MustCompile(`(?i)</head\s*>`)
	// starts are the places where a head begins, the best one first.
	starts = []*regexp.Regexp{
		regexp.MustCompile(`(?i)<head(\s[^>]*)?>`),
		regexp.MustCompile(`(?i)<html(\s[^>]*)?>`),
		regexp.MustCompile(`(?i)<!doctype[^>]*>`),
	}
)

// insertReload puts the script that loads a page anew at the end of its head,
// or at the end of a page that leaves the head's end unwritten. The page itself
// stays as it is, for other requests share it.
func insertReload(page []byte, token string) []byte {
	tags := fmt.Appendf(nil, `<link rel="stylesheet" href="/-/reload.css"><script src="/-/reload.js" defer data-page="%s"></script>`, token)
	at := len(page)
	if end := headEnd.FindIndex(page); end != nil {
		at = end[0]
	}
	return slices.Concat(page[:at], tags, page[at:])
}

// insertBase makes the page's relative links start at the site's root, by a
// base before any that the page has itself: the first one counts.
func insertBase(page []byte) []byte {
	at := 0
	for _, start := range starts {
		if found := start.FindIndex(page); found != nil {
			at = found[1]
			break
		}
	}
	return slices.Concat(page[:at], []byte(`<base href="/">`), page[at:])
}
