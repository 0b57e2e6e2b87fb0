package git

import (
	"context"
	"runtime"
	"sync"
)

// maxWorkers bounds the memory for caches, which every goroutine has of its own.
const maxWorkers = 8

// inChunks divides [0,n) into chunks and works through them on as many goroutines
// as there are processors. start makes the func of one goroutine. Of several
// errors it returns that of the lowest chunk, so that the same input gives the
// same error: chunks are handed out in order, and those that have begun end.
func inChunks(ctx context.Context, n int, start func() func(lo, hi int) error) error {
	workers := max(1, min(runtime.GOMAXPROCS(0), maxWorkers, n/64))
	c := &chunks{n: n, size: max(1, min(1024, (n+4*workers-1)/(4*workers)))}
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			work := start()
			for lo, ok := c.take(ctx); ok; lo, ok = c.take(ctx) {
				if err := work(lo, min(lo+c.size, n)); err != nil {
					c.fail(lo, err)
				}
			}
		})
	}
	group.Wait()
	return c.failed
}

type chunks struct {
	n, size int

	mu     sync.Mutex
	next   int
	failed error
	at     int // lowest chunk that failed
}

// take hands out the next chunk, none after an error.
func (c *chunks) take(ctx context.Context) (lo int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil && ctx.Err() != nil {
		c.failed = ctx.Err()
	}
	if c.failed != nil || c.next >= c.n {
		return 0, false
	}
	c.next += c.size
	return c.next - c.size, true
}

func (c *chunks) fail(lo int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil || lo < c.at {
		c.failed, c.at = err, lo
	}
}
