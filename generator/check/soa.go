package check

import (
	"fmt"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/standard"
)

// undecided reports the controls that nobody decides, by objective; without any
// statement of applicability it is one note, once the manual is more than begun.
func undecided(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		if len(a.Documents) == 0 {
			if list, underWay := unanswered(m, a.Standard); underWay {
				found = append(found, noStatement(m, a, list))
			}
			continue
		}
		for _, g := range a.Groups {
			var missing []string
			for _, c := range g.Controls {
				switch {
				case c.Decision() != nil, len(c.Decided) > 0 && c.Decided[0].Slips.Has("applicable"):
				case len(c.Decided) == 0:
					missing = append(missing, c.ID)
				default:
					d := c.Decided[0]
					found = append(found, diagnostic.Diagnostic{
						Severity: diagnostic.Warning, Position: at(d.By, d.Control), Length: length(d.Control),
						Message: fmt.Sprintf("nothing says whether %s applies", c.ID), Hint: "add applicable: true or applicable: false",
					})
				}
			}
			if len(missing) > 0 {
				e := a.Documents[0]
				found = append(found, diagnostic.Diagnostic{
					Severity: diagnostic.Warning, Position: at(e, e.ID), Length: length(e.ID),
					Message: strings.TrimSuffix(fmt.Sprintf("no statement of applicability decides %s (%s %s)", strings.Join(missing, ", "), g.Objective.ID, g.Objective.Title), " ( )"),
					Hint:    "add each of them below controls:, with a justification where it doesn't apply",
				})
			}
		}
	}
	return found
}

func noStatement(m *manual.Manual, a *manual.Applicability, missing []manual.Unanswered) diagnostic.Diagnostic {
	d := m.Config.At("standards", a.Standard.ID)
	d.Severity = diagnostic.Note
	d.Message = fmt.Sprintf("this manual has no statement of applicability yet, which leaves the %d controls of %s undecided", len(a.Controls()), a.Standard.Name)
	d.Hint = "write one: a file with kind: soa, and below controls: whether each of them applies"
	for _, u := range missing {
		if u.Asked.Kinds[0] == "soa" {
			wentAway(m, u, &d)
		}
	}
	return d
}

// unknownControls reports decisions about something that is no control.
func unknownControls(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		var controls []string
		for _, item := range a.Standard.Controls() {
			controls = append(controls, item.ID)
		}
		for _, d := range a.Unknown {
			if !d.Control.Set() || d.Control.Value == "" {
				continue
			}
			message := fmt.Sprintf("%s has no control %q", a.Standard.Name, d.Control.Value)
			hint := meant(diagnostic.Nearest(d.Control.Value, controls))
			switch t, _ := d.By.Link(d.Control); {
			case t.Broken == manual.NoStandard:
				message, hint = why(m, t, d.By.Standard.Value+":", "")
			case t.Item != nil:
				message = fmt.Sprintf("%q is no control: it is %s", d.Control.Value, itemKind[t.Item.Kind])
			}
			if hint == "" {
				hint = "ids of own controls begin with X."
			}
			found = append(found, diagnostic.Diagnostic{Position: at(d.By, d.Control), Length: length(d.Control), Message: message, Hint: hint})
		}
	}
	return found
}

var itemKind = map[standard.Kind]string{standard.Clause: "a clause", standard.Objective: "an objective, which holds controls", standard.AnnexC: "a part of Annex C"}

// decidedTwice reports each of several decisions about one control, since the
// rule can't know which one is meant.
func decidedTwice(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, a := range m.Applicability {
		for _, c := range a.Controls() {
			for i, d := range c.Decided {
				one := diagnostic.Diagnostic{
					Position: at(d.By, d.Control), Length: length(d.Control),
					Message: fmt.Sprintf("%s is decided %d times", c.ID, len(c.Decided)), Hint: "keep the decision in one place",
				}
				for j, other := range c.Decided {
					if i != j {
						one.Related = append(one.Related, diagnostic.Related{Position: at(other.By, other.Control), Message: "another decision"})
					}
				}
				if len(one.Related) > 0 {
					found = append(found, one)
				}
			}
		}
	}
	return found
}

// eachDecision asks about every decision that says whether its control applies.
func eachDecision(ask func(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool)) func(m *manual.Manual) []diagnostic.Diagnostic {
	return func(m *manual.Manual) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, a := range m.Applicability {
			for _, c := range a.Controls() {
				for _, d := range c.Decided {
					if x, wrong := ask(c, d); wrong && d.Decided.Line > 0 {
						found = append(found, x)
					}
				}
			}
		}
		return found
	}
}

// atAnswer is the value of `applicable`.
func atAnswer(d manual.Decided) document.Text {
	answer := "false"
	if d.Applicable {
		answer = "true"
	}
	return document.Text{Value: answer, Mark: d.Decided}
}

func exclusion(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	t := atAnswer(d)
	return diagnostic.Diagnostic{
		Position: at(d.By, t), Length: length(t),
		Message: fmt.Sprintf("%s is excluded without a justification", c.ID), Hint: "add justification: with why nothing calls for the control",
	}, !d.Applicable && d.Justification.Value == "" && !d.Slips.Has("justification")
}

func inclusion(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	t := atAnswer(d)
	return diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Position: at(d.By, t), Length: length(t),
		Message: fmt.Sprintf("%s applies, and nothing says why", c.ID), Hint: "add reason: (risk, impact, legal, contract, practice) or justification:",
	}, d.Applicable && len(d.Reasons) == 0 && d.Justification.Value == "" && !d.Slips.Has("reason") && !d.Slips.Has("justification")
}

func reasonRisk(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	return unnamed(c, d, "risk", "a risk", d.Risks)
}

func reasonImpact(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	return unnamed(c, d, "impact", "an impact", d.Impacts)
}

// unnamed reports a reason, in words what stands behind it, whose records are not named.
func unnamed(c *manual.Applicable, d manual.Decided, reason, words string, named []document.Text) (diagnostic.Diagnostic, bool) {
	for _, r := range d.Reasons {
		if r.Value == reason && len(named) == 0 && !d.Slips.Has(reason+"s") {
			return diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Position: at(d.By, r), Length: length(r),
				Message: fmt.Sprintf("%s applies because of %s that is not named", c.ID, words), Hint: fmt.Sprintf("add %ss: with the ids of the records", reason),
			}, true
		}
	}
	return diagnostic.Diagnostic{}, false
}

func plannedWithoutDay(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	return diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Position: at(d.By, d.State), Length: length(d.State),
		Message: fmt.Sprintf("%s is planned for no day", c.ID), Hint: "add due: with the day by which it is in place",
	}, d.Applicable && d.State.Value == "planned" && d.Due.IsZero() && !d.Slips.Has("due")
}
