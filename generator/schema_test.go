package generator_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"aims/generator"
	"aims/templates"
)

// allows reports the first key that a schema's properties don't have, as a path.
func allows(schema map[string]any, value any, at string) string {
	if either, ok := schema["anyOf"].([]any); ok {
		for _, s := range either {
			if allows(s.(map[string]any), value, at) == "" {
				return ""
			}
		}
		return at
	}
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for key, x := range v {
			s, known := properties[key].(map[string]any)
			if more, open := schema["additionalProperties"].(map[string]any); !known && open {
				s, known = more, true
			}
			if !known {
				return at + "." + key
			}
			if bad := allows(s, x, at+"."+key); bad != "" {
				return bad
			}
		}
	case []any:
		items, ok := schema["items"].(map[string]any)
		if !ok {
			return at + "[]"
		}
		for _, x := range v {
			if bad := allows(items, x, at+"[]"); bad != "" {
				return bad
			}
		}
	case string:
		if words, ok := schema["enum"].([]any); ok && !slices.Contains(words, any(v)) {
			return at + "=" + v
		}
	}
	return ""
}

func decoded(t *testing.T, text []byte, err error) map[string]any {
	t.Helper()
	var schema map[string]any
	if err == nil {
		err = json.Unmarshal(text, &schema)
	}
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestConfigSchemaHasTheKeysOfAManual(t *testing.T) {
	text, err := generator.ConfigSchema()
	schema := decoded(t, text, err)
	for name, read := range map[string]func() ([]byte, error){
		"starter": func() ([]byte, error) { return templates.FS.ReadFile("manual/aims.yaml") },
		"own":     func() ([]byte, error) { return []byte(schemaConfig), nil },
	} {
		src, err := read()
		if err != nil {
			t.Fatal(err)
		}
		var c map[string]any
		if err := yaml.Unmarshal(src, &c); err != nil {
			t.Fatal(err)
		}
		if bad := allows(schema, c, name); bad != "" {
			t.Errorf("the schema refuses %s", bad)
		}
	}
	if bad := allows(schema, map[string]any{"titel": "x"}, ""); bad != ".titel" {
		t.Errorf("an unknown key is allowed (%q)", bad)
	}
}

const schemaConfig = `
editions: {tags: "v*", require: signed}
approval: {require: recorded, allow-self: false, by-merge: false, recorders: [ci@example.org], forges: [x@example.org]}
review: {warn: 30 days}
scales: {level: [low, high]}
keep: [CNAME]
links: {edit: "https://x/{path}", source: "https://x/{commit}/{path}"}
checks: {review-overdue: note, link-dead: off}
kinds:
  risk: {fields: {insurer: {type: text, label: Insured by, help: who pays}}}
  model-card: {record: true, prefix: MOD, fields: {accuracy: number, stage: {type: choice, choices: [trial, use], required: true}}}
`

func TestKindSchemas(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "aims.yaml"), []byte(schemaConfig), 0o666); err != nil {
		t.Fatal(err)
	}
	kinds, err := generator.Kinds(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		text, err := generator.Schema(k)
		properties := decoded(t, text, err)["properties"].(map[string]any)
		for _, f := range k.Fields {
			if properties[f.Name] == nil {
				t.Errorf("the schema of %s lacks %s", k.Name, f.Name)
			}
		}
	}
	text, err := generator.Schema(kinds.Find("model-card"))
	card := decoded(t, text, err)
	row := map[string]any{"id": "MOD-1", "title": "A", "stage": "use", "accuracy": 0.9, "state": "x"}
	if bad := allows(card, map[string]any{"id": "A", "kind": "model-card", "records": []any{row}}, ""); bad != "" {
		t.Errorf("the schema refuses %s", bad)
	}
	if bad := allows(card, map[string]any{"stage": "usage"}, ""); bad != ".stage=usage" {
		t.Errorf("a word that is no choice is allowed (%q)", bad)
	}
	text, err = generator.Schema(kinds.Find("risk"))
	if bad := allows(decoded(t, text, err), map[string]any{"insurer": "x", "level": "high", "likelihood": "rare"}, ""); bad != "" {
		t.Errorf("the schema refuses %s", bad)
	}
}
