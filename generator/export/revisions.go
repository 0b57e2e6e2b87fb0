// Package export writes the facts of a manual for programs.
//
// In come trails and what else is known, out come bytes: JSON with a schema's
// name, the built commit and the day that the facts are as of. Keys are
// camelCase, instants are RFC 3339 as git holds them, days are 2026-03-01,
// absent facts are null, lists are sorted. The same facts give the same bytes.
//
// Nothing here reads git or a file, or decides anything.
package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
)

// Frame is what every file of data begins with.
type Frame struct {
	Schema string  `json:"schema"`
	Commit *string `json:"commit"` // null when no commit vouches for the manual
	AsOf   *string `json:"asOf"`   // a day; null when git can't say
}

// NewFrame makes the frame of a schema for facts as of a commit.
func NewFrame(schema string, t *history.Trails, zone *time.Location) Frame {
	f := Frame{Schema: schema}
	if t == nil || t.Head.IsZero() {
		return f
	}
	commit := t.Head.String()
	f.Commit = &commit
	if made := t.Log.Commits[0].Committer; !made.Broken {
		day := config.DateOf(made.When.In(zone)).String()
		f.AsOf = &day
	}
	return f
}

// revisions is data/revisions.json.
type revisions struct {
	Frame
	Documents []trail `json:"documents"`
}

type trail struct {
	ID        *string    `json:"id"` // null for a plain page
	Path      string     `json:"path"`
	Live      bool       `json:"live"`
	Revisions []revision `json:"revisions"` // newest first
}

type revision struct {
	Revision    *int     `json:"revision"` // null for a row without a number
	Change      string   `json:"change"`
	Commit      string   `json:"commit"`
	Landed      *string  `json:"landed"`
	Authors     []person `json:"authors"`
	Subject     string   `json:"subject"`
	Path        string   `json:"path"`
	Version     *string  `json:"version"`
	Status      *string  `json:"status"`
	Verdict     *string  `json:"verdict"`
	Reason      *string  `json:"reason"`
	Provisional bool     `json:"provisional"`
	Approvals   []any    `json:"approvals"`
	Commits     []commit `json:"commits"` // inside the landing, newest first
	Editions    []string `json:"editions"`
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

// Revisions writes the trails as data/revisions.json has them.
func Revisions(t *history.Trails, list []*history.Trail, zone *time.Location) ([]byte, error) {
	all := revisions{Frame: NewFrame("aims/revisions/1", t, zone), Documents: []trail{}}
	for _, x := range list {
		d := trail{ID: optional(x.ID), Path: x.Path, Live: x.Live, Revisions: []revision{}}
		for _, r := range x.Rows {
			d.Revisions = append(d.Revisions, revisionOf(t, r))
		}
		all.Documents = append(all.Documents, d)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(all); err != nil {
		return nil, fmt.Errorf("write revisions: %w", err)
	}
	return b.Bytes(), nil
}

func revisionOf(t *history.Trails, r *history.Row) revision {
	landing := t.Commit(r)
	out := revision{
		Change: string(r.Change), Commit: landing.Hash.String(), Landed: instant(landing.Committer), Authors: []person{},
		Subject: history.Subject(landing.Message), Path: r.Path, Provisional: r.Provisional,
		Approvals: []any{}, Commits: []commit{}, Editions: []string{},
	}
	if r.Number > 0 {
		out.Revision = &r.Number
	}
	if r.Facts != nil && r.Facts.Controlled {
		out.Version, out.Status = optional(r.Facts.Version), optional(r.Facts.Status)
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

// instant is when git says that somebody did something, or null when git's
// date can't be read.
func instant(s git.Signature) *string {
	if s.Broken {
		return nil
	}
	text := s.When.Format(time.RFC3339)
	return &text
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
