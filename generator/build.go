package generator

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"time"

	"aims/generator/check"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/manual"
	"aims/generator/site"
	"aims/generator/source"
	"aims/generator/standard"
)

// Version is the version of aims. It is part of every site that aims makes.
const Version = "0.1.0"

// Options say what to build.
type Options struct {
	Dir       string // the manual's folder // required
	Output    string // folder to publish into; empty for `output` of aims.yaml, in Dir
	KeepGoing bool   // publish although the manual has errors, and show them
	Rev       string // build the manual as this commit has it and read no work tree; empty for the work tree

	Today config.Date // as of which pages are judged; zero for the day of the built commit

	AllowIncomplete bool // read what a shallow or partial clone has of the history

	Memory *Memory // what an earlier build of the manual left, and where this one leaves it; may be nil

	Progress func(Progress)   // called now and then, from one goroutine at a time; may be nil
	Now      func() time.Time // for Result.Timings; nil measures nothing
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
	defer l.close()
	r := Result{Diagnostics: l.diagnostics, Output: o.output(l), Documents: len(l.manual.Documents), Pages: len(l.manual.Pages)}
	r.Diagnostics = append(o.left(l), l.diagnostics...)
	faults := l.diagnostics
	if !o.KeepGoing {
		faults = nil
		if diagnostic.Blocking(l.diagnostics) {
			return r, nil
		}
	}
	if err := l.inForce(); err != nil {
		return r, err
	}
	made, err := o.predicate(l)
	if err != nil {
		return r, err
	}
	target := site.Options{Dir: r.Output, Keep: l.manual.Config.Keep, Predicate: made}
	if err := site.Check(target); err != nil {
		return r, err
	}
	r.Site, err = site.Publish(ctx, target, counted(l.site(ctx, faults), ticker{o.Progress, Publishing, l.renderer.Count(l.manual)}))
	r.Published = err == nil
	watch.lap(Publishing)
	r.Timings = watch.laps
	return r, err
}

// output is the folder to publish into.
func (o Options) output(l *loaded) string {
	if o.Output != "" {
		return o.Output
	}
	return filepath.Join(o.Dir, filepath.FromSlash(l.manual.Config.Output))
}

// predicate is what manifest.json says the site was made from. A fact that
// isn't known is null.
type predicate struct {
	Version  string        `json:"version" doc:"of aims"`
	Commit   *string       `json:"commit" is:"commit" doc:"null where there is no repository"`
	Tree     *string       `json:"tree" is:"commit" doc:"name of the commit's tree; null where there is no repository"`
	Tags     []string      `json:"tags" doc:"NAME@OBJECT of every annotated tag on the history: it may hold approvals"`
	WorkTree bool          `json:"workTree" doc:"made from files that no commit vouches for"`
	Options  publicOptions `json:"options" doc:"those that decide what the bytes of the site are"`
}

// publicOptions are the options that decide what the site's bytes are.
type publicOptions struct {
	KeepGoing       bool    `json:"keepGoing" doc:"errors of the manual didn't hold the site back"`
	AllowIncomplete bool    `json:"allowIncompleteHistory" doc:"a shallow or partial clone was allowed"`
	Today           *string `json:"today" is:"day" doc:"day as of which pages are judged; null for that of the commit"`
	Published       *string `json:"published" is:"commit" doc:"tip of the published branch, without whose landings revisions are provisional; null when that branch itself is built"`
}

// asked are the options that decide what the site's bytes are, as they are typed.
func (o Options) asked() (list []string) {
	if o.KeepGoing {
		list = append(list, "--keep-going")
	}
	if o.AllowIncomplete {
		list = append(list, "--allow-incomplete-history")
	}
	if !o.Today.IsZero() {
		list = append(list, "--today "+o.Today.String())
	}
	return list
}

func (o Options) predicate(l *loaded) (predicate, error) {
	p := predicate{Version: Version, Tags: []string{}, WorkTree: o.Rev == "" && l.uncommitted(), Options: publicOptions{KeepGoing: o.KeepGoing, AllowIncomplete: o.AllowIncomplete}}
	if !o.Today.IsZero() {
		today := o.Today.String()
		p.Options.Today = &today
	}
	if l.repo != nil {
		commit, tree := l.repo.head.String(), l.repo.tree.String()
		p.Commit, p.Tree = &commit, &tree
		if !l.repo.published.IsZero() {
			published := l.repo.published.String()
			p.Options.Published = &published
		}
	}
	if l.repo == nil || l.manual.History == nil {
		return p, nil
	}
	tags, err := l.repo.Tags()
	for _, t := range tags {
		if _, on := l.manual.History.Log.Index[t.Commit]; on && !t.Object.IsZero() {
			p.Tags = append(p.Tags, t.Name+"@"+t.Object.String())
		}
	}
	return p, err
}

// uncommitted reports whether any file that the site is made from is another
// than the commit has, or none of it.
func (l *loaded) uncommitted() bool {
	if l.repo == nil || l.manual.Uncommitted() > 0 {
		return true
	}
	var files []source.File
	for _, a := range l.manual.Attachments {
		files = append(files, a.File)
	}
	for _, folder := range []string{"templates", "themes", standard.Folder} {
		own, _, err := l.tree.List(folder, func(string) bool { return false })
		if err == nil { // else there is no such folder
			files = append(files, own...)
		}
	}
	const longest = 64 << 20 // a larger file counts as changed
	for _, f := range files {
		if text, err := f.Read(longest); err != nil || l.repo.work(f.Path, text) != manual.Committed {
			return true
		}
	}
	text, err := l.tree.ReadFile(config.Name)
	return err == nil && l.repo.work(config.Name, text) != manual.Committed
}

// site is the data of the manual, then its pages: data are made while they are
// written, which goes on beside the first pages.
func (l *loaded) site(ctx context.Context, faults []diagnostic.Diagnostic) iter.Seq2[site.File, error] {
	return func(yield func(site.File, error) bool) {
		for _, f := range l.data() {
			if !yield(f, nil) {
				return
			}
		}
		for f, err := range l.renderer.Site(ctx, l.manual, faults) {
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// Preview makes the whole site in memory, whatever is wrong with the manual;
// its faults are shown on its pages. The manual's folder stays open as long as
// the files are in use, since attachments are read when they are asked for.
func Preview(ctx context.Context, o Options) ([]site.File, []diagnostic.Diagnostic, error) {
	o.KeepGoing = true
	l, err := load(ctx, o, newStopwatch(nil))
	if err != nil {
		return nil, nil, err
	}
	files := make([]site.File, 0, l.renderer.Count(l.manual))
	for f, err := range l.site(ctx, l.diagnostics) {
		if err != nil {
			l.close()
			return nil, nil, fmt.Errorf("render: %w", err)
		}
		files = append(files, f)
	}
	return files, l.diagnostics, nil
}

// Check says what is wrong with the manual and writes nothing.
func Check(ctx context.Context, o Options) ([]diagnostic.Diagnostic, error) {
	l, err := load(ctx, o, newStopwatch(nil))
	if err != nil {
		return nil, err
	}
	defer l.close()
	return append(o.left(l), l.diagnostics...), nil
}

// left says that the published site is of another history. It is for the terminal
// alone: what stood in the output folder decides nothing about the pages.
func (o Options) left(l *loaded) []diagnostic.Diagnostic {
	if l.repo == nil || o.Rev != "" || l.manual.History == nil {
		return nil
	}
	found := leftManifest(o.output(l), func(h git.Hash) bool {
		_, known := l.manual.History.Log.Index[h]
		return known
	})
	return check.Apply(found, l.manual.Config.Checks)
}
