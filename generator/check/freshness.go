package check

import (
	"fmt"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
)

// staleEvidence reports the places that rest on evidence which is not current any
// more.
func staleEvidence(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, u := range m.EvidenceUses() {
		if !u.Stale {
			continue
		}
		d := diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(u.By, u.At), Length: length(u.At),
			Message: fmt.Sprintf("%s is stale as evidence of %s since %s%s", evidenceName(u), evidenceOf(u), u.Due, of(u.From)),
			Hint:    "name newer evidence, or look at it again and bring its date up to date",
		}
		if u.Of != nil {
			if u.Of.Standing != nil && u.Of.Review.Until.IsZero() {
				d.Hint += "; a review by its owner counts too: a commit with the trailer Periodic-review: " + u.Of.ID.Value
			}
			d.Related = []diagnostic.Related{{Position: at(u.Of, dated(u.Of)), Message: "the evidence"}}
		}
		found = append(found, d)
	}
	return found
}

// undatedEvidence reports evidence without a day, each piece once.
func undatedEvidence(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	told := map[*manual.Entry]bool{}
	for _, u := range m.EvidenceUses() {
		if !u.Undated || u.Of != nil && told[u.Of] {
			continue
		}
		d := diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(u.By, u.At), Length: length(u.At),
			Message: fmt.Sprintf("%s is evidence of %s and has no date, so that nobody can tell whether it is current", evidenceName(u), evidenceOf(u)),
			Hint:    "add date: with the day that it is from",
		}
		if u.Of != nil {
			told[u.Of] = true
			where := dated(u.Of)
			d.Position, d.Length = at(u.Of, where), length(where)
			d.Related = []diagnostic.Related{{Position: at(u.By, u.At), Message: "named here"}}
		}
		found = append(found, d)
	}
	return found
}

// evidenceName is what a piece of evidence is called.
func evidenceName(u manual.EvidenceUse) string {
	if u.Of != nil {
		return u.Of.ID.Value
	}
	return fmt.Sprintf("%q", u.At.Value)
}

// evidenceOf is what it is evidence of: a control, or a record or document.
func evidenceOf(u manual.EvidenceUse) string {
	if u.For != "" {
		return u.For
	}
	return u.By.ID.Value
}

func of(day config.Date) string {
	if day.IsZero() {
		return ""
	}
	return ": it is of " + day.String()
}

// dated is the place of a record at which its date stands, or belongs.
func dated(e *manual.Entry) document.Text {
	switch {
	case e.Date.Line > 0:
		return document.Text{Value: e.Date.String(), Mark: e.Date.Mark}
	case e.ReviewEvery.Set():
		return e.ReviewEvery
	}
	return e.ID
}
