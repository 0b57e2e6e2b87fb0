package manual

import (
	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/history/evidence"
)

// Freshness says how long something is current as evidence. It counts from its
// date, or from a later review of the record that counts. A document that is no
// record is kept current by its reviews instead, and has none.
type Freshness struct {
	From    config.Date // the day that it counts from; no day where none is known
	Due     config.Date // the last day on which it is current; no day where nothing says so
	Stale   bool        // that day had passed on the day of the evidence; false where nothing is known of the history
	Undated bool        // it says how long it is current, or is kept elsewhere, and has no day
}

// Freshness says how current a record is as evidence.
func (m *Manual) Freshness(e *Entry) Freshness {
	if !e.Controlled() || !e.Kind.Record || e.Holder() {
		return Freshness{}
	}
	from := e.Date.Date
	if e.Standing != nil {
		for _, r := range e.Standing.Reviews {
			if r.Counts && r.How != evidence.NewVersion && r.Day.Compare(from) > 0 {
				from = r.Day
			}
		}
	}
	return m.fresh(from, e.Review, e.said("location").Value != "")
}

// FreshnessOf says how current evidence is that a field names in place, with a
// location instead of an id.
func (m *Manual) FreshnessOf(v document.Value) Freshness {
	var day config.Date
	var every config.Interval
	for _, p := range v.Parts {
		switch p.Name { // values that can't be read are no parts
		case "date":
			day, _ = config.ParseDate(p.Value)
		case "review-every":
			every, _ = config.ParseInterval(p.Value)
		}
	}
	return m.fresh(day, every, true)
}

func (m *Manual) fresh(from config.Date, every config.Interval, elsewhere bool) Freshness {
	f := Freshness{From: from, Undated: from.IsZero() && (elsewhere || !every.IsZero() && every.Until.IsZero())}
	if every.IsZero() || from.IsZero() && every.Until.IsZero() {
		return f
	}
	f.Due = every.After(from)
	f.Stale = m.Evidence != nil && f.Due.Compare(m.Evidence.Day) < 0
	return f
}

// EvidenceUse is a place at which something is named as evidence.
type EvidenceUse struct {
	By  *Entry        // whose frontmatter it is
	For string        // the control that the decision is about; "" for a field of the record or document
	At  document.Text // what stands there: an id, or a location
	Of  *Entry        // the record or document; nil for evidence named in place
	Freshness
}

// EvidenceUses are the places at which decisions and fields of the manual name
// evidence that is there, in the order of documents. What is withdrawn,
// superseded or closed rests on the evidence of its own time and is left out.
func (m *Manual) EvidenceUses() []EvidenceUse {
	var list []EvidenceUse
	for _, e := range m.Documents {
		if !e.stands() || m.Closed(e) {
			continue
		}
		for _, f := range e.Document.Fields {
			for _, v := range f.Values {
				if f.Def.Type == "evidence" {
					list = m.use(list, EvidenceUse{By: e, At: v.Text}, v)
				}
			}
		}
		for _, d := range e.Decisions {
			for _, t := range d.Evidence {
				list = m.use(list, EvidenceUse{By: e, For: d.Control.Value, At: t}, document.Value{Text: t})
			}
		}
	}
	return list
}

// staleUses are the places that name evidence which is stale.
func (m *Manual) staleUses() (list []EvidenceUse) {
	for _, u := range m.EvidenceUses() {
		if u.Stale {
			list = append(list, u)
		}
	}
	return list
}

// use adds a place, unless its reference leads to nothing that can be evidence.
func (m *Manual) use(list []EvidenceUse, u EvidenceUse, v document.Value) []EvidenceUse {
	for _, p := range v.Parts {
		if p.Name == "location" {
			u.At, u.Freshness = p.Text, m.FreshnessOf(v)
			return append(list, u)
		}
	}
	if to, ok := u.By.Link(v.Text); ok && to.Broken == Fine && to.Entry != nil {
		u.Of, u.Freshness = to.Entry, m.Freshness(to.Entry)
		list = append(list, u)
	}
	return list
}
