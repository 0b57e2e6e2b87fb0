package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"

// hostile is a text that would end an attribute, an element or a page.
const hostile = `"'><script>alert(1)</script><i style=x onclick=y>&amp;{{.}}`

// nasty is a manual whose names and texts are hard on addresses and markup.
func nasty() files {
	odd := []string{"a b", "c#d", "100%", "50%25", "what?", "\"double\"", "it's", "re:view", "ünï", "日本", "<b>", "a&b", "semi;colon", "co,mma", "plus+", "eq=al", "til~de", "[br]", "(par)", "{cur}", "@at", "$var", "!bang", "-dash", ".dot", "café"}
	fs := files{
		"aims.yaml":                      "title: '" + strings.ReplaceAll(hostile, "'", "''") + "'\nurl: https://manual.example.org/\nlinks: {edit: 'https://git.example.org/edit/{path}'}\nkinds: {note: {plural: über notes, prefix: NOT}}\n",
		"content/index.md":               "# Welcome here\n\n[home](#welcome-here) [[POL-001]] ![](odd/f%231%2520.svg)\n\n## Other\n",
		"content/POL-001.md":             "---\nkind: policy\nid: POL-001\ntitle: '" + strings.ReplaceAll(hostile, "'", "''") + "'\nsummary: '<b>'\ntags: ['<i>', 'a\"b']\nx-own: '<u>'\naliases: [old/a b.html, 'old/c%23d.html', 'über/']\nowner: '<o>'\n---\n## One\n\n[[POL-001#one]] [[POL-002]] [[POL-404]] [x](odd/missing.md) <script>alert(1)</script> [j](javascript:alert(1))\n\n![alt \"q\" <b>](odd/image%20one.png \"ti\\\"tle\")\n\n```go\nfunc main() {}\n```\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nText.[^1]\n\n[^1]: Note.\n\n- [x] done\n",
		"content/deep/er/and/POL-002.md": "---\nkind: policy\nid: POL-002\ntitle: Two\nstatus: approved\nsupersedes: [POL-001]\n---\n# Two\n\n## One\n\n[[#one]] [up](../../../POL-001.md#one) [home](../../../index.md) [self](POL-002.md)\n",
		"content/NOT-1.md":               "---\nkind: note\nid: NOT-1\ntitle: Größe\n---\n## Größe und Maß\n\n[a](#größe-und-maß)\n",
		"content/RSK-1.md":               "---\nkind: risk\nid: RSK-1\ntitle: Risk\ndate: 2026-01-01\nstate: öffen-now\nsystems: ['']\n---\n",
		"content/SOA-001.md":             "---\nkind: soa\nid: SOA-001\ntitle: Statement\ncontrols:\n  A.10.4: {applicable: false, justification: '<b>none</b>'}\n  A.2.2: {applicable: true, reason: [risk, legal], risks: [RSK-1], state: planned, due: 2026-05-01, implemented-by: ['POL-001#one', POL-404], evidence: [RSK-1]}\n---\n",
		"content/odd/image one.png":      "png",
		"content/odd/f#1%20.svg":         "<svg/>",
		"content/broken.md":              "---\nkind: policy\n",
		"content/empty.md":               "",
	}
	var all strings.Builder
	for i, name := range odd {
		address := strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29", "[", "%5B", "]", "%5D").Replace(name)
		fs["content/odd/"+name+".md"] = fmt.Sprintf("---\naliases: [gone/%d.html]\n---\n# Page %d\n\n## Part\n\n[next](./%s/inner.md#part) ![](./%s/pic.svg) [all](all.md)\n", i, i, address, address)
		fs["content/odd/"+name+"/inner.md"] = "# Inner\n\n## Part\n\n[back](../" + address + ".md#part) [[POL-001#one]]\n"
		fs["content/odd/"+name+"/pic.svg"] = "<svg/>"
		fmt.Fprintf(&all, "[%d](./%s.md) ", i, address)
	}
	fs["content/odd/all.md"] = all.String()
	return fs
}

func TestPagesOfOwnManual(t *testing.T) { crawl(t, made(t, "../..")) }

func TestPagesOfNastyManual(t *testing.T) {
	site := of(t, nasty())
	crawl(t, site)
	for _, want := range []string{
		"documents/POL-001.html", "pages/odd/c#d.html", "pages/odd/日本/inner.html", "pages/odd/re:view.html", "pages/odd/.dot.html",
		"files/odd/image one.png", "files/odd/f#1%20.svg", "files/odd/100%/pic.svg", "old/a b.html", "old/c#d.html", "über/index.html", "faults.html", "404.html",
	} {
		if _, ok := site[want]; !ok {
			t.Errorf("no file %q", want)
		}
	}
	for address := range site {
		if !strings.HasPrefix(address, "pages/odd/") {
			continue
		}
		if n := len(elements(site.page(t, address), classed("span", "dead"))); n > 0 {
			t.Errorf("%s has %d dead links", address, n)
		}
	}
}

// crawl checks every page of a site by itself, and then that every address on
// it leads to a file of the site and to an id of the page there.
func crawl(t *testing.T, site pages) {
	t.Helper()
	ids := map[string]map[string]bool{}
	roots := map[string]*html.Node{}
	for address := range site {
		if strings.HasSuffix(address, ".html") {
			roots[address] = site.page(t, address)
			ids[address] = checkPage(t, address, roots[address])
		}
	}
	for address, root := range roots {
		checkAddresses(t, address, root, site, ids)
	}
	if len(roots) < 4 {
		t.Errorf("%d pages were crawled", len(roots))
	}
}

// checkPage checks what every page has, and returns its ids.
func checkPage(t *testing.T, address string, root *html.Node) map[string]bool {
	t.Helper()
	fail := func(format string, args ...any) { t.Errorf("%s: "+format, append([]any{address}, args...)...) }
	for _, name := range []string{"title", "h1", "main"} {
		list := elements(root, named(name))
		if len(list) != 1 || words(list[0]) == "" {
			fail("%d <%s>, want one that says something", len(list), name)
		}
	}
	head := elements(root, func(n *html.Node) bool { return n.Parent.Data == "head" })
	if len(head) < 2 || attribute(head[0], "charset") != "utf-8" || attribute(head[1], "content") != policy {
		fail("the head does not begin with charset and policy")
	}
	ids := map[string]bool{}
	for _, n := range elements(root, func(*html.Node) bool { return true }) {
		switch {
		case slices.Contains([]string{"style", "iframe", "object", "embed", "form"}, n.Data):
			fail("element <%s>", n.Data)
		case n.Data == "script" && (attribute(n, "src") == "" || n.FirstChild != nil):
			fail("inline script")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "ZgotmplZ") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				fail("attribute %s=%q of <%s>", a.Key, a.Val, n.Data)
			}
		}
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				fail("id %q twice", id)
			}
			ids[id] = true
		}
	}
	return ids
}

// checkAddresses follows every address on a page.
func checkAddresses(t *testing.T, from string, root *html.Node, site pages, ids map[string]map[string]bool) {
	t.Helper()
	base := ""
	for _, n := range elements(root, named("base")) {
		base = attribute(n, "href")
	}
	for _, n := range elements(root, func(*html.Node) bool { return true }) {
		for _, key := range []string{"popovertarget", "aria-labelledby"} {
			if id := attribute(n, key); id != "" && !ids[from][id] {
				t.Errorf("%s: %s=%q names no id", from, key, id)
			}
		}
		address := attribute(n, "href") + attribute(n, "src")
		if _, to, ok := strings.Cut(attribute(n, "content"), "; url="); ok && attribute(n, "http-equiv") == "refresh" {
			address = to
		}
		if address == "" || n.Data == "base" || n.Data == "link" && attribute(n, "rel") == "canonical" && strings.HasPrefix(address, "https:") {
			continue
		}
		if strings.HasPrefix(address, "/") {
			t.Errorf("%s: %q is not relative", from, address)
		}
		file, fragment, local := resolve(t, from, base, address)
		switch {
		case !local && n.Data == "a":
		case !local:
			t.Errorf("%s: <%s> asks another host: %q", from, n.Data, address)
		case site[file] == nil:
			t.Errorf("%s: %q leads to %q, which is not there", from, address, file)
		case fragment != "" && strings.HasSuffix(file, ".html") && !ids[file][fragment]:
			t.Errorf("%s: %q leads to no id of %q", from, address, file)
		}
	}
}
