package document_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"aims/generator/config"
	"aims/generator/standard"
)

// The built-in kinds are those of the format, documents first.
func TestBuiltinKinds(t *testing.T) {
	kinds := builtinKinds(t)
	want := []string{
		"policy", "procedure", "plan", "guideline", "statement", "soa", "register", "report", "template", "external",
		"ai-system", "impact-assessment", "dataset", "resource", "risk", "objective", "role", "competence", "interested-party",
		"requirement", "supplier", "communication", "change", "incident", "nonconformity", "action", "audit",
		"management-review", "record", "term",
	}
	const documents = 10
	var got []string
	for i, k := range kinds {
		got = append(got, k.Name)
		if k.Record != (i >= documents) {
			t.Errorf("%s: record is %v", k.Name, k.Record)
		}
		if k.Prefix == "" || !regexp.MustCompile(`^[A-Z]{2,3}$`).MatchString(k.Prefix) {
			t.Errorf("%s has the prefix %q", k.Name, k.Prefix)
		}
		if !k.Record && k.Group == "Other documents" {
			t.Errorf("%s has no group", k.Name)
		}
		for _, f := range k.Fields {
			if f.Type == "choice" && len(f.Choices) < 2 {
				t.Errorf("%s: %s is a choice of %q", k.Name, f.Name, f.Choices)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("kinds:\n%q, want\n%q", got, want)
	}
}

// What kinds and standard say of each other exists.
func TestKindsAndStandardFit(t *testing.T) {
	kinds := builtinKinds(t)
	standards, faults := standard.Load([]string{"iso-42001"}, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, k := range kinds {
		for _, id := range k.Clauses {
			if item, ok := standards[0].Find(id); !ok || item.Heading {
				t.Errorf("%s is asked for by %q, which is no clause or control", k.Name, id)
			}
		}
	}
	for _, clause := range standards[0].Clauses() {
		for _, info := range clause.Information {
			for _, name := range info.Kinds {
				if !slices.ContainsFunc(kinds, func(k config.Kind) bool { return k.Name == name }) {
					t.Errorf("%s is held by the kind %q, which doesn't exist", clause.ID, name)
				}
			}
		}
	}
}

func builtinKinds(t *testing.T) []config.Kind {
	t.Helper()
	src, err := os.ReadFile("kinds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	kinds, diags := config.ParseKinds(src)
	if len(diags) > 0 {
		t.Fatalf("parse: %+v", diags)
	}
	merged, diags := config.MergeKinds(kinds, nil)
	if len(diags) > 0 {
		t.Fatalf("merge: %+v", diags)
	}
	return merged
}
