package generator_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"aims/content"
	"aims/generator"
	"aims/templates"
)

// frontmatterOf is a text's frontmatter, or nothing.
func frontmatterOf(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	front, found := bytes.CutPrefix(text, []byte("---\n"))
	if !found {
		return nil
	}
	front, _, _ = bytes.Cut(front, []byte("\n---"))
	return front
}

// plainOf is YAML as an editor hands it to a validator: a date is a text.
func plainOf(t *testing.T, name string, src []byte) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal(src, &n); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return plainNode(&n)
}

func plainNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plainNode(n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainNode(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plainNode(item))
		}
		return list
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

// configSchema is that of aims.yaml, which the metaschema allows.
func configSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := generator.ConfigSchema()
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, "aims.yaml", text)
}

func TestConfigSchema(t *testing.T) {
	starter, err := templates.FS.ReadFile("manual/aims.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s := configSchema(t)
	for name, text := range map[string]string{"starter": string(starter), "every key": schemaConfig, "rules": schemaRules} {
		if err := s.Validate(plainOf(t, name, []byte(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, wrong := range []string{
		"titel: x", "title: [x]", "editions: {require: signed}", "approval: {require: maybe}", "checks: {link-dead: fatal}",
		"kinds: {risk: {fields: {x: {type: txt}}}}", "kinds: {risk: {fields: {x: {help: no type}}}}", "roles: {lead: {needs: 0}}", "people: {ada: {name: Ada}}",
	} {
		if s.Validate(plainOf(t, wrong, []byte(wrong))) == nil {
			t.Errorf("%s is allowed", wrong)
		}
	}
}

const schemaConfig = `
title: Manual
organisation: Example
url: https://manual.example.org/
language: en
timezone: UTC
content: content
output: public
exclude: ["drafts/**"]
standards: [iso-42001]
editions: {tags: "v*", require: signed}
people: {ada: {name: Ada, emails: [ada@example.org]}, ben: {name: Ben, emails: [ben@example.org]}}
roles: {lead: {title: Lead, people: [ada], deputies: [ben], approves: [policy], needs: 2}}
approval: {require: recorded, allow-self: false, by-merge: false, recorders: [ci@example.org], forges: [x@example.org]}
review: {warn: 30 days}
scales: {level: [low, high]}
keep: [CNAME]
links: {edit: "https://x/{path}", source: "https://x/{commit}/{path}"}
checks: {review-overdue: note, link-dead: off}
kinds:
  risk: {fields: {insurer: {type: text, label: Insured by, help: who pays}}, defaults: {owner: lead, approver: [lead], review-every: 12 months}}
  model-card: {record: true, prefix: MOD, fields: {accuracy: number, stage: {type: choice, choices: [trial, use], required: true}}}
`

// kindSchemas are the schemas of the frontmatter of all kinds of a manual, which
// the metaschema allows.
func kindSchemas(t *testing.T, rules string) map[string]*jsonschema.Schema {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "aims.yaml", rules)
	kinds, err := generator.Kinds(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*jsonschema.Schema{}
	for _, k := range kinds {
		text, err := generator.Schema(k)
		if err != nil {
			t.Fatal(err)
		}
		all[k.Name] = compiled(t, k.Name, text)
	}
	return all
}

// Manuals that are fine are so for the schemas of their kinds.
func TestKindSchemasAllowManuals(t *testing.T) {
	for name, manual := range map[string]struct {
		rules string
		files fs.FS
	}{
		"starter": {"", content.FS},
		"data":    {schemaRules, os.DirFS(path.Join(schemaManual(t).Dir, "content"))},
	} {
		t.Run(name, func(t *testing.T) {
			schemas, documents := kindSchemas(t, manual.rules), 0
			err := fs.WalkDir(manual.files, ".", func(p string, d fs.DirEntry, err error) error {
				if err != nil || path.Ext(p) != ".md" {
					return err
				}
				text, err := fs.ReadFile(manual.files, p)
				front := frontmatterOf(text)
				if err != nil || !bytes.Contains(front, []byte("kind: ")) {
					return err
				}
				documents++
				v := plainOf(t, p, front)
				if err := schemas[v.(map[string]any)["kind"].(string)].Validate(v); err != nil {
					t.Errorf("%s: %v", p, err)
				}
				return nil
			})
			if err != nil || documents < 4 {
				t.Errorf("%d documents: %v", documents, err)
			}
		})
	}
}

func TestKindSchemas(t *testing.T) {
	schemas := kindSchemas(t, schemaConfig)
	for text, allowed := range map[string]bool{
		"kind: model-card\nid: A\nrecords: [{id: MOD-1, title: A, stage: use, accuracy: 0.9, state: x}]": true,
		"kind: model-card\nid: A\nrecords: [{id: MOD-1, title: A, stage: usage}]":                        false,
		"kind: model-card\nid: A\nrecords: [{id: MOD-1, title: A}]":                                      false,
		"kind: model-card\nid: A\ntitle: A":                                                              false,
		"kind: model-card\nid: A\nstage: use\nx-own: {any: thing}":                                       true,
		"kind: model-card\nid: A\nstage: use\nown: thing":                                                false,
		"kind: policy\nid: A\nversion: 2.10\neffective: 2026-03-01\naddresses: 5.2\ntags:":               true,
		"kind: policy\nid: A\nstatus:\neffective:\nowner:\nclassification:":                              true,
		"kind: policy\nid:":                           false,
		"kind: objective\nid: A\nmeasure:\ntarget: b": false,
		"kind: objective\nid: A\nmeasure: a\ntarget: b\nmeasurements: {date: 2026-01-01, value: 1, note: }": true,
		"kind: policy\nid: A\neffective: soon":                                                        false,
		"kind: policy\nid: A\nstatus: finished":                                                       false,
		"kind: policy\nid: A\nstate: open":                                                            false,
		"kind: policy\ntitle: A":                                                                      false,
		"kind: policy\nid: A\ntitle: [A]":                                                             false,
		"kind: risk\nid: A\nlevel: high\nlikelihood: rare\ninsurer: x":                                true,
		"kind: risk\nid: A\nlevel: high\nevidence: [REC-1, {location: shelf, sha256: 00}]":            true,
		"kind: risk\nid: A\nlevel: high\nevidence: [{sha256: 00}]":                                    false,
		"kind: objective\nid: A\nmeasure: a\ntarget: b\nmeasurements: [{date: 2026-01-01, value: 1}]": true,
		"kind: objective\nid: A\nmeasure: a\ntarget: b\nmeasurements: [{date: 2026-01-01}]":           false,
	} {
		v := plainOf(t, text, []byte(text))
		kind, _, _ := strings.Cut(strings.TrimPrefix(text, "kind: "), "\n")
		if err := schemas[kind].Validate(v); (err == nil) != allowed {
			t.Errorf("%q: %v", text, err)
		}
	}
}
