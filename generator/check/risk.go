package check

import (
	"fmt"

	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
)

// unassessedSystems reports AI systems that are beyond their inception, and
// of whose impact there is no assessment that is current.
func unassessedSystems(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, t := range m.Threads {
		stage := fieldOf(t.System, "stage")
		if len(m.AssessmentsOf(t)) > 0 || stage.Value == "" || stage.Value == "inception" || misnamed(m, t.System) {
			continue
		}
		d := diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(t.System, stage), Length: length(stage),
			Message: fmt.Sprintf("%s is in the stage %q, and no impact assessment names it", t.System.ID.Value, stage.Value),
			Hint:    "write an impact assessment with system: " + t.System.ID.Value,
		}
		if len(t.Assessments) > 0 {
			d.Message = fmt.Sprintf("%s is in the stage %q, and no impact assessment that names it is current", t.System.ID.Value, stage.Value)
			d.Hint = "finish the draft, or correct its date"
			for _, a := range t.Assessments {
				d.Related = append(d.Related, diagnostic.Related{Position: at(a, a.ID), Message: "it is " + void(a)})
			}
		}
		found = append(found, d)
	}
	return found
}

// misnamed reports whether an impact assessment names something near to the system
// that is not there, which is a fault at its place.
func misnamed(m *manual.Manual, system *manual.Entry) bool {
	for _, e := range m.Documents {
		for _, l := range e.Fields {
			if e.Kind.Name == "impact-assessment" && l.Key == "system" && l.Broken != manual.Fine && l.Nearest == system.ID.Value {
				return true
			}
		}
	}
	return false
}

// untreatedRisks reports open risks at one of the two highest levels for which
// no treatment is chosen.
func untreatedRisks(m *manual.Manual) []diagnostic.Diagnostic {
	return riskFaults(m, manual.NoTreatment, func(r *manual.Risk) (document.Text, string, string) {
		return r.Level, fmt.Sprintf("the level of %s is %q, and no treatment is chosen", r.ID.Value, r.Level.Value),
			"add treatment: modify, avoid, share or retain"
	})
}

// unacceptedRisks reports open risks that stay at one of the two highest levels
// and that nobody accepts.
func unacceptedRisks(m *manual.Manual) []diagnostic.Diagnostic {
	return riskFaults(m, manual.NotAccepted, func(r *manual.Risk) (document.Text, string, string) {
		says := fmt.Sprintf("the level of %s stays %q", r.ID.Value, r.Remains().Value)
		if r.Residual.Value == "" {
			says += ", as no residual-level is stated"
		}
		if r.Ahead {
			return r.AcceptedOn, says + ", and nobody accepts it before " + r.AcceptedOn.Value, "correct accepted-on:, or treat it further"
		}
		return r.Remains(), says + ", and nobody accepts it", "add accepted-by: with the role that may accept it, or treat it further"
	})
}

// riskFaults reports the risks that have a fault, in the words of tell: where,
// what, and what mends it.
func riskFaults(m *manual.Manual, fault manual.Fault, tell func(r *manual.Risk) (document.Text, string, string)) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, r := range m.Risks {
		for _, f := range m.RiskFaults(r) {
			if f != fault {
				continue
			}
			where, message, hint := tell(r)
			found = append(found, diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Position: at(r.Entry, where), Length: length(where), Message: message, Hint: hint,
			})
		}
	}
	return found
}

// fieldOf is the first value of a field; unset when the file hasn't the field.
func fieldOf(e *manual.Entry, field string) document.Text {
	if list := e.Said(field); len(list) > 0 {
		return list[0]
	}
	return document.Text{}
}
