package templates_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"aims/generator/manual"
	"aims/generator/render"
)

// systems are the data of the pages of AI systems, of the risk matrix and of a
// measured objective, by the template's file.
func (s sample) systems() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	links := []render.Link{s.link, s.link}
	facts := []render.Fact{{Label: s.text, Values: links, Note: s.text}}
	rank := render.Rank{Word: s.text, Heat: 3, Note: s.text}
	risk := render.ThreadRisk{
		Risk: s.link, Mark: s.state(), Level: rank, Treatment: s.text, Controls: links, Residual: render.Rank{Word: s.text},
		Accepted: render.Acceptance{Role: s.text, On: "2026-03-01", State: s.state(), By: []string{s.text, s.text}},
	}
	document := render.ThreadDocument{Document: s.link, State: s.state(), Verdict: s.state(), Approvers: s.text, Approval: s.link}
	count := render.RiskCount{Name: s.link, Tone: render.Bad, Count: 2, Risks: links, More: render.Link{Href: "#page.all", Title: s.text}}
	label := []render.MatrixLabel{{X: "1", Y: "2", Word: s.text}}
	matrix := func(id string) render.RiskMatrix {
		return render.RiskMatrix{
			ID: "page.matrix-" + id, Title: s.text, Main: id == "worst", Width: "100", Height: "100", Columns: label, Rows: label, Unrated: count,
			Squares: []render.MatrixSquare{{X: "1", Y: "1", Size: "9", TextX: "5", TextY: "5", Heat: 4, Count: 2, Href: "#page." + id + "-1-1", Label: s.text}, {X: "9", Y: "1", Size: "9", Heat: 1}},
			Cells:   []render.MatrixCell{{ID: "page." + id + "-1-1", Likelihood: s.text, Impact: s.text, Heat: 4, RiskCount: count}},
		}
	}
	parts := []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}}
	bar := render.LevelBar{Title: s.text, Total: 2, Parts: []render.LevelPart{{Heat: 4, Count: 2}, {Heat: 1, Before: 2}}}
	objective := s.pages()["document.html"].(render.DocumentPage)
	objective.Page, objective.Body = page, ""
	objective.Thread, objective.Measures = s.link, &render.MeasureChart{
		Title: s.text, Target: s.text, Latest: s.text, Day: s.text, State: s.state(), Path: "M1 2 L3 4", Dots: []render.MeasureDot{{X: "1", Y: "2"}}, Goal: "3",
		Top: "9", Bottom: "1", First: s.text, Last: s.text, Rows: []render.MeasureRow{{Date: "2026-01-01", Value: s.text, State: s.state(), Note: s.text}},
	}
	return map[string]any{
		"document.html": objective,
		"systems.html": render.SystemsPage{
			Page: page, AsOf: s.text, Total: 2, Broken: 1, First: 1, Parts: parts,
			Rows: []render.SystemRow{{System: s.link, Roles: []string{s.text, s.text}, Stage: s.text, Class: s.text, Owner: s.text, Risks: 2, Serious: 1, Breaks: 1, State: s.state()}},
		},
		"system.html": render.SystemPage{
			Page: page, AsOf: s.text, ID: s.text, List: s.link, Document: s.link, State: s.state(), Facts: facts,
			Stages: []render.ThreadStage{{Link: render.Link{Href: "#page.system", Title: s.text}, Count: "1", Tone: render.Good}, {Link: render.Link{Href: "#page.risks", Title: s.text}, Count: "2", Breaks: s.text, Tone: render.Bad}},
			Breaks: []render.ThreadBreaks{{Stage: s.text, Do: s.text, Where: []render.ThreadBreak{{Where: s.link, Says: s.text}, {Where: s.link}}, More: s.text}},
			Cut:    [manual.Stages]string{"", s.text, s.text, "", s.text, s.text, s.text}, AllRisks: s.link,
			Assessments: []render.ThreadAssessment{{Document: s.link, Date: "2026-03-01", State: s.state(), Facts: facts}},
			Risks:       []render.ThreadRisk{risk},
			Controls:    []render.ThreadControl{{Control: s.link, Risks: links, State: s.state(), Note: s.text, Documents: []render.ThreadDocument{document}}, {Control: s.link, State: s.state()}},
			Documents:   []render.ThreadDocument{document}, Evidence: []render.EvidenceLink{{Link: s.link, State: s.state()}}, Others: links,
			Happened: []render.ThreadEvent{{Document: s.link, Kind: s.text, Date: "2026-03-01", State: s.state(), Closed: "2026-03-02"}},
		},
		"risks.html": render.RisksPage{
			Page: page, AsOf: s.text, Total: 2, Open: 2, Untreated: 1, Declared: 1, Matrices: []render.RiskMatrix{matrix("worst"), matrix("society")},
			Register: "risk.html", CSV: "risk.csv",
			Impacts:    render.RiskImpacts{Heads: []string{s.text}, Rows: []render.ImpactRow{{Likelihood: s.text, Impact: s.text, Heat: 4, Cells: matrix("society").Cells}, {Cells: make([]render.MatrixCell, 1)}}},
			Levels:     render.RiskLevels{Bars: []render.LevelBar{bar, bar}, Rows: []render.LevelRow{{Level: rank, Before: 1, After: count}}},
			Treatments: []render.RiskCount{count}, Sources: []render.RiskCount{count}, First: 1, Rows: []render.ThreadRisk{risk}, Parts: parts,
		},
	}
}

// A system of which nothing is known says so in every part of its page.
func TestEmptyThread(t *testing.T) {
	p := render.SystemPage{Page: newSample(&render.English, "text").page(), Empty: render.English.System.None}
	page := html.UnescapeString(pageOf(t, "system.html", p))
	for _, text := range append(render.English.System.None[1:], render.English.System.Whole, render.English.System.Unknown) {
		if !strings.Contains(page, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}
