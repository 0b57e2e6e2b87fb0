package git

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"aims/generator/git/gittest"
)

// documents writes a fast-import stream of n documents of some 6 kB in folders of
// fifty, and then ten edits of one document each per document.
func documents(n int) string {
	rnd := rand.New(rand.NewPCG(1, 2))
	var out strings.Builder
	path := func(i int) string { return fmt.Sprintf("content/%02d/%04d.md", i/50, i) }
	texts := make([][]string, n)
	write := func(i int) {
		text := strings.Join(texts[i], "\n")
		fmt.Fprintf(&out, "M 644 inline %s\ndata %d\n%s\n", path(i), len(text), text)
	}
	begin := func(i int) {
		fmt.Fprintf(&out, "commit refs/heads/main\ncommitter B <b@example.org> %d +0000\ndata 4\nedit\n", 1750000000+i)
	}
	begin(0)
	for i := range n {
		for range 100 {
			texts[i] = append(texts[i], fmt.Sprintf("What the organisation does about risk %x is written in %x.", rnd.Uint32(), rnd.Uint32()))
		}
		write(i)
	}
	for c := range 10 * n {
		begin(c + 1)
		i := rnd.IntN(n)
		texts[i][rnd.IntN(100)] = fmt.Sprintf("Since edit %d it is written in %x.", c, rnd.Uint32())
		write(i)
	}
	return out.String()
}

func BenchmarkWalk(b *testing.B) {
	r := gittest.New(b)
	r.Import(documents(200))
	r.Git("gc", "-q")
	for b.Loop() {
		walk(b, r.Dir, WalkOptions{Prefix: "content"})
	}
}

// BenchmarkWalkElsewhere walks 100,000 commits of which one is about the content.
func BenchmarkWalkElsewhere(b *testing.B) {
	r := gittest.New(b)
	r.Import(elsewhere(100_000))
	for b.Loop() {
		walk(b, r.Dir, WalkOptions{Prefix: "content"})
	}
}

func BenchmarkBlobs(b *testing.B) {
	r := gittest.New(b)
	r.Import(documents(200))
	r.Git("gc", "-q")
	var hs []Hash
	for _, c := range walk(b, r.Dir, WalkOptions{Prefix: "content"}).Commits {
		for _, ch := range c.Changes {
			hs = append(hs, ch.New)
		}
	}
	repo := open(b, r.Dir)
	for b.Loop() {
		if err := repo.Blobs(context.Background(), hs, func(int, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
