package history_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// text writes a policy. Each of more is a line of its frontmatter.
func text(id, body string, more ...string) string {
	head := append([]string{"---", "id: " + id, "kind: policy", "title: Policy"}, more...)
	return strings.Join(append(head, "---"), "\n") + "\n" + body + "\n"
}

func read(t testing.TB, r *gittest.Repo, o history.Options) *history.Trails {
	t.Helper()
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	o.Content, o.Want = ".", func(p string) bool { return strings.HasSuffix(p, ".md") }
	trails, err := history.Read(context.Background(), repo, head.Commit, o)
	if err != nil {
		t.Fatal(err)
	}
	return trails
}

// printed is every trail, one line per row.
func printed(t *history.Trails) string {
	var out strings.Builder
	for _, list := range [][]*history.Trail{t.Documents, t.Records, t.Pages} {
		for _, x := range list {
			name := x.ID
			if name == "" {
				name = "page"
			}
			fmt.Fprintf(&out, "%s %q at %s", name, x.Title, x.Path)
			if x.Of != nil {
				out.WriteString(" in " + x.Of.ID)
			}
			if !x.Live {
				fmt.Fprintf(&out, ", gone with %s", t.Log.Commits[x.Gone].Hash.String()[:7])
			}
			out.WriteByte('\n')
			for _, r := range x.Rows {
				out.WriteString(row(t, r))
			}
		}
	}
	return out.String()
}

func row(t *history.Trails, r *history.Row) string {
	number, version, status := "-", "-", "-"
	if r.Number > 0 {
		number = fmt.Sprintf("r%d", r.Number)
	}
	if r.Facts != nil && r.Facts.Controlled {
		status = r.Facts.Status
		if r.Facts.Version != "" {
			version = r.Facts.Version
		}
	}
	var authors, inner []string
	for _, p := range t.Authors(r) {
		authors = append(authors, strings.Fields(p.Name)[0])
	}
	for _, i := range r.Commits {
		inner = append(inner, t.Log.Commits[i].Hash.String()[:7])
	}
	typed := map[bool]string{true: " typed"}[r.Typed]
	if r.Provisional {
		typed += " provisional"
	}
	return fmt.Sprintf("  %-3s %-7s %s v%s %s by %s, landed %s %q [%s]%s\n", number, r.Change, r.Path, version, status,
		strings.Join(authors, "+"), t.Commit(r).Hash.String()[:7], history.Subject(t.Commit(r).Message), strings.Join(inner, " "), typed)
}

// TestTrails tells stories to git, and compares the trails with golden files.
func TestTrails(t *testing.T) {
	for _, stories := range []map[string]func(*gittest.Repo){plainStories, identityStories, branchStories, pageStories, recordStories} {
		for name, story := range stories {
			t.Run(name, func(t *testing.T) {
				r := gittest.New(t)
				story(r)
				compare(t, name+".txt", printed(read(t, r, history.Options{})))
			})
		}
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	golden := filepath.Join("testdata", "trails", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
