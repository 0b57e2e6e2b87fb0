package git

import (
	"errors"
	"fmt"
	"strings"
)

// Commit is a commit as git holds it.
type Commit struct {
	Hash, Tree Hash
	Parents    []Hash
	Author     Signature
	Committer  Signature
	Message    string // valid UTF-8; bytes that can't be decoded are U+FFFD
	Signed     bool   // carries a signature, of whatever worth
}

// Commit reads one commit. A missing or broken one is an [*ObjectError].
func (r *Repository) Commit(h Hash) (*Commit, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return readCommit(r.objects, h)
}

func readCommit(r *reader, h Hash) (*Commit, error) {
	raw, err := r.read(kindCommit, h)
	if err != nil {
		return nil, err
	}
	c := &Commit{Hash: h}
	if err := c.parse(raw); err != nil {
		return nil, &ObjectError{Object: h, Kind: string(kindCommit), Err: fmt.Errorf("%w: %w", ErrBroken, err)}
	}
	return c, nil
}

var (
	errNoTree    = errors.New("its first line names no tree")
	errBadParent = errors.New("a parent line names no commit")
)

// parse reads what git-commit-tree(1) writes. Tree and parents have to be whole,
// for the history hangs on them; a missing or broken person or date is kept as
// broken, which old tools and imports did write.
func (c *Commit) parse(raw []byte) error {
	head, message := divide(string(raw))
	line, rest := cutLine(head)
	tree, found := strings.CutPrefix(line, "tree ")
	var err error
	if c.Tree, err = ParseHash(tree); !found || err != nil {
		return errNoTree
	}
	for strings.HasPrefix(rest, "parent ") {
		line, rest = cutLine(rest)
		parent, err := ParseHash(line[len("parent "):])
		if err != nil {
			return errBadParent
		}
		c.Parents = append(c.Parents, parent)
	}
	var author, committer, encoding string
	for rest != "" {
		line, rest = cutLine(rest)
		switch key, value, _ := strings.Cut(line, " "); {
		case key == "author" && author == "":
			author = value
		case key == "committer" && committer == "":
			committer = value
		case key == "encoding" && encoding == "":
			encoding = value
		case key == "gpgsig":
			c.Signed = true
		}
	}
	decode := decoder(encoding)
	c.Author, c.Committer = parseSignature(author, decode), parseSignature(committer, decode)
	c.Message = decode(message)
	return nil
}

// divide parts an object's lines from the message after the first empty one.
func divide(raw string) (head, message string) {
	if at := strings.Index(raw, "\n\n"); at >= 0 {
		return raw[:at+1], raw[at+2:]
	}
	return raw, ""
}

func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return line, rest
}
