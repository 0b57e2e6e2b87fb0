package trust

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	pgperrors "github.com/ProtonMail/go-crypto/openpgp/errors"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

func (k *Keys) checkOpenPGP(payload []byte, b block, at time.Time) Result {
	r := Result{State: Malformed, Kind: "openpgp"}
	signature, err := readSignature(b)
	if errors.As(err, new(pgperrors.UnsupportedError)) {
		r.State = Unsupported
	}
	if err != nil {
		r.Reason = fmt.Sprintf("the signature can't be read (%s)", readable(err, "openpgp: unsupported feature: "))
		return r
	}
	if reason := unsupportedOpenPGP(signature); reason != "" {
		r.State, r.Reason = Unsupported, reason
		return r
	}
	maker := "it names no key"
	switch {
	case signature.IssuerFingerprint != nil:
		r.Key = fmt.Sprintf("%X", signature.IssuerFingerprint)
		maker = r.Key
	case signature.IssuerKeyId != nil:
		maker = fmt.Sprintf("%016X", *signature.IssuerKeyId)
	}
	members := k.made(signature)
	if len(members) == 0 {
		r.State, r.Reason = Unknown, fmt.Sprintf("no key in %s/ made this signature (%s)", folder, maker)
		return r
	}
	for _, m := range members {
		r.Key, r.Identities = m.name, m.addresses(at)
		if m.verify(payload, signature) == nil {
			r.State, r.Reason = m.judge(signature, at)
			return r
		}
	}
	r.State, r.Reason = Bad, fmt.Sprintf("the key %s signed something else", r.Key)
	return r
}

// readSignature reads the one signature of a block.
func readSignature(b block) (*packet.Signature, error) {
	raw, err := unarmour(b)
	if err != nil {
		return nil, err
	}
	packets := packet.NewReader(bytes.NewReader(raw))
	p, err := packets.NextWithUnsupported()
	if err != nil {
		return nil, errors.New("it is cut short or damaged")
	}
	if u, is := p.(*packet.UnsupportedPacket); is {
		return nil, u.Error
	}
	signature, is := p.(*packet.Signature)
	if !is {
		return nil, errors.New("it is another kind of message")
	}
	if _, err := packets.NextWithUnsupported(); err != io.EOF {
		return nil, errors.New("something follows it: a second signature, or nothing of OpenPGP")
	}
	return signature, nil
}

// unsupportedOpenPGP says why a signature is not verified, or "".
func unsupportedOpenPGP(s *packet.Signature) string {
	switch {
	case s.SigType != packet.SigTypeBinary && s.SigType != packet.SigTypeText:
		return "it is no signature of data, but one of a key"
	case weak(s.Hash):
		return fmt.Sprintf("it was made with %s, which proves nothing any more", s.Hash)
	case demanding(s):
		return "it has a critical notation, and none is known here"
	}
	return ""
}

// made returns the keys that a signature says it was made with.
func (k *Keys) made(s *packet.Signature) (list []*member) {
	if s.IssuerKeyId == nil {
		return nil
	}
	for _, m := range k.members[*s.IssuerKeyId] {
		if s.CheckKeyIdOrFingerprint(m.public) {
			list = append(list, m)
		}
	}
	return list
}

func (m *member) verify(payload []byte, s *packet.Signature) error {
	h, err := s.PrepareVerify()
	if err != nil {
		return err
	}
	if s.SigType == packet.SigTypeText {
		payload = bytes.ReplaceAll(bytes.ReplaceAll(payload, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	h.Write(payload)
	return m.public.VerifySignature(h, s)
}

// addresses are those that the key belonged to at a date.
func (m *member) addresses(at time.Time) (list []string) {
	if m.primary != nil {
		return m.primary.addresses(at)
	}
	for _, i := range m.identities {
		if i.until.IsZero() || !at.IsZero() && !at.After(i.until) {
			list = append(list, i.address)
		}
	}
	return tidy(list)
}

// judge says whether a key could make a signature at a date. A subkey is no
// better than its primary key.
func (m *member) judge(s *packet.Signature, at time.Time) (State, string) {
	keys := []*member{m}
	if m.primary != nil {
		keys = append(keys, m.primary)
	}
	for _, key := range keys {
		if key.end != nil && (at.IsZero() || !at.Before(key.end.from)) {
			return Revoked, key.revocation()
		}
	}
	for _, key := range keys {
		w := key.window
		if at.IsZero() {
			w.from = time.Time{} // a key that signs has been made before
		}
		if state, reason := w.judge(key.name, at); state != Good {
			return state, reason
		}
	}
	if !m.signs {
		return Forbidden, fmt.Sprintf("the key %s is not meant for signing", m.name)
	}
	if end := endOf(s); !end.IsZero() && (at.IsZero() || at.After(end)) {
		return Expired, fmt.Sprintf("the signature made with %s counts until %s by its own word", m.name, day(end))
	}
	reason := "signed with key " + m.name
	if m.primary != nil {
		reason += ", a subkey of " + m.primary.name
	}
	if off := s.CreationTime.Sub(at).Abs(); !at.IsZero() && off > 24*time.Hour {
		reason += ", by a clock that said " + day(s.CreationTime)
	}
	return Good, reason
}

func (m *member) revocation() string {
	if m.end.from.IsZero() {
		return fmt.Sprintf("the key %s is revoked (%s)", m.name, m.end.reason)
	}
	return fmt.Sprintf("the key %s is revoked from %s on (%s)", m.name, day(m.end.from), m.end.reason)
}
