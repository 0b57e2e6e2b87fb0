package git

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
)

func TestInChunks(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 1000, 100_001} {
		seen := make([]atomic.Int32, n)
		err := inChunks(context.Background(), n, func() func(lo, hi int) error {
			return func(lo, hi int) error {
				for i := lo; i < hi; i++ {
					seen[i].Add(1)
				}
				return nil
			}
		})
		if err != nil {
			t.Errorf("%d: %v", n, err)
		}
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Fatalf("%d of %d was done %d times", i, n, got)
			}
		}
	}
}

// TestInChunksLowestError: every third piece of work fails, and the first of them
// is told, whoever ends first.
func TestInChunksLowestError(t *testing.T) {
	for range 200 {
		err := inChunks(context.Background(), 1000, func() func(lo, hi int) error {
			return func(lo, hi int) error {
				for i := lo; i < hi; i++ {
					if i >= 200 && i%3 == 0 {
						return fmt.Errorf("%d failed", i)
					}
				}
				return nil
			}
		})
		if err == nil || err.Error() != "201 failed" {
			t.Fatalf("error %v", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := inChunks(ctx, 10, func() func(lo, hi int) error {
		return func(int, int) error { t.Error("work after the end was called"); return nil }
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
