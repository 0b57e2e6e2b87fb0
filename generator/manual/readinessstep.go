package manual

import (
	"slices"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// Step is the next thing to do about a piece of documented information.
type Step struct {
	Do    Deed
	Entry *Entry         // about which; nil where there is none
	Gone  *history.Trail // with ToBringBack: the document that answered the clause
	Lack  Lack           // with ToComplete
}

// Deed says what there is to do.
type Deed int

// The deeds.
const (
	NothingToDo   Deed = iota
	ToWrite            // there is nothing: a file of the first fitting kind
	ToBringBack        // a document that answered the clause was removed
	ToReplace          // what there was is withdrawn or superseded
	ToComplete         // it lacks what one of its fields would state
	ToCommit           // no commit vouches for the text
	ToFinish           // a draft: set its status, then have it approved
	ToApprove          // too few have said so
	ToAwait            // nothing: it counts from a day on
	ToReview           // it counts, and its review is overdue
	ToRenew            // it counts, and all of it is stale as evidence
	ToKeepHistory      // nothing is known of the history
	ToDecide           // texts in force decide about some of the controls at most, and no other text is under way
)

// NextStep is the next thing to do about a piece of information of the clause.
// Customary information that the manual has nothing of wants nothing.
func (m *Manual) NextStep(x *Traced, a Asked) Step {
	if len(a.Held) == 0 || a.Held[0].Lack == OtherKind { // then all are
		if !a.Explicit {
			return Step{}
		}
		if gone := m.answered(x, a); gone != nil {
			return Step{Do: ToBringBack, Gone: gone}
		}
		return Step{Do: ToWrite}
	}
	if a.Presence == Present {
		for _, h := range a.Held {
			if h.Counts && h.Standing != nil && h.Standing.Due == evidence.Overdue {
				return Step{Do: ToReview, Entry: h.Entry}
			}
		}
		for _, h := range a.Held {
			if h.Counts && h.Fresh.Stale && h.Fresh.Due == a.Since {
				return Step{Do: ToRenew, Entry: h.Entry}
			}
		}
		return Step{}
	}
	var best Step
	for _, h := range a.Held {
		if h.Counts { // it is one of several texts that decide
			best = Step{Do: ToDecide}
		}
	}
	for _, h := range a.Held {
		if h.Counts {
			continue
		}
		if s := (Step{Do: m.deed(h), Entry: h.Entry, Lack: h.Lack}); rank[s.Do] > rank[best.Do] {
			best = s
		}
	}
	return best
}

// answered is a document that is not there any more, was of a fitting kind, and
// claimed the clause when it was; nil for none.
func (m *Manual) answered(x *Traced, a Asked) *history.Trail {
	for _, t := range m.Gone {
		last := t.Last()
		if last == nil || last.Facts == nil || t.Gone < 0 {
			continue
		}
		if f := last.Facts; slices.Contains(a.Kinds, f.Kind) && slices.Contains(f.Addresses, m.ItemID(x.Standard, x.Item.ID)) {
			return t
		}
	}
	return nil
}

// rank orders deeds by how near they lead to something that counts.
var rank = map[Deed]int{ToReplace: 1, ToDecide: 2, ToFinish: 3, ToComplete: 4, ToKeepHistory: 5, ToCommit: 6, ToApprove: 7, ToAwait: 8}

// deed is what it takes for a document or record to count.
func (m *Manual) deed(h Held) Deed {
	switch {
	case m.Evidence == nil:
		return ToKeepHistory
	case h.Row == nil || h.Work != Committed:
		return ToCommit
	case h.Reader == evidence.Draft:
		return ToFinish
	case h.Reader == evidence.Superseded || h.Reader == evidence.Withdrawn:
		return ToReplace
	case h.Lack != LacksNothing:
		return ToComplete
	case h.Kind.Record, h.Reader == evidence.InForceFrom:
		return ToAwait
	}
	return ToApprove
}

// Unanswered are the pieces of information that the standard asks for in words
// and the manual has nothing of, in any state.
func (r *Readiness) Unanswered() (list []Unanswered) {
	for _, c := range r.Clauses {
		for _, a := range c.Asked {
			if a.Explicit && a.Presence == Absent {
				list = append(list, Unanswered{c.Traced, a})
			}
		}
	}
	return list
}

// Unanswered is a piece of information that a clause asks for in words, and of
// which the manual has nothing.
type Unanswered struct {
	Clause *Traced
	Asked  Asked
}
