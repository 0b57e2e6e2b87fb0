package git

import (
	"context"
	"sync"
)

// WalkOptions say what a walk is about.
type WalkOptions struct {
	// Prefix is the folder, as a slash-separated path from the top of the
	// repository, outside of which nothing is looked at.
	Prefix string
	// Want reports whether changes of the file at path are wanted; nil wants all.
	// The path is relative to Prefix. It has to give the same answer every time, and
	// is never called from two goroutines at once.
	Want func(path string) bool
	// Progress is told how many commits have been compared so far. It is never
	// called from two goroutines at once.
	Progress func(done int)
	// AllowIncomplete reads what is there of a shallow clone: a commit at its
	// boundary counts as one without parents.
	AllowIncomplete bool
}

// Log is the history that a commit has.
type Log struct {
	// Commits has children before parents, and the head first; what a merge
	// brought in stands directly after it. The order hangs on nothing but the
	// history.
	Commits []*LogCommit
	Index   map[Hash]int // into Commits
}

// LogCommit is a commit with what it changed.
type LogCommit struct {
	Commit
	Parents []int    // into Log.Commits, in the order of Commit.Parents; -1 beyond the boundary of a shallow clone
	Changes []Change // sorted by the bytes of Path
}

// Change is one path that a commit changed. Only regular files count: a path that
// holds a symbolic link, a submodule or a folder counts as absent.
type Change struct {
	Path     string // the bytes that git has, relative to WalkOptions.Prefix
	Old, New Hash   // blobs in the first parent and in the commit; zero: absent there
	Combined bool   // differs from every parent, as git log -c shows; true where there is one parent or none
}

// Walk reads every commit that is reachable from head, and lists for each of them
// the wanted files that it holds in another text than its first parent. (What
// differs from every parent differs from the first.) A change of permissions
// alone is none.
//
// A missing or broken commit or tree is an [*ObjectError]. A shallow clone, and a
// partial one in which wanted texts are missing, is a [*Refusal] unless
// o.AllowIncomplete.
func (r *Repository) Walk(ctx context.Context, head Hash, o WalkOptions) (*Log, error) {
	log, err := r.graph(ctx, head, o.AllowIncomplete)
	if err != nil {
		return nil, err
	}
	o.Want = oneAtATime(o.Want)
	progress := counted(o.Progress)
	err = inChunks(ctx, len(log.Commits), func() func(lo, hi int) error {
		d := newComparison(r.store, o)
		return func(lo, hi int) error {
			for _, c := range log.Commits[lo:hi] {
				if err := d.commit(log, c); err != nil {
					return err
				}
			}
			progress(hi - lo)
			return nil
		}
	})
	if err != nil {
		return nil, r.explain(err)
	}
	if o.AllowIncomplete {
		return log, nil
	}
	if err := r.refusePartial(log); err != nil {
		return nil, err
	}
	return log, nil
}

func oneAtATime(want func(string) bool) func(string) bool {
	if want == nil {
		return func(string) bool { return true }
	}
	var mu sync.Mutex
	return func(path string) bool {
		mu.Lock()
		defer mu.Unlock()
		return want(path)
	}
}

// counted adds up what is done, for one who wants to know the sum.
func counted(tell func(done int)) func(n int) {
	var mu sync.Mutex
	var done int
	return func(n int) {
		mu.Lock()
		defer mu.Unlock()
		done += n
		if tell != nil {
			tell(done)
		}
	}
}

// refusePartial looks whether a partial clone lacks any of the texts.
func (r *Repository) refusePartial(log *Log) error {
	in, err := r.Incomplete()
	if err != nil || !in.Partial {
		return err
	}
	for _, c := range log.Commits {
		for _, ch := range c.Changes {
			if _, ok := r.store.find(ch.New); !ok && !ch.New.IsZero() {
				return partial(&ObjectError{
					Object: ch.New, Kind: string(kindBlob), Commit: c.Hash, Path: ch.Path, Err: ErrMissing,
				})
			}
		}
	}
	return nil
}
