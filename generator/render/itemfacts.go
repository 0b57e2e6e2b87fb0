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
	return facts
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
			row.Held = append(row.Held, x.claim(from, h.Tie))
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

// named are the records that name an item in a field.
func (x items) named(from string, s *standard.Standard, item standard.Item) []ItemNamed {
	at, further := map[string]int{}, map[string]int{}
	var list []ItemNamed
	for _, in := range x.m.Naming(s, item.ID).Fields {
		i, known := at[in.Key]
		if !known {
			i = len(list)
			at[in.Key] = i
			list = append(list, ItemNamed{Label: x.keyLabel(in)})
		}
		if len(list[i].Records) == mostHeld {
			further[in.Key]++
			list[i].More = x.more(from, in.Entry, further[in.Key])
			continue
		}
		list[i].Records = append(list[i].Records, x.entryLink(from, in.Entry))
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
