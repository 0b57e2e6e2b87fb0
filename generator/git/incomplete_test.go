package git

import (
	"errors"
	"strings"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// served makes a repository of four commits that gives away parts of itself.
func served(t *testing.T) (r *gittest.Repo, url string) {
	t.Helper()
	r = gittest.New(t)
	for _, n := range []string{"one", "two", "three", "four"} {
		r.Commit(n, "m/a.md", n, "m/big.bin", n)
	}
	r.Git("config", "uploadpack.allowFilter", "true")
	r.Git("config", "uploadpack.allowAnySHA1InWant", "true")
	return r, "file://" + r.Dir
}

func TestShallow(t *testing.T) {
	r, url := served(t)
	c := gittest.At(t, t.TempDir())
	c.Git("clone", "-q", "--depth=2", url, ".")
	repo := open(t, c.Dir)
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	boundary := r.Git("rev-parse", "HEAD~1")
	_, err = repo.Walk(t.Context(), head.Commit, WalkOptions{})
	var refusal *Refusal
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), boundary) || refusal.Hint() != "git fetch --unshallow" {
		t.Fatalf("error %v", err)
	}
	in, err := repo.Incomplete()
	if err != nil || !in.Shallow || len(in.Boundary) != 1 || in.Boundary[0].String() != boundary || in.Partial {
		t.Errorf("%+v, error %v", in, err)
	}

	log, err := repo.Walk(t.Context(), head.Commit, WalkOptions{AllowIncomplete: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"four: Mm/a.md+ Mm/big.bin+", "three: Am/a.md+ Am/big.bin+"}, rows(log)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if last := log.Commits[1]; !cmp.Equal(last.Parents, []int{-1}) || len(last.Commit.Parents) != 1 {
		t.Errorf("parents %v, %v at the boundary", last.Parents, last.Commit.Parents)
	}

	c.Git("fetch", "-q", "--unshallow")
	if got := len(walk(t, c.Dir, WalkOptions{}).Commits); got != 4 {
		t.Errorf("%d commits after what the hint says", got)
	}
}

func TestPartial(t *testing.T) {
	for _, filter := range []string{"blob:none", "tree:0"} {
		t.Run(filter, func(t *testing.T) {
			_, url := served(t)
			c := gittest.At(t, t.TempDir())
			c.Git("clone", "-q", "--filter="+filter, url, ".")
			repo := open(t, c.Dir)
			if in, err := repo.Incomplete(); err != nil || !in.Partial || in.Shallow {
				t.Errorf("%+v, error %v", in, err)
			}
			head, err := repo.Head()
			if err != nil {
				t.Fatal(err)
			}
			_, err = repo.Walk(t.Context(), head.Commit, WalkOptions{})
			var refusal *Refusal
			if !errors.As(err, &refusal) || !errors.Is(err, ErrMissing) || refusal.Hint() != "git fetch --refetch --no-filter" {
				t.Fatalf("error %v", err)
			}
			if log, err := repo.Walk(t.Context(), head.Commit, WalkOptions{AllowIncomplete: true}); filter == "blob:none" {
				if err != nil || len(log.Commits) != 4 {
					t.Fatalf("incomplete history: error %v", err)
				}
				gone := log.Commits[3].Changes[0].New
				if _, err := repo.Blob(gone); repo.Has(gone) || !errors.Is(err, ErrMissing) {
					t.Errorf("text that was left out: error %v", err)
				}
				if err := repo.Blobs(t.Context(), []Hash{gone}, nil); !errors.As(err, &refusal) {
					t.Errorf("texts that were left out: error %v", err)
				}
			}

			c.Git("-c", "gc.auto=0", "fetch", "-q", "--refetch", "--no-filter")
			if got := len(walk(t, c.Dir, WalkOptions{}).Commits); got != 4 {
				t.Errorf("%d commits after what the hint says", got)
			}
		})
	}
}

// TestGraftsAndReplacements: git shows another history than was recorded; this
// package doesn't, and says so.
func TestGraftsAndReplacements(t *testing.T) {
	r := gittest.New(t)
	one := r.Commit("one", "a.md", "1")
	two := r.Commit("two", "a.md", "2")
	three := r.Commit("three", "a.md", "3")
	r.Write(".git/info/grafts", "# comment\n"+three+" "+one+"\n")
	other := r.Git("commit-tree", "-m", "replaced", two+"^{tree}")
	r.Git("replace", two, other)

	repo := open(t, r.Dir)
	in, err := repo.Incomplete()
	if err != nil {
		t.Fatal(err)
	}
	want := Incomplete{Grafts: []Hash{parse(t, three)}, Replace: []Hash{parse(t, two)}}
	if diff := cmp.Diff(want, in); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"three: Ma.md+", "two: Ma.md+", "one: Aa.md+"}, rows(walk(t, r.Dir, WalkOptions{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func parse(t testing.TB, s string) Hash {
	t.Helper()
	h, err := ParseHash(s)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
