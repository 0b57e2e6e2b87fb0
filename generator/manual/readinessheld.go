package manual

import (
	"slices"

	"aims/generator/config"
	"aims/generator/standard"
)

// asked gathers what the manual has of one piece of information. measured are
// the records with measurements.
func (m *Manual) asked(x *Traced, i standard.Information, measured []*Entry) Asked {
	a := Asked{Information: i}
	if x.Standard.ID != standard.ISO42001 || x.Item.ID != monitoring || !i.Explicit {
		measured = nil
	}
	for _, tie := range m.holders(x, i, measured) {
		h := Held{Tie: tie, Day: m.dayOf(tie.Entry), Fresh: m.Freshness(tie.Entry), Lack: m.lack(x, tie.Entry)}
		if !m.fits(x, i, tie.Entry) && !slices.Contains(measured, tie.Entry) {
			h.Lack = OtherKind
		}
		h.Counts = h.Lack == LacksNothing && m.counts(h)
		a.Held = append(a.Held, h)
		switch {
		case h.Counts:
			a.Presence = Present
		case a.Presence == Absent:
			a.Presence = NotYet
		}
	}
	if on := m.statementOn(x.Standard); on != nil && slices.Contains(i.Kinds, "soa") {
		if a.Decisions = m.Decisions(on); a.Presence == Present && !a.Decisions.Whole() {
			a.Presence = NotYet
		}
	}
	a.age()
	if m.Evidence != nil && !a.Newest.IsZero() && a.Since.IsZero() {
		a.Fresh = config.Interval{Months: 12}.After(a.Newest).Compare(m.Evidence.Day) >= 0
	}
	return a
}

// age finds the newest of what counts, and what of it is stale.
func (a *Asked) age() {
	var newest, stale, since config.Date
	counted := 0
	for _, h := range a.Held {
		if !h.Counts {
			continue
		}
		counted++
		if h.Fresh.Stale {
			a.Stale++
			stale, since = later(stale, h.Day), later(since, h.Fresh.Due)
		} else {
			newest = later(newest, h.Day)
		}
	}
	if a.Newest = newest; counted == a.Stale {
		a.Newest, a.Since = stale, since
	}
}

func later(a, b config.Date) config.Date {
	if b.Compare(a) > 0 {
		return b
	}
	return a
}

// monitoring is the clause of ISO/IEC 42001 whose results measurements of objectives are.
const monitoring = "9.1"

// measured are the records that hold measurements.
func (m *Manual) measured() (list []*Entry) {
	for _, e := range m.Documents {
		if _, measured := m.Latest(e); measured && e.Kind.Record {
			list = append(list, e)
		}
	}
	return list
}

// holders are what holds a piece of information: documents and records of a
// fitting kind that claim the clause, records and statements of applicability of
// a fitting kind that it asks for. Where the clause asks for one document alone and
// there is none, they are the documents of other kinds that claim it.
func (m *Manual) holders(x *Traced, i standard.Information, measured []*Entry) (list []Tie) {
	fits := func(e *Entry) bool { return m.fits(x, i, e) }
	seen := map[*Entry]bool{}
	add := func(tie Tie) {
		if !seen[tie.Entry] && !tie.Holder() {
			seen[tie.Entry] = true
			list = append(list, tie)
		}
	}
	for _, d := range x.Documents {
		if d.Claims && fits(d.Entry) {
			add(d)
		}
	}
	for _, e := range x.Records {
		if fits(e) {
			add(Tie{Entry: e})
		}
	}
	for _, k := range x.Kinds {
		for _, e := range k.Records {
			if fits(e) {
				add(Tie{Entry: e})
			}
		}
	}
	for _, e := range measured {
		add(Tie{Entry: e})
	}
	if len(list) == 0 && x.alone(i) {
		for _, d := range x.Documents {
			if d.Claims && !slices.Contains(reference, d.Kind.Name) {
				add(d)
			}
		}
	}
	slices.SortFunc(list, func(a, b Tie) int { return CompareIDs(a.ID.Value, b.ID.Value) })
	return list
}

// fits reports whether an entry is of a kind that holds a piece of information: one
// that is asked for, or, where the clause asks for one document alone, a kind of
// document that says by itself that the clause asks for it.
func (m *Manual) fits(x *Traced, i standard.Information, e *Entry) bool {
	switch {
	case slices.Contains(i.Kinds, e.Kind.Name):
		return !byOthers(e) && (e.Kind.Name != "soa" || m.states(e, x.Standard))
	case e.Kind.Record || !x.alone(i):
		return false
	}
	return slices.ContainsFunc(m.AskedBy(e.Kind), func(to Target) bool { return to.Standard == x.Standard && to.Item.ID == x.Item.ID })
}

// reference are the kinds of documents that hold nothing of what a clause asks
// for, whatever they claim: forms, and what others publish.
var reference = []string{"template", "external"}

// byOthers reports whether a record is an audit that was no internal one.
func byOthers(e *Entry) bool {
	if e.Kind.Name != "audit" {
		return false
	}
	for _, f := range e.Document.Fields {
		if f.Def.Name == "party" && len(f.Values) > 0 {
			return f.Values[0].Value != "internal"
		}
	}
	return false
}

// alone reports whether a piece of information is the only document that the
// clause asks for in words.
func (x *Traced) alone(i standard.Information) bool {
	n := 0
	for _, other := range x.Item.Information {
		if other.Explicit && other.Duty == standard.Maintain {
			n++
		}
	}
	return n == 1 && i.Explicit && i.Duty == standard.Maintain
}

// dayOf is the day that a record, or a report, is from: the one that it states,
// the newest of its measurements, the first one in force, or that of its landing.
func (m *Manual) dayOf(e *Entry) config.Date {
	if !e.Date.IsZero() {
		return e.Date.Date
	}
	if newest, ok := m.Latest(e); ok {
		return newest.Day
	}
	if !e.From.IsZero() {
		return e.From
	}
	if e.Row == nil || m.History == nil {
		return config.Date{}
	}
	return m.Landed(e.Row.Landing)
}

// counts reports whether a document or record counts, and what it holds is not
// dated ahead.
func (m *Manual) counts(h Held) bool { return m.Counts(h.Entry) && !m.Ahead(h.Day) }
