package export

import (
	"encoding/json"
	"fmt"
	"io"

	"aims/generator/manual"
	"aims/generator/standard"
)

// itemsFile is data/clauses.json or data/controls.json.
type itemsFile struct {
	Frame
	Items []itemData `json:"items"`
}

// itemData is a clause, or an objective or control.
type itemData struct {
	ID          string          `json:"id"` // with the standard's name unless it is the first one
	Kind        string          `json:"kind"`
	Title       string          `json:"title"`
	Parent      *string         `json:"parent"`
	URL         string          `json:"url"` // of the page, relative to the site's root
	Information []informationOf `json:"information"`
	AddressedBy []addressedBy   `json:"addressedBy"` // documents that claim it, those that a statement of applicability names among them
	Decision    *decisionOf     `json:"decision"`    // null where nobody, or more than one, decides
	Records     []string        `json:"records"`     // that name it in a field
	Crosswalk   []mappingOf     `json:"crosswalk"`
}

// informationOf is documented information that belongs to a clause.
type informationOf struct {
	Name     string   `json:"name"`
	Explicit bool     `json:"explicit"` // the clause asks for it in words; else it is customary and no gap
	Duty     string   `json:"duty"`
	Kinds    []string `json:"kinds"`
	HeldBy   []string `json:"heldBy"`
	Present  bool     `json:"present"` // something that counts holds it
}

type addressedBy struct {
	Document   string  `json:"document"`
	Heading    *string `json:"heading"` // null for the whole document
	Reader     *string `json:"reader"`
	Claims     bool    `json:"claims"`     // by its own word
	Implements bool    `json:"implements"` // by that of a statement of applicability
	Evidence   bool    `json:"evidence"`
}

type decisionOf struct {
	Document   string  `json:"document"`
	Applicable bool    `json:"applicable"`
	State      *string `json:"state"`
}

type mappingOf struct {
	Standard string  `json:"standard"`
	Ref      string  `json:"ref"`
	Title    *string `json:"title"`
	Basis    string  `json:"basis"`
}

// WriteClauses writes the clauses of the manual's standards as
// data/clauses.json has them.
func WriteClauses(w io.Writer, m *manual.Manual) error {
	return writeItems(w, m, "aims/clauses/1", standard.Clause)
}

// WriteControls writes the objectives and controls of the manual's standards as
// data/controls.json has them.
func WriteControls(w io.Writer, m *manual.Manual) error {
	return writeItems(w, m, "aims/controls/1", standard.Objective, standard.Control)
}

// writeItems writes the items of some kinds, in the order of the standards.
func writeItems(w io.Writer, m *manual.Manual, schema string, kinds ...standard.Kind) error {
	out := itemsFile{NewFrame(schema, m.History, m.Evidence, m.Config.Timezone), []itemData{}}
	asked := askedOf(m)
	decided := decidedOf(m)
	for _, traced := range m.Trace.Items {
		for _, kind := range kinds {
			if traced.Item.Kind == kind {
				out.Items = append(out.Items, factsOf(m, traced, asked, decided))
			}
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
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

// decidedOf are the decisions by the ids of their controls.
func decidedOf(m *manual.Manual) map[string]*manual.Applicable {
	decided := map[string]*manual.Applicable{}
	for _, a := range m.Applicability {
		for _, c := range a.Controls() {
			decided[m.ItemID(a.Standard, c.ID)] = c
		}
	}
	return decided
}

func factsOf(m *manual.Manual, x *manual.Traced, asked map[*manual.Traced][]manual.Asked, decided map[string]*manual.Applicable) itemData {
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
	if a := decided[d.ID]; a != nil && a.Decision() != nil && len(a.Decided) == 1 {
		one := a.Decision()
		d.Decision = &decisionOf{name(one.By), one.Applicable, optional(one.State.Value)}
	}
	for _, in := range m.Naming(s, item.ID).Fields {
		d.Records = append(d.Records, name(in.Entry))
	}
	d.Records = sorted(d.Records)
	for _, c := range s.Crosswalks {
		for _, near := range c.Of(item.ID) {
			d.Crosswalk = append(d.Crosswalk, mappingOf{c.Name, near.Ref, optional(near.Title), string(near.Basis)})
		}
	}
	return d
}
