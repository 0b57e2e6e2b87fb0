package export_test

import (
	"bytes"
	"testing"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/export"
	"aims/generator/history"
	"aims/generator/manual"
	"aims/generator/standard"
)

// What is decided about a control in every respect, about one that is excluded,
// one about which nothing is said, and an own one.
func TestApplicability(t *testing.T) {
	m := standing(t)
	text := func(s string) document.Text { return document.Text{Value: s, Mark: document.Mark{Line: 9, Column: 3}} }
	texts := func(list ...string) (all []document.Text) {
		for _, s := range list {
			all = append(all, text(s))
		}
		return all
	}
	by := &manual.Entry{Document: &document.Document{ID: text("SOA-1"), Owner: text("lead")}}
	said := document.Mark{Line: 9, Column: 9}
	full := manual.Decided{By: by, Since: manual.Since{Row: m.Documents[0].Row, Trail: &history.Trail{ID: "SOA-2"}}, Decision: document.Decision{
		Control: text("A.6.2.4"), Applicable: true, Decided: said, Reasons: texts("risk", "legal"), Risks: texts("RSK-10", "RSK-2"), Impacts: texts("IA-1"),
		State: text("planned"), Due: document.Day{Date: config.Date{Year: 2027, Month: 3, Day: 31}}, ImplementedBy: texts("PRO-7#tests", "PRO-7"), Evidence: texts("REC-1"),
		Justification: text("Because <of> & all."), Except: []document.Exception{{System: text("SYS-2"), Justification: text("Gone.")}, {System: text("SYS-1"), Justification: text("Bought.")}},
	}}
	excluded := manual.Decided{By: by, Decision: document.Decision{Control: text("A.10.4"), Decided: said, Justification: text("No customers.")}}
	m.Applicability = []*manual.Applicability{{Standard: m.Standards[0], Groups: []manual.ApplicabilityGroup{
		{Controls: []*manual.Applicable{
			{ID: "A.2.2", Title: "AI policy"},
			{ID: "A.2.3", Title: "Alignment with other organizational policies", Decided: []manual.Decided{{By: by}}},
			{ID: "A.6.2.4", Title: "AI system verification and validation", Decided: []manual.Decided{full, excluded}},
			{ID: "A.10.4", Title: "Customers", Decided: []manual.Decided{excluded}},
		}},
		{Controls: []*manual.Applicable{{ID: "X.1", Decided: []manual.Decided{{By: by, Decision: document.Decision{Applicable: true, Decided: said}}}}}},
	}}}
	var b bytes.Buffer
	if err := export.WriteApplicability(&b, m); err != nil {
		t.Fatal(err)
	}
	golden(t, "soa.json", b.Bytes())
}

// Two standards may have controls of the same number; ids are as references write
// them.
func TestApplicabilityOfAFurtherStandard(t *testing.T) {
	m := standing(t)
	further := &standard.Standard{ID: "tea"}
	m.Standards = append(m.Standards, further)
	m.Applicability = []*manual.Applicability{
		{Standard: m.Standards[0], Groups: []manual.ApplicabilityGroup{{Controls: []*manual.Applicable{{ID: "A.5.2"}}}}},
		{Standard: further, Groups: []manual.ApplicabilityGroup{{Controls: []*manual.Applicable{{ID: "A.5.2"}, {ID: "X.1"}}}}},
	}
	var b bytes.Buffer
	if err := export.WriteApplicability(&b, m); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{`"A.5.2"`, `"tea:A.5.2"`, `"tea:X.1"`} {
		if n := bytes.Count(b.Bytes(), []byte(`"id": `+id)); n != 1 {
			t.Errorf("%s is the id of %d controls", id, n)
		}
	}
}

func TestNoApplicability(t *testing.T) {
	m := standing(t)
	var b bytes.Buffer
	if err := export.WriteApplicability(&b, m); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte(`"controls": []`)) {
		t.Errorf("%s", b.Bytes())
	}
}
