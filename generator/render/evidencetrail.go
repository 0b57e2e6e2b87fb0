package render

import (
	"slices"

	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// standing is where the document of a trail stands; nil when nothing is known.
func (b *build) standing(t *history.Trail) *evidence.Standing {
	if b.m.Evidence == nil {
		return nil
	}
	return b.m.Evidence.Standings[t]
}

// rowStanding is the reader's word of a row, where one is known: that of the
// text at the document's address and that of the newest text.
func (b *build) rowStanding(st *evidence.Standing, r *history.Row) State {
	switch {
	case st == nil || r == nil:
	case r == st.Row:
		return b.reader(st.Word, st.From)
	case r == st.Newer:
		return b.reader(st.NewerWord, st.NewerFrom)
	}
	return State{}
}

// rowEvidence is what the verdict of a row rests on; nil for a row without one.
func (b *build) rowEvidence(r *history.Row) *RowEvidence {
	ruling := b.ruling(r)
	if ruling == nil {
		return nil
	}
	e := &RowEvidence{Verdict: verdict(ruling.Verdict), Reason: full(ruling.Reason)}
	if ruling.Verdict == evidence.NotAsked {
		e.Reason = "" // the status beside it says as much
	}
	landing := b.m.History.Commit(r).Hash
	for _, s := range ruling.Statements {
		shown := b.statement(s, r.Path)
		if s.Carrier == evidence.Trailer && s.Commit == landing {
			// The row says when, in which commit, and who made it.
			shown.Carrier, shown.Commit, shown.When, shown.Maker = b.words.Proof.InLanding, CommitLink{}, Stamp{}, ""
		}
		switch {
		case s.Counts:
			e.Counted = append(e.Counted, shown)
		case s.Meaning == evidence.Approval:
			e.Ignored = append(e.Ignored, shown)
		default:
			e.Others = append(e.Others, shown)
		}
	}
	return e
}

// reviews are the periodic reviews of a document, newest first. anchors are
// those of the rows on the trail's page.
func (b *build) reviews(st *evidence.Standing, anchors map[*history.Row]string) []ReviewLine {
	if st == nil {
		return nil
	}
	var list []ReviewLine
	for _, r := range st.Reviews {
		if r.How == evidence.NewVersion {
			continue // a row of the trail says so already
		}
		list = append(list, b.review(r, anchors[r.Row]))
	}
	return list
}

func (b *build) review(r evidence.Review, anchor string) ReviewLine {
	w := b.words.Proof
	line := ReviewLine{
		Day: longDay(r.Day), Date: r.Day.String(), Who: name(r.Person), Role: b.role(r.Role), State: State{Word: w.DoesNot, Tone: Neutral}, Reason: clean(r.Reason),
		How: map[evidence.ReviewKind]string{evidence.PeriodicReview: w.ByTrailer, evidence.ReviewedOn: w.ByDate, evidence.NewVersion: w.ByVersion}[r.How],
	}
	if r.Counts {
		line.State = State{Word: w.Counts, Tone: Good}
	}
	path := ""
	if r.Row != nil {
		path = r.Row.Path
		line.Row.Title = b.changeWord(r.Row.Change)
		if r.Row.Number > 0 {
			line.Row.Title = w.Revision + " " + numeral(r.Row.Number)
		}
		if anchor != "" {
			line.Row.Href = "#" + anchor
		}
	}
	if r.Commit != (git.Hash{}) {
		line.Commit = b.commitLink(r.Commit, path)
	}
	return line
}

// reviewers are who reviewed a document in the landing of a row.
func reviewers(st *evidence.Standing, r *history.Row) []string {
	if st == nil {
		return nil
	}
	var names []string
	for _, x := range st.Reviews {
		if x.Row == r && x.Counts && x.How != evidence.NewVersion {
			names = append(names, name(x.Person))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// manualEvidence is what the overview says of the evidence; nil when nothing is
// known.
func (b *build) manualEvidence(from string) *ManualEvidence {
	if b.m.Evidence == nil {
		return nil
	}
	p := &ManualEvidence{Doubts: len(b.m.Evidence.Doubts), Reviews: relative(from, reviewsAddress), Control: relative(from, "about-control.html") + "#doubts"}
	counts := map[evidence.Verdict]int{}
	for _, e := range b.listed {
		if ruling := b.ruling(e.Row); e.Reader == evidence.InForce && ruling != nil && ruling.Verdict != evidence.NotAsked {
			counts[ruling.Verdict]++
		}
		if e.Standing == nil {
			continue
		}
		switch e.Standing.Due {
		case evidence.Overdue:
			p.Overdue++
		case evidence.DueSoon:
			p.DueSoon++
		}
	}
	for _, v := range []evidence.Verdict{evidence.Signed, evidence.Recorded, evidence.Declared, evidence.Missing} {
		p.Approvals.States = append(p.Approvals.States, StateCount{State: verdict(v), Count: counts[v], Before: p.Approvals.Documents})
		p.Approvals.Documents += counts[v]
	}
	return p
}

// due is how urgent a review is, in a word; nothing for one that isn't.
func due(d evidence.Due) State {
	switch d {
	case evidence.Overdue:
		return State{Word: sentence(string(d)), Tone: Bad}
	case evidence.DueSoon:
		return State{Word: sentence(string(d)), Tone: Caution}
	}
	return State{}
}
