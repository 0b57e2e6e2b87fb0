package history_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aims/generator/git/gittest"
	"aims/generator/history"
)

var repositories = flag.Uint64("repositories", 40, "how many random repositories are compared with git")

// TestTrailsAgreeWithGit looks, in histories that chance made, whether the trail
// of every file has all commits that git lists for its path. A trail may have
// more, from other paths. It may have fewer only where [stories.excused] says so.
func TestTrailsAgreeWithGit(t *testing.T) {
	for seed := range *repositories {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := gittest.New(t)
			s := &stories{rnd: rand.New(rand.NewPCG(seed, 7))}
			r.Import(s.tell(50))
			trails := read(t, r, history.Options{})
			s.enter(trails)
			for path := range s.trees[len(s.trees)-1] {
				s.compare(t, r, trails, path)
			}
		})
	}
}

// version is a text: an id, "" for none, "?" for frontmatter that can't be read.
type version struct{ id, body string }

func (v version) String() string {
	switch v.id {
	case "":
		return v.body + "\n"
	case "?":
		return "---\nid: [\n---\n" + v.body + "\n"
	}
	return text(v.id, v.body)
}

// owned reports whether the text has an id that can be read.
func (v version) owned() bool { return v.id != "" && v.id != "?" }

// stories makes histories and remembers them.
type stories struct {
	rnd     *rand.Rand
	out     strings.Builder
	trees   []map[string]version // by commit
	parents [][]int
	tips    []int

	line   []int // commits of the first-parent line, oldest first
	landed []int // by commit, index in line
}

var paths = []string{"a.md", "b.md", "c/d.md", "c/e.md", "f.md"}

func (s *stories) tell(n int) string {
	s.commit(s.edit(map[string]version{}, 4))
	for range n {
		switch what := s.rnd.IntN(20); {
		case what == 0:
			s.commit(s.edit(map[string]version{}, 2))
		case what < 7 && len(s.tips) > 1:
			s.merge(2 + s.rnd.IntN(2))
		default:
			p := s.pick()
			s.commit(s.edit(s.trees[p], 1+s.rnd.IntN(2)), p)
		}
	}
	for len(s.tips) > 1 {
		s.merge(3)
	}
	return s.out.String()
}

// pick takes a tip, which goes on to be one in a third of all cases.
func (s *stories) pick() int {
	i := s.rnd.IntN(len(s.tips))
	tip := s.tips[i]
	if s.rnd.IntN(3) > 0 {
		s.tips = slices.Delete(s.tips, i, i+1)
	}
	return tip
}

// merge takes every path from one of the parents, and now and then types.
func (s *stories) merge(most int) {
	var parents []int
	for len(parents) < most && len(s.tips) > 0 {
		i := s.rnd.IntN(len(s.tips))
		parents = append(parents, s.tips[i])
		s.tips = slices.Delete(s.tips, i, i+1)
	}
	tree := map[string]version{}
	for _, path := range paths {
		if v, ok := s.trees[parents[s.rnd.IntN(len(parents))]][path]; ok {
			tree[path] = v
		}
	}
	if s.rnd.IntN(4) == 0 {
		tree = s.edit(tree, 1)
	}
	s.commit(tree, parents...)
}

func (s *stories) edit(from map[string]version, times int) map[string]version {
	tree := maps.Clone(from)
	for range times {
		path := paths[s.rnd.IntN(len(paths))]
		now, there := tree[path]
		switch what := s.rnd.IntN(12); {
		case what == 0:
			delete(tree, path)
		case what < 3 && there: // a move, or a swap
			to := paths[s.rnd.IntN(len(paths))]
			other, both := tree[to]
			delete(tree, path)
			tree[to] = now
			if both && s.rnd.IntN(2) == 0 {
				tree[path] = other
			}
		case what == 3 && there: // a copy
			tree[paths[s.rnd.IntN(len(paths))]] = now
		case what == 4 && len(s.trees) > 0: // back to what some commit had
			if old, ok := s.trees[s.rnd.IntN(len(s.trees))][path]; ok {
				tree[path] = old
			}
		case what < 9 && there: // an edit under the same id
			tree[path] = version{now.id, "text " + strconv.Itoa(s.rnd.IntN(20))}
		default: // another id, or none
			id := []string{"POL-1", "POL-2", "POL-3", "POL-4", "", "?"}[s.rnd.IntN(6)]
			tree[path] = version{id, "text " + strconv.Itoa(s.rnd.IntN(20))}
		}
	}
	return tree
}

func (s *stories) commit(tree map[string]version, parents ...int) {
	n := len(s.trees)
	if len(parents) == 0 {
		s.out.WriteString("reset refs/heads/main\n\n")
	}
	message := strconv.Itoa(n)
	fmt.Fprintf(&s.out, "commit refs/heads/main\nmark :%d\ncommitter B <b@example.org> %d +0000\ndata %d\n%s\n", n+1, 1750000000+n, len(message), message)
	for i, p := range parents {
		fmt.Fprintf(&s.out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p+1)
	}
	s.out.WriteString("deleteall\n")
	for _, path := range slices.Sorted(maps.Keys(tree)) {
		file := tree[path].String()
		fmt.Fprintf(&s.out, "M 644 inline %s\ndata %d\n%s\n", path, len(file), file)
	}
	s.out.WriteByte('\n')
	s.trees, s.parents, s.tips = append(s.trees, tree), append(s.parents, parents), append(s.tips, n)
}

// enter works out when each commit landed.
func (s *stories) enter(t *history.Trails) {
	head, _ := strconv.Atoi(history.Subject(t.Log.Commits[0].Message))
	for at := head; ; at = s.parents[at][0] {
		s.line = append(s.line, at)
		if len(s.parents[at]) == 0 {
			break
		}
	}
	slices.Reverse(s.line)
	s.landed = slices.Repeat([]int{-1}, len(s.trees))
	var land func(commit, landing int)
	land = func(commit, landing int) {
		if s.landed[commit] >= 0 {
			return
		}
		s.landed[commit] = landing
		for _, p := range s.parents[commit] {
			land(p, landing)
		}
	}
	for i, landing := range s.line {
		land(landing, i)
	}
}

func (s *stories) compare(t *testing.T, r *gittest.Repo, trails *history.Trails, path string) {
	trail := trails.Path(path)
	if trail == nil {
		t.Errorf("%s has no trail", path)
		return
	}
	has := map[string]bool{}
	for _, row := range trail.Rows {
		for _, i := range row.Commits {
			has[history.Subject(trails.Log.Commits[i].Message)] = true
		}
		if len(row.Commits) == 0 && len(trails.Commit(row).Parents) < 2 {
			t.Errorf("%s: row %s of %s has no commit", path, row.Change, trails.Commit(row).Message)
		}
	}
	listed := 0
	for entry := range strings.SplitSeq(r.Git("log", "--full-history", "-c", "--raw", "--no-renames", "--format=%x00%s", "HEAD", "--", path), "\x00") {
		message, raw, _ := strings.Cut(entry, "\n")
		if !strings.Contains(raw, ":") {
			continue
		}
		listed++
		c, err := strconv.Atoi(message)
		if err != nil {
			t.Fatal(err)
		}
		if !has[message] && !s.excused(c, path, trail.ID) {
			t.Errorf("%s, now %q: the trail lacks commit %d, which had %q there; the line had %v since", path, trail.ID, c, s.texts(c, path), s.held(path)[s.landed[c]:])
		}
	}
	if listed == 0 {
		t.Errorf("git lists nothing for %s", path)
	}
}

// excused reports whether a commit that touched a path may be missing from the
// trail of the document with the id that stands there at the head: it belongs
// to another document. That is so when
//
//   - the text that it brought, or all that it took, had another id;
//   - the text had no id, and on the line, since the commit landed, the path was
//     empty for a while or held another id, one before a text that can't be read
//     included;
//   - the text had this id, but another file had it too, if only before it could
//     not be read any more.
func (s *stories) excused(c int, path, id string) bool {
	for _, v := range s.texts(c, path) {
		switch {
		case v.owned() && v.id != id:
		case v.owned():
			if !s.twice(c, id) {
				return false
			}
		case !s.left(c, path, id):
			return false
		}
	}
	return true
}

// texts is what a commit brought to a path, or else took from it.
func (s *stories) texts(c int, path string) (all []version) {
	if v, ok := s.trees[c][path]; ok {
		return []version{v}
	}
	for _, p := range s.parents[c] {
		if v, ok := s.trees[p][path]; ok {
			all = append(all, v)
		}
	}
	return all
}

func (s *stories) left(c int, path, id string) bool {
	return slices.ContainsFunc(s.held(path)[s.landed[c]:], func(held string) bool { return held == "nothing" || held != "" && held != id })
}

// held is the id that the line had at a path, by landing. What can't be read
// keeps the one before.
func (s *stories) held(path string) (all []string) {
	held := ""
	for _, l := range s.line {
		v, there := s.trees[l][path]
		switch {
		case !there:
			held = "nothing"
		case v.id != "?":
			held = v.id
		case held == "nothing":
			held = ""
		}
		all = append(all, held)
	}
	return all
}

// twice reports whether an id stood in two files: in the commit, or on the line
// just before it landed or since.
func (s *stories) twice(c int, id string) bool {
	inCommit, since := 0, map[int]int{}
	for _, path := range paths {
		if s.trees[c][path].id == id {
			inCommit++
		}
		for i, held := range s.held(path)[max(s.landed[c]-1, 0):] {
			if held == id {
				since[i]++
			}
		}
	}
	return inCommit > 1 || slices.ContainsFunc(slices.Collect(maps.Values(since)), func(n int) bool { return n > 1 })
}
