package render

import (
	"slices"
	"strconv"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/site"
	"aims/generator/standard"
)

// list makes the list of a standard's items of a kind.
func (x items) list(s *standard.Standard, kind standard.Kind) (site.File, error) {
	w := x.words.Items
	address := x.m.ItemsAddress(s, kind)
	tree, err := x.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	p := ItemsPage{
		Page: x.build.page(address, w.Of(w.list(kind), s.Name), s.Title, x.words.Language, tree), Standard: s.Name,
		Lists: x.lists(address), AsOf: x.asOf(),
	}
	for _, item := range sameList(s, kind) {
		if item.Parent == "" {
			p.Groups = append(p.Groups, ItemGroup{x.row(address, s, item, 1), x.rows(address, s, x.parts[itemOf{s, item.ID}], 1)})
		}
	}
	switch kind {
	case standard.Clause:
		p.Annexes = x.annexes(address, s)
		p.Data = x.data(address, "clauses.json")
	case standard.Control:
		p.Stages, p.Roles = x.stages(address, s), x.roles(address, s)
		p.Data = x.data(address, "controls.json")
	}
	return x.execute(x.pages["items"], "layout", address, p)
}

// data leads to the facts for programs, which are written where the history is
// known; "" where they are not.
func (x items) data(from, name string) string {
	if x.m.History == nil {
		return ""
	}
	return relative(from, "data/"+name)
}

// lists leads to all lists of all standards.
func (x items) lists(from string) []PageLink {
	w := x.words.Items
	var all []PageLink
	for i, s := range x.m.Standards {
		for _, kind := range listedKinds(s) {
			address := x.m.ItemsAddress(s, kind)
			title := w.list(kind)
			if i > 0 {
				title = w.Of(title, s.Name)
			}
			all = append(all, PageLink{Link{Href: relative(from, address), Title: title}, address == from})
		}
	}
	return all
}

// rows are items with all that is part of them, in the standard's order.
func (x items) rows(from string, s *standard.Standard, list []standard.Item, level int) []ItemRow {
	var rows []ItemRow
	for _, item := range list {
		rows = append(rows, x.row(from, s, item, level))
		rows = append(rows, x.rows(from, s, x.parts[itemOf{s, item.ID}], level+1)...)
	}
	return rows
}

// row is an item with what the manual has for it.
func (x items) row(from string, s *standard.Standard, item standard.Item, level int) ItemRow {
	key := itemOf{s, item.ID}
	r := ItemRow{Link: x.link(from, s, item), Level: level, Summary: item.Summary}
	if c := x.ready[key]; c != nil {
		for _, a := range c.Asked {
			if a.Explicit {
				state := x.words.Items.presence(a)
				if x.m.Evidence == nil {
					state = x.unproved(a)
				}
				state.Note = a.Name
				r.States = append(r.States, state)
			}
		}
	}
	r.States = counted(r.States)
	if item.Kind == standard.Control {
		r.States = append(r.States, x.decisionState(x.decided[key]))
	}
	r.Claims = x.words.Items.CountClaims(x.claiming(s, item))
	return r
}

// counted puts equal words together, with their number behind them.
func counted(list []State) []State {
	var once []State
	times := map[string]int{}
	for _, s := range list {
		if times[s.Word]++; times[s.Word] == 1 {
			once = append(once, s)
			continue
		}
		i := slices.IndexFunc(once, func(other State) bool { return other.Word == s.Word })
		once[i].Note += "; " + s.Note
	}
	for i, s := range once {
		if n := times[s.Word]; n > 1 {
			once[i].Word += " (" + strconv.Itoa(n) + ")"
		}
	}
	return once
}

// claiming is how many documents claim an item.
func (x items) claiming(s *standard.Standard, item standard.Item) int {
	traced := x.m.Trace.Find(manual.Target{Item: &item, Standard: s})
	if traced == nil {
		return 0
	}
	claims := map[*manual.Entry]bool{}
	for _, tie := range traced.Documents {
		if tie.Claims {
			claims[tie.Entry] = true
		}
	}
	return len(claims)
}

// decisionState is what is decided about a control, in one word.
func (x items) decisionState(a *manual.Applicable) State {
	w := x.words
	if a == nil || a.Decision() == nil {
		return State{Word: w.Items.Undecided, Tone: Caution}
	}
	if len(a.Decided) > 1 {
		return State{Word: w.Items.Undecided, Tone: Bad, Note: w.Items.Twice}
	}
	decision := a.Decision()
	s := State{Word: w.NotApplicable, Tone: Neutral, Note: x.state(decision.By).Word}
	if decision.Applicable {
		s.Word, s.Tone = w.Applicable, Good
		if decision.By.Reader != evidence.InForce {
			s.Tone = Caution
		}
	}
	return s
}

// annexes are a standard's annexes; those whose items are listed lead there.
func (x items) annexes(from string, s *standard.Standard) []ItemAnnex {
	var list []ItemAnnex
	for _, a := range s.Annexes {
		annex := ItemAnnex{Link{ID: a.ID, Title: a.Title}, a.Normative, a.Summary}
		kind := map[string]standard.Kind{"A": standard.Control, "B": standard.Control, "C": standard.AnnexC}[a.ID]
		if len(sameList(s, kind)) > 0 {
			annex.Href = relative(from, x.m.ItemsAddress(s, kind))
		}
		list = append(list, annex)
	}
	return list
}

func (x items) stages(from string, s *standard.Standard) []ItemPart {
	var list []ItemPart
	for _, stage := range s.Stages {
		list = append(list, ItemPart{Name: stage.Name, Summary: stage.Summary, Items: x.found(from, s, stage.Items)})
	}
	return list
}

func (x items) roles(from string, s *standard.Standard) []ItemPart {
	var list []ItemPart
	for _, role := range s.Roles {
		part := ItemPart{Name: role.Name, Summary: role.Summary, Items: x.found(from, s, role.Items)}
		for _, inner := range role.Parts {
			part.Parts = append(part.Parts, inner.Name)
		}
		list = append(list, part)
	}
	return list
}

// found leads to items by their ids, without their titles.
func (x items) found(from string, s *standard.Standard, ids []string) []Link {
	var list []Link
	for _, id := range ids {
		if item, ok := s.Find(id); ok {
			l := x.link(from, s, item)
			l.Title = ""
			list = append(list, l)
		}
	}
	return list
}
