package templates_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/render"
)

// applicability fills a statement of applicability with one text.
func (s sample) applicability() render.SoaPage {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	state := render.State{Word: s.text, Tone: render.Fair}
	full := render.SoaRow{
		Control: s.link, Applicable: state, Reasons: []string{s.text, s.text}, State: state, Due: "2026-03-01", Late: true,
		Implemented: []render.SoaDocument{{Link: s.link, State: state}, {Link: render.Link{Title: s.text}}}, Evidence: []render.Link{s.link}, Risks: []render.Link{s.link, s.link},
		Except: []render.SoaException{{System: s.link, Why: s.text}}, Justification: s.text, Owner: s.text,
		Decided: []render.SoaDecision{{Revision: s.link, Date: "2026-02-26"}, {Revision: s.link, Unknown: s.text}},
	}
	bar := render.SoaBar{Group: render.Link{Href: "#A.2", Title: s.text}, Controls: 2, Scale: 9, Parts: []render.SoaPart{{Tone: render.Good, X: 0, Width: 2}}, Counts: []int{2, 0}}
	return render.SoaPage{Page: page, AsOf: s.text, Statements: []render.SoaStatement{{
		ID: "page.soa", Standard: s.text, Sources: []render.SoaSource{{Document: s.link, State: s.state(), Revision: s.link, Newer: s.link, Owner: s.text}, {Document: s.link}},
		Figures: []render.SoaFigure{{State: state, Count: 2}}, Columns: []render.State{state, state}, Table: []render.SoaBar{bar, bar},
		Groups: []render.SoaGroup{{ID: "A.2", Title: s.link, Aim: s.text, Rows: []render.SoaRow{full, {Control: s.link, Applicable: state}}}},
	}}}
}

func TestApplicabilityEscapesWhatAuthorsWrite(t *testing.T) {
	want := shape(parse(t, trailPage(t, "soa.html", newSample(&render.English, "plain").applicability())))
	page := trailPage(t, "soa.html", newSample(&render.English, hostile).applicability())
	if diff := cmp.Diff(want, shape(parse(t, page))); diff != "" {
		t.Errorf("a text changes the elements of the page:\n%s", diff)
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("html/template has refused a value")
	}
}

// See TestTemplatesHaveNoWordsOfTheirOwn.
func TestApplicabilityHasNoWordsOfItsOwn(t *testing.T) {
	words := render.English
	markWords(&words)
	own := regexp.MustCompile(`«[^»]*»`)
	seen := map[string]bool{}
	for n := range parse(t, trailPage(t, "soa.html", newSample(&words, "«text»").applicability())).Descendants() {
		text := attribute(n, "aria-label")
		if n.Type == html.TextNode {
			text = n.Data
		}
		if rest := own.ReplaceAllString(text, ""); strings.ContainsFunc(rest, unicode.IsLetter) {
			t.Errorf("%q is in the template", strings.TrimSpace(rest))
		}
		if id := attribute(n, "id"); id != "" && seen[id] {
			t.Errorf("id %q twice", id)
		} else {
			seen[id] = true
		}
	}
	for n := range parse(t, trailPage(t, "soa.html", newSample(&words, "«text»").applicability())).Descendants() {
		if label := attribute(n, "aria-labelledby"); label != "" && !seen[label] {
			t.Errorf("nothing has the id %q", label)
		}
	}
}
