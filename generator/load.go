package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"aims/generator/check"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/render"
	"aims/generator/source"
	"aims/generator/standard"
)

// loaded is a manual that was read, with what is wrong with it.
type loaded struct {
	manual      *manual.Manual
	renderer    *render.Renderer
	diagnostics []diagnostic.Diagnostic // sorted
	tree        *source.Tree
	repo        *repository // nil where no commit vouches for the manual
	input       manual.Input
	parser      *document.Parser
	part        func(name string) (end func()) // measures part of a stage
}

// close ends reading; attachments can't be opened any more.
func (l *loaded) close() {
	l.tree.Close()
	if l.repo != nil {
		l.repo.Close()
	}
}

// load walks from the files to a checked manual. Faults of files are
// diagnostics, and the rest is still read.
func load(ctx context.Context, o Options, watch *stopwatch) (*loaded, error) {
	repo, err := openRepository(o)
	if err != nil {
		return nil, err
	}
	l := &loaded{repo: repo}
	if o.Rev != "" {
		l.tree, err = source.At(repo.Repository, repo.head)
	} else {
		l.tree, err = source.Open(o.Dir)
	}
	if err != nil {
		return nil, err
	}
	if err := l.load(ctx, o, watch); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *loaded) load(ctx context.Context, o Options, watch *stopwatch) error {
	in, diags, err := l.configure()
	if err != nil {
		return err
	}
	files, found, err := l.tree.List(in.Config.Content, o.excluded(in.Config))
	if errors.Is(err, fs.ErrNotExist) {
		return &Refusal{fmt.Sprintf("there is no folder %q in %q", in.Config.Content, o.Dir),
			"run aims in the manual's folder, name it with --dir, or start a manual with aims init"}
	}
	if err != nil {
		return err
	}
	diags = append(append(diags, found...), l.keyFaults()...)
	in.Files = files
	if l.repo != nil {
		in.Incomplete, in.Altered, in.Prefix = l.repo.incomplete, l.repo.altered, l.repo.Prefix()
	}
	past := l.remember(ctx, in.Config, o)
	parser := document.NewParser(in.Kinds, reserved(in.Standards), render.English.Body)
	found, err = l.parse(ctx, parser, &in, o)
	if err != nil {
		return err
	}
	diags = append(diags, found...)
	watch.lap(Reading)
	remembered, err := past()
	if err != nil {
		return err
	}
	in.History, in.Evidence = remembered.trails, remembered.evidence
	in.AsCommitted = l.asCommitted(in)
	l.input, l.parser, l.part = in, parser, watch.part
	watch.lap(Remembering)
	in.Part = watch.part
	l.manual = manual.Assemble(in)
	watch.lap(Linking)
	diags = append(diags, check.Run(l.manual, watch.part)...)
	check.ProposeIDs(l.manual, diags)
	l.diagnostics = l.excerpts(diagnostic.Sort(check.Apply(diags, in.Config.Checks)))
	watch.lap(Checking)
	l.renderer, err = render.New(render.Options{
		Templates: l.tree.FS("templates"), Themes: l.tree.FS("themes"), Version: Version, Asked: o.asked(), Part: watch.part,
	})
	return err
}

// remember begins to read the history and returns a func that waits for it.
func (l *loaded) remember(ctx context.Context, c config.Config, o Options) func() (known, error) {
	if l.repo == nil {
		return func() (known, error) { return known{}, nil }
	}
	type result struct {
		known known
		err   error
	}
	done := make(chan result, 1)
	go func() {
		k, err := l.repo.judged(ctx, c, o)
		done <- result{k, err}
	}()
	return func() (known, error) {
		r := <-done
		return r.known, r.err
	}
}

// configure reads aims.yaml and what hangs on it.
func (l *loaded) configure() (manual.Input, []diagnostic.Diagnostic, error) {
	src, err := l.tree.ReadFile(config.Name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return manual.Input{}, nil, fmt.Errorf("read %s: %w", config.Name, err)
	}
	c, diags := config.Parse(src)
	in := manual.Input{Config: c, Unreadable: map[string]bool{}}
	var faults []diagnostic.Diagnostic
	in.Standards, faults = l.standards(c)
	diags = append(diags, faults...)
	kinds, found := document.AllKinds(c)
	in.Kinds = kinds
	diags = append(append(diags, found...), check.Names(c)...)
	diags = append(diags, check.Information(kinds, in.Standards)...)
	return in, append(diags, check.Clauses(c, in.Standards)...), nil
}

// standards loads the standards that aims.yaml names, without those that can't
// be; a manual has one at least.
func (l *loaded) standards(c config.Config) (list []*standard.Standard, diags []diagnostic.Diagnostic) {
	own := l.tree.FS(standard.Folder)
	for _, id := range c.Standards {
		loaded, found := standard.Load([]string{id}, own)
		for _, d := range found {
			if d.File == "" { // nobody knows it
				asked := c.At("standards", id)
				asked.Message, asked.Hint = d.Message, d.Hint
				d = asked
			}
			diags = append(diags, d)
		}
		list = append(list, loaded...)
	}
	if len(list) == 0 {
		list, _ = standard.Load(config.Default().Standards, nil)
	}
	return list, diags
}

// excluded names what is never content: the site itself, and what aims.yaml
// leaves out.
func (o Options) excluded(c config.Config) func(string) bool {
	out := c.Output
	if o.Output != "" {
		out = ""
		if rel, err := filepath.Rel(absolute(o.Dir), absolute(o.Output)); err == nil {
			out = filepath.ToSlash(rel)
		}
	}
	work := path.Join(path.Dir(out), "."+path.Base(out)+".aims")
	return func(p string) bool { return p == out || p == work || c.Excluded(p) }
}

func absolute(dir string) string {
	if a, err := filepath.Abs(dir); err == nil {
		return a
	}
	return dir
}

// reserved says which ids belong to the standards.
func reserved(standards []*standard.Standard) func(string) string {
	return func(id string) string {
		for _, s := range standards {
			if item, ok := s.Find(id); ok {
				return fmt.Sprintf("%s %s of %s", item.ID, item.Title, s.Name)
			}
		}
		return ""
	}
}

// excerpts gives sorted diagnostics the line that they stand on. Only files
// that have any are read again, one at a time.
func (l *loaded) excerpts(diags []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	file, lines := "", diagnostic.NewLines(nil)
	for i := range diags {
		d := &diags[i]
		if d.Line == 0 {
			continue
		}
		if d.File != file {
			file = d.File
			src, _ := l.tree.ReadFile(file)
			lines = diagnostic.NewLines(src)
		}
		lines.Quote(d)
	}
	return diags
}

// Refusal is an error with a hint what to do.
type Refusal struct{ Message, HintText string }

func (r *Refusal) Error() string { return r.Message }

// Hint says what to do.
func (r *Refusal) Hint() string { return r.HintText }
