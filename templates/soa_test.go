package templates_test

import (
	"aims/generator/render"
)

// applicability is the data of a statement of applicability, by the template's
// file.
func (s sample) applicability() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	state := render.State{Word: s.text, Tone: render.Fair}
	full := render.SoaRow{
		Control: s.link, Applicable: state, Text: s.state(), Reasons: []string{s.text, s.text}, State: state, Due: "2026-03-01", Late: true,
		Implemented: []render.SoaDocument{{Link: s.link, State: state}, {Link: render.Link{Title: s.text}}}, Evidence: []render.EvidenceLink{{Link: s.link, State: s.state()}}, Risks: []render.Link{s.link, s.link},
		Except: []render.SoaException{{System: s.link, Why: s.text}}, Justification: s.text, Owner: s.text,
		Decided: []render.SoaDecision{{Revision: s.link, Date: "2026-02-26"}, {Revision: s.link, Date: "2026-02-26", Now: s.link}, {Revision: s.link, Unknown: s.text}},
	}
	bar := render.SoaBar{Group: render.Link{Href: "#A.2", Title: s.text}, Controls: 2, Scale: 9, Parts: []render.SoaPart{{Tone: render.Good, X: 0, Width: 2}}, Counts: []int{2, 0}}
	return map[string]any{"soa.html": render.SoaPage{Page: page, AsOf: s.text, Statements: []render.SoaStatement{{
		ID: "page.soa", Standard: s.text, InForce: s.text, Sources: []render.SoaSource{{Document: s.link, State: s.state(), Revision: s.link, Newer: s.link, Owner: s.text}, {Document: s.link}},
		Figures: []render.SoaFigure{{State: state, Count: 2}}, Columns: []render.State{state, state}, Table: []render.SoaBar{bar, bar},
		Groups: []render.SoaGroup{{ID: "A.2", Title: s.link, Aim: s.text, Rows: []render.SoaRow{full, {Control: s.link, Applicable: state}}}},
	}, {ID: "page.none", Standard: s.text}}}}
}
