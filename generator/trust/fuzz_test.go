package trust

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "make the keys and signatures of testdata anew")

// sample are keys and signatures under testdata, which are the same in every run.
var sample = []string{"people.asc", "revocation.asc", "allowed_signers", "ada.sig", "ben.sig", "ssh.sig"}

func samples(t testing.TB) map[string]string {
	t.Helper()
	if *update {
		makeSamples(t)
	}
	texts := map[string]string{}
	for _, name := range sample {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(b)
	}
	return texts
}

func makeSamples(t testing.TB) {
	t.Helper()
	p := newPeople(t)
	key := p.sshKey("ssh", "-t", "ed25519")
	for name, text := range map[string]string{
		"people.asc":      p.export(p.ada) + p.export(p.ben),
		"revocation.asc":  p.revocation(day2026, p.ada, "2"),
		"allowed_signers": "ada@example.org valid-before=\"20270101\",namespaces=\"git\" " + key + "\n",
		"ada.sig":         p.gpgSign(day2026, p.ada, text),
		"ben.sig":         p.gpgSign(day2026, p.ben, text),
		"ssh.sig":         p.sshSign("ssh", "git", text),
	} {
		if err := os.WriteFile(filepath.Join("testdata", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sampleKeys(t testing.TB, texts map[string]string) *Keys {
	t.Helper()
	return parsed(t, append(asc(texts["people.asc"]), allowed(texts["allowed_signers"])...)...)
}

// The samples are good, also where neither program is installed.
func TestSamples(t *testing.T) {
	texts := samples(t)
	k := sampleKeys(t, texts)
	for _, name := range []string{"ada.sig", "ben.sig", "ssh.sig"} {
		if r := k.Check([]byte(text), []byte(texts[name]), false, day2026); r.State != Good {
			t.Errorf("%s: %s: %s", name, r.State, r.Reason)
		}
	}
}

// Faults stand where there is something.
func FuzzParse(f *testing.F) {
	texts := samples(f)
	for _, seed := range texts {
		for _, name := range []string{"trust/a.asc", "trust/allowed_signers", "trust/revoked_signers"} {
			f.Add(name, []byte(seed))
		}
	}
	f.Add("trust/allowed_signers", []byte("\"a,b\" cert-authority "+aKey))
	f.Add("trust/revoked_signers", []byte(aKey))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		_, found := Parse([]File{{name, content}})
		lines := strings.Split(strings.TrimPrefix(string(content), "\ufeff"), "\n")
		for _, d := range found {
			if d.Message == "" || d.Hint == "" || d.Line > len(lines) || d.Line > 0 && d.Column+d.Length > len([]rune(lines[d.Line-1]))+1 {
				t.Errorf("%+v", d)
			}
		}
	})
}

// The library reads whatever packets there are, and a key that was changed makes
// no signature good.
func FuzzPackets(f *testing.F) {
	texts := samples(f)
	good := sampleKeys(f, texts)
	for _, name := range []string{"people.asc", "revocation.asc", "ada.sig", "ben.sig"} {
		list, _ := blocks([]byte(texts[name]))
		for _, b := range list {
			raw, err := unarmour(b)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		k, _ := Parse(asc(armoured("PGP PUBLIC KEY BLOCK", raw)))
		for _, name := range []string{"ada.sig", "ben.sig"} {
			want := good.Check([]byte(text), []byte(texts[name]), false, day2026)
			if r := k.Check([]byte(text), []byte(texts[name]), false, day2026); r.State == Good && r.Key != want.Key {
				t.Errorf("%+v", r)
			}
		}
		if r := good.Check([]byte("another text"), []byte(armoured("PGP SIGNATURE", raw)), false, day2026); r.State == Good || r.Reason == "" {
			t.Errorf("%+v", r)
		}
	})
}

// No signature is good for two texts, and there is always a reason.
func FuzzCheck(f *testing.F) {
	texts := samples(f)
	k := sampleKeys(f, texts)
	for _, name := range []string{"ada.sig", "ben.sig", "ssh.sig"} {
		f.Add([]byte(text), []byte(texts[name]), day2026.Unix())
	}
	f.Fuzz(func(t *testing.T, payload, signature []byte, at int64) {
		r := k.Check(payload, signature, false, time.Unix(at, 0))
		other := k.Check(append(bytes.Clone(payload), 'x'), signature, false, time.Unix(at, 0))
		if r.Reason == "" || r.State == "" || r.State == Good && (other.State == Good || len(r.Identities) == 0 || r.Key == "") {
			t.Errorf("%+v, and for another text %+v", r, other)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	texts := samples(b)
	k := sampleKeys(b, texts)
	for _, name := range []string{"ssh.sig", "ben.sig"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r := k.Check([]byte(text), []byte(texts[name]), false, day2026); r.State != Good {
					b.Fatal(r.Reason)
				}
			}
		})
	}
}
