// Package preview serves a site from memory while its manual is being written.
//
// In come a func that builds the whole site and the files it reads from. Out
// go an [http.Handler] and one [Event] per build. [Server.Run] builds, watches
// the files, and builds again after each change; a finished build takes the
// place of the one before it in one step, so a request sees one build as a
// whole. A build that fails leaves the last good site where it is.
//
// A page that is open in a browser is loaded anew when it, or a style sheet,
// script, font or picture of the site, has changed. It learns that from
// Server-Sent Events at /-/events: a served page carries a token of its own
// text, each event carries the token that the page would have now, and a page
// whose token differs loads itself again. That holds after a lost connection
// and after a restart of the server too. Errors of the manual stand in a banner
// at the foot of every open page. The link to the script and its style sheet is
// put into pages as they are served.
//
// Never here: the manual and its rules are unknown, nothing is written to a
// disk, no time of day is read, and no part of a request reaches the file system;
// what isn't in the site's list of files isn't served. Requests under a foreign
// host name are refused, so that no page of the web can read the manual through
// a name of its own that leads to this machine.
package preview

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"sync/atomic"
	"time"

	"aims/generator/diagnostic"
	"aims/generator/site"
)

// Build makes the whole site. An error is a broken run: the manual could not
// be read at all. Build returns soon after ctx has ended, with an error, and is
// never called while another call runs.
type Build func(ctx context.Context) (Site, error)

// Site is one build's outcome. With diagnostics of severity error, Files hold
// what could be read; without files, the build counts as failed.
type Site struct {
	Files       []site.File
	Diagnostics []diagnostic.Diagnostic // what is wrong with it
}

// Options say what is served and what is watched. All funcs but Build are
// called by Run's own goroutine, one at a time.
type Options struct {
	Build Build // required

	// Watch names the folders and files that a build reads, absolute or
	// relative to Root. It is asked at the start and anew after each build.
	// Folders are watched with all their subfolders; symbolic links inside
	// them are not followed. What doesn't exist yet is noticed when it comes.
	Watch func() []string // required

	// Ignore tells whether changes of a path are nobody's business: the
	// output, say, or what git ignores. The path is written as in
	// [Event].Changed; what Watch itself names is never asked for, and a folder
	// that is ignored is ignored with all that it holds.
	Ignore func(path string) bool

	Root    string        // the manual's folder; "" is the working directory
	Report  func(Event)   // called after each build, and for a fault of the watch
	Settle  time.Duration // quiet time after a change before a build; 0 means 60 ms
	AnyHost bool          // answer under any host name, not only under loopback names
}

// Event tells of one build, or of a fault of the watch.
type Event struct {
	Number      int      // of the build, from 1; 0 for a fault of the watch
	Changed     []string // what led to the build: sorted, slash-separated, relative to Root where inside it
	Pages       int      // HTML pages of the site that this build made
	Diagnostics []diagnostic.Diagnostic
	Err         error  // why the build or the watch failed
	Hint        string // what to do about Err; may be empty
}

// Server holds the site that is served at the moment.
type Server struct {
	options Options
	current atomic.Pointer[state]
	ended   chan struct{} // closed when Run returns
}

// New returns a server that has no site yet: requests wait for Run's first build.
func New(o Options) *Server {
	if o.Settle == 0 {
		o.Settle = 60 * time.Millisecond
	}
	if o.Ignore == nil {
		o.Ignore = func(string) bool { return false }
	}
	if o.Report == nil {
		o.Report = func(Event) {}
	}
	s := &Server{options: o, ended: make(chan struct{})}
	s.current.Store(&state{replaced: make(chan struct{})})
	return s
}

// Handler answers GET and HEAD requests for the site's files. It may be used
// before Run is called and after it has returned.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.serve) }

// Run makes the first build, then watches and builds until ctx ends, and
// returns nil then; by that time every goroutine that it started has ended, and
// so has every open stream of events. An error means that nothing can be
// watched any more. Where the system's limit of watches is reached, Run reports
// that and goes on with what it could watch. It is called once.
func (s *Server) Run(ctx context.Context) error {
	defer close(s.ended)
	root, err := filepath.Abs(s.options.Root)
	if err != nil {
		return fmt.Errorf("find the manual's folder: %w", err)
	}
	w, err := openWatch(root, s.options.Ignore, func(err error, hint string) {
		s.options.Report(Event{Err: err, Hint: hint})
	})
	if err != nil {
		return err
	}
	defer w.close()
	return s.follow(ctx, w)
}
