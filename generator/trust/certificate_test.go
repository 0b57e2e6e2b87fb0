package trust

import (
	"bytes"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/google/go-cmp/cmp"
)

func TestOpenPGPFaults(t *testing.T) {
	p := newPeople(t)
	ada, ben := p.export(p.ada), p.export(p.ben)
	weakly := p.gpgKey(date(2025, 1, 1), "Old <old@example.org>", "rsa2048", "sign", "never")
	p.gpg(date(2025, 2, 1), "", "--cert-digest-algo", "SHA1", "--allow-weak-digest-algos", "--quick-set-expire", weakly, "never")
	onlyWeak := p.gpg(day2026, "", "--armor", "--export-options", "export-minimal", "--export", weakly)
	nobody := p.gpg(day2026, "", "--armor", "--export", p.gpgKey(date(2025, 1, 1), "Nobody <nobody>", "ed25519", "sign", "never"))
	private := p.gpg(day2026, "", "--armor", "--export-secret-keys", p.ben)
	tests := []struct {
		name  string
		files []File
		want  []string
	}{
		{"two in a file, with CRLF", asc(strings.ReplaceAll("Ada's and Ben's\n"+ada+ben, "\n", "\r\n")), nil},
		{"one block of two keys", asc(p.gpg(day2026, "", "--armor", "--export", p.ada, p.ben)), nil},
		{"a private key", asc(ada, private, ben), []string{"trust/people.asc:" + lineOf(ada) + ":1: a private key"}},
		{"cut short", asc(ada, ben[:len(ben)/2]), []string{"trust/people.asc:" + lineOf(ada) + ": the public key is cut short: its END line is missing"}},
		{"damaged", asc(ada, strings.Replace(ben, "\n\n", "\n\nAAAA", 1)), []string{"trust/people.asc:" + lineOf(ada) + ": the public key can't be read (tag byte does not have MSB set)"}},
		{"another block", asc(ada, p.gpgSign(day2026, p.ada, text)), []string{"trust/people.asc:" + lineOf(ada) + `: a block of type "PGP SIGNATURE" is no public key`}},
		{"a signature for a key", asc(strings.ReplaceAll(p.gpgSign(day2026, p.ada, text), "SIGNATURE", "PUBLIC KEY BLOCK")), []string{"trust/people.asc:1: the public key can't be read (it holds no key)"}},
		{"a newer algorithm", asc(ada, armoured("PGP PUBLIC KEY BLOCK", []byte{0xc6, 6, 4, 0, 0, 0, 0, 99})), []string{
			"trust/people.asc:" + lineOf(ada) + ": a public key of a kind that is not verified (public key type: 99)"}},
		{"a private key in disguise", asc(ada, strings.ReplaceAll(private, "PRIVATE", "PUBLIC")), []string{"trust/people.asc:" + lineOf(ada) + ": a private key"}},
		{"a revocation by another key", asc(repack(t, append(opaque(t, ada)[:1:1], append(opaque(t, p.revocation(day2026, p.ben, "1")), opaque(t, ada)[1:]...)...))), []string{
			"trust/people.asc:1: a revocation by another key is not read"}},
		{"nothing", asc("ada"), []string{"trust/people.asc: there is no armoured public key in this file"}},
		{"nobody's", asc(nobody), []string{"trust/people.asc:1: the key " + p.fingerprints(day2026, "nobody")[0] + " belongs to nobody: it has no user id with an address"}},
		{"SHA-1 only", asc(onlyWeak), []string{"trust/people.asc:1: the key " + weakly + " does not count: it has no valid signature by its owner, or one made with SHA-1 only"}},
		{"a revocation of nothing", asc(ada, p.revocation(day2026, p.ben, "1")), []string{"trust/people.asc:" + lineOf(ada) + ": it revokes no key of trust/"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k, found := Parse(test.files)
			var got []string
			for _, d := range found {
				got = append(got, d.Position.String()+": "+d.Message)
				if d.Hint == "" || d.Rule != Rule {
					t.Errorf("%+v", d)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if strings.HasPrefix(string(test.files[0].Content), ada) {
				if r := k.Check([]byte(text), []byte(p.gpgSign(day2026, p.ada, text)), false, day2026); r.State != Good {
					t.Errorf("the rest doesn't count: %s: %s", r.State, r.Reason)
				}
			}
		})
	}
	var backwards []File
	for i, text := range []string{ben, ada} {
		backwards = append(backwards, File{"trust/" + string(rune('b'-i)) + ".asc", []byte(text)})
	}
	forwards := slices.Clone(backwards)
	slices.Reverse(forwards)
	a, b := parsed(t, backwards...), parsed(t, forwards...)
	signature := []byte(p.gpgSign(day2026, p.ben, text))
	if diff := cmp.Diff(a.Check([]byte(text), signature, false, day2026), b.Check([]byte(text), signature, false, day2026)); diff != "" {
		t.Errorf("the order of files means something\n%s", diff)
	}
}

// Nobody adopts the subkey of another.
func TestOpenPGPAdopted(t *testing.T) {
	p := newPeople(t)
	signature := []byte(p.gpgSign(day2026, p.ben, text))
	packets := append(opaque(t, p.export(p.ada)), opaque(t, p.export(p.ben))[3:]...)
	if tag := packets[len(packets)-2].Tag; tag != 14 {
		t.Fatalf("the last key has tag %d, and a subkey has 14", tag)
	}
	k := parsed(t, asc(repack(t, packets))...)
	if r := k.Check([]byte(text), signature, false, day2026); r.State != Unknown {
		t.Errorf("%s: %s", r.State, r.Reason)
	}
}

func opaque(t *testing.T, key string) (list []*packet.OpaquePacket) {
	t.Helper()
	found, _ := blocks([]byte(key))
	raw, err := unarmour(found[0])
	if err != nil {
		t.Fatal(err)
	}
	packets := packet.NewOpaqueReader(bytes.NewReader(raw))
	for {
		o, err := packets.Next()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, o)
	}
}

func repack(t *testing.T, packets []*packet.OpaquePacket) string {
	t.Helper()
	var raw bytes.Buffer
	for _, o := range packets {
		if err := o.Serialize(&raw); err != nil {
			t.Fatal(err)
		}
	}
	return armoured("PGP PUBLIC KEY BLOCK", raw.Bytes())
}

func armoured(kind string, raw []byte) string {
	var out strings.Builder
	out.WriteString("-----BEGIN " + kind + "-----\n\n")
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(raw)), 64) {
		out.Write(append(line, '\n'))
	}
	return out.String() + "-----END " + kind + "-----\n"
}

// lineOf is the number of the line after a text.
func lineOf(text string) string { return strconv.Itoa(strings.Count(text, "\n") + 1) }
