package manual

import (
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/history/evidence"
)

// Stage is a part of a thread.
type Stage int

// The stages, in the order of the thread.
const (
	SystemStage Stage = iota
	AssessmentStage
	RiskStage
	ControlStage
	DocumentStage
	EvidenceStage
	HappenedStage
	Stages // how many there are
)

// Fault says what is wrong where a thread is broken.
type Fault int

// The faults, in the order of the stages.
const (
	NoUse             Fault = iota // nothing is said of the system's intended use
	NoRoles                        // nothing is said of the organisation's roles for it
	NoClass                        // its class under the EU AI Act isn't declared
	NoReasoning                    // it is declared without a reason
	NoOversight                    // nothing is said of who oversees it
	NotAssessed                    // no impact assessment that is current names it
	AssessmentOpen                 // an assessment says of itself that it is open
	AssessmentOverdue              // the next assessment is due
	NoRisks                        // no risk names it
	NoTreatment                    // a serious risk isn't treated
	NoControls                     // a risk that is to be modified names no control
	NotAccepted                    // nobody accepts the serious risk that remains, or not yet
	NotDecided                     // no statement of applicability decides on a control
	Excluded                       // a statement leaves a control out that a risk needs
	SystemExcluded                 // it leaves out this system
	NotInForce                     // no document in force implements a control
	OnlyRecords                    // nothing but records does
	NoEvidence                     // a control is called implemented, and nothing shows it
	VoidEvidence                   // evidence on which the thread rests is a draft, withdrawn, superseded, not in force or dated ahead
	StaleEvidence                  // evidence on which the thread rests is stale
	NoApproval                     // a document is in force without an approval
	StillOpen                      // a grave incident or a major nonconformity isn't closed
)

// Break is a place at which a thread is broken.
type Break struct {
	Stage Stage
	Fault Fault
	Entry *Entry      // that is at fault; the system where nothing else is
	ID    string      // of the control, as in ThreadControl; "" for another fault
	To    Target      // that control
	Day   config.Date // of AssessmentOverdue and StaleEvidence: the last day in time
}

// Count is how many breaks a stage has.
func (t *Thread) Count(s Stage) int {
	n := 0
	for _, x := range t.Breaks {
		if x.Stage == s {
			n++
		}
	}
	return n
}

// breaks finds where the thread is broken.
func (t *Thread) breaks(m *Manual) {
	t.systemBreaks()
	t.assessmentBreaks(m)
	for _, r := range t.Risks {
		for _, f := range m.RiskFaults(r) {
			t.add(RiskStage, f, r.Entry)
		}
	}
	if len(t.Risks) == 0 {
		t.add(RiskStage, NoRisks, t.System)
	}
	for _, c := range t.Controls {
		t.controlBreaks(m, c)
	}
	for _, e := range t.Evidence {
		if !m.Shows(e) {
			t.add(EvidenceStage, VoidEvidence, e)
		}
	}
	t.staleBreaks(m.stale)
	for _, e := range t.Documents {
		if ruling := m.rulingOf(e); !e.IsRecord() && e.Reader == evidence.InForce && (ruling == nil || ruling.Verdict == evidence.Missing) {
			t.add(DocumentStage, NoApproval, e)
		}
	}
	for _, e := range t.Happened {
		grave := e.Kind.Name == "nonconformity" && e.said("grade").Value == "major" ||
			e.Kind.Name == "incident" && m.grave(e.said("severity").Value)
		if grave && !m.Closed(e) && !m.Ahead(e.Date.Date) {
			t.add(HappenedStage, StillOpen, e)
		}
	}
	slices.SortStableFunc(t.Breaks, func(a, b Break) int { return int(a.Stage - b.Stage) })
}

func (t *Thread) add(s Stage, f Fault, e *Entry) {
	t.Breaks = append(t.Breaks, Break{Stage: s, Fault: f, Entry: e})
}

func (t *Thread) systemBreaks() {
	if t.System.said("intended-use").Value == "" {
		t.add(SystemStage, NoUse, t.System)
	}
	if t.System.said("our-roles").Value == "" {
		t.add(SystemStage, NoRoles, t.System)
	}
	switch s := t.System; {
	case s.said("eu-ai-act").Value == "":
		t.add(SystemStage, NoClass, s)
	case s.said("eu-ai-act-reasoning").Value == "":
		t.add(SystemStage, NoReasoning, s)
	}
	if t.System.said("oversight").Value == "" {
		t.add(SystemStage, NoOversight, t.System)
	}
}

// assessmentBreaks asks for an assessment that is no open one, and for the next one
// when the newest says until when it holds.
func (t *Thread) assessmentBreaks(m *Manual) {
	current := m.AssessmentsOf(t)
	if len(current) == 0 {
		t.add(AssessmentStage, NotAssessed, t.System)
		return
	}
	newest := current[0]
	for _, a := range current {
		if strings.EqualFold(a.State.Value, "open") {
			t.add(AssessmentStage, AssessmentOpen, a)
		}
		if a.Date.Compare(newest.Date.Date) > 0 {
			newest = a
		}
	}
	due, err := config.ParseDate(newest.said("due").Value)
	if err == nil && m.Evidence != nil && due.Compare(m.Evidence.Day) < 0 {
		t.Breaks = append(t.Breaks, Break{Stage: AssessmentStage, Fault: AssessmentOverdue, Entry: newest, Day: due})
	}
}

// AssessmentsOf are the impact assessments of a thread's system that are current.
func (m *Manual) AssessmentsOf(t *Thread) []*Entry {
	return slices.DeleteFunc(slices.Clone(t.Assessments), func(a *Entry) bool { return !m.Current(a) })
}

// RiskFaults are what is wrong with an open risk, whatever its systems:
// NoTreatment, NoControls and NotAccepted.
func (m *Manual) RiskFaults(r *Risk) []Fault {
	var list []Fault
	switch {
	case !r.Open():
		return nil
	case r.Treatment.Value == "" && m.Serious(r.Level.Value):
		list = append(list, NoTreatment)
	case len(r.Controls) == 0 && (r.Treatment.Value == "" || r.Treatment.Value == "modify"):
		list = append(list, NoControls)
	}
	if m.Serious(r.Remains().Value) && !r.Accepted() {
		list = append(list, NotAccepted)
	}
	return list
}

func (t *Thread) controlBreaks(m *Manual, c ThreadControl) {
	s, f := ControlStage, Fault(-1)
	switch {
	case c.Decision == nil:
		f = NotDecided
	case !c.Decision.Applicable:
		f = Excluded
	case c.LeftOut && len(c.Risks) > 0:
		f = SystemExcluded
	case c.LeftOut:
	case !c.implemented(m):
		if s, f = DocumentStage, NotInForce; c.onlyRecords() {
			f = OnlyRecords
		}
	case c.Decision.State.Value == "implemented" && len(c.Decision.Evidence) == 0:
		s, f = EvidenceStage, NoEvidence
	}
	if f >= 0 {
		t.Breaks = append(t.Breaks, Break{Stage: s, Fault: f, Entry: t.System, ID: c.ID, To: c.Target})
	}
}

// implemented reports whether one of the documents that implement the control is
// in force.
func (c ThreadControl) implemented(m *Manual) bool {
	return slices.ContainsFunc(c.Implementers(), func(t Target) bool { return m.InForce(t.Entry) })
}

// onlyRecords reports whether what implements the control are records alone.
func (c ThreadControl) onlyRecords() bool {
	list := c.Implementers()
	return len(list) > 0 && !slices.ContainsFunc(list, func(t Target) bool { return !t.Entry.IsRecord() })
}

// staleBreaks finds the stale evidence of the thread. uses are all places of the
// manual that name such.
func (t *Thread) staleBreaks(uses []EvidenceUse) {
	named := map[*Entry]bool{}
	for _, u := range uses {
		e := u.Of
		if e == nil && u.For == "" && slices.Contains(t.sources(), u.By) {
			e = u.By // which names it in place
		}
		if e == nil || named[e] || u.Of != nil && !slices.Contains(t.Evidence, e) {
			continue
		}
		named[e] = true
		t.Breaks = append(t.Breaks, Break{Stage: EvidenceStage, Fault: StaleEvidence, Entry: e, Day: u.Due})
	}
}

// rulingOf is the ruling on the entry's text; nil where nothing is known.
func (m *Manual) rulingOf(e *Entry) *evidence.Ruling {
	if m.Evidence == nil || e.Row == nil {
		return nil
	}
	return m.Evidence.Rulings[e.Row]
}

// grave reports whether a severity is one of the two highest of its scale.
func (m *Manual) grave(severity string) bool {
	words := m.Config.Scales[ImpactScale]
	rank := slices.Index(words, severity)
	return rank >= 0 && rank >= max(len(words)-2, 1)
}
