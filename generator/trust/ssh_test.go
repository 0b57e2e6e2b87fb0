package trust

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

const text = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nsubject\n"

func TestSSH(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	ada := l.sshKey("ada", "-t", "ed25519")
	other := l.sshKey("other", "-t", "ed25519")
	print := strings.Fields(l.run(nil, "ssh-keygen", "-l", "-f", l.path("ada.pub")))[1]
	signature := l.sshSign("ada", "git", text)
	tests := []struct {
		name             string
		allowed, revoked string
		signature        string // that of ada when empty
		payload          string // text when empty
		at               time.Time
		want             Result
	}{
		{name: "good", allowed: "Ada@example.org " + ada,
			want: Result{State: Good, Identities: []string{"ada@example.org"}, Reason: "signed with key " + print}},
		{name: "several principals, a comment, a quotation", allowed: "# who\n\n \"b@example.org,ada@example.org\" " + ada + " the key of Ada\r\n",
			want: Result{State: Good, Identities: []string{"ada@example.org", "b@example.org"}, Reason: "signed with key " + print}},
		{name: "a pattern", allowed: "*@example.org,!guest@example.org namespaces=\"file,g?t\" " + ada,
			want: Result{State: Good, Identities: []string{"*@example.org,!guest@example.org"}, Reason: "signed with key " + print}},
		{name: "a changed text", allowed: "ada@example.org " + ada, payload: text + "\n",
			want: Result{State: Bad, Identities: []string{"ada@example.org"}, Reason: "the key " + print + " signed something else"}},
		{name: "another namespace", allowed: "ada@example.org " + ada, signature: l.sshSign("ada", "file", text),
			want: Result{State: Bad, Identities: []string{"ada@example.org"}, Reason: "the key " + print + ` signed it under the namespace "file", and git's is "git"`}},
		{name: "another key", allowed: "ada@example.org " + other,
			want: Result{State: Unknown, Reason: "no key in trust/ made this signature (" + print + ")"}},
		{name: "no keys", want: Result{State: Unknown, Reason: "no key in trust/ made this signature (" + print + ")"}},
		{name: "expired", allowed: `ada@example.org valid-before="20260201" ` + ada,
			want: Result{State: Expired, Identities: []string{"ada@example.org"}, Reason: "the key " + print + " is valid until 2026-02-01, and the date is 2026-03-01"}},
		{name: "expired a second ago", allowed: `ada@example.org valid-before="20260301115959Z" ` + ada,
			want: Result{State: Expired, Identities: []string{"ada@example.org"}, Reason: "the key " + print + " is valid until 2026-03-01 11:59:59 UTC, and the date is 2026-03-01 12:00:00 UTC"}},
		{name: "the last second", allowed: `ada@example.org valid-before="202603011200" ` + ada,
			want: Result{State: Good, Identities: []string{"ada@example.org"}, Reason: "signed with key " + print}},
		{name: "expired since", allowed: `ada@example.org valid-before="20260201" ` + ada, at: date(2026, 1, 31),
			want: Result{State: Good, Identities: []string{"ada@example.org"}, Reason: "signed with key " + print}},
		{name: "not yet valid", allowed: `ada@example.org valid-after="20260401" ` + ada,
			want: Result{State: NotYetValid, Identities: []string{"ada@example.org"}, Reason: "the key " + print + " is valid from 2026-04-01, and the date is 2026-03-01"}},
		{name: "a second window", allowed: `ada@example.org valid-before="20260201" ` + ada + "\n" + `a@example.org valid-after="20260201" ` + ada,
			want: Result{State: Good, Identities: []string{"a@example.org"}, Reason: "signed with key " + print}},
		{name: "two good lines", allowed: "ada@example.org " + ada + "\nb@example.org,ada@example.org " + ada,
			want: Result{State: Good, Identities: []string{"ada@example.org", "b@example.org"}, Reason: "signed with key " + print}},
		{name: "forbidden", allowed: `ada@example.org namespaces="file,!git" ` + ada,
			want: Result{State: Forbidden, Identities: []string{"ada@example.org"}, Reason: "the key " + print + ` may sign under the namespaces "file,!git", and git's is "git"`}},
		{name: "revoked", allowed: "ada@example.org " + ada, revoked: "# lost\n" + ada + "\n",
			want: Result{State: Revoked, Identities: []string{"ada@example.org"}, Reason: "the key " + print + " is revoked in trust/revoked_signers"}},
		{name: "another one revoked", allowed: "ada@example.org " + ada, revoked: other,
			want: Result{State: Good, Identities: []string{"ada@example.org"}, Reason: "signed with key " + print}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			payload, sig, at := text, signature, day2026
			if test.payload != "" {
				payload = test.payload
			}
			if test.signature != "" {
				sig = test.signature
			}
			if !test.at.IsZero() {
				at = test.at
			}
			k := parsed(t, append(allowed(test.allowed), File{"trust/revoked_signers", []byte(test.revoked)})...)
			test.want.Kind, test.want.Key = "ssh", print
			if diff := cmp.Diff(test.want, k.Check([]byte(payload), []byte(sig), false, at)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			crlf := strings.ReplaceAll(sig, "\n", "\r\n")
			if got := k.Check([]byte(payload), []byte(crlf), false, at); got.State != test.want.State {
				t.Errorf("with CRLF %s: %s", got.State, got.Reason)
			}
			if good := sshKeygenVerifies(t, l, test.allowed, test.revoked, payload, sig, at); good != (test.want.State == Good) {
				t.Errorf("%s here, and ssh-keygen says %v", test.want.State, good)
			}
		})
	}
}

// sshKeygenVerifies asks ssh-keygen as git does: who may it have been, and is it
// good for them.
func sshKeygenVerifies(t *testing.T, l *lab, allowed, revoked, payload, signature string, at time.Time) bool {
	t.Helper()
	when := "-Overify-time=" + at.UTC().Format("20060102150405")
	files := []string{"-f", l.write("allowed", allowed), "-s", l.write("signature", signature), when}
	principal := "ada@example.org"
	found, err := l.try(nil, "ssh-keygen", append([]string{"-Y", "find-principals"}, files...)...)
	if first, _, _ := strings.Cut(found, "\n"); err == nil && !strings.ContainsAny(first, "*,") {
		principal = first
	}
	args := append([]string{"-Y", "verify", "-n", "git", "-I", principal}, files...)
	if revoked != "" {
		args = append(args, "-r", l.write("revoked", revoked))
	}
	_, err = l.try([]byte(payload), "ssh-keygen", args...)
	return err == nil
}

func TestSSHKinds(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	for _, kind := range []string{"ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048"} {
		t.Run(kind, func(t *testing.T) {
			name := strings.ReplaceAll(kind, " ", "")
			key := l.sshKey(name, append([]string{"-t"}, strings.Fields(kind)...)...)
			k := parsed(t, allowed("ada@example.org "+key)...)
			for _, hash := range []string{"sha256", "sha512"} {
				signature := []byte(l.sshSign(name, "git", text, "-O", "hashalg="+hash))
				if r := k.Check([]byte(text), signature, false, day2026); r.State != Good {
					t.Errorf("%s: %s", r.State, r.Reason)
				}
				if r := k.Check([]byte(text+"x"), signature, false, day2026); r.State != Bad {
					t.Errorf("another text: %s: %s", r.State, r.Reason)
				}
			}
		})
	}
}

func TestSSHUnsupported(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	key := l.sshKey("rsa", "-t", "rsa", "-b", "2048")
	l.sshKey("ada", "-t", "ed25519")
	signer, ada := l.sshSigner("rsa"), l.sshSigner("ada")
	certificate := &ssh.Certificate{Key: signer.PublicKey(), CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := certificate.SignCert(rand.Reader, signer); err != nil {
		t.Fatal(err)
	}
	sign := func(signer ssh.Signer, change func(*sshsig.Signature)) []byte {
		s, err := sshsig.Sign(strings.NewReader(text), signer, sshsig.HashSHA256, "git")
		if err != nil {
			t.Fatal(err)
		}
		change(s)
		return sshsig.Armor(s)
	}
	person, authority := "ada@example.org "+key, "ada@example.org cert-authority "+key
	tests := []struct {
		name, allowed, reason string
		signature             []byte
	}{
		{"SHA-1", person, `not verified (invalid signature format "ssh-rsa"`, sign(signer, func(s *sshsig.Signature) { s.Signature.Format = "ssh-rsa" })},
		{"DSA", person, "DSA, which takes SHA-1", sign(ada, func(s *sshsig.Signature) { s.Signature.Format = "ssh-dss" })},
		{"a newer key", person, "unknown key algorithm: ssh-tomorrow", sign(ada, func(s *sshsig.Signature) { s.PublicKey = tomorrow{s.PublicKey} })},
		{"a certificate", authority, "an SSH certificate", sign(signer, func(s *sshsig.Signature) { s.PublicKey = certificate })},
		{"an authority's own key", authority, "as an authority", sign(signer, func(*sshsig.Signature) {})},
		{"another hash", person, `unsupported hash algorithm "md5"`, sign(signer, func(s *sshsig.Signature) { s.HashAlgorithm = "md5" })},
		{"another version", person, "unsupported signature version 2", sign(signer, func(s *sshsig.Signature) { s.Version = 2 })},
	}
	for _, test := range tests {
		k, _ := Parse(allowed(test.allowed))
		if r := k.Check([]byte(text), test.signature, false, day2026); r.State != Unsupported || !strings.Contains(r.Reason, test.reason) {
			t.Errorf("%s: %s: %s", test.name, r.State, r.Reason)
		}
	}
}

// tomorrow is a key of a type that nobody knows.
type tomorrow struct{ ssh.PublicKey }

func (tomorrow) Marshal() []byte {
	return ssh.Marshal(struct{ Type, Key string }{"ssh-tomorrow", "key"})
}

// A key with an end, or a beginning, is not good when nobody knows the date.
func TestSSHUnknownDate(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	key := l.sshKey("ada", "-t", "ed25519")
	signature := []byte(l.sshSign("ada", "git", text))
	for options, want := range map[string]State{
		"":                         Good,
		`valid-before="20990101" `: Expired,
		`valid-after="20010101" `:  NotYetValid,
		`valid-after="20010101",valid-before="20990101" `: Expired,
	} {
		k := parsed(t, allowed("ada@example.org "+options+key)...)
		r := k.Check([]byte(text), signature, false, time.Time{})
		if r.State != want || want != Good && !strings.HasSuffix(r.Reason, "and the date can't be read") {
			t.Errorf("%q: %s: %s", options, r.State, r.Reason)
		}
	}
}

func TestMalformed(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	key := l.sshKey("ada", "-t", "ed25519")
	k := parsed(t, allowed("ada@example.org "+key)...)
	good := l.sshSign("ada", "git", text)
	body := strings.Split(good, "\n")
	tests := []struct {
		name, signature string
		several         bool
		state           State
		kind, reason    string
	}{
		{name: "none", state: Malformed, reason: "there is no signature"},
		{name: "blank", signature: " \r\n", state: Malformed, reason: "there is no signature"},
		{name: "garbage", signature: "\x00\xff signed!", state: Malformed, reason: "it is no armoured signature"},
		{name: "several headers", signature: good, several: true, state: Malformed, kind: "ssh", reason: "more than one"},
		{name: "two blocks", signature: good + good, state: Malformed, kind: "ssh", reason: "more than one"},
		{name: "one inside the other", signature: body[0] + "\n" + good, state: Malformed, kind: "ssh", reason: "more than one"},
		{name: "no end", signature: good[:len(good)/2], state: Malformed, kind: "ssh", reason: "cut short"},
		{name: "another end", signature: strings.Replace(good, "END SSH", "END PGP", 1), state: Malformed, kind: "ssh", reason: "cut short"},
		{name: "lines missing", signature: strings.Join(append(body[:2:2], body[4:]...), "\n"), state: Malformed, kind: "ssh", reason: "can't be read"},
		{name: "empty block", signature: "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", state: Malformed, kind: "ssh", reason: "can't be read"},
		{name: "text after it", signature: good + "and more\n", state: Malformed, kind: "ssh", reason: "text before or after"},
		{name: "text before it", signature: "so:\n" + good, state: Malformed, kind: "ssh", reason: "text before or after"},
		{name: "too long", signature: good + strings.Repeat("\n", longestSignature), state: Malformed, reason: "longer than 64 kB"},
		{name: "another block", signature: "-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----", state: Malformed, reason: `"PGP MESSAGE" is no signature`},
		{name: "empty OpenPGP", signature: "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----", state: Malformed, kind: "openpgp", reason: "armour is damaged"},
		{name: "no OpenPGP", signature: "-----BEGIN PGP SIGNATURE-----\n\nYWJjZA==\n-----END PGP SIGNATURE-----", state: Malformed, kind: "openpgp", reason: "can't be read"},
		{name: "X.509", signature: "-----BEGIN SIGNED MESSAGE-----\nMII=\n-----END SIGNED MESSAGE-----\n", state: Unsupported, kind: "x509", reason: "X.509 signatures are not verified"},
		{name: "spaces around", signature: "\n" + good + " \n", state: Good, kind: "ssh", reason: "signed with key"},
	}
	for _, test := range tests {
		r := k.Check([]byte(text), []byte(test.signature), test.several, day2026)
		if r.State != test.state || r.Kind != test.kind || !strings.Contains(r.Reason, test.reason) || (r.State == Good) != (r.Identities != nil) {
			t.Errorf("%s: %+v", test.name, r)
		}
	}
	if r := (*Keys)(nil).Check([]byte(text), []byte(good), false, day2026); r.State != Unknown {
		t.Errorf("nil keys: %+v", r)
	}
}
