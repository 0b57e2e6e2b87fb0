package document

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// Decision is what a statement of applicability says of one control.
type Decision struct {
	Control       Text
	Applicable    bool
	Decided       Mark // where `applicable` stands; zero when it isn't there
	Reasons       []Text
	Risks         []Text
	Impacts       []Text
	State         Text
	Due           Day
	ImplementedBy []Text // documents, with a heading where one is named: PRO-007#acceptance
	Evidence      []Text
	Justification Text
	Except        []Exception
	Slips         Slips
}

// Exception leaves one AI system out of a control.
type Exception struct{ System, Justification Text }

var (
	decisionKeys = []string{"control", "applicable", "reason", "risks", "impacts", "state", "due", "implemented-by", "evidence", "justification", "except"}

	// Reasons are the words for why a control is applicable.
	Reasons = []string{"risk", "impact", "legal", "contract", "practice"}

	// States are the words for how far a control is implemented.
	States = []string{"implemented", "partial", "planned", "none"}
)

// decisions reads `controls:`, a mapping from control ids to decisions.
func (d *decoder) decisions(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "control ids with their decisions")
		return
	}
	decided := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		control, value := n.Content[i], n.Content[i+1]
		if value.Kind != yaml.MappingNode {
			d.wrong(value, "a decision (applicable, reason, …)")
			continue
		}
		x := d.decision(value, control)
		x.Slips = append(x.Slips, d.unknownParts(value, decisionKeys[1:])...)
		if !decided[control.Value] { // a key that stands twice is a fault already
			d.doc.Decisions = append(d.doc.Decisions, x)
		}
		decided[control.Value] = true
	}
}

// ofOneControl reads a key that says something of one control: all of them
// where `control` stands, since the file is one decision then.
func (d *decoder) ofOneControl(root, name *yaml.Node) {
	control := d.oneControl(root)
	switch {
	case name.Value == "control":
		if len(d.doc.Decisions) == 0 || d.doc.Decisions[len(d.doc.Decisions)-1].Control.Mark != at(control) {
			d.doc.Decisions = append(d.doc.Decisions, d.decision(root, control))
		}
	case control == nil:
		d.faultf(RuleUnknownKey, at(name), characters(name.Value), "add control: with the control's id, or move the key below controls:",
			"%q says something of one control, and the file doesn't name it", name.Value)
	}
}

// oneControl is the control that the whole file decides on, also below a key that is
// misspelt; nil for none.
func (d *decoder) oneControl(root *yaml.Node) *yaml.Node {
	if control := find(root, "control"); control != nil {
		return control
	}
	known := knownKeys(d.doc.Kind)
	for i := 0; i+1 < len(root.Content); i += 2 {
		if name := root.Content[i].Value; !slices.Contains(known, name) && diagnostic.Nearest(name, known) == "control" {
			return root.Content[i+1]
		}
	}
	return nil
}

// decision reads one decision from a mapping; what other keys the mapping has
// is not its business.
func (d *decoder) decision(n, control *yaml.Node) Decision {
	x := Decision{Control: d.text(control)}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		x.Slips = d.reading(x.Slips, key, func() { d.decisionKey(&x, key, value) })
	}
	return x
}

func (d *decoder) decisionKey(x *Decision, key string, value *yaml.Node) {
	switch key {
	case "applicable":
		x.Applicable, x.Decided = d.boolean(value)
	case "reason":
		x.Reasons = d.list(value)
		for _, r := range x.Reasons {
			if !slices.Contains(Reasons, r.Value) {
				d.faultf(RuleValue, r.Mark, characters(r.Value), nearestHint(r.Value, Reasons), "%q is no reason: risk, impact, legal, contract, practice", r.Value)
			}
		}
	case "risks":
		x.Risks = d.list(value)
	case "impacts":
		x.Impacts = d.list(value)
	case "state":
		x.State = d.choice(value, States)
	case "due":
		x.Due = d.day(value)
	case "implemented-by":
		x.ImplementedBy = d.list(value)
	case "evidence":
		x.Evidence = d.list(value)
	case "justification":
		x.Justification = d.text(value)
	case "except":
		x.Except = d.exceptions(value)
	}
}

func (d *decoder) boolean(n *yaml.Node) (bool, Mark) {
	before := d.faults()
	switch t := d.text(n); t.Value {
	case "true", "yes", "True", "Yes":
		return true, t.Mark
	case "false", "no", "False", "No":
		return false, t.Mark
	}
	if d.faults() == before {
		d.fault(RuleValue, at(n), 0, "this should be true or false", "")
	}
	return false, Mark{}
}

func (d *decoder) exceptions(n *yaml.Node) []Exception {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "a list of exceptions")
		return nil
	}
	var list []Exception
	for _, item := range n.Content {
		if v, _ := d.parts(item, []string{"system", "justification"}, []string{"system", "justification"}); v.Parts != nil {
			var e Exception
			for _, p := range v.Parts {
				if p.Name == "system" {
					e.System = p.Text
				} else {
					e.Justification = p.Text
				}
			}
			list = append(list, e)
		}
	}
	return list
}
