package git

import (
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
)

// Hash is the SHA-1 name of a git object.
type Hash [20]byte

// ParseHash reads 40 hexadecimal digits of either case.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != 2*len(h) {
		return Hash{}, fmt.Errorf("object name %q: not 40 hexadecimal digits", s)
	}
	if _, err := hex.Decode(h[:], []byte(s)); err != nil {
		return Hash{}, fmt.Errorf("object name %q: %w", s, err)
	}
	return h, nil
}

// String returns 40 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// IsZero reports whether h names nothing.
func (h Hash) IsZero() bool { return h == Hash{} }

// BlobHash returns the name that git gives to a file with this text.
func BlobHash(text []byte) Hash { return objectHash(kindBlob, text) }

// kind is the type of an object, in git's words.
type kind string

const (
	kindCommit kind = "commit"
	kindTree   kind = "tree"
	kindBlob   kind = "blob"
	kindTag    kind = "tag"
)

func objectHash(k kind, data []byte) Hash {
	header := make([]byte, 0, 32)
	header = append(header, k...)
	header = append(header, ' ')
	header = strconv.AppendInt(header, int64(len(data)), 10)
	header = append(header, 0)
	hasher := sha1.New()
	hasher.Write(header)
	hasher.Write(data)
	var h Hash
	hasher.Sum(h[:0])
	return h
}

// ErrMissing is in the chain of an [ObjectError] for an object that isn't in the
// repository at all.
var ErrMissing = errors.New("missing from the repository")

// ErrBroken is in the chain of an [ObjectError] for an object that is there but
// can't be read, or whose bytes are not what its name says.
var ErrBroken = errors.New("broken")

// ObjectError is about one object that could not be read.
type ObjectError struct {
	Object Hash
	Kind   string // commit, tree, blob or tag
	Commit Hash   // in whose history the object was met; zero when it wasn't met in one
	Path   string // where the object stood in that commit, when known
	Err    error
}

// Error names the object, and the commit and path where it was met.
func (e *ObjectError) Error() string {
	s := e.Kind + " " + e.Object.String()
	if e.Path != "" {
		s += fmt.Sprintf(" at %q", e.Path)
	}
	if !e.Commit.IsZero() {
		s += ", met in the history of commit " + e.Commit.String()
	}
	return s + ": " + e.Err.Error()
}

// Hint says how the object can come back.
func (e *ObjectError) Hint() string {
	return "git fsck names all that is broken; git fetch --refetch, or a fresh clone, brings it back from where it is whole"
}

func (e *ObjectError) Unwrap() error { return e.Err }
