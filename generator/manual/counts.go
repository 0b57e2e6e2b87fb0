package manual

import (
	"cmp"
	"time"

	"aims/generator/config"
	"aims/generator/history/evidence"
)

// Counts reports whether an entry counts wherever something is counted that git
// proves: traces, readiness, the statement of applicability and the threads ask
// here. A document counts when it is in force, a record when a commit has it and
// it is current. Where nothing is known of the history, nothing counts.
func (m *Manual) Counts(e *Entry) bool {
	if e.IsRecord() {
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

// TextInForce reports whether a text of a document is in force, be it the entry's or
// an older one beside it.
func (m *Manual) TextInForce(e *Entry) bool {
	return m.Evidence != nil && e.Controlled() && !e.Kind.Record && e.Standing != nil && e.Standing.Word == evidence.InForce
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

// DayOf is the day of an instant in the manual's zone; zero where git's date can't
// be read.
func (m *Manual) DayOf(when time.Time) config.Date {
	if when.IsZero() {
		return config.Date{}
	}
	return config.DateOf(when.In(cmp.Or(m.Config.Timezone, time.UTC)))
}

// Landed is the day of a landing; zero where git's date can't be read.
func (m *Manual) Landed(landing int) config.Date {
	return m.DayOf(m.History.Log.Commits[landing].Committer.When)
}

// Shows reports whether an entry can show anything as evidence: a document in
// force, a record that is current. Where nothing is known of the history, the
// authors' words have to do, and are shown as such.
func (m *Manual) Shows(e *Entry) bool {
	if m.Evidence != nil && e.Controlled() && !e.IsRecord() {
		return m.InForce(e)
	}
	return m.Current(e)
}

// Closed reports whether a record has been closed: a day to come closes nothing.
func (m *Manual) Closed(e *Entry) bool {
	day, err := config.ParseDate(e.said("closed").Value)
	return err == nil && !m.Ahead(day)
}

// IsRecord reports whether an entry is a controlled record.
func (e *Entry) IsRecord() bool { return e.Controlled() && e.Kind.Record }
