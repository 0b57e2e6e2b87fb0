package git

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Resolve returns the commit that rev names: a branch, a tag, HEAD or @, a full
// or abbreviated object name, each followed by any of ~, ~2, ^, ^2, ^0, ^{} and
// ^{commit} (gitrevisions(7)). Other forms are a [*Refusal], as is a name that
// means nothing or, abbreviated, several commits. A name is only ever a name: one
// that begins with "-" is no option.
func (r *Repository) Resolve(rev string) (Hash, error) {
	base, steps := rev, ""
	if at := strings.IndexAny(rev, "~^"); at >= 0 {
		base, steps = rev[:at], rev[at:]
	}
	h, err := r.base(base)
	if err == nil {
		h, err = r.peel(h, kindCommit)
	}
	if err != nil {
		return Hash{}, refuseRevision(rev, err)
	}
	for steps != "" {
		step, rest, err := nextStep(steps)
		if err == nil {
			h, err = r.ancestor(h, step)
		}
		if err != nil {
			return Hash{}, refuseRevision(rev, err)
		}
		steps = rest
	}
	return h, nil
}

func refuseRevision(rev string, err error) error {
	var broken *ObjectError
	if errors.As(err, &broken) {
		return fmt.Errorf("revision %q: %w", rev, err)
	}
	return &Refusal{
		Message:  fmt.Sprintf("revision %q: %v", rev, err),
		HintText: "git branch --all and git tag list what there is; git fetch --tags brings what the remote has",
		err:      err,
	}
}

var errUnknown = errors.New("no branch, tag or commit has this name")

// base finds a name in git's order: an object's full name, a reference, an
// abbreviated object name.
func (r *Repository) base(name string) (Hash, error) {
	if name == "@" {
		name = "HEAD"
	}
	if strings.Contains(name, "@{") || strings.ContainsAny(name, ":") {
		return Hash{}, errors.New("this form is not known here; give the commit's name")
	}
	if h, err := ParseHash(name); err == nil {
		return h, nil
	}
	for _, pattern := range []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
		h, err := r.follow(plumbing.ReferenceName(fmt.Sprintf(pattern, name)))
		if err == nil {
			return h, nil
		}
		if refused := (*Refusal)(nil); errors.As(err, &refused) {
			return Hash{}, err
		}
	}
	if len(name) >= 4 && len(name) < 40 && strings.Trim(strings.ToLower(name), "0123456789abcdef") == "" {
		return r.abbreviated(strings.ToLower(name))
	}
	return Hash{}, errUnknown
}

// abbreviated finds the one commit, or tag of one, whose name begins with digits.
func (r *Repository) abbreviated(digits string) (Hash, error) {
	var found []Hash
	r.store.hashes(digits, func(h Hash) bool {
		found = append(found, h)
		return true
	})
	var commits []Hash
	for _, h := range sortHashes(found) {
		_, err := r.peel(h, kindCommit)
		switch {
		case err == nil:
			commits = append(commits, h)
		case !errors.Is(err, errNoCommit):
			return Hash{}, err
		}
	}
	switch len(commits) {
	case 0:
		return Hash{}, errUnknown
	case 1:
		return commits[0], nil
	}
	return Hash{}, fmt.Errorf("it is short for %d commits, %s and %s among them", len(commits), commits[0], commits[1])
}

// step is one move through the history: n times to the first parent, or once to
// the parent of a number, 0 being the commit itself.
type step struct {
	first  int
	parent int
}

// nextStep takes the first step off what follows a name.
func nextStep(s string) (step, string, error) {
	if strings.HasPrefix(s, "^{") {
		inside, rest, closed := strings.Cut(s[2:], "}")
		if closed && (inside == "" || inside == "commit") {
			return step{}, rest, nil
		}
		return step{}, "", errors.New("only ^{} and ^{commit} name a commit")
	}
	digits := len(s) - len(strings.TrimLeft(s[1:], "0123456789")) - 1
	n := 1
	if digits > 0 {
		var err error
		if n, err = strconv.Atoi(s[1 : 1+digits]); err != nil {
			return step{}, "", fmt.Errorf("%q: number too large", s)
		}
	}
	switch s[0] {
	case '~':
		return step{first: n}, s[1+digits:], nil
	case '^':
		return step{parent: n}, s[1+digits:], nil
	}
	return step{}, "", fmt.Errorf("%q is no way through the history", s)
}

func (r *Repository) ancestor(h Hash, s step) (Hash, error) {
	if s.parent > 0 {
		c, err := r.Commit(h)
		if err != nil {
			return Hash{}, err
		}
		if s.parent > len(c.Parents) {
			return Hash{}, fmt.Errorf("commit %s has %d parents", h, len(c.Parents))
		}
		return c.Parents[s.parent-1], nil
	}
	for range s.first {
		c, err := r.Commit(h)
		if err != nil {
			return Hash{}, err
		}
		if len(c.Parents) == 0 {
			return Hash{}, fmt.Errorf("the history begins with commit %s", h)
		}
		h = c.Parents[0]
	}
	return h, nil
}
