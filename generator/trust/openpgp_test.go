package trust

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func asc(text ...string) []File {
	return []File{{Name: "trust/people.asc", Content: []byte(strings.Join(text, ""))}}
}

// people are the keys of a test, made by GnuPG.
type people struct {
	*lab
	ada, ben, signing string // fingerprints: Ada's primary key, Ben's, and his subkey for signing
}

func newPeople(t testing.TB) *people {
	t.Helper()
	l := newLab(t, "gpg")
	p := &people{lab: l}
	p.ada = l.gpgKey(date(2025, 1, 1), "Ada Owner (home) <Ada@example.org>", "ed25519", "sign", "never")
	l.gpg(date(2025, 2, 1), "", "--quick-add-uid", p.ada, "ada@work.example.org")
	l.gpg(date(2025, 2, 1), "", "--quick-add-uid", p.ada, "Ada <ada@old.example.org>")
	l.gpg(date(2025, 2, 1), "", "--quick-add-uid", p.ada, "Ada <*@example.org>")
	l.gpg(date(2025, 6, 1), "", "--quick-revoke-uid", p.ada, "Ada <ada@old.example.org>")
	p.ben = l.gpgKey(date(2025, 1, 1), "Ben <ben@example.org>", "ed25519", "cert", "2027-01-01")
	l.gpg(date(2025, 1, 1), "", "--quick-add-key", p.ben, "ed25519", "sign", "2026-06-01")
	p.signing = l.fingerprints(day2026, p.ben)[1]
	return p
}

func TestOpenPGP(t *testing.T) {
	p := newPeople(t)
	keys := asc(p.export(p.ada), p.export(p.ben))
	byAda, byBen := p.gpgSign(day2026, p.ada, text), p.gpgSign(day2026, p.ben, text)
	adas, bens := []string{"ada@example.org", "ada@work.example.org"}, []string{"ben@example.org"}
	tests := []struct {
		name      string
		keys      []File
		signature string
		payload   string
		at        time.Time
		want      Result
	}{
		{name: "good", signature: byAda, at: day2026,
			want: Result{State: Good, Key: p.ada, Identities: adas, Reason: "signed with key " + p.ada}},
		{name: "a subkey", signature: byBen, at: day2026,
			want: Result{State: Good, Key: p.signing, Identities: bens, Reason: "signed with key " + p.signing + ", a subkey of " + p.ben}},
		{name: "as text", signature: p.gpgSign(day2026, p.ada, text, "--textmode"), at: day2026,
			want: Result{State: Good, Key: p.ada, Identities: adas, Reason: "signed with key " + p.ada}},
		{name: "another date than the clock's", signature: byAda, at: date(2026, 3, 8),
			want: Result{State: Good, Key: p.ada, Identities: adas, Reason: "signed with key " + p.ada + ", by a clock that said 2026-03-01"}},
		{name: "a changed text", signature: byAda, at: day2026, payload: text + "\n",
			want: Result{State: Bad, Key: p.ada, Identities: adas, Reason: "the key " + p.ada + " signed something else"}},
		{name: "another key", keys: asc(p.export(p.ben)), signature: byAda, at: day2026,
			want: Result{State: Unknown, Key: p.ada, Reason: "no key in trust/ made this signature (" + p.ada + ")"}},
		{name: "before the key was made", signature: byAda, at: date(2024, 12, 31),
			want: Result{State: NotYetValid, Key: p.ada, Identities: adas, Reason: "the key " + p.ada + " is valid from 2025-01-01, and the date is 2024-12-31"}},
		{name: "after the subkey", signature: byBen, at: date(2026, 6, 8),
			want: Result{State: Expired, Key: p.signing, Identities: bens, Reason: "the key " + p.signing + " is valid until 2026-06-01, and the date is 2026-06-08"}},
		{name: "with SHA-1", signature: p.gpgSign(day2026, p.ada, text, "--digest-algo", "SHA1", "--allow-weak-digest-algos"), at: day2026,
			want: Result{State: Unsupported, Reason: "it was made with SHA-1, which proves nothing any more"}},
		{name: "a critical notation", signature: p.gpgSign(day2026, p.ada, text, "--sig-notation", "!much@example.org=1"), at: day2026,
			want: Result{State: Unsupported, Reason: "it has a critical notation, and none is known here"}},
		{name: "a signature of a key", signature: strings.ReplaceAll(p.revocation(day2026, p.ada, "1"), "PUBLIC KEY BLOCK", "SIGNATURE"), at: day2026,
			want: Result{State: Unsupported, Reason: "it is no signature of data, but one of a key"}},
		{name: "another version", signature: armoured("PGP SIGNATURE", []byte{0xc2, 6, 3, 5, 0, 0, 0, 0}), at: day2026,
			want: Result{State: Unsupported, Reason: "the signature can't be read (signature packet version 3)"}},
		{name: "two signers", signature: p.gpg(day2026, text, "-u", p.ada, "-u", p.ben, "--armor", "--detach-sign"), at: day2026,
			want: Result{State: Malformed, Reason: "the signature can't be read (something follows it: a second signature, or nothing of OpenPGP)"}},
		{name: "a message", signature: strings.ReplaceAll(p.gpg(day2026, text, "-u", p.ada, "--armor", "--sign"), "PGP MESSAGE", "PGP SIGNATURE"), at: day2026,
			want: Result{State: Malformed, Reason: "the signature can't be read (it is another kind of message)"}},
		{name: "a signature with an end", signature: p.gpgSign(day2026, p.ada, text, "--default-sig-expire", "2026-03-05"), at: date(2026, 3, 6),
			want: Result{State: Expired, Key: p.ada, Identities: adas, Reason: "the signature made with " + p.ada + " counts until 2026-03-05 by its own word"}},
		{name: "an unknown date, no end", signature: byAda,
			want: Result{State: Good, Key: p.ada, Identities: adas, Reason: "signed with key " + p.ada}},
		{name: "an unknown date, an end", signature: byBen,
			want: Result{State: Expired, Key: p.signing, Identities: bens, Reason: "the key " + p.signing + " is valid until 2026-06-01, and the date can't be read"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			payload := text
			if test.payload != "" {
				payload = test.payload
			}
			if test.keys == nil {
				test.keys = keys
			}
			k := parsed(t, test.keys...)
			test.want.Kind = "openpgp"
			if diff := cmp.Diff(test.want, k.Check([]byte(payload), []byte(test.signature), false, test.at)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			crlf := strings.ReplaceAll(test.signature, "\n", "\r\n")
			if got := k.Check([]byte(payload), []byte(crlf), false, test.at); got.State != test.want.State {
				t.Errorf("with CRLF %s: %s", got.State, got.Reason)
			}
			// GnuPG has both keys, and takes SHA-1 in signatures of data.
			if !test.at.IsZero() && test.want.State != Unknown && test.want.State != Unsupported {
				if good := gpgVerifies(p.lab, payload, test.signature, test.at); good != (test.want.State == Good) {
					t.Errorf("%s here, and gpg says %v", test.want.State, good)
				}
			}
		})
	}
}

// gpgVerifies asks GnuPG as git does, with the clock at the date.
func gpgVerifies(l *lab, payload, signature string, at time.Time) bool {
	args := gpgArgs(at, []string{"--status-fd", "1", "--verify", l.write("signature", signature), "-"})
	out, err := l.try([]byte(payload), "gpg", args...)
	return err == nil && strings.Count(out, "[GNUPG:] GOODSIG ") == 1
}

func TestOpenPGPKinds(t *testing.T) {
	l := newLab(t, "gpg")
	for _, kind := range []string{"rsa2048", "nistp256", "nistp384", "brainpoolP256r1", "dsa2048", "ed25519"} {
		t.Run(kind, func(t *testing.T) {
			key := l.gpgKey(date(2025, 1, 1), kind+" <"+kind+"@example.org>", kind, "sign", "never")
			k := parsed(t, asc(l.export(key))...)
			signature := []byte(l.gpgSign(day2026, key, text))
			if r := k.Check([]byte(text), signature, false, day2026); r.State != Good {
				t.Errorf("%s: %s", r.State, r.Reason)
			}
			if r := k.Check([]byte(text+"x"), signature, false, day2026); r.State != Bad {
				t.Errorf("another text: %s: %s", r.State, r.Reason)
			}
		})
	}
}

// Revocations for a key, for a subkey, and alone; GnuPG itself takes every
// revoked key for revoked at every date.
func TestOpenPGPRevoked(t *testing.T) {
	p := newPeople(t)
	for _, of := range []string{p.ada, p.ben} {
		before := p.export(of)
		signature := []byte(p.gpgSign(day2026, of, text))
		for _, test := range []struct {
			reason        string
			before, after State
			says          string
		}{
			{"0", Revoked, Revoked, "the key " + of + " is revoked (without a reason)"},
			{"1", Revoked, Revoked, "the key " + of + " is revoked (compromised)"},
			{"2", Good, Revoked, "the key " + of + " is revoked from 2026-04-01 on (superseded)"},
			{"3", Good, Revoked, "the key " + of + " is revoked from 2026-04-01 on (retired)"},
		} {
			certificate := p.revocation(date(2026, 4, 1), of, test.reason)
			for name, files := range map[string][]File{
				"in one file": asc(before, certificate), "before the key": asc(certificate, before),
				"in two files": append(asc(before), File{"trust/a.asc", []byte("gone\n\n" + certificate)}),
			} {
				k := parsed(t, files...)
				if r := k.Check([]byte(text), signature, false, day2026); r.State != test.before {
					t.Errorf("reason %s %s, before: %s: %s", test.reason, name, r.State, r.Reason)
				}
				if r := k.Check([]byte(text), signature, false, date(2026, 4, 2)); r.State != test.after || r.Reason != test.says {
					t.Errorf("reason %s %s, after: %s: %s", test.reason, name, r.State, r.Reason)
				}
				if r := k.Check([]byte(text), signature, false, time.Time{}); r.State != Revoked {
					t.Errorf("reason %s %s, unknown date: %s: %s", test.reason, name, r.State, r.Reason)
				}
			}
		}
	}

	args := gpgArgs(date(2026, 4, 1), []string{"--command-fd", "0", "--edit-key", p.ben})
	signature := []byte(p.gpgSign(day2026, p.ben, text))
	old := p.export(p.ben)
	p.run([]byte("key 1\nrevkey\ny\n1\n\ny\nsave\n"), "gpg", args[1:]...)
	for name, files := range map[string][]File{
		"a revoked subkey": asc(p.export(p.ben)),
		"an older copy":    append(asc(old), File{"trust/new.asc", []byte(p.export(p.ben))}),
		"a newer copy":     append(asc(old), File{"trust/a.asc", []byte(p.export(p.ben))}),
	} {
		r := parsed(t, files...).Check([]byte(text), signature, false, day2026)
		if r.State != Revoked || r.Reason != "the key "+p.signing+" is revoked (compromised)" {
			t.Errorf("%s: %s: %s", name, r.State, r.Reason)
		}
	}
}

// A key whose end was moved is judged by its newest self-signature, also when
// that is the only one that was exported.
func TestOpenPGPRenewed(t *testing.T) {
	l := newLab(t, "gpg")
	key := l.gpgKey(date(2024, 1, 1), "Ada <ada@example.org>", "ed25519", "sign", "2025-01-01")
	old, signature := l.export(key), []byte(l.gpgSign(date(2024, 6, 1), key, text))
	l.gpg(date(2025, 6, 1), "", "--quick-set-expire", key, "2027-01-01")
	renewed := l.export(key)
	for _, test := range []struct {
		name  string
		files []File
		at    time.Time
		want  State
	}{
		{"old, at the time", asc(old), date(2024, 6, 1), Good},
		{"old, later", asc(old), date(2025, 3, 1), Expired},
		{"renewed, at the time", asc(renewed), date(2024, 6, 1), Good},
		{"renewed, between", asc(renewed), date(2025, 3, 1), Good},
		{"both", asc(renewed, old), date(2026, 3, 1), Good},
		{"renewed, later", asc(renewed), date(2027, 3, 1), Expired},
	} {
		if r := parsed(t, test.files...).Check([]byte(text), signature, false, test.at); r.State != test.want {
			t.Errorf("%s: %s: %s", test.name, r.State, r.Reason)
		}
	}
}

// A key says what it is for. GnuPG makes no signature with an encryption key, so
// the flag is taken away from one that has signed.
func TestOpenPGPForbidden(t *testing.T) {
	l := newLab(t, "gpg")
	key := l.gpgKey(date(2025, 1, 1), "Ada <ada@example.org>", "ed25519", "sign", "never")
	signature := []byte(l.gpgSign(day2026, key, text))
	args := gpgArgs(date(2026, 4, 1), []string{"--command-fd", "0", "--edit-key", key})
	l.run([]byte("change-usage\nS\nQ\nsave\n"), "gpg", args[1:]...)
	r := parsed(t, asc(l.export(key))...).Check([]byte(text), signature, false, day2026)
	if r.State != Forbidden || r.Reason != "the key "+key+" is not meant for signing" {
		t.Errorf("%s: %s", r.State, r.Reason)
	}
}
