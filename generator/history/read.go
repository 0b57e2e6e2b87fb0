package history

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
)

// Options say which history to read.
type Options struct {
	Content   string                 // required: the content folder, from the manual's root; "." for all of it
	Want      func(path string) bool // required: whether a path below Content is a document
	Walk      git.WalkOptions        // Prefix and Want are set here
	Published git.Hash               // what is published: other landings are provisional; zero: all are published
	Branch    string                 // name of the published branch, besides main and master
}

// source is what is read of a repository.
type source interface {
	Prefix() string
	Walk(ctx context.Context, head git.Hash, o git.WalkOptions) (*git.Log, error)
	Has(h git.Hash) bool
	Blobs(ctx context.Context, hs []git.Hash, f func(i int, text []byte) error) error
	Commit(h git.Hash) (*git.Commit, error)
}

// Read reads the history of the manual in a repository, as of a commit. Every
// commit is read once and every text once.
func Read(ctx context.Context, repo *git.Repository, head git.Hash, o Options) (*Trails, error) {
	return read(ctx, repo, head, o)
}

func read(ctx context.Context, repo source, head git.Hash, o Options) (*Trails, error) {
	o.Walk.Prefix = repo.Prefix()
	o.Walk.Want = func(p string) bool { return isRule(p) || below(o.Content, p) && o.Want(p) }
	log, err := repo.Walk(ctx, head, o.Walk)
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	rules := takeRules(log)
	facts, err := readFacts(ctx, repo, log, o.Walk.AllowIncomplete)
	if err != nil {
		return nil, fmt.Errorf("read the texts of the history: %w", err)
	}
	t := Assemble(log, facts)
	t.Rules, t.branch = rules, o.Branch
	if o.Published.IsZero() {
		return t, nil
	}
	known, err := knownOf(repo, log, o)
	if err != nil {
		return nil, fmt.Errorf("read what is published: %w", err)
	}
	t.provisional(known)
	return t, nil
}

// isRule reports whether a path of the manual says who may do what.
func isRule(p string) bool {
	folder, name := path.Split(p)
	switch folder {
	case "":
		return name == config.Name || name == ".mailmap"
	case "trust/":
		return name == "allowed_signers" || name == "revoked_signers" || path.Ext(name) == ".asc"
	}
	return false
}

// takeRules parts what commits changed in rules from what they changed in
// documents, which alone stays in the log. Both go by the index of the commit.
func takeRules(log *git.Log) [][]git.Change {
	rules := make([][]git.Change, len(log.Commits))
	for i, c := range log.Commits {
		var documents []git.Change
		for at, ch := range c.Changes {
			switch {
			case isRule(ch.Path):
				if rules[i] == nil {
					documents = slices.Clone(c.Changes[:at])
				}
				rules[i] = append(rules[i], ch)
			case rules[i] != nil:
				documents = append(documents, ch)
			}
		}
		if rules[i] != nil {
			c.Changes = documents
		}
	}
	return rules
}

func below(folder, p string) bool { return folder == "." || strings.HasPrefix(p, folder+"/") }

// readFacts takes the facts of every text that a commit brought or took. Where
// texts may be missing, one that is keeps the identity of its path and equals
// no other.
func readFacts(ctx context.Context, repo source, log *git.Log, mayLack bool) (map[git.Hash]*document.Facts, error) {
	facts := map[git.Hash]*document.Facts{}
	var blobs []git.Hash
	for _, c := range log.Commits {
		for _, ch := range c.Changes {
			for _, h := range [2]git.Hash{ch.New, ch.Old} {
				if _, seen := facts[h]; seen || h.IsZero() {
					continue
				}
				if facts[h] = nil; mayLack && !repo.Has(h) {
					facts[h] = document.UnknownFacts(h[:])
					continue
				}
				blobs = append(blobs, h)
			}
		}
	}
	list := make([]*document.Facts, len(blobs))
	err := repo.Blobs(ctx, blobs, func(i int, text []byte) error {
		list[i] = document.FactsOf(text)
		return nil
	})
	for i, h := range blobs {
		facts[h] = list[i]
	}
	return facts, err
}

// knownOf returns the commits of the log that published history begins with,
// looking back from what is published: a branch may have left it a while ago.
func knownOf(repo source, log *git.Log, o Options) (known []int, err error) {
	seen := map[git.Hash]bool{o.Published: true}
	for stack := []git.Hash{o.Published}; len(stack) > 0; {
		h := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if i, ok := log.Index[h]; ok {
			known = append(known, i)
			continue
		}
		c, err := repo.Commit(h)
		if errors.Is(err, git.ErrMissing) && o.Walk.AllowIncomplete {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, p := range c.Parents {
			if !seen[p] {
				seen[p] = true
				stack = append(stack, p)
			}
		}
	}
	return known, nil
}

// provisional marks the rows of landings from which no known commit descends.
func (t *Trails) provisional(known []int) {
	published := make([]bool, len(t.Log.Commits))
	for _, i := range known {
		published[i] = true
	}
	for i, c := range t.Log.Commits { // children stand before parents
		for _, p := range c.Parents {
			if p >= 0 && published[i] {
				published[p] = true
			}
		}
	}
	for _, x := range t.All() {
		for _, r := range x.Rows {
			r.Provisional = !published[r.Landing]
		}
	}
}
