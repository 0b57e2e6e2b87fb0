package preview

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// longestWait bounds the wait for a quiet moment, in settle times.
const longestWait = 10

var errWatchEnded = errors.New("the watch of the manual's files ended")

// follower is what Run's goroutine knows while it builds and watches.
type follower struct {
	*Server
	watch   *watch
	changed map[string]bool // since the last build began

	quiet, limit *time.Timer // since the last, and since the first change of a burst
	bursting     bool        // the timers run

	results    chan result        // of the build that runs
	cancel     context.CancelFunc // ends it; nil when none runs
	building   []string           // the changes that it takes up
	superseded bool               // it has been cancelled in favour of the next
	due        bool               // another one follows it
	patient    bool               // it must not be cancelled, because the one before it was
}

type result struct {
	site Site
	err  error
}

// follow builds once, and again after each change that w sees, until ctx ends.
func (s *Server) follow(ctx context.Context, w *watch) error {
	f := &follower{
		Server: s, watch: w, changed: map[string]bool{}, results: make(chan result, 1),
		quiet: stoppedTimer(), limit: stoppedTimer(),
	}
	w.aim(s.options.Watch())
	f.build(ctx)
	for {
		select {
		case <-ctx.Done():
			f.stop()
			return nil
		case ev, ok := <-w.events:
			if !ok {
				f.stop()
				return errWatchEnded
			}
			f.note(w.take(ev))
		case err, ok := <-w.errors:
			if !ok {
				f.stop()
				return errWatchEnded
			}
			f.fault(err)
		case <-f.quiet.C:
			f.settled(ctx)
		case <-f.limit.C:
			f.settled(ctx)
		case r := <-f.results:
			f.finish(ctx, r)
		}
	}
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// note keeps what has changed and waits for a quiet moment.
func (f *follower) note(paths []string) {
	if len(paths) == 0 {
		return
	}
	for _, p := range paths {
		f.changed[p] = true
	}
	f.quiet.Reset(f.options.Settle)
	if !f.bursting {
		f.bursting = true
		f.limit.Reset(longestWait * f.options.Settle)
	}
}

// fault deals with an error of the watch. After a lost event anything may have
// changed, so all is watched and built anew.
func (f *follower) fault(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		f.watch.forget()
		f.watch.aim(f.options.Watch())
		f.note([]string{"."})
		return
	}
	if errors.Is(err, syscall.EINVAL) {
		return // A folder was moved away and deleted, so its watch couldn't be ended any more.
	}
	f.options.Report(Event{Err: fmt.Errorf("watch: %w", err)})
}

// settled starts a build for the changes so far, or sees to it that one follows
// the build that runs. Every other build is left to end, however fast changes
// come, so that the served site moves on.
func (f *follower) settled(ctx context.Context) {
	f.quiet.Stop()
	f.limit.Stop()
	f.bursting = false
	if len(f.changed) == 0 {
		return // A build that was due has taken them up.
	}
	if f.cancel == nil {
		f.build(ctx)
		return
	}
	f.due = true
	if !f.patient && !f.superseded {
		f.superseded = true
		f.cancel()
	}
}

func (f *follower) build(ctx context.Context) {
	f.building = slices.Sorted(maps.Keys(f.changed))
	clear(f.changed)
	f.due, f.superseded = false, false
	ctx, f.cancel = context.WithCancel(ctx)
	go func() {
		site, err := f.options.Build(ctx)
		f.results <- result{site, err}
	}()
}

// finish takes up what a build has made and starts the next one if it is due.
func (f *follower) finish(ctx context.Context, r result) {
	f.cancel()
	f.cancel = nil
	if ctx.Err() != nil {
		return
	}
	f.patient = f.superseded && r.err != nil
	if f.patient {
		for _, p := range f.building {
			f.changed[p] = true
		}
	} else {
		f.publish(r)
		f.note(f.watch.aim(f.options.Watch()))
	}
	if f.due {
		f.build(ctx)
	}
}

// publish puts a build in the place of the one before it and tells of it.
func (f *follower) publish(r result) {
	last := f.current.Load()
	next := last.next(r)
	f.current.Store(next)
	close(last.replaced)
	ev := Event{Number: next.number, Changed: f.building, Diagnostics: r.site.Diagnostics, Err: r.err}
	if next.site != last.site {
		ev.Pages = next.site.pages()
	}
	f.options.Report(ev)
}

// stop ends the build that runs and waits for its end.
func (f *follower) stop() {
	f.quiet.Stop()
	f.limit.Stop()
	if f.cancel != nil {
		f.cancel()
		<-f.results
	}
}
