package manual

import (
	"aims/generator/config"
	"aims/generator/standard"
)

// Readiness says of every clause which documented information it asks for and
// what of it the manual has. It judges no content and no conformity.
type Readiness struct {
	Proved  bool        // something is known of the history; else nothing counts
	Day     config.Date // as of which it is judged; no day where nothing is known
	Clauses []Ready     // that hold no others, of every standard, in its order
}

// Ready is one clause that holds no others.
type Ready struct {
	*Traced
	Phase Phase
	Asked []Asked
	Other []Tie // documents that claim the clause and hold nothing of what is asked for
}

// Phase is a part of the cycle of plan, do, check and act. Which clause stands
// in which is custom, and no standard's word.
type Phase string

// The phases, in their order.
const (
	PhasePlan  Phase = "plan"
	PhaseDo    Phase = "do"
	PhaseCheck Phase = "check"
	PhaseAct   Phase = "act"
)

// Phases are all phases, in their order.
var Phases = []Phase{PhasePlan, PhaseDo, PhaseCheck, PhaseAct}

// phaseOf places a clause by its number at the top, which management system
// standards share: 4 to 6, 7 and 8, 9, 10.
func phaseOf(top string) Phase {
	switch top {
	case "7", "8":
		return PhaseDo
	case "9":
		return PhaseCheck
	case "10":
		return PhaseAct
	}
	return PhasePlan
}

// Asked is documented information that belongs to a clause with what the manual
// has of it.
type Asked struct {
	standard.Information
	Presence
	Held   []Held      // in the order of ids
	Newest config.Date // of what counts, and isn't stale where anything isn't: the day that a record says of itself, else its landing; no day for none
	Fresh  bool        // Newest is no more than twelve months before the day of the evidence, and not all is stale
	Stale  int         // how many that count are stale as evidence
	Since  config.Date // where all of them are: the last day on which one was current; else no day

	Decisions // of a statement of applicability, which is there when they are whole; else zero
}

// Presence says what the manual has of documented information.
type Presence int

// The three cases.
const (
	Absent  Presence = iota // the manual has nothing
	NotYet                  // it has something, and nothing of it counts
	Present                 // it has something that counts
)

// Held is a document or record that holds documented information.
type Held struct {
	Tie
	Counts bool // it lacks nothing, and is a document in force with the verdict that the manual requires, or a record that is recorded
	Lack   Lack
	Day    config.Date // of a record
	Fresh  Freshness   // of a record
}

// Readiness works out what the manual has of what the standards ask for.
func (m *Manual) Readiness() *Readiness {
	r := &Readiness{Proved: m.Evidence != nil}
	if r.Proved {
		r.Day = m.Evidence.Day
	}
	if m.Trace == nil {
		return r
	}
	measured := m.measured()
	for _, x := range m.Trace.Items {
		if x.Item.Kind != standard.Clause || x.Item.Heading {
			continue
		}
		c := Ready{Traced: x, Phase: phaseOf(x.Top())}
		holds := map[*Entry]bool{}
		for _, i := range x.Item.Information {
			asked := m.asked(x, i, measured)
			for _, h := range asked.Held {
				holds[h.Entry] = true
			}
			c.Asked = append(c.Asked, asked)
		}
		for _, d := range x.Documents {
			if !holds[d.Entry] {
				c.Other = append(c.Other, d)
			}
		}
		r.Clauses = append(r.Clauses, c)
	}
	return r
}

// Counts counts what is asked for in words, by presence. The empty phase stands
// for all of them.
func (r *Readiness) Counts(p Phase) (by [Present + 1]int) {
	for _, c := range r.Clauses {
		for _, a := range c.Asked {
			if a.Explicit && (p == "" || c.Phase == p) {
				by[a.Presence]++
			}
		}
	}
	return by
}
