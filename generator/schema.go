package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/export"
	"aims/generator/source"
)

// Kinds are the kinds of the manual in a folder with those of its aims.yaml.
func Kinds(ctx context.Context, dir string) (document.Kinds, error) {
	tree, err := source.Open(dir)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	src, err := tree.ReadFile(config.Name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", config.Name, err)
	}
	c, diags := config.Parse(src)
	kinds, found := document.AllKinds(c)
	if diagnostic.Blocking(append(diags, found...)) {
		return nil, &Refusal{fmt.Sprintf("%s has errors", config.Name), "aims check says which"}
	}
	return kinds, ctx.Err()
}

// Schema is the JSON Schema (2020-12) of the frontmatter of a kind, as YAML and
// JSON readers give it. It is for editors: aims check knows more.
func Schema(kind *config.Kind) ([]byte, error) {
	required := []string{"id", "kind"}
	properties := map[string]any{"kind": map[string]any{"const": kind.Name}}
	for _, f := range document.Keys(kind) {
		properties[f.Name] = keySchema(f, f.Required || f.Name == "id")
		if f.Required {
			required = append(required, f.Name)
		}
	}
	own := map[string]any{"^x-.": map[string]any{}}
	whole := map[string]any{
		"$schema": export.Dialect, "title": kind.Label, "type": "object",
		"properties": properties, "patternProperties": own, "additionalProperties": false, "required": required,
	}
	switch {
	case kind.Name == "soa": // its decisions are no fields
		delete(whole, "additionalProperties")
	case kind.Record:
		row := map[string]any{}
		for name, schema := range properties {
			row[name] = schema
		}
		rows := map[string]any{"type": "object", "properties": row, "patternProperties": own, "additionalProperties": false, "required": without(required, "kind")}
		properties["records"] = map[string]any{"type": "array", "items": rows, "description": "records kept as rows of this file"}
		delete(whole, "required")
		whole["if"] = map[string]any{"required": []string{"records"}}
		whole["then"] = map[string]any{"required": []string{"id", "kind"}}
		whole["else"] = map[string]any{"required": required}
	}
	return encoded(whole)
}

func without(list []string, out string) []string {
	var kept []string
	for _, s := range list {
		if s != out {
			kept = append(kept, s)
		}
	}
	return kept
}

// keySchema is the schema of the values of a key. A list may be a single value,
// and an empty key says nothing, which a required one may not.
func keySchema(f *config.Field, required bool) map[string]any {
	one := map[string]any{"type": []string{"string", "number", "boolean"}}
	switch f.Type {
	case "choice":
		one = map[string]any{"enum": append([]string{}, f.Choices...)}
	case "date":
		one = map[string]any{"type": "string", "format": "date"}
	case "number":
		one = map[string]any{"type": []string{"number", "string"}}
	case "evidence":
		one = map[string]any{"oneOf": []any{map[string]any{"type": "string"}, partsSchema([]string{"location", "sha256", "date", "review-every", "note"}, "location")}}
	case "measurements":
		one = partsSchema([]string{"date", "value", "note"}, "date", "value")
	}
	either := []any{one}
	if f.List || f.Type == "measurements" {
		either = append(either, listOf(one))
	}
	if !required {
		either = append(either, map[string]any{"type": "null"})
	}
	schema := map[string]any{"anyOf": either}
	if len(either) == 1 {
		schema = one
	}
	if f.Label != "" {
		schema["title"] = f.Label
	}
	if f.Help != "" {
		schema["description"] = f.Help
	}
	return schema
}

// partsSchema is the schema of a value that has several keys.
func partsSchema(names []string, required ...string) map[string]any {
	properties := map[string]any{}
	for _, name := range names {
		types := []string{"string", "number"}
		if !slices.Contains(required, name) {
			types = append(types, "null")
		}
		properties[name] = map[string]any{"type": types}
	}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false, "required": required}
}
