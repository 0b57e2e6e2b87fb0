package manual

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// titles orders titles as readers of a language expect: letters with marks
// beside those without, case aside, numbers by their value. It is not safe for
// concurrent use.
type titles struct{ collator *collate.Collator }

func newTitles(languageTag string) *titles {
	return &titles{collate.New(language.Make(languageTag), collate.IgnoreCase, collate.Numeric)}
}

func (t *titles) compare(a, b string) int { return t.collator.CompareString(a, b) }

// CompareIDs orders ids as people do: runs of digits by their number, so that
// POL-2 comes before POL-10.
func CompareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		dx, dy := digits(x), digits(y)
		if dx > 0 && dy > 0 {
			nx, ny := strings.TrimLeft(x[:dx], "0"), strings.TrimLeft(y[:dy], "0")
			if c := cmp.Or(cmp.Compare(len(nx), len(ny)), cmp.Compare(nx, ny)); c != 0 {
				return c
			}
			x, y = x[dx:], y[dy:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// SortByTitle orders entries as readers of the manual's language expect, those
// with one title by their ids.
func (m *Manual) SortByTitle(list []*Entry) {
	titles := newTitles(m.Config.Language)
	slices.SortStableFunc(list, func(a, b *Entry) int {
		return cmp.Or(titles.compare(a.Title.Value, b.Title.Value), strings.Compare(a.Title.Value, b.Title.Value), CompareIDs(a.ID.Value, b.ID.Value))
	})
}
