package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"aims/generator/export"
	"aims/generator/history"
	"aims/generator/site"
)

// data are the facts of the manual for programs, and the schemas of their files.
func (l *loaded) data() []site.File {
	if l.manual.History == nil {
		return nil
	}
	var files []site.File
	for _, f := range export.Files(l.manual) {
		name := dataFolder + f.Name
		files = append(files, site.File{Path: name, Open: export.Stream(func(w io.Writer) error {
			defer l.part(name)()
			return f.Write(w)
		})})
	}
	return append(files, site.File{Path: dataFolder + export.SchemaFolder + manifestName, Open: export.Stream(writeManifestSchema)})
}

// dueData is what aims due --json writes.
type dueData struct {
	export.Frame
	People []duePerson `json:"people"`
}

type duePerson struct {
	Person *string   `json:"person"` // id under people; null for nobody
	Name   *string   `json:"name"`
	Tasks  []dueTask `json:"tasks"`
}

type dueTask struct {
	Task     TaskKind `json:"task"` // approval or review
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Path     string   `json:"path"`
	Revision int      `json:"revision"`
	Commit   string   `json:"commit"` // of the revision
	Role     *string  `json:"role"`
	Deputy   bool     `json:"deputy"`
	Needs    int      `json:"needs"` // people of the role that are still wanted
	Day      *string  `json:"day"`   // since when an approval waits, for when a review is due
	Due      *string  `json:"due"`   // of a review: due soon, overdue
}

// DueJSON writes tasks, in their order, for programs.
func (d *Desk) DueJSON(tasks []Task) ([]byte, error) {
	out := dueData{Frame: d.frame("aims/due/1"), People: []duePerson{}}
	for i, t := range tasks {
		if i == 0 || tasks[i-1].Person != t.Person {
			p := duePerson{Person: optional(t.Person)}
			if t.Person != "" {
				p.Name = optional(d.PersonName(t.Person))
			}
			out.People = append(out.People, p)
		}
		p := &out.People[len(out.People)-1]
		p.Tasks = append(p.Tasks, dueTask{
			Task: t.Kind, ID: t.Trail.ID, Title: t.Trail.Title, Path: t.Trail.Path, Revision: t.Row.Number,
			Commit: d.Trails.Commit(t.Row).Hash.String(), Role: optional(t.Role), Deputy: t.Deputy, Needs: t.Needs,
			Day: optional(t.Day.String()), Due: optional(string(t.Due)),
		})
	}
	return encoded(out)
}

// waitingData is what aims approve --json writes.
type waitingData struct {
	export.Frame
	Documents []waitingDocument `json:"documents"`
}

type waitingDocument struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Kind        string       `json:"kind"`
	Status      string       `json:"status"`
	Version     *string      `json:"version"`
	Path        string       `json:"path"`
	Blob        string       `json:"blob"` // of the text, as an approval names it
	Revision    int          `json:"revision"`
	Commit      string       `json:"commit"` // of the revision
	Provisional bool         `json:"provisional"`
	Wants       []wantData   `json:"wants"`
	Approved    *int         `json:"approved"` // the revision that was approved last
	Since       []changeData `json:"since"`    // the revisions after it, newest first
	Added       int          `json:"added"`    // lines, against the text that was approved last
	Removed     int          `json:"removed"`
	Diff        *string      `json:"diff"` // null unless it is asked for
}

type wantData struct {
	Role   string   `json:"role"`
	Title  string   `json:"title"`
	Needs  int      `json:"needs"`
	People []string `json:"people"` // ids: those who hold the role, then deputies
}

type changeData struct {
	Revision int          `json:"revision"`
	Commit   string       `json:"commit"`
	Authors  []authorData `json:"authors"`
	Subject  string       `json:"subject"`
}

type authorData struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// WaitingJSON writes candidates, in their order, for programs, with the texts'
// differences where diff says so.
func (d *Desk) WaitingJSON(list []Candidate, diff bool) ([]byte, error) {
	out := waitingData{Frame: d.frame("aims/approve/1"), Documents: []waitingDocument{}}
	for _, c := range list {
		changed, err := d.Compare(c)
		if err != nil {
			return nil, err
		}
		doc := waitingDocument{
			ID: c.Trail.ID, Title: c.Trail.Title, Kind: c.Row.Facts.Kind, Status: c.Row.Facts.Status, Version: optional(c.Row.Facts.Version),
			Path: c.Trail.Path, Blob: c.Blob.String(), Revision: c.Row.Number, Commit: d.Trails.Commit(c.Row).Hash.String(),
			Provisional: c.Row.Provisional, Wants: []wantData{}, Since: d.changes(c.Since), Added: changed.Added, Removed: changed.Removed,
		}
		for _, w := range c.Wants {
			doc.Wants = append(doc.Wants, wantData{w.Role, w.Title, w.Needs, append([]string{}, w.People...)})
		}
		if c.Approved != nil {
			doc.Approved = &c.Approved.Number
		}
		if diff {
			doc.Diff = &changed.Unified
		}
		out.Documents = append(out.Documents, doc)
	}
	return encoded(out)
}

func (d *Desk) changes(rows []*history.Row) []changeData {
	list := []changeData{}
	for _, r := range rows {
		landing := d.Trails.Commit(r)
		c := changeData{Revision: r.Number, Commit: landing.Hash.String(), Authors: []authorData{}, Subject: history.Subject(landing.Message)}
		for _, p := range d.Trails.Authors(r) {
			c.Authors = append(c.Authors, authorData(p))
		}
		list = append(list, c)
	}
	return list
}

func (d *Desk) frame(schema string) export.Frame {
	return export.NewFrame(schema, d.Trails, d.Evidence, d.Config.Timezone)
}

func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
