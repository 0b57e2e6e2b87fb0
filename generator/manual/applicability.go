package manual

import (
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/standard"
)

// ownControl begins the ids of the organisation's own controls.
const ownControl = "X."

// Applicability is the statement of applicability for one standard: what all
// documents of kind soa decide about its controls, put together. Documents that
// are withdrawn or superseded decide nothing.
type Applicability struct {
	Standard  *standard.Standard
	Documents []*Entry             // that make it, in the order of ids
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
	By  *Entry
	Row *history.Row // the revision that last changed the decision; nil when no commit vouches for the text
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
// standard that a document of kind soa is about, in the order of standards.
func (m *Manual) statements() []*Applicability {
	made := map[*standard.Standard]*Applicability{}
	for _, e := range m.Documents {
		if e.Kind.Name != "soa" || e.Reader == evidence.Withdrawn || e.Reader == evidence.Superseded || len(m.Standards) == 0 {
			continue
		}
		about := m.Standards[0]
		if s := m.standardNamed(e.Standard.Value); s != nil {
			about = s
		}
		if len(e.Decisions) == 0 {
			statementOf(made, about).enter(e)
		}
		for _, d := range e.Decisions {
			name, id, named := strings.Cut(d.Control.Value, ":")
			if !named {
				name, id = about.ID, d.Control.Value
			}
			decided := Decided{d, e, m.decidedIn(e, d.Control.Value)}
			if s := m.standardNamed(name); s != nil {
				statementOf(made, s).decide(id, decided)
			} else {
				a := statementOf(made, about)
				a.enter(e)
				a.Unknown = append(a.Unknown, decided)
			}
		}
	}
	var list []*Applicability
	for _, s := range m.Standards {
		if a := made[s]; a != nil {
			a.sortOwn()
			list = append(list, a)
		}
	}
	return list
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
	own := &Applicable{ID: id, Decided: []Decided{d}}
	if len(d.By.Decisions) == 1 {
		own.Title = d.By.Title.Value
	}
	last := &a.Groups[len(a.Groups)-1]
	last.Controls = append(last.Controls, own)
}

func (a *Applicability) sortOwn() {
	for _, g := range a.Groups {
		if g.Objective == nil {
			slices.SortFunc(g.Controls, func(x, y *Applicable) int { return CompareIDs(x.ID, y.ID) })
		}
	}
}

// decidedIn is the revision that last changed what the entry's text decides
// about a control: the oldest of the newest ones that say the same. Revisions
// that can't be read say nothing of it.
func (m *Manual) decidedIn(e *Entry, control string) *history.Row {
	row := e.Row
	if row == nil && m.Evidence == nil && e.Trail != nil && e.Work == Committed {
		row = e.Trail.Last()
	}
	if row == nil {
		return nil
	}
	var since *history.Row
	for _, r := range e.Trail.Rows[slices.Index(e.Trail.Rows, row):] {
		if r.Number == 0 || r.Facts == nil || !r.Facts.Readable {
			continue
		}
		if since != nil && !sameDecision(since.Facts, r.Facts, control) {
			break
		}
		since = r
	}
	return since
}

func sameDecision(a, b *document.Facts, control string) bool {
	now, decided := a.Parts[control]
	before, had := b.Parts[control]
	return decided && had && now == before
}
