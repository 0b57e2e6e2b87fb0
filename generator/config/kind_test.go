package config_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
)

const builtinKinds = `
policy: {plural: policies, prefix: POL, group: Policies, clauses: ["5.2"]}
risk:
  prefix: RSK
  record: true
  columns: [id, level]
  fields:
    level: {type: choice, scale: level}
    systems: {type: system, list: true, label: AI systems}
    note: text
`

func TestMergeKinds(t *testing.T) {
	builtin, diags := config.ParseKinds([]byte(builtinKinds))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	c, diags := config.Parse(read(t, "testdata/kinds/own.yaml"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	merged, diags := config.MergeKinds(builtin, c.Kinds)
	fitted, more := c.FitKinds(merged)
	if len(diags)+len(more) > 0 {
		t.Fatal(diags, more)
	}
	level := config.Field{Name: "level", Label: "Level", Type: "choice", Scale: "level", Choices: []string{"low", "medium", "high", "severe"}}
	want := []config.Kind{
		{
			Name: "policy", Label: "policy", Plural: "policies", Prefix: "POL", Group: "Policies", Clauses: []string{"5.2"},
			Columns: []string{"id", "title", "version", "status", "owner"},
			Defaults: config.Defaults{
				Owner: "lead", Approver: []string{"board"}, ReviewEvery: config.Interval{Years: 1}, Classification: "confidential",
			},
		},
		{
			Name: "risk", Label: "risk", Plural: "risks", Prefix: "RISK", Group: "Other records", Record: true,
			Columns: []string{"id", "title", "licence"},
			Fields: []config.Field{
				level,
				{Name: "systems", Label: "AI systems", Type: "system", List: true},
				{Name: "note", Label: "Note", Type: "text"},
				{Name: "licence", Label: "Licence", Type: "text"},
			},
		},
		{
			Name: "model-card", Label: "model card", Plural: "model cards", Prefix: "MOD", Group: "Other records", Record: true,
			Columns: []string{"id", "title", "date", "state", "owner"},
			Fields: []config.Field{
				{Name: "licence", Label: "Licence", Type: "text"},
				{Name: "about-risk", Label: "About risk", Type: "reference", Kind: "risk", Required: true, Help: "which one"},
				{Name: "grade", Label: "Grade", Type: "choice", Choices: []string{"a", "b"}},
				{Name: "size", Label: "Size", Type: "choice", Scale: "size", Choices: nil},
			},
		},
	}
	if diff := cmp.Diff(want, merged, plain); diff != "" {
		t.Errorf("merged (-want +got):\n%s", diff)
	}
	want[1].Fields[0].Choices = []string{"1", "2", "3"}
	want[2].Fields[3].Choices = []string{"small", "big"}
	if diff := cmp.Diff(want, fitted, plain); diff != "" {
		t.Errorf("fitted (-want +got):\n%s", diff)
	}
	if again, _ := config.ParseKinds([]byte(builtinKinds)); !cmp.Equal(again, builtin, plain) {
		t.Error("merging changed the built-in kinds")
	}
}

func TestKindsThatDoNotFit(t *testing.T) {
	builtin, _ := config.ParseKinds([]byte(builtinKinds))
	c, diags := config.Parse(read(t, "testdata/kinds/misfit.yaml"))
	merged, more := config.MergeKinds(builtin, c.Kinds)
	_, last := c.FitKinds(merged)
	golden(t, "testdata/kinds/misfit.txt", slices.Concat(diags, more, last))
}

// A kind of the manual's own that has the name of a built-in one changes neither
// what that is nor what it is called; its fields are read all the same.
func TestKindsThatShadowBuiltInOnes(t *testing.T) {
	builtin, _ := config.ParseKinds([]byte(builtinKinds + "plan: {prefix: PLN, group: Plans}\n"))
	c, diags := config.Parse(read(t, "testdata/kinds/shadow.yaml"))
	merged, more := config.MergeKinds(builtin, c.Kinds)
	golden(t, "testdata/kinds/shadow.txt", slices.Concat(diags, more))
	risk, policy := merged[1], merged[0]
	if !risk.Record || risk.Label != "risk" || risk.Prefix != "RSK" || risk.Fields[len(risk.Fields)-1].Name != "insurer" {
		t.Errorf("risk: %+v", risk)
	}
	if policy.Label != "rule" || policy.Prefix != "rsk" || !slices.Equal(policy.Clauses, []string{"5.2", "5.1"}) {
		t.Errorf("policy: %+v", policy)
	}
}

func TestParseKindsReportsFaults(t *testing.T) {
	kinds, diags := config.ParseKinds([]byte("policy: {prefix: POL}\nplan: {prfix: PLN}\nsoa: {fields: {except: text}}\n"))
	golden(t, "testdata/kinds/builtin.txt", diags)
	if len(kinds) != 3 {
		t.Errorf("%d kinds", len(kinds))
	}
}
