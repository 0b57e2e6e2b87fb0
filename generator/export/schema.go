package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"aims/generator/config"
)

// Dialect is the JSON Schema that schemas are written in.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// schema is a JSON Schema. Its keys stand in the order in which people read them.
type schema struct {
	Dialect     string    `json:"$schema,omitempty"`
	Title       string    `json:"title,omitempty"`
	Description string    `json:"description,omitempty"`
	Type        any       `json:"type,omitempty"` // a name, or a list of them
	Const       any       `json:"const,omitempty"`
	Enum        []any     `json:"enum,omitempty"`
	Format      string    `json:"format,omitempty"`
	Pattern     string    `json:"pattern,omitempty"`
	Minimum     *int      `json:"minimum,omitempty"`
	AnyOf       []*schema `json:"anyOf,omitempty"`
	Items       *schema   `json:"items,omitempty"`
	Properties  members   `json:"properties,omitempty"`
	Required    []string  `json:"required,omitempty"`
	Additional  any       `json:"additionalProperties,omitempty"` // false, or a schema
}

// Schema writes the JSON Schema (2020-12) of what is written of file, a struct
// whose keys have the tags that the package comment names.
func Schema(title, description string, file any) ([]byte, error) {
	return schemaOf(reflect.TypeOf(file), nil).written(title, description)
}

func (s *schema) written(title, description string) ([]byte, error) {
	s.Dialect, s.Title, s.Description = Dialect, title, description
	var b bytes.Buffer
	if err := writeWhole(&b, s); err != nil {
		return nil, fmt.Errorf("write the schema of %s: %w", title, err)
	}
	return b.Bytes(), nil
}

// schemaOf is the schema of a type as encoding/json writes it. kind is whose
// fields a record has.
func schemaOf(t reflect.Type, kind *config.Kind) *schema {
	switch t.Kind() {
	case reflect.String:
		return &schema{Type: "string"}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Int:
		return &schema{Type: "integer"}
	case reflect.Pointer:
		return schemaOf(t.Elem(), kind).orNull()
	case reflect.Slice:
		return &schema{Type: "array", Items: schemaOf(t.Elem(), kind)}
	case reflect.Struct:
		if t == reflect.TypeFor[fields]() {
			return fieldsSchema(kind)
		}
		return object(keysOf(t, kind))
	case reflect.Map:
		return &schema{Type: "object", Additional: schemaOf(t.Elem(), kind)}
	}
	panic("no schema for " + t.String()) // a test makes them all
}

// keysOf are the keys of a struct, those of embedded ones among them.
func keysOf(t reflect.Type, kind *config.Kind) (all members) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			all = append(all, keysOf(f.Type, kind)...)
			continue
		}
		s := schemaOf(f.Type, kind)
		if name := f.Tag.Get("is"); name != "" {
			formOf(name).shape(s)
		}
		if word, fixed := f.Tag.Lookup("const"); fixed {
			s.Const = word
		}
		if doc := f.Tag.Get("doc"); doc != "" {
			s.Description = doc
		}
		all = append(all, member{f.Tag.Get("json"), s})
	}
	return all
}

// object is the schema of an object that has all of these keys and no others.
func object(keys members) *schema {
	closed := false
	s := &schema{Type: "object", Properties: keys, Required: []string{}, Additional: &closed}
	for _, k := range keys {
		s.Required = append(s.Required, k.name)
	}
	return s
}

// orNull lets the value be absent.
func (s *schema) orNull() *schema {
	switch {
	case s.AnyOf != nil:
		s.AnyOf = append(s.AnyOf, &schema{Type: "null"})
	case s.Type != nil:
		s.Type = []string{s.Type.(string), "null"}
	}
	if s.Enum != nil {
		s.Enum = append(s.Enum, nil)
	}
	return s
}

// at is the schema of a key of an object.
func (s *schema) at(key string) *schema {
	i := slices.IndexFunc(s.Properties, func(m member) bool { return m.name == key })
	return s.Properties[i].value.(*schema)
}

// fieldsSchema is the schema of the fields of a kind's records.
func fieldsSchema(kind *config.Kind) *schema {
	var keys members
	for i := range kind.Fields {
		f := &kind.Fields[i]
		s := fieldSchema(f)
		s.Title = f.Label
		if f.Help != "" && s.Description != "" {
			s.Description = f.Help + "; " + s.Description
		} else {
			s.Description += f.Help
		}
		keys = append(keys, member{f.Name, s})
	}
	return object(keys)
}

// typed says what the text of a value is, by the type of its field.
var typed = map[string]string{
	"interval": "as it is typed: 12 months, 90 days, P12M or a date", "number": "decimal number as it is typed",
	"role": "id of a role", "person": "id under people of aims.yaml", "reference": "id of a document or record",
	"clause": "id of a clause", "control": "id of a control", "annex-c": "id of an item of Annex C", "system": "id of an AI system",
}

// fieldSchema is the schema of what valueOf makes of a field.
func fieldSchema(f *config.Field) *schema {
	one := &schema{Type: "string", Description: typed[f.Type]}
	switch f.Type {
	case "choice":
		one.Enum = words(f.Choices...)
	case "date":
		one.Format = "date"
	case "evidence":
		one = &schema{AnyOf: []*schema{{Type: "string", Description: "id of a document or record"}, schemaOf(reflect.TypeFor[elsewhere](), nil)}}
	case measurements:
		return schemaOf(reflect.TypeFor[[]measurement](), nil)
	}
	if f.List {
		return &schema{Type: "array", Items: one}
	}
	return one.orNull()
}

// members are the members of an object, in their order.
type members []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements json.Marshaler.
func (ms members) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, m := range ms {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := enc.Encode(m.name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
