package evidence

import (
	"fmt"
	"time"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/trust"
)

// carrier is a commit or a tag in which statements stand.
type carrier struct {
	kind    Carrier
	commit  int         // index in the log of the commit, or of the one that the tag names
	log     *git.Commit // that commit
	tag     *git.Tag    // nil for a commit
	all     bool        // it approves all of an edition
	message *message    // what it states; nil where nothing is read of it
	landing int         // where it landed; for a tag, the landing of the commit that it names
}

// object is what a signature of the carrier would be on.
func (c *carrier) object() (h git.Hash, signed bool) {
	if c.tag != nil {
		return c.tag.Object, c.tag.Signed
	}
	return c.log.Hash, c.log.Signed
}

func (c *carrier) when() time.Time {
	if c.tag != nil {
		return c.tag.Tagger.When
	}
	return c.log.Committer.When
}

func (c *carrier) maker(p *policy) history.Person {
	if c.tag != nil {
		return history.Person{Name: c.tag.Tagger.Name, Email: c.tag.Tagger.Email}
	}
	return p.makerOf(c.log)
}

// basis is the commit on the line, -1 before the first, by whose rules something
// is judged, in words as well.
type basis struct {
	commit int
	asOf   string
}

// claim is a statement about a revision while it is judged.
type claim struct {
	Statement
	*carrier
	rev   *revision
	row   *history.Row // whose text it names
	law   *law
	basis basis
	held  []held // the roles in which the person may approve
}

// who is somebody whom a statement names. Where the name is no person, fault says
// so.
type who struct {
	history.Person
	fault string
}

// named are the people whom the trailers of a message name, each once.
func named(trailers []history.Trailer) (list []who) {
	seen := map[string]bool{}
	for _, t := range trailers {
		p, ok := t.Person()
		w := who{Person: p}
		if !ok {
			w = who{history.Person{Name: t.Value}, fmt.Sprintf("%q names nobody with an address", diagnostic.Visible(clean(t.Value)))}
		}
		if key := fold(w.Email) + "\x00" + w.fault; !seen[key] {
			seen[key] = true
			list = append(list, w)
		}
	}
	return list
}

// claim judges a statement that somebody approves a revision. refusal says what is
// wrong with the time or the text, "" for nothing.
func (j *judge) claim(c *carrier, rev *revision, row *history.Row, b basis, w who, refusal string) *claim {
	by := j.law(rev, b.commit)
	x := &claim{carrier: c, rev: rev, row: row, law: by, basis: b, Statement: j.statement(c, rev, by, w.Person)}
	x.Meaning, x.All = Approval, c.all
	id, roles, why := rev.objection(by, w.Person, b.asOf)
	if x.ID = id; len(roles) > 0 {
		x.held, x.Role = roles, roles[0].role
		if roles[0].deputy {
			x.For = by.title(x.Role)
		}
	}
	x.Held = by.heldBy(id)
	how := j.how(x, w.Person)
	switch {
	case refusal != "":
		x.Reason = refusal
	case w.fault != "":
		x.Reason = w.fault
	case why != "":
		x.Reason = why
	default:
		x.Counts, x.Reason = true, x.title()+", "+how
	}
	if x.Counts && x.Late > 0 {
		x.Reason += ", made " + count(x.Late, "day") + " after the landing"
	}
	return x
}

// note notes statements that somebody approves the revision.
func (r *revision) note(claims ...*claim) { r.claims = append(r.claims, claims...) }

// objection says why somebody's approval of the revision doesn't count by a law, ""
// where it does, and in which roles they may give it.
func (r *revision) objection(l *law, p history.Person, asOf string) (id string, roles []held, why string) {
	if id, roles, why = l.entitle(p, asOf); why != "" || l.config.Approval.AllowSelf {
		return id, roles, why
	}
	if _, wrote := r.author(l, p); wrote {
		why = l.nameOf(id) + " is an author of this revision, and nobody approves their own text"
	}
	return id, roles, why
}

// statement is what the carrier itself tells.
func (j *judge) statement(c *carrier, rev *revision, by *law, p history.Person) Statement {
	s := Statement{Person: cleanPerson(p), Carrier: c.kind, Commit: c.log.Hash, Maker: cleanPerson(c.maker(by.policy)), When: c.when()}
	if c.tag != nil {
		s.Tag = c.tag.Name
	}
	landed := j.trails.Commit(rev.row).Committer.When
	if !s.When.IsZero() && !landed.IsZero() {
		s.Late = max(0, int(s.When.Sub(landed)/(24*time.Hour)))
	}
	if object, signed := c.object(); signed {
		s.Seal = j.seals.of(object, by.keys, s.When)
	}
	return s
}

// how says how sure it is that the person made the statement: how the carrier
// came to be, and why no more is known. A key that was marked as stolen since
// counts at no date. What an author of the revision made proves no more than the
// text itself, also when it is their own approval that counts.
func (j *judge) how(x *claim, p history.Person) string {
	addresses := []string{p.Email}
	if x.ID != "" {
		addresses = x.law.config.People[x.ID].Emails
	}
	where := map[Carrier]string{Trailer: "in a trailer", Tag: "in a tag", Commit: "in a commit", Merge: "in a merge"}[x.Statement.Carrier]
	if x.Seal != nil && x.Seal.Now.State != trust.Revoked && belongs(x.Seal.Then, addresses) {
		x.How = Signed
		return where + " signed with their key"
	}
	maker := x.maker(x.law.policy)
	_, wrote := x.rev.author(x.law, maker)
	x.How = Recorded
	switch {
	case x.law.recorder(maker.Email):
		x.Recorder = true
		where += fmt.Sprintf(" that %s recorded, a recorder of %s", called(maker), config.Name)
	case maker.Email == "":
		x.How = Declared
		where += " that tells nobody who made it"
	case wrote:
		x.How = Declared
		where += fmt.Sprintf(" that only %s made, an author of the revision", called(maker))
	case x.law.selves(maker).same(x.law.selves(p)):
		where += " that they made"
	default:
		where += fmt.Sprintf(" that %s made, who is no author of the revision", called(maker))
	}
	return where + x.unsigned()
}

// title is the role in which the person approves.
func (x *claim) title() string {
	if x.For != "" {
		return "as deputy of " + x.For
	}
	return "as " + x.law.title(x.Role)
}

// unsigned says why the carrier's signature proves nothing of the person.
func (x *claim) unsigned() string {
	switch {
	case x.Seal == nil:
		return ", unsigned"
	case x.Seal.Now.State == trust.Revoked:
		return ", signed with a key that is revoked now: " + x.Seal.Now.Reason
	case x.Seal.Then.State == trust.Good:
		return fmt.Sprintf(", signed by the key of %s", joined(x.Seal.Then.Identities, "and"))
	}
	return ", its signature not good: " + x.Seal.Then.Reason
}

// law is the law for a revision by the rules of a commit. Who judges it is what
// the text before its landing says, so that nobody picks their judge in the change
// that uses it, nor with a tag on the commit after it.
func (j *judge) law(rev *revision, base int) *law {
	return j.rules.lawOf(base, rev.facts(), rev.doc.factsOn(firstParent(j.trails.Log, rev.row.Landing)))
}

// outside is the basis of what stands on a landing or inside it: the rules before
// it.
func (j *judge) outside(landing int) basis {
	return j.basis(firstParent(j.trails.Log, landing), "as of the landing's first parent")
}

// later is the basis of a commit that is not inside the landing that it speaks of:
// the rules of its first parent. What its own branch has changed since it left the
// line has not landed, and entitles nobody.
func (j *judge) later(commit int) basis {
	if j.trails.LandingOf(commit) == commit {
		return j.basis(firstParent(j.trails.Log, commit), "as of its first parent")
	}
	return j.basis(j.onLine[commit], "where its branch left the line")
}

// atTag is the basis of a tag on a commit: the rules of the commit.
func (j *judge) atTag(commit int) basis {
	if j.trails.LandingOf(commit) == commit {
		return j.basis(commit, "as of the commit that the tag names")
	}
	return j.basis(j.onLine[commit], "where the branch of the tag's commit left the line")
}

func (j *judge) basis(commit int, asOf string) basis {
	if commit < 0 || !j.rules.at[commit].had[aims] {
		asOf = "in its first version"
	}
	return basis{commit, asOf}
}
