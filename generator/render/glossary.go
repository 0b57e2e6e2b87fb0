package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aims/generator/manual"
	"aims/generator/site"
)

const glossaryAddress = "glossary.html"

// glossary makes the list of all terms, in the order of their titles.
func (b *build) glossary(r manual.Register) (site.File, error) {
	tree, err := b.trees.top(glossaryAddress)
	if err != nil {
		return site.File{}, err
	}
	p := GlossaryPage{Page: b.page(glossaryAddress, b.words.Records.Glossary, "", b.words.Language, tree)}
	entries := slices.Clone(r.Entries)
	b.m.SortByTitle(entries)
	seen := map[string]bool{}
	for _, e := range entries {
		t := b.glossaryTerm(e)
		if letter := initial(e.Title.Value); letter != "" && !seen[letter] {
			seen[letter] = true
			t.Anchor = "letter-" + strings.ToLower(letter)
			p.Letters = append(p.Letters, Link{Href: fragment(t.Anchor), Title: letter})
		}
		p.Terms = append(p.Terms, t)
	}
	return b.execute(b.pages["glossary"], "layout", glossaryAddress, p)
}

func (b *build) glossaryTerm(e *manual.Entry) GlossaryTerm {
	t := GlossaryTerm{Term: Link{Href: relative(glossaryAddress, e.Address), Title: e.Title.Value}, Mark: b.mark(e)}
	for _, v := range e.Values("definition") {
		t.Definition = v.Value
	}
	if t.Definition == "" {
		t.Definition = e.Summary.Value
	}
	for _, v := range e.Values("source") {
		t.Source = v.Value
	}
	for _, v := range e.Values("see") {
		t.See = append(t.See, b.value(e, glossaryAddress, "reference", v))
	}
	for _, x := range e.Backlinks {
		t.UsedBy = append(t.UsedBy, b.entryLink(glossaryAddress, x))
	}
	return t
}

// initial is the letter that a title stands under, without its marks; "" for a
// title that begins with none.
func initial(title string) string {
	r, _ := utf8.DecodeRuneInString(norm.NFKD.String(title))
	if !unicode.IsLetter(r) {
		return ""
	}
	return string(unicode.ToUpper(r))
}
