package render

import (
	"slices"
	"strings"

	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// threadBreaks are breaks by stage and by what mends them.
func (b *build) threadBreaks(from string, list []manual.Break) []ThreadBreaks {
	w := b.words.System
	var all []ThreadBreaks
	for _, x := range list {
		out := ThreadBreak{Where: b.entryLink(from, x.Entry), Says: w.Says[x.Fault]}
		if x.ID != "" {
			out.Where = b.targetLink(from, x.ID, x.To)
		}
		if !x.Day.IsZero() {
			out.Says += " (" + longDay(x.Day) + ")"
		}
		stage, do := w.Stages[x.Stage], w.Does[x.Fault]
		at := slices.IndexFunc(all, func(g ThreadBreaks) bool { return g.Stage == stage && g.Do == do })
		if at < 0 {
			at = len(all)
			all = append(all, ThreadBreaks{Stage: stage, Do: do})
		}
		if all[at].count++; all[at].count <= named {
			all[at].Where = append(all[at].Where, out)
		}
	}
	for i, g := range all {
		if g.count > named {
			all[i].More = w.More(g.count - named)
		}
	}
	return all
}

func (b *build) threadAssessment(from string, e *manual.Entry) ThreadAssessment {
	return ThreadAssessment{
		Document: b.entryLink(from, e), Date: e.Date.String(), State: b.state(e),
		Facts: b.fieldFacts(e, from, "intended-use", "foreseeable-misuse", "affected-groups",
			"impact-on-individuals", "impact-on-groups", "impact-on-society", "measures", "conclusion", "accepted-by", "due"),
	}
}

func (b *build) threadRisk(from string, r *manual.Risk) ThreadRisk {
	out := ThreadRisk{
		Risk: b.entryLink(from, r.Entry), Level: b.rank(manual.LevelScale, r.Level.Value), Treatment: sentence(r.Treatment.Value),
		Residual: b.rank(manual.LevelScale, r.Remains().Value), Accepted: b.acceptance(r), Mark: b.mark(r.Entry),
	}
	if out.Mark.Word == "" && !r.Open() {
		out.Mark = State{Word: b.words.System.Closed + " " + r.Closed.Value, Tone: Neutral}
	}
	if r.Residual.Value == "" {
		out.Residual.Note = b.words.System.Unchanged
	}
	for _, l := range r.Controls {
		c := b.targetLink(from, l.Value, l.Target)
		if c.ID != "" {
			c.Title = "" // its title stands with the controls
		}
		out.Controls = append(out.Controls, c)
	}
	return out
}

// rank is a word of a scale with its place there, from 1 to 4 whatever the
// number of words.
func (b *build) rank(scale, word string) Rank {
	at := b.m.Rank(scale, word)
	if at < 0 {
		return Rank{Word: word}
	}
	return Rank{Word: word, Heat: heat(at+1, len(b.m.Config.Scales[scale]))}
}

// heat is one of four shades for the n-th of several steps, from 1.
func heat(n, of int) int { return (4*n + of - 1) / of }

// acceptance is who accepts what remains of a risk.
func (b *build) acceptance(r *manual.Risk) Acceptance {
	w := b.words.System
	if r.AcceptedBy.Value == "" {
		if r.Open() && b.m.Serious(r.Remains().Value) {
			return Acceptance{State: State{Word: w.NotAccepted, Tone: Bad}}
		}
		return Acceptance{State: State{Word: w.NotNeeded, Tone: Neutral}}
	}
	a := Acceptance{Role: b.role(r.AcceptedBy.Value), On: r.AcceptedOn.Value, State: State{Word: w.Declared, Tone: Caution}}
	switch {
	case r.Ahead:
		a.State = State{Word: w.NotYet, Tone: Bad}
	case slices.ContainsFunc(r.Proof, func(s evidence.Statement) bool { return s.How.AtLeast(evidence.Recorded) }):
		a.State = State{Word: w.Proved, Tone: Good}
	}
	for _, s := range r.Proof {
		who := name(s.Person)
		if at := slices.IndexFunc(s.Held, func(h evidence.Held) bool { return h.Role == r.AcceptedBy.Value }); at >= 0 && s.Held[at].For != "" {
			who += ", " + b.words.Proof.Deputy + " " + clean(s.Held[at].For)
		}
		if v := verdict(s.How); v.Word != "" {
			who += ", " + strings.ToLower(v.Word)
		}
		if r.ProofOf != nil && r.Keeper != nil {
			who += " (" + r.Keeper.ID.Value + " " + b.words.Proof.Revision + " " + numeral(r.ProofOf.Number) + ")"
		}
		a.By = append(a.By, who)
	}
	return a
}

func (b *build) threadControl(from string, c manual.ThreadControl) ThreadControl {
	w := b.words.System
	out := ThreadControl{Control: b.targetLink(from, c.ID, c.Target), State: State{Word: w.Undecided, Tone: Bad}}
	for _, r := range c.Risks[:min(named, len(c.Risks))] {
		out.Risks = append(out.Risks, Link{Href: relative(from, r.Address), ID: r.ID.Value})
	}
	if more := len(c.Risks) - named; more > 0 {
		out.Risks = append(out.Risks, Link{Title: w.More(more)})
	}
	switch d := c.Decision; {
	case d == nil:
		return out
	case !d.Applicable:
		out.State, out.Note = State{Word: w.Inapplicable, Tone: Bad}, d.Justification.Value
	case c.LeftOut:
		out.State, out.Note = State{Word: w.LeftOut, Tone: Caution}, c.Except
	default:
		out.State = b.decidedState(d.State.Value)
		if !d.Due.IsZero() {
			out.Note = b.words.DueBy + " " + d.Due.String()
		}
	}
	for _, t := range c.Implementers() {
		out.Documents = append(out.Documents, b.threadDocument(from, b.targetLink(from, t.Entry.ID.Value, t), t.Entry))
	}
	return out
}

// decidedState is the state of a control as a statement of applicability
// declares it.
func (b *build) decidedState(state string) State {
	tone := map[string]Tone{"implemented": Good, "partial": Fair, "planned": Caution, "none": Bad}[state]
	if tone == "" {
		return State{Word: b.words.Applicable, Tone: Neutral, Note: b.words.AsDeclared}
	}
	return State{Word: sentence(state), Tone: tone, Note: b.words.AsDeclared}
}

func (b *build) threadDocument(from string, link Link, e *manual.Entry) ThreadDocument {
	d := ThreadDocument{Document: link, State: b.implementer(e)}
	if ruling := b.ruling(e.Row); ruling != nil {
		d.Verdict, d.Approvers = verdict(ruling.Verdict), approvers(ruling)
		d.Approval = b.rowLink(from, e.Trail, e.Row, b.words.Proof.Revision+" "+numeral(e.Row.Number))
	}
	return d
}

func (b *build) threadEvent(from string, e *manual.Entry) ThreadEvent {
	x := ThreadEvent{Document: b.entryLink(from, e), Kind: sentence(e.Kind.Label), Date: e.Date.String(), State: b.state(e), Closed: first(e, "closed")}
	if day := b.closesOn(e); !day.IsZero() {
		x.Closed = b.words.System.ClosesOn + " " + day.String()
	}
	return x
}
