package trust

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// lab is a folder where the real programs make keys and signatures.
type lab struct {
	dir string
	t   testing.TB
}

func newLab(t testing.TB, program string) *lab {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("SKIPPED: no %s on this machine, so nothing was tested", program)
	}
	// The path of an agent's socket has to be short, and t.TempDir is not.
	dir, err := os.MkdirTemp("", "lab")
	if err != nil {
		t.Fatal(err)
	}
	l := &lab{dir, t}
	t.Cleanup(func() {
		if program == "gpg" {
			if out, err := l.try(nil, "gpgconf", "--kill", "all"); err != nil {
				t.Errorf("gpgconf: %v\n%s", err, out)
			}
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return l
}

func (l *lab) path(name string) string { return filepath.Join(l.dir, name) }

func (l *lab) try(stdin []byte, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = l.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GNUPGHOME=" + l.dir, "HOME=" + l.dir, "LC_ALL=C.UTF-8", "TZ=UTC"}
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.Output()
	if e, is := err.(*exec.ExitError); is {
		out = append(out, e.Stderr...)
	}
	return string(out), err
}

func (l *lab) run(stdin []byte, name string, args ...string) string {
	l.t.Helper()
	out, err := l.try(stdin, name, args...)
	if err != nil {
		l.t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return out
}

func (l *lab) write(name, text string) string {
	l.t.Helper()
	if err := os.WriteFile(l.path(name), []byte(text), 0o600); err != nil {
		l.t.Fatal(err)
	}
	return l.path(name)
}

func (l *lab) read(name string) string {
	l.t.Helper()
	b, err := os.ReadFile(l.path(name))
	if err != nil {
		l.t.Fatal(err)
	}
	return string(b)
}

// sshKey makes a key and returns its type and base64.
func (l *lab) sshKey(name string, args ...string) string {
	l.t.Helper()
	l.run(nil, "ssh-keygen", append([]string{"-q", "-N", "", "-C", "", "-f", l.path(name)}, args...)...)
	return strings.TrimSpace(l.read(name + ".pub"))
}

func (l *lab) sshSign(key, namespace, payload string, args ...string) string {
	l.t.Helper()
	return l.run([]byte(payload), "ssh-keygen", append([]string{"-Y", "sign", "-q", "-n", namespace, "-f", l.path(key)}, args...)...)
}

func (l *lab) sshSigner(key string) ssh.Signer {
	l.t.Helper()
	signer, err := ssh.ParsePrivateKey([]byte(l.read(key)))
	if err != nil {
		l.t.Fatal(err)
	}
	return signer
}

// gpg runs GnuPG at a time.
func (l *lab) gpg(at time.Time, stdin string, args ...string) string {
	l.t.Helper()
	return l.run([]byte(stdin), "gpg", gpgArgs(at, args)...)
}

func gpgArgs(at time.Time, args []string) []string {
	return append([]string{"--batch", "--quiet", "--yes", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "",
		"--faked-system-time", at.UTC().Format("20060102T150405") + "!"}, args...)
}

func (l *lab) gpgSign(at time.Time, key, payload string, args ...string) string {
	l.t.Helper()
	return l.gpg(at, payload, append(args, "--local-user", key, "--armor", "--detach-sign")...)
}

// gpgKey makes a key and returns its fingerprint.
func (l *lab) gpgKey(at time.Time, id, algorithm, usage, expires string) string {
	l.t.Helper()
	l.gpg(at, "", "--quick-generate-key", id, algorithm, usage, expires)
	_, address, _ := strings.Cut(id, "<")
	return l.fingerprints(at, strings.TrimSuffix(address, ">"))[0]
}

// fingerprints are those of a primary key and of its subkeys.
func (l *lab) fingerprints(at time.Time, key string) (list []string) {
	l.t.Helper()
	for line := range strings.Lines(l.gpg(at, "", "--with-colons", "--with-subkey-fingerprint", "--list-keys", key)) {
		if fields := strings.Split(line, ":"); fields[0] == "fpr" {
			list = append(list, fields[9])
		}
	}
	return list
}

func (l *lab) export(key string) string {
	l.t.Helper()
	return l.gpg(day2026, "", "--armor", "--export", key)
}

// revocation makes a revocation certificate with a reason: 0 for none, 1 for
// compromised, 2 for superseded, 3 for retired.
func (l *lab) revocation(at time.Time, key, reason string) string {
	l.t.Helper()
	args := gpgArgs(at, []string{"--command-fd", "0", "--armor", "--gen-revoke", key})
	return l.run([]byte("y\n"+reason+"\n\ny\n"), "gpg", args[1:]...)
}

// day2026 is a day on which the keys of the tests are in use.
var day2026 = date(2026, 3, 1)

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}

func allowed(text string) []File {
	return []File{{Name: "trust/allowed_signers", Content: []byte(text)}}
}

// parsed are the keys of files that have no fault.
func parsed(t testing.TB, files ...File) *Keys {
	t.Helper()
	k, found := Parse(files)
	for _, d := range found {
		t.Errorf("%v: %s", d.Position, d.Message)
	}
	return k
}
