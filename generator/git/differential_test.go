package git

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// TestWalkAgreesWithGit compares a walk with what git log says about every commit
// of histories that chance made.
func TestWalkAgreesWithGit(t *testing.T) {
	repositories := uint64(300)
	if testing.Short() {
		repositories = 30
	}
	for seed := range repositories {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := gittest.New(t)
			r.Import(randomHistory(rand.New(rand.NewPCG(seed, 42)), 70))
			switch seed % 3 {
			case 1:
				r.Git("repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50")
			case 2:
				r.Git("repack", "-q", "-d")
				r.Git("checkout", "-q", "-f", "main")
				r.Commit("loose", "d/new.md", "text")
			}
			for _, prefix := range []string{"", "d/e"} {
				first, every := walked(walk(t, r.Dir, WalkOptions{Prefix: prefix}))
				if diff := cmp.Diff(logged(t, r, prefix, "--diff-merges=first-parent"), first); diff != "" {
					t.Errorf("%q against the first parent (-git +got)\n%s", prefix, diff)
				}
				if diff := cmp.Diff(logged(t, r, prefix, "-c"), every); diff != "" {
					t.Errorf("%q against every parent (-git +got)\n%s", prefix, diff)
				}
			}
		})
	}
}

// walked lists a log's changes by commit: those against the first parent with
// both texts, and those against every parent.
func walked(log *Log) (first, every map[string][]string) {
	first, every = map[string][]string{}, map[string][]string{}
	for _, c := range log.Commits {
		for _, ch := range c.Changes {
			h := c.Hash.String()
			first[h] = append(first[h], fmt.Sprintf("%q %s %s", ch.Path, ch.Old, ch.New))
			if ch.Combined {
				every[h] = append(every[h], fmt.Sprintf("%q %s", ch.Path, ch.New))
			}
		}
	}
	return first, every
}

// logged asks git log the same, and leaves out what differs in its mode alone.
func logged(t *testing.T, r *gittest.Repo, prefix, how string) map[string][]string {
	t.Helper()
	args := []string{"log", "--full-history", how, "--raw", "--no-renames", "--no-abbrev", "-z", "--format=%H", "HEAD"}
	if prefix != "" {
		args = append(args, "--", prefix)
	}
	got := map[string][]string{}
	tokens := strings.Split(r.Git(args...), "\x00")
	var commit string
	for i := 0; i < len(tokens); i++ {
		token := strings.TrimLeft(tokens[i], "\n")
		if token == "" {
			continue
		}
		if !strings.HasPrefix(token, ":") {
			commit = token
			continue
		}
		i++
		blobs := effective(token)
		now := blobs[len(blobs)-1]
		if slices.Contains(blobs[:len(blobs)-1], now) || tokens[i] == prefix {
			continue
		}
		path := strings.TrimPrefix(strings.TrimPrefix(tokens[i], prefix), "/")
		line := fmt.Sprintf("%q %s", path, now)
		if how != "-c" {
			line = fmt.Sprintf("%q %s %s", path, blobs[0], now)
		}
		got[commit] = append(got[commit], line)
	}
	return got
}

// effective reads a raw line and returns the blobs of the parents and of the
// commit, zeros for what is no regular file.
func effective(raw string) []string {
	sides := strings.LastIndex(raw[:strings.IndexByte(raw, ' ')], ":") + 2
	fields := strings.Fields(strings.TrimLeft(raw, ":"))
	var blobs []string
	for i := range sides {
		blob := fields[sides+i]
		if !strings.HasPrefix(fields[i], "100") {
			blob = strings.Repeat("0", 40)
		}
		blobs = append(blobs, blob)
	}
	return blobs
}

// file is a path's mode and text in a generated tree.
type file struct{ mode, text string }

type generated struct {
	mark int
	tree map[string]file
}

// randomHistory writes a fast-import stream of n commits: edits, moves, reverts,
// deletions, changes of mode, new roots, merges of two to four lines that take
// either side or type text of their own, and a last merge of all that is left.
func randomHistory(rnd *rand.Rand, n int) string {
	var out strings.Builder
	var all, tips []generated
	mark := 0
	commit := func(tree map[string]file, parents ...generated) {
		mark++
		fmt.Fprintf(&out, "commit refs/heads/main\nmark :%d\ncommitter B <b@example.org> %d +0000\ndata <<.\ncommit %d\n.\n", mark, 1750000000+rnd.IntN(1000000), mark)
		for i, p := range parents {
			fmt.Fprintf(&out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p.mark)
		}
		out.WriteString("deleteall\n")
		for _, path := range slices.Sorted(maps.Keys(tree)) {
			f := tree[path]
			fmt.Fprintf(&out, "M %s inline %s\ndata %d\n%s\n", f.mode, path, len(f.text), f.text)
		}
		out.WriteByte('\n')
		g := generated{mark, tree}
		all, tips = append(all, g), append(tips, g)
	}
	pick := func() generated {
		i := rnd.IntN(len(tips))
		g := tips[i]
		if rnd.IntN(3) > 0 {
			tips = slices.Delete(tips, i, i+1) // else a branch begins
		}
		return g
	}
	root := func() {
		out.WriteString("reset refs/heads/main\n\n")
		commit(edit(rnd, map[string]file{}, all, 4))
	}
	root()
	for range n {
		switch what := rnd.IntN(20); {
		case what == 0 || len(tips) == 0:
			root()
		case what < 6 && len(tips) > 1:
			parents := []generated{pick()}
			for len(tips) > 0 && (len(parents) < 2 || len(parents) < 4 && rnd.IntN(3) == 0) {
				parents = append(parents, pick())
			}
			commit(merge(rnd, parents, all), distinct(parents)...)
		default:
			p := pick()
			commit(edit(rnd, p.tree, all, 1+rnd.IntN(3)), p)
		}
	}
	commit(merge(rnd, tips, all), distinct(tips)...)
	return out.String()
}

func distinct(gs []generated) []generated {
	var out []generated
	for _, g := range gs {
		if !slices.ContainsFunc(out, func(o generated) bool { return o.mark == g.mark }) {
			out = append(out, g)
		}
	}
	return out
}

var somePaths = []string{"a", "a.md", "a/b.md", "a/c", "a-b", "d/e/f.md", "d/e/g.md", "d/e", "d/x.md", "d/e.md", "z.md"}

func edit(rnd *rand.Rand, from map[string]file, all []generated, times int) map[string]file {
	tree := maps.Clone(from)
	for range times {
		path := somePaths[rnd.IntN(len(somePaths))]
		switch rnd.IntN(8) {
		case 0:
			delete(tree, path)
		case 1: // a move
			old := somePaths[rnd.IntN(len(somePaths))]
			if f, ok := tree[old]; ok {
				delete(tree, old)
				put(tree, path, f)
			}
		case 2: // a revert to what some commit had
			if len(all) > 0 {
				if f, ok := all[rnd.IntN(len(all))].tree[path]; ok {
					put(tree, path, f)
				}
			}
		case 3: // the same text in another mode
			if f, ok := tree[path]; ok {
				f.mode = []string{"100644", "100755", "120000"}[rnd.IntN(3)]
				tree[path] = f
			}
		default:
			put(tree, path, file{"100644", fmt.Sprintf("text %d\n", rnd.IntN(12))})
		}
	}
	return tree
}

// put makes way for a file: none of its folders can be one.
func put(tree map[string]file, path string, f file) {
	for other := range tree {
		if strings.HasPrefix(other, path+"/") || strings.HasPrefix(path, other+"/") {
			delete(tree, other)
		}
	}
	tree[path] = f
}

func merge(rnd *rand.Rand, parents []generated, all []generated) map[string]file {
	tree := map[string]file{}
	for _, path := range somePaths {
		if f, ok := parents[rnd.IntN(len(parents))].tree[path]; ok {
			put(tree, path, f)
		}
	}
	if rnd.IntN(3) == 0 {
		tree = edit(rnd, tree, all, 1)
	}
	return tree
}
