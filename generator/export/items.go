package export

import (
	"fmt"
	"io"

	"aims/generator/manual"
	"aims/generator/standard"
)

// itemsFile is data/clauses.json or data/controls.json.
type itemsFile struct {
	Frame
	Items []itemData `json:"items" doc:"in the order of the standards"`
}

// itemData is a clause, or an objective or control.
type itemData struct {
	ID          string          `json:"id" is:"item"`
	Kind        string          `json:"kind" is:"item kind"`
	Title       string          `json:"title" is:"item title"`
	Parent      *string         `json:"parent" doc:"id of the item that it is part of; null at the top"`
	URL         string          `json:"url" is:"url"`
	Information []informationOf `json:"information" doc:"documented information that belongs to a clause"`
	AddressedBy []addressedBy   `json:"addressedBy" doc:"documents that claim it, and those that a statement of applicability names"`
	Decision    *decisionOf     `json:"decision" doc:"of the statement of applicability; null where none decides, or more than one"`
	Records     []string        `json:"records" doc:"as in trace.json: ids of those that name it or are evidence of it, and of those that count and are of a kind that it asks for"`
	Crosswalk   []mappingOf     `json:"crosswalk" doc:"parts of other standards that are near it"`
}

// informationOf is documented information that belongs to a clause.
type informationOf struct {
	Name     string   `json:"name" doc:"in words of this project"`
	Explicit bool     `json:"explicit" doc:"the clause asks for it in words; else it is customary, and its lack is no gap"`
	Duty     string   `json:"duty" is:"duty"`
	Kinds    []string `json:"kinds" doc:"kinds of documents that hold it, the most fitting first"`
	HeldBy   []string `json:"heldBy" doc:"ids of documents and records that hold it"`
	Present  bool     `json:"present" doc:"something that counts holds it: a document in force, or a record that is current and finished"`
}

type addressedBy struct {
	Document   string  `json:"document" doc:"id of the document"`
	Heading    *string `json:"heading" is:"heading"`
	Reader     *string `json:"reader" is:"reader"`
	Claims     bool    `json:"claims" doc:"the document says so itself"`
	Implements bool    `json:"implements" doc:"a statement of applicability says so"`
	Evidence   bool    `json:"evidence" doc:"a statement of applicability names it as evidence"`
}

type decisionOf struct {
	Document   string  `json:"document" doc:"id of the statement that decides"`
	Applicable bool    `json:"applicable" doc:"else it is excluded"`
	State      *string `json:"state" is:"state"`
}

// decisionOn is the decision about a control; nil where none decides, or more than
// one.
func decisionOn(x *manual.Traced) *decisionOf {
	d := x.Choice.Decision()
	if d == nil || len(x.Decided()) != 1 {
		return nil
	}
	return &decisionOf{name(d.By), d.Applicable, optional(d.State.Value)}
}

type mappingOf struct {
	Standard string  `json:"standard" doc:"as people write it: NIST AI RMF 1.0"`
	Ref      string  `json:"ref" doc:"place in the other standard"`
	Title    *string `json:"title" doc:"of that place; null where it has none"`
	Basis    string  `json:"basis" is:"basis"`
}

// WriteClauses writes the clauses of the manual's standards as
// data/clauses.json has them.
func WriteClauses(w io.Writer, m *manual.Manual) error {
	return writeItems(w, m, clausesForm, standard.Clause)
}

// WriteControls writes the objectives and controls of the manual's standards as
// data/controls.json has them.
func WriteControls(w io.Writer, m *manual.Manual) error {
	return writeItems(w, m, controlsForm, standard.Objective, standard.Control)
}

// writeItems writes the items of some kinds, in the order of the standards.
func writeItems(w io.Writer, m *manual.Manual, form string, kinds ...standard.Kind) error {
	out := itemsFile{NewFrame(form, m.History, m.Evidence, m.Config.Timezone), []itemData{}}
	asked := askedOf(m)
	for _, traced := range m.Trace.Items {
		for _, kind := range kinds {
			if traced.Item.Kind == kind {
				out.Items = append(out.Items, factsOf(m, traced, asked))
			}
		}
	}
	if err := writeWhole(w, out); err != nil {
		return fmt.Errorf("write items: %w", err)
	}
	return nil
}

func askedOf(m *manual.Manual) map[*manual.Traced][]manual.Asked {
	asked := map[*manual.Traced][]manual.Asked{}
	for _, c := range m.Readiness().Clauses {
		asked[c.Traced] = c.Asked
	}
	return asked
}

func factsOf(m *manual.Manual, x *manual.Traced, asked map[*manual.Traced][]manual.Asked) itemData {
	s, item := x.Standard, x.Item
	d := itemData{
		ID: m.ItemID(s, item.ID), Kind: string(item.Kind), Title: item.Title, URL: m.ItemAddress(s, item),
		Information: []informationOf{}, AddressedBy: []addressedBy{}, Records: []string{}, Crosswalk: []mappingOf{},
	}
	if item.Parent != "" {
		parent := m.ItemID(s, item.Parent)
		d.Parent = &parent
	}
	for _, a := range asked[x] {
		i := informationOf{a.Name, a.Explicit, string(a.Duty), append([]string{}, a.Kinds...), []string{}, a.Presence == manual.Present}
		for _, h := range a.Held {
			i.HeldBy = append(i.HeldBy, name(h.Entry))
		}
		d.Information = append(d.Information, i)
	}
	for _, tie := range x.Documents {
		d.AddressedBy = append(d.AddressedBy, addressedBy{name(tie.Entry), optional(tie.Heading), optional(tie.Reader), tie.Claims, tie.Implements, tie.Evidence})
	}
	d.Decision = decisionOn(x)
	for _, e := range m.Records(x) {
		d.Records = append(d.Records, name(e))
	}
	for _, c := range s.Crosswalks {
		for _, near := range c.Of(item.ID) {
			d.Crosswalk = append(d.Crosswalk, mappingOf{c.Name, near.Ref, optional(near.Title), string(near.Basis)})
		}
	}
	return d
}
