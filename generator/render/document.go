package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/site"
)

// document makes the page of a controlled document.
func (b *build) document(e *manual.Entry) (site.File, error) {
	tree, err := b.treeOf(e)
	if err != nil {
		return site.File{}, err
	}
	from := e.Address
	body, err := b.body(e, from)
	if err != nil {
		return site.File{}, err
	}
	p := DocumentPage{
		Page: b.page(from, e.Title.Value, e.Summary.Value, e.Language.Value, tree),
		ID:   e.ID.Value, TitleID: e.TitleAnchor, Kind: Link{Href: b.kindAddress(from, e.Kind.Name), Title: sentence(e.Kind.Label)},
		State: b.state(e), Version: e.Version.Value, Revision: b.revisionLink(e), Banners: b.banners(e), Approval: b.approval(e),
		Control: b.control(e, from), Fields: b.ownFields(e, from), Decisions: b.decisions(e, from),
		Body: body, Addresses: b.addresses(e), Backlinks: b.backlinks(e, from),
		Edit: b.edit(e), Path: e.Path, Commit: b.lastCommit(e), Uncommitted: b.uncommitted(e),
	}
	p.Thread, p.Measures = b.threadLink(e), b.measures(e)
	p.Contents = contents(e)
	if e.Next == nil && !e.IsRow {
		p.Faults = b.faults[e.Path] // else they are those of the newer text
	}
	return b.execute(b.pages["document"], "layout", from, p)
}

// treeOf is the tree as the page of a document shows it. A newer text stands in
// no folder; its page has the tree of its document.
func (b *build) treeOf(e *manual.Entry) (template.HTML, error) {
	if e.Of != nil {
		return b.trees.beside(e.Address, e.Of)
	}
	return b.trees.of(e)
}

// plain makes the page of a file that is not controlled.
func (b *build) plain(e *manual.Entry) (site.File, error) {
	tree, err := b.trees.of(e)
	if err != nil {
		return site.File{}, err
	}
	body, err := b.body(e, e.Address)
	if err != nil {
		return site.File{}, err
	}
	p := PlainPage{
		Page:    b.page(e.Address, e.Title.Value, e.Summary.Value, "", tree),
		TitleID: e.TitleAnchor, Body: body, Backlinks: b.backlinks(e, e.Address), Edit: b.edit(e), Path: e.Path,
		Past: b.pastFacts(e), Commit: b.lastCommit(e), Uncommitted: b.uncommitted(e),
	}
	p.Contents, p.Faults = contents(e), b.faults[e.Path]
	return b.execute(b.pages["page"], "layout", e.Address, p)
}

// contents are the headings of a page, except the deepest.
func contents(e *manual.Entry) []Heading {
	list := make([]Heading, 0, len(e.Headings))
	for _, h := range e.Headings {
		if h.Level <= 4 {
			list = append(list, Heading{Level: max(h.Level, 2), ID: h.ID, Text: h.Text})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// control are the rows of the control block. A row without a value is left out.
func (b *build) control(e *manual.Entry, from string) []Fact {
	w := b.words
	var facts []Fact
	add := func(label string, values ...Link) {
		values = slices.DeleteFunc(values, func(l Link) bool { return l.ID == "" && l.Title == "" })
		if len(values) > 0 {
			facts = append(facts, Fact{Label: label, Values: values})
		}
	}
	if e.Keeper != nil {
		add(w.Records.KeptIn, b.entryLink(from, e.Keeper))
	}
	facts = append(facts, b.pastFacts(e)...)
	add(w.Effective, day(e.Effective))
	facts = append(facts, b.nextReview(e)...)
	if f := b.m.Freshness(e); !f.Due.IsZero() {
		facts = append(facts, Fact{Label: w.Proof.CurrentUntil, Values: []Link{{Title: longDay(f.Due)}}, State: b.stale(f)})
	}
	add(w.Owner, Link{Title: b.role(e.Owner.Value)})
	add(w.Approver, b.roles(e.Approver)...)
	add(w.Date, day(e.Date))
	add(w.ReviewEvery, Link{Title: e.ReviewEvery.Value})
	add(w.ReviewedOn, day(e.ReviewedOn))
	add(w.Classification, Link{Title: sentence(inWords(e.Classification.Value))})
	add(w.Audience, b.roles(e.Audience)...)
	add(w.Retention, Link{Title: e.Retention.Value})
	add(w.Supersedes, b.linked(e, from, e.Supersedes)...)
	add(w.Translates, b.linked(e, from, []document.Text{e.Translates})...)
	add(w.Formerly, texts(e.Formerly)...)
	add(w.TextLanguage, Link{Title: e.Language.Value})
	add(w.Tags, texts(e.Tags)...)
	return facts
}

// nextReview is the day of the next periodic review, where one is known.
func (b *build) nextReview(e *manual.Entry) []Fact {
	if e.Of != nil || e.Standing == nil || e.Standing.NextReview.IsZero() {
		return nil
	}
	return []Fact{{Label: b.words.Proof.NextReview, Values: []Link{{Title: longDay(e.Standing.NextReview)}}, State: due(e.Standing.Due), Due: e.Standing.NextReview.String()}}
}

func day(d document.Day) Link { return Link{Title: longDay(d.Date)} }

func texts(list []document.Text) []Link {
	links := make([]Link, len(list))
	for i, t := range list {
		links[i] = Link{Title: t.Value}
	}
	return links
}

// role is the title of a role, or its id where aims.yaml doesn't name it.
func (b *build) role(id string) string {
	if r, ok := b.m.Config.Roles[id]; ok && r.Title != "" {
		return r.Title
	}
	return id
}

func (b *build) roles(ids []document.Text) []Link {
	links := make([]Link, len(ids))
	for i, id := range ids {
		links[i] = Link{Title: b.role(id.Value)}
	}
	return links
}

// linked are values of the frontmatter with where they lead.
func (b *build) linked(e *manual.Entry, from string, list []document.Text) []Link {
	var links []Link
	for _, t := range list {
		if link := b.linkOf(e, from, t); link != (Link{}) {
			links = append(links, link)
		}
	}
	return links
}

// linkOf is where a reference in the frontmatter leads, or its text alone.
func (b *build) linkOf(e *manual.Entry, from string, t document.Text) Link {
	if target, ok := e.Link(t); ok {
		return b.targetLink(from, t.Value, target)
	}
	return Link{Title: t.Value}
}

// ownFields are the kind's own fields and the organisation's.
func (b *build) ownFields(e *manual.Entry, from string) []Fact {
	var facts []Fact
	for _, f := range e.Document.Fields {
		fact := Fact{Label: sentence(cmp.Or(f.Def.Label, inWords(f.Def.Name)))}
		for _, v := range f.Values {
			if f.Def.Type != "measurements" { // which have a part of their own
				fact.Values = append(fact.Values, b.value(e, from, f.Def.Type, v))
			}
		}
		if len(fact.Values) > 0 {
			facts = append(facts, fact)
		}
	}
	for _, own := range e.Own {
		facts = append(facts, Fact{Label: own.Name, Values: texts(own.Values)})
	}
	return facts
}

func (b *build) value(e *manual.Entry, from, kind string, v document.Value) Link {
	if v.Parts != nil {
		var parts []string
		for _, p := range v.Parts {
			parts = append(parts, p.Name+": "+p.Value)
		}
		if f := b.m.FreshnessOf(v); kind == "evidence" && f.Stale {
			parts = append(parts, b.stale(f).Word)
		}
		return Link{Title: strings.Join(parts, "; ")}
	}
	switch kind {
	case "role":
		return Link{Title: b.role(v.Value)}
	case "person":
		if p, ok := b.m.Config.People[v.Value]; ok {
			return Link{Title: p.Name}
		}
	case "reference", "system", "evidence", "clause", "control", "annex-c":
		if links := b.linked(e, from, []document.Text{v.Text}); len(links) > 0 {
			return links[0]
		}
	}
	return Link{Title: v.Value}
}

// decisions are the rows of a statement of applicability, in the standard's
// order.
func (b *build) decisions(e *manual.Entry, from string) []Decision {
	var rows []Decision
	for _, d := range e.Decisions {
		row := Decision{
			Applicable: d.Applicable, Undecided: d.Decided.Line == 0, State: sentence(inWords(d.State.Value)), Justification: d.Justification.Value,
			Control: Link{ID: d.Control.Value}, Reasons: []string{},
			Implemented: b.linked(e, from, d.ImplementedBy), Evidence: b.linked(e, from, d.Evidence),
			Risks: b.linked(e, from, slices.Concat(d.Risks, d.Impacts)),
		}
		if t, ok := e.Link(d.Control); ok {
			row.Control = b.targetLink(from, d.Control.Value, t)
		}
		for _, r := range d.Reasons {
			row.Reasons = append(row.Reasons, r.Value)
		}
		if !d.Due.IsZero() {
			row.State += ", " + b.words.DueBy + " " + d.Due.String()
		}
		for _, x := range d.Except {
			row.Except = append(row.Except, b.exception(e, from, x))
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(x, y Decision) int {
		return manual.CompareIDs(cmp.Or(x.Control.ID, x.Control.Title), cmp.Or(y.Control.ID, y.Control.Title))
	})
	return rows
}

// exception is an AI system that a decision of a document leaves out.
func (b *build) exception(e *manual.Entry, from string, x document.Exception) SoaException {
	return SoaException{b.linkOf(e, from, x.System), x.Justification.Value}
}

// addresses are the clauses and controls that the document claims to address,
// as a whole or in a section, each once.
func (b *build) addresses(e *manual.Entry) []Link {
	var list []Link
	for _, l := range e.Fields {
		if l.Key == "addresses" {
			list = append(list, b.targetLink(e.Address, l.Value, l.Target))
		}
	}
	slices.SortStableFunc(list, func(x, y Link) int { return manual.CompareIDs(x.ID+x.Title, y.ID+y.Title) })
	return slices.Compact(list)
}

func (b *build) backlinks(e *manual.Entry, from string) []Link {
	var list []Link
	for _, x := range e.Backlinks {
		list = append(list, b.entryLink(from, x))
	}
	return list
}

// edit is the address of the forge's editor for the entry's file.
func (b *build) edit(e *manual.Entry) string {
	if b.m.Config.Links.Edit == "" {
		return ""
	}
	return strings.ReplaceAll(b.m.Config.Links.Edit, "{path}", escapePath(b.m.Prefix+e.Path))
}

// inWords is a name of the manual's format, such as in-progress, in words.
func inWords(name string) string { return strings.ReplaceAll(name, "-", " ") }

// sentence is words as a sentence begins with them.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// overviewBody is the text of the overview, or nothing.
func (b *build) overviewBody() (template.HTML, error) {
	if b.m.Overview == nil {
		return "", nil
	}
	return b.body(b.m.Overview, "index.html")
}
