package render

import (
	"strings"

	"aims/generator/config"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// mark is what a list that doesn't show the state of its entries says beside one
// that doesn't simply hold: that it is a draft, not approved, withdrawn,
// superseded, to come, dated ahead, or to be closed on a day ahead. For any other it
// has no word.
func (b *build) mark(e *manual.Entry) State {
	switch {
	case e.Reader != evidence.NoWord && e.Reader != evidence.InForce:
		return b.state(e)
	case b.m.Ahead(e.Date.Date):
		return State{Word: b.words.Proof.DatedAhead + " " + e.Date.String(), Tone: Caution}
	}
	if day := b.closesOn(e); !day.IsZero() {
		return State{Word: b.words.System.ClosesOn + " " + day.String(), Tone: Caution}
	}
	return State{}
}

// closesOn is the day ahead on which a record is to be closed; no day for any
// other.
func (b *build) closesOn(e *manual.Entry) config.Date {
	if day, err := config.ParseDate(first(e, "closed")); err == nil && b.m.Ahead(day) {
		return day
	}
	return config.Date{}
}

// marked is a link with a mark after its words, for lists that have no room for
// more.
func marked(l Link, mark State) Link {
	if mark.Word != "" {
		l.Title += " (" + strings.ToLower(mark.Word) + ")"
	}
	return l
}

// implementer is the state of what implements a control. A record is called one,
// whatever its author says of it: nobody asks for its approval, so that it is no
// document in force.
func (b *build) implementer(e *manual.Entry) State {
	if s := b.mark(e); s.Word != "" {
		return s
	}
	if !e.Controlled() || !e.Kind.Record {
		return b.state(e)
	}
	return State{Word: b.words.Record, Tone: Neutral, Note: b.declaredBeside(e)}
}
