package export

import (
	"fmt"
	"io"
	"time"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// trail is a document of data/revisions.json.
type trail struct {
	ID        *string    `json:"id"` // null for a plain page
	Path      string     `json:"path"`
	Live      bool       `json:"live"`
	Revisions []revision `json:"revisions"` // newest first
}

type revision struct {
	Revision    *int       `json:"revision"` // null for a row without a number
	Change      string     `json:"change"`
	Commit      string     `json:"commit"`
	Landed      *string    `json:"landed"`
	Authors     []person   `json:"authors"`
	Subject     string     `json:"subject"`
	Path        string     `json:"path"`
	Version     *string    `json:"version"`
	Status      *string    `json:"status"`
	Verdict     *string    `json:"verdict"` // null when approval is not asked for, or nothing is known of it
	Reason      *string    `json:"reason"`
	Provisional bool       `json:"provisional"`
	Approvals   []approval `json:"approvals"` // those that count, then the others; each oldest first
	Commits     []commit   `json:"commits"`   // inside the landing, newest first
	Editions    []string   `json:"editions"`
}

type person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

type commit struct {
	Commit   string  `json:"commit"`
	Authored *string `json:"authored"`
	Author   person  `json:"author"`
	Subject  string  `json:"subject"`
}

// WriteRevisions writes trails, in the order of list, as data/revisions.json
// has them, with what e rules on their revisions. e may be nil: then no revision
// has a verdict or an approval.
func WriteRevisions(w io.Writer, t *history.Trails, e *evidence.Evidence, list []*history.Trail, zone *time.Location) error {
	documents := func(yield func(trail) bool) {
		for _, x := range list {
			d := trail{ID: optional(x.ID), Path: x.Path, Live: x.Live, Revisions: []revision{}}
			for _, r := range x.Rows {
				d.Revisions = append(d.Revisions, revisionOf(t, e, r))
			}
			if !yield(d) {
				return
			}
		}
	}
	if err := writeDocuments(w, NewFrame("aims/revisions/1", t, e, zone), documents); err != nil {
		return fmt.Errorf("write revisions: %w", err)
	}
	return nil
}

func revisionOf(t *history.Trails, e *evidence.Evidence, r *history.Row) revision {
	landing := t.Commit(r)
	out := revision{
		Revision: numberOf(r), Change: string(r.Change), Commit: landing.Hash.String(), Landed: instant(landing.Committer), Authors: []person{},
		Subject: history.Subject(landing.Message), Path: r.Path, Provisional: r.Provisional,
		Approvals: []approval{}, Commits: []commit{}, Editions: []string{},
	}
	if r.Facts != nil && r.Facts.Controlled {
		out.Version, out.Status = optional(r.Facts.Version), optional(r.Facts.Status)
	}
	if ruling := rulingOf(e, r); ruling != nil {
		out.Verdict, out.Reason, out.Approvals = optional(ruling.Verdict), optional(ruling.Reason), approvals(ruling)
	}
	for _, p := range t.Authors(r) {
		out.Authors = append(out.Authors, person(p))
	}
	for _, i := range r.Commits {
		c := t.Log.Commits[i]
		author := t.People.Shown(history.Person{Name: c.Author.Name, Email: c.Author.Email})
		out.Commits = append(out.Commits, commit{c.Hash.String(), instant(c.Author), person(author), history.Subject(c.Message)})
	}
	return out
}

// numberOf is the number of a revision, or null for a row without one.
func numberOf(r *history.Row) *int {
	if r.Number == 0 {
		return nil
	}
	return &r.Number
}

// rulingOf is what the evidence rules on a row; nil for nothing.
func rulingOf(e *evidence.Evidence, r *history.Row) *evidence.Ruling {
	if e == nil || r == nil {
		return nil
	}
	return e.Rulings[r]
}
