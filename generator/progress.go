package generator

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"aims/generator/site"
)

// Progress is how far a stage is.
type Progress struct {
	Stage Stage
	Done  int
	Total int // 0 when it is not known
}

// Stage names a stage of the walk.
type Stage string

// The stages that take time.
const (
	Reading     Stage = "read"    // list, read and parse the files
	Remembering Stage = "history" // read the commits and texts of the past
	Linking     Stage = "link"    // assemble the manual
	Checking    Stage = "check"   // run the rules
	Publishing  Stage = "publish" // render pages and write them
)

// ticker reports every hundredth step of a stage.
type ticker struct {
	progress func(Progress) // may be nil
	stage    Stage
	total    int
}

func (t ticker) tick(done int) {
	if t.progress != nil && done%100 == 0 {
		t.progress(Progress{t.stage, done, t.total})
	}
}

// counted passes files on and reports how many went by.
func counted(files iter.Seq2[site.File, error], t ticker) iter.Seq2[site.File, error] {
	return func(yield func(site.File, error) bool) {
		n := 0
		for f, err := range files {
			n++
			t.tick(n)
			if !yield(f, err) {
				return
			}
		}
	}
}

// Timing is how long a stage took.
type Timing struct {
	Stage Stage
	Took  time.Duration
	Parts []Part // what was measured of the stage, longest first; not all of it
}

// Part is how long a part of a stage took, added up over all workers: parts that
// run side by side may take longer than their stage.
type Part struct {
	Name string
	Took time.Duration
}

// stopwatch measures stages with a clock that it is given.
type stopwatch struct {
	now  func() time.Time
	last time.Time
	laps []Timing

	mu    sync.Mutex
	parts map[string]time.Duration // of the stage that runs
}

func newStopwatch(now func() time.Time) *stopwatch {
	w := &stopwatch{now: now, parts: map[string]time.Duration{}}
	if now != nil {
		w.last = now()
	}
	return w
}

// lap ends a stage.
func (w *stopwatch) lap(s Stage) {
	if w.now == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	t := w.now()
	lap := Timing{Stage: s, Took: t.Sub(w.last)}
	for name, took := range w.parts {
		lap.Parts = append(lap.Parts, Part{name, took})
	}
	slices.SortFunc(lap.Parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Took, a.Took), strings.Compare(a.Name, b.Name))
	})
	clear(w.parts)
	w.laps = append(w.laps, lap)
	w.last = t
}

// part begins to measure a part of the stage that runs; the func that it returns
// ends that. Parts of one name are added up.
func (w *stopwatch) part(name string) (end func()) {
	if w.now == nil {
		return func() {}
	}
	begun := w.now()
	return func() {
		took := w.now().Sub(begun)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.parts[name] += took
	}
}
