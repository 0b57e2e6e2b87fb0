package git

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// eavesdropped is what git hands to the program that verifies signatures.
func eavesdropped(t *testing.T, r *gittest.Repo, command, object string) Signed {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "verify")
	script := "#!/bin/sh\ncat >'" + dir + "/payload'\n" +
		"while [ \"$1\" != --verify ]; do shift; done\ncp \"$2\" '" + dir + "/signature'\n"
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := r.Try(nil, "-c", "gpg.program="+program, command, object); err == nil {
		t.Fatalf("git %s was content with a program that verifies nothing: %s", command, out)
	}
	payload, err := os.ReadFile(filepath.Join(dir, "payload"))
	if errors.Is(err, os.ErrNotExist) {
		return Signed{}
	}
	signature, err2 := os.ReadFile(filepath.Join(dir, "signature"))
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return Signed{Payload: payload, Signature: signature}
}

const (
	armoured = "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
	folded   = "-----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n"
	people   = "author A <a@x> 1 +0000\ncommitter B <b@x> 2 +0000\n"
)

// What is signed is byte for byte what git takes for it.
func TestSignedAsGit(t *testing.T) {
	r := gittest.New(t)
	commit := "tree " + r.Object("tree", "") + "\n" + people
	tag := "object " + r.Commit("one") + "\ntype commit\ntag v1\ntagger A <a@x> 1 +0000\n"
	tests := []struct {
		name, kind, raw string
		several         bool
	}{
		{name: "commit", kind: "commit", raw: commit + "gpgsig " + folded + "\nsubject\n\ngpgsig of the text\n continued\n"},
		{name: "unsigned commit", kind: "commit", raw: commit + "\nsubject\n\ngpgsig " + folded},
		{name: "headers around", kind: "commit", raw: commit + "encoding ISO-8859-1\nmergetag object 1\n type commit\n \n text\ngpgsig " + folded + "other x\n y\n\nGr\xfc\xdfe\n"},
		{name: "SHA-256 after", kind: "commit", raw: commit + "gpgsig " + folded + "gpgsig-sha256 " + folded + "\nm\n"},
		{name: "SHA-256 before", kind: "commit", raw: commit + "gpgsig-sha256 " + folded + "gpgsig " + folded + "\nm\n"},
		{name: "SHA-256 alone", kind: "commit", raw: commit + "gpgsig-sha256 " + folded + "\nm\n"},
		{name: "a header like it", kind: "commit", raw: commit + "gpgsignature x\n y\ngpgsig " + folded + "z y\n x\n\nm\n"},
		{name: "two", kind: "commit", raw: commit + "gpgsig " + folded + "gpgsig " + folded + "\nm\n", several: true},
		{name: "two apart", kind: "commit", raw: commit + "gpgsig " + folded + "x y\ngpgsig " + folded + "\nm\n", several: true},
		{name: "no message", kind: "commit", raw: commit + "gpgsig " + folded},
		{name: "no line break", kind: "commit", raw: commit + "gpgsig " + strings.TrimSuffix(folded, "\n")},
		{name: "carriage returns", kind: "commit", raw: commit + "gpgsig " + strings.ReplaceAll(folded, "\n", "\r\n") + "\nm\r\n"},
		{name: "tag", kind: "tag", raw: tag + "\nmessage\n" + armoured},
		{name: "unsigned tag", kind: "tag", raw: tag + "\nmessage\n"},
		{name: "tag that quotes one", kind: "tag", raw: tag + "\nmessage\n" + armoured + "more\n" + armoured},
		{name: "text after the signature", kind: "tag", raw: tag + "\nmessage\n" + armoured + "more\n"},
		{name: "tag with a SHA-256 header", kind: "tag", raw: tag + "gpgsig-sha256 " + folded + "\nmessage\n" + armoured},
		{name: "tag with a header", kind: "tag", raw: tag + "gpgsig " + folded + "x y\n z\n\nmessage\ngpgsig x\n y\n" + armoured},
		{name: "tag with two headers", kind: "tag", raw: tag + "gpgsig " + folded + "x y\ngpgsig-sha256 " + folded + "\nmessage\n" + armoured, several: true},
		{name: "tag with a header alone", kind: "tag", raw: tag + "gpgsig " + folded + "\nmessage\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := r.Object(test.kind, test.raw)
			repo := open(t, r.Dir)
			got, err := repo.Signed(parse(t, h))
			want := eavesdropped(t, r, "verify-"+test.kind, h)
			want.Several = test.several
			if want.Signature == nil {
				want.Payload = []byte(strings.Replace(test.raw, "gpgsig-sha256 "+folded, "", 1))
				if test.kind == "tag" {
					want.Payload = []byte(test.raw)
				}
			}
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("error %v (-git +got)\n%s", err, diff)
			}
		})
	}
}

// Objects that git itself has signed verify with what Signed returns.
func TestSignedByKeys(t *testing.T) {
	for _, program := range []string{"ssh-keygen", "gpg"} {
		t.Run(program, func(t *testing.T) {
			r := gittest.New(t)
			verify := signer(t, r, program)
			r.Commit("one", "a", "1")
			r.Branch("side", "")
			r.Commit("two", "b", "2")
			r.Git("tag", "-s", "-m", "a tag\n\nwith text", "v1")
			r.Checkout("main")
			r.Commit("three", "c", "3")
			r.Merge("merge", "v1")
			r.Git("config", "i18n.commitEncoding", "ISO-8859-1")
			r.Commit("Gr\xfc\xdfe", "a", "2")
			r.Git("config", "--unset", "i18n.commitEncoding")
			r.Git("gc", "-q")

			repo := open(t, r.Dir)
			headers := ""
			for _, name := range append(strings.Fields(r.Git("rev-list", "--all")), r.Git("rev-parse", "v1")) {
				s, err := repo.Signed(parse(t, name))
				if err != nil || s.Signature == nil || s.Several {
					t.Fatalf("%s: error %v, %+v", name, err, s)
				}
				headers += string(s.Payload)
				if out, err := verify(s); err != nil {
					t.Errorf("%s: %v\n%s", name, err, out)
				}
				s.Payload = append(s.Payload, '\n')
				if _, err := verify(s); err == nil {
					t.Errorf("%s: a changed text is signed too", name)
				}
			}
			for _, header := range []string{"\nmergetag ", "\nencoding ISO-8859-1\n", "\ntag v1\n"} {
				if !strings.Contains(headers, header) {
					t.Errorf("no object has %q", header)
				}
			}
		})
	}
}

// signer makes a key and lets git sign everything with it. It returns what the
// program itself says of a signature.
func signer(t *testing.T, r *gittest.Repo, program string) func(Signed) ([]byte, error) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("SKIPPED: no %s on this machine, so nothing was tested", program)
	}
	dir := t.TempDir()
	run := func(stdin []byte, name string, args ...string) ([]byte, error) {
		cmd := exec.Command(name, args...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GNUPGHOME=" + dir, "LC_ALL=C.UTF-8"}
		cmd.Stdin = bytes.NewReader(stdin)
		return cmd.CombinedOutput()
	}
	must := func(name string, args ...string) {
		t.Helper()
		if out, err := run(nil, name, args...); err != nil {
			t.Fatalf("%s %q: %v\n%s", name, args, err, out)
		}
	}
	key, signature := filepath.Join(dir, "key"), filepath.Join(dir, "signature")
	for _, option := range []string{"commit.gpgSign", "tag.gpgSign"} {
		r.Git("config", option, "true")
	}
	check := []string{"-Y", "check-novalidate", "-n", "git", "-s", signature}
	if program == "gpg" {
		wrapper := filepath.Join(dir, "gpg.sh")
		if err := os.WriteFile(wrapper, []byte("#!/bin/sh\nGNUPGHOME='"+dir+"' exec gpg \"$@\"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { run(nil, "gpgconf", "--kill", "all") })
		must("gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "Ben <ben@example.org>", "ed25519", "sign", "never")
		r.Git("config", "gpg.program", wrapper)
		r.Git("config", "user.signingKey", "ben@example.org")
		check = []string{"--batch", "--verify", signature, "-"}
	} else {
		must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key)
		r.Git("config", "gpg.format", "ssh")
		r.Git("config", "user.signingKey", key)
	}
	return func(s Signed) ([]byte, error) {
		if err := os.WriteFile(signature, s.Signature, 0o644); err != nil {
			t.Fatal(err)
		}
		return run(s.Payload, program, check...)
	}
}

func TestSignedRefuses(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", "a", "1")
	repo := open(t, r.Dir)
	for _, test := range []struct{ name, want string }{
		{r.Git("rev-parse", "HEAD^{tree}"), "it is a tree"},
		{strings.Repeat("1", 40), "missing"},
	} {
		var object *ObjectError
		if _, err := repo.Signed(parse(t, test.name)); !errors.As(err, &object) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want %q", err, test.want)
		}
	}
}

// Nothing is invented: payload and signature are made of the object's own bytes,
// and an object without a signature is signed nowhere.
func FuzzSigned(f *testing.F) {
	f.Add([]byte("tree "+emptyTree+"\n"+people+"gpgsig "+folded+"gpgsig-sha256 "+folded+"\nm"), false)
	f.Add([]byte("object "+emptyTree+"\ntype commit\ntag v\ngpgsig "+folded+"\nm\n"+armoured), true)
	f.Add([]byte("gpgsig \n\n\ngpgsig"), false)
	f.Fuzz(func(t *testing.T, raw []byte, tag bool) {
		before := bytes.Clone(raw)
		s := signedCommit(raw)
		if tag {
			s = signedTag(raw)
		}
		if !bytes.Equal(before, raw) {
			t.Error("the object was changed")
		}
		if len(s.Payload)+len(s.Signature) > len(raw) {
			t.Errorf("%d bytes of %d", len(s.Payload)+len(s.Signature), len(raw))
		}
		if !bytes.Contains(raw, []byte("gpgsig")) && !(tag && bytes.Contains(raw, []byte("-----BEGIN "))) && (s.Signature != nil || !bytes.Equal(s.Payload, raw)) {
			t.Errorf("%q of %q is signed", s.Payload, raw)
		}
		if s.Several && bytes.Count(raw, []byte("gpgsig")) < 2 {
			t.Errorf("several signatures in %q", raw)
		}
	})
}
