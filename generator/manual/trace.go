package manual

import (
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/standard"
)

// Trace is what ties the clauses and controls of the standards to documents and
// records, and each document to the items it is tied to.
type Trace struct {
	Items []*Traced // clauses, objectives and controls of every standard, in their order, own controls last
	Of    map[*Entry][]*Traced

	byItem map[tracedID]*Traced
}

// Traced is a clause, an objective or a control with everything that names it.
type Traced struct {
	Standard  *standard.Standard
	Item      standard.Item
	Documents []Tie        // that claim it or are said to implement it, in the order of ids
	Choice    *Applicable  // the control in the statement of applicability; nil where no statement is about it
	Records   []*Entry     // that claim it, name it in a field, or are its evidence, in the order of ids
	Kinds     []TracedKind // kinds that it asks for, of which each document is one; in the order of the kinds

	tied   map[*Entry]bool
	places map[tiePlace]int // in Documents, until they are ordered
}

// Tie is a document that answers an item, as a whole or in a section.
type Tie struct {
	*Entry
	Fragment   string // anchor of the section; "" for the whole document
	Heading    string // its words
	Claims     bool   // the document says so itself
	Implements bool   // a statement of applicability says so
	Evidence   bool   // a statement of applicability names it as evidence
}

// tiePlace is what one tie is about.
type tiePlace struct {
	of       *Entry
	fragment string
}

// TracedKind is the records, or statements of applicability, of a kind that an
// item asks for.
type TracedKind struct {
	*config.Kind
	Records []*Entry // in the order of ids; files that only hold rows are not among them
}

// tracedID names an item among those of all standards.
type tracedID struct {
	of *standard.Standard
	id string
}

// ItemID is an item's id as references of the manual write it: with the standard's
// name unless it is the first one.
func (m *Manual) ItemID(of *standard.Standard, id string) string {
	if len(m.Standards) > 0 && of == m.Standards[0] {
		return id
	}
	return of.ID + ":" + id
}

// Find returns the item that a reference leads to, or nil.
func (t *Trace) Find(to Target) *Traced {
	if t == nil || to.Item == nil {
		return nil
	}
	return t.byItem[tracedID{to.Standard, to.Item.ID}]
}

// trace ties items and documents in one pass over the documents.
func (m *Manual) trace() *Trace {
	t := &Trace{Of: map[*Entry][]*Traced{}, byItem: map[tracedID]*Traced{}}
	for _, s := range m.Standards {
		for _, item := range slices.Concat(s.Items, m.ownOf(s)) {
			if item.Kind == standard.AnnexC {
				continue
			}
			x := &Traced{Standard: s, Item: item, tied: map[*Entry]bool{}, places: map[tiePlace]int{}}
			t.Items = append(t.Items, x)
			t.byItem[tracedID{s, item.ID}] = x
		}
	}
	t.kinds(m)
	for _, e := range m.Documents {
		t.claims(e)
		t.fields(e)
	}
	t.decisions(m.Applicability)
	for _, x := range t.Items {
		slices.SortStableFunc(x.Documents, func(a, b Tie) int { return CompareIDs(a.ID.Value, b.ID.Value) })
		slices.SortStableFunc(x.Records, func(a, b *Entry) int { return CompareIDs(a.ID.Value, b.ID.Value) })
		x.Records = slices.Compact(x.Records)
		for _, d := range x.Documents {
			t.tie(d.Entry, x)
		}
		for _, r := range x.Records {
			t.tie(r, x)
		}
		for _, d := range x.Decided() {
			t.tie(d.By, x)
		}
	}
	return t
}

// tie notes the item with the document, once.
func (t *Trace) tie(e *Entry, x *Traced) {
	if !x.tied[e] {
		x.tied[e] = true
		t.Of[e] = append(t.Of[e], x)
	}
}

// kinds notes with each item the records of the kinds that it asks for, and the
// statements of applicability, which no other document can be.
func (t *Trace) kinds(m *Manual) {
	byKind := map[*config.Kind][]*Entry{}
	for _, e := range m.Documents {
		if !e.Holder() {
			byKind[e.Kind] = append(byKind[e.Kind], e)
		}
	}
	for _, k := range m.Kinds {
		if !k.Record && k.Name != "soa" {
			continue
		}
		for _, to := range m.AskedBy(k) {
			if x := t.Find(to); x != nil {
				x.Kinds = append(x.Kinds, TracedKind{k, byKind[k]})
			}
		}
	}
}

// AskedBy are the items that ask for documents of a kind, each once, in the kind's
// order. What the manual's standards don't have is left out.
func (m *Manual) AskedBy(k *config.Kind) []Target {
	var list []Target
	for _, id := range k.Clauses {
		to := m.item(id)
		same := func(x Target) bool { return x.Standard == to.Standard && x.Item.ID == to.Item.ID }
		if to.Broken == Fine && !slices.ContainsFunc(list, same) {
			list = append(list, to)
		}
	}
	return list
}

// claims notes what a document claims to address, as a whole and in sections. A
// claim of the whole says no more where a section makes the same.
func (t *Trace) claims(e *Entry) {
	sections := map[*Traced]bool{}
	at := map[document.Text]Target{}
	for _, l := range e.Fields {
		if l.Key == "addresses" {
			at[l.Text] = l.Target
		}
	}
	for _, c := range e.Claims {
		x := t.Find(at[c.Item])
		if x == nil {
			continue
		}
		tie := Tie{Entry: e, Claims: true}
		if c.Heading >= 0 && c.Heading < len(e.Headings) {
			h := e.Headings[c.Heading]
			tie.Fragment, tie.Heading = h.ID, h.Text
			sections[x] = true
		}
		x.claimed(tie)
	}
	for _, text := range e.Addresses {
		if x := t.Find(at[text]); x != nil && !sections[x] {
			x.claimed(Tie{Entry: e, Claims: true})
		}
	}
}

func (x *Traced) claimed(tie Tie) {
	if tie.Kind.Record {
		x.Records = append(x.Records, tie.Entry)
		return
	}
	x.document(tie)
}

// document adds a tie, or says of one that is there what else it is.
func (x *Traced) document(tie Tie) {
	place := tiePlace{tie.Entry, tie.Fragment}
	i, known := x.places[place]
	if !known {
		x.places[place] = len(x.Documents)
		x.Documents = append(x.Documents, tie)
		return
	}
	d := &x.Documents[i]
	d.Claims, d.Implements, d.Evidence = d.Claims || tie.Claims, d.Implements || tie.Implements, d.Evidence || tie.Evidence
}

// fields notes the items that a record's own fields name.
func (t *Trace) fields(e *Entry) {
	if !e.Kind.Record {
		return
	}
	for _, l := range e.Fields {
		if x := t.Find(l.Target); x != nil && l.Key != "addresses" {
			x.Records = append(x.Records, e)
		}
	}
}

// decisions notes what statements of applicability decide, what they say to
// implement a control, and the evidence that they name.
func (t *Trace) decisions(statements []*Applicability) {
	for _, a := range statements {
		for _, c := range a.Controls() {
			x := t.byItem[tracedID{a.Standard, c.ID}]
			x.Choice = c
			for _, d := range c.Decided {
				x.named(d.Targets(d.ImplementedBy), Tie{Implements: true})
				x.named(d.Targets(d.Evidence), Tie{Evidence: true})
			}
		}
	}
}

// named adds the documents and records that a decision names.
func (x *Traced) named(list []Target, as Tie) {
	for _, to := range list {
		switch {
		case to.Entry == nil || to.Broken != Fine || !to.Entry.Controlled():
		case to.Entry.Kind.Record:
			x.Records = append(x.Records, to.Entry)
		default:
			as.Entry, as.Fragment, as.Heading = to.Entry, to.Fragment, to.Heading
			x.document(as)
		}
	}
}

// Records are the records of an item: those that name it or are evidence of it, and
// of the kinds that it asks for those that count; in the order of ids.
func (m *Manual) Records(x *Traced) []*Entry {
	list := slices.Clone(x.Records)
	for _, k := range x.Kinds {
		if k.Record {
			list = append(list, m.Counted(k.Records)...)
		}
	}
	return eachOnce(list)
}

// Counted are those of the records and documents that count.
func (m *Manual) Counted(list []*Entry) (some []*Entry) {
	for _, e := range list {
		if m.Counts(e) {
			some = append(some, e)
		}
	}
	return some
}

// Decided is what statements of applicability decide; more than one decision is
// a fault.
func (x *Traced) Decided() []Decided {
	if x.Choice == nil {
		return nil
	}
	return x.Choice.Decided
}

// Top is the id of the group that the item stands in: 6 of 6.1.3, A.6 of
// A.6.2.4.
func (x *Traced) Top() string {
	if x.Item.Group != "" {
		return x.Item.Group
	}
	first, _, _ := strings.Cut(x.Item.ID, ".")
	return first
}
