package manual

import (
	"aims/generator/config"
	"aims/generator/history/evidence"
)

// Counts reports whether an entry counts wherever something is counted that git
// proves: traces, readiness, the statement of applicability and the threads ask
// here. A document counts when it is in force, a record when a commit has it and
// it is current. Where nothing is known of the history, nothing counts.
func (m *Manual) Counts(e *Entry) bool {
	if isRecord(e) {
		return m.Evidence != nil && e.Row != nil && m.Current(e)
	}
	return m.InForce(e)
}

// InForce reports whether a document is in force, with the verdict that the manual
// required when the text landed: what it requires since takes nothing out of force.
// A record never is: nobody asks for its approval, so that its author's "approved"
// proves nothing.
func (m *Manual) InForce(e *Entry) bool {
	return m.Evidence != nil && e.Controlled() && !e.Kind.Record && e.Row != nil && e.Reader == evidence.InForce
}

// Current reports whether an entry is meant to hold now: it is neither draft,
// withdrawn nor superseded, and bears no date ahead. That a commit has it, or that
// anybody approved it, is not said by that.
func (m *Manual) Current(e *Entry) bool {
	switch e.Reader {
	case evidence.Draft, evidence.Withdrawn, evidence.Superseded, evidence.InForceFrom:
		return false
	}
	return !m.Ahead(e.Date.Date)
}

// Ahead reports whether a day lies after the one at which the manual is judged, so
// that what is said to have happened on it has not happened yet. Where nothing is
// known of the history there is no such day.
func (m *Manual) Ahead(day config.Date) bool {
	return m.Evidence != nil && day.Compare(m.Evidence.Day) > 0
}

// Shows reports whether an entry can show anything as evidence: a document in
// force, a record that is current. Where nothing is known of the history, the
// authors' words have to do, and are shown as such.
func (m *Manual) Shows(e *Entry) bool {
	if m.Evidence != nil && e.Controlled() && !isRecord(e) {
		return m.InForce(e)
	}
	return m.Current(e)
}

// closed reports whether a record has been closed: a day to come closes nothing.
func (m *Manual) closed(e *Entry) bool {
	day, err := config.ParseDate(e.said("closed").Value)
	return err == nil && !m.Ahead(day)
}

func isRecord(e *Entry) bool { return e.Controlled() && e.Kind.Record }
