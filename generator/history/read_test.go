package history

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"aims/generator/git"
	"aims/generator/git/gittest"
)

// counting counts how often each text is read.
type counting struct {
	*git.Repository
	walks int
	mu    sync.Mutex
	texts map[git.Hash]int
}

func (c *counting) Walk(ctx context.Context, head git.Hash, o git.WalkOptions) (*git.Log, error) {
	c.walks++
	return c.Repository.Walk(ctx, head, o)
}

func (c *counting) Blobs(ctx context.Context, hs []git.Hash, f func(int, []byte) error) error {
	return c.Repository.Blobs(ctx, hs, func(i int, text []byte) error {
		c.mu.Lock()
		c.texts[hs[i]]++
		c.mu.Unlock()
		return f(i, text)
	})
}

func open(t *testing.T, r *gittest.Repo) (*git.Repository, git.Hash) {
	t.Helper()
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	return repo, head.Commit
}

// TestEachTextIsReadOnce: one walk, and every text once, wherever and however
// often it stands in the history; others not at all.
func TestEachTextIsReadOnce(t *testing.T) {
	r := gittest.New(t)
	for range 3 {
		r.Commit("there", "content/a.md", "one\n", "content/b.md", "one\n", "content/c.png", "picture", "d.md", "outside")
		r.Commit("and back", "content/a.md", "two\n", "content/b.md", "three\n")
	}
	repo, head := open(t, r)
	c := &counting{Repository: repo, texts: map[git.Hash]int{}}
	o := Options{Content: "content", Want: func(p string) bool { return strings.HasSuffix(p, ".md") }}
	trails, err := read(t.Context(), c, head, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := trails.Path("content/a.md").Revisions(); got != 6 {
		t.Errorf("%d revisions, not 6", got)
	}
	if c.walks != 1 || len(c.texts) != 3 {
		t.Errorf("%d walks and %d texts, not 1 and 3", c.walks, len(c.texts))
	}
	for h, n := range c.texts {
		if n != 1 {
			t.Errorf("text %s was read %d times", h, n)
		}
	}
}

// TestReadFails: an error says what was being read.
func TestReadFails(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", "a.md", "one\n")
	repo, head := open(t, r)
	o := Options{Content: ".", Want: func(string) bool { return true }}
	stranger := git.BlobHash([]byte("nothing of ours"))
	for want, try := range map[string]func() error{
		"read the history: ":      func() error { _, err := Read(t.Context(), repo, stranger, o); return err },
		"read what is published:": func() error { o := o; o.Published = stranger; _, err := Read(t.Context(), repo, head, o); return err },
	} {
		if err := try(); !errors.Is(err, git.ErrMissing) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, not one that begins with %q", err, want)
		}
	}
	o.Published, o.Walk.AllowIncomplete = stranger, true
	if _, err := Read(t.Context(), repo, head, o); err != nil {
		t.Errorf("an incomplete history that is allowed: %v", err)
	}
}
