package document

import (
	"slices"

	"go.yaml.in/yaml/v4"
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
}

// Exception leaves one AI system out of a control.
type Exception struct{ System, Justification Text }

var (
	decisionKeys = []string{"control", "applicable", "reason", "risks", "impacts", "state", "due", "implemented-by", "evidence", "justification", "except"}
	reasons      = []string{"risk", "impact", "legal", "contract", "practice"}
	states       = []string{"implemented", "partial", "planned", "none"}
)

// decisions reads `controls:`, a mapping from control ids to decisions.
func (d *decoder) decisions(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "control ids with their decisions")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		value := n.Content[i+1]
		if value.Kind != yaml.MappingNode {
			d.wrong(value, "a decision (applicable, reason, …)")
			continue
		}
		for j := 0; j+1 < len(value.Content); j += 2 {
			if name := value.Content[j]; !slices.Contains(decisionKeys[1:], name.Value) {
				d.faultf(RuleUnknownKey, at(name), characters(name.Value), nearestHint(name.Value, decisionKeys[1:]), "unknown key %q", name.Value)
			}
		}
		d.decision(value, n.Content[i])
	}
}

// ofOneControl reads a key that says something of one control: all of them
// where `control` stands, since the file is one decision then.
func (d *decoder) ofOneControl(root, name *yaml.Node) {
	control := find(root, "control")
	switch {
	case name.Value == "control":
		d.decision(root, control)
	case control == nil:
		d.faultf(RuleUnknownKey, at(name), characters(name.Value), "add control: with the control's id, or move the key below controls:",
			"%q says something of one control, and the file doesn't name it", name.Value)
	}
}

// decision reads one decision from a mapping; what other keys the mapping has
// is not its business.
func (d *decoder) decision(n, control *yaml.Node) {
	x := Decision{Control: d.text(control)}
	for i := 0; i+1 < len(n.Content); i += 2 {
		value := n.Content[i+1]
		switch n.Content[i].Value {
		case "applicable":
			x.Applicable, x.Decided = d.boolean(value)
		case "reason":
			x.Reasons = d.list(value)
			for _, r := range x.Reasons {
				if !slices.Contains(reasons, r.Value) {
					d.faultf(RuleValue, r.Mark, characters(r.Value), nearestHint(r.Value, reasons), "%q is no reason: risk, impact, legal, contract, practice", r.Value)
				}
			}
		case "risks":
			x.Risks = d.list(value)
		case "impacts":
			x.Impacts = d.list(value)
		case "state":
			x.State = d.choice(value, states)
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
	d.doc.Decisions = append(d.doc.Decisions, x)
}

func (d *decoder) boolean(n *yaml.Node) (bool, Mark) {
	switch t := d.text(n); t.Value {
	case "true", "yes", "True", "Yes":
		return true, t.Mark
	case "false", "no", "False", "No":
		return false, t.Mark
	}
	d.fault(RuleValue, at(n), 0, "this should be true or false", "")
	return false, Mark{}
}

func (d *decoder) exceptions(n *yaml.Node) []Exception {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "a list of exceptions")
		return nil
	}
	var list []Exception
	for _, item := range n.Content {
		if v, ok := d.parts(item, []string{"system", "justification"}, []string{"system", "justification"}); ok {
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
