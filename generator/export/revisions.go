package export

import (
	"fmt"
	"io"
	"time"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// revisionsFile is data/revisions.json.
type revisionsFile struct {
	Frame
	Documents []trail `json:"documents" doc:"controlled documents, then records that files hold as rows, those that are gone among both, then plain pages"`
}

// trail is all revisions of a document.
type trail struct {
	ID        *string    `json:"id" doc:"null for a plain page"`
	Path      string     `json:"path" doc:"of the file, from the manual's folder, or where it stood last"`
	Live      bool       `json:"live" doc:"the commit of this file still has the document"`
	RowOf     *string    `json:"rowOf" doc:"id of the file that holds the record as a row, or held it when it went; null for a file of its own"`
	Revisions []revision `json:"revisions" doc:"newest first"`
}

type revision struct {
	Revision    *int       `json:"revision" is:"number" doc:"counted from git; null for a row that changed nothing that counts"`
	Change      string     `json:"change" is:"change"`
	Commit      string     `json:"commit" is:"commit" doc:"landing: the commit on the first-parent line after which the text is another"`
	Landed      *string    `json:"landed" is:"instant" doc:"the landing's committer date; null where it can't be read"`
	Authors     []person   `json:"authors" doc:"authors and co-authors of what is inside the landing"`
	Subject     string     `json:"subject" doc:"first line of the landing's message"`
	Path        string     `json:"path" doc:"of the file at the landing"`
	Version     *string    `json:"version" doc:"as the text says; null where it doesn't"`
	Status      *string    `json:"status" doc:"as the text says: any word in old texts, else draft, review, approved, withdrawn; null where it says none"`
	Verdict     *string    `json:"verdict" is:"verdict"`
	Reason      *string    `json:"reason" doc:"why this verdict and no better one; null where nothing was judged"`
	Provisional bool       `json:"provisional" doc:"not merged into the published branch yet, so that the number may change"`
	Approvals   []approval `json:"approvals" doc:"statements that count, then the others, each oldest first"`
	Commits     []commit   `json:"commits" doc:"commits inside the landing that touched the file, or changed the row, newest first"`
	Editions    []string   `json:"editions" doc:"names of tags; empty in this version of the form, which lists no editions"`
}

type person struct {
	Name  string `json:"name" doc:"as git has it, through .mailmap"`
	Email string `json:"email" doc:"as git has it, through .mailmap"`
}

type commit struct {
	Commit   string  `json:"commit" is:"commit" doc:"name of the commit"`
	Authored *string `json:"authored" is:"instant" doc:"author date; null where it can't be read"`
	Author   person  `json:"author" doc:"of the commit, without co-authors"`
	Subject  string  `json:"subject" doc:"first line of the message"`
}

// WriteRevisions writes trails, in the order of list, as data/revisions.json
// has them, with what e rules on their revisions. e may be nil: then no revision
// has a verdict or an approval.
func WriteRevisions(w io.Writer, t *history.Trails, e *evidence.Evidence, list []*history.Trail, zone *time.Location) error {
	documents := func(yield func(trail) bool) {
		for _, x := range list {
			d := trail{ID: optional(x.ID), Path: x.Path, Live: x.Live, Revisions: []revision{}}
			if x.Of != nil {
				d.RowOf = optional(x.Of.ID)
			}
			for _, r := range x.Rows {
				d.Revisions = append(d.Revisions, revisionOf(t, e, r))
			}
			if !yield(d) {
				return
			}
		}
	}
	if err := writeList(w, revisionsFile{NewFrame(revisionsForm, t, e, zone), []trail{}}, documents); err != nil {
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
