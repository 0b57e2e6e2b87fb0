package generator

import (
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/export"
)

// object is the schema of a mapping with these keys and no others.
func object(properties map[string]any, required ...string) map[string]any {
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// mapOf is the schema of a mapping from the author's names.
func mapOf(value any) map[string]any {
	return map[string]any{"type": "object", "additionalProperties": value}
}

func listOf(item any) map[string]any { return map[string]any{"type": "array", "items": item} }

func oneOf(words ...string) map[string]any { return map[string]any{"enum": words} }

// ConfigSchema is the JSON Schema (2020-12) of aims.yaml, as YAML readers give
// it. It is for editors: aims check knows more.
func ConfigSchema() ([]byte, error) {
	text, flag := map[string]any{"type": "string"}, map[string]any{"type": "boolean"}
	texts := listOf(text)
	severities := oneOf(diagnostic.Error.String(), diagnostic.Warning.String(), diagnostic.Note.String(), diagnostic.Off.String())
	field := map[string]any{"anyOf": []any{oneOf(config.FieldTypes...), object(map[string]any{
		"type": oneOf(config.FieldTypes...), "list": flag, "choices": texts, "scale": text, "kind": text, "required": flag, "label": text, "help": text,
	}, "type")}}
	kind := object(map[string]any{
		"label": text, "plural": text, "prefix": text, "group": text, "record": flag, "clauses": texts, "fields": mapOf(field), "columns": texts,
		"defaults": object(map[string]any{
			"owner": text, "approver": map[string]any{"anyOf": []any{text, texts}}, "review-every": text, "classification": oneOf(config.Classifications...),
		}),
	})
	whole := object(map[string]any{
		"title": text, "organisation": text, "url": text, "language": text, "timezone": text, "content": text, "output": text,
		"exclude": texts, "standards": texts, "keep": texts,
		"editions": object(map[string]any{"tags": text, "require": oneOf("missing", "signed")}, "tags"),
		"people":   mapOf(object(map[string]any{"name": text, "emails": texts}, "name", "emails")),
		"roles": mapOf(object(map[string]any{
			"title": text, "people": texts, "deputies": texts, "approves": texts, "needs": map[string]any{"type": "integer", "minimum": 1},
		})),
		"approval": object(map[string]any{
			"require": oneOf("missing", "declared", "recorded", "signed"), "allow-self": flag, "by-merge": flag, "recorders": texts, "forges": texts,
		}),
		"kinds": mapOf(kind), "review": object(map[string]any{"warn": text}), "scales": mapOf(texts),
		"links": object(map[string]any{"edit": text, "source": text}), "checks": mapOf(severities),
	})
	whole["$schema"], whole["title"] = export.Dialect, config.Name
	return encoded(whole)
}
