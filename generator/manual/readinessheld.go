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
	for _, tie := range x.holders(i, measured) {
		h := Held{Tie: tie, Day: m.dayOf(tie.Entry), Fresh: m.Freshness(tie.Entry)}
		h.Counts = m.counts(h)
		a.Held = append(a.Held, h)
		switch {
		case h.Counts:
			a.Presence = Present
		case a.Presence == Absent:
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
// a fitting kind that it asks for, and, where the clause asks for one document alone, a document of any kind
// that claims it.
func (x *Traced) holders(i standard.Information, measured []*Entry) (list []Tie) {
	fits := func(e *Entry) bool { return slices.Contains(i.Kinds, e.Kind.Name) && !byOthers(e) }
	alone := i.Explicit && i.Duty == standard.Maintain && x.asksForOne()
	seen := map[*Entry]bool{}
	add := func(tie Tie) {
		if !seen[tie.Entry] && !tie.Holder() {
			seen[tie.Entry] = true
			list = append(list, tie)
		}
	}
	for _, d := range x.Documents {
		if d.Claims && (fits(d.Entry) || alone && !slices.Contains(reference, d.Kind.Name)) {
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
	slices.SortFunc(list, func(a, b Tie) int { return CompareIDs(a.ID.Value, b.ID.Value) })
	return list
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

// asksForOne reports whether the clause asks in words for a single document.
func (x *Traced) asksForOne() bool {
	n := 0
	for _, i := range x.Item.Information {
		if i.Explicit && i.Duty == standard.Maintain {
			n++
		}
	}
	return n == 1
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
	made := m.History.Commit(e.Row).Committer
	if made.Broken {
		return config.Date{}
	}
	return config.DateOf(made.When.In(m.Config.Timezone))
}

// counts reports whether a document or record counts, and what it holds is not
// dated ahead.
func (m *Manual) counts(h Held) bool { return m.Counts(h.Entry) && !m.Ahead(h.Day) }
