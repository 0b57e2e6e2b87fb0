package templates_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/manual"
	"aims/generator/render"
)

// families are the data of all pages but those of sample.pages, by a name that
// begins with the template's, and what of the words is made from numbers, days
// and other data, so that no mark stands around it.
var families = []struct {
	data  func(s sample) map[string]any
	known func(w *render.Words) []string
}{
	{sample.trails, func(w *render.Words) []string {
		day := "«26 February 2026»"
		return []string{
			w.Trail.Since(2, day, day), w.Trail.Inside(2), w.Trail.Changed(2, 2), w.Proof.Ignored(2), w.Proof.Others(2),
		}
	}},
	{sample.controls, func(w *render.Words) []string {
		return []string{
			w.Review.AsOf("«22 November 2026»"), w.Review.Part(1, 6, 6), w.Review.Count(2), w.Review.Rejected(5), w.Review.More(3),
			w.Trail.CountUncommitted(2), "key-window",
		}
	}},
	{sample.items, func(*render.Words) []string { return []string{"published", "library", "editorial"} }},
	{sample.systems, func(w *render.Words) []string {
		return []string{w.System.CountSystems(2), w.System.CountBroken(1), w.Risk.CountRisks(2)}
	}},
	{sample.readiness, func(w *render.Words) []string {
		return []string{w.Ready.AsOf("«22 November 2026»"), w.Ready.Part(1, 2, 2)}
	}},
	{sample.applicability, func(*render.Words) []string { return nil }},
	{sample.records, func(w *render.Words) []string {
		return []string{w.Records.Rows(1, 1, 2), w.Records.Count(2), "CSV"}
	}},
}

// eachPage runs check on every page of every family, with the words of it that
// have no mark.
func eachPage(t *testing.T, s sample, check func(t *testing.T, page string, known []string)) {
	for _, f := range families {
		for name, data := range f.data(s) {
			t.Run(name, func(t *testing.T) { check(t, pageOf(t, name, data), f.known(s.words)) })
		}
	}
}

// pageOf is a page that is made from data of a name that begins with its
// template's.
func pageOf(t *testing.T, name string, data any) string {
	t.Helper()
	file, _, _ := strings.Cut(name, " ")
	return execute(t, "layout", data, "layout.html", "parts.html", file)
}

func TestFamiliesEscapeWhatAuthorsWrite(t *testing.T) {
	for _, f := range families {
		for name, data := range f.data(newSample(&render.English, "plain")) {
			want := shape(parse(t, pageOf(t, name, data)))
			for _, text := range []string{hostile, "tab\tline\nend", "\u202eevil"} {
				page := pageOf(t, name, f.data(newSample(&render.English, text))[name])
				if diff := cmp.Diff(want, shape(parse(t, page))); diff != "" {
					t.Errorf("%s: %q changes the elements of the page:\n%s", name, text, diff)
				}
				if strings.Contains(page, "ZgotmplZ") {
					t.Errorf("%s: html/template has refused a value", name)
				}
			}
		}
	}
}

func TestFamiliesKeepThePolicy(t *testing.T) {
	own := regexp.MustCompile(`^(style|srcdoc|on.*)$`)
	eachPage(t, newSample(&render.English, "text"), func(t *testing.T, page string, _ []string) {
		for n := range parse(t, page).Descendants() {
			if n.Type == html.ElementNode && (n.Data == "style" || n.Data == "form" || n.Data == "script" && attribute(n, "src") == "") {
				t.Errorf("<%s>", n.Data)
			}
			for _, a := range n.Attr {
				if own.MatchString(a.Key) {
					t.Errorf("attribute %s=%q of <%s>", a.Key, a.Val, n.Data)
				}
			}
		}
	})
}

func TestIDsOfFamilies(t *testing.T) {
	eachPage(t, newSample(&render.English, "text"), func(t *testing.T, page string, _ []string) {
		root := parse(t, page)
		seen := map[string]bool{"": true}
		for n := range root.Descendants() {
			id := attribute(n, "id")
			if id != "" && seen[id] {
				t.Errorf("id %q twice", id)
			}
			seen[id] = true
		}
		for n := range root.Descendants() {
			href, local := strings.CutPrefix(attribute(n, "href"), "#")
			if label := attribute(n, "aria-labelledby"); !seen[label] || local && !seen[href] {
				t.Errorf("nothing has the id %q", label+href)
			}
		}
	})
}

// A head of a table says of which cells it is, and headings leave no level out.
func TestHeadsOfFamilies(t *testing.T) {
	eachPage(t, newSample(&render.English, "text"), func(t *testing.T, page string, _ []string) {
		level := 0
		for n := range parse(t, page).Descendants() {
			switch {
			case n.Type != html.ElementNode:
			case n.Data == "th" && attribute(n, "scope") == "":
				t.Errorf("the head %q has no scope", content(n))
			case n.Data == "table" && attribute(n.Parent, "aria-labelledby")+attribute(n.Parent, "aria-label") == "" && n.Parent.Data != "details":
				t.Errorf("the table %q has no name", attribute(n, "class"))
			case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
				if now := int(n.Data[1] - '0'); now > level+1 && level > 0 {
					t.Errorf("<%s> %q follows a heading of level %d", n.Data, content(n), level)
				} else {
					level = now
				}
			}
		}
	})
}

// See TestTemplatesHaveNoWordsOfTheirOwn.
func TestFamiliesHaveNoWordsOfTheirOwn(t *testing.T) {
	words := render.English
	markWords(&words)
	words.About.CantProve = []string{"«CantProve»"}
	for i := range manual.Stages {
		words.System.Stages[i] = "«stage»"
	}
	own := regexp.MustCompile(`(?s)«[^»]*»`)
	eachPage(t, newSample(&words, "«text»"), func(t *testing.T, page string, known []string) {
		var pairs []string
		for _, text := range append(known, strings.Repeat("8d41e07a", 5), strings.Repeat("51b0f9a0", 5), "8d41e07", "51b0f9a") {
			pairs = append(pairs, text, "")
		}
		out := strings.NewReplacer(pairs...)
		for n := range parse(t, page).Descendants() {
			texts := []string{attribute(n, "title"), attribute(n, "aria-label"), attribute(n, "data-label")}
			if n.Type == html.TextNode {
				texts = append(texts, n.Data)
			}
			for _, text := range texts {
				if rest := own.ReplaceAllString(out.Replace(text), ""); strings.ContainsFunc(rest, unicode.IsLetter) {
					t.Errorf("%q is in the template", strings.TrimSpace(rest))
				}
			}
		}
	})
}
