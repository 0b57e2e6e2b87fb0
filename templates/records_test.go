package templates_test

import (
	"slices"
	"testing"

	"golang.org/x/net/html"

	"aims/generator/render"
)

// records are the data of the pages of registers, by the template's file.
func (s sample) records() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	plain := s.link
	plain.Href = ""
	table := render.RecordTable{Name: s.text, First: s.text, Columns: []string{s.text, s.text, s.text}, Rows: []render.RecordRow{
		{Record: s.link, Mark: s.state(), Cells: []render.RecordCell{{State: s.state(), Values: []render.Link{s.link, plain}, Sort: s.text, Heat: 2, Spark: &render.MeasureChart{Path: "M1 2 L3 4", Goal: "3"}}, {Values: []render.Link{{Title: s.text}}, Day: true}, {}}},
	}}
	parts := []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}}
	return map[string]any{
		"records.html": render.RecordsPage{
			Page: page, Asked: []render.Link{plain}, AsOf: s.text, Total: 2, First: 1, Table: table, Parts: parts,
			CSV: "risk.csv", JSON: "../data/registers/risk.json", Index: "index.html", Other: s.link, Met: []render.StateCount{{State: s.state(), Count: 1}, {State: s.state()}}, Record: true,
		},
		"registers.html": render.RegistersPage{Page: page, Glossary: "../glossary.html", Groups: []render.RegisterGroup{
			{Title: s.text, Registers: []render.RegisterLink{{Link: s.link, Count: 2, CSV: "risk.csv"}}},
		}},
		"glossary.html": render.GlossaryPage{Page: page, Letters: []render.Link{s.link}, Terms: []render.GlossaryTerm{
			{Term: s.link, Mark: s.state(), Anchor: "letter-a", Definition: s.text, Source: s.text, See: []render.Link{s.link}, UsedBy: []render.Link{s.link, plain}}, {Term: s.link},
		}},
	}
}

func TestRegisterInsideATextEscapes(t *testing.T) {
	query := func(text string) string {
		s := newSample(&render.English, text)
		data := render.QueryTable{Words: s.words, RecordTable: s.records()["records.html"].(render.RecordsPage).Table, Matches: 3, Of: 9, Where: text, All: s.link}
		return execute(t, "query", data, "layout.html", "parts.html", "records.html")
	}
	whole := func(text string) *html.Node { return parse(t, "<!doctype html><title>x</title>"+query(text)) }
	if !slices.Equal(shape(whole("plain")), shape(whole(hostile))) {
		t.Errorf("hostile text changes the table:\n%s", query(hostile))
	}
}
