package git

import "errors"

// ErrNone says that a folder lies in no git repository.
var ErrNone = errors.New("not in a git repository")

// ErrUnborn is in the chain of a Refusal for a branch that has no commit yet.
var ErrUnborn = errors.New("no commit yet")

// Refusal is a repository, a history or a name that this package won't read,
// with the way out.
type Refusal struct {
	Message  string // required; what is the matter
	HintText string // required; the command that mends it
	err      error  // the reason, where there is one
}

// Error says what is the matter.
func (r *Refusal) Error() string { return r.Message }

// Hint says which command mends it.
func (r *Refusal) Hint() string { return r.HintText }

func (r *Refusal) Unwrap() error { return r.err }
