package export

import (
	"fmt"
	"io"

	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// entry is a document of data/documents.json: the text at the document's
// address. What only a history proves is null where none does.
type entry struct {
	ID             string   `json:"id"`
	Kind           string   `json:"kind"`
	Title          *string  `json:"title"`
	Status         *string  `json:"status"` // the author's word
	Reader         *string  `json:"reader"` // the readers' word alone
	InForceFrom    *string  `json:"inForceFrom"`
	Version        *string  `json:"version"`
	Owner          *string  `json:"owner"`    // id of a role
	Approver       []string `json:"approver"` // ids of roles
	Effective      *string  `json:"effective"`
	NextReview     *string  `json:"nextReview"`
	Overdue        *bool    `json:"overdue"`
	Classification *string  `json:"classification"`
	Path           string   `json:"path"` // of the file, from the manual's folder
	URL            string   `json:"url"`  // of the page, relative to the site's root
	Revision       *int     `json:"revision"`
	FirstRevised   *string  `json:"firstRevised"`
	LastRevised    *string  `json:"lastRevised"`
	Verdict        *string  `json:"verdict"`
	Addresses      []string `json:"addresses"` // clauses and controls
	Links          []string `json:"links"`     // where references lead, see target
	Backlinks      []string `json:"backlinks"` // who refers to it, likewise
	Newer          *newer   `json:"newer"`     // a text that is not in force yet; null for none
}

type newer struct {
	Revision *int    `json:"revision"` // null where no commit has the text
	Commit   *string `json:"commit"`
	Status   *string `json:"status"`
}

// WriteDocuments writes the controlled documents of a manual, in the order of
// ids, as data/documents.json has them. Documents that are gone are not among
// them. url is the address of the page relative to the site's root.
func WriteDocuments(w io.Writer, m *manual.Manual) error {
	frame := NewFrame("aims/documents/1", m.History, m.Evidence, m.Config.Timezone)
	documents := func(yield func(entry) bool) {
		for _, e := range m.Documents {
			if !yield(entryOf(m, e)) {
				return
			}
		}
	}
	if err := writeDocuments(w, frame, documents); err != nil {
		return fmt.Errorf("write documents: %w", err)
	}
	return nil
}

func entryOf(m *manual.Manual, e *manual.Entry) entry {
	out := entry{
		ID: e.ID.Value, Kind: e.Kind.Name, Title: optional(e.Title.Value), Status: optional(e.Status.Value),
		Reader: optional(e.Reader), InForceFrom: optional(e.From.String()), Version: optional(e.Version.Value),
		Owner: optional(e.Owner.Value), Approver: sorted(values(e.Approver)), Effective: optional(e.Effective.String()),
		Classification: optional(e.Classification.Value), Path: e.Path, URL: e.Address,
		Addresses: addresses(m, e), Links: links(m, e), Backlinks: []string{}, Newer: newerOf(m.History, e.Next),
	}
	for _, from := range e.Backlinks {
		out.Backlinks = append(out.Backlinks, name(from))
	}
	out.Backlinks = sorted(out.Backlinks)
	if e.Standing != nil {
		overdue := e.Standing.Due == evidence.Overdue
		out.NextReview, out.Overdue = optional(e.Standing.NextReview.String()), &overdue
	}
	if r := rulingOf(m.Evidence, e.Row); r != nil {
		out.Verdict = optional(r.Verdict)
	}
	out.Revision, _, out.LastRevised = landing(m.History, e.Row)
	if e.Trail != nil {
		_, _, out.FirstRevised = landing(m.History, e.Trail.First())
	}
	return out
}

// landing is the number of a revision, the commit that landed it and when; all
// are null where no commit has the text.
func landing(t *history.Trails, r *history.Row) (number *int, commit, landed *string) {
	if t == nil || r == nil {
		return nil, nil, nil
	}
	made := t.Commit(r)
	return numberOf(r), optional(made.Hash.String()), instant(made.Committer)
}

func newerOf(t *history.Trails, e *manual.Entry) *newer {
	if e == nil {
		return nil
	}
	n := newer{Status: optional(e.Status.Value)}
	n.Revision, n.Commit, _ = landing(t, e.Row)
	return &n
}
