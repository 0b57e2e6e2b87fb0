package generator_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"aims/generator/git/gittest"
)

// TestBrowserMarksWhatBecameOverdue opens the page of reviews at several times
// after the build. A review is overdue from the day after its own, by the
// reader's clock; what was overdue when the site was built is marked once.
func TestBrowserMarksWhatBecameOverdue(t *testing.T) {
	browser := startBrowser(t)
	repo := gittest.New(t)
	write(t, repo.Dir, "aims.yaml", "people: {ada: {name: Ada Author, emails: [ada@example.org]}}\nroles: {lead: {people: [ada], approves: [policy]}}\n")
	for id, every := range map[string]string{"POL-001": "2026-03-01", "POL-002": "2025-12-24", "POL-003": "2027-01-01"} {
		write(t, repo.Dir, "content/"+id+".md", "---\nkind: policy\nid: "+id+"\ntitle: Policy\nowner: lead\nversion: \"1\"\nstatus: approved\nreview-every: "+every+"\n---\nText.\n")
	}
	repo.Git("add", "--all")
	repo.Git("commit", "--quiet", "--message", "Write three policies")
	s := &builtSite{folder: build(t, repo.Dir, false), address: "/"}
	s.serve(t)
	marked := "2025-12-24 Overdue"
	since := "overdue since this site was built"
	for _, test := range []struct {
		now  string
		want []string
	}{
		{"2026-01-05T12:00", []string{marked, "2026-03-01", "2027-01-01"}},
		{"2026-03-01T23:59", []string{marked, "2026-03-01", "2027-01-01"}},
		{"2026-03-02T00:01", []string{marked, "2026-03-01 " + since, "2027-01-01"}},
		{"2030-01-01T00:01", []string{marked, "2026-03-01 " + since, "2027-01-01 " + since}},
	} {
		p := newTab(t, browser, s.base)
		p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
				Source: `{ const now = Date.parse("` + test.now + `"); Date.now = () => now; }`,
			})
			return err
		}))
		p.open("reviews.html")
		got := evaluate[[]string](p, `[...document.querySelectorAll("[data-next-review]")].map((day) => day.parentElement.innerText.replace(/\s+/g, " ").trim())`)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("at %s (-want +got):\n%s", test.now, diff)
		}
		if found := p.complained(); len(found) > 0 {
			t.Errorf("at %s: %q", test.now, found)
		}
	}
}
