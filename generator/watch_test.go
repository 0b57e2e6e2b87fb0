package generator_test

import (
	"fmt"
	"path/filepath"
	"slices"
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
	var clock time.Time
	last := map[generator.Stage]int{}
	r := publish(t, generator.Options{
		Dir: folder(t, fs),
		Now: func() time.Time { clock = clock.Add(time.Second); return clock },
		Progress: func(p generator.Progress) {
			if p.Done <= last[p.Stage] || p.Done > p.Total {
				t.Errorf("%s: %d of %d after %d", p.Stage, p.Done, p.Total, last[p.Stage])
			}
			last[p.Stage] = p.Done
		},
	})
	want := []generator.Timing{{Stage: generator.Reading, Took: time.Second}, {Stage: generator.Remembering, Took: time.Second}, {Stage: generator.Linking, Took: time.Second}, {Stage: generator.Checking, Took: time.Second}, {Stage: generator.Publishing, Took: time.Second}}
	if !slices.Equal(r.Timings, want) {
		t.Errorf("timings %v", r.Timings)
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
