package manual

import (
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/standard"
)

// Applicability is the statement of applicability for one standard: what all
// documents of kind soa decide about its controls, put together. Documents that
// are withdrawn or superseded decide nothing.
type Applicability struct {
	Standard  *standard.Standard
	Documents []*Entry             // that make it, in the order of ids; none where there is no statement yet
	Groups    []ApplicabilityGroup // in the standard's order, the organisation's own controls last
	Unknown   []Decided            // decisions about what is no control of the standard
}

// ApplicabilityGroup is the controls of one objective at the top.
type ApplicabilityGroup struct {
	Objective *standard.Item // nil for the organisation's own controls
	Controls  []*Applicable
}

// Applicable is a control with what is decided about it.
type Applicable struct {
	ID      string // without the standard's name
	Title   string // may be empty for an own control
	Item    *standard.Item
	Decided []Decided // in the order of documents; none when nobody decides, several when they contradict each other
}

// Decision is the one that decides: the first that says whether the control
// applies. It is nil when none does, or when there is no such control.
func (a *Applicable) Decision() *Decided {
	if a == nil {
		return nil
	}
	for i := range a.Decided {
		if a.Decided[i].Decided.Line > 0 {
			return &a.Decided[i]
		}
	}
	return nil
}

// Decided is a decision with the document that takes it.
type Decided struct {
	document.Decision
	By *Entry
	Since
}

// Targets are where values of the decision lead, in their order: its risks, say.
func (d Decided) Targets(values []document.Text) []Target {
	var list []Target
	for _, v := range values {
		if t, ok := d.By.Link(v); ok {
			list = append(list, t)
		}
	}
	return list
}

// Controls are the controls of all groups.
func (a *Applicability) Controls() []*Applicable {
	var all []*Applicable
	for _, g := range a.Groups {
		all = append(all, g.Controls...)
	}
	return all
}

// statements are the statements of applicability of the manual, one for each
// standard that a document of kind soa is about, in the order of standards. That
// for ISO/IEC 42001, which asks for one, is there without any such document too,
// once the manual has controlled documents, and leaves every control undecided.
func (m *Manual) statements() []*Applicability {
	made := map[*standard.Standard]*Applicability{}
	past := m.pastDecisions()
	for _, e := range m.Documents {
		about := m.about(e)
		if about == nil || !e.decides() {
			continue // where nobody knows what it is about a check says so
		}
		if len(e.Decisions) == 0 {
			statementOf(made, about).enter(e)
		}
		for _, d := range e.Decisions {
			of, id := m.decides(about, d.Control.Value)
			decided := Decided{Decision: d, By: e}
			if of != nil {
				decided.Since = past.since(e, of, id)
				statementOf(made, of).decide(id, decided)
			} else {
				a := statementOf(made, about)
				a.enter(e)
				a.Unknown = append(a.Unknown, decided)
			}
		}
	}
	var list []*Applicability
	for _, s := range m.Standards {
		if s.ID == standard.ISO42001 && len(m.Documents) > 0 {
			statementOf(made, s)
		}
		if a := made[s]; a != nil {
			a.sortOwn()
			list = append(list, a)
		}
	}
	return list
}

// about is the standard that a statement of applicability is about; nil where the
// manual hasn't the one that it names, or none at all.
func (m *Manual) about(e *Entry) *standard.Standard {
	if e.Standard.Value == "" && len(m.Standards) > 0 {
		return m.Standards[0]
	}
	return m.standardNamed(e.Standard.Value)
}

// decides parts what a decision names, in a statement about a standard, into the
// standard and the id of the control; nil where the manual hasn't the standard.
func (m *Manual) decides(about *standard.Standard, control string) (of *standard.Standard, id string) {
	name, id, named := strings.Cut(control, ":")
	if !named {
		return about, control
	}
	return m.standardNamed(name), id
}

func (m *Manual) standardNamed(id string) *standard.Standard {
	for _, s := range m.Standards {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// statementOf returns the standard's statement, made when it is first wanted.
func statementOf(made map[*standard.Standard]*Applicability, s *standard.Standard) *Applicability {
	if made[s] != nil {
		return made[s]
	}
	a := &Applicability{Standard: s}
	made[s] = a
	for _, item := range s.Controls() {
		last := len(a.Groups) - 1
		if last < 0 || a.Groups[last].Objective.ID != item.Group {
			objective, _ := s.Find(item.Group) // without an id where the standard has no objectives
			a.Groups = append(a.Groups, ApplicabilityGroup{Objective: &objective})
			last++
		}
		a.Groups[last].Controls = append(a.Groups[last].Controls, &Applicable{ID: item.ID, Title: item.Title, Item: &item})
	}
	return a
}

func (a *Applicability) enter(e *Entry) {
	if !slices.Contains(a.Documents, e) {
		a.Documents = append(a.Documents, e)
	}
}

// decide enters a decision about the control with an id.
func (a *Applicability) decide(id string, d Decided) {
	a.enter(d.By)
	for _, c := range a.Controls() {
		if c.ID == id {
			c.Decided = append(c.Decided, d)
			return
		}
	}
	if !strings.HasPrefix(id, ownControl) {
		a.Unknown = append(a.Unknown, d)
		return
	}
	if len(a.Groups) == 0 || a.Groups[len(a.Groups)-1].Objective != nil {
		a.Groups = append(a.Groups, ApplicabilityGroup{})
	}
	last := &a.Groups[len(a.Groups)-1]
	last.Controls = append(last.Controls, &Applicable{ID: id, Title: ownTitle(d.By), Decided: []Decided{d}})
}

func (a *Applicability) sortOwn() {
	for _, g := range a.Groups {
		if g.Objective == nil {
			slices.SortFunc(g.Controls, func(x, y *Applicable) int { return CompareIDs(x.ID, y.ID) })
		}
	}
}
