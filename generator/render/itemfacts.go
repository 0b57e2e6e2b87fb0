package render

import (
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/standard"
)

// facts are what the standard itself, and those it points to, say about an item.
func (x items) facts(from string, s *standard.Standard, item standard.Item) []Fact {
	w := x.words.Items
	var facts []Fact
	add := func(label, note string, values []Link) {
		if len(values) > 0 {
			facts = append(facts, Fact{Label: label, Values: values, Note: note})
		}
	}
	if group, ok := s.Find(item.Group); ok && group.ID != item.ID {
		add(w.Group, "", []Link{x.link(from, s, group)})
	}
	if item.Guidance != "" {
		add(w.Guidance, "", []Link{{Title: w.AnnexPlace(item.Guidance)}})
	}
	if item.Kind == standard.Control {
		var stages, roles []Link
		for _, stage := range s.StagesOf(item.ID) {
			stages = append(stages, Link{Title: stage.Name})
		}
		for _, role := range s.RolesOf(item.ID) {
			roles = append(roles, Link{Title: role.Name})
		}
		add(w.Stage, w.Editorial, stages)
		add(w.Roles, w.Editorial, roles)
		add(w.Bears, w.Editorial, x.links(from, s, x.bears[itemOf{s, item.ID}]))
	}
	var related []standard.Item
	for _, id := range item.Related {
		if control, ok := s.Find(id); ok {
			related = append(related, control)
		}
	}
	add(w.BearOn, w.Editorial, x.links(from, s, related))
	switch item.Kind {
	case standard.Clause:
		add(w.Controls, w.Shared, x.links(from, s, x.shared(s, item, standard.Control)))
		if slices.ContainsFunc(x.under[s], func(c standard.Item) bool { return c.ID == item.ID }) {
			add(w.DecidesOn, "", []Link{{Href: relative(from, x.m.ItemsAddress(s, standard.Control)), Title: w.list(standard.Control)}})
		}
	case standard.Control:
		add(w.Clauses, w.Shared, x.links(from, s, x.shared(s, item, standard.Clause)))
	}
	return facts
}

// shared are the items of a kind that the documents that answer an item claim too,
// in the standard's order.
func (x items) shared(s *standard.Standard, item standard.Item, kind standard.Kind) []standard.Item {
	traced := x.m.Trace.Find(manual.Target{Item: &item, Standard: s})
	if traced == nil {
		return nil
	}
	found := map[string]bool{}
	for _, tie := range traced.Documents {
		if tie.Kind.Name == "soa" {
			continue // it decides about every control, and answers none
		}
		for _, other := range x.m.Trace.Of[tie.Entry] {
			if other.Standard == s && other.Item.Kind == kind {
				found[other.Item.ID] = true
			}
		}
	}
	var list []standard.Item
	for _, other := range s.Items {
		if found[other.ID] {
			list = append(list, other)
		}
	}
	return list
}

func (x items) links(from string, s *standard.Standard, list []standard.Item) []Link {
	var links []Link
	for _, item := range list {
		links = append(links, x.link(from, s, item))
	}
	return links
}

// asked is the documented information of a clause: what it asks for in words,
// then what is customary.
func (x items) asked(from string, c *manual.Ready) []ItemAsked {
	w := x.words.Items
	var list []ItemAsked
	for _, a := range c.Asked {
		row := ItemAsked{Name: a.Name, Duty: w.duty(a.Duty), Customary: !a.Explicit, State: w.presence(a)}
		if x.m.Evidence == nil {
			row.State = x.unproved(a)
		}
		for i, h := range a.Held {
			if i == mostHeld {
				row.More = x.more(from, h.Tie.Entry, len(a.Held)-i)
				break
			}
			held := x.claim(from, h.Tie)
			if h.Lack != manual.LacksNothing {
				held.Verdict = x.words.Ready.Lacks(h.Lack)
			}
			row.Held = append(row.Held, held)
		}
		list = append(list, row)
	}
	slices.SortStableFunc(list, func(a, b ItemAsked) int {
		switch {
		case a.Customary == b.Customary:
			return 0
		case a.Customary:
			return 1
		}
		return -1
	})
	return list
}

// unproved is whether the manual has something where nothing is known of the
// history, so that nothing is in force.
func (x items) unproved(a manual.Asked) State {
	if len(a.Held) == 0 {
		return x.words.Items.presence(a)
	}
	return State{Word: x.words.Items.Held, Tone: Caution, Note: x.words.Proof.Unproved}
}

// claims are the documents that are said to answer an item.
func (x items) claims(from string, s *standard.Standard, item standard.Item) []ItemClaim {
	traced := x.m.Trace.Find(manual.Target{Item: &item, Standard: s})
	if traced == nil {
		return nil
	}
	var list []ItemClaim
	for _, tie := range traced.Documents {
		list = append(list, x.claim(from, tie))
	}
	return list
}

func (x items) claim(from string, tie manual.Tie) ItemClaim {
	w := x.words.Items
	c := ItemClaim{
		Document: x.targetLink(from, "", manual.Target{Entry: tie.Entry, Fragment: tie.Fragment, Heading: tie.Heading}),
		Kind:     sentence(tie.Kind.Label), Reader: x.state(tie.Entry),
	}
	if ruling := x.ruling(tie.Row); ruling != nil {
		c.Verdict = verdict(ruling.Verdict)
	}
	if r := x.revision(tie.Entry); r != nil {
		c.Revision = x.rowLink(from, tie.Trail, r, numeral(r.Number))
	}
	var how []string // what is more than the document's own claim, which the page tells of
	for _, is := range []struct {
		so   bool
		word string
	}{{tie.Claims && (tie.Implements || tie.Evidence), w.Claims}, {tie.Implements, w.Implements}, {tie.Evidence, w.IsEvidence}} {
		if is.so {
			how = append(how, is.word)
		}
	}
	c.How = strings.Join(how, "; ")
	return c
}

// decisionsOn are what statements of applicability decide about a control.
func (x items) decisionsOn(from string, a *manual.Applicable) []ItemDecision {
	var list []ItemDecision
	for _, d := range a.Decided {
		row := ItemDecision{Decision: x.decision(d.By, from, d.Decision), By: x.entryLink(from, d.By), Reader: x.state(d.By)}
		if ruling := x.ruling(d.By.Row); ruling != nil {
			row.Verdict = verdict(ruling.Verdict)
		}
		if d.Row != nil {
			row.Since = x.rowLink(from, d.Trail, d.Row, x.words.Proof.Revision+" "+numeral(d.Row.Number))
			row.Landed = x.landed(d.Row)
		}
		list = append(list, row)
	}
	return list
}

// decision is one decision of a document as pages show it.
func (b *build) decision(e *manual.Entry, from string, d document.Decision) Decision {
	one := *e.Document
	one.Decisions = []document.Decision{d}
	alone := *e
	alone.Document = &one
	return b.decisions(&alone, from)[0]
}

// named are the records of an item: those that name it, by their keys, then those
// that count of the kinds that it asks for.
func (x items) named(from string, s *standard.Standard, item standard.Item) []ItemNamed {
	var list []ItemNamed
	at, further, listed := map[string]int{}, map[string]int{}, map[*manual.Entry]bool{}
	add := func(label string, e *manual.Entry) {
		i, known := at[label]
		if !known {
			i = len(list)
			at[label] = i
			list = append(list, ItemNamed{Label: label})
		}
		listed[e] = true
		if len(list[i].Records) == mostHeld {
			further[label]++
			list[i].More = x.more(from, e, further[label])
			return
		}
		list[i].Records = append(list[i].Records, x.entryLink(from, e))
	}
	for _, in := range x.m.Naming(s, item.ID).Fields {
		add(x.keyLabel(in), in.Entry)
	}
	if traced := x.m.Trace.Find(manual.Target{Item: &item, Standard: s}); traced != nil {
		for _, e := range x.m.Records(traced) {
			if !listed[e] {
				add(sentence(e.Kind.Plural), e)
			}
		}
	}
	return list
}

// more leads to the register of the kind of the first of n entries that a list
// leaves out, or of the last one.
func (x items) more(from string, e *manual.Entry, n int) Link {
	return Link{Href: x.kindAddress(from, e.Kind.Name), Title: x.words.Items.More(n)}
}

// keyLabel is a key of the frontmatter in words.
func (x items) keyLabel(in manual.NamedIn) string {
	if in.Key == "addresses" {
		return x.words.Addresses
	}
	for _, f := range in.Document.Fields {
		if f.Def.Name == in.Key && f.Def.Label != "" {
			return sentence(f.Def.Label)
		}
	}
	return sentence(inWords(in.Key))
}

// texts are the documents and pages whose text refers to an item.
func (x items) texts(from string, s *standard.Standard, item standard.Item) []Link {
	var list []Link
	for _, e := range x.m.Naming(s, item.ID).Texts {
		list = append(list, x.entryLink(from, e))
	}
	return list
}
