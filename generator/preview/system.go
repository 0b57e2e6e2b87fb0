package preview

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// openWatch returns a watch that watches nothing yet. Where the system has no
// watch to give, it reports that, and the watch stays silent.
func openWatch(root string, ignore func(string) bool, report func(error, string)) (*watch, error) {
	w := &watch{root: root, ignore: ignore, report: report, dirs: map[string]bool{}, told: map[string]bool{}}
	system, err := fsnotify.NewWatcher()
	if hint := limitHint(err); hint != "" {
		report(fmt.Errorf("watch the manual: %w", err), hint)
		w.add, w.remove = func(string) error { return nil }, func(string) error { return nil }
		w.list, w.close = func() []string { return nil }, func() error { return nil }
		return w, nil
	}
	if err != nil {
		return nil, fmt.Errorf("watch the manual: %w", err)
	}
	w.events, w.errors = system.Events, queued(system.Errors)
	w.add, w.remove, w.list = system.Add, system.Remove, system.WatchList
	w.close = func() error {
		err := system.Close()
		for range w.errors {
		}
		return err
	}
	return w, nil
}

// queued returns a channel with the errors of another one, which are taken at
// once: the system's watch may hold its lock while it hands over an error, and
// whoever should take that may be waiting for the lock. It is closed after the
// other one is.
func queued(in <-chan error) <-chan error {
	out := make(chan error)
	go func() {
		defer close(out)
		var waiting []error
		for in != nil || len(waiting) > 0 {
			var first error
			var ready chan<- error
			if len(waiting) > 0 {
				first, ready = waiting[0], out
			}
			select {
			case err, ok := <-in:
				if !ok {
					in = nil
					continue
				}
				waiting = append(waiting, err)
			case ready <- first:
				waiting = waiting[1:]
			}
		}
	}()
	return out
}

// limitHint says what to do about an error that means a limit of the system,
// and is "" for other errors.
func limitHint(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "raise fs.inotify.max_user_watches with sysctl; until then changes in some folders go unnoticed"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "raise the limit of open files (ulimit -n), on Linux also fs.inotify.max_user_instances; until then changes in some folders go unnoticed"
	}
	return ""
}
