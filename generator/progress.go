package generator

import (
	"iter"
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
}

// stopwatch measures stages with a clock that it is given.
type stopwatch struct {
	now  func() time.Time
	last time.Time
	laps []Timing
}

func newStopwatch(now func() time.Time) *stopwatch {
	w := &stopwatch{now: now}
	if now != nil {
		w.last = now()
	}
	return w
}

func (w *stopwatch) lap(s Stage) {
	if w.now == nil {
		return
	}
	t := w.now()
	w.laps = append(w.laps, Timing{s, t.Sub(w.last)})
	w.last = t
}
