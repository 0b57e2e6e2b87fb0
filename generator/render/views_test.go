package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// hrefs are the addresses of the links below a node.
func hrefs(n *html.Node) (list []string) {
	for _, a := range elements(n, named("a")) {
		list = append(list, attribute(a, "href"))
	}
	return list
}

// What is shown in two ways is one click away from the other one.
func TestViewsOfARegisterLeadToEachOther(t *testing.T) {
	full := systemManual()
	full["content/term.md"] = "---\nid: TRM-1\nkind: term\ntitle: Skew\ndefinition: D\n---\n"
	site := of(t, full)
	for address, want := range map[string]string{
		"registers/risk.html":        "risk-matrix.html",
		"registers/risk-matrix.html": "risk.html",
		"registers/ai-system.html":   "../systems/index.html",
		"registers/term.html":        "../glossary.html",
		"systems/SYS-001.html":       "../documents/SYS-001.html",
		"documents/RSK-001.html":     "../registers/risk.html",
		"about-control.html":         "clauses/7.5.1.html",
	} {
		if got := hrefs(elements(site.page(t, address), named("main"))[0]); !slices.Contains(got, want) {
			t.Errorf("%s doesn't lead to %q but to %q", address, want, got)
		}
	}
}

// A level has a colour beside its word, and an objective its newest value with a
// line of all.
func TestPicturesInRegisters(t *testing.T) {
	site := of(t, systemManual())
	var levels []string
	for _, n := range elements(site.page(t, "registers/risk.html"), classed("span", "heat")) {
		levels = append(levels, words(n)+" "+attribute(n, "class"))
	}
	if diff := cmp.Diff([]string{"high heat heat3", "medium heat heat2", "severe heat heat4", "severe heat heat4"}, levels); diff != "" {
		t.Errorf("levels (-want +got):\n%s", diff)
	}
	page := site.page(t, "registers/objective.html")
	if lines := elements(page, classed("svg", "measure")); len(lines) != 1 {
		t.Errorf("%d lines, want one", len(lines))
	}
	if figures := words(elements(page, classed("ul", "figures"))[0]); figures != "Meets the target 1" {
		t.Errorf("figures %q", figures)
	}
}

// The figures of the smaller matrices stand in one table, a column for each.
func TestTableOfSingleImpacts(t *testing.T) {
	tables := elements(of(t, systemManual()).page(t, "registers/risk-matrix.html"), classed("table", "cells"))
	var rows []string
	for _, tr := range elements(tables[1], named("tr")) {
		var cells []string
		for c := range tr.ChildNodes() {
			cells = append(cells, strings.TrimSpace(attribute(c, "id")+" "+words(c)))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	want := []string{
		"Likelihood × Impact|Impact on the organisation|Impact on individuals|Impact on society",
		"likely × high||page.individuals-4-3 1 RSK-001|",
		"rare × severe|page.organisation-1-4 1 RSK-002||",
		"likely × low|||page.society-4-1 1 RSK-001",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
