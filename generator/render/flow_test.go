package render

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"aims/generator/site"
)

// numbered are jobs that make files 0 to n-1, each after it gave way to others
// some times.
func numbered(n int, run func(i int) error) []job {
	jobs := make([]job, n)
	for i := range jobs {
		jobs[i] = func() (site.File, error) {
			for range (i * 7) % 5 {
				runtime.Gosched()
			}
			return site.File{Path: fmt.Sprint(i)}, run(i)
		}
	}
	return jobs
}

func TestFlowKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		for _, n := range []int{0, 1, 1000} {
			next := 0
			for f, err := range flow(context.Background(), workers, numbered(n, func(int) error { return nil })) {
				if err != nil || f.Path != fmt.Sprint(next) {
					t.Fatalf("%d workers: file %q (%v), want %d", workers, f.Path, err, next)
				}
				next++
			}
			if next != n {
				t.Errorf("%d workers: %d files, want %d", workers, next, n)
			}
		}
	}
}

// However a flow ends, no job runs after it, and few have run ahead.
func TestFlowEnds(t *testing.T) {
	const workers, stop = 3, 50
	broken := errors.New("broken")
	for _, test := range []struct {
		name string
		job  func(i int, cancel func()) error
		take func(i int) bool
		want error
	}{
		{"by an error", func(i int, _ func()) error {
			if i == stop {
				return broken
			}
			return nil
		}, func(int) bool { return true }, broken},
		{"by who takes", func(int, func()) error { return nil }, func(i int) bool { return i < stop }, nil},
		{"by the context", func(i int, cancel func()) error {
			if i == stop {
				cancel()
			}
			return nil
		}, func(int) bool { return true }, context.Canceled},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			var running, started atomic.Int64
			jobs := numbered(10_000, func(i int) error {
				running.Add(1)
				defer running.Add(-1)
				started.Add(1)
				return test.job(i, cancel)
			})
			taken, last := 0, error(nil)
			for _, err := range flow(ctx, workers, jobs) {
				taken, last = taken+1, err
				if !test.take(taken) {
					break
				}
			}
			if !errors.Is(last, test.want) {
				t.Errorf("error %v, want %v", last, test.want)
			}
			if running.Load() != 0 {
				t.Error("a job runs after the end")
			}
			if n := started.Load(); n > stop+workers*8+2*workers+2 {
				t.Errorf("%d jobs were started for %d that were wanted", n, stop)
			}
		})
	}
}

func TestFlowOfEndedContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var last error
	for _, err := range flow(ctx, 2, numbered(10, func(int) error { return nil })) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("error %v, want the context's", last)
	}
}
