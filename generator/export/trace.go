package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// traceData is data/trace.json.
type traceData struct {
	Frame
	Items     []tracedItem     `json:"items"`     // in the standards' order
	Documents []tracedDocument `json:"documents"` // in the order of ids
}

type tracedItem struct {
	ID        string        `json:"id"`
	Kind      string        `json:"kind"` // clause, objective or control
	Title     string        `json:"title"`
	Documents []tie         `json:"documents"` // that claim it, or that a statement of applicability names
	Decision  *tracedChoice `json:"decision"`  // null for none
	Records   []string      `json:"records"`   // that name it, are evidence of it, or are of a kind that it asks for
}

// tie is a document, or a section of one, that answers an item.
type tie struct {
	ID         string  `json:"id"`
	Heading    *string `json:"heading"` // words of the section; null for the whole document
	Reader     *string `json:"reader"`
	Verdict    *string `json:"verdict"`
	InForce    bool    `json:"inForce"`
	Claims     bool    `json:"claims"`     // the document says so itself
	Implements bool    `json:"implements"` // a statement of applicability says so
}

type tracedChoice struct {
	Document   string  `json:"document"`
	Applicable bool    `json:"applicable"`
	State      *string `json:"state"`
}

type tracedDocument struct {
	ID    string   `json:"id"`
	Items []string `json:"items"` // in the standards' order
}

// WriteTrace writes which documents and records answer which clauses and
// controls, and the other way, as data/trace.json has it.
func WriteTrace(w io.Writer, m *manual.Manual) error {
	data := traceData{Frame: NewFrame("aims/trace/1", m.History, m.Evidence, m.Config.Timezone), Items: []tracedItem{}, Documents: []tracedDocument{}}
	named := map[*manual.Entry][]string{}
	for _, x := range m.Trace.Items {
		item := itemOf(m, x, named)
		data.Items = append(data.Items, item)
	}
	for _, e := range m.Documents {
		d := tracedDocument{ID: e.ID.Value, Items: []string{}}
		d.Items = append(d.Items, named[e]...)
		data.Documents = append(data.Documents, d)
	}
	const chunk = 64 << 10
	out := bufio.NewWriterSize(w, chunk)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(data); err != nil {
		return fmt.Errorf("write the trace: %w", err)
	}
	return out.Flush()
}

// itemOf is an item as it is written. named gathers its id with every document
// and record that it names.
func itemOf(m *manual.Manual, x *manual.Traced, named map[*manual.Entry][]string) tracedItem {
	item := tracedItem{ID: m.ItemID(x.Standard, x.Item.ID), Kind: string(x.Item.Kind), Title: x.Item.Title, Documents: []tie{}, Records: []string{}}
	seen := map[*manual.Entry]bool{}
	note := func(e *manual.Entry) {
		if !seen[e] {
			seen[e] = true
			named[e] = append(named[e], item.ID)
		}
	}
	for _, d := range x.Documents {
		item.Documents = append(item.Documents, tieOf(m, d))
		note(d.Entry)
	}
	if d := x.Choice.Decision(); d != nil {
		item.Decision = &tracedChoice{d.By.ID.Value, d.Applicable, optional(d.State.Value)}
	}
	for _, d := range x.Decided() {
		note(d.By)
	}
	for _, e := range x.Records {
		item.Records = append(item.Records, e.ID.Value)
		note(e)
	}
	for _, k := range x.Kinds {
		for _, e := range k.Records {
			if k.Record {
				item.Records = append(item.Records, e.ID.Value)
			}
			note(e)
		}
	}
	item.Records = sorted(item.Records)
	return item
}

func tieOf(m *manual.Manual, d manual.Tie) tie {
	out := tie{
		ID: d.ID.Value, Heading: optional(d.Heading), Reader: optional(d.Reader),
		InForce: m.Evidence != nil && d.Reader == evidence.InForce, Claims: d.Claims, Implements: d.Implements,
	}
	if r := rulingOf(m.Evidence, d.Row); r != nil {
		out.Verdict = optional(r.Verdict)
	}
	return out
}
