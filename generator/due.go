package generator

import (
	"cmp"
	"slices"

	"aims/generator/config"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// TaskKind says what somebody has to do.
type TaskKind string

// The kinds of task.
const (
	ToApprove TaskKind = "approval"
	ToReview  TaskKind = "review"
)

// Task is one thing that waits for one person.
type Task struct {
	Kind   TaskKind
	Person string // id under people; "" when there is nobody
	Deputy bool   // the person only stands in for those who hold the role
	Role   string // id; "" when the document has none for this
	Title  string // of the role
	Trail  *history.Trail
	Row    *history.Row // the revision to approve, or to review
	Day    config.Date  // since when the approval waits, or for when the review is due
	Due    evidence.Due // of a review
	Needs  int          // how many people of the role are still wanted
}

// Tasks are the approvals and reviews that wait, those that wait for several
// people once for each: by person, nobody last, then by day.
func (d *Desk) Tasks() []Task {
	var list []Task
	for _, t := range d.Trails.Documents {
		st := d.Evidence.Standings[t]
		if st == nil || st.Row == nil {
			continue
		}
		list = append(list, d.approvals(t, st)...)
		if st.Due != evidence.NotDue {
			list = append(list, d.reviews(t, st)...)
		}
	}
	slices.SortStableFunc(list, func(a, b Task) int {
		switch {
		case a.Person == "" && b.Person != "":
			return 1
		case a.Person != "" && b.Person == "":
			return -1
		}
		return cmp.Or(cmp.Compare(a.Person, b.Person), a.Day.Compare(b.Day))
	})
	return list
}

// approvals hands out the approval of a document's newest text. One that is still
// in review waits for its authors to call it approved.
func (d *Desk) approvals(t *history.Trail, st *evidence.Standing) []Task {
	row := cmp.Or(st.Newer, st.Row)
	waits := len(st.Wants) > 0 || d.verdict(row) == evidence.Missing
	if !waits || row.Facts == nil || row.Facts.Status == "review" {
		return nil
	}
	task := Task{Kind: ToApprove, Trail: t, Row: row, Needs: 1}
	if landed := d.Trails.Commit(row).Committer; !landed.Broken {
		task.Day = config.DateOf(landed.When.In(d.Config.Timezone))
	}
	return handOut(task, st.Wants)
}

// reviews hands a review to the document's owner, or to those who may approve it
// where no owner is named.
func (d *Desk) reviews(t *history.Trail, st *evidence.Standing) []Task {
	task := Task{Kind: ToReview, Trail: t, Row: st.Row, Day: st.NextReview, Due: st.Due, Needs: 1}
	return handOut(task, d.Evidence.Reviewers(t))
}

// handOut makes one task of each person who is wanted, and one of nobody for a role
// that has none and where no role is wanted.
func handOut(task Task, wants []evidence.Want) (list []Task) {
	for _, w := range wants {
		task.Role, task.Title, task.Needs = w.Role, w.Title, w.Needs
		if len(w.People) == 0 {
			list = append(list, task)
		}
		for _, id := range w.People {
			one := task
			one.Person, one.Deputy = id, slices.Contains(w.Deputies, id)
			list = append(list, one)
		}
	}
	if len(wants) == 0 {
		list = append(list, task)
	}
	return list
}
