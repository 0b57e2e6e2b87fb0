package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func systemManual() files {
	doc := func(kind, id, rest string) string {
		return "---\nkind: " + kind + "\nid: " + id + "\ntitle: Title of " + id + "\n" + rest + "---\n"
	}
	return files{
		"content/s1.md": doc("ai-system", "SYS-001", "purpose: P\nintended-use: U\nstage: deployment\nour-roles: [provider, customer]\neu-ai-act: high-risk\n"),
		"content/s2.md": doc("ai-system", "SYS-002", "purpose: P\nstage: inception\n"),
		"content/ia.md": doc("impact-assessment", "IA-001", "system: SYS-001\nimpact-on-individuals: a\nimpact-on-groups: b\nimpact-on-society: c\nforeseeable-misuse: Misused\n"),
		"content/r1.md": doc("risk", "RSK-001", "systems: [SYS-001]\nsource: [C.2.5]\nlikelihood: likely\nimpact-on-individuals: high\nimpact-on-society: low\nlevel: high\ntreatment: modify\ncontrols: [A.5.2]\nresidual-level: medium\naccepted-by: lead\n"),
		"content/r2.md": doc("risk", "RSK-002", "systems: [SYS-001]\nlikelihood: rare\nimpact-on-organisation: severe\nlevel: severe\nresidual-level: severe\n"),
		"content/o.md":  doc("objective", "OBJ-001", "measure: M\ntarget: at least 95 %\nmeasurements:\n  - {date: 2026-01-01, value: 90 %}\n  - {date: 2026-07-01, value: 96 %}\n"),
	}
}

func TestLinksOfSystemPages(t *testing.T) { crawl(t, of(t, systemManual())) }

func TestPageOfAThread(t *testing.T) {
	page := of(t, systemManual()).page(t, "systems/SYS-001.html")
	var stages []string
	for _, li := range elements(elements(page, classed("ol", "thread"))[0], named("li")) {
		stages = append(stages, words(li))
	}
	want := []string{
		"The system 1 2 breaks", "Impact assessments 1", "Risks 2 2 breaks", "Controls 1 1 break", "Documents and approvals 0", "Evidence 0",
		"What happened, and what it has to meet 0",
	}
	if !slices.Equal(stages, want) {
		t.Errorf("stages %q, want %q", stages, want)
	}
	all := words(page)
	for _, text := range []string{
		"A.5.2 AI system impact assessment process is not decided in the statement of applicability", "RSK-002 Title of RSK-002 leaves a serious risk that nobody accepts",
		"Misused", "lead As declared", "no document counts as in force",
	} {
		if !strings.Contains(all, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func TestMatrixOfRisks(t *testing.T) {
	page := of(t, systemManual()).page(t, "registers/risk-matrix.html")
	var labels []string
	for _, a := range elements(elements(page, classed("svg", "matrix"))[0], named("a")) {
		labels = append(labels, attribute(a, "aria-label")+" "+attribute(a, "href"))
	}
	want := []string{"rare, severe: 1 risk #page.worst-1-4", "likely, high: 1 risk #page.worst-4-3"}
	if !slices.Equal(labels, want) {
		t.Errorf("squares %q, want %q", labels, want)
	}
	all := words(page)
	for _, text := range []string{"likely × high1RSK-001 Title of RSK-001", "No treatment1RSK-002", "C.2.5", "Not accepted", "severe11RSK-002"} {
		if !strings.Contains(all, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func TestObjectiveOverTime(t *testing.T) {
	site := of(t, systemManual())
	page := site.page(t, "documents/OBJ-001.html")
	section := elements(page, classed("section", "measures"))
	if len(section) != 1 {
		t.Fatal("no measurements")
	}
	paths := elements(section[0], func(n *html.Node) bool { return n.Data == "path" && attribute(n, "class") == "" })
	if len(paths) != 1 || attribute(paths[0], "d") != "M2.00 22.00 L98.00 2.00" {
		t.Errorf("the line is %v", paths)
	}
	if text := words(section[0]); !strings.Contains(text, "96 % 1 July 2026 Meets the target") || !strings.Contains(text, "2026-01-0190 %Misses the target") {
		t.Errorf("the section reads %q", text)
	}
	if links := elements(site.page(t, "documents/SYS-001.html"), classed("p", "onward")); len(links) != 1 {
		t.Error("the system's document doesn't lead to its thread")
	}
}

func TestClosedRisksAreMarked(t *testing.T) {
	manual := systemManual()
	manual["content/r3.md"] = "---\nkind: risk\nid: RSK-003\ntitle: Gone\nsystems: [SYS-001]\nlevel: severe\nclosed: 2026-01-02\n---\n"
	site := of(t, manual)
	for _, address := range []string{"registers/risk-matrix.html", "systems/SYS-001.html"} {
		page := site.page(t, address)
		if all := words(page); strings.Count(all, "Closed 2026-01-02") != 1 || !strings.Contains(all, "RSK-003 Gone Closed 2026-01-02") {
			t.Errorf("%s doesn't mark the closed risk once", address)
		}
	}
}

// An own control is linked like any other; its row stands for a page.
func TestLinksToOwnControls(t *testing.T) {
	manual := systemManual()
	manual["content/r2.md"] = strings.Replace(manual["content/r2.md"], "level:", "controls: [X.1]\nlevel:", 1)
	manual["content/soa.md"] = "---\nkind: soa\nid: SOA-X.1\ntitle: A person reads it\ncontrol: X.1\napplicable: true\nrisks: [RSK-001]\n---\n"
	manual["content/pro.md"] = "---\nkind: procedure\nid: PRO-001\ntitle: How\naddresses: [X.1]\n---\n[[X.1]]\n"
	site := of(t, manual)
	crawl(t, site)
	for address, href := range map[string]string{
		"documents/PRO-001.html": "../soa.html#X.1", "documents/RSK-002.html": "../soa.html#X.1", "systems/SYS-001.html": "../soa.html#X.1",
		"documents/SOA-X.1.html": "PRO-001.html", "trace.html": "soa.html#X.1", "trace/documents.html": "../soa.html#X.1",
	} {
		if !slices.Contains(hrefs(site.page(t, address)), href) {
			t.Errorf("%s has no link to %s", address, href)
		}
	}
	if text := words(site.page(t, "trace.html")); !strings.Contains(text, "X Own controls") {
		t.Error("trace.html has no group of own controls")
	}
}

// A page of a system lists no more rows than any page, the most serious risks
// first.
func TestSystemWithManyRisks(t *testing.T) {
	var rows strings.Builder
	for i := range 1200 {
		level := "low"
		if i == 1100 {
			level = "severe"
		}
		fmt.Fprintf(&rows, "  - {id: RSK-%d, title: Risk, level: %s, treatment: modify, systems: [SYS-001]}\n", i+1, level)
	}
	manual := systemManual()
	manual["content/many.md"] = "---\nid: LIST\nkind: risk\ntitle: All\nrecords:\n" + rows.String() + "---\n"
	site := of(t, manual)
	page := site.page(t, "systems/SYS-001.html")
	if n := len(elements(page, named("tr"))); n > 600 {
		t.Errorf("%d rows", n)
	}
	all := words(page)
	for _, want := range []string{"The 500 most serious of 1202 are listed", "RSK-1101 Risksevere", "and 1150 more"} {
		if !strings.Contains(all, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// Nobody is told that a serious risk is accepted where only its author says so, or
// where what remains isn't said.
func TestFiguresOfAcceptance(t *testing.T) {
	risk := func(id, rest string) string {
		return "---\nkind: risk\nid: " + id + "\ntitle: T\nlevel: severe\ntreatment: retain\n" + rest + "---\n"
	}
	matrix := words(of(t, files{
		"content/1.md": risk("RSK-1", ""), "content/2.md": risk("RSK-2", "residual-level: low\n"), "content/3.md": risk("RSK-3", "residual-level: severe\naccepted-by: lead\n"),
	}).page(t, "registers/risk-matrix.html"))
	for _, want := range []string{
		"serious after treatment, and not accepted 1", "serious after treatment, and accepted by the author's word alone 1", "as before; none is stated", "none can be proved from here on",
	} {
		if !strings.Contains(matrix, want) {
			t.Errorf("the matrix lacks %q", want)
		}
	}
}
