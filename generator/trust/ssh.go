package trust

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// namespace is what git signs under (gpg-interface.c).
const namespace = "git"

func (k *Keys) checkSSH(payload []byte, b block, at time.Time) Result {
	r := Result{State: Malformed, Kind: "ssh"}
	signature, err := sshsig.Unarmor([]byte(b.text))
	if err != nil {
		r.Reason = fmt.Sprintf("the signature can't be read (%s)", readable(err, "ssh: "))
		if isWhole(b) {
			r.State, r.Reason = Unsupported, fmt.Sprintf("the signature is of a kind that is not verified (%s)", readable(err, "ssh: "))
		}
		return r
	}
	r.Key = ssh.FingerprintSHA256(signature.PublicKey)
	if reason := unsupportedSSH(signature); reason != "" {
		r.State, r.Reason = Unsupported, reason
		return r
	}
	wire := signature.PublicKey.Marshal()
	if err := sshsig.Verify(bytes.NewReader(payload), signature, signature.PublicKey, signature.HashAlgorithm, namespace); err != nil {
		r.State, r.Identities = Bad, everybody(k.allowed[string(wire)])
		r.Reason = fmt.Sprintf("the key %s signed something else", r.Key)
		if errors.Is(err, sshsig.ErrNamespaceMismatch) {
			r.Reason = fmt.Sprintf("the key %s signed it under the namespace %q, and git's is %q", r.Key, signature.Namespace, namespace)
		}
		return r
	}
	if k.revoked[string(wire)] {
		r.State, r.Identities = Revoked, everybody(k.allowed[string(wire)])
		r.Reason = fmt.Sprintf("the key %s is revoked in %s/%s", r.Key, folder, revokedName)
		return r
	}
	k.judgeSigners(&r, k.allowed[string(wire)], at)
	return r
}

// isWhole reports whether a signature that the library refuses is built as
// OpenSSH's PROTOCOL.sshsig says: then it is a newer kind, or SHA-1 with RSA.
func isWhole(b block) bool {
	var envelope struct {
		Magic                                           [6]byte
		Version                                         uint32
		PublicKey, Namespace, Reserved, Hash, Signature string
	}
	p, _ := pem.Decode([]byte(b.text))
	return p != nil && ssh.Unmarshal(p.Bytes, &envelope) == nil && string(envelope.Magic[:]) == "SSHSIG" &&
		ssh.Unmarshal([]byte(envelope.Signature), new(ssh.Signature)) == nil
}

// unsupportedSSH says why a signature is not verified, or "".
func unsupportedSSH(s *sshsig.Signature) string {
	if _, is := s.PublicKey.(*ssh.Certificate); is {
		return "it was made with an SSH certificate, and those are not verified"
	}
	if s.Signature.Format == "ssh-dss" {
		return "it was made with DSA, which takes SHA-1 and proves nothing any more"
	}
	return ""
}

func everybody(lines []signer) (list []string) {
	for _, s := range lines {
		list = append(list, s.identities...)
	}
	return tidy(list)
}

// better are the states of lines, best first: the key has that of its best line.
var better = []State{Good, Expired, NotYetValid, Forbidden, Unsupported}

func (k *Keys) judgeSigners(r *Result, lines []signer, at time.Time) {
	r.State = Unknown
	r.Reason = fmt.Sprintf("no key in %s/ made this signature (%s)", folder, r.Key)
	best := len(better)
	for _, s := range lines {
		state, reason := s.judge(r.Key, at)
		rank := slices.Index(better, state)
		if rank > best {
			continue
		}
		if rank < best {
			best, r.State, r.Reason, r.Identities = rank, state, reason, nil
		}
		r.Identities = append(r.Identities, s.identities...)
	}
	r.Identities = tidy(r.Identities)
}

func (s *signer) judge(key string, at time.Time) (State, string) {
	if s.authority {
		return Unsupported, fmt.Sprintf("the key %s stands in %s/%s as an authority, and those are not verified", key, folder, allowedName)
	}
	if s.namespaces != "" && !listed(s.namespaces, namespace) {
		return Forbidden, fmt.Sprintf("the key %s may sign under the namespaces %q, and git's is %q", key, s.namespaces, namespace)
	}
	if state, reason := s.window.judge(key, at); state != Good {
		return state, reason
	}
	return Good, "signed with key " + key
}
