package generator

import (
	"context"
	"fmt"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/trust"
)

// known is what the repository knows of a manual.
type known struct {
	trails   *history.Trails
	evidence *evidence.Evidence
}

// judged reads the history of the manual and judges it.
func (r *repository) judged(ctx context.Context, c config.Config, o Options) (known, error) {
	trails, err := o.Memory.recall(r, c, func() (*history.Trails, error) { return r.trails(ctx, c, o) })
	if err != nil {
		return known{}, err
	}
	day := o.Today
	if day.IsZero() {
		day = lastDay(trails, c)
	}
	found, err := evidence.Judge(ctx, r.Repository, trails, evidence.Options{Config: c, Day: day, AllowIncomplete: o.AllowIncomplete})
	if err != nil {
		return known{}, fmt.Errorf("judge the history: %w", err)
	}
	return known{trails, found}, nil
}

// lastDay is the day of the built commit, or of the first one below it whose date
// can be read.
func lastDay(t *history.Trails, c config.Config) config.Date {
	for i := 0; i >= 0 && i < len(t.Log.Commits); {
		commit := t.Log.Commits[i]
		if !commit.Committer.Broken {
			return config.DateOf(commit.Committer.When.In(c.Timezone))
		}
		if len(commit.Parents) == 0 {
			break
		}
		i = commit.Parents[0]
	}
	return config.Date{}
}

// keyFaults says what is wrong with the keys of trust/ as they are now.
func (l *loaded) keyFaults() []diagnostic.Diagnostic {
	listed, _, err := l.tree.List("trust", func(string) bool { return false })
	if err != nil {
		return nil // there is no such folder, which other stages live with
	}
	const longest = 1 << 20
	var files []trust.File
	for _, f := range listed {
		if text, err := f.Read(longest); err == nil {
			files = append(files, trust.File{Name: f.Path, Content: text})
		}
	}
	_, found := trust.Parse(files)
	return found
}
