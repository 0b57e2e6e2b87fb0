package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"aims/generator/diagnostic"
)

// news is what an open page is told after each build, and when it connects.
type news struct {
	Build    int      `json:"build"`    // its number
	Page     string   `json:"page"`     // the token that the page would have now
	Failed   bool     `json:"failed"`   // the site is that of an earlier build
	Errors   int      `json:"errors"`   // diagnostics of that severity
	Warnings int      `json:"warnings"` // likewise
	Messages []string `json:"messages"` // the first few, worst first
}

// serveEvents streams news to one open page until it goes away or Run ends. A
// page that reads slowly misses states in between, never the last one.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	st, ok := s.built(r.Context())
	if !ok {
		http.Error(w, "the preview has ended", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	page := r.URL.Query().Get("page")
	if p, err := url.PathUnescape(page); err == nil {
		page = p
	}
	stream := http.NewResponseController(w)
	// A stream lasts longer than any time the server allows for an answer.
	_ = stream.SetWriteDeadline(time.Time{})
	for {
		if err := send(w, st.news(page)); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case <-st.replaced:
			st = s.current.Load()
		case <-r.Context().Done():
			return
		case <-s.ended:
			return
		}
	}
}

// send writes one event; retry is in milliseconds.
func send(w http.ResponseWriter, n news) error {
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("encode an event: %w", err)
	}
	_, err = fmt.Fprintf(w, "retry: 1000\ndata: %s\n\n", data)
	return err
}

// news is what the state means for the page at an address.
func (st *state) news(address string) news {
	const shown = 5
	errors, warnings := diagnostic.Count(st.diagnostics)
	return news{
		Build: st.number, Page: st.token(st.answer(address)), Failed: st.failed,
		Errors: errors, Warnings: warnings, Messages: st.messages(shown),
	}
}
