package git

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB, dir string) *Repository {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func walk(t testing.TB, dir string, o WalkOptions) *Log {
	t.Helper()
	r := open(t, dir)
	head, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	log, err := r.Walk(context.Background(), head.Commit, o)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// rows writes a log in words: subject, then a letter and a path for each change,
// "+" where it differs from every parent.
func rows(log *Log) []string {
	var out []string
	for _, c := range log.Commits {
		row := strings.TrimSpace(c.Message) + ":"
		for _, ch := range c.Changes {
			letter := "M"
			if ch.Old.IsZero() {
				letter = "A"
			} else if ch.New.IsZero() {
				letter = "D"
			}
			row += " " + letter + ch.Path
			if ch.Combined {
				row += "+"
			}
		}
		out = append(out, row)
	}
	return out
}

func TestWalk(t *testing.T) {
	tests := []struct {
		name string
		make func(r *gittest.Repo)
		o    WalkOptions
		want []string
	}{
		{
			name: "a line",
			make: func(r *gittest.Repo) {
				r.Commit("one", "a.md", "1", "b.md", "1", "deep/er/c.md", "1")
				r.Commit("two", "a.md", "2")
				r.Git("mv", "b.md", "deep/b.md")
				r.Record("move")
				r.Commit("empty")
				r.Git("rm", "-q", "-r", "deep")
				r.Record("remove")
			},
			want: []string{"remove: Ddeep/b.md+ Ddeep/er/c.md+", "empty:", "move: Db.md+ Adeep/b.md+", "two: Ma.md+", "one: Aa.md+ Ab.md+ Adeep/er/c.md+"},
		},
		{
			name: "a clean merge shows against its first parent alone",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "1", "x/b.md", "1")
				r.Branch("side", "")
				r.Commit("side", "a.md", "2", "x/new.md", "1")
				r.Checkout("main")
				r.Commit("main", "x/b.md", "2")
				r.Merge("merge", "side")
			},
			want: []string{"merge: Ma.md Ax/new.md", "side: Ma.md+ Ax/new.md+", "main: Mx/b.md+", "base: Aa.md+ Ax/b.md+"},
		},
		{
			name: "a merge that types text of its own",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "1", "b.md", "1", "x/c.md", "1", "x/d.md", "1")
				r.Branch("side", "")
				r.Commit("side", "a.md", "2", "x/c.md", "2")
				r.Checkout("main")
				r.Git("merge", "-q", "--no-ff", "--no-commit", "side")
				r.Write("b.md", "typed in the merge")
				r.Write("x/d.md", "typed in the merge")
				r.Write("x/e.md", "typed in the merge")
				r.Git("rm", "-q", "-f", "a.md")
				r.Commit("merge")
			},
			want: []string{"merge: Da.md+ Mb.md+ Mx/c.md Mx/d.md+ Ax/e.md+", "side: Ma.md+ Mx/c.md+", "base: Aa.md+ Ab.md+ Ax/c.md+ Ax/d.md+"},
		},
		{
			name: "a merge that takes the branch's side changes nothing",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "1")
				r.Branch("side", "")
				r.Commit("side", "a.md", "2")
				r.Checkout("main")
				r.Tick()
				r.Git("merge", "-q", "--no-ff", "-s", "ours", "-m", "merge", "side")
			},
			want: []string{"merge:", "side: Ma.md+", "base: Aa.md+"},
		},
		{
			name: "an octopus",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "1")
				for _, name := range []string{"s1", "s2", "s3"} {
					r.Branch(name, "main")
					r.Commit(name, name+".md", name)
				}
				r.Checkout("main")
				r.Merge("merge", "s1", "s2", "s3")
			},
			want: []string{"merge: As1.md As2.md As3.md", "s3: As3.md+", "s2: As2.md+", "s1: As1.md+", "base: Aa.md+"},
		},
		{
			name: "a criss-cross",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "1")
				r.Branch("side", "")
				r.Commit("side", "s.md", "1")
				r.Checkout("main")
				r.Commit("main", "m.md", "1")
				r.Git("tag", "old")
				r.Merge("into main", "side")
				r.Checkout("side")
				r.Merge("into side", "old")
				r.Commit("more", "s.md", "2")
				r.Checkout("main")
				r.Merge("again", "side")
			},
			want: []string{"again: Ms.md", "more: Ms.md+", "into side: Am.md", "into main: As.md", "side: As.md+", "main: Am.md+", "base: Aa.md+"},
		},
		{
			name: "two roots, and a file that becomes a folder",
			make: func(r *gittest.Repo) {
				r.Commit("first", "a", "1", "a.md", "1")
				r.Git("checkout", "-q", "--orphan", "other")
				r.Git("rm", "-q", "-r", "-f", ".")
				r.Commit("second", "b.md", "1")
				r.Checkout("main")
				r.Tick()
				r.Git("merge", "-q", "--allow-unrelated-histories", "-m", "merge", "other")
				r.Git("rm", "-q", "a")
				r.Commit("folder", "a/x.md", "1")
				r.Git("rm", "-q", "-r", "a")
				r.Commit("file", "a", "2")
			},
			want: []string{"file: Aa+ Da/x.md+", "folder: Da+ Aa/x.md+", "merge: Ab.md", "second: Ab.md+", "first: Aa+ Aa.md+"},
		},
		{
			name: "modes",
			make: func(r *gittest.Repo) {
				r.Commit("base", "a.md", "text", "b.md", "text")
				r.Git("update-index", "--chmod=+x", "a.md")
				r.Record("executable")
				blob := r.Git("rev-parse", "HEAD:b.md")
				r.Git("update-index", "--cacheinfo", "120000,"+blob+",b.md")
				r.Record("link of the same bytes")
				r.Git("update-index", "--add", "--cacheinfo", "160000,"+r.Head()+",sub")
				r.Record("submodule")
				r.Git("update-index", "--cacheinfo", "100644,"+blob+",b.md")
				r.Record("file again")
			},
			want: []string{"file again: Ab.md+", "submodule:", "link of the same bytes: Db.md+", "executable:", "base: Aa.md+ Ab.md+"},
		},
		{
			name: "a folder of the repository, and what is wanted of it",
			make: func(r *gittest.Repo) {
				r.Commit("base", "m/ai/a.md", "1", "m/ai/a.png", "1", "m/ax.md", "1", "a.md", "1")
				r.Commit("elsewhere", "a.md", "2", "m/ax.md", "2", "m/ai/a.png", "2")
				r.Git("mv", "m/ai", "m/old")
				r.Record("moved away")
				r.Write("m/ai", "a file now")
				r.Commit("a file in its place")
				r.Git("rm", "-q", "m/ai")
				r.Git("mv", "m/old", "m/ai")
				r.Record("back")
			},
			o:    WalkOptions{Prefix: "m/ai/", Want: func(p string) bool { return strings.HasSuffix(p, ".md") }},
			want: []string{"back: Aa.md+", "a file in its place:", "moved away: Da.md+", "elsewhere:", "base: Aa.md+"},
		},
		{
			name: "a submodule and a deep, empty merge",
			make: func(r *gittest.Repo) {
				r.Commit("base", "x/y/a.md", "1")
				r.Branch("side", "")
				r.Git("rm", "-q", "-r", "x")
				r.Commit("gone", "z.md", "1")
				r.Checkout("main")
				r.Merge("merge", "side")
			},
			want: []string{"merge: Dx/y/a.md Az.md", "gone: Dx/y/a.md+ Az.md+", "base: Ax/y/a.md+"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			test.make(r)
			if diff := cmp.Diff(test.want, rows(walk(t, r.Dir, test.o))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			r.Git("gc", "-q", "--aggressive")
			if diff := cmp.Diff(test.want, rows(walk(t, r.Dir, test.o))); diff != "" {
				t.Errorf("after gc (-want +got)\n%s", diff)
			}
		})
	}
}

// TestWalkOrder: children come before parents, the head first.
func TestWalkOrder(t *testing.T) {
	r := gittest.New(t)
	for i := range 12 {
		r.Commit(fmt.Sprint("main ", i), "a.md", fmt.Sprint(i))
		r.Branch(fmt.Sprint("b", i), fmt.Sprint("HEAD~", i/2))
		r.Now = r.Now.AddDate(0, 0, -3) // a clock that runs backwards
		r.Commit(fmt.Sprint("side ", i), fmt.Sprint("s", i), "1")
		r.Checkout("main")
		r.Merge(fmt.Sprint("merge ", i), fmt.Sprint("b", i))
	}
	log := walk(t, r.Dir, WalkOptions{})
	if got := log.Commits[0].Hash.String(); got != r.Head() {
		t.Errorf("first commit is %s, not the head", got)
	}
	for i, c := range log.Commits {
		if log.Index[c.Hash] != i {
			t.Errorf("%s stands at %d, the index says %d", c.Hash, i, log.Index[c.Hash])
		}
		for n, parent := range c.Parents {
			if parent <= i || log.Commits[parent].Hash != c.Commit.Parents[n] {
				t.Errorf("parent %d of commit %d stands at %d", n, i, parent)
			}
		}
	}
	again := walk(t, r.Dir, WalkOptions{})
	if diff := cmp.Diff(log, again); diff != "" {
		t.Errorf("a second walk differs:\n%s", diff)
	}
}

// TestWalkPaths: a path is any bytes but NUL and slash.
func TestWalkPaths(t *testing.T) {
	r := gittest.New(t)
	names := []string{"a\tb.md", "a\nb.md", `"quoted".md`, "\xff\xfe.md", "-x.md", " ", "ü.md", strings.Repeat("n", 10<<10) + ".md"}
	var index strings.Builder
	blob := r.Object("blob", "text")
	for _, name := range names {
		fmt.Fprintf(&index, "100644 blob %s\t%s\x00", blob, name)
	}
	out, err := r.Try([]byte(index.String()), "mktree", "-z")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	commit := r.Git("commit-tree", "-m", "names", strings.TrimSpace(string(out)))
	r.Git("update-ref", "refs/heads/main", commit)

	got := map[string]bool{}
	for _, ch := range walk(t, r.Dir, WalkOptions{}).Commits[0].Changes {
		got[ch.Path] = ch.New.String() == blob
	}
	want := map[string]bool{}
	for _, name := range names {
		want[name] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWalkProgressAndCancel(t *testing.T) {
	r := gittest.New(t)
	r.Import(elsewhere(200))
	var last int
	walk(t, r.Dir, WalkOptions{Progress: func(done int) {
		if done <= last {
			t.Errorf("%d commits after %d", done, last)
		}
		last = done
	}})
	if last != 200 {
		t.Errorf("%d commits in the end, not 200", last)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	repo := open(t, r.Dir)
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := repo.Walk(ctx, head.Commit, WalkOptions{}); err != context.Canceled {
		t.Errorf("error %v after the end was called", err)
	}
}

// elsewhere writes a fast-import stream of one commit with a file below content,
// and n-1 that change nothing there.
func elsewhere(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "commit refs/heads/main\ncommitter B <b@example.org> %d +0000\ndata 0\n", 1750000000+i)
		if i == 0 {
			out.WriteString("M 644 inline content/a/b/c.md\ndata 1\n1\n")
		}
		fmt.Fprintf(&out, "M 644 inline source/%d.txt\ndata 4\n%04d\n\n", i%100, i%10000)
	}
	return out.String()
}

// TestWalkElsewhere: trees of folders that are not ours are never read. All of
// them are missing here.
func TestWalkElsewhere(t *testing.T) {
	const commits = 20
	r := gittest.New(t)
	for i := range commits {
		r.Commit(fmt.Sprint(i), "content/a.md", "1", "source/x/y.txt", fmt.Sprint(i))
	}
	var gone []string
	for i := range commits {
		for _, folder := range []string{"source", "source/x"} {
			gone = append(gone, r.Git("rev-parse", fmt.Sprintf("HEAD~%d:%s", i, folder)))
		}
	}
	for _, tree := range gone {
		remove(t, filepath.Join(r.Dir, ".git", "objects", tree[:2], tree[2:]))
	}
	log := walk(t, r.Dir, WalkOptions{Prefix: "content"})
	if got := log.Commits[commits-1].Changes; len(log.Commits) != commits || len(got) != 1 || got[0].Path != "a.md" {
		t.Errorf("%d commits, the first with %v", len(log.Commits), got)
	}
}
