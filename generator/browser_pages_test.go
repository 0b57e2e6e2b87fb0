package generator_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// everyPage opens every page from a web server on a telephone and from the
// disk on a desk: nothing is complained of, no other host is asked, and no page
// is wider than the window.
func everyPage(t *testing.T, browser context.Context, sites ...*builtSite) {
	for _, s := range sites {
		for _, base := range []string{s.base, s.disk()} {
			p := newTab(t, browser, base)
			width := int64(wide)
			if base == s.base {
				width = narrow
			}
			p.look(width, "light", "screen")
			for _, path := range sample(s.pages(t)) {
				if base != s.base && path == "404.html" && s.address != "/" {
					continue // its addresses begin at the server's root
				}
				p.open(path)
				if list := p.complained(); len(list) > 0 {
					t.Errorf("%s: %q", base+path, list)
				}
				if sticksOut := evaluate[[]string](p, beyondTheEdge); len(sticksOut) > 0 {
					t.Errorf("%s is wider than %d pixels: %q", base+path, width, sticksOut)
				}
			}
		}
	}
}

// sample leaves out most of the guidelines, which are all alike.
func sample(pages []string) []string {
	var list []string
	for _, path := range pages {
		if !strings.HasPrefix(path, "documents/GDL-") || strings.HasSuffix(path, "70.html") {
			list = append(list, path)
		}
	}
	return list
}

// beyondTheEdge lists what makes the page scroll sideways.
const beyondTheEdge = `(() => {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return [];
	const scrolls = (e) => e && e !== document.body && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
	return ["scrollWidth " + document.documentElement.scrollWidth, ...[...document.body.querySelectorAll("*")]
		.filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement))
		.map((e) => e.outerHTML.slice(0, 80))];
})()`

// accessibility runs axe-core over every page, in both schemes and both widths.
func accessibility(t *testing.T, browser context.Context, sites ...*builtSite) {
	axe, err := os.ReadFile(os.Getenv("AIMS_AXE"))
	if err != nil {
		needed(t, "AIMS_AXE doesn't name axe-core's axe.min.js")
	}
	for _, s := range sites {
		p := newTab(t, browser, s.base)
		for _, path := range sample(s.pages(t)) {
			if strings.HasPrefix(path, "pages/odd") {
				continue // they look like others
			}
			p.look(wide, "light", "screen")
			p.open(path)
			evaluate[chromedp.Void](p, string(axe))
			for _, width := range []int64{wide, narrow} {
				for _, scheme := range []string{"light", "dark"} {
					p.look(width, scheme, "screen")
					if list := evaluate[[]string](p, runAxe); len(list) > 0 {
						t.Errorf("%s, %d pixels, %s:\n%s", path, width, scheme, strings.Join(list, "\n"))
					}
				}
			}
		}
	}
}

const runAxe = `axe.run({resultTypes: ["violations"]}).then((r) =>
	r.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`

// missingPage asks for an address that isn't there, deep in the site: the page
// that the server shows finds its style sheet and leads back.
func missingPage(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.open("documents/no/such/page.html")
	if n := evaluate[int](p, `document.styleSheets[0].cssRules.length`); n == 0 {
		t.Error("404.html has no style sheet")
	}
	p.arrive(s.base+"index.html", chromedp.Click(chromedp.CSS("main a")))
}

// weight adds up the bytes that come over the wire: a page with style sheet,
// scripts and fonts, and then each page with those in the cache.
func weight(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	most := 150_000.0
	for _, path := range s.pages(t) {
		if path == "404.html" {
			continue
		}
		before := p.bytes()
		p.open(path)
		if got := p.bytes() - before; got > most {
			t.Errorf("%s: %.0f bytes, want at most %.0f", path, got, most)
		}
		most = 30_000
	}
}

// paper asks what is printed.
func paper(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(wide, "dark", "print")
	p.open("documents/POL-003.html")
	for selector, want := range map[string]bool{
		".running": true, ".banner": true, ".control .state": true, ".facts": true, "main h1": true, ".source": true,
		".bar": false, ".tree": false, "nav.contents": false, ".skip": false, ".fold": false,
	} {
		if got := evaluate[bool](p, `document.querySelector("`+selector+`")?.checkVisibility() ?? false`); got != want {
			t.Errorf("%s is printed: %v, want %v", selector, got, want)
		}
	}
	if scheme := evaluate[string](p, `getComputedStyle(document.documentElement).colorScheme`); scheme != "light" {
		t.Errorf("printed in the scheme %q", scheme)
	}
	for _, word := range []string{"POL-003", "A policy that was withdrawn", "0.9", "Withdrawn"} {
		if head := evaluate[string](p, `document.querySelector(".running").innerText`); !strings.Contains(head, word) {
			t.Errorf("the head of every sheet is %q, without %q", head, word)
		}
	}
}

// withoutScripts compares what is there to read with and without scripts.
func withoutScripts(t *testing.T, browser context.Context, sites ...*builtSite) {
	for _, s := range sites {
		with, without := newTab(t, browser, s.base), newTab(t, browser, s.base)
		without.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return err
		}))
		for _, path := range []string{"index.html", "documents/index.html", "documents/POL-001.html", "documents/SOA-001.html"} {
			with.look(wide, "light", "screen")
			without.look(wide, "light", "screen")
			with.open(path)
			without.do(chromedp.Navigate(s.base + path))
			if diff := cmp.Diff(evaluate[[]string](with, readable), evaluate[[]string](without, readable)); diff != "" {
				t.Errorf("%s reads differently without scripts (-with +without):\n%s", path, diff)
			}
		}
		without.do(chromedp.Navigate(s.base + "documents/POL-001.html"))
		without.look(narrow, "light", "screen")
		without.do(chromedp.Click(chromedp.CSS(".fold > summary")), chromedp.Click(chromedp.CSS("button.menu")))
		for _, selector := range []string{"main .facts dd", "nav.tree a"} {
			if !evaluate[bool](without, `document.querySelector("`+selector+`").checkVisibility()`) {
				t.Errorf("on a telephone without scripts %q can't be reached", selector)
			}
		}
	}
}

// readable are the texts that can be seen in tree, text and headings, less what
// scripts add.
const readable = `[...document.querySelectorAll("nav.tree, main, nav.contents")].flatMap((part) => {
	const texts = [];
	const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const e = walker.currentNode.parentElement;
		const text = walker.currentNode.data.trim();
		if (text && e.checkVisibility() && !e.closest(".filter, .code > .tool")) texts.push(text);
	}
	return texts;
})`
