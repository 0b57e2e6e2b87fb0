package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

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
		meant := misspelt(a)
		for _, g := range a.Groups {
			var missing []string
			for _, c := range g.Controls {
				switch {
				case c.Decision() != nil, len(c.Decided) > 0 && c.Decided[0].Slips.Has("applicable"):
				case len(c.Decided) == 0 && slices.Contains(meant, c.ID):
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

// misspelt are the controls that decisions about no control seem to mean.
func misspelt(a *manual.Applicability) (meant []string) {
	controls := controlIDs(a.Standard)
	for _, d := range a.Unknown {
		meant = append(meant, diagnostic.Nearest(d.Control.Value, controls))
	}
	return meant
}

func controlIDs(s *standard.Standard) (ids []string) {
	for _, item := range s.Controls() {
		ids = append(ids, item.ID)
	}
	return ids
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
		controls, unnamed := controlIDs(a.Standard), unnamedStandard(m, a)
		for _, d := range a.Unknown {
			if !d.Control.Set() || d.Control.Value == "" {
				continue
			}
			if of := unnamed[d.By]; len(of) > 1 && slices.Contains(of, d.Control) {
				if of[0] == d.Control {
					found = append(found, ofUnnamedStandard(m, d, len(of)))
				}
				continue
			}
			message := fmt.Sprintf("%s has no control %q", a.Standard.Name, d.Control.Value)
			hint := meant(diagnostic.Nearest(d.Control.Value, controls))
			switch t, _ := d.By.Link(d.Control); {
			case t.Broken == manual.NoStandard:
				message, hint = why(m, t, d.By.Standard.Value+":", "")
			case strings.HasSuffix(t.Nearest, ":"+d.Control.Value):
				hint = meant(t.Nearest)
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

// builtIn is what every manual may name in standards:.
var builtIn = sync.OnceValue(func() *standard.Standard {
	list, _ := standard.Load([]string{standard.ISO42001}, nil)
	return list[0]
})

// unnamedStandard are the decisions about controls of the built-in standard, by
// statement, where aims.yaml doesn't name it.
func unnamedStandard(m *manual.Manual, a *manual.Applicability) map[*manual.Entry][]document.Text {
	if slices.Contains(m.Config.Standards, standard.ISO42001) {
		return nil
	}
	unnamed := map[*manual.Entry][]document.Text{}
	for _, d := range a.Unknown {
		if item, ok := builtIn().Find(d.Control.Value); ok && item.Kind == standard.Control {
			unnamed[d.By] = append(unnamed[d.By], d.Control)
		}
	}
	return unnamed
}

func ofUnnamedStandard(m *manual.Manual, d manual.Decided, n int) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Position: at(d.By, d.Control), Length: length(d.Control),
		Message: fmt.Sprintf("%s decides %d controls of %s, which aims.yaml doesn't name", d.By.ID.Value, n, builtIn().Name),
		Hint:    fmt.Sprintf("write standards: [%s]", strings.Join(append([]string{standard.ISO42001}, m.Config.Standards...), ", ")),
	}
}

var itemKind = map[standard.Kind]string{
	standard.Clause: "a clause", standard.Objective: "a control objective", standard.Control: "a control", standard.AnnexC: "a part of Annex C",
}

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

func exclusions(m *manual.Manual) []diagnostic.Diagnostic {
	return append(eachDecision(exclusion)(m), eachDecision(asIfApplied)(m)...)
}

func exclusion(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	t := atAnswer(d)
	return diagnostic.Diagnostic{
		Position: at(d.By, t), Length: length(t),
		Message: fmt.Sprintf("%s is excluded without a justification", c.ID), Hint: "add justification: with why nothing calls for the control",
	}, !d.Applicable && d.Justification.Value == "" && !d.Slips.Has("justification")
}

// asIfApplied reports what an excluded control says that only one that applies
// has, since no page shows it.
func asIfApplied(c *manual.Applicable, d manual.Decided) (diagnostic.Diagnostic, bool) {
	var keys []string
	var first document.Text
	for _, x := range []struct {
		key  string
		says []document.Text
	}{
		{"reason", d.Reasons}, {"state", []document.Text{d.State}}, {"due", []document.Text{{Value: d.Due.String(), Mark: d.Due.Mark}}},
		{"implemented-by", d.ImplementedBy}, {"evidence", d.Evidence},
	} {
		if len(x.says) == 0 || x.says[0].Value == "" || x.key == "state" && d.State.Value == "none" {
			continue
		}
		if keys = append(keys, x.key); len(keys) == 1 {
			first = x.says[0]
		}
	}
	return diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Position: at(d.By, first), Length: length(first),
		Message: fmt.Sprintf("%s is excluded, and has %s as if it applied", c.ID, strings.Join(keys, ", ")),
		Hint:    "write applicable: true, or take it out: what excludes a control is its justification",
	}, !d.Applicable && len(keys) > 0
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
