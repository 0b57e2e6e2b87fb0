package render_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator"
)

func policyDoc(id, rest string) string {
	return "---\nkind: policy\nid: " + id + "\ntitle: Title of " + id + "\n" + rest
}

// From a page at any depth every other page is reached, whatever its name.
func TestRelativeAddresses(t *testing.T) {
	site := of(t, files{
		"content/a/b/c/deep #1.md":   "# D\n\n[[POL-1]] [n](./n:1.md) [p](../../../p%25.md) [q](<../q 'x' \"y\".md#part>) [i](../../../index.md) [s](deep%20%231.md) ![f](../../f%231.png)\n",
		"content/a/b/c/n:1.md":       "# N\n",
		"content/a/b/q 'x' \"y\".md": "# Q\n\n## Part\n",
		"content/p%.md":              "# P\n",
		"content/index.md":           "# I\n",
		"content/a/f#1.png":          "x",
		"content/POL-1.md":           policyDoc("POL-1", "---\n[d](a/b/c/deep%20%231.md) [[#nothing]]\n"),
	})
	var got []string
	for _, address := range []string{"pages/a/b/c/deep #1.html", "documents/POL-1.html"} {
		for _, n := range elements(elements(site.page(t, address), classed("div", "prose"))[0], func(n *html.Node) bool { return n.Data == "a" || n.Data == "img" }) {
			got = append(got, attribute(n, "href")+attribute(n, "src"))
		}
	}
	want := []string{
		"../../../../documents/POL-1.html", "./n:1.html", "../../../../pages/p%25.html", "../../../../pages/a/b/q%20%27x%27%20%22y%22.html#part", "../../../../index.html", "#page.main", "../../../../files/a/f%231.png",
		"../pages/a/b/c/deep%20%231.html",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestDecisions(t *testing.T) {
	site := of(t, nasty())
	var got []string
	for _, row := range elements(elements(site.page(t, "documents/SOA-001.html"), classed("table", "decisions"))[0], named("tr"))[1:] {
		var cells []string
		for _, cell := range elements(row, func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" }) {
			cells = append(cells, words(cell))
		}
		got = append(got, strings.Join(cells, " | "))
	}
	want := []string{
		"A.2.2 AI policy | Applicable | risk, legal Risks RSK-1 Risk | Planned, due 2026-05-01 | POL-001 " + hostile + ": One, POL-404 | RSK-1 Risk",
		"A.10.4 Customers | Not applicable | <b>none</b> | | |",
	}
	for i := range got {
		got[i] = strings.Join(strings.Fields(got[i]), " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Who looks for a page that its file's fault keeps from being made reads the fault.
func TestNotFoundPageTellsFaults(t *testing.T) {
	site := of(t, files{
		"content/NC-001.md":  "---\nid: NC-001\nkind: nonconformity\ntitle: \"open\n---\n",
		"content/POL-001.md": "---\nid: POL-001\nkind: policy\ntitle: Policy\n---\n[[POL-009]]\n",
	})
	text := words(elements(site.page(t, "404.html"), named("main"))[0])
	if !strings.Contains(text, "content/NC-001.md:4") || strings.Contains(text, "POL-009") {
		t.Errorf("404.html says %q", text)
	}
}

func TestNotFoundPage(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"", ""},
		{"https://manual.example.org/", "/"},
		{"https://example.org/our manual/ai", "/our%20manual/ai/"},
	} {
		site := of(t, files{"aims.yaml": "url: '" + strings.ReplaceAll(test.url, " ", "%20") + "'\n", "content/index.md": "# I\n"})
		page, base := site.page(t, "404.html"), ""
		for _, n := range elements(page, named("base")) {
			base = attribute(n, "href")
		}
		if base != test.want {
			t.Errorf("url %q: base %q, want %q", test.url, base, test.want)
		}
		if n := len(elements(page, func(n *html.Node) bool { return attribute(n, "rel") == "canonical" })); n > 0 {
			t.Error("a page that is nowhere has a canonical address")
		}
		for _, n := range elements(page, named("a")) {
			file, _, _ := resolve(t, "some/where/deep.html", base, attribute(n, "href"))
			want := strings.TrimPrefix(strings.ReplaceAll(base, "%20", " "), "/")
			if base != "" && file != want+"index.html" && file != want+"documents/index.html" {
				t.Errorf("from anywhere %q leads to %q", attribute(n, "href"), file)
			}
		}
	}
}

func TestRedirects(t *testing.T) {
	site := of(t, files{
		"content/POL-1.md": policyDoc("POL-1", "aliases: [old/deep/p 1, was.html]\n---\n"),
		"content/index.md": "---\naliases: [home.html]\n---\n# Home\n",
	})
	for from, want := range map[string]string{"old/deep/p 1/index.html": "documents/POL-1.html", "was.html": "documents/POL-1.html", "home.html": "index.html"} {
		page := site.page(t, from)
		var ways []string
		for _, n := range elements(page, func(n *html.Node) bool {
			return n.Data == "a" || n.Data == "link" || attribute(n, "http-equiv") == "refresh"
		}) {
			address := attribute(n, "href") + strings.TrimPrefix(attribute(n, "content"), "0; url=")
			file, _, _ := resolve(t, from, "", address)
			ways = append(ways, n.Data+" "+file)
		}
		if diff := cmp.Diff([]string{"meta " + want, "link " + want, "a " + want}, ways); diff != "" {
			t.Errorf("%s -want +got\n%s", from, diff)
		}
	}
}

func TestFaultsAreShown(t *testing.T) {
	fs := files{"content/POL-1.md": policyDoc("POL-1", "---\n[[POL-404]]\n"), "content/broken.md": "---\nkind: policy\n", "content/fine.md": "# Fine\n"}
	site := of(t, fs)
	var got []string
	for _, n := range elements(site.page(t, "faults.html"), classed("p", "where")) {
		href := ""
		for _, a := range elements(n, named("a")) {
			href = attribute(a, "href")
		}
		got = append(got, words(n)+" -> "+href)
	}
	if diff := cmp.Diff([]string{"content/POL-1.md:6:1 -> documents/POL-1.html", "content/broken.md:1:1 -> "}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for address, want := range map[string]int{"documents/POL-1.html": 1, "pages/fine.html": 0, "index.html": 0} {
		page := site.page(t, address)
		if n := len(elements(page, classed("li", "fault"))); n != want {
			t.Errorf("%s shows %d faults, want %d", address, n, want)
		}
		if n := len(elements(page, func(n *html.Node) bool {
			return attribute(n, "href") != "" && strings.HasSuffix(attribute(n, "href"), "faults.html")
		})); n != 1 {
			t.Errorf("%s has %d links to the faults, want 1", address, n)
		}
	}
	delete(fs, "content/broken.md")
	fs["content/POL-1.md"] = policyDoc("POL-1", "---\n")
	if site := of(t, fs); site["faults.html"] != nil || strings.Contains(string(site["index.html"]), "faults.html") {
		t.Error("a manual without faults has a page of them")
	}
}

func TestEmptyManual(t *testing.T) {
	site := of(t, files{"content/.keep": ""})
	if _, ok := site["documents/index.html"]; !ok || len(elements(site.page(t, "index.html"), named("main"))) != 1 {
		t.Error("a manual without documents has no overview or register")
	}
}

// The order of a site's files does not depend on anything but the manual.
func TestOrderOfFiles(t *testing.T) {
	dir := folder(t, nasty())
	var orders [2][]string
	for i := range orders {
		list, _, err := generator.Preview(context.Background(), generator.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			orders[i] = append(orders[i], f.Path)
		}
	}
	if !slices.Equal(orders[0], orders[1]) {
		t.Error("two runs, two orders")
	}
}
