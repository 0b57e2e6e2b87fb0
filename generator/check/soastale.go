package check

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// staleStatements reports statements with decisions that nobody has changed, and
// no review or approval has covered, since the newest assessment of risks or
// impacts.
func staleStatements(m *manual.Manual) []diagnostic.Diagnostic {
	if m.Evidence == nil {
		return nil
	}
	newest, day := newestAssessment(m)
	if newest == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		var old []manual.Decided
		var last config.Date
		all := 0
		for _, c := range a.Controls() {
			d := c.Decision()
			if d == nil {
				continue
			}
			all++
			if seen := lookedAt(m, *d); !seen.IsZero() && day.Compare(seen) > 0 {
				old = append(old, *d)
				last = later(last, seen)
			}
		}
		if len(old) > 0 {
			found = append(found, stale(old, all, last, newest, day))
		}
	}
	return found
}

// stale is the warning for those of all decisions of a statement that are old, of
// which the newest is of the day last.
func stale(old []manual.Decided, all int, last config.Date, newest *manual.Entry, day config.Date) diagnostic.Diagnostic {
	var files []string
	for _, d := range old {
		if id := d.By.ID.Value; !slices.Contains(files, id) {
			files = append(files, id)
		}
	}
	slices.SortFunc(files, manual.CompareIDs)
	by := old[slices.IndexFunc(old, func(d manual.Decided) bool { return d.By.ID.Value == files[0] })].By
	x := diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Position: at(by, by.ID), Length: length(by.ID),
		Message: fmt.Sprintf("the statement of applicability was last changed, reviewed or approved on %s, and %s is of %s", last, newest.ID.Value, day),
		Hint:    "bring the decisions up to date, or record a review with the trailer Periodic-review: " + files[0],
		Related: []diagnostic.Related{{Position: at(newest, newest.ID), Message: "the newest assessment"}},
	}
	if n := len(old); n < all {
		x.Message = fmt.Sprintf("%d of the %d decisions of the statement of applicability, %s, were last changed, reviewed or approved on %s or before, and %s is of %s",
			n, all, someControls(old), last, newest.ID.Value, day)
	}
	if more := len(files) - 1; more > 0 {
		x.Hint += fmt.Sprintf(", and so for %d more", more)
	}
	return x
}

// someControls names the first controls of a list of decisions.
func someControls(list []manual.Decided) string {
	const shown = 3
	var ids []string
	for _, d := range list[:min(len(list), shown)] {
		ids = append(ids, d.Control.Value)
	}
	if len(list) > shown {
		return strings.Join(ids, ", ") + " and others"
	}
	return strings.Join(ids, ", ")
}

// newestAssessment is the newest record of a risk or of an impact assessment: by
// the day on which its text last changed, or its date where that is later.
func newestAssessment(m *manual.Manual) (newest *manual.Entry, day config.Date) {
	for _, e := range m.Documents {
		if e.Kind.Name != "risk" && e.Kind.Name != "impact-assessment" || e.Holder() || !m.Current(e) {
			continue
		}
		made := e.Date.Date
		if r := lastText(e.Trail); r != nil {
			made = later(made, m.Landed(r.Landing))
		}
		if made.Compare(day) > 0 && !m.Ahead(made) {
			newest, day = e, made
		}
	}
	return newest, day
}

// lastText is the newest revision that changed the text; nil for none.
func lastText(t *history.Trail) *history.Row {
	if t == nil {
		return nil
	}
	for _, r := range t.Rows {
		if r.Change == history.Text {
			return r
		}
	}
	return nil
}

// lookedAt is the last day on which somebody changed a decision, or reviewed or
// approved the document that holds it as a whole, as surely as the manual required
// and not after the day. A text that is being worked on is of today.
func lookedAt(m *manual.Manual, d manual.Decided) config.Date {
	if d.Row == nil || d.By.Standing == nil {
		return m.Evidence.Day
	}
	last := m.Landed(d.Row.Landing)
	for _, r := range d.By.Standing.Reviews {
		if r.Counts {
			last = later(last, r.Day)
		}
	}
	for _, r := range d.By.Trail.Rows {
		ruling := m.Evidence.Rulings[r]
		if ruling == nil || !ruling.Verdict.AtLeast(evidence.Declared) || !ruling.Verdict.AtLeast(ruling.Require) {
			continue
		}
		for _, s := range ruling.Approvals() {
			if day := m.DayOf(s.When); s.How.AtLeast(ruling.Require) && !m.Ahead(day) {
				last = later(last, day)
			}
		}
	}
	return last
}

func later(a, b config.Date) config.Date {
	if b.Compare(a) > 0 {
		return b
	}
	return a
}
