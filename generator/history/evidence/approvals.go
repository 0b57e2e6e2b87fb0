package evidence

import (
	"aims/generator/diagnostic"
	"aims/generator/history"
)

// landing is what stands on a landing and inside it.
type landing struct {
	inside []*carrier // commits inside with Approved-by of their own, oldest first
}

// atCommit is the carrier that a commit is, with a kind of statement.
func (j *judge) atCommit(i int, kind Carrier) *carrier {
	return &carrier{kind: kind, commit: i, log: &j.trails.Log.Commits[i].Commit, message: j.messages[i], landing: j.trails.LandingOf(i)}
}

// gather finds the commits inside each landing whose Approved-by may be about any
// of its texts. Where a message names texts, its trailers are about those.
func (j *judge) gather() {
	for i := len(j.messages) - 1; i >= 0; i-- {
		m := j.messages[i]
		l := j.trails.LandingOf(i)
		if m == nil || len(m.approvers) == 0 || m.ids || l < 0 || l == i {
			continue
		}
		if j.landings[l] == nil {
			j.landings[l] = &landing{}
		}
		j.landings[l].inside = append(j.landings[l].inside, j.atCommit(i, Trailer))
	}
}

// landed notes what the landings of a revision, and the commits inside them, say
// of its text. Of a row they say nothing: its file is what is approved.
func (j *judge) landed(rev *revision) {
	if rev.row.Of != nil {
		return
	}
	for _, row := range rev.window {
		b := j.outside(row.Landing)
		c := j.atCommit(row.Landing, Trailer)
		if c.message != nil && !c.message.ids {
			for _, w := range named(c.message.approvers) {
				rev.note(j.claim(c, rev, row, b, w, ""))
			}
		}
		if inside := j.landings[row.Landing]; inside != nil {
			for _, c := range inside.inside {
				j.within(c, rev, row, b)
			}
		}
		if policy := j.rules.of(b.commit); policy.config.Approval.ByMerge && len(c.log.Parents) > 1 && row.Change != history.None {
			rev.note(j.claim(j.atCommit(row.Landing, Merge), rev, row, b, who{Person: policy.makerOf(c.log)}, ""))
		}
	}
}

// within notes the trailers of a commit inside a landing. They are about the
// document when the commit has exactly the text that landed; they were when its
// text is one that another replaced on the way.
func (j *judge) within(c *carrier, rev *revision, row *history.Row, b basis) {
	at := rev.doc.textAt(c.commit)
	refusal := ""
	if at.text != row.Blob {
		if at.text.IsZero() || at.from < 0 || at.from == j.trails.LandingOf(at.from) || j.trails.LandingOf(at.from) != row.Landing {
			return
		}
		refusal = "the commit has another text than the one that landed"
	}
	for _, w := range named(c.message.approvers) {
		rev.note(j.claim(c, rev, row, b, w, refusal))
	}
}

// merely notes what is said of a revision and never approves: that somebody
// reviewed it, may contribute it, or signed its landing.
func (j *judge) merely(rev *revision) (list []Statement) {
	if rev.row.Of != nil {
		return nil
	}
	for _, row := range rev.window {
		by := j.law(rev, j.outside(row.Landing).commit)
		commits := row.Commits
		if len(commits) == 0 || commits[0] != row.Landing {
			commits = append([]int{row.Landing}, commits...)
		}
		for _, i := range commits {
			if m := j.messages[i]; m != nil {
				list = append(list, j.trailersOf(rev, by, j.atCommit(i, Trailer), m)...)
			}
		}
	}
	if s, ok := j.bare(rev); ok {
		list = append(list, s)
	}
	return list
}

func (j *judge) trailersOf(rev *revision, by *law, c *carrier, m *message) (list []Statement) {
	for _, t := range m.others {
		p, ok := t.Person()
		if !ok {
			p = history.Person{Name: t.Value}
		}
		s := j.statement(c, rev, by, p)
		s.ID = by.byAddress[fold(p.Email)]
		if s.Meaning, s.Reason = Reviewed, "a review of the change, which approves nothing"; t.Is("Signed-off-by") {
			s.Meaning, s.Reason = SignedOff, "says that the change may be contributed, and approves nothing"
		}
		list = append(list, s)
	}
	return list
}

// bare is the signature of a landing in which nobody states an approval.
func (j *judge) bare(rev *revision) (Statement, bool) {
	c := j.atCommit(rev.row.Landing, Commit)
	if !c.log.Signed {
		return Statement{}, false
	}
	for _, x := range rev.claims {
		if x.tag == nil && x.commit == c.commit {
			return Statement{}, false
		}
	}
	by := j.law(rev, j.outside(rev.row.Landing).commit)
	maker := c.maker(by.policy)
	s := j.statement(c, rev, by, maker)
	s.Meaning, s.ID = Signature, by.byAddress[fold(maker.Email)]
	s.Reason = "a signature alone approves nothing: " + diagnostic.Visible(s.Seal.Then.Reason)
	return s, true
}
