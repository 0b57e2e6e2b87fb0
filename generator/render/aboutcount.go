package render

import (
	"slices"

	"aims/generator/manual"
)

// figureRows is how many rows a figure unfolds; a longer list is the register's.
const figureRows = 50

// figure is a number; to is the address of the page with its rows.
func (b *build) figure(label string, n int, to string) Figure {
	f := Figure{Label: label, Value: numeral(n)}
	if to != "" {
		f.Href = relative(aboutAddress, to)
	}
	return f
}

// toned is a number that has a look when it isn't 0.
func (b *build) toned(label string, n int, tone Tone) Figure {
	f := b.figure(label, n, "")
	if n > 0 {
		f.Tone = tone
	}
	return f
}

// share is how many of the list have something; it unfolds the others.
func (b *build) share(label string, list []*manual.Entry, has func(*manual.Entry) bool) Figure {
	others := slices.DeleteFunc(slices.Clone(list), has)
	f := Figure{Label: label, Value: b.words.About.Of(len(list)-len(others), len(list))}
	b.unfold(&f, b.words.About.Others(len(others)), b.entryLinks(others))
	return f
}

// unfold adds rows to a figure, under a word that unfolds them.
func (b *build) unfold(f *Figure, which string, rows []Link) {
	if len(rows) == 0 {
		return
	}
	f.Which, f.Rows = which, rows[:min(len(rows), figureRows)]
	if more := len(rows) - len(f.Rows); more > 0 {
		f.More = b.words.About.More(more)
	}
}

func (b *build) entryLinks(list []*manual.Entry) []Link {
	var links []Link
	for _, e := range list {
		links = append(links, b.entryLink(aboutAddress, e))
	}
	return links
}

func countOf(list []*manual.Entry, is func(*manual.Entry) bool) (n int) {
	for _, e := range list {
		if is(e) {
			n++
		}
	}
	return n
}
