package templates_test

import (
	"aims/generator/render"
)

// items are the data of the pages of standards, by the template's file.
func (s sample) items() map[string]any {
	page := s.page()
	page.Contents, page.Faults = nil, nil
	links := []render.Link{s.link, s.link}
	claim := render.ItemClaim{Document: s.link, Kind: s.text, Reader: s.state(), Verdict: s.state(), How: s.text}
	row := render.ItemRow{Link: s.link, Level: 2, Summary: s.text, States: []render.State{s.state()}, Claims: s.text}
	decision := render.ItemDecision{By: s.link, Reader: s.state(), Verdict: s.state(), Decision: render.Decision{
		Applicable: true, Reasons: []string{s.text, s.text}, State: s.text, Implemented: links, Evidence: links, Risks: links, Justification: s.text,
	}}
	part := render.ItemPart{Name: s.text, Summary: s.text, Parts: []string{s.text, s.text}, Items: links}
	return map[string]any{
		"item.html": render.ItemPage{
			Page: page, ID: s.text, Kind: s.text, Standard: s.text, Above: links, Facts: []render.Fact{{Label: s.text, Values: links, Note: s.text}},
			Asked:  []render.ItemAsked{{Name: s.text, Duty: s.text, State: s.state(), Held: []render.ItemClaim{claim}, More: s.link}, {Name: s.text, Duty: s.text, Customary: true}},
			Claims: []render.ItemClaim{claim}, Claimable: true, Decidable: true, Decisions: []render.ItemDecision{decision, {By: s.link}}, Soa: "../soa.html",
			Named: []render.ItemNamed{{Label: s.text, Records: links, More: s.link}}, Texts: links, Parts: []render.ItemRow{row},
			Crosswalk: []render.CrosswalkPart{{Standard: s.text, Rows: []render.CrosswalkRow{{Ref: s.text, Title: s.text, Basis: s.text, Href: "x.html"}, {Ref: s.text, Basis: s.text}}}},
			Previous:  s.link, Following: s.link, AsOf: s.text,
		},
		"items.html": render.ItemsPage{
			Page: page, Standard: s.text, Lists: []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}},
			Groups: []render.ItemGroup{{ItemRow: row, Rows: []render.ItemRow{row}}}, Annexes: []render.ItemAnnex{{Link: s.link, Normative: true, Summary: s.text}, {Link: s.link}},
			Stages: []render.ItemPart{part}, Roles: []render.ItemPart{part}, Data: "../data/controls.json", AsOf: s.text,
		},
	}
}
