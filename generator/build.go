package generator

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"aims/generator/diagnostic"
	"aims/generator/site"
)

// Version is the version of aims. It is part of every site that aims makes.
const Version = "0.1.0"

// Options say what to build.
type Options struct {
	Dir       string // the manual's folder // required
	Output    string // folder to publish into; empty for `output` of aims.yaml, in Dir
	KeepGoing bool   // publish although the manual has errors, and show them

	Progress func(Progress)   // called now and then, from one goroutine at a time; may be nil
	Now      func() time.Time // for Result.Timings; nil measures nothing
}

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
	Reading    Stage = "read"    // list, read and parse the files
	Linking    Stage = "link"    // assemble the manual
	Checking   Stage = "check"   // run the rules
	Publishing Stage = "publish" // render pages and write them
)

// Timing is how long a stage took.
type Timing struct {
	Stage Stage
	Took  time.Duration
}

// Result is what a build did.
type Result struct {
	Diagnostics []diagnostic.Diagnostic // sorted
	Published   bool                    // false when errors held the build back
	Output      string                  // the folder, as the caller may name it
	Documents   int
	Pages       int // uncontrolled ones
	Site        site.Result
	Timings     []Timing // in the order of the walk; empty without Options.Now
}

// Build compiles the manual and publishes it. The published site stays as it
// was when the manual has errors, when anything fails, and when ctx ends.
func Build(ctx context.Context, o Options) (Result, error) {
	watch := newStopwatch(o.Now)
	l, err := load(ctx, o, watch)
	if err != nil {
		return Result{}, err
	}
	defer l.Close()
	r := Result{Diagnostics: l.Diagnostics, Output: o.output(l), Documents: len(l.Manual.Documents), Pages: len(l.Manual.Pages)}
	faults := l.Diagnostics
	if !o.KeepGoing {
		faults = nil
		if diagnostic.Blocking(l.Diagnostics) {
			return r, nil
		}
	}
	target := site.Options{Dir: r.Output, Keep: l.Manual.Config.Keep, Predicate: o.predicate()}
	if err := site.Check(target); err != nil {
		return r, err
	}
	files := l.Renderer.Site(ctx, l.Manual, faults)
	r.Site, err = site.Publish(ctx, target, counted(files, l.Renderer.Count(l.Manual), o.Progress))
	r.Published = err == nil
	watch.lap(Publishing)
	r.Timings = watch.laps
	return r, err
}

// output is the folder to publish into.
func (o Options) output(l *Loaded) string {
	if o.Output != "" {
		return o.Output
	}
	return filepath.Join(o.Dir, filepath.FromSlash(l.Manual.Config.Output))
}

// predicate is what manifest.json says the site was made from. A fact that
// isn't known is null.
type predicate struct {
	Version  string        `json:"version"` // of aims
	Commit   *string       `json:"commit"`
	Tree     *string       `json:"tree"`
	Tags     []string      `json:"tags"`
	WorkTree bool          `json:"workTree"` // made from files that no commit vouches for
	Options  publicOptions `json:"options"`
}

// publicOptions are the options that decide what the site's bytes are.
type publicOptions struct {
	KeepGoing bool `json:"keepGoing"`
}

func (o Options) predicate() predicate {
	return predicate{Version: Version, Tags: []string{}, WorkTree: true, Options: publicOptions{o.KeepGoing}}
}

// Preview makes the whole site in memory, whatever is wrong with the manual;
// its faults are shown on its pages. The manual's folder stays open as long as
// the files are in use, since attachments are read when they are asked for.
func Preview(ctx context.Context, o Options) ([]site.File, []diagnostic.Diagnostic, error) {
	l, err := load(ctx, o, newStopwatch(nil))
	if err != nil {
		return nil, nil, err
	}
	files := make([]site.File, 0, l.Renderer.Count(l.Manual))
	for f, err := range l.Renderer.Site(ctx, l.Manual, l.Diagnostics) {
		if err != nil {
			l.Close()
			return nil, nil, fmt.Errorf("render: %w", err)
		}
		files = append(files, f)
	}
	return files, l.Diagnostics, nil
}

// Check says what is wrong with the manual and writes nothing.
func Check(ctx context.Context, o Options) ([]diagnostic.Diagnostic, error) {
	l, err := load(ctx, o, newStopwatch(nil))
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return l.Diagnostics, nil
}
