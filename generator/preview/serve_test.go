package preview

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"aims/generator/site"

	"github.com/google/go-cmp/cmp"
)

const bare = "<!doctype html><html><head><title>t</title></head><body>b</body></html>"

// sample is a site with a file of each sort.
var sample = []site.File{
	{Path: "index.html", Content: []byte(bare)},
	{Path: "documents/index.html", Content: []byte(bare)},
	{Path: "documents/POL-001.html", Content: []byte(bare)},
	{Path: "404.html", Content: []byte(bare)},
	{Path: "css/manual.css", Content: []byte("a{}")},
	{Path: "data/soa.json", Content: []byte("{}")},
	{Path: "changes.atom", Content: []byte("<feed/>")},
	{Path: "odd.unheard-of", Content: []byte(bare)},
	{Path: "CNAME", Content: []byte("manual.example.org")},
	{Path: "files/a.html", Content: []byte(bare)},
	{Path: "files/a.svg", Content: []byte("<svg/>")},
	{Path: "files/a.pdf", Open: seekable("0123456789")},
	{Path: "files/a.txt", Open: unseekable("0123456789")},
	{Path: "files/gone.csv", Open: func() (io.ReadCloser, error) { return nil, errors.New("no such file") }},
	{Path: "gone.html", Open: func() (io.ReadCloser, error) { return nil, errors.New("no such file") }},
	{Path: "editions/v1/files/a.html", Content: []byte(bare)},
	{Path: "pages/files/a.html", Content: []byte(bare)},
}

type readSeekCloser struct{ *strings.Reader }

func (readSeekCloser) Close() error { return nil }

func seekable(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return readSeekCloser{strings.NewReader(text)}, nil }
}

func unseekable(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// served returns a server that has built these files, and runs no more.
func served(t testing.TB, o Options, files []site.File) *Server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	o.Root = t.TempDir()
	o.Watch = func() []string { return nil }
	o.Build = func(context.Context) (Site, error) { return Site{Files: files}, nil }
	o.Report = func(Event) { cancel() }
	server := New(o)
	if err := server.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return server
}

func ask(s *Server, method, address string, header ...string) *http.Response {
	req := httptest.NewRequest(method, "http://localhost:8042"+address, nil)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	s.Handler().ServeHTTP(rec, req)
	return rec.Result()
}

func TestServe(t *testing.T) {
	const html, text = "text/html; charset=utf-8", "text/plain; charset=utf-8"
	tests := []serving{
		{"/", html, 200, true, false},
		{"/index.html?q=1", html, 200, true, false},
		{"/documents/", html, 200, true, false},
		{"/documents/POL-001.html", html, 200, true, false},
		{"/pages/files/a.html", html, 200, true, false},
		{"/nowhere/at/all", html, 404, true, false},
		{"/documents/POL-001.html/", html, 404, true, false},
		{"/css/", html, 404, true, false},
		{"//documents/POL-001.html", html, 404, true, false},
		{"/css/../index.html", html, 404, true, false},
		{"/..%2f..%2fetc/passwd", html, 404, true, false},
		{"/gone.html", html, 500, true, false},
		{"/css/manual.css", "text/css; charset=utf-8", 200, false, false},
		{"/data/soa.json", "application/json", 200, false, false},
		{"/changes.atom", "application/atom+xml", 200, false, false},
		{"/odd.unheard-of", "application/octet-stream", 200, false, false},
		{"/CNAME", "application/octet-stream", 200, false, false},
		{"/files/a.html", html, 200, false, true},
		{"/files/a.svg", "image/svg+xml", 200, false, true},
		{"/editions/v1/files/a.html", html, 200, false, true},
		{"/files/a.pdf", "application/pdf", 200, false, false},
		{"/files/a.txt", text, 200, false, false},
		{"/files/gone.csv", text, 500, false, false},
		{"/-/reload.js", "text/javascript; charset=utf-8", 200, false, false},
		{"/-/reload.css", "text/css; charset=utf-8", 200, false, false},
		{"/-/else", text, 404, false, false},
	}
	server := served(t, Options{}, sample)
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) { test.check(t, server) })
	}
}

// serving is how an address is answered.
type serving struct {
	address, contentType string
	status               int
	reloads, sandboxed   bool
}

func (want serving) check(t *testing.T, server *Server) {
	resp := ask(server, http.MethodGet, want.address)
	body, _ := io.ReadAll(resp.Body)
	got := serving{
		want.address, resp.Header.Get("Content-Type"), resp.StatusCode,
		bytes.Contains(body, []byte(`<script src="/-/reload.js"`)),
		strings.HasPrefix(resp.Header.Get("Content-Security-Policy"), "sandbox;"),
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(serving{})); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("header %v", resp.Header)
	}
	head := ask(server, http.MethodHead, want.address)
	none, _ := io.ReadAll(head.Body)
	if want.status < http.StatusBadRequest && len(none) > 0 {
		t.Errorf("HEAD has a body: %q", none)
	}
	if diff := cmp.Diff(resp.Header, head.Header); diff != "" || head.StatusCode != resp.StatusCode {
		t.Errorf("HEAD has status %d and other headers (-GET +HEAD):\n%s", head.StatusCode, diff)
	}
}

func TestMissingPagesLinkFromTheRoot(t *testing.T) {
	server := served(t, Options{}, sample)
	for _, address := range []string{"/a/b/c.html", "/404.html"} {
		body, _ := io.ReadAll(ask(server, http.MethodGet, address).Body)
		if !bytes.HasPrefix(body, []byte(`<!doctype html><html><head><base href="/"><title>`)) {
			t.Errorf("%s: %s", address, body)
		}
	}
	body, _ := io.ReadAll(ask(server, http.MethodGet, "/index.html").Body)
	if bytes.Contains(body, []byte("<base")) {
		t.Errorf("an ordinary page has a base: %s", body)
	}
	got := ask(served(t, Options{}, sample[:1]), http.MethodGet, "/a")
	body, _ = io.ReadAll(got.Body)
	if got.StatusCode != http.StatusNotFound || !bytes.Contains(body, []byte("There is no such page")) {
		t.Errorf("without a 404.html: %d %s", got.StatusCode, body)
	}
}

func TestServeFoldersMove(t *testing.T) {
	got := ask(served(t, Options{}, sample), http.MethodGet, "/documents?q=a%20b")
	if got.StatusCode != http.StatusFound || got.Header.Get("Location") != "/documents/?q=a%20b" {
		t.Errorf("%d to %q", got.StatusCode, got.Header.Get("Location"))
	}
}

func TestServeRanges(t *testing.T) {
	got := ask(served(t, Options{}, sample), http.MethodGet, "/files/a.pdf", "Range", "bytes=2-4")
	body, _ := io.ReadAll(got.Body)
	if got.StatusCode != http.StatusPartialContent || string(body) != "234" {
		t.Errorf("%d %q", got.StatusCode, body)
	}
}

func TestServeIsReadOnly(t *testing.T) {
	for _, address := range []string{"/", "/-/events", "/nowhere"} {
		got := ask(served(t, Options{}, sample), http.MethodPost, address)
		if got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d, Allow %q", address, got.StatusCode, got.Header.Get("Allow"))
		}
	}
}

func TestServeHosts(t *testing.T) {
	tests := []struct {
		host    string
		answers bool
	}{
		{"localhost", true}, {"localhost:8042", true}, {"LocalHost:1", true}, {"127.0.0.1", true},
		{"127.0.0.1:8042", true}, {"[::1]:8042", true}, {"[::1]", true},
		{"", false}, {"example.org", false}, {"localhost.example.org", false}, {"127.0.0.1.example.org:80", false},
		{"example.org:localhost", false}, {"localhost:1:2", false}, {"192.0.2.1:8042", false}, {"0.0.0.0", false},
	}
	closed, wide := served(t, Options{}, sample), served(t, Options{AnyHost: true}, sample)
	for _, test := range tests {
		for _, address := range []string{"/", "/-/reload.js", "/-/events"} {
			req := httptest.NewRequest(http.MethodHead, address, nil)
			req.Host = test.host
			rec := httptest.NewRecorder()
			closed.Handler().ServeHTTP(rec, req)
			if got := rec.Code != http.StatusForbidden; got != test.answers {
				t.Errorf("%s under host %q: status %d", address, test.host, rec.Code)
			}
			rec = httptest.NewRecorder()
			wide.Handler().ServeHTTP(rec, req)
			if rec.Code != http.StatusOK {
				t.Errorf("%s with any host, under host %q: status %d", address, test.host, rec.Code)
			}
		}
	}
}

// Whatever is asked for, nothing but the site's files is answered, and nobody
// is sent to another host.
func FuzzAnswer(f *testing.F) {
	for _, address := range []string{"/", "/documents", "//documents", "/../x", "/\\x/", "/%2e%2e/", "/a\x00.html", "documents/"} {
		f.Add(address)
	}
	st := served(f, Options{}, sample).current.Load()
	f.Fuzz(func(t *testing.T, address string) {
		a := st.answer(address)
		switch {
		case a.moved != "":
			if a.moved != "/documents/" {
				t.Errorf("%q is found at %q", address, a.moved)
			}
		case a.page != nil:
			if a.status == http.StatusOK && !bytes.Contains(a.page, []byte("<title>t</title>")) {
				t.Errorf("%q is answered with %q", address, a.page)
			}
		case strings.TrimPrefix(address, "/") != a.file.Path:
			t.Errorf("%q is answered with the file %q", address, a.file.Path)
		}
	})
}
