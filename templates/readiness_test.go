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

// readiness are the data of the pages of traceability and readiness, by a name
// that begins with the template's.
func (s sample) readiness() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	links := []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}}
	tie := render.TraceTie{Link: s.link, How: s.text, State: s.state(), Verdict: s.state()}
	plain := render.Link{ID: s.text, Title: s.text}
	row := render.TraceRow{
		Item: s.link, Anchor: "group-4", Group: s.text, Documents: []render.TraceTie{tie, {Link: plain}}, More: s.text,
		Choices: []render.TraceChoice{{Document: s.link, Says: s.state(), State: s.text}, {Document: plain, Says: s.state()}},
		Records: []render.Link{s.link, plain}, Further: s.text, Kinds: []render.Link{s.link, s.link}, Gaps: []render.State{s.state(), s.state()},
	}
	counts := []render.StateCount{{State: s.state(), Count: 2}, {State: s.state(), Before: 2}, {State: s.state(), Count: 1, Before: 2}}
	phase := render.ReadyPhase{Title: render.Link{Href: "#phase-plan", Title: s.text}, Clauses: s.text, Asked: 3, States: counts}
	ready := render.ReadyRow{
		Clause: s.link, Phase: s.text, Asked: s.text, Explicit: true, Count: 2, State: s.state(), Held: []render.TraceTie{tie, tie}, More: s.link,
		Other: []render.Link{s.link, plain}, Newest: "2026-03-01", Age: s.state(), Step: []render.StepPart{{Text: s.text}, {Text: s.text, Code: true}},
	}
	first, customary := ready, ready
	first.Anchor, customary.Explicit = "phase-plan", false
	return map[string]any{
		"trace": render.TracePage{
			Page: page, AsOf: "«22 November 2026»", Views: links, Parts: links, First: 1, Rows: 2, Total: 2, Anchors: []render.Link{{Href: "#group-4", Title: s.text}},
			Items: []render.TraceRow{row, {Item: plain}},
		},
		"trace by document": render.TracePage{
			Page: page, Views: links, First: 1, Rows: 2, Total: 2,
			Documents: []render.TraceDocument{{Document: s.link, Kind: s.text, State: s.state(), Verdict: s.state(), Items: []render.Link{s.link, plain}}, {Document: s.link, Gap: s.text}},
		},
		"readiness": render.ReadinessPage{
			Page: page, AsOf: "«22 November 2026»", Require: s.text, Total: phase, Phases: []render.ReadyPhase{phase}, First: []render.ReadyRow{ready},
			Second: []render.ReadyRow{ready, {Clause: plain, Asked: s.text}}, Rows: []render.ReadyRow{first, customary, {Clause: plain}}, Trace: "trace.html",
		},
		"readiness unproved": render.ReadinessPage{Page: page, Total: phase, Phases: []render.ReadyPhase{phase}, Rows: []render.ReadyRow{first}, Trace: "trace.html"},
	}
}

func readinessPage(t *testing.T, name string, s sample) string {
	t.Helper()
	file, _, _ := strings.Cut(name, " ")
	return trailPage(t, file+".html", s.readiness()[name])
}

func TestReadinessPagesEscapeWhatAuthorsWrite(t *testing.T) {
	for name := range newSample(&render.English, "").readiness() {
		want := shape(parse(t, readinessPage(t, name, newSample(&render.English, "plain"))))
		for _, text := range []string{hostile, "tab\tline\nend", "\u202eevil"} {
			page := readinessPage(t, name, newSample(&render.English, text))
			if diff := cmp.Diff(want, shape(parse(t, page))); diff != "" {
				t.Errorf("%s: %q changes the elements of the page:\n%s", name, text, diff)
			}
			if strings.Contains(page, "ZgotmplZ") {
				t.Errorf("%s: html/template has refused a value", name)
			}
		}
	}
}

func TestIDsOfReadinessPages(t *testing.T) {
	for name := range newSample(&render.English, "").readiness() {
		root := parse(t, readinessPage(t, name, newSample(&render.English, "text")))
		seen := map[string]bool{"": true}
		for n := range root.Descendants() {
			if id := attribute(n, "id"); id != "" && seen[id] {
				t.Errorf("%s: id %q twice", name, id)
			} else {
				seen[id] = true
			}
		}
		for n := range root.Descendants() {
			href, local := strings.CutPrefix(attribute(n, "href"), "#")
			if label := attribute(n, "aria-labelledby"); !seen[label] || local && !seen[href] {
				t.Errorf("%s: nothing has the id %q", name, label+href)
			}
			if n.Type == html.ElementNode && attribute(n, "style") != "" {
				t.Errorf("%s: <%s> has a style", name, n.Data)
			}
		}
	}
}

// See TestTemplatesHaveNoWordsOfTheirOwn.
func TestReadinessPagesHaveNoWordsOfTheirOwn(t *testing.T) {
	words := render.English
	markWords(&words)
	known := strings.NewReplacer(words.Ready.AsOf("«22 November 2026»"), "", words.Ready.Part(1, 2, 2), "", "2026-03-01", "")
	own := regexp.MustCompile(`«[^»]*»`)
	for name := range newSample(&words, "").readiness() {
		for n := range parse(t, readinessPage(t, name, newSample(&words, "«text»"))).Descendants() {
			text := attribute(n, "aria-label")
			if n.Type == html.TextNode {
				text = n.Data
			}
			if rest := own.ReplaceAllString(known.Replace(text), ""); strings.ContainsFunc(rest, unicode.IsLetter) {
				t.Errorf("%s: %q is in the template", name, strings.TrimSpace(rest))
			}
		}
	}
}

func TestReadinessWithoutHistorySaysSo(t *testing.T) {
	for name, want := range map[string]bool{"readiness": false, "readiness unproved": true} {
		page := html.UnescapeString(readinessPage(t, name, newSample(&render.English, "text")))
		if got := strings.Contains(page, render.English.Ready.Unproved); got != want {
			t.Errorf("%s: it says %v that nothing is proved", name, got)
		}
		if !strings.Contains(page, render.English.Ready.NoVerdict) {
			t.Errorf("%s does not say that it is no judgement", name)
		}
	}
}
