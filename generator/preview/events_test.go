package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

// Each case opens every page, changes one file, and says which pages have to be
// loaded anew.
func TestPagesToLoadAnew(t *testing.T) {
	pages := []string{"/a.html", "/dir/", "/missing.html", "/"}
	tests := []struct {
		name  string
		file  string
		stale []string
	}{
		{"a page", "content/a.md", []string{"/a.html"}},
		{"an index", "content/dir/index.md", []string{"/dir/"}},
		{"a missing page comes", "content/missing.md", []string{"/missing.html"}},
		{"the page for missing pages", "content/404.md", []string{"/missing.html"}},
		{"data", "content/data.json", nil},
		{"a style sheet", "theme/a.css", pages},
		{"a new script", "theme/new.js", pages},
		{"a font", "theme/a.woff2", pages},
		{"a picture", "content/a.svg", pages},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newManual(t, map[string]string{
				"content/index.md": "home", "content/a.md": "a", "content/dir/index.md": "dir", "content/404.md": "none",
				"content/data.json": "{}", "theme/a.css": "a{}", "theme/a.woff2": "font", "content/a.svg": "<svg/>",
			}).serve()
			m.until("/a.html", "a")
			if diff := cmp.Diff(test.stale, m.stale(pages, test.file)); diff != "" {
				t.Errorf("pages to load anew (-want +got):\n%s", diff)
			}
		})
	}
}

// stale opens pages, changes a file, and returns the pages that are told to
// load themselves anew.
func (m *manual) stale(pages []string, file string) []string {
	open, shown := map[string]*tab{}, map[string]string{}
	for _, p := range pages {
		open[p] = m.open(p)
		shown[p] = open[p].news().Page
		if _, body := m.get(p); !strings.Contains(body, `data-page="`+shown[p]+`"`) {
			m.t.Fatalf("%s is served without its token %q: %s", p, shown[p], body)
		}
	}
	m.write(file, "changed")
	m.until(strings.Replace("/"+strings.TrimPrefix(file, "content/"), ".md", ".html", 1), "changed")
	number := m.open("/").news().Build
	var stale []string
	for _, p := range pages {
		n := open[p].news()
		for n.Build < number {
			n = open[p].news()
		}
		if n.Page != shown[p] {
			stale = append(stale, p)
		}
	}
	return stale
}

// A page that connects late, or again after a restart of the server, learns
// that it is out of date from the first event.
func TestTokensOutliveTheServer(t *testing.T) {
	first := newManual(t, map[string]string{"content/a ü.md": "same", "theme/a.css": "a{}"}).serve()
	second := newManual(t, map[string]string{"content/a ü.md": "same", "theme/a.css": "a{}"}).serve()
	third := newManual(t, map[string]string{"content/a ü.md": "other", "theme/a.css": "a{}"}).serve()
	token := first.open("/a%20%C3%BC.html").news().Page
	if _, body := first.get("/a%20%C3%BC.html"); !strings.Contains(body, `data-page="`+token+`"`) {
		t.Errorf("%s isn't served with its token %q", body, token)
	}
	if got := second.open("/a%20%C3%BC.html").news().Page; got != token {
		t.Errorf("the same text has token %q, then %q", token, got)
	}
	if got := third.open("/a%20%C3%BC.html").news().Page; got == token {
		t.Errorf("other text has the same token %q", got)
	}
}

// The bubble's end waits for every goroutine that was started inside it.
func TestNothingRunsAfterRun(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "first"})
	synctest.Test(t, func(t *testing.T) {
		events := make(chan Event, 10)
		o := m.options
		o.Report = func(ev Event) { events <- ev }
		server := New(o)
		ctx, cancel := context.WithCancel(context.Background())
		streamed := make(chan string)
		go func() {
			req := httptest.NewRequest(http.MethodGet, "http://localhost/-/events?page=/a.html", nil)
			rec := httptest.NewRecorder()
			server.Handler().ServeHTTP(rec, req)
			streamed <- rec.Body.String()
		}()
		ran := make(chan error)
		go func() { ran <- server.Run(ctx) }()
		if ev := <-events; ev.Number != 1 {
			t.Errorf("first event %+v", ev)
		}
		cancel()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		// The stream ends with Run, after its first event or before it.
		<-streamed
		rec := httptest.NewRecorder()
		server.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "http://localhost/a.html", nil))
		if rec.Code != http.StatusOK {
			t.Errorf("after Run: status %d", rec.Code)
		}
	})
}

func TestRequestsOfAServerThatNeverBuilt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	server := New(Options{
		Root:  t.TempDir(),
		Watch: func() []string { return nil },
		Build: func(ctx context.Context) (Site, error) { return Site{}, ctx.Err() },
	})
	if err := server.Run(ctx); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/", "/-/events?page=/"} {
		rec := httptest.NewRecorder()
		server.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "http://localhost"+address, nil))
		if rec.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", address, rec.Code)
		}
	}
}
