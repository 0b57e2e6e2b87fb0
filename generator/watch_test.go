package generator_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
)

// Stages are told with a clock of the caller's, and progress never goes back.
func TestTimingsAndProgress(t *testing.T) {
	fs := files{}
	for i := range 250 {
		fs[fmt.Sprintf("content/%d.md", i)] = "# X\n"
	}
	var asked atomic.Int64
	last := map[generator.Stage]int{}
	r := publish(t, generator.Options{
		Dir: folder(t, fs),
		Now: func() time.Time { return time.Unix(asked.Add(1), 0) },
		Progress: func(p generator.Progress) {
			if p.Done <= last[p.Stage] || p.Done > p.Total {
				t.Errorf("%s: %d of %d after %d", p.Stage, p.Done, p.Total, last[p.Stage])
			}
			last[p.Stage] = p.Done
		},
	})
	var stages []generator.Stage
	for _, l := range r.Timings {
		stages = append(stages, l.Stage)
		if l.Took <= 0 {
			t.Errorf("%s took %v", l.Stage, l.Took)
		}
	}
	if diff := cmp.Diff([]generator.Stage{generator.Reading, generator.Remembering, generator.Linking, generator.Checking, generator.Publishing}, stages); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	publishing := r.Timings[len(stages)-1].Parts
	for _, part := range []string{"documents", "overview and lists", "clauses and controls"} {
		if !slices.ContainsFunc(publishing, func(p generator.Part) bool { return p.Name == part && p.Took >= time.Second }) {
			t.Errorf("no %q in %v", part, publishing)
		}
	}
	if last[generator.Reading] != 200 || last[generator.Publishing] < 200 {
		t.Errorf("progress ended at %v", last)
	}
}

func TestWatching(t *testing.T) {
	dir := folder(t, files{"aims.yaml": "content: docs\noutput: site\nexclude: ['drafts/**']\n"})
	if diff := cmp.Diff([]string{"docs", "templates", "themes", "aims.yaml", filepath.FromSlash(".git/logs/HEAD")}, generator.Watched(dir)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	unwatched := generator.Unwatched(dir)
	check := func(want bool, paths ...string) {
		t.Helper()
		for _, p := range paths {
			if unwatched(p) != want {
				t.Errorf("unwatched(%q) = %v", p, !want)
			}
		}
	}
	check(true, "site", "site/index.html", ".site.aims", ".git", "docs/.git/x", "docs/node_modules", "docs/drafts/x.md")
	check(false, "docs", "docs/x.md", "aims.yaml", "templates/pages/page.html", "docs/site", "public")
	files{"aims.yaml": "content: docs\n"}.write(t, dir)
	check(true, "public")
	check(false, "site", "docs/drafts/x.md")
	if diff := cmp.Diff([]string{"content", "templates", "themes", "aims.yaml", filepath.FromSlash(".git/logs/HEAD")}, generator.Watched(filepath.Join(dir, "gone"))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
