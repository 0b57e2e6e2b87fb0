package generator_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"aims/generator"
	"aims/generator/config"
)

// compiled is a schema that the metaschema allows, with formats asserted.
func compiled(t *testing.T, name string, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

func unmarshalled(t *testing.T, name, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// programFiles are the files for programs of a built site with their schemas.
func programFiles(t *testing.T, dir string) (data, schemas map[string]string) {
	t.Helper()
	const folder = "data/schema/"
	site := read(t, filepath.Join(dir, "public"))
	data, schemas = map[string]string{"manifest.json": site["manifest.json"]}, map[string]string{}
	for name, text := range site {
		switch below, ok := strings.CutPrefix(name, folder); {
		case ok && below == "manifest.json":
			schemas[below] = text
		case ok:
			schemas["data/"+below] = text
		case strings.HasPrefix(name, "data/"):
			data[name] = text
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(data)), slices.Sorted(maps.Keys(schemas))); diff != "" {
		t.Fatalf("-data +schemas\n%s", diff)
	}
	return data, schemas
}

// Every file for programs is what its schema says, and any fact of it that is
// turned wrong is refused.
func TestDataSchemas(t *testing.T) {
	r := schemaManual(t)
	if r := publish(t, generator.Options{Dir: r.Dir, Today: config.Date{Year: 2026, Month: 3, Day: 1}}); !r.Published {
		t.Fatal(messages(r.Diagnostics))
	}
	data, schemas := programFiles(t, r.Dir)
	without, fixed := map[string]string{}, map[string]string{}
	for name, text := range data {
		s := compiled(t, name, []byte(schemas[name]))
		v := unmarshalled(t, name, text)
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		undescribed(t, name, unmarshalled(t, name, schemas[name]).(map[string]any))
		filled, wordy := map[string]bool{}, map[string]bool{}
		for _, p := range placesOf(v, "", nil, filled) {
			p.turn(t, s, name, v, wordy)
		}
		if strings.HasPrefix(name, "data/registers/") && name != "data/registers/model-card.json" {
			continue // one register says it for all
		}
		fixed[name] = strings.Join(slices.Sorted(maps.Keys(wordy)), " ")
		if keys := unfilled(filled, "", unmarshalled(t, name, schemas[name]).(map[string]any)); keys != nil {
			without[name] = strings.Join(slices.Sorted(slices.Values(keys)), " ")
		}
	}
	if diff := cmp.Diff(withoutExample, without); diff != "" {
		t.Errorf("without an example -want +got\n%s", diff)
	}
	if diff := cmp.Diff(fixedTexts, fixed); diff != "" {
		t.Errorf("of a fixed form -want +got\n%s", diff)
	}
}

// withoutExample are the keys that schemaManual has no example of.
var withoutExample = map[string]string{
	"data/clauses.json":   ".items[].decision",
	"data/controls.json":  ".items[].information[]",
	"data/revisions.json": ".documents[].revisions[].approvals[].signature .documents[].revisions[].editions[]",
	"manifest.json":       ".predicate.options.published",
}

// fixedTexts are the texts that can't be any word; all others are an author's,
// git's or a standard's.
var fixedTexts = map[string]string{
	"data/clauses.json":  ".asOf .commit .items[].addressedBy[].reader .items[].crosswalk[].basis .items[].information[].duty .items[].kind .schema",
	"data/controls.json": ".asOf .commit .items[].addressedBy[].reader .items[].crosswalk[].basis .items[].decision.state .items[].kind .schema",
	"data/documents.json": ".asOf .commit .documents[].classification .documents[].effective .documents[].firstRevised .documents[].inForceFrom " +
		".documents[].lastRevised .documents[].newer.commit .documents[].newer.status .documents[].nextReview .documents[].reader .documents[].status " +
		".documents[].verdict .schema",
	"data/registers/model-card.json": ".asOf .commit .kind .records[].date .records[].fields.proof.date .records[].fields.stage[] .records[].kind .records[].reader .schema",
	"data/revisions.json": ".asOf .commit .documents[].revisions[].approvals[].carrier .documents[].revisions[].approvals[].commit " +
		".documents[].revisions[].approvals[].how .documents[].revisions[].approvals[].meaning .documents[].revisions[].approvals[].when " +
		".documents[].revisions[].change .documents[].revisions[].commit .documents[].revisions[].commits[].authored " +
		".documents[].revisions[].commits[].commit .documents[].revisions[].landed .documents[].revisions[].verdict .schema",
	"data/soa.json":   ".asOf .commit .controls[].decided.commit .controls[].due .controls[].reason[] .controls[].state .schema",
	"data/trace.json": ".asOf .commit .items[].decision.state .items[].documents[].reader .items[].documents[].verdict .items[].kind .schema",
	"manifest.json":   "._type .predicate.commit .predicate.options.today .predicate.tree .predicateType .subject[].digest.sha256",
}

// place is a value in a file, the first one of its path that isn't null.
type place struct {
	path  string
	value any
	set   func(any)
}

// placesOf are the places at and below a value. filled has their paths.
func placesOf(v any, path string, set func(any), filled map[string]bool) (list []place) {
	if v != nil && !filled[path] {
		filled[path] = true
		list = append(list, place{path, v, set})
	}
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			list = append(list, placesOf(x, path+"."+key, func(y any) { v[key] = y }, filled)...)
		}
	case []any:
		for i, x := range v {
			list = append(list, placesOf(x, path+"[]", func(y any) { v[i] = y }, filled)...)
		}
	}
	return list
}

// turn turns the value of a place into others, which the schema of the file has
// to refuse; wordy gets the paths of texts that can't be any word.
func (p place) turn(t *testing.T, s *jsonschema.Schema, name string, file any, wordy map[string]bool) {
	t.Helper()
	refused := func() bool { return s.Validate(file) != nil }
	refuses := func(what string) {
		t.Helper()
		if !refused() {
			t.Errorf("%s: %s may be %s", name, p.path, what)
		}
	}
	if object, ok := p.value.(map[string]any); ok {
		for key, v := range maps.Clone(object) {
			delete(object, key)
			refuses("without " + key)
			object[key] = v
		}
		object["surplus"] = nil
		refuses("with another key")
		delete(object, "surplus")
		return
	}
	defer p.set(p.value)
	switch p.value.(type) {
	case string:
		p.set(true)
		refuses("true")
		p.set("no such word")
		if refused() {
			wordy[p.path] = true
		}
	case bool:
		p.set("true")
		refuses("a text")
	case json.Number:
		p.set(json.Number("-1"))
		refuses("below zero")
	case []any:
		p.set("no such word")
		refuses("a text")
	}
}

// unfilled are the paths of a schema at which a file has no value.
func unfilled(filled map[string]bool, path string, schema map[string]any) (paths []string) {
	if !filled[path] {
		return []string{path}
	}
	properties, _ := schema["properties"].(map[string]any)
	for key, s := range properties {
		paths = append(paths, unfilled(filled, path+"."+key, s.(map[string]any))...)
	}
	either, _ := schema["anyOf"].([]any)
	for _, s := range either {
		paths = append(paths, unfilled(filled, path, s.(map[string]any))...)
	}
	if items, ok := schema["items"].(map[string]any); ok {
		paths = append(paths, unfilled(filled, path+"[]", items)...)
	}
	return paths
}

// undescribed complains of keys whose meaning, or absence, no word tells. A
// kind's own fields have the words of who declared them.
func undescribed(t *testing.T, path string, schema map[string]any) {
	t.Helper()
	if strings.HasSuffix(path, ".fields") {
		return
	}
	properties, _ := schema["properties"].(map[string]any)
	for key, v := range properties {
		s := v.(map[string]any)
		types, _ := s["type"].([]any)
		switch words, _ := s["description"].(string); {
		case words == "":
			t.Errorf("%s.%s: no description", path, key)
		case slices.Contains(types, any("null")) && !strings.Contains(words, "null"):
			t.Errorf("%s.%s: nothing says when it is null", path, key)
		}
		undescribed(t, path+"."+key, s)
	}
	if items, ok := schema["items"].(map[string]any); ok {
		undescribed(t, path, items)
	}
}
