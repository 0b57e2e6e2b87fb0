package export

import (
	"bufio"
	"fmt"
	"io"

	"aims/generator/manual"
)

// traceData is data/trace.json.
type traceData struct {
	Frame
	Items     []tracedItem     `json:"items" doc:"in the standards' order"`
	Documents []tracedDocument `json:"documents" doc:"in the order of ids"`
}

type tracedItem struct {
	ID        string      `json:"id" is:"item"`
	Kind      string      `json:"kind" is:"item kind"`
	Title     string      `json:"title" is:"item title"`
	Documents []tie       `json:"documents" doc:"that claim it, or that a statement of applicability names"`
	Decision  *decisionOf `json:"decision" doc:"of the statement of applicability; null where none decides, or more than one"`
	Records   []string    `json:"records" doc:"ids of those that name it or are evidence of it, and of those that count and are of a kind that it asks for"`
}

// tie is a document, or a section of one, that answers an item.
type tie struct {
	ID         string  `json:"id" is:"id"`
	Heading    *string `json:"heading" is:"heading"`
	Reader     *string `json:"reader" is:"reader"`
	Verdict    *string `json:"verdict" is:"verdict"`
	InForce    bool    `json:"inForce" doc:"on the day asOf"`
	Claims     bool    `json:"claims" doc:"the document says so itself"`
	Implements bool    `json:"implements" doc:"a statement of applicability says so"`
}

type tracedDocument struct {
	ID    string   `json:"id" is:"id"`
	Items []string `json:"items" doc:"ids of clauses, objectives and controls, in the standards' order"`
}

// WriteTrace writes which documents and records answer which clauses and
// controls, and the other way, as data/trace.json has it.
func WriteTrace(w io.Writer, m *manual.Manual) error {
	data := traceData{Frame: NewFrame(traceForm, m.History, m.Evidence, m.Config.Timezone), Items: []tracedItem{}, Documents: []tracedDocument{}}
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
	if err := writeWhole(out, data); err != nil {
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
	item.Decision = decisionOn(x)
	for _, d := range x.Decided() {
		note(d.By)
	}
	for _, e := range m.Records(x) {
		item.Records = append(item.Records, e.ID.Value)
		note(e)
	}
	for _, k := range x.Kinds {
		for _, e := range k.Records {
			if !k.Record {
				note(e)
			}
		}
	}
	return item
}

func tieOf(m *manual.Manual, d manual.Tie) tie {
	out := tie{
		ID: d.ID.Value, Heading: optional(d.Heading), Reader: optional(d.Reader),
		InForce: m.InForce(d.Entry), Claims: d.Claims, Implements: d.Implements,
	}
	if r := rulingOf(m.Evidence, d.Row); r != nil {
		out.Verdict = optional(r.Verdict)
	}
	return out
}
