package trust

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"aims/generator/diagnostic"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// member is a primary key or a subkey of a certificate, as it was judged: what is
// left to ask is the date.
type member struct {
	public     *packet.PublicKey
	name       string  // fingerprint
	primary    *member // nil for a primary key
	window     window
	end        *ending // nil unless it is revoked
	signs      bool    // it is meant to sign data
	identities []identity
}

// identity is an address of a user id. Primary keys have them.
type identity struct {
	address string
	until   time.Time // zero for ever
}

// ending is what revocations of a key come to.
type ending struct {
	from   time.Time // zero for every date
	reason string
}

func (r *reader) judgeCertificates() {
	for _, l := range r.loose {
		if !r.revoke(l) {
			r.report(l.place.File, l.place.Line, fault{
				message: "it revokes no key of " + folder + "/", hint: "leave the revoked key in " + folder + "/, beside its revocation",
			})
		}
	}
	for _, c := range inOrder(r.certificates) {
		primary, err := c.judge()
		if err != nil {
			r.report(c.place.File, c.place.Line, fault{
				message: fmt.Sprintf("the key %X does not count: %v", c.primary.Fingerprint, err), hint: "its owner renews it with a current program, and exports it again",
			})
			continue
		}
		if len(primary.identities) == 0 {
			r.report(c.place.File, c.place.Line, fault{
				severity: diagnostic.Warning, message: fmt.Sprintf("the key %s belongs to nobody: it has no user id with an address", primary.name),
				hint: "its owner adds one: gpg --quick-add-uid KEY 'Name <address>'",
			})
		}
		r.keep(primary)
		for _, s := range inOrder(c.subkeys) {
			if m := s.judge(primary); m != nil {
				r.keep(m)
			}
		}
	}
}

func (r *reader) keep(m *member) {
	id := m.public.KeyId
	r.keys.members[id] = append(r.keys.members[id], m)
}

// revoke gives a revocation that stands alone to the key that it is about.
func (r *reader) revoke(l revocation) (found bool) {
	for _, c := range r.certificates {
		if l.signature.CheckKeyIdOrFingerprint(c.primary) && c.primary.VerifyRevocationSignature(l.signature) == nil {
			c.own = append(c.own, l.signature)
			found = true
		}
	}
	return found
}

// judge reads what the owner of a primary key says of it.
func (c *certificate) judge() (*member, error) {
	m := &member{public: c.primary, name: fmt.Sprintf("%X", c.primary.Fingerprint)}
	direct := newest(c.own, c.primary.VerifyDirectKeySignature, packet.SigTypeDirectSignature)
	said := direct // the newest self-signature
	for id, u := range inOrder(c.users) {
		self, revoked := c.self(id, u)
		if self == nil {
			continue
		}
		if said == nil || said == direct || self.CreationTime.After(said.CreationTime) {
			said = self
		}
		if address := addressOf(id); address != "" && !revoked {
			m.identities = append(m.identities, identity{address, endOf(self)})
		}
	}
	if said == nil {
		return nil, errors.New("it has no valid signature by its owner, or one made with SHA-1 only")
	}
	m.signs = c.primary.CanSign() && (!said.FlagsValid || said.FlagSign)
	if direct != nil && direct.KeyLifetimeSecs != nil {
		said = direct
	}
	m.window = lifetime(c.primary, said)
	m.end = revoked(c.own, packet.SigTypeKeyRevocation, c.primary.VerifyRevocationSignature)
	return m, nil
}

// self returns the newest signature of the owner over a user id, and whether the
// owner has revoked the user id since.
func (c *certificate) self(id string, u *user) (self *packet.Signature, revoked bool) {
	verify := func(s *packet.Signature) error { return c.primary.VerifyUserIdSignature(id, c.primary, s) }
	self = newest(u.signatures, verify, packet.SigTypeGenericCert, packet.SigTypePersonaCert, packet.SigTypeCasualCert, packet.SigTypePositiveCert)
	return self, self != nil && slices.ContainsFunc(u.signatures, func(s *packet.Signature) bool {
		return s.SigType == packet.SigTypeCertificationRevocation && !s.CreationTime.Before(self.CreationTime) && verify(s) == nil
	})
}

// judge reads what the owner says of a subkey; nil when it is not bound to the
// primary key. One that signs has to say so, and to have signed the primary key
// in turn.
func (s *subkey) judge(primary *member) *member {
	verify := func(b *packet.Signature) error {
		if b.EmbeddedSignature != nil && weak(b.EmbeddedSignature.Hash) {
			return errors.New("cross-signature with a weak hash")
		}
		return primary.public.VerifyKeySignature(s.public, b)
	}
	binding := newest(s.signatures, verify, packet.SigTypeSubkeyBinding)
	if binding == nil {
		return nil
	}
	return &member{
		public: s.public, name: fmt.Sprintf("%X", s.public.Fingerprint), primary: primary,
		signs:  s.public.CanSign() && binding.FlagsValid && binding.FlagSign,
		window: lifetime(s.public, binding),
		end: revoked(s.signatures, packet.SigTypeSubkeyRevocation, func(r *packet.Signature) error {
			return primary.public.VerifySubkeyRevocationSignature(r, s.public)
		}),
	}
}

// lifetime is the window of a key by what a self-signature says.
func lifetime(key *packet.PublicKey, said *packet.Signature) window {
	w := window{from: key.CreationTime, until: endOf(said)}
	if s := said.KeyLifetimeSecs; s != nil && *s != 0 {
		if until := w.from.Add(time.Duration(*s) * time.Second); w.until.IsZero() || until.Before(w.until) {
			w.until = until
		}
	}
	return w
}

// endOf is when a signature stops counting, by its own word; zero for never.
func endOf(s *packet.Signature) time.Time {
	if s.SigLifetimeSecs == nil || *s.SigLifetimeSecs == 0 {
		return time.Time{}
	}
	return s.CreationTime.Add(time.Duration(*s.SigLifetimeSecs) * time.Second)
}

// revoked sums up revocations, those with a weak hash too: to doubt one would
// make a key good.
func revoked(signatures []*packet.Signature, want packet.SignatureType, verify func(*packet.Signature) error) (e *ending) {
	for _, s := range signatures {
		if s.SigType != want || verify(s) != nil {
			continue
		}
		if next := endingOf(s); e == nil || next.from.Before(e.from) {
			e = next
		}
	}
	return e
}

// endingOf reads the reason of a revocation (RFC 9580, 5.2.3.31).
func endingOf(s *packet.Signature) *ending {
	reason := packet.NoReason
	if s.RevocationReason != nil {
		reason = *s.RevocationReason
	}
	switch reason {
	case packet.KeySuperseded:
		return &ending{from: s.CreationTime, reason: "superseded"}
	case packet.KeyRetired:
		return &ending{from: s.CreationTime, reason: "retired"}
	case packet.KeyCompromised:
		return &ending{reason: "compromised"}
	}
	return &ending{reason: "without a reason"}
}

// addressOf returns the address of a user id in lower case, or "" where it has
// none that can be compared: a pattern would match other people's.
func addressOf(id string) string {
	address := id
	if open := strings.LastIndexByte(id, '<'); open >= 0 {
		inner, closed := strings.CutSuffix(strings.TrimRight(id[open+1:], " "), ">")
		if !closed {
			return ""
		}
		address = inner
	}
	local, domain, ok := strings.Cut(address, "@")
	if !ok || local == "" || domain == "" || strings.ContainsAny(address, wild+" <>\"\\") || strings.Contains(domain, "@") || strings.ContainsFunc(address, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ""
	}
	return lower(address)
}
