package git

import (
	"context"
	"slices"
)

// graph reads the commits reachable from head, in the order of Log.
func (r *Repository) graph(ctx context.Context, head Hash, allowIncomplete bool) (*Log, error) {
	boundary, err := r.shallow()
	if err != nil {
		return nil, err
	}
	g := &graph{
		objects:  newReader(r.store),
		boundary: map[Hash]bool{},
		known:    map[Hash]*LogCommit{},
	}
	for _, h := range boundary {
		g.boundary[h] = true
	}
	if err := g.visit(ctx, head); err != nil {
		return nil, r.explain(err)
	}
	if len(g.cut) > 0 && !allowIncomplete {
		return nil, shallow(g.cut)
	}
	return g.log(), nil
}

// graph collects commits in the order in which a walk from child to parent
// leaves them behind: parents before children.
type graph struct {
	objects  *reader
	boundary map[Hash]bool // where a shallow clone ends
	known    map[Hash]*LogCommit
	left     []*LogCommit
	cut      []Hash // commits of the boundary that were met
}

// visit walks without recursion, for histories are deep.
func (g *graph) visit(ctx context.Context, head Hash) error {
	type step struct {
		commit *LogCommit
		next   int // parent to look at
	}
	first, err := g.read(head, Hash{})
	if err != nil {
		return err
	}
	for stack := []step{{commit: first}}; len(stack) > 0; {
		top := &stack[len(stack)-1]
		c := top.commit
		if top.next == len(c.Parents) {
			g.left = append(g.left, c)
			stack = stack[:len(stack)-1]
			continue
		}
		parent := c.Commit.Parents[top.next]
		top.next++
		if g.known[parent] != nil || c.Parents[top.next-1] < 0 {
			continue
		}
		if len(g.known)%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		p, err := g.read(parent, c.Hash)
		if err != nil {
			return err
		}
		stack = append(stack, step{commit: p})
	}
	return nil
}

func (g *graph) read(h, child Hash) (*LogCommit, error) {
	read, err := readCommit(g.objects, h)
	if err != nil {
		return nil, met(err, child, nil)
	}
	c := &LogCommit{Commit: *read}
	c.Parents = make([]int, len(read.Parents))
	if g.boundary[h] && len(read.Parents) > 0 {
		g.cut = append(g.cut, h)
		for i := range c.Parents {
			c.Parents[i] = -1
		}
	}
	g.known[h] = c
	return c, nil
}

func (g *graph) log() *Log {
	log := &Log{Commits: g.left, Index: make(map[Hash]int, len(g.left))}
	slices.Reverse(log.Commits)
	for i, c := range log.Commits {
		log.Index[c.Hash] = i
	}
	for _, c := range log.Commits {
		for i, at := range c.Parents {
			if at >= 0 {
				c.Parents[i] = log.Index[c.Commit.Parents[i]]
			}
		}
	}
	return log
}
