package render

import (
	"context"
	"iter"
	"sync"

	"aims/generator/site"
)

// job makes one file.
type job func() (site.File, error)

// made is what a job returned.
type made struct {
	file site.File
	err  error
}

// task is a job with the place for what it makes.
type task struct {
	run    job
	result chan made
}

// flow runs jobs on several workers and yields their results in their order,
// never more than a few ahead of who takes them. The first error ends it. When
// it returns, no job runs any more.
func flow(ctx context.Context, workers int, jobs []job) iter.Seq2[site.File, error] {
	return func(yield func(site.File, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		todo := make(chan task)
		inOrder := make(chan chan made, workers*8)
		running.Go(func() {
			defer close(inOrder)
			defer close(todo)
			for _, j := range jobs {
				t := task{j, make(chan made, 1)}
				select {
				case inOrder <- t.result:
				case <-ctx.Done():
					return
				}
				select {
				case todo <- t:
				case <-ctx.Done():
					return
				}
			}
		})
		for range workers {
			running.Go(func() {
				for t := range todo {
					file, err := t.run()
					t.result <- made{file, err}
				}
			})
		}
		deliver(ctx, inOrder, yield)
	}
}

// deliver yields results as they become ready, and the error of ctx when it
// ends before all of them are.
func deliver(ctx context.Context, results <-chan chan made, yield func(site.File, error) bool) {
	for result := range results {
		select {
		case r := <-result:
			if !yield(r.file, r.err) || r.err != nil {
				return
			}
		case <-ctx.Done():
			yield(site.File{}, ctx.Err())
			return
		}
	}
	if err := ctx.Err(); err != nil {
		yield(site.File{}, err)
	}
}
