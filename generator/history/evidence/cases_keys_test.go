package evidence_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"aims/generator/git/gittest"
)

// keyring makes keys for one run, by ssh-keygen and gpg. No key is kept.
type keyring struct {
	t    *testing.T
	dir  string
	gpgs map[string]*gpgKey // by name
}

// gpgKey is an OpenPGP key in a folder of its own.
type gpgKey struct {
	home        string
	fingerprint string
}

func newKeyring(t *testing.T) *keyring {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("SKIPPED: no ssh-keygen on this machine, so no case was played")
	}
	return &keyring{t: t, dir: t.TempDir(), gpgs: map[string]*gpgKey{}}
}

// file is the SSH key of a name, made when it is first asked for.
func (k *keyring) file(name string) string {
	file := filepath.Join(k.dir, name)
	if _, err := os.Stat(file); err != nil {
		k.run(exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file), "")
	}
	return file
}

// public is the SSH key as allowed_signers has it.
func (k *keyring) public(name string) string {
	text, err := os.ReadFile(k.file(name) + ".pub")
	if err != nil {
		k.t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(text))[:2], " ")
}

// signing are the arguments that make git sign with a key, at the time of the
// repository's clock or at that which is named with the key.
func (k *keyring) signing(r *gittest.Repo, name string) []string {
	when := r.Now
	if key, clock, found := strings.Cut(name, "@"); found {
		name = key
		when, _ = time.Parse(time.DateOnly, clock)
	}
	switch gpg := k.gpgs[name]; {
	case name == "":
		return nil
	case gpg != nil:
		return []string{"-c", "gpg.format=openpgp", "-c", "gpg.program=" + gpg.program(k, when), "-c", "user.signingkey=" + gpg.fingerprint + "!"}
	default:
		return []string{"-c", "gpg.format=ssh", "-c", "user.signingkey=" + k.file(name)}
	}
}

func (k *keyring) run(cmd *exec.Cmd, stdin string) string {
	k.t.Helper()
	cmd.Stdin = strings.NewReader(stdin)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		k.t.Fatalf("%s: %v\n%s%s", strings.Join(cmd.Args, " "), err, out, &said)
	}
	return string(out)
}

// key NAME gpg FROM [until DATE] [subkey]: Name <address>
// An OpenPGP key; with subkey, it certifies alone and a key below it signs.
func (s *story) key(args []string, st step) {
	if _, err := exec.LookPath("gpg"); err != nil || runtime.GOOS == "windows" {
		s.t.Skip("SKIPPED: no gpg on this machine, or none that a script can call, so this case was not played")
	}
	// A socket's path has to be short, which that of a test's folder is not.
	home, err := os.MkdirTemp("", "gpg")
	if err != nil {
		s.fail("%v", err)
	}
	g := &gpgKey{home: home}
	s.t.Cleanup(func() {
		_ = exec.Command("gpgconf", "--homedir", home, "--kill", "all").Run()
		_ = os.RemoveAll(home)
	})
	from, until, usage := s.instant(args[2]), "never", "sign"
	for i, word := range args {
		switch word {
		case "until":
			until = s.instant(args[i+1]).Format("20060102T150405")
		case "subkey":
			usage = "cert"
		}
	}
	s.keys.run(g.at(from, "--quick-generate-key", st.text, "ed25519", usage, until), "")
	g.fingerprint = g.newest(s.keys)
	if usage == "cert" {
		s.keys.run(g.at(from, "--quick-add-key", g.fingerprint, "ed25519", "sign", until), "")
		g.fingerprint = g.newest(s.keys)
	}
	s.keys.gpgs[args[0]] = g
}

// at is a call of gpg at a time.
func (g *gpgKey) at(when time.Time, args ...string) *exec.Cmd {
	return exec.Command("gpg", append([]string{
		"--homedir", g.home, "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "",
		"--faked-system-time", when.Format("20060102T150405") + "!",
	}, args...)...)
}

// newest is the fingerprint of the key that was made last.
func (g *gpgKey) newest(k *keyring) (fingerprint string) {
	for line := range strings.Lines(k.run(g.at(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "--list-keys", "--with-colons"), "")) {
		if fields := strings.Split(line, ":"); fields[0] == "fpr" {
			fingerprint = fields[9]
		}
	}
	return fingerprint
}

// program is a script that calls gpg at a time, for git to call.
func (g *gpgKey) program(k *keyring, when time.Time) string {
	file := filepath.Join(g.home, "sign")
	call := g.at(when).Args
	for i, arg := range call {
		call[i] = "'" + arg + "'"
	}
	if err := os.WriteFile(file, []byte("#!/bin/sh\nexec "+strings.Join(call, " ")+" \"$@\"\n"), 0o700); err != nil {
		k.t.Fatal(err)
	}
	return file
}

// armoured is the OpenPGP key as trust/NAME.asc has it.
func (k *keyring) armoured(name string) string {
	g := k.gpgs[name]
	if g == nil {
		k.t.Fatalf("there is no OpenPGP key %q", name)
	}
	return k.run(g.at(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), "--armor", "--export"), "")
}

// revoke NAME DATE compromised|superseded: an OpenPGP key is revoked by its owner.
func (s *story) revoke(args []string, _ step) {
	g, reason := s.keys.gpgs[args[0]], map[string]string{"compromised": "1", "superseded": "2"}[args[2]]
	if g == nil || reason == "" {
		s.fail("revoke NAME DATE compromised|superseded")
	}
	ask := g.at(s.instant(args[1]), "--command-fd", "0", "--armor", "--generate-revocation", g.fingerprint)
	ask.Args = append([]string{"gpg", "--no-batch"}, without(ask.Args[1:], "--batch")...)
	certificate := s.keys.run(ask, fmt.Sprintf("y\n%s\n\ny\n", reason))
	s.keys.run(g.at(s.instant(args[1]), "--import"), certificate)
}

func without(list []string, word string) (rest []string) {
	for _, w := range list {
		if w != word {
			rest = append(rest, w)
		}
	}
	return rest
}
