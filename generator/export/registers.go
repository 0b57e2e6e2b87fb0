package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"aims/generator/document"
	"aims/generator/manual"
)

// record is a row of data/registers/KIND.json.
type record struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Kind   string  `json:"kind"`
	URL    string  `json:"url"` // of the page, relative to the site's root
	State  *string `json:"state"`
	Owner  *string `json:"owner"` // id of a role
	Date   *string `json:"date"`
	Fields fields  `json:"fields"`
	Reader *string `json:"reader"` // the readers' word alone
}

// fields are the kind's own fields that a record has, in the kind's order, under
// their names in frontmatter. A value is the text as it is typed; evidence kept
// elsewhere and measurements are objects; what may be several is a list.
type fields []document.Field

// MarshalJSON implements json.Marshaler.
func (fs fields) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, f := range fs {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(f.Def.Name)
		if err != nil {
			return nil, err
		}
		values, err := json.Marshal(valuesOf(f))
		if err != nil {
			return nil, err
		}
		out.Write(append(append(name, ':'), values...))
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func valuesOf(f document.Field) any {
	list := []any{}
	for _, v := range f.Values {
		if v.Parts == nil {
			list = append(list, v.Value)
			continue
		}
		parts := map[string]string{}
		for _, p := range v.Parts {
			parts[p.Name] = p.Value
		}
		list = append(list, parts)
	}
	if !f.Def.List && f.Def.Type != "measurements" && len(list) == 1 {
		return list[0]
	}
	return list
}

// WriteRegister writes a register as data/registers/KIND.json has it, in the
// order of ids.
func WriteRegister(w io.Writer, m *manual.Manual, r manual.Register) error {
	frame := struct {
		Frame
		Kind string `json:"kind"`
	}{NewFrame("aims/register/1", m.History, m.Evidence, m.Config.Timezone), r.Kind.Name}
	records := func(yield func(record) bool) {
		for _, e := range r.Entries {
			if !yield(recordOf(e)) {
				return
			}
		}
	}
	if err := writeList(w, frame, "records", records); err != nil {
		return fmt.Errorf("write register %s: %w", r.Kind.Name, err)
	}
	return nil
}

func recordOf(e *manual.Entry) record {
	return record{
		ID: e.ID.Value, Title: e.Title.Value, Kind: e.Kind.Name, URL: e.Address, State: optional(e.State.Value),
		Owner: optional(e.Owner.Value), Date: optional(e.Date.String()), Fields: fields(e.Document.Fields), Reader: optional(e.Reader),
	}
}
