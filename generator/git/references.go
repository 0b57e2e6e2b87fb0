package git

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// references lists the references whose names begin with prefix, sorted by name.
func (r *Repository) references(prefix string) ([]*plumbing.Reference, error) {
	all, err := r.refs.Refs()
	if err != nil {
		return nil, fmt.Errorf("read references: %w", err)
	}
	all = slices.DeleteFunc(all, func(ref *plumbing.Reference) bool {
		name := ref.Name().String()
		// git gives no reference such a name: a lock, or another program's file.
		return !strings.HasPrefix(name, prefix) || strings.HasSuffix(name, ".lock") || strings.Contains(name, "/.")
	})
	slices.SortFunc(all, func(a, b *plumbing.Reference) int { return cmp.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Tag is a tag, annotated or not.
type Tag struct {
	Name   string // without refs/tags/
	Commit Hash   // what it names in the end; zero when that is no commit
	// Object is the tag object of an annotated tag, zero for a lightweight one,
	// which has none of what follows.
	Object  Hash
	Tagger  Signature
	Message string // without the signature; valid UTF-8
	Signed  bool   // carries a signature, of whatever worth
}

// Tags lists all tags, sorted by name.
func (r *Repository) Tags() ([]Tag, error) {
	refs, err := r.references("refs/tags/")
	if err != nil {
		return nil, err
	}
	tags := make([]Tag, 0, len(refs))
	for _, ref := range refs {
		t := Tag{Name: strings.TrimPrefix(ref.Name().String(), "refs/tags/")}
		target, err := r.follow(ref.Name())
		if err == nil {
			err = r.readTag(&t, target)
		}
		if err != nil {
			return nil, fmt.Errorf("tag %q: %w", t.Name, err)
		}
		tags = append(tags, t)
	}
	return tags, nil
}

func (r *Repository) readTag(t *Tag, target Hash) error {
	o, err := r.object(target)
	if err != nil {
		return err
	}
	if o.kind == kindTag {
		t.Object = target
		t.parse(o.data)
	}
	t.Commit, err = r.peel(target, kindCommit)
	if errors.Is(err, errNoCommit) {
		return nil
	}
	return err
}

func (t *Tag) parse(raw []byte) {
	head, message := divide(string(raw))
	var tagger, encoding string
	for line := range strings.Lines(head) {
		switch key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " "); key {
		case "tagger":
			tagger = value
		case "encoding":
			encoding = value
		}
	}
	decode := decoder(encoding)
	t.Tagger = parseSignature(tagger, decode)
	message, t.Signed = unsigned(message)
	t.Message = decode(message)
}

// unsigned cuts off a signature, which begins with the last line that looks like
// the beginning of one, as in git's parse_signature.
func unsigned(message string) (text string, signed bool) {
	begin, at := -1, 0
	for line := range strings.Lines(message) {
		for _, mark := range []string{"PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"} {
			if strings.HasPrefix(line, "-----BEGIN "+mark+"-----") {
				begin = at
			}
		}
		at += len(line)
	}
	if begin < 0 {
		return message, false
	}
	return message[:begin], true
}

// object reads an object of whatever type.
func (r *Repository) object(h Hash) (object, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.store.find(h)
	if !ok {
		return object{}, &ObjectError{Object: h, Kind: "object", Err: ErrMissing}
	}
	return r.objects.readObject(at, h)
}

var errNoCommit = errors.New("it names no commit")

// peel follows annotated tags to the commit that h means in the end.
func (r *Repository) peel(h Hash, want kind) (Hash, error) {
	for {
		o, err := r.object(h)
		if err != nil {
			return Hash{}, err
		}
		switch o.kind {
		case want:
			return h, nil
		case kindTag:
		default:
			return Hash{}, fmt.Errorf("%s %s: %w", o.kind, h, errNoCommit)
		}
		line, _ := cutLine(string(o.data))
		target, err := ParseHash(strings.TrimPrefix(line, "object "))
		if err != nil {
			return Hash{}, &ObjectError{Object: h, Kind: string(kindTag), Err: fmt.Errorf("%w: its first line names no object", ErrBroken)}
		}
		h = target
	}
}
