package templates_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"aims/generator/render"
)

// readiness are the data of the pages of traceability and readiness, by a name
// that begins with the template's.
func (s sample) readiness() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	links := []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}}
	tie := render.TraceTie{Link: s.link, How: s.text, State: s.state(), Verdict: s.state(), Lack: s.state()}
	plain := render.Link{ID: s.text, Title: s.text}
	row := render.TraceRow{
		Item: s.link, Anchor: "group-4", Group: s.text, Documents: []render.TraceTie{tie, {Link: plain}}, More: s.text,
		Choices: []render.TraceChoice{{Document: s.link, Says: s.state()}, {Document: plain, Says: s.state()}},
		Records: []render.EvidenceLink{{Link: s.link, State: s.state()}, {Link: plain}}, Further: s.text, Kinds: []render.Link{s.link, s.link}, Gaps: []render.State{s.state(), s.state()},
	}
	counts := []render.StateCount{{State: s.state(), Count: 2}, {State: s.state(), Before: 2}, {State: s.state(), Count: 1, Before: 2}}
	phase := render.ReadyPhase{Title: render.Link{Href: "#phase-plan", Title: s.text}, Clauses: s.text, Asked: 3, States: counts}
	ready := render.ReadyRow{
		Clause: s.link, Phase: s.text, Asked: s.text, Explicit: true, Count: 2, State: s.state(), Part: s.text, Held: []render.TraceTie{tie, tie}, More: s.link,
		Other: []render.Link{s.link, plain}, Newest: "2026-03-01", Age: s.state(), Step: []render.StepPart{{Text: s.text}, {Text: s.text, Code: true}},
	}
	first, customary := ready, ready
	first.Anchor, customary.Explicit = "phase-plan", false
	return map[string]any{
		"trace.html": render.TracePage{
			Page: page, AsOf: "«22 November 2026»", Views: links, Parts: links, First: 1, Rows: 2, Total: 2, Anchors: []render.Link{{Href: "#group-4", Title: s.text}},
			Items: []render.TraceRow{row, {Item: plain}},
		},
		"trace.html by document": render.TracePage{
			Page: page, Views: links, First: 1, Rows: 2, Total: 2,
			Documents: []render.TraceDocument{{Document: s.link, Kind: s.text, State: s.state(), Verdict: s.state(), Items: []render.Link{s.link, plain}}, {Document: s.link, Gap: s.text}},
		},
		"readiness.html": render.ReadinessPage{
			Page: page, AsOf: "«22 November 2026»", Require: s.text, Total: phase, Phases: []render.ReadyPhase{phase}, First: []render.ReadyRow{ready},
			Second: []render.ReadyRow{ready, {Clause: plain, Asked: s.text}}, Rows: []render.ReadyRow{first, customary, {Clause: plain}}, Trace: "trace.html",
		},
		"readiness.html unproved": render.ReadinessPage{Page: page, Total: phase, Phases: []render.ReadyPhase{phase}, Rows: []render.ReadyRow{first}, Trace: "trace.html"},
	}
}

func TestReadinessWithoutHistorySaysSo(t *testing.T) {
	for name, want := range map[string]bool{"readiness.html": false, "readiness.html unproved": true} {
		page := html.UnescapeString(pageOf(t, name, newSample(&render.English, "text").readiness()[name]))
		if got := strings.Contains(page, render.English.Ready.Unproved); got != want {
			t.Errorf("%s: it says %v that nothing is proved", name, got)
		}
		if !strings.Contains(page, render.English.Ready.NoVerdict) {
			t.Errorf("%s does not say that it is no judgement", name)
		}
	}
}
