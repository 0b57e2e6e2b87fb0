package preview

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"aims/generator/site"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// stage is a follower whose watch and whose builds the test plays. Its clock
// stands still until everything waits.
type stage struct {
	root    string
	changes chan fsnotify.Event
	faults  chan error
	started chan context.Context
	release chan error
	events  chan Event
	stopped atomic.Int32 // builds that have ended because they were cancelled
	end     func() error
}

func newStage(t *testing.T, root string) *stage {
	st := &stage{
		root: root, changes: make(chan fsnotify.Event), faults: make(chan error),
		started: make(chan context.Context, 100), release: make(chan error), events: make(chan Event, 100),
	}
	server := New(Options{
		Root: root, Settle: time.Second,
		Watch:  func() []string { return []string{"content"} },
		Report: func(ev Event) { st.events <- ev },
		Build: func(ctx context.Context) (Site, error) {
			st.started <- ctx
			select {
			case err := <-st.release:
				return Site{Files: []site.File{{Path: "index.html"}}}, err
			case <-ctx.Done():
				time.Sleep(time.Millisecond) // by the bubble's clock: ending takes time
				st.stopped.Add(1)
				return Site{}, ctx.Err()
			}
		},
	})
	nothing := func(string) error { return nil }
	w := &watch{
		root: root, ignore: server.options.Ignore, report: func(error, string) {}, events: st.changes, errors: st.faults,
		add: nothing, remove: nothing, dirs: map[string]bool{}, told: map[string]bool{},
	}
	ctx, cancel := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- server.follow(ctx, w) }()
	st.end = func() error { cancel(); return <-ran }
	return st
}

func (st *stage) change(name string) {
	st.changes <- fsnotify.Event{Name: filepath.Join(st.root, "content", name), Op: fsnotify.Write}
}

// built lets the build that runs end and returns what is told of it.
func (st *stage) built(err error) Event {
	st.release <- err
	return <-st.events
}

func TestChangesSettleIntoOneBuild(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, root)
		<-st.started
		st.built(nil)
		for _, name := range []string{"b.md", "a.md", "b.md"} {
			st.change(name)
			time.Sleep(999 * time.Millisecond)
			synctest.Wait()
			if len(st.started) > 0 {
				t.Fatal("a build began before the settle time had passed")
			}
		}
		<-st.started
		want := Event{Number: 2, Changed: []string{"content/a.md", "content/b.md"}, Pages: 1}
		if diff := cmp.Diff(want, st.built(nil)); diff != "" {
			t.Errorf("event (-want +got):\n%s", diff)
		}
		if err := st.end(); err != nil {
			t.Error(err)
		}
	})
}

func TestConstantChangesStillBuild(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, root)
		<-st.started
		st.built(nil)
		waits := 0
		for ; len(st.started) == 0 && waits < 100; waits++ {
			st.change(fmt.Sprintf("%02d.md", waits))
			time.Sleep(500 * time.Millisecond)
			synctest.Wait()
		}
		if waits != 20 {
			t.Errorf("a build began after %d changes at half the settle time, want 20: ten settle times", waits)
		}
		if err := st.end(); err != nil {
			t.Error(err)
		}
	})
}

func TestChangesDuringBuilds(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, root)
		first := <-st.started
		st.change("a.md")
		second := <-st.started
		if first.Err() == nil {
			t.Error("the build of outdated text was not cancelled")
		}
		// The second build is left to end, or constant changes would serve nothing.
		st.change("b.md")
		time.Sleep(time.Minute)
		synctest.Wait()
		if second.Err() != nil || len(st.started) > 0 {
			t.Errorf("a second build in a row was cancelled (%v), or two run at once", second.Err())
		}
		if diff := cmp.Diff(Event{Number: 1, Changed: []string{"content/a.md"}, Pages: 1}, st.built(nil)); diff != "" {
			t.Errorf("event (-want +got):\n%s", diff)
		}
		third := <-st.started
		st.change("c.md")
		<-st.started
		if third.Err() == nil {
			t.Error("a third build was not cancelled")
		}
		if diff := cmp.Diff(Event{Number: 2, Changed: []string{"content/b.md", "content/c.md"}, Pages: 1}, st.built(nil)); diff != "" {
			t.Errorf("event (-want +got):\n%s", diff)
		}
		if err := st.end(); err != nil {
			t.Error(err)
		}
	})
}

func TestFaultsOfTheWatch(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, root)
		<-st.started
		st.built(nil)
		st.faults <- fsnotify.ErrEventOverflow
		<-st.started
		if diff := cmp.Diff(Event{Number: 2, Changed: []string{"."}, Pages: 1}, st.built(nil)); diff != "" {
			t.Errorf("after lost events (-want +got):\n%s", diff)
		}
		st.faults <- syscall.EINVAL // is told of no fault: the next event is that of another one
		fault := errors.New("short read")
		st.faults <- fault
		if ev := <-st.events; ev.Number != 0 || !errors.Is(ev.Err, fault) {
			t.Errorf("event %+v", ev)
		}
		close(st.changes)
		synctest.Wait()
		if err := st.end(); !errors.Is(err, errWatchEnded) {
			t.Errorf("after the watch has ended: %v", err)
		}
	})
}

func TestRunEndsDuringABuild(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		st := newStage(t, root)
		build := <-st.started
		if err := st.end(); err != nil || build.Err() == nil {
			t.Errorf("follow: %v, build: %v", err, build.Err())
		}
		if st.stopped.Load() != 1 {
			t.Error("follow returned while a build was running")
		}
		if len(st.events) > 0 {
			t.Errorf("told of a build that was given up: %+v", <-st.events)
		}
	})
}
