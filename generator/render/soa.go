package render

import (
	"slices"

	"aims/generator/manual"
	"aims/generator/site"
)

const soaAddress = "soa.html"

// soaJobs is the page of the statement of applicability, where there is one or one
// is asked for.
func (b *build) soaJobs() []job {
	if len(b.m.Applicability) == 0 {
		return nil
	}
	return []job{b.soa}
}

// soa makes the page of all statements of applicability.
func (b *build) soa() (site.File, error) {
	tree, err := b.trees.top(soaAddress)
	if err != nil {
		return site.File{}, err
	}
	p := SoaPage{Page: b.page(soaAddress, b.words.Soa.Title, "", b.words.Language, tree)}
	if b.m.Evidence != nil {
		p.AsOf = longDay(b.m.Evidence.Day)
	}
	for n, a := range b.m.Applicability {
		prefix := ""
		if n > 0 {
			prefix = a.Standard.ID + ":"
		}
		p.Statements = append(p.Statements, b.soaStatement(a, prefix))
	}
	return b.execute(b.pages["soa"], "layout", soaAddress, p)
}

// soaStatement is one statement; prefix begins the anchors of its groups.
func (b *build) soaStatement(a *manual.Applicability, prefix string) SoaStatement {
	s := SoaStatement{ID: "page.soa-" + a.Standard.ID, Standard: a.Standard.Name, Columns: b.soaStates()}
	for _, e := range a.Documents {
		s.Sources = append(s.Sources, b.soaSource(e))
	}
	all := a.Controls()
	s.Figures, s.InForce = b.soaFigures(all), b.soaInForce(a)
	widest := 0
	for _, g := range a.Groups {
		widest = max(widest, len(g.Controls))
	}
	for _, g := range a.Groups {
		group := SoaGroup{ID: "own", Title: Link{Title: b.words.Soa.Own}}
		switch o := g.Objective; {
		case o == nil:
		case o.ID == "":
			group = SoaGroup{ID: "controls", Title: Link{Title: b.words.Soa.Picture}}
		default:
			group = SoaGroup{ID: o.ID, Title: Link{ID: b.m.ItemID(a.Standard, o.ID), Title: o.Title}, Aim: o.Summary}
		}
		group.ID = prefix + group.ID
		for _, c := range g.Controls {
			group.Rows = append(group.Rows, b.soaRow(a, c))
		}
		s.Groups = append(s.Groups, group)
		bar := b.soaBar(g.Controls, widest)
		bar.Group = Link{Href: fragment(group.ID), ID: group.Title.ID, Title: group.Title.Title}
		s.Table = append(s.Table, bar)
	}
	sum := b.soaBar(all, len(all))
	sum.Group = Link{Title: b.words.Soa.All}
	s.Table = append(s.Table, sum)
	s.leaveOut(sum.Counts)
	return s
}

// leaveOut takes the columns out of the table in which no control stands.
func (s *SoaStatement) leaveOut(sum []int) {
	for at := len(sum) - 1; at >= 0; at-- {
		if sum[at] > 0 {
			continue
		}
		s.Columns = slices.Delete(s.Columns, at, at+1)
		for i := range s.Table {
			s.Table[i].Counts = slices.Delete(slices.Clone(s.Table[i].Counts), at, at+1)
		}
	}
}

func (b *build) soaSource(e *manual.Entry) SoaSource {
	s := SoaSource{Document: b.entryLink(soaAddress, e), State: b.state(e), Owner: b.role(e.Owner.Value)}
	if r := b.revision(e); r != nil {
		s.Revision = b.rowLink(soaAddress, e.Trail, r, b.words.Proof.Revision+" "+numeral(r.Number))
	}
	if e.Next != nil {
		s.Newer = Link{Href: relative(soaAddress, e.Next.Address), Title: b.state(e.Next).Word}
	}
	return s
}

// The states of a control as a bar has them, in their order.
const (
	soaImplemented = iota
	soaPartial
	soaPlanned
	soaNoWork
	soaUnsaid
	soaUndecided
	soaExcluded
)

// soaStates are the words of the states above.
func (b *build) soaStates() []State {
	w := b.words.Soa
	return []State{
		{Word: w.Implemented, Tone: Good}, {Word: w.Partial, Tone: Fair}, {Word: w.Planned, Tone: Caution}, {Word: w.NoWork, Tone: Bad},
		{Word: w.Unsaid, Tone: Blank}, {Word: w.Undecided, Tone: Blank}, {Word: w.Excluded, Tone: Neutral},
	}
}

func soaState(c *manual.Applicable) int {
	switch d := c.Decision(); {
	case d == nil:
		return soaUndecided
	case !d.Applicable:
		return soaExcluded
	default:
		if at := slices.Index([]string{"implemented", "partial", "planned", "none"}, d.State.Value); at >= 0 {
			return at
		}
	}
	return soaUnsaid
}

// soaBar counts controls by state.
func (b *build) soaBar(controls []*manual.Applicable, scale int) SoaBar {
	states := b.soaStates()
	bar := SoaBar{Controls: len(controls), Scale: scale, Counts: make([]int, len(states))}
	for _, c := range controls {
		bar.Counts[soaState(c)]++
	}
	x := 0
	for i, n := range bar.Counts {
		if n > 0 {
			bar.Parts = append(bar.Parts, SoaPart{states[i].Tone, x, n})
		}
		x += n
	}
	return bar
}

func (b *build) soaFigures(controls []*manual.Applicable) []SoaFigure {
	w := b.words.Soa
	list := []SoaFigure{
		{State: State{Word: w.Decided, Tone: Good}}, {State: State{Word: w.Applies, Tone: Good}},
		{State: State{Word: w.Excluded, Tone: Neutral}}, {State: State{Word: w.Undecided, Tone: Blank}},
	}
	for _, c := range controls {
		switch d := c.Decision(); {
		case d == nil:
			list[3].Count++
			continue
		case d.Applicable:
			list[1].Count++
		default:
			list[2].Count++
		}
		list[0].Count++
	}
	return list
}

// soaInForce says how many decisions stand in a text in force; nothing where all
// do, or where nobody knows.
func (b *build) soaInForce(a *manual.Applicability) string {
	d := b.m.Decisions(a)
	if b.m.Evidence == nil || d.InForce == d.Decided {
		return ""
	}
	return b.words.Soa.InForceOf(d.InForce, d.Decided)
}

// soaTile is what the overview says of the first statement; nil without one.
func (b *build) soaTile(from string) *SoaTile {
	if len(b.m.Applicability) == 0 {
		return nil
	}
	controls := b.m.Applicability[0].Controls()
	t := &SoaTile{Decided: b.soaFigures(controls)[0].Count, InForce: b.soaInForce(b.m.Applicability[0]), Page: Link{Href: relative(from, soaAddress)}}
	bar := b.soaBar(controls, len(controls))
	t.Documents = bar.Controls
	before := 0
	for i, s := range b.soaStates() {
		t.States = append(t.States, StateCount{State: s, Count: bar.Counts[i], Before: before})
		before += bar.Counts[i]
	}
	return t
}

// soaRow is what is decided about a control: by the decision that counts, with
// the places of all of them.
func (b *build) soaRow(a *manual.Applicability, c *manual.Applicable) SoaRow {
	w := b.words.Soa
	row := SoaRow{ID: c.ID, Control: Link{ID: b.m.ItemID(a.Standard, c.ID), Title: c.Title}, Applicable: State{Word: w.Undecided, Tone: Blank}}
	if a != b.m.Applicability[0] {
		row.ID = a.Standard.ID + ":" + c.ID
	}
	if c.Item != nil {
		row.Control = b.targetLink(soaAddress, c.ID, manual.Target{Item: c.Item, Standard: a.Standard})
	}
	for _, d := range c.Decided {
		x := b.soaDecision(d)
		if len(a.Documents) == 1 && d.Trail == d.By.Trail && x.Revision.Title != "" {
			x.Revision.ID = "" // it is the one named over the table
		}
		row.Decided = append(row.Decided, x)
	}
	d := c.Decision()
	if d == nil {
		return row
	}
	switch at := soaState(c); {
	case !d.Applicable:
		row.Applicable = State{Word: w.Excluded, Tone: Neutral}
	default:
		row.Applicable = State{Word: w.Applies, Tone: Good}
		if at != soaUnsaid {
			row.State = b.soaStates()[at]
		}
		row.Due = d.Due.String()
	}
	if len(c.Decided) > 1 {
		row.Applicable = State{Word: w.Twice, Tone: Bad}
	}
	row.Late = row.Due != "" && d.State.Value == "planned" && b.m.Evidence != nil && d.Due.Compare(b.m.Evidence.Day) < 0
	for _, r := range d.Reasons {
		row.Reasons = append(row.Reasons, r.Value)
	}
	b.soaBacking(&row, d)
	if len(a.Documents) > 1 {
		b.soaText(&row, d)
	}
	return row
}

// soaText adds whose decision it is, which is said over the table where one text
// decides about all.
func (b *build) soaText(row *SoaRow, d *manual.Decided) {
	row.Owner = b.role(d.By.Owner.Value)
	if b.m.Evidence != nil && !b.m.InForce(d.By) {
		row.Text = b.state(d.By)
	}
}

// soaBacking adds what stands behind a decision.
func (b *build) soaBacking(row *SoaRow, d *manual.Decided) {
	for _, t := range d.ImplementedBy {
		x := SoaDocument{Link: b.linkOf(d.By, soaAddress, t)}
		if target, ok := d.By.Link(t); ok && target.Entry != nil && target.Broken == manual.Fine {
			x.State = b.implementer(target.Entry)
		}
		row.Implemented = append(row.Implemented, x)
	}
	for _, t := range d.Evidence {
		x := EvidenceLink{Link: b.linkOf(d.By, soaAddress, t)}
		if target, ok := d.By.Link(t); ok && target.Entry != nil && target.Broken == manual.Fine {
			x = b.evidenceLink(x.Link, target.Entry)
		}
		row.Evidence = append(row.Evidence, x)
	}
	row.Risks = b.linked(d.By, soaAddress, slices.Concat(d.Risks, d.Impacts))
	for _, x := range d.Except {
		row.Except = append(row.Except, b.exception(d.By, soaAddress, x))
	}
	row.Justification = d.Justification.Value
}

// soaDecision says where a decision was last changed.
func (b *build) soaDecision(d manual.Decided) SoaDecision {
	x := SoaDecision{Revision: Link{Href: relative(soaAddress, d.By.Address), ID: d.By.ID.Value}}
	switch {
	case d.Row != nil:
		x.Revision = b.rowLink(soaAddress, d.Trail, d.Row, b.words.Proof.Revision+" "+numeral(d.Row.Number))
		x.Revision.ID = d.Trail.ID
		x.Date = b.landed(d.Row).Date
		if d.Trail != d.By.Trail {
			x.Now = Link{Href: relative(soaAddress, d.By.Address), ID: d.By.ID.Value}
		}
	case b.m.History == nil:
		x.Unknown = b.words.Soa.NoRecord
	default:
		x.Unknown = b.words.Soa.NoTrail
	}
	return x
}
