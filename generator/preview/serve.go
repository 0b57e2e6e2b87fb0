package preview

import (
	"bytes"
	"context"
	_ "embed"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// own is where the preview's own files stand. No site has a folder "-".
const own = "/-/"

var (
	//go:embed reload.js
	reloadScript []byte
	//go:embed reload.css
	reloadStyle []byte
)

// sandboxed is the policy for documents that authors attach: they are shown,
// as of nobody's origin, and run nothing.
const sandboxed = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:"

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !s.options.AnyHost && !loopback(r.Host):
		http.Error(w, "this preview answers only to localhost, 127.0.0.1 and [::1]", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this preview can only be read", http.StatusMethodNotAllowed)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.serveSite(w, r)
	}
}

// loopback tells whether a Host header names this machine as seen from itself,
// with any port.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	return slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, strings.ToLower(name))
}

func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case own + "events":
		s.serveEvents(w, r)
	case own + "reload.js":
		serveContent(w, r, "reload.js", bytes.NewReader(reloadScript))
	case own + "reload.css":
		serveContent(w, r, "reload.css", bytes.NewReader(reloadStyle))
	default:
		http.NotFound(w, r)
	}
}

// serveContent sends a file, or the parts of it that are asked for.
func serveContent(w http.ResponseWriter, r *http.Request, name string, content io.ReadSeeker) {
	w.Header().Set("Content-Type", mediaTypeOf(name).name)
	http.ServeContent(w, r, "", time.Time{}, content)
}

// built returns the state to answer from. It waits for the first build; false
// means that there will be none, or that the asker has gone.
func (s *Server) built(ctx context.Context) (*state, bool) {
	st := s.current.Load()
	if st.number > 0 {
		return st, true
	}
	select {
	case <-st.replaced:
		return s.current.Load(), true
	case <-s.ended:
	case <-ctx.Done():
	}
	return nil, false
}

func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	st, ok := s.built(r.Context())
	if !ok {
		http.Error(w, "the preview has ended", http.StatusServiceUnavailable)
		return
	}
	a := st.answer(r.URL.Path)
	switch {
	case a.moved != "":
		to := url.URL{Path: a.moved, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), a.status)
	case a.page != nil:
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		servePage(w, r, a.status, insertReload(a.page, st.token(a)))
	default:
		serveFile(w, r, a)
	}
}

func servePage(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	w.Header().Set("Content-Type", mediaTypes["html"].name)
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(page) // Who went away while reading doesn't hear of it.
}

// serveFile sends what is no page of the manual: data, styles, attachments.
func serveFile(w http.ResponseWriter, r *http.Request, a answer) {
	name := a.file.Path
	switch {
	case !attached(name):
		// No page of the web may load the manual's scripts and read their data.
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	case mediaTypeOf(name).active:
		w.Header().Set("Content-Security-Policy", sandboxed)
	}
	if a.file.Open == nil {
		serveContent(w, r, name, bytes.NewReader(a.file.Content))
		return
	}
	file, err := a.file.Open()
	if err != nil {
		http.Error(w, "read "+strconv.Quote(name)+": "+err.Error(), http.StatusInternalServerError)
		return
	}
	defer file.Close()
	if seeker, ok := file.(io.ReadSeeker); ok {
		serveContent(w, r, name, seeker)
		return
	}
	w.Header().Set("Content-Type", mediaTypeOf(name).name)
	if r.Method == http.MethodHead {
		return
	}
	_, _ = io.Copy(w, file) // Who went away while reading doesn't hear of it.
}
