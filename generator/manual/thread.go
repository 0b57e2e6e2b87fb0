package manual

import (
	"slices"

	"aims/generator/document"
)

// Thread is everything in the manual that hangs on one AI system: from its
// assessments to its risks, to the controls against them, to the documents that
// implement those, and to what happened. All lists are in the order of ids.
type Thread struct {
	System      *Entry
	Assessments []*Entry // of its impact
	Risks       []*Risk  // that name it, or that one of its assessments fed
	Controls    []ThreadControl
	Documents   []*Entry // that implement one of the controls that are needed
	Evidence    []*Entry // that the system, its risks, decisions on controls that are needed or records about it name as such
	Happened    []*Entry // incidents, nonconformities, changes, actions and requirements
	Suppliers   []*Entry
	Datasets    []*Entry
	Resources   []*Entry
	Others      []*Entry // further documents that name the system
	Breaks      []Break  // in the order of the stages
}

// ThreadControl is a control against a risk of the system.
type ThreadControl struct {
	ID       string   // as references of the manual write it: see Manual.ItemID
	Target   Target   // the control
	Risks    []*Risk  // of the system, that name it or that the decision names
	Decision *Decided // of the statement of applicability for its standard; nil without one
	Except   string   // why the decision leaves this system out; "" when it doesn't
	LeftOut  bool
}

// Needed reports whether the control has to be met for this system.
func (c ThreadControl) Needed() bool {
	return c.Decision != nil && c.Decision.Applicable && !c.LeftOut
}

// Implementers are where the decision says that the control is implemented.
func (c ThreadControl) Implementers() []Target {
	var list []Target
	if c.Decision == nil {
		return nil
	}
	for _, target := range c.Decision.Targets(c.Decision.ImplementedBy) {
		if target.Broken == Fine && target.Entry != nil {
			list = append(list, target)
		}
	}
	return list
}

// threads makes the threads of the AI systems that are not withdrawn.
func (m *Manual) threads() []*Thread {
	var list []*Thread
	byName := map[*Entry][]*Entry{}
	for _, e := range m.Documents {
		if !e.stands() {
			continue
		}
		for _, s := range e.systems() {
			byName[s] = append(byName[s], e)
		}
	}
	var decisions []controlDecision
	for _, a := range m.Applicability {
		for _, c := range a.Controls() {
			if d := c.Decision(); d != nil {
				decisions = append(decisions, controlDecision{tracedID{a.Standard, c.ID}, d})
			}
		}
	}
	for _, e := range m.Documents {
		if e.Kind.Name == "ai-system" && e.stands() {
			list = append(list, m.thread(e, byName[e], decisions))
		}
	}
	return list
}

// controlDecision is a decision with the control that it is about: an id stands for
// another control in another standard.
type controlDecision struct {
	control tracedID
	*Decided
}

// systems are the AI systems that an entry names, other than as exceptions.
func (e *Entry) systems() []*Entry {
	var list []*Entry
	for _, l := range e.Fields {
		x := l.Entry
		if l.Broken == Fine && x != nil && x != e && x.Controlled() && x.Kind.Name == "ai-system" && l.Key != "except" && !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

func (m *Manual) thread(system *Entry, naming []*Entry, decisions []controlDecision) *Thread {
	t := &Thread{System: system, Suppliers: system.named("suppliers"), Datasets: system.named("datasets"), Resources: system.named("resources")}
	lists := map[string]*[]*Entry{
		"impact-assessment": &t.Assessments, "supplier": &t.Suppliers, "dataset": &t.Datasets, "resource": &t.Resources, "record": &t.Evidence,
		"incident": &t.Happened, "nonconformity": &t.Happened, "change": &t.Happened, "action": &t.Happened, "requirement": &t.Happened,
	}
	for _, e := range naming {
		switch list := lists[e.Kind.Name]; {
		case list == &t.Evidence && !m.Current(e): // it shows nothing, and nobody says that it does
			t.Others = append(t.Others, e)
		case list != nil:
			*list = append(*list, e)
		case e.Kind.Name != "risk":
			t.Others = append(t.Others, e)
		}
	}
	t.risks(m.Risks)
	t.controls(m, decisions)
	for _, c := range t.Controls {
		if !c.Needed() {
			continue // what meets a control that is left out does nothing for the system
		}
		for _, target := range c.Implementers() {
			t.Documents = append(t.Documents, target.Entry)
		}
		t.Evidence = append(t.Evidence, entriesOf(c.Decision.By, c.Decision.Evidence)...)
	}
	t.follow(m.Documents)
	for _, list := range []*[]*Entry{&t.Assessments, &t.Documents, &t.Evidence, &t.Happened, &t.Suppliers, &t.Datasets, &t.Resources, &t.Others} {
		*list = eachOnce(*list)
	}
	t.breaks(m)
	return t
}

// risks takes those of the manual's risks that concern the system.
func (t *Thread) risks(all []*Risk) {
	fed := map[*Entry]bool{}
	for _, a := range t.Assessments {
		for _, e := range a.named("risks") {
			fed[e] = true
		}
	}
	for _, r := range all {
		if fed[r.Entry] || slices.Contains(r.Systems, t.System) || slices.ContainsFunc(r.named("impact-assessments"), func(a *Entry) bool { return slices.Contains(t.Assessments, a) }) {
			t.Risks = append(t.Risks, r)
		}
	}
}

// controls gathers the controls that the risks name and those whose decision
// names a risk or an assessment of the system.
func (t *Thread) controls(m *Manual, decisions []controlDecision) {
	at := map[tracedID]int{}
	place := func(control tracedID, target Target) *ThreadControl {
		if _, known := at[control]; !known {
			at[control] = len(t.Controls)
			t.Controls = append(t.Controls, ThreadControl{ID: m.ItemID(control.of, control.id), Target: target})
		}
		return &t.Controls[at[control]]
	}
	for _, r := range t.Risks {
		for _, l := range r.Controls {
			if l.Broken != Fine || l.Item == nil {
				continue
			}
			if c := place(tracedID{l.Standard, l.Item.ID}, l.Target); !slices.Contains(c.Risks, r) {
				c.Risks = append(c.Risks, r)
			}
		}
	}
	for _, d := range decisions {
		named := entriesOf(d.By, d.Risks)
		assessed := slices.ContainsFunc(entriesOf(d.By, d.Impacts), func(e *Entry) bool { return slices.Contains(t.Assessments, e) })
		concerned := slices.DeleteFunc(slices.Clone(t.Risks), func(r *Risk) bool { return !slices.Contains(named, r.Entry) })
		if _, known := at[d.control]; !known && !assessed && len(concerned) == 0 {
			continue
		}
		target, _ := d.By.Link(d.Control)
		c := place(d.control, target)
		for _, r := range concerned {
			if !slices.Contains(c.Risks, r) {
				c.Risks = append(c.Risks, r)
			}
		}
		c.decide(d.Decided, t.System)
	}
	slices.SortStableFunc(t.Controls, func(a, b ThreadControl) int { return CompareIDs(a.ID, b.ID) })
}

// decide notes what the statement of applicability says of the control.
func (c *ThreadControl) decide(d *Decided, system *Entry) {
	c.Decision = d
	for _, x := range d.Except {
		if target, ok := d.By.Link(x.System); ok && target.Entry == system {
			c.LeftOut, c.Except = true, x.Justification.Value
		}
	}
}

// follow adds what is named as evidence, and the nonconformities and actions
// that came of what happened.
func (t *Thread) follow(all []*Entry) {
	for _, e := range t.Happened {
		t.Happened = append(t.Happened, e.named("nonconformity", "actions")...)
	}
	known := slices.Clone(t.Happened)
	for _, e := range all {
		if (e.Kind.Name == "nonconformity" || e.Kind.Name == "action") && e.stands() &&
			slices.ContainsFunc(e.named("found-in", "from"), func(x *Entry) bool { return slices.Contains(known, x) }) {
			t.Happened = append(t.Happened, e)
		}
	}
	for _, e := range t.sources() {
		t.Evidence = append(t.Evidence, e.named("evidence")...)
	}
}

// sources are the records of the thread whose evidence is its own.
func (t *Thread) sources() []*Entry {
	list := slices.Concat([]*Entry{t.System}, t.Assessments, t.Happened, t.Datasets)
	for _, r := range t.Risks {
		list = append(list, r.Entry)
	}
	return list
}

// entriesOf are the entries to which values of e's frontmatter lead.
func entriesOf(e *Entry, values []document.Text) []*Entry {
	var list []*Entry
	for _, v := range values {
		if target, ok := e.Link(v); ok && target.Broken == Fine && target.Entry != nil {
			list = append(list, target.Entry)
		}
	}
	return list
}

// eachOnce sorts entries by their ids and leaves out what stands there twice.
func eachOnce(list []*Entry) []*Entry {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
	return slices.Compact(list)
}
