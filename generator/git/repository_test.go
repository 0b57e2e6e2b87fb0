package git

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// TestOpen: wherever the objects lie, the history is the same.
func TestOpen(t *testing.T) {
	tests := []struct {
		name   string
		make   func(t *testing.T, r *gittest.Repo) (dir string)
		prefix string
		branch string
	}{
		{name: "loose objects", branch: "main", make: func(t *testing.T, r *gittest.Repo) string { return r.Dir }},
		{name: "after gc", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("gc", "-q")
			return r.Dir
		}},
		{name: "deltas that name their base", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f", "--depth=50")
			return r.Dir
		}},
		{name: "packed references", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("pack-refs", "--all")
			return r.Dir
		}},
		{name: "a subfolder", branch: "main", prefix: "manuals/ai/", make: func(t *testing.T, r *gittest.Repo) string {
			return filepath.Join(r.Dir, "manuals", "ai")
		}},
		{name: "through a symbolic link", branch: "main", prefix: "manuals/", make: func(t *testing.T, r *gittest.Repo) string {
			link := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(filepath.Join(r.Dir, "manuals"), link); err != nil {
				t.Skip("SKIPPED: no symbolic links here")
			}
			return link
		}},
		{name: "detached", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("checkout", "-q", "--detach")
			return r.Dir
		}},
		{name: "a branch like an option", branch: "-x", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("update-ref", "refs/heads/-x", "HEAD")
			r.Git("symbolic-ref", "HEAD", "refs/heads/-x")
			return r.Dir
		}},
		{name: "a linked work tree", branch: "linked", prefix: "manuals/", make: func(t *testing.T, r *gittest.Repo) string {
			dir := filepath.Join(t.TempDir(), "linked")
			r.Git("worktree", "add", "-q", "-b", "linked", dir)
			return filepath.Join(dir, "manuals")
		}},
		{name: "a linked work tree of a bare repository", branch: "linked", make: func(t *testing.T, r *gittest.Repo) string {
			dir := filepath.Join(t.TempDir(), "linked")
			bare := gittest.At(t, t.TempDir())
			bare.Git("clone", "-q", "--bare", r.Dir, ".")
			bare.Git("worktree", "add", "-q", "-b", "linked", dir)
			return dir
		}},
		{name: "absolute alternates of alternates", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			middle, last := gittest.At(t, t.TempDir()), gittest.At(t, t.TempDir())
			middle.Git("clone", "-q", "--shared", r.Dir, ".")
			last.Git("clone", "-q", "--shared", middle.Dir, ".")
			return last.Dir
		}},
		{name: "relative alternates", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			c := gittest.At(t, t.TempDir())
			c.Git("clone", "-q", "--shared", r.Dir, ".")
			info := filepath.Join(c.Dir, ".git", "objects", "info")
			objects, err := filepath.EvalSymlinks(filepath.Join(r.Dir, ".git", "objects"))
			if err != nil {
				t.Fatal(err)
			}
			here, err := filepath.EvalSymlinks(filepath.Dir(info))
			if err != nil {
				t.Fatal(err)
			}
			rel, err := filepath.Rel(here, objects)
			if err != nil {
				t.Fatal(err)
			}
			c.Write(".git/objects/info/alternates", "# borrowed\n"+filepath.ToSlash(rel)+"\n")
			return c.Dir
		}},
		{name: "a submodule", make: func(t *testing.T, r *gittest.Repo) string {
			outer := gittest.New(t)
			outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", r.Dir, "manual")
			outer.Record("submodule")
			inner := gittest.At(t, filepath.Join(outer.Dir, "manual"))
			inner.Git("checkout", "-q", "--detach")
			return inner.Dir
		}},
		{name: "a sparse checkout, with settings for each work tree", branch: "main", make: func(t *testing.T, r *gittest.Repo) string {
			r.Git("config", "core.repositoryformatversion", "1")
			r.Git("sparse-checkout", "set", "manuals")
			if r.Git("config", "extensions.worktreeConfig") != "true" {
				t.Fatal("this git doesn't set the extension")
			}
			return r.Dir
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			r.Commit("one", "manuals/ai/a.md", strings.Repeat("line\n", 500))
			r.Git("repack", "-q", "-a", "-d")
			r.Commit("two", "manuals/ai/a.md", strings.Repeat("line\n", 500)+"two\n")
			r.Git("repack", "-q", "-d")
			r.Commit("three", "manuals/ai/a.md", strings.Repeat("line\n", 500)+"three\n")
			want := r.Head()

			repo := open(t, test.make(t, r))
			head, err := repo.Head()
			if err != nil {
				t.Fatal(err)
			}
			if head.Commit.String() != want || head.Branch != test.branch || repo.Prefix() != test.prefix {
				t.Errorf("head %s of %q, prefix %q; want %s of %q, %q", head.Commit, head.Branch, repo.Prefix(), want, test.branch, test.prefix)
			}
			log, err := repo.Walk(t.Context(), head.Commit, WalkOptions{Prefix: "manuals"})
			if err != nil {
				t.Fatal(err)
			}
			wantRows := []string{"three: Mai/a.md+", "two: Mai/a.md+", "one: Aai/a.md+"}
			if diff := cmp.Diff(wantRows, rows(log)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			text, err := repo.Blob(log.Commits[1].Changes[0].New)
			if err != nil || !strings.HasSuffix(string(text), "line\ntwo\n") {
				t.Errorf("text ends in %q, error %v", text[max(0, len(text)-20):], err)
			}
		})
	}
}

func TestOpenNone(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	// A machine that keeps its temporary files in a repository can't tell.
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Errorf("an empty folder .git: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name, message, hint string
		make                func(t *testing.T, r *gittest.Repo) (dir string)
	}{
		{"SHA-256", "names its objects by sha256", "git fast-export --all", func(t *testing.T, r *gittest.Repo) string {
			other := gittest.New(t, "--object-format=sha256")
			other.Commit("one", "a.md", "1")
			return other.Dir
		}},
		{"reftable", "keeps its references as reftable", "git refs migrate --ref-format=files", func(t *testing.T, r *gittest.Repo) string {
			r.Git("config", "core.repositoryformatversion", "1")
			r.Git("config", "extensions.refStorage", "reftable")
			return r.Dir
		}},
		{"an unknown extension", `extension "frobnicate"`, "git config --unset extensions.frobnicate", func(t *testing.T, r *gittest.Repo) string {
			r.Git("config", "core.repositoryformatversion", "1")
			r.Git("config", "extensions.frobnicate", "true")
			return r.Dir
		}},
		{"a format of the future", "repositoryformatversion", "git clone", func(t *testing.T, r *gittest.Repo) string {
			r.Git("config", "core.repositoryformatversion", "7")
			return r.Dir
		}},
		{"no commit yet", `branch "main" has no commit yet`, "git commit", func(t *testing.T, r *gittest.Repo) string {
			return gittest.New(t).Dir
		}},
		{"bare", "bare git repository", "git worktree add", func(t *testing.T, r *gittest.Repo) string {
			return gittest.New(t, "--bare").Dir
		}},
		{"remains of a repository", "no whole git repository", "git status", func(t *testing.T, r *gittest.Repo) string {
			remove(t, filepath.Join(r.Dir, ".git", "HEAD"))
			return r.Dir
		}},
		{"an empty HEAD", "HEAD", "> .git/HEAD", func(t *testing.T, r *gittest.Repo) string {
			r.Write(".git/HEAD", "")
			return r.Dir
		}},
		{"a broken branch", `"refs/heads/main" names no object`, "git fetch", func(t *testing.T, r *gittest.Repo) string {
			r.Write(".git/refs/heads/main", "not a name\n")
			return r.Dir
		}},
		{"a work tree whose repository is gone", "not there", "git worktree repair", func(t *testing.T, r *gittest.Repo) string {
			dir := t.TempDir()
			write(t, filepath.Join(dir, ".git"), "gitdir: ../nowhere/.git/worktrees/x\n")
			return dir
		}},
		{"a .git file of another make", `doesn't begin with "gitdir: "`, "git worktree repair", func(t *testing.T, r *gittest.Repo) string {
			dir := t.TempDir()
			write(t, filepath.Join(dir, ".git"), "hello\n")
			return dir
		}},
		{"a work tree elsewhere", "core.worktree", "git config --unset core.worktree", func(t *testing.T, r *gittest.Repo) string {
			r.Git("config", "core.worktree", t.TempDir())
			return r.Dir
		}},
		{"an alternate that is gone", "borrows objects", "without --shared", func(t *testing.T, r *gittest.Repo) string {
			r.Write(".git/objects/info/alternates", "../../nowhere\n")
			return r.Dir
		}},
		{"configuration that can't be read", "config", "git config --local --list", func(t *testing.T, r *gittest.Repo) string {
			r.Write(".git/config", "[core\n")
			return r.Dir
		}},
		{"a broken index of a pack", "index of pack", "git repack", func(t *testing.T, r *gittest.Repo) string {
			r.Git("gc", "-q")
			index := one(t, r.Dir, ".git/objects/pack/*.idx")
			remove(t, index)
			write(t, index, "no index")
			return r.Dir
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			r.Commit("one", "a.md", "1")
			repo, err := Open(test.make(t, r))
			if err == nil {
				repo.Close()
			}
			var refusal *Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("error %v is no refusal", err)
			}
			if !strings.Contains(refusal.Error(), test.message) || !strings.Contains(refusal.Hint(), test.hint) {
				t.Errorf("%s\nhint: %s", refusal.Error(), refusal.Hint())
			}
			if strings.Contains(refusal.Error(), r.Dir) {
				t.Errorf("a folder of the machine stands in %q", refusal.Error())
			}
		})
	}
}

// TestHintForSHA256 does what the hint says.
func TestHintForSHA256(t *testing.T) {
	other := gittest.New(t, "--object-format=sha256")
	other.Commit("one", "a.md", "1")
	other.Commit("two", "a.md", "2")
	copied := gittest.New(t, "--object-format=sha1")
	copied.Import(other.Git("fast-export", "--all") + "\n")
	if got := rows(walk(t, copied.Dir, WalkOptions{})); !cmp.Equal(got, []string{"two: Ma.md+", "one: Aa.md+"}) {
		t.Errorf("copied history: %q", got)
	}
}

func one(t *testing.T, dir, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d files %s, error %v", len(found), pattern, err)
	}
	return found[0]
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
