package export

import (
	"fmt"
	"io"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/manual"
)

// registerFile is data/registers/KIND.json.
type registerFile struct {
	Frame
	Kind    string   `json:"kind" doc:"name of the kind"`
	Records []record `json:"records" doc:"in the order of ids"`
}

type record struct {
	ID     string  `json:"id" is:"id"`
	Title  string  `json:"title" doc:"empty where the text has none"`
	Kind   string  `json:"kind" doc:"name of the kind"`
	URL    string  `json:"url" is:"url"`
	State  *string `json:"state" doc:"of a record, as it is typed; null where it says none"`
	Owner  *string `json:"owner" is:"role"`
	Date   *string `json:"date" is:"day" doc:"of a record; null where it says none"`
	Fields fields  `json:"fields" doc:"the kind's own fields under their names in frontmatter, as they are typed; null, or an empty list, where the record says nothing"`
	Reader *string `json:"reader" is:"reader"`
	X      own     `json:"x" doc:"the organisation's own keys under their names in frontmatter, x- included, each with its values as they are typed"`
}

// own are the organisation's own keys, which have no type: each has a list.
type own map[string][]string

func ownOf(d *document.Document) own {
	all := own{}
	for _, x := range d.Own {
		list := []string{}
		for _, v := range x.Values {
			if v.Value != "" {
				list = append(list, v.Value)
			}
		}
		all[x.Name] = list
	}
	return all
}

// fields are a kind's own fields with what a record says, in the kind's order. A
// value is the text as it is typed; evidence kept elsewhere and measurements are
// objects; what may be several is a list.
type fields struct {
	kind *config.Kind
	said []document.Field
}

// MarshalJSON implements json.Marshaler.
func (fs fields) MarshalJSON() ([]byte, error) {
	var all members
	for i := range fs.kind.Fields {
		def := &fs.kind.Fields[i]
		var values []document.Value
		for _, f := range fs.said {
			if f.Def.Name == def.Name {
				values = f.Values
			}
		}
		all = append(all, member{def.Name, valueOf(def, values)})
	}
	return all.MarshalJSON()
}

// elsewhere is evidence that is kept elsewhere. What an author leaves out is null.
type elsewhere struct {
	Location    *string `json:"location" doc:"where it is kept; null only in a manual with errors"`
	SHA256      *string `json:"sha256" doc:"of the file there, as it is typed; null for none"`
	Date        *string `json:"date" is:"day" doc:"of the evidence; null for none"`
	ReviewEvery *string `json:"review-every" doc:"how long it is current, as it is typed: 12 months, P12M or a date; null for none"`
	Note        *string `json:"note" doc:"null for none"`
}

type measurement struct {
	Date  *string `json:"date" is:"day" doc:"of the measurement; null only in a manual with errors"`
	Value *string `json:"value" doc:"as it is typed; null only in a manual with errors"`
	Note  *string `json:"note" doc:"null for none"`
}

// valueOf is what a record says at a field; null, or an empty list, for nothing.
func valueOf(def *config.Field, values []document.Value) any {
	list := []any{}
	for _, v := range values {
		part := func(name string) *string {
			for _, p := range v.Parts {
				if p.Name == name {
					return optional(p.Value)
				}
			}
			return nil
		}
		switch {
		case def.Type == measurements:
			list = append(list, measurement{part("date"), part("value"), part("note")})
		case v.Parts != nil:
			list = append(list, elsewhere{part("location"), part("sha256"), part("date"), part("review-every"), part("note")})
		default:
			list = append(list, v.Value)
		}
	}
	switch {
	case def.List, def.Type == measurements:
		return list
	case len(list) == 0:
		return nil
	}
	return list[0]
}

// measurements is the type of a field that holds several values by its nature.
const measurements = "measurements"

// WriteRegister writes a register as data/registers/KIND.json has it, in the
// order of ids.
func WriteRegister(w io.Writer, m *manual.Manual, r manual.Register) error {
	file := registerFile{NewFrame(registerForm, m.History, m.Evidence, m.Config.Timezone), r.Kind.Name, []record{}}
	records := func(yield func(record) bool) {
		for _, e := range r.Entries {
			if !yield(recordOf(e)) {
				return
			}
		}
	}
	if err := writeList(w, file, records); err != nil {
		return fmt.Errorf("write register %s: %w", r.Kind.Name, err)
	}
	return nil
}

func recordOf(e *manual.Entry) record {
	return record{
		ID: e.ID.Value, Title: e.Title.Value, Kind: e.Kind.Name, URL: e.Address, State: optional(e.State.Value),
		Owner: optional(e.Owner.Value), Date: optional(e.Date.String()), Fields: fields{e.Kind, e.Document.Fields}, Reader: optional(e.Reader),
		X: ownOf(e.Document),
	}
}
