package git

import (
	"cmp"
	"context"
	"slices"
)

// Blob returns a text, which belongs to the caller.
func (r *Repository) Blob(h Hash) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, err := r.objects.read(kindBlob, h)
	return slices.Clone(text), r.explain(err)
}

// Has reports whether the repository holds an object, unread.
func (r *Repository) Has(h Hash) bool {
	_, ok := r.store.find(h)
	return ok
}

// Blobs reads texts in the order in which they lie in packs, each distinct one
// once, and calls f with the index in hs and the text; a hash that stands in hs
// several times gives several calls. f is called from several goroutines at
// once. It may keep the text but must never change it. A text that is missing or
// broken is an [*ObjectError]; an error of f ends the work and is returned.
func (r *Repository) Blobs(ctx context.Context, hs []Hash, f func(i int, text []byte) error) error {
	work, err := r.places(hs)
	if err != nil {
		return err
	}
	err = inChunks(ctx, len(work), func() func(lo, hi int) error {
		objects := newReader(r.store)
		return func(lo, hi int) error {
			var text []byte
			for at, w := range work[lo:hi] {
				if at == 0 || hs[w.i] != hs[work[lo+at-1].i] {
					var err error
					if text, err = objects.readAt(w.place, kindBlob, hs[w.i]); err != nil {
						return err
					}
				}
				if err := f(w.i, text); err != nil {
					return err
				}
			}
			return nil
		}
	})
	return r.explain(err)
}

type wantedBlob struct {
	place
	pack int // index of the pack, -1 for none
	i    int // into the caller's list
}

// places finds texts and sorts them by where they lie.
func (r *Repository) places(hs []Hash) ([]wantedBlob, error) {
	packs := map[*pack]int{nil: -1}
	for i, p := range r.store.packs {
		packs[p] = i
	}
	work := make([]wantedBlob, len(hs))
	for i, h := range hs {
		at, ok := r.store.find(h)
		if !ok {
			return nil, r.explain(&ObjectError{Object: h, Kind: string(kindBlob), Err: ErrMissing})
		}
		work[i] = wantedBlob{at, packs[at.pack], i}
	}
	slices.SortFunc(work, func(a, b wantedBlob) int {
		return cmp.Or(
			cmp.Compare(a.pack, b.pack),
			cmp.Compare(a.offset, b.offset),
			cmp.Compare(a.file, b.file),
			cmp.Compare(a.i, b.i),
		)
	})
	return work, nil
}
