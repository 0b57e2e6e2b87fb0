package render

import (
	"slices"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
	"aims/generator/trust"
)

// controlClauses are the clauses about documented information, each with what
// this manual has to show for it. Figures that hang on the history are left out
// where nothing is known of it.
func (b *build) controlClauses() []ControlClause {
	docs := slices.DeleteFunc(slices.Clone(b.listed), func(e *manual.Entry) bool { return e.Kind.Record })
	clauses := []ControlClause{
		{Item: Link{ID: "7.5.1"}, Points: b.whatIsHeld(docs)},
		{Item: Link{ID: "7.5.2"}, Points: slices.Concat(b.howItIsMade(docs), b.howItIsApproved())},
		{Item: Link{ID: "7.5.3"}, Points: slices.Concat(b.howItIsKept(), b.whatEndsOrComesIn())},
	}
	for i := range clauses {
		c := &clauses[i]
		c.Anchor = "clause-" + c.Item.ID
		for _, s := range b.m.Standards {
			if item, ok := s.Find(c.Item.ID); ok && item.Kind == standard.Clause && c.Item.Title == "" {
				c.Item.Href, c.Item.Title, c.Summary = relative(aboutAddress, b.m.ItemAddress(s, item)), item.Title, item.Summary
			}
		}
		c.Points = slices.DeleteFunc(c.Points, func(p ControlPoint) bool { return len(p.Figures) == 0 })
	}
	return clauses
}

// whatIsHeld is 7.5.1.
func (b *build) whatIsHeld(docs []*manual.Entry) []ControlPoint {
	w, register := b.words.About, registerAddress(0)
	plain := b.figure(w.Plain, len(b.m.Pages), "")
	b.unfold(&plain, w.These(len(b.m.Pages)), b.entryLinks(b.m.Pages))
	return []ControlPoint{
		{w.Listed, []Figure{b.figure(w.Documents, len(docs), register), b.figure(w.Records, len(b.listed)-len(docs), register), plain}},
		{w.Answers, []Figure{b.share(w.Answering, docs, func(e *manual.Entry) bool { return len(e.Addresses)+len(e.Claims) > 0 })}},
	}
}

// howItIsMade is the part of 7.5.2 that the documents themselves tell.
func (b *build) howItIsMade(docs []*manual.Entry) []ControlPoint {
	w := b.words.About
	return []ControlPoint{
		{w.Identified, []Figure{
			b.share(w.Titled, b.listed, func(e *manual.Entry) bool { return e.Title.Value != "" }),
			b.share(w.Versioned, docs, func(e *manual.Entry) bool { return e.Version.Value != "" }),
		}},
		{w.Owned, []Figure{
			b.share(w.WithOwner, b.listed, func(e *manual.Entry) bool { return e.Owner.Value != "" }),
			b.share(w.WithApprover, docs, func(e *manual.Entry) bool { return len(e.Approver) > 0 }),
		}},
		{w.Format, []Figure{b.figure(w.Texts, len(b.listed)+len(b.m.Pages), ""), b.figure(w.Attachments, len(b.m.Attachments), "")}},
	}
}

// howItIsApproved is the part of 7.5.2 that the history tells.
func (b *build) howItIsApproved() []ControlPoint {
	if b.m.Evidence == nil {
		return nil
	}
	w := b.words.About
	separate := w.Separate
	if b.m.Config.Approval.AllowSelf {
		separate = w.MaySelf
	}
	return []ControlPoint{
		{w.Judged, b.revisionFigures()},
		{w.Approved, b.inForceFigures()},
		{separate, b.statementFigures()},
		{w.Reviewed + " " + w.Waits, b.reviewFigures()},
	}
}

// revisionFigures are how many revisions have which verdict.
func (b *build) revisionFigures() []Figure {
	w, counts, all := b.words.About, map[evidence.Verdict]int{}, 0
	for _, r := range b.m.History.Revisions {
		all++
		if ruling := b.ruling(r); ruling != nil {
			counts[ruling.Verdict]++
		}
	}
	list := []Figure{b.figure(w.Revisions, all, changesAddress)}
	for _, v := range verdictsByRank {
		list = append(list, b.toned(verdict(v).Word, counts[v], verdict(v).Tone))
	}
	return append(list, b.figure(w.NotAsked, counts[evidence.NotAsked], ""))
}

// verdictsByRank are the verdicts of approvals, the surest first.
var verdictsByRank = []evidence.Verdict{evidence.Signed, evidence.Recorded, evidence.Declared, evidence.Missing}

// inForceFigures are how sure the approvals of the texts in force are.
func (b *build) inForceFigures() []Figure {
	by := map[evidence.Verdict][]*manual.Entry{}
	for _, e := range b.listed {
		if ruling := b.ruling(e.Row); ruling != nil && e.Reader == evidence.InForce {
			by[ruling.Verdict] = append(by[ruling.Verdict], e)
		}
	}
	var list []Figure
	for _, v := range verdictsByRank {
		f := b.toned(b.words.About.InForce+" "+string(v), len(by[v]), verdict(v).Tone)
		if !v.AtLeast(evidence.Recorded) {
			b.unfold(&f, b.words.About.These(len(by[v])), b.entryLinks(by[v]))
		}
		list = append(list, f)
	}
	return list
}

// statementFigures are how many approvals count, and what signatures are worth.
func (b *build) statementFigures() []Figure {
	w := b.words.About
	var counting, ignored, good, worthless int
	for _, r := range b.m.History.Revisions {
		ruling := b.ruling(r)
		if ruling == nil {
			continue
		}
		for _, s := range ruling.Statements {
			switch {
			case s.Counts:
				counting++
			case s.Meaning == evidence.Approval:
				ignored++
			}
			if s.Seal != nil && s.Seal.Then.State == trust.Good {
				good++
			} else if s.Seal != nil {
				worthless++
			}
		}
	}
	return []Figure{b.figure(w.Counting, counting, ""), b.figure(w.Ignored, ignored, ""), b.figure(w.Signatures, good, ""), b.figure(w.Worthless, worthless, "")}
}

// reviewFigures are how many documents stand in which group of the page of
// reviews.
func (b *build) reviewFigures() []Figure {
	rows := reviews(b.m)
	var list []Figure
	for u := overdue; u <= waiting; u++ {
		n, page := reviewPlace(rows, u)
		g := b.reviewGroup(u)
		f := b.toned(g.Title, n, g.Tone)
		if n > 0 {
			f.Href = relative(aboutAddress, page) + "#" + g.ID
		}
		list = append(list, f)
	}
	return list
}

// howItIsKept is the part of 7.5.3 about texts that are in use.
func (b *build) howItIsKept() []ControlPoint {
	w, m := b.words.About, b.m
	points := []ControlPoint{{w.Available, nil}, {w.Whole, nil}, {w.Confidential, b.classes()}, {w.Kept, nil}}
	for _, c := range b.count(b.listed) {
		f := b.toned(c.State.Word, c.Count, c.State.Tone)
		if c.Count > 0 {
			f.Href = relative(aboutAddress, registerAddress(0))
		}
		points[0].Figures = append(points[0].Figures, f)
	}
	if m.Evidence == nil {
		return points
	}
	provisional, superseded := 0, 0
	for _, r := range b.m.History.Revisions {
		superseded++
		if r.Provisional {
			provisional++
		}
	}
	for _, t := range m.History.Documents {
		if t.Live && t.Revisions() > 0 {
			superseded-- // its newest one is in use
		}
	}
	doubts := b.toned(w.Doubts, len(m.Evidence.Doubts), Caution)
	doubts.Href = "#doubts"
	points[1].Figures = []Figure{
		b.toned(w.Uncommitted, m.Uncommitted(), Caution), b.figure(w.Provisional, provisional, ""),
		{Label: w.RuleChanges, Value: numeral(len(m.Evidence.Rules)), Href: "#rules-trail"},
		{Label: w.Strays, Value: numeral(len(m.Evidence.Strays)), Href: "#strays"}, doubts,
	}
	points[3].Figures = []Figure{b.figure(w.Superseded, superseded, changesAddress)}
	return points
}

// classes are how many documents have which classification, and a named
// audience.
func (b *build) classes() []Figure {
	var list []Figure
	for _, class := range []string{"public", "internal", "confidential", "restricted"} {
		n := 0
		for _, e := range b.listed {
			if e.Classification.Value == class {
				n++
			}
		}
		list = append(list, b.figure(sentence(class), n, ""))
	}
	return append(list, b.figure(b.words.About.Audience, countOf(b.listed, func(e *manual.Entry) bool { return len(e.Audience) > 0 }), ""))
}

// whatEndsOrComesIn is the part of 7.5.3 about texts that are no longer in use
// and about those of others.
func (b *build) whatEndsOrComesIn() []ControlPoint {
	w := b.words.About
	retention := b.figure(w.Retention, countOf(b.listed, func(e *manual.Entry) bool { return e.Retention.Set() }), "")
	ended := []Figure{retention}
	if b.m.Evidence != nil {
		removed := b.figure(w.Removed, len(b.m.Gone), "")
		var gone []Link
		for _, t := range b.m.Gone {
			gone = append(gone, Link{Href: relative(aboutAddress, "documents/"+t.ID+".html"), ID: t.ID, Title: clean(t.Title)})
		}
		b.unfold(&removed, w.These(len(gone)), gone)
		ended = append(ended, removed)
	}
	const external = "external"
	outside := b.figure(w.External, countOf(b.listed, func(e *manual.Entry) bool { return e.Kind.Name == external }), "")
	if _, listed := b.kindRows[external]; listed {
		outside.Href = b.kindAddress(aboutAddress, external)
	}
	return []ControlPoint{{w.Ended, ended}, {w.Outside, []Figure{outside}}}
}
