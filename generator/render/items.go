package render

import (
	"slices"

	"aims/generator/manual"
	"aims/generator/site"
	"aims/generator/standard"
)

// mostHeld is how many documents or records a page of an item lists at most
// under one heading; there may be thousands of records.
const mostHeld = 20

// items are the pages about standards, with what they all ask for.
type items struct {
	*build
	ready   map[itemOf]*manual.Ready
	decided map[itemOf]*manual.Applicable
	soas    map[*standard.Standard]string // what anchors of soa.html begin with
	parts   map[itemOf][]standard.Item    // that are part of an item, in the standard's order
	bears   map[itemOf][]standard.Item    // items of Annex C on which a control bears

	// under are the clauses of a standard that ask for its statement of applicability.
	under map[*standard.Standard][]standard.Item
}

// itemOf names an item among those of all standards.
type itemOf struct {
	of *standard.Standard
	id string
}

// itemJobs are the pages of every item of every standard, and their lists.
func (b *build) itemJobs() []job {
	x := b.newItems()
	var list []job
	for _, s := range b.m.Standards {
		for _, kind := range listedKinds(s) {
			list = append(list, func() (site.File, error) { return x.list(s, kind) })
		}
		list = slices.Grow(list, len(s.Items))
		for i := range s.Items {
			list = append(list, func() (site.File, error) { return x.page(s, i) })
		}
	}
	return list
}

// countItems is how many pages itemJobs has.
func countItems(m *manual.Manual) int {
	n := 0
	for _, s := range m.Standards {
		n += len(listedKinds(s)) + len(s.Items)
	}
	return n
}

// listedKinds are the kinds of items of which a standard has a list. There is
// always one of clauses, to which the tree leads.
func listedKinds(s *standard.Standard) []standard.Kind {
	kinds := []standard.Kind{standard.Clause}
	for _, k := range []standard.Kind{standard.Control, standard.AnnexC} {
		if len(sameList(s, k)) > 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// sameList are the items that stand in the list of a kind.
func sameList(s *standard.Standard, kind standard.Kind) []standard.Item {
	var list []standard.Item
	for _, item := range s.Items {
		if item.Kind == kind || kind == standard.Control && item.Kind == standard.Objective {
			list = append(list, item)
		}
	}
	return list
}

// listKind is the kind under which an item is listed.
func listKind(item standard.Item) standard.Kind {
	if item.Kind == standard.Objective {
		return standard.Control
	}
	return item.Kind
}

func (b *build) newItems() items {
	x := items{
		b, map[itemOf]*manual.Ready{}, map[itemOf]*manual.Applicable{}, map[*standard.Standard]string{},
		map[itemOf][]standard.Item{}, map[itemOf][]standard.Item{}, map[*standard.Standard][]standard.Item{},
	}
	if soa := b.m.Kinds.Find("soa"); soa != nil {
		for _, to := range b.m.AskedBy(soa) {
			x.under[to.Standard] = append(x.under[to.Standard], *to.Item)
		}
	}
	ready := b.m.Readiness()
	for i := range ready.Clauses {
		c := &ready.Clauses[i]
		x.ready[itemOf{c.Standard, c.Item.ID}] = c
	}
	for n, a := range b.m.Applicability {
		if n > 0 {
			x.soas[a.Standard] = a.Standard.ID + ":"
		}
		for _, c := range a.Controls() {
			x.decided[itemOf{a.Standard, c.ID}] = c
		}
	}
	for _, s := range b.m.Standards {
		for _, item := range s.Items {
			if item.Parent != "" {
				above := itemOf{s, item.Parent}
				x.parts[above] = append(x.parts[above], item)
			}
			for _, id := range item.Related {
				x.bears[itemOf{s, id}] = append(x.bears[itemOf{s, id}], item)
			}
		}
	}
	return x
}

// page makes the page of an item.
func (x items) page(s *standard.Standard, i int) (site.File, error) {
	item, w := s.Items[i], x.words.Items
	address := x.m.ItemAddress(s, item)
	tree, err := x.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	key := itemOf{s, item.ID}
	p := ItemPage{
		Page: x.build.page(address, item.Title, item.Summary, x.words.Language, tree),
		ID:   x.m.ItemID(s, item.ID), Kind: w.kindOf(item), Standard: s.Name, Above: x.above(address, s, item), Facts: x.facts(address, s, item),
		Claims: x.claims(address, s, item), Claimable: item.Kind != standard.AnnexC, Decidable: item.Kind == standard.Control, Texts: x.texts(address, s, item),
		Parts: x.rows(address, s, x.parts[key], 1), Crosswalk: x.crosswalk(address, s, item), AsOf: x.asOf(),
	}
	if c := x.ready[key]; c != nil {
		p.Asked = x.asked(address, c)
	}
	if a := x.decided[key]; a != nil {
		p.Decisions = x.decisionsOn(address, a)
		p.Soa = relative(address, soaAddress) + fragment(x.soas[s]+item.ID)
	}
	if p.Decidable {
		p.Under = x.links(address, s, x.under[s])
	}
	p.Named = x.named(address, s, item)
	same := sameList(s, listKind(item))
	at := slices.IndexFunc(same, func(other standard.Item) bool { return other.ID == item.ID })
	if at > 0 {
		p.Previous = x.link(address, s, same[at-1])
	}
	if at+1 < len(same) {
		p.Following = x.link(address, s, same[at+1])
	}
	p.Contents = x.contentsOf(p)
	return x.execute(x.pages["item"], "layout", address, p)
}

// contentsOf are the headings of an item's page.
func (x items) contentsOf(p ItemPage) []Heading {
	w := x.words.Items
	list := make([]Heading, 0, 7)
	add := func(is bool, id, text string) {
		if is {
			list = append(list, Heading{Level: 2, ID: id, Text: text})
		}
	}
	add(len(p.Asked) > 0, "page.asked", w.Asked)
	add(p.Decidable, "page.decision", w.Decision)
	add(p.Claimable, "page.claims", w.ByDocuments)
	add(len(p.Named) > 0, "page.named", w.Named)
	add(len(p.Texts) > 0, "page.texts", w.Texts)
	add(len(p.Parts) > 0, "page.parts", w.Parts)
	add(len(p.Crosswalk) > 0, "page.crosswalk", w.Crosswalk)
	return list
}

func (x items) asOf() string {
	if x.m.Evidence == nil {
		return ""
	}
	return longDay(x.m.Evidence.Day)
}

// link leads from the page at from to that of an item.
func (b *build) link(from string, s *standard.Standard, item standard.Item) Link {
	return Link{Href: b.itemHref(from, s, item), ID: b.m.ItemID(s, item.ID), Title: item.Title}
}

// above are the list that an item stands in and what it is part of.
func (x items) above(from string, s *standard.Standard, item standard.Item) []Link {
	kind := listKind(item)
	var list []Link
	for parent, ok := s.Find(item.Parent); ok; parent, ok = s.Find(parent.Parent) {
		list = append(list, x.link(from, s, parent))
	}
	list = append(list, Link{Href: relative(from, x.m.ItemsAddress(s, kind)), Title: x.words.Items.list(kind)})
	slices.Reverse(list)
	return list
}
