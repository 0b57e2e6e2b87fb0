package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"aims/generator/git"
	"aims/generator/history"
)

// inCommits notes the lines of commits that name texts, oldest commit first.
func (j *judge) inCommits() {
	for i := len(j.messages) - 1; i >= 0; i-- {
		m := j.messages[i]
		if m == nil {
			continue
		}
		c := j.atCommit(i, Commit)
		for _, l := range m.lines {
			switch {
			case l.all:
				j.stray(c, l.text, "only the tag of an edition approves all of its texts")
			case l.fault != "":
				j.stray(c, l.text, l.fault)
			default:
				j.bind(c, l)
			}
		}
	}
}

// inTags notes the lines of annotated tags, in the order of their dates.
func (j *judge) inTags(tags []git.Tag) {
	tags = slices.Clone(tags)
	slices.SortStableFunc(tags, func(a, b git.Tag) int { return a.Tagger.When.Compare(b.Tagger.When) })
	for i := range tags {
		tag := &tags[i]
		m := readMessage(tag.Message)
		if tag.Object.IsZero() || m == nil || len(m.lines) == 0 {
			continue
		}
		at, known := j.trails.Log.Index[tag.Commit]
		c := &carrier{kind: Tag, tag: tag, message: m, commit: at, log: &git.Commit{Hash: tag.Commit}}
		lost := "the tag names a commit outside of this history"
		if tag.Commit.IsZero() {
			lost = "the tag names no commit"
		}
		for _, l := range m.lines {
			if !known {
				j.stray(c, l.text, lost)
				continue
			}
			c.landing = j.trails.LandingOf(at)
			j.tagLine(c, l)
		}
	}
}

func (j *judge) tagLine(c *carrier, l line) {
	switch policy := j.rules.of(j.onLine[c.commit]); {
	case l.fault != "":
		j.stray(c, l.text, l.fault)
	case !l.all:
		j.bind(c, l)
	case policy.config.Editions == nil:
		j.stray(c, l.text, "there are no editions as of the commit that the tag names")
	case !policy.edition(c.tag.Name):
		j.stray(c, l.text, "the tag's name is not that of an edition")
	case !j.sealed(policy, *c.tag):
		j.stray(c, l.text, "editions have to be signed, and this tag has no good signature")
	default:
		j.wholeEdition(c)
	}
}

// wholeEdition approves every text of an edition that calls itself approved and
// that the tag doesn't name by itself.
func (j *judge) wholeEdition(c *carrier) {
	all := *c
	all.all = true
	for _, d := range j.dossiers {
		named := slices.ContainsFunc(c.message.lines, func(l line) bool { return d.ids[key(l.id)] })
		text := d.textAt(c.commit).text
		facts := j.trails.Facts(text)
		if named || facts == nil || !facts.Controlled || facts.Status != "approved" {
			continue
		}
		for _, rev := range d.revisions {
			if row := rev.brought(text); row != nil && rev.stood(c.landing) {
				rev.note(j.claims(&all, rev, row, j.untimely(c, rev, row))...)
			}
		}
	}
}

// bind finds the revision whose text a line names, and notes the statement there.
// When the same text has landed again since, the later revision is told that the
// statement was made before it; when none stood at the time, the nearest one is
// told why it doesn't count.
func (j *judge) bind(c *carrier, l line) {
	dossiers := j.byID[key(l.id)]
	if len(dossiers) == 0 {
		j.stray(c, l.text, "no commit has a document "+clean(l.id))
		return
	}
	var late *revision
	known, bound := false, false
	for _, d := range dossiers {
		for _, rev := range d.revisions {
			row := rev.brought(l.blob)
			if row == nil {
				continue
			}
			known = true
			switch refusal := j.untimely(c, rev, row); {
			case refusal == "":
				bound = true
				rev.note(j.claims(c, rev, row, "")...)
			case refusal == tooLate:
				late = rev
			default:
				rev.note(j.claims(c, rev, row, refusal)...)
				bound = bound || rev.stood(c.landing)
			}
		}
	}
	switch {
	case !known:
		j.stray(c, l.text, j.unknown(l))
	case late != nil && !bound:
		late.note(j.claims(c, late, late.brought(l.blob), tooLate)...)
	}
}

const (
	tooEarly  = "made before this text landed"
	tooLate   = "made when the text had already been replaced"
	gone      = "made when the document had already been removed"
	otherText = "the commit that the tag names has another text than this one"
	olderText = "the commit that the tag names is older than this text"
	undated   = "the tag's date can't be read, and the text has been replaced since"
)

// untimely says why a carrier can't speak of a revision's text; "" when it can.
func (j *judge) untimely(c *carrier, rev *revision, row *history.Row) string {
	switch {
	case c.landing > row.Landing && c.tag != nil && c.when().After(j.trails.Commit(row).Committer.When):
		return olderText
	case c.landing > row.Landing:
		return tooEarly
	case !rev.stood(c.landing):
		return tooLate
	case c.tag == nil:
		return ""
	}
	if c.landing != c.commit {
		at := rev.doc.textAt(c.commit).text
		if c.landing == row.Landing && at != row.Blob || rev.brought(at) == nil {
			return otherText
		}
	}
	if rev.end == nil {
		return ""
	}
	return replacedBy(c.when(), j.trails.Commit(rev.end).Committer.When)
}

// replacedBy says whether a tag was made after a text was replaced.
func replacedBy(made, replaced time.Time) string {
	switch {
	case made.IsZero():
		return undated
	case !replaced.IsZero() && made.After(replaced):
		return tooLate
	}
	return ""
}

// claims judges a carrier's statement of every person whom it names: those of its
// trailers, or its maker where it has none.
func (j *judge) claims(c *carrier, rev *revision, row *history.Row, refusal string) (list []*claim) {
	if refusal == tooLate && rev.end.Change == history.Removed {
		refusal = gone
	}
	b := j.basisOf(c, row)
	people := named(c.message.approvers)
	if len(people) == 0 {
		people = []who{{Person: c.maker(j.rules.of(b.commit))}}
	}
	for _, w := range people {
		list = append(list, j.claim(c, rev, row, b, w, refusal))
	}
	return list
}

// basisOf is the basis of a statement about the text of a row.
func (j *judge) basisOf(c *carrier, row *history.Row) basis {
	switch {
	case c.landing == row.Landing:
		return j.outside(row.Landing)
	case c.tag != nil:
		return j.atTag(c.commit)
	}
	return j.later(c.commit)
}

// unknown says why a line about a document that exists names none of its texts.
func (j *judge) unknown(l line) string {
	facts := j.trails.Facts(l.blob)
	switch {
	case facts == nil:
		return clean(l.id) + " never had this text"
	case facts.Rows[key(l.id)].ID != "":
		return fmt.Sprintf("%s is a row in this text, which is approved as a whole: Approved: %s@%s", clean(l.id), clean(facts.ID), l.blob)
	case facts.Controlled && key(facts.ID) == key(l.id):
		return "this text of " + clean(l.id) + " never landed"
	}
	return "this is a text of another file, and none of " + clean(l.id)
}

// stray notes a statement that is about no revision.
func (j *judge) stray(c *carrier, text, reason string) {
	s := Stray{Commit: c.log.Hash, Text: text, Reason: reason}
	if c.tag != nil {
		s.Tag = c.tag.Name
	}
	j.strays = append(j.strays, dated{s, c.when()})
}

// dated is a stray statement with the date by which it is sorted.
type dated struct {
	Stray
	when time.Time
}

// sortedStrays are the stray statements, newest first.
func (j *judge) sortedStrays() (list []Stray) {
	slices.SortStableFunc(j.strays, func(a, b dated) int {
		return cmp.Or(b.when.Compare(a.when), cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Commit.String(), b.Commit.String()))
	})
	for _, s := range j.strays {
		list = append(list, s.Stray)
	}
	return list
}
