package manual

import (
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/standard"
)

// Lack says why what counts elsewhere doesn't hold what is asked for: by what its
// own fields state, and no judgement of its content.
type Lack int

// The lacks.
const (
	LacksNothing Lack = iota
	NotDone           // an action that states neither a day on which it was done nor that it is
	OutOfDate         // competence that was valid until an earlier day
	Unfinished        // an impact assessment whose state is draft or open
	Untreated         // a risk that doesn't state both its treatment and the level after it
	OtherKind         // it claims the clause and is none of the kinds that are asked for
)

// treating is the clause of ISO/IEC 42001 that asks what became of risks: not which
// there are, but how they were treated.
const treating = "8.3"

// lack is what a document or record lacks to hold what a clause asks for.
func (m *Manual) lack(x *Traced, e *Entry) Lack {
	past := func(field string) bool {
		day, err := config.ParseDate(e.said(field).Value)
		return err == nil && !m.Ahead(day)
	}
	state := strings.ToLower(e.State.Value)
	switch e.Kind.Name {
	case "action":
		if !past("done") && state != "done" {
			return NotDone
		}
	case "competence":
		if until, err := config.ParseDate(e.said("valid-until").Value); err == nil && m.Evidence != nil && until.Compare(m.Evidence.Day) < 0 {
			return OutOfDate
		}
	case "impact-assessment":
		if slices.Contains([]string{"draft", "open"}, state) {
			return Unfinished
		}
	case "risk":
		treated := e.said("treatment").Value != "" && e.said("residual-level").Value != ""
		if x.Standard.ID == standard.ISO42001 && x.Item.ID == treating && !treated {
			return Untreated
		}
	}
	return LacksNothing
}

// Decisions counts the controls of a statement of applicability.
type Decisions struct {
	Controls int
	Decided  int // whether they apply
	InForce  int // decided by a text in force
}

// Whole reports whether texts in force decide about every control.
func (d Decisions) Whole() bool { return d.InForce == d.Controls }

// Decisions counts the controls of a statement, and those about which a text in
// force decides.
func (m *Manual) Decisions(a *Applicability) (d Decisions) {
	for _, c := range a.Controls() {
		d.Controls++
		if one := c.Decision(); one != nil {
			d.Decided++
			if m.InForce(one.By) {
				d.InForce++
			}
		}
	}
	return d
}

// statementOn is the statement of applicability for a standard; nil for none.
func (m *Manual) statementOn(s *standard.Standard) *Applicability {
	for _, a := range m.Applicability {
		if a.Standard == s {
			return a
		}
	}
	return nil
}

// states reports whether a document of kind soa decides about controls of a
// standard, or, where it decides nothing, is about it.
func (m *Manual) states(e *Entry, s *standard.Standard) bool {
	if len(e.Decisions) == 0 {
		return m.about(e) == s
	}
	return slices.ContainsFunc(e.Decisions, func(d document.Decision) bool {
		of, _ := m.decides(m.about(e), d.Control.Value)
		return of == s
	})
}
