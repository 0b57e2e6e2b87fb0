package check

import (
	"fmt"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// happened are the fields of built-in kinds whose day says that something has
// happened.
var happened = []string{"accepted-on", "acquired", "assessed-on", "checked", "closed", "detected", "done", "judged-on", "occurred"}

// datesAhead reports days that say what has happened, and lie after the one at
// which the manual is judged.
func datesAhead(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	report := func(e *manual.Entry, name string, day document.Text) {
		if when, err := config.ParseDate(day.Value); err != nil || !m.Ahead(when) {
			return
		}
		hint := "it doesn't count until then; correct the day, or use due: for what is planned"
		if e.Work != manual.Committed {
			hint = "it doesn't count until then; without --today, pages are judged at the day of the last commit"
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(e, day), Length: length(day), Hint: hint,
			Message: fmt.Sprintf("%s of %s: %s is after %s, the day at which the manual is judged, and so it has not happened yet", name, e.ID.Value, day.Value, m.Evidence.Day),
		})
	}
	for _, e := range m.Documents {
		for _, name := range happened {
			for _, v := range e.Said(name) {
				report(e, name, v)
			}
		}
		for _, f := range e.Document.Fields {
			if f.Def.Type != "measurements" {
				continue
			}
			for _, v := range f.Values {
				report(e, f.Def.Name, dayOf(v))
			}
		}
	}
	return found
}

// voidEvidence reports the places that name as evidence what shows nothing.
func voidEvidence(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, u := range m.EvidenceUses() {
		if u.Of == nil || m.Shows(u.Of) {
			continue
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(u.By, u.At), Length: length(u.At),
			Message: fmt.Sprintf("%s is named as evidence of %s, and shows nothing: it is %s", evidenceName(u), evidenceOf(u), void(u.Of)),
			Hint:    "name evidence that holds now, or finish what is named",
			Related: []diagnostic.Related{{Position: at(u.Of, u.Of.ID), Message: "the evidence"}},
		})
	}
	return found
}

// void says what an entry is that shows nothing.
func void(e *manual.Entry) string {
	switch {
	case e.Reader == evidence.Draft:
		return "a draft"
	case e.Reader == evidence.InForceFrom:
		return string(e.Reader) + " " + e.From.String()
	case e.IsRecord() && e.Reader != evidence.Superseded && e.Reader != evidence.Withdrawn:
		return "dated ahead, " + e.Date.String() // nobody asks for its approval
	}
	return string(e.Reader)
}
