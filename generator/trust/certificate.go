package trust

import (
	"bytes"
	"crypto"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"aims/generator/diagnostic"

	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// certificate is what people call an OpenPGP key, as it was read: a primary key
// with what its owner says of it, of user ids and of subkeys.
type certificate struct {
	place   diagnostic.Position
	primary *packet.PublicKey
	own     []*packet.Signature // directly on the primary key, revocations among them
	users   map[string]*user    // by user id
	subkeys map[string]*subkey  // by fingerprint
}

type user struct {
	signatures []*packet.Signature
}

type subkey struct {
	public     *packet.PublicKey
	signatures []*packet.Signature
}

// revocation is a revocation certificate that stands alone.
type revocation struct {
	place     diagnostic.Position
	signature *packet.Signature
}

const exportHint = "gpg --armor --export ADDRESS writes a public key"

func (r *reader) readOpenPGP(f File) {
	list, _ := blocks(f.Content)
	if len(list) == 0 {
		r.report(f.Name, 0, fault{message: "there is no armoured public key in this file", hint: exportHint})
	}
	for _, b := range list {
		switch {
		case strings.Contains(b.kind, "PRIVATE KEY"): // findPrivate has named it
		case b.kind != "PGP PUBLIC KEY BLOCK":
			r.report(f.Name, b.line, fault{message: fmt.Sprintf("a block of type %q is no public key", b.kind), hint: exportHint})
		case !b.whole:
			r.report(f.Name, b.line, fault{message: "the public key is cut short: its END line is missing", hint: exportHint})
		default:
			if err := r.readBlock(diagnostic.Position{File: f.Name, Line: b.line}, b); err != nil {
				r.report(f.Name, b.line, fault{message: fmt.Sprintf("the public key can't be read (%v)", err), hint: exportHint})
			}
		}
	}
}

// unarmour returns the packets of a block.
func unarmour(b block) ([]byte, error) {
	decoded, err := armor.Decode(strings.NewReader(b.text))
	if err == nil && decoded.Type == b.kind {
		var raw []byte
		if raw, err = io.ReadAll(decoded.Body); err == nil && len(raw) > 0 {
			return raw, nil
		}
	}
	return nil, errors.New("the armour is damaged")
}

// readBlock reads a sequence of packets (RFC 9580, 10.1). Signatures belong to
// the key or user id before them; those by others are left out.
func (r *reader) readBlock(place diagnostic.Position, b block) error {
	raw, err := unarmour(b)
	if err != nil {
		return err
	}
	packets := packet.NewReader(bytes.NewReader(raw))
	in := sequence{reader: r, place: place}
	for {
		p, err := packets.NextWithUnsupported()
		switch {
		case err == io.EOF && in.keys == 0:
			return errors.New("it holds no key")
		case err == io.EOF:
			return nil
		case err != nil:
			return errors.New(readable(err, "openpgp: invalid data: "))
		}
		in.take(p)
	}
}

// sequence is a place in a sequence of packets.
type sequence struct {
	*reader
	place      diagnostic.Position
	keys       int                  // and revocation certificates that were read
	c          *certificate         // of the primary key read last; nil before one, and after one that can't be used
	signatures *[]*packet.Signature // of what was read last; nil where that doesn't count
}

func (s *sequence) take(p packet.Packet) {
	switch p := p.(type) {
	case *packet.PublicKey:
		s.signatures = nil
		if !p.IsSubkey {
			s.c = s.certificate(s.place, p)
			s.keys++
			s.signatures = &s.c.own
		} else if s.c != nil {
			s.signatures = &s.c.subkey(p).signatures
		}
	case *packet.UserId:
		s.signatures = nil
		if s.c != nil {
			s.signatures = &s.c.user(p.Id).signatures
		}
	case *packet.Signature:
		switch {
		case s.keys == 0 && revokes(p):
			s.loose = append(s.loose, revocation{s.place, p})
			s.keys++
		case s.c == nil || s.signatures == nil:
		case p.CheckKeyIdOrFingerprint(s.c.primary):
			*s.signatures = append(*s.signatures, p)
		case revokes(p):
			s.skip("a revocation by another key is not read", "the owner of the key revokes it")
		}
	case *packet.UnsupportedPacket:
		s.pass(p)
	case *packet.PrivateKey:
		s.c, s.signatures = nil, nil
		s.keys++
		s.skip("a private key", privateHint)
	default:
		s.signatures = nil
	}
}

// pass leaves out a packet, and what belongs to it.
func (s *sequence) pass(p *packet.UnsupportedPacket) {
	why := readable(p.Error, "openpgp: unsupported feature: ")
	switch incomplete := p.IncompletePacket.(type) {
	case *packet.Signature:
		if revokes(incomplete) {
			s.skip(fmt.Sprintf("a revocation of a kind that is not read (%s)", why), "take the key away, or revoke it with a current program")
		}
		return
	case *packet.PublicKey:
		if !incomplete.IsSubkey {
			s.c = nil
			s.keys++
			s.skip(fmt.Sprintf("a public key of a kind that is not verified (%s)", why), "make a key with ed25519 or RSA")
		}
	}
	s.signatures = nil
}

func (s *sequence) skip(message, hint string) {
	s.report(s.place.File, s.place.Line, fault{message: message, hint: hint})
}

// revokes reports whether a signature is there to revoke a key or a subkey.
func revokes(s *packet.Signature) bool {
	return s.SigType == packet.SigTypeKeyRevocation || s.SigType == packet.SigTypeSubkeyRevocation
}

// certificate returns that of a primary key, a new one when none of its copies
// was read before.
func (r *reader) certificate(place diagnostic.Position, primary *packet.PublicKey) *certificate {
	name := string(primary.Fingerprint)
	if r.certificates[name] == nil {
		r.certificates[name] = &certificate{place: place, primary: primary, users: map[string]*user{}, subkeys: map[string]*subkey{}}
	}
	return r.certificates[name]
}

func (c *certificate) user(id string) *user {
	if c.users[id] == nil {
		c.users[id] = &user{}
	}
	return c.users[id]
}

func (c *certificate) subkey(public *packet.PublicKey) *subkey {
	name := string(public.Fingerprint)
	if c.subkeys[name] == nil {
		c.subkeys[name] = &subkey{public: public}
	}
	return c.subkeys[name]
}

// inOrder goes through a map by its keys.
func inOrder[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

// weak reports whether a hash no longer binds a signature to what was signed.
func weak(h crypto.Hash) bool {
	return h == crypto.SHA1 || h == crypto.MD5 || h == crypto.RIPEMD160
}

// newest returns the latest signature of the given types that verifies, that is
// not made with a weak hash, and that has no part which has to be understood and
// isn't; nil where there is none.
func newest(signatures []*packet.Signature, verify func(*packet.Signature) error, types ...packet.SignatureType) *packet.Signature {
	candidates := slices.Clone(signatures)
	slices.SortStableFunc(candidates, func(a, b *packet.Signature) int { return b.CreationTime.Compare(a.CreationTime) })
	for _, s := range candidates {
		if slices.Contains(types, s.SigType) && !weak(s.Hash) && !demanding(s) && verify(s) == nil {
			return s
		}
	}
	return nil
}

// demanding reports whether a signature has a critical notation: none is known
// here.
func demanding(s *packet.Signature) bool {
	return slices.ContainsFunc(s.Notations, func(n *packet.Notation) bool { return n.IsCritical })
}
