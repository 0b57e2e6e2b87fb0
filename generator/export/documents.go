package export

import (
	"fmt"
	"io"

	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// documentsFile is data/documents.json.
type documentsFile struct {
	Frame
	Documents []entry `json:"documents" doc:"controlled documents, in the order of ids; those that are gone are not among them"`
}

// entry is a document: the text at the document's address. What only a history
// proves is null where none does.
type entry struct {
	ID             string   `json:"id" is:"id"`
	Kind           string   `json:"kind" doc:"name of a kind, built in or of aims.yaml"`
	Title          *string  `json:"title" doc:"null where the text has none"`
	Status         *string  `json:"status" is:"status" doc:"the author's word; null for a record without one"`
	Reader         *string  `json:"reader" is:"reader" doc:"what readers are told: the word alone, its day is inForceFrom; null for a record without a status"`
	InForceFrom    *string  `json:"inForceFrom" is:"day" doc:"first day in force of the text that is or will be; null for none"`
	Version        *string  `json:"version" doc:"the label that people quote, as it is typed; null for none"`
	Owner          *string  `json:"owner" is:"role"`
	Approver       []string `json:"approver" doc:"ids of roles, all of which are asked"`
	Effective      *string  `json:"effective" is:"day" doc:"first day in force, if later than the approval; null where the text doesn't say"`
	NextReview     *string  `json:"nextReview" is:"day" doc:"day on which the next review is due; null for none"`
	Overdue        *bool    `json:"overdue" doc:"nextReview is past on the day asOf; null where nothing is known of reviews"`
	Classification *string  `json:"classification" is:"classification"`
	Path           string   `json:"path" is:"path"`
	URL            string   `json:"url" is:"url"`
	Revision       *int     `json:"revision" is:"number" doc:"number of the revision, counted from git; null where no commit has the text"`
	FirstRevised   *string  `json:"firstRevised" is:"instant" doc:"when the first revision was recorded; null where no commit has one, or its date can't be read"`
	LastRevised    *string  `json:"lastRevised" is:"instant" doc:"when this revision was recorded; null where no commit has the text, or its date can't be read"`
	Verdict        *string  `json:"verdict" is:"verdict"`
	Addresses      []string `json:"addresses" doc:"clauses and controls that the document says it answers; those of a further standard as STANDARD:ID"`
	Links          []string `json:"links" doc:"where its references lead: ids of documents, clauses and controls, paths of plain pages and files"`
	Backlinks      []string `json:"backlinks" doc:"who refers to it: ids of documents, paths of plain pages"`
	X              own      `json:"x" doc:"the organisation's own keys under their names in frontmatter, x- included, each with its values as they are typed"`
	Newer          *newer   `json:"newer" doc:"a text that is not in force yet; null for none"`
}

type newer struct {
	Revision *int    `json:"revision" is:"number" doc:"null where no commit has the text"`
	Commit   *string `json:"commit" is:"commit" doc:"that landed it; null where none did"`
	Status   *string `json:"status" is:"status" doc:"the author's word; null for a record without one"`
}

// WriteDocuments writes the controlled documents of a manual, in the order of
// ids, as data/documents.json has them. Documents that are gone are not among
// them. url is the address of the page relative to the site's root.
func WriteDocuments(w io.Writer, m *manual.Manual) error {
	file := documentsFile{NewFrame(documentsForm, m.History, m.Evidence, m.Config.Timezone), []entry{}}
	documents := func(yield func(entry) bool) {
		for _, e := range m.Documents {
			if !yield(entryOf(m, e)) {
				return
			}
		}
	}
	if err := writeList(w, file, documents); err != nil {
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
		Addresses: addresses(m, e), Links: links(m, e), Backlinks: []string{}, X: ownOf(e.Document), Newer: newerOf(m.History, e.Next),
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
