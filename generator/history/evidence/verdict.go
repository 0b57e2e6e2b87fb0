package evidence

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// tally counts who has approved, in which roles, for each law by which any of the
// statements was judged: they may want different people.
type tally struct {
	laws []*law
	have map[string]map[string]bool // by role: ids of people
	ids  map[string]string          // by address, so that another id makes nobody a second person
}

func (t *tally) add(x *claim) {
	same := func(l *law) bool { return l.demand == x.law.demand }
	if !slices.ContainsFunc(t.laws, same) {
		t.laws = append(t.laws, x.law)
	}
	if t.have == nil {
		t.have, t.ids = map[string]map[string]bool{}, map[string]string{}
	}
	id, known := t.ids[fold(x.Person.Email)]
	if !known {
		id = x.ID
		t.ids[fold(x.Person.Email)] = id
	}
	for _, h := range x.held {
		if t.have[h.role] == nil {
			t.have[h.role] = map[string]bool{}
		}
		t.have[h.role][id] = true
	}
}

// lacks is how many people a law still wants in a role.
func (t *tally) lacks(l *law, role string) int {
	return max(0, max(1, l.config.Roles[role].Needs)-len(t.have[role]))
}

// suffices reports whether some law has all whom it wants.
func (t *tally) suffices() bool { return slices.ContainsFunc(t.laws, t.meets) }

// meets reports whether a law has all whom it wants: enough people in each role
// that the document names, else in one that approves its kind.
func (t *tally) meets(l *law) bool {
	lacks := func(role string) bool { return t.lacks(l, role) > 0 }
	has := func(role string) bool { return !lacks(role) }
	if len(l.approvers) > 0 {
		return !slices.ContainsFunc(l.judges, lacks)
	}
	return slices.ContainsFunc(l.judges, has)
}

// rule gives a revision its verdict.
func (j *judge) rule(rev *revision) {
	before := j.law(rev, j.outside(rev.row.Landing).commit)
	rev.record = j.isRecord(before, rev)
	rev.ruling = &Ruling{Record: rev.record}
	slices.SortStableFunc(rev.claims, func(a, b *claim) int { return byDate(a.When, b.When) })
	switch facts := rev.facts(); {
	case !facts.Readable || !facts.Controlled:
		rev.ruling.Reason = "its frontmatter can't be read, so that nobody knows its status"
	case rev.record:
		rev.ruling.Reason = "approval is not asked for a record"
		rev.reached = facts.Status == "approved"
	case facts.Status == "approved":
		j.decide(rev, before)
	default:
		rev.ruling.Reason = "approval is not asked for a text whose status is " + clean(facts.Status)
	}
	if rev.reached && rev.ruling.Reached.IsZero() && !rev.undated {
		rev.ruling.Reached = j.trails.Commit(rev.row).Committer.When
	}
	if _, broken := rev.effective(); broken {
		rev.ruling.Reason += "; its effective date can't be read"
	}
	j.list(rev)
}

// isRecord reports whether a revision is one of a record, by the rules of then,
// or by those of the built manual where they didn't know the kind.
func (j *judge) isRecord(before *law, rev *revision) bool {
	kind, known := before.kinds[rev.facts().Kind]
	if !known {
		kind = j.kinds[rev.facts().Kind]
	}
	return kind.Record
}

// decide finds the strongest level at which enough people have approved.
func (j *judge) decide(rev *revision, before *law) {
	rev.ruling.Verdict = Missing
	for _, level := range []Verdict{Signed, Recorded, Declared} {
		if rev.enough(level) {
			rev.ruling.Verdict, rev.ruling.Reason = level, rev.approval(level)
			break
		}
	}
	if rev.ruling.Verdict == Missing {
		rev.ruling.Reason = rev.missing(before)
	}
	rev.require = Verdict(before.config.Approval.Require)
	rev.ruling.Require = rev.require
	rev.reach(j.trails.Commit(rev.row).Committer.When)
	if !rev.reached && rev.ruling.Verdict != Missing {
		rev.ruling.Reason += "; at least " + string(rev.require) + " is required"
	}
}

// enough reports whether the statements of a level and above suffice.
func (r *revision) enough(level Verdict) bool {
	var t tally
	for _, x := range r.claims {
		if !x.Counts || !x.How.AtLeast(level) {
			continue
		}
		if t.add(x); t.suffices() {
			return true
		}
	}
	return false
}

// reach finds the moment at which the required verdict was there.
func (r *revision) reach(landed time.Time) {
	if r.reached = r.require == Missing; r.reached {
		return
	}
	var t tally
	for _, x := range r.claims {
		if !x.Counts || !x.How.AtLeast(r.require) {
			continue
		}
		if t.add(x); !t.suffices() {
			continue
		}
		r.reached, r.undated = true, x.When.IsZero() || landed.IsZero()
		if r.ruling.Reached = landed; x.When.After(landed) {
			r.ruling.Reached = x.When
		}
		if r.undated {
			r.ruling.Reached = time.Time{}
		}
		return
	}
}

// byDate compares instants, older ones before newer ones, and those that can't be
// read last.
func byDate(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		return b.Compare(a)
	}
	return a.Compare(b)
}

// list puts the statements of a revision in their order.
func (j *judge) list(rev *revision) {
	others := j.merely(rev)
	slices.SortStableFunc(others, func(a, b Statement) int { return byDate(a.When, b.When) })
	if len(rev.claims)+len(others) == 0 {
		return
	}
	list := make([]Statement, 0, len(rev.claims)+len(others))
	for _, counts := range []bool{true, false} {
		for _, x := range rev.claims {
			if x.Counts == counts {
				list = append(list, x.Statement)
			}
		}
	}
	rev.ruling.Statements = append(list, others...)
}

// approval is the reason of a verdict that is reached.
func (r *revision) approval(level Verdict) string {
	var parts []string
	seen := map[string]bool{}
	for _, x := range r.claims {
		who := "by " + x.law.nameOf(x.ID) + " "
		if !x.Counts || !x.How.AtLeast(level) || seen[who] {
			continue
		}
		seen[who] = true
		parts = append(parts, who+x.Reason)
	}
	return "approved " + strings.Join(parts, "; ")
}

// missing says who is still wanted, by the rules of the landing's first parent,
// and why what was stated doesn't count.
func (r *revision) missing(before *law) string {
	t := &tally{}
	var approved []string
	refused, why := 0, ""
	for _, x := range r.claims {
		switch {
		case x.Counts:
			t.add(x)
			approved = append(approved, x.law.nameOf(x.ID))
		case refused == 0:
			why = x.Reason
			fallthrough
		default:
			refused++
		}
	}
	var s string
	slices.Sort(approved)
	if approved = slices.Compact(approved); len(approved) > 0 {
		s = "only " + joined(approved, "and") + " approved it"
	} else {
		s = fmt.Sprintf("nobody who may approve %s has approved this text", Article(before.kindWord()))
	}
	s += "; " + r.stillWanted(before, t)
	switch refused {
	case 0:
		return s
	case 1:
		return s + "; one statement doesn't count: " + why
	}
	return s + fmt.Sprintf("; %d statements don't count, one of them because: %s", refused, why)
}

// stillWanted says who is still to approve.
func (r *revision) stillWanted(l *law, t *tally) string {
	var parts []string
	for _, want := range r.wanting(l, t) {
		who := l.nameList(want)
		if _, known := l.config.Roles[want.Role]; !known {
			who = "which is no role"
		}
		parts = append(parts, fmt.Sprintf("%d of %s (%s)", want.Needs, want.Title, who))
	}
	switch {
	case l.fault != "":
		return "the rules of then can't be read"
	case len(l.judges) == 0:
		return "no role approves " + Article(l.kindWord())
	case len(l.approvers) > 0:
		return "wanted: " + joined(parts, "and")
	}
	return "wanted: " + joined(parts, "or")
}
