package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"aims/generator/export"
)

func unmarshalled(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// compiled is the schema of a file, which the metaschema allows.
func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	kinds, _ := registered(t)
	text, err := export.FileSchema(name, kinds)
	if err != nil || text == nil {
		t.Fatalf("%s: %s, %v", name, text, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, unmarshalled(t, text)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFileSchemas: what the golden files say is allowed, and every name has a schema.
func TestFileSchemas(t *testing.T) {
	kinds, _ := registered(t)
	for _, name := range export.FileNames(kinds) {
		compiled(t, name)
	}
	for file, name := range map[string]string{
		"documents": "documents", "documents-newer": "documents", "documents-unproved": "documents", "judged": "revisions", "register": "registers/card",
		"revisions": "revisions", "soa": "soa", "trace": "trace", "trace-unproved": "trace",
	} {
		text, err := os.ReadFile(filepath.Join("testdata", file+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled(t, name+".json").Validate(unmarshalled(t, text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if text, err := export.FileSchema("nothing.json", kinds); text != nil || err != nil {
		t.Errorf("a schema of nothing: %s, %v", text, err)
	}
}

// TestSchemaOfFields: what no author of the kind can write is refused.
func TestSchemaOfFields(t *testing.T) {
	s := compiled(t, "registers/card.json")
	text, err := os.ReadFile(filepath.Join("testdata", "register.json"))
	if err != nil {
		t.Fatal(err)
	}
	for was, is := range map[string]string{
		`"<live>"`: `"dead"`, `"2026-02-03"`: `"2026-02-30"`, `"location": "shelf"`: `"shelf": ""`, `"note": "<b> & ü"`: `"note": ["<b>"]`, `"value": "1.40"`: `"value": 1.4`,
		`"use": []`: `"use": null`, `"kind": "card"`: `"kind": "risk"`, `"aims/register/1"`: `"aims/register/2"`, `"every": null,`: ``,
	} {
		if !strings.Contains(string(text), was) {
			t.Fatalf("no %s", was)
		}
		if err := s.Validate(unmarshalled(t, []byte(strings.Replace(string(text), was, is, 1)))); err == nil {
			t.Errorf("%s is allowed instead of %s", is, was)
		}
	}
}
