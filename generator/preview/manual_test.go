package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"aims/generator/diagnostic"
	"aims/generator/site"
)

// manual is a folder of texts with a server that watches it. Each text is a
// page; a text that says FAULT has a diagnostic, and one that says BROKEN makes
// the build fail.
type manual struct {
	t       *testing.T
	root    string
	events  chan Event
	builds  atomic.Int32 // that run at this moment
	web     *httptest.Server
	options Options
}

// patience bounds a wait whose end the code under test owes; nothing is
// measured by it.
const patience = 60 * time.Second

func newManual(t *testing.T, files map[string]string) *manual {
	m := &manual{t: t, root: t.TempDir(), events: make(chan Event, 1000)}
	for name, text := range files {
		m.write(name, text)
	}
	m.options = Options{
		Build: m.build, Root: m.root, Settle: time.Millisecond,
		Watch:  func() []string { return []string{"content", "theme", "aims.yaml"} },
		Ignore: func(p string) bool { return strings.HasPrefix(p, "content/ignored") },
		Report: func(ev Event) { m.events <- ev },
	}
	return m
}

// serve runs the server until the test ends.
func (m *manual) serve() *manual {
	server := New(m.options)
	m.web = httptest.NewServer(server.Handler())
	ctx, cancel := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- server.Run(ctx) }()
	m.t.Cleanup(func() {
		cancel()
		if err := <-ran; err != nil {
			m.t.Errorf("Run: %v", err)
		}
		m.web.Close()
	})
	return m
}

func (m *manual) build(context.Context) (Site, error) {
	if m.builds.Add(1) > 1 {
		m.t.Error("two builds run at once")
	}
	defer m.builds.Add(-1)
	var s Site
	err := filepath.WalkDir(m.root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && d.IsDir() {
			return nil
		}
		text, err := os.ReadFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(m.root, p)
		return s.add(filepath.ToSlash(rel), string(text))
	})
	return s, err
}

func (s *Site) add(name, text string) error {
	switch {
	case strings.Contains(text, "BROKEN"):
		return errors.New("history cannot be read")
	case strings.Contains(text, "FAULT"):
		s.Diagnostics = append(s.Diagnostics, diagnostic.Diagnostic{
			Rule: "link", Position: diagnostic.Position{File: name, Line: 3}, Message: "<b>dead</b> link",
		})
	}
	name = strings.TrimPrefix(name, "content/")
	if page, ok := strings.CutSuffix(name, ".md"); ok {
		name, text = page+".html", "<html><head><title>t</title></head><body>"+text+"</body></html>"
	}
	s.Files = append(s.Files, site.File{Path: name, Content: []byte(text)})
	return nil
}

func (m *manual) write(name, text string) {
	m.t.Helper()
	p := filepath.Join(m.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
		m.t.Fatal(err)
	}
}

func (m *manual) remove(name string) {
	m.t.Helper()
	if err := os.RemoveAll(filepath.Join(m.root, name)); err != nil {
		m.t.Fatal(err)
	}
}

func (m *manual) rename(from, to string) {
	m.t.Helper()
	if err := os.Rename(filepath.Join(m.root, from), filepath.Join(m.root, to)); err != nil {
		m.t.Fatal(err)
	}
}

// event returns the next event.
func (m *manual) event() Event {
	m.t.Helper()
	select {
	case ev := <-m.events:
		return ev
	case <-time.After(patience):
		m.t.Fatal("no event came")
		return Event{}
	}
}

// until takes events until one of them leaves the page with that text (or
// without a page, where text is ""), and returns all changes told on the way.
func (m *manual) until(page, text string) []string {
	m.t.Helper()
	return m.untilTold("", page, text)
}

// untilTold is until that goes on until the change is told too: a build that
// began for another reason may have read the new text before.
func (m *manual) untilTold(change, page, text string) []string {
	m.t.Helper()
	var changed []string
	for {
		ev := m.event()
		if ev.Number == 0 {
			m.t.Fatalf("the watch failed: %v", ev.Err)
		}
		changed = append(changed, ev.Changed...)
		if change != "" && !slices.Contains(changed, change) {
			continue
		}
		status, body := m.get(page)
		if text == "" && status == http.StatusNotFound || text != "" && strings.Contains(body, text) {
			slices.Sort(changed)
			return slices.Compact(changed)
		}
	}
}

func (m *manual) get(page string) (status int, body string) {
	m.t.Helper()
	resp, err := m.web.Client().Get(m.web.URL + page)
	if err != nil {
		m.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

// tab is a page that is open in a browser.
type tab struct {
	t     *testing.T
	lines *bufio.Scanner
}

func (m *manual) open(page string) *tab {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	m.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.web.URL+"/-/events?page="+url.QueryEscape(page), nil)
	if err != nil {
		m.t.Fatal(err)
	}
	resp, err := m.web.Client().Do(req)
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		m.t.Fatalf("events have content type %q", got)
	}
	return &tab{m.t, bufio.NewScanner(resp.Body)}
}

// news returns what the page is told next.
func (b *tab) news() news {
	b.t.Helper()
	for b.lines.Scan() {
		if data, ok := strings.CutPrefix(b.lines.Text(), "data: "); ok {
			var n news
			if err := json.Unmarshal([]byte(data), &n); err != nil {
				b.t.Fatal(err)
			}
			return n
		}
	}
	b.t.Fatalf("the stream of events ended: %v", b.lines.Err())
	return news{}
}
