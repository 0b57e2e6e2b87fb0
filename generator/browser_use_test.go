package generator_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// drawers opens tree and headings on a telephone with the keyboard alone.
func drawers(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(narrow, "light", "screen")
	for button, drawer := range map[string]string{"button.menu": "nav.tree", "button.contents": "nav.contents"} {
		p.open("documents/POL-001.html")
		open := `document.querySelector("` + drawer + `").matches(":popover-open")`
		p.do(chromedp.Focus(chromedp.CSS(button)), chromedp.KeyEvent(kb.Enter))
		p.until(open)
		p.do(chromedp.KeyEvent(kb.Tab))
		p.until(`document.activeElement.closest("` + drawer + `") !== null`)
		p.do(chromedp.KeyEvent(kb.Escape))
		p.until(`!` + open)
		if !evaluate[bool](p, `document.activeElement.matches("`+button+`")`) {
			t.Errorf("after Escape the focus is not on %s again", button)
		}
		p.do(chromedp.KeyEvent(kb.Enter))
		p.until(open)
		p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
		if drawer == "nav.tree" {
			p.arrive(s.base+"index.html", chromedp.KeyEvent(kb.Enter))
		} else {
			p.do(chromedp.KeyEvent(kb.Enter))
			p.until(`location.hash !== "" && !` + open)
		}
	}
}

const shownIDs = `[...document.querySelectorAll("table.list tbody tr")].filter((row) => row.checkVisibility()).map((row) => row.querySelector("th b").textContent)`

// sorting sorts the register up, down and back, and sends the order on.
func sorting(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(wide, "light", "screen")
	p.open("documents/index.html")
	before := evaluate[[]string](p, shownIDs)
	up := slices.Sorted(slices.Values(before))
	down := slices.Clone(up)
	slices.Reverse(down)
	for _, step := range []struct {
		order  []string
		sort   string
		search string
	}{{up, "ascending", "?sort=1"}, {down, "descending", "?sort=-1"}, {before, "", ""}} {
		p.do(chromedp.Click(chromedp.CSS("table.list thead button")))
		for _, when := range []string{"chosen", "read from the address"} {
			if diff := cmp.Diff(step.order, evaluate[[]string](p, shownIDs)); diff != "" {
				t.Errorf("order %q, %s (-want +got):\n%s", step.search, when, diff)
			}
			if got := evaluate[string](p, `document.querySelector("table.list thead th").getAttribute("aria-sort") ?? ""`); got != step.sort {
				t.Errorf("aria-sort is %q, want %q", got, step.sort)
			}
			if got := evaluate[string](p, `location.search`); got != step.search {
				t.Errorf("the address has %q, want %q", got, step.search)
			}
			p.do(chromedp.Reload())
		}
	}
}

// filter looks for rows in the register, and sends what it looks for on.
func filter(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(wide, "light", "screen")
	p.open("documents/index.html")
	var want []string
	for _, id := range evaluate[[]string](p, shownIDs) {
		if strings.HasPrefix(id, "PRO-") {
			want = append(want, id)
		}
	}
	p.do(chromedp.SendKeys(chromedp.CSS(`#page\.filter`), "draft PRO-"))
	for _, when := range []string{"typed", "read from the address"} {
		if diff := cmp.Diff(want, evaluate[[]string](p, shownIDs)); diff != "" {
			t.Errorf("rows, %s (-want +got):\n%s", when, diff)
		}
		if got := evaluate[string](p, `new URL(location).searchParams.get("filter")`); got != "draft PRO-" {
			t.Errorf("the address has the filter %q", got)
		}
		if got := evaluate[string](p, `document.querySelector(".filter output").textContent`); !strings.HasPrefix(got, "3 of ") {
			t.Errorf("the number of rows is told as %q", got)
		}
		p.do(chromedp.Reload())
	}
}

// scheme goes round the three schemes; a choice holds on the next page.
func scheme(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(wide, "light", "screen")
	p.open("index.html")
	const paper = `getComputedStyle(document.documentElement).backgroundColor`
	light := evaluate[string](p, paper)
	p.look(wide, "dark", "screen")
	dark := evaluate[string](p, paper)
	if light == dark {
		t.Errorf("the system's scheme changes nothing: %s", dark)
	}
	for _, step := range []struct{ scheme, paper string }{{"light", light}, {"dark", dark}, {"", dark}} {
		p.do(chromedp.Click(chromedp.CSS("button.scheme")))
		for _, path := range []string{"index.html", "documents/POL-001.html"} {
			p.open(path)
			if got := evaluate[string](p, `document.documentElement.dataset.scheme ?? ""`); got != step.scheme {
				t.Errorf("%s: scheme %q, want %q", path, got, step.scheme)
			}
			if got := evaluate[string](p, paper); got != step.paper {
				t.Errorf("%s, scheme %q: paper %s, want %s", path, step.scheme, got, step.paper)
			}
		}
	}
}

// headingLinks follows a heading's link to itself: the address has it, and the
// heading is not under the bar.
func headingLinks(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	p.look(wide, "light", "screen")
	p.open("documents/POL-001.html")
	id := evaluate[string](p, `[...document.querySelectorAll(".prose h2")].at(2).id`)
	// Browsers scroll to what gets the focus, and smoothly too; a scrolling that
	// begins before another one has ended may be lost.
	evaluate[chromedp.Void](p, `document.querySelector("#`+id+` .anchor").focus({ preventScroll: true })`)
	p.scroll(chromedp.KeyEvent(kb.Enter))
	if got := evaluate[string](p, `location.hash`); got != "#"+id {
		t.Errorf("the address has %q, want %q", got, "#"+id)
	}
	below := evaluate[float64](p, `document.querySelector("#`+id+`").getBoundingClientRect().top - document.querySelector(".bar").getBoundingClientRect().bottom`)
	if below < 0 || below > 100 {
		t.Errorf("the heading %q is %.0f pixels below the bar", id, below)
	}
	p.until(`document.querySelector("nav.contents [aria-current]")?.hash === "#` + id + `"`)
}

// redirect opens earlier addresses of a document.
func redirect(t *testing.T, browser context.Context, s *builtSite) {
	p := newTab(t, browser, s.base)
	for _, path := range []string{"old/policy.html", "policy.html"} {
		p.arrive(s.base+"documents/POL-001.html", chromedp.Navigate(s.base+path))
	}
}
