package render_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestKinds(t *testing.T) {
	site := of(t, files{
		"aims.yaml":        "kinds:\n  note: {plural: über-notes, prefix: NOT, label: side-note}\n",
		"content/NOT-1.md": "---\nkind: note\nid: NOT-1\ntitle: N\n---\n",
		"content/SYS-1.md": "---\nkind: ai-system\nid: SYS-1\ntitle: S\ndate: 2026-01-01\nstate: öffen-now\n---\n",
	})
	var got []string
	for _, address := range []string{"documents/NOT-1.html", "documents/SYS-1.html"} {
		got = append(got, words(elements(site.page(t, address), classed("p", "kicker"))[0]))
		got = append(got, words(elements(elements(site.page(t, address), classed("p", "standing"))[0], classed("b", "state"))[0]))
	}
	for _, n := range elements(elements(site.page(t, "documents/index.html"), classed("nav", "kinds"))[0], named("a")) {
		got = append(got, words(n))
	}
	want := []string{"Side-note NOT-1", "Draft", "AI system SYS-1", "Öffen now", "AI systems", "Über-notes"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// A record's own state is no status of a document, even where the words meet.
func TestCounts(t *testing.T) {
	site := of(t, files{
		"content/POL-1.md": policyDoc("POL-1", "status: approved\n---\n"), "content/POL-2.md": policyDoc("POL-2", "---\n"),
		"content/REC-1.md": "---\nkind: record\nid: REC-1\ntitle: R\ndate: 2026-01-01\nstate: approved\n---\n",
		"content/plain.md": "# P\n",
	})
	var got []string
	main := elements(site.page(t, "index.html"), named("main"))[0]
	for _, n := range elements(main, classed("ul", "figures")) {
		got = append(got, words(n))
	}
	want := []string{"Draft 1 Approved 1 Record 1", "Undecided 38", "Draft 1 Approved 1", "Record 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The register has 500 rows on a page, and links to kinds lead to the page on
// which the kind begins.
func TestRegisterIsSplit(t *testing.T) {
	fs := files{}
	for i := range 1001 {
		kind, id := "policy", fmt.Sprintf("POL-%d", i)
		if i >= 490 {
			kind, id = "procedure", fmt.Sprintf("PRO-%d", i)
		}
		if i == 1000 {
			kind, id = "plan", "PLN-1"
		}
		fs[fmt.Sprintf("content/%d/%s.md", i/50, id)] = "---\nkind: " + kind + "\nid: " + id + "\ntitle: T\n---\n"
	}
	site := of(t, fs)
	crawl(t, site)
	var got []string
	for _, address := range []string{"documents/index.html", "documents/index/2.html", "documents/index/3.html"} {
		page := site.page(t, address)
		rows := elements(elements(page, named("tbody"))[0], named("tr"))
		got = append(got, fmt.Sprintf("%s: %d rows, %s", address, len(rows), words(elements(page, classed("p", "count"))[0])))
		for _, n := range elements(elements(page, classed("nav", "kinds"))[0], named("a")) {
			got = append(got, attribute(n, "href"))
		}
		for _, n := range elements(page, func(n *html.Node) bool {
			return attribute(n, "aria-current") == "page" && n.Parent.Parent.Parent.Data == "nav" && attribute(n.Parent.Parent.Parent, "class") == "parts"
		}) {
			got = append(got, "this is part "+words(n))
		}
	}
	want := []string{
		"documents/index.html: 500 rows, Rows 1 to 500 of 1001 controlled documents", "index.html#kind-policy", "index.html#kind-procedure", "index/3.html#kind-plan", "this is part 1",
		"documents/index/2.html: 500 rows, Rows 501 to 1000 of 1001 controlled documents", "../../documents/index.html#kind-policy", "../../documents/index.html#kind-procedure", "3.html#kind-plan", "this is part 2",
		"documents/index/3.html: 1 rows, Rows 1001 to 1001 of 1001 controlled documents", "../../documents/index.html#kind-policy", "../../documents/index.html#kind-procedure", "3.html#kind-plan", "this is part 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if n := len(elements(site.page(t, "index.html"), classed("section", "group"))); n != 3 {
		t.Errorf("%d kinds on the overview, want 3", n)
	}
}
