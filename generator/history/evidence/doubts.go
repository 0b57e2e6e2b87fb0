package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/trust"
)

// doubts collects what makes evidence less sure, in the order of the checks, each
// check's newest first.
func (j *judge) doubts() (list []Doubt) {
	for _, find := range []func() []Doubt{
		j.clockBackwards, j.authorAfterCommitter, j.approverRemoved, j.keyWindow,
		j.idMoved, j.editionApproval, j.rulesUnreadable, j.withdrawnBy,
	} {
		found := find()
		slices.SortStableFunc(found, func(a, b Doubt) int {
			return cmp.Compare(j.trails.Log.Index[a.Commit], j.trails.Log.Index[b.Commit])
		})
		list = append(list, found...)
	}
	return list
}

func (j *judge) clockBackwards() (list []Doubt) {
	for i, l := range j.line[:max(0, len(j.line)-1)] {
		now, below := j.trails.Log.Commits[l], j.trails.Log.Commits[j.line[i+1]]
		a, b := now.Committer.When, below.Committer.When
		if a.IsZero() || b.IsZero() || !a.Before(b) {
			continue
		}
		list = append(list, Doubt{
			Check: ClockBackwards, Commit: now.Hash,
			Message: fmt.Sprintf("landing %s is dated %s, before the one below it, %s of %s", short(now.Hash), moment(a), short(below.Hash), moment(b)),
			Hint:    "a clock was wrong; a signed tag of today says when the text was there at the latest",
		})
	}
	return list
}

func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// slack is how far two clocks may differ before it is worth a word.
const slack = 24 * time.Hour

func (j *judge) authorAfterCommitter() (list []Doubt) {
	for _, c := range j.trails.Log.Commits {
		a, b := c.Author.When, c.Committer.When
		if len(c.Changes) == 0 || a.IsZero() || b.IsZero() || a.Sub(b) <= slack {
			continue
		}
		list = append(list, Doubt{
			Check: AuthorAfterCommitter, Commit: c.Hash,
			Message: fmt.Sprintf("commit %s says that it was written on %s, after it was recorded on %s", short(c.Hash), moment(a), moment(b)),
			Hint:    "one of two clocks was wrong; dates read as recorded",
		})
	}
	return list
}

// approverRemoved looks at approvals that counted by the rules of an older commit,
// and would not have by those on the line at their own date.
func (j *judge) approverRemoved() (list []Doubt) {
	j.eachClaim(func(x *claim) {
		at, known := j.lineAt(x.When)
		if x.tag == nil && at <= x.landing {
			at = firstParent(j.trails.Log, x.landing)
		}
		if !known || at < 0 || x.basis.commit >= 0 && at >= x.basis.commit {
			return
		}
		l := j.law(x.rev, at)
		if len(l.may[x.ID]) > 0 || l.fault != "" {
			return
		}
		list = append(list, Doubt{
			Check: ApproverRemoved, Trail: x.rev.doc.trail, Row: x.rev.row, Commit: x.Commit,
			Message: fmt.Sprintf("the approval of revision %d of %s by %s %s is dated %s, when they could no longer approve %s",
				x.rev.row.Number, x.rev.doc.trail.ID, x.law.nameOf(x.ID), x.place(), j.day(x.When), x.title()),
			Hint: "somebody who holds the role now approves the text: aims approve " + x.rev.doc.trail.ID,
		})
	})
	return list
}

// place is where a statement stands, in words.
func (x *claim) place() string {
	if x.tag != nil {
		return fmt.Sprintf("in tag %q", clean(x.tag.Name))
	}
	return "in commit " + short(x.Commit)
}

// eachClaim calls f with every approval that counts, document by document.
func (j *judge) eachClaim(f func(*claim)) {
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			for _, x := range rev.claims {
				if x.Counts {
					f(x)
				}
			}
		}
	}
}

// lineAt is the newest landing that is not dated after an instant.
func (j *judge) lineAt(when time.Time) (landing int, known bool) {
	if when.IsZero() {
		return 0, false
	}
	i := sort.Search(len(j.earliest), func(i int) bool { return !j.earliest[i].IsZero() && !j.earliest[i].After(when) })
	if i == len(j.line) {
		return 0, false
	}
	return j.line[i], true
}

// keyWindow looks at carriers of approvals whose key was outside of its time, or
// has been revoked since.
func (j *judge) keyWindow() (list []Doubt) {
	told := map[git.Hash]int{} // by object: index in list
	j.eachClaim(func(x *claim) {
		object, _ := x.object()
		why := x.window()
		if why == "" {
			return
		}
		if at, known := told[object]; known {
			if list[at].Row != x.rev.row {
				list[at].Trail, list[at].Row = nil, nil // about several
			}
			return
		}
		told[object] = len(list)
		list = append(list, Doubt{
			Check: KeyWindow, Trail: x.rev.doc.trail, Row: x.rev.row, Commit: x.Commit,
			Message: fmt.Sprintf("the approval %s is signed with a key that %s", x.place(), why),
			Hint:    "an approval signed with a key that is good now removes the doubt",
		})
	})
	return list
}

// window says what was or is the matter with the time of the carrier's key.
func (x *claim) window() string {
	if x.Seal == nil {
		return ""
	}
	switch x.Seal.Then.State {
	case trust.Expired:
		return "had expired: " + x.Seal.Then.Reason
	case trust.NotYetValid:
		return "was not valid yet: " + x.Seal.Then.Reason
	case trust.Revoked:
		return "was revoked: " + x.Seal.Then.Reason
	case trust.Good:
		if x.Seal.Now.State == trust.Revoked {
			return "has been revoked since: " + x.Seal.Now.Reason
		}
	}
	return ""
}

// idMoved looks for ids that went over to another text.
func (j *judge) idMoved() (list []Doubt) {
	for _, d := range j.dossiers {
		var last, removed *history.Row
		for _, r := range slices.Backward(d.trail.Rows) {
			switch {
			case r.Change == history.Removed:
				removed = r
				continue
			case r.Facts == nil || !r.Facts.Controlled || r.Change == history.Before:
				continue
			case r.Of != nil: // a row has no text of its own by which it could be known
				last, removed = nil, nil
				continue
			}
			how := ""
			switch {
			case last == nil || r.Facts.Body == last.Facts.Body || key(r.Facts.ID) != key(last.Facts.ID):
			case removed != nil:
				how = "came back with another text after it was removed"
			case r.Path != last.Path && j.stayed(r.Landing, last.Path):
				how = fmt.Sprintf("went from %q, which stayed and is another document, to another text at %q", clean(last.Path), clean(r.Path))
			}
			if how != "" {
				list = append(list, Doubt{
					Check: IDMoved, Trail: d.trail, Row: r, Commit: j.trails.Commit(r).Hash,
					Message: fmt.Sprintf("%s %s in %s", r.Facts.ID, how, short(j.trails.Commit(r).Hash)),
					Hint:    "give the new text an id of its own; ids are never used again",
				})
			}
			last, removed = r, nil
		}
	}
	return list
}

// stayed reports whether a landing changed the file at a path and left it there.
func (j *judge) stayed(landing int, path string) bool {
	return slices.ContainsFunc(j.trails.Log.Commits[landing].Changes, func(c git.Change) bool {
		return c.Path == path && !c.New.IsZero()
	})
}

// editionApproval looks for revisions that nobody approved but who approved the
// whole of the first edition that has them.
func (j *judge) editionApproval() (list []Doubt) {
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			if !rev.ruling.Verdict.AtLeast(Declared) {
				continue
			}
			first := j.firstEdition(rev)
			if slices.ContainsFunc(rev.claims, func(x *claim) bool { return x.Counts && (!x.All || x.Tag != first) }) {
				continue
			}
			list = append(list, Doubt{
				Check: EditionApproval, Trail: d.trail, Row: rev.row, Commit: j.trails.Commit(rev.row).Hash,
				Message: fmt.Sprintf("revision %d of %s is approved only as part of edition %q, the first that has it", rev.row.Number, d.trail.ID, clean(first)),
				Hint:    "aims approve " + d.trail.ID + " states an approval of this text itself",
			})
		}
	}
	return list
}

// firstEdition is the name of the oldest edition whose tree has a revision's text;
// "" for none.
func (j *judge) firstEdition(rev *revision) string {
	for _, e := range j.editions { // oldest first
		if rev.stood(e.landing) {
			return e.name
		}
	}
	return ""
}

func (j *judge) rulesUnreadable() (list []Doubt) {
	for _, c := range j.changes {
		if c.Fault == "" {
			continue
		}
		h := j.trails.Log.Commits[c.Landing].Hash
		list = append(list, Doubt{
			Check: RulesUnreadable, Commit: h,
			Message: fmt.Sprintf("%s can't be read as of %s, so that nobody was entitled until it was mended: %s", config.Name, short(h), c.Fault),
			Hint:    "aims check says what is wrong with the present one; statements made meanwhile are to be made again",
		})
	}
	return list
}

func (j *judge) withdrawnBy() (list []Doubt) {
	for _, d := range j.dossiers {
		for _, e := range d.ends {
			if e.of == nil || e.entitled {
				continue
			}
			did := "withdrawn"
			if e.removed {
				did = "removed"
			}
			h := j.trails.Log.Commits[e.landing].Hash
			list = append(list, Doubt{
				Check: WithdrawnBy, Trail: d.trail, Row: e.row, Commit: h,
				Message: fmt.Sprintf("%s was %s in %s by %s, who is neither its owner nor may approve it", d.trail.ID, did, short(h), called(e.person)),
				Hint:    "its owner or an approver withdraws it, or puts it back",
			})
		}
		list = append(list, j.supersededBy(d)...)
	}
	return list
}
