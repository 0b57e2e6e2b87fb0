package evidence

import (
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
)

// head is the index of the built commit: children stand before parents.
const head = 0

// onHead is the carrier of a statement that somebody would make now: an annotated
// tag on the head. What would count is found out by judging it like one that is
// there.
func (j *judge) onHead(maker history.Person) *carrier {
	tag := &git.Tag{Commit: j.trails.Head, Tagger: git.Signature{Name: maker.Name, Email: maker.Email}}
	return &carrier{kind: Tag, tag: tag, message: &message{}, commit: head, log: &git.Commit{Hash: tag.Commit}, landing: head}
}

// Head is aims.yaml of the built commit, its defaults where there is none. fault says
// why it can't be read, so that it entitles nobody; it is "" when it can.
func (e *Evidence) Head() (c config.Config, fault string) {
	if e.judge == nil {
		return config.Default(), ""
	}
	rules := e.judge.rules.of(head)
	return rules.config, rules.fault
}

// Objection says why an approval of a document's newest text, stated by somebody in
// an annotated tag on the built commit, would not count: a clause, as in [Statement].
// It is "" where the approval would count.
func (e *Evidence) Objection(t *history.Trail, who history.Person) string {
	j := e.judge
	if j == nil || j.byTrail[t] == nil || len(j.byTrail[t].revisions) == 0 {
		return "no commit has a text of it"
	}
	j.asked.Lock()
	defer j.asked.Unlock()
	rev := j.byTrail[t].newest()
	c, row := j.onHead(who), rev.text()
	x := j.claims(c, rev, row, j.untimely(c, rev, row))[0]
	if x.Counts {
		return ""
	}
	return x.Reason
}

// Reviewers are those whose task it is to review a document: its owner, else those
// who may approve it. Their people are those whose Periodic-review, in a commit on
// top of the built one, would count.
func (e *Evidence) Reviewers(t *history.Trail) (list []Want) {
	j := e.judge
	if j == nil || j.byTrail[t] == nil {
		return nil
	}
	j.asked.Lock()
	defer j.asked.Unlock()
	l := j.reviewLaw(j.byTrail[t], head, head)
	if l == nil {
		return nil
	}
	roles := l.judges
	if l.owner != "" {
		roles = []string{l.owner}
	}
	for _, role := range roles {
		list = append(list, l.want(role, 1, func(p history.Person) bool {
			_, _, why := l.answersFor(p, "")
			return why == ""
		}))
	}
	return list
}

// wanted says whose approval of a revision would count in a tag on the head, and
// whether each of the roles is wanted rather than any. Nobody is for a draft, for a
// record, or where enough have approved.
func (j *judge) wanted(rev *revision) (list []Want, all bool) {
	status := rev.facts().Status
	asked := status == "review" || status == "approved" && (rev.ruling.Verdict == Missing || !rev.reached)
	if rev.record || !asked || !rev.facts().Controlled {
		return nil, false
	}
	l := j.law(rev, j.basisOf(j.onHead(history.Person{}), rev.text()).commit)
	if l.fault != "" || l.absent {
		return nil, false
	}
	t := &tally{}
	for _, x := range rev.claims {
		if x.Counts && x.How.AtLeast(rev.require) {
			t.add(x)
		}
	}
	all = len(l.approvers) > 0
	if !all && t.meets(l) {
		return nil, false
	}
	return rev.wanting(l, t), all
}

// wanting are the roles in which people are still to approve the revision.
func (r *revision) wanting(l *law, t *tally) (list []Want) {
	for _, role := range l.judges {
		needs := t.lacks(l, role)
		if needs == 0 {
			continue
		}
		list = append(list, l.want(role, needs, func(p history.Person) bool {
			id, _, why := r.objection(l, p, "")
			return why == "" && !t.have[role][id]
		}))
	}
	return list
}

// want is a role with those of its people who may do something under one of their
// addresses.
func (l *law) want(role string, needs int, may func(history.Person) bool) Want {
	w := Want{Role: role, Title: l.title(role), Needs: needs}
	r := l.config.Roles[role]
	for _, id := range slices.Concat(r.People, r.Deputies) {
		p := l.config.People[id]
		known := func(email string) bool { return may(history.Person{Name: p.Name, Email: email}) }
		if slices.Contains(w.People, id) || !slices.ContainsFunc(p.Emails, known) {
			continue
		}
		w.People = append(w.People, id)
		if h, _ := l.holds(role, id); h.deputy {
			w.Deputies = append(w.Deputies, id)
		}
	}
	return w
}

// nameList names the people of a want: Mira Halvorsen; deputy Sam Okafor.
func (l *law) nameList(w Want) string {
	if len(w.People) == 0 {
		return "nobody"
	}
	var holders, deputies []string
	for _, id := range w.People {
		if slices.Contains(w.Deputies, id) {
			deputies = append(deputies, l.nameOf(id))
		} else {
			holders = append(holders, l.nameOf(id))
		}
	}
	s := joined(holders, "or")
	if len(deputies) > 0 {
		s = strings.TrimPrefix(s+"; deputy "+joined(deputies, "or"), "; ")
	}
	return s
}
