package render

import (
	"slices"
	"strings"

	"aims/generator/manual"
	"aims/generator/site"
	"aims/generator/standard"
)

const readinessAddress = "readiness.html"

// shownHeld is how many of the documents that hold the same information are
// shown.
const shownHeld = 5

// readiness makes the page of what the standards ask for and what there is.
func (b *build) readiness() (site.File, error) {
	tree, err := b.trees.top(readinessAddress)
	if err != nil {
		return site.File{}, err
	}
	p := b.readinessFacts(b.m.Readiness())
	p.Page = b.page(readinessAddress, b.words.Ready.Title, "", b.words.Language, tree)
	return b.execute(b.pages["readiness"], "layout", readinessAddress, p)
}

// readinessFacts are the facts of the page, without what is around them.
func (b *build) readinessFacts(r *manual.Readiness) ReadinessPage {
	w := b.words.Ready
	p := ReadinessPage{Total: b.readyPhase(r, "", w.All), Trace: relative(readinessAddress, traceAddress)}
	if r.Proved {
		p.AsOf, p.Require = longDay(r.Day), w.Required(b.m.Config.Approval.Require)
	}
	for _, phase := range manual.Phases {
		var clauses []manual.Ready
		for _, c := range r.Clauses {
			if c.Phase == phase {
				clauses = append(clauses, c)
			}
		}
		if len(clauses) == 0 {
			continue
		}
		shown := b.readyPhase(r, phase, b.phaseWord(phase))
		shown.Title.Href, shown.Clauses = "#phase-"+string(phase), w.Span(spanOf(clauses))
		p.Phases = append(p.Phases, shown)
		anchor := "phase-" + string(phase)
		for _, c := range clauses {
			for _, row := range b.readyRows(c) {
				row.Phase, row.Anchor = shown.Title.Title, anchor
				anchor = ""
				p.Rows = append(p.Rows, row)
			}
		}
	}
	for _, c := range r.Clauses {
		for i, a := range c.Asked {
			switch row := b.readyRow(c, i); {
			case !a.Explicit:
			case a.Duty == standard.Maintain:
				p.First = append(p.First, row)
			default:
				p.Second = append(p.Second, row)
			}
		}
	}
	return p
}

func (b *build) phaseWord(p manual.Phase) string {
	w := b.words.Ready
	return map[manual.Phase]string{manual.PhasePlan: w.Plan, manual.PhaseDo: w.Do, manual.PhaseCheck: w.Check, manual.PhaseAct: w.Act}[p]
}

func (b *build) readyPhase(r *manual.Readiness, phase manual.Phase, title string) ReadyPhase {
	counts := r.Counts(phase)
	p := ReadyPhase{Title: Link{Title: title}}
	for _, at := range []manual.Presence{manual.Present, manual.NotYet, manual.Absent} {
		p.States = append(p.States, StateCount{State: b.presence(at), Count: counts[at], Before: p.Asked})
		p.Asked += counts[at]
	}
	return p
}

func (b *build) presence(p manual.Presence) State {
	w := b.words.Ready
	switch p {
	case manual.Present:
		return State{Word: w.Present, Tone: Good}
	case manual.NotYet:
		return State{Word: w.NotYet, Tone: Caution}
	}
	return State{Word: w.Absent, Tone: Bad}
}

// readyRows are the rows of a clause: one for each piece of information, or one
// that says that it asks for none.
func (b *build) readyRows(c manual.Ready) (rows []ReadyRow) {
	for i := range c.Asked {
		rows = append(rows, b.readyRow(c, i))
	}
	if len(rows) == 0 {
		rows = []ReadyRow{{Clause: b.itemLink(readinessAddress, c.Traced)}}
	}
	for _, d := range c.Other[:min(len(c.Other), shownHeld)] {
		rows[0].Other = append(rows[0].Other, b.traceTie(readinessAddress, d).Link)
	}
	return rows
}

// readyRow is the n-th piece of information of a clause.
func (b *build) readyRow(c manual.Ready, n int) ReadyRow {
	const from = readinessAddress
	w, a := b.words.Ready, c.Asked[n]
	row := ReadyRow{Clause: b.itemLink(from, c.Traced), Asked: a.Name, Explicit: a.Explicit, State: b.presence(a.Presence), Newest: a.Newest.String()}
	if !a.Explicit && a.Presence == manual.Absent {
		row.State = State{Word: w.Customary, Tone: Neutral}
	}
	for _, h := range a.Held {
		if h.Counts {
			row.Count++
		}
		if len(row.Held) < shownHeld {
			tie := b.traceTie(from, h.Tie)
			tie.How, tie.Lack = "", w.Lacks(h.Lack)
			row.Held = append(row.Held, tie)
		}
	}
	if more := len(a.Held) - len(row.Held); more > 0 {
		row.More = Link{Title: w.More(more), Href: b.kindAddress(from, a.Held[len(row.Held)].Kind.Name)}
	}
	switch {
	case row.Count == 0:
	case !a.Since.IsZero():
		row.Age = b.stale(manual.Freshness{Due: a.Since, Stale: true})
	case a.Fresh:
		row.Age = State{Word: w.Within, Tone: Good}
	default:
		row.Age = State{Word: w.Older, Tone: Caution}
	}
	if a.Controls > 0 && len(a.Held) > 0 && !a.Whole() {
		row.Part = w.PartInForce(a.Decisions.InForce, a.Controls)
	}
	if a.Stale > 0 {
		row.Stale = w.CountStale(a.Stale)
	}
	row.Step = b.step(c, a)
	return row
}

// step is the next thing to do about a piece of information.
func (b *build) step(c manual.Ready, a manual.Asked) []StepPart {
	w, s := &b.words.Ready, b.m.NextStep(c.Traced, a)
	switch s.Do {
	case manual.NothingToDo:
		return nil
	case manual.ToWrite:
		return b.writeStep(c, a)
	case manual.ToDecide:
		return w.Decide(a.Controls - a.Decisions.InForce)
	case manual.ToBringBack:
		commit := b.m.History.Log.Commits[s.Gone.Gone].Hash.String()[:12]
		return w.BringBack(clean(s.Gone.ID), commit, clean(s.Gone.Path), b.writeStep(c, a))
	}
	e := s.Entry
	id, record := e.ID.Value, e.Kind.Record
	switch s.Do {
	case manual.ToReplace:
		return w.Replace(id, string(e.Reader), b.writeStep(c, a))
	case manual.ToCommit:
		return w.Commit(id, e.Path)
	case manual.ToFinish:
		return w.Finish(id, e.Path, record)
	case manual.ToComplete:
		return w.Complete(s.Lack, id)
	case manual.ToApprove:
		return w.Approve(id, b.wanted(e))
	case manual.ToAwait:
		from := e.From
		if record {
			from = e.Date.Date
		}
		return w.Await(id, longDay(from))
	case manual.ToReview:
		return w.Review(id, longDay(e.Standing.NextReview))
	case manual.ToRenew:
		return w.Renew(id, longDay(a.Since))
	}
	return w.KeepHistory(id, e.Path)
}

// writeStep is the step for what there is nothing of.
func (b *build) writeStep(c manual.Ready, a manual.Asked) []StepPart {
	name, label, record := a.Kinds[0], inWords(a.Kinds[0]), false
	addresses := b.m.ItemID(c.Standard, c.Item.ID)
	if k := b.m.Kinds.Find(name); k != nil {
		label, record = k.Label, k.Record
	}
	if slices.ContainsFunc(c.Kinds, func(k manual.TracedKind) bool { return k.Name == name }) {
		addresses = "" // the kind says it
	}
	return b.words.Ready.Write(name, label, addresses, record)
}

// wanted names the roles whose approval a document waits for, with who holds
// them.
func (b *build) wanted(e *manual.Entry) string {
	if e.Standing == nil {
		return ""
	}
	var roles []string
	for _, want := range e.Standing.Wants {
		who := strings.Join(b.people(want.People), ", ")
		if who == "" {
			who = b.words.Proof.Nobody
		}
		roles = append(roles, clean(want.Title)+" ("+who+")")
	}
	return strings.Join(roles, "; ")
}

// readyLine is what the overview says of readiness; nil where there is no such
// page, or nothing is asked for.
func (b *build) readyLine(from string) *ReadyLine {
	if len(b.m.Documents) == 0 || b.m.Trace == nil || b.m.Evidence == nil {
		return nil
	}
	r := b.m.Readiness()
	counts, asking := r.Counts(""), map[*standard.Standard]bool{}
	for _, c := range r.Clauses {
		if slices.ContainsFunc(c.Asked, func(a manual.Asked) bool { return a.Explicit }) {
			asking[c.Standard] = true
		}
	}
	l := &ReadyLine{Have: counts[manual.Present], Standards: len(asking), Href: relative(from, readinessAddress)}
	for _, n := range counts {
		l.Asked += n
	}
	if l.Asked == 0 {
		return nil
	}
	return l
}
