package trust

import (
	"strings"
	"sync"
	"testing"

	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// aKey is the public key of a pair that nobody kept.
const aKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICbYnoBcFh4GWYoCZlQ1/oCo+ObqKhNrJoWFxG4XHJgB"

func TestParseFaults(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                []string
	}{
		{"whole", "allowed_signers", "\ufeff# people\n\nada@example.org " + aKey + "\n\tada@example.org\tNAMESPACES=\"git\",valid-before=\"20270101Z\"\t" + aKey + " comment\n", nil},
		{"no key", "allowed_signers", "ada@example.org", []string{"1:16-16 error: there is no public key"}},
		{"a type alone", "allowed_signers", "ada@example.org ssh-ed25519", []string{"1:17-28 error: there is no public key"}},
		{"a key alone", "allowed_signers", aKey, []string{"1:1-81 error: the line begins with no address that the key belongs to"}},
		{"damaged", "allowed_signers", "é@example.org " + aKey[:50] + "\nada@example.org " + aKey[:50] + "*", []string{
			"1:15-65 error: the public key is cut short or damaged", "2:17-68 error: the public key is cut short or damaged"}},
		{"cut short", "allowed_signers", "ada@example.org " + aKey[:40] + " x", []string{"1:17-59 error: the public key can't be read (short read)"}},
		{"another type", "allowed_signers", "ada@example.org " + strings.Replace(aKey, "ed25519", "rsa", 1), []string{"1:17-93 error: the public key is ssh-ed25519 and not ssh-rsa"}},
		{"an open quotation", "allowed_signers", " \"ada@example.org " + aKey, []string{"1:2-99 error: the quotation mark is never closed"}},
		{"nobody", "allowed_signers", "!ada@example.org,, " + aKey, []string{"1:1-100 error: the line begins with no address that the key belongs to"}},
		{"a quotation inside", "allowed_signers", "ada\"x\"@example.org " + aKey, []string{"1:1-100 error: the line begins with no address that the key belongs to"}},
		{"unknown option", "allowed_signers", "ada@example.org valid-befor=\"20270101\" " + aKey + "\nada@example.org valid-after=\"20260101\",no-pty " + aKey, []string{
			`1:17-39 error: unknown option "valid-befor"`, `2:40-46 error: unknown option "no-pty"`}},
		{"a name for an address", "allowed_signers", "Ada Owner " + aKey, []string{`1:5-10 error: unknown option "owner"`}},
		{"no quotation marks", "allowed_signers", "ada@example.org valid-before=20270101 " + aKey, []string{`1:17-38 error: the option "valid-before" is not written as ssh-keygen reads it`}},
		{"a value too many", "allowed_signers", "ada@example.org cert-authority=\"1\" " + aKey, []string{`1:17-35 error: the option "cert-authority" is not written as ssh-keygen reads it`}},
		{"no time", "allowed_signers", "ada@example.org valid-before=\"20271301\" " + aKey + "\nada@example.org valid-after=\"2027\" " + aKey, []string{
			`1:17-40 error: "20271301" is no time`, `2:17-35 error: "2027" is no time`}},
		{"twice", "allowed_signers", "ada@example.org valid-before=\"20270101\",valid-before=\"20280101\" " + aKey, []string{`1:41-64 error: the option "valid-before" stands here twice`}},
		{"never", "allowed_signers", "ada@example.org valid-before=\"20270101\",valid-after=\"20270101\" " + aKey, []string{`1:17-63 error: the key is never valid: valid-before is not later than valid-after`}},
		{"an authority", "allowed_signers", "*@example.org cert-authority " + aKey, []string{"1:1-110 warning: certificates are not verified, so an authority's line never counts"}},
		{"revoked", "revoked_signers", "# lost\n " + aKey + " of Ada\r\n" + aKey[:30] + "\nada@example.org " + aKey, []string{
			"3:1-31 error: the public key is cut short or damaged", "4:1-97 error: there is no public key"}},
		{"a binary list", "revoked_signers", "SSHKRL\n\x00\x00", []string{" error: a binary revocation list is not read, so that nothing is revoked"}},
		{"a private key", "ada", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n", []string{" warning: no keys are read from this file", "1:1-36 error: a private key"}},
		{"large", "allowed_signers", strings.Repeat("#\n", longestFile/2) + "#", []string{" error: the file is larger than 1 MB and is not read"}},
		{"a slip", "allowed-signers", "", []string{" warning: no keys are read from this file"}},
		{"in a folder", "old/ada.asc", "", []string{" warning: no keys are read from this file"}},
		{"for people", "README.md", "", nil},
		{"for git", ".gitattributes", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k, found := Parse([]File{{"trust/" + test.file, []byte(test.content)}})
			var got []string
			for _, d := range found {
				place := ""
				if d.Column > 0 {
					place = strings.TrimPrefix(d.Position.String(), d.File+":") + "-" + strings.TrimPrefix(diagnostic.Position{File: "x", Line: d.Column + d.Length}.String(), "x:")
				}
				got = append(got, place+" "+d.Severity.String()+": "+d.Message)
				if d.Rule != Rule || d.Hint == "" || d.File != "trust/"+test.file {
					t.Errorf("%+v", d)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if test.name == "whole" && len(k.allowed) != 1 {
				t.Errorf("%d keys", len(k.allowed))
			}
		})
	}
}

// What is broken leaves the rest as it is.
func TestParseKeepsTheRest(t *testing.T) {
	k, found := Parse(allowed("broken\nada@example.org " + aKey + "\nben@example.org x " + aKey))
	if len(found) != 2 || len(k.allowed) != 1 {
		t.Errorf("%d faults, %d keys", len(found), len(k.allowed))
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		identity, address string
		want              bool
	}{
		{"ada@example.org", "ada@example.org", true},
		{"ada@example.org", "ADA@Example.ORG", true},
		{"ada@example.org", "xada@example.org", false},
		{"ada@example.org", "ada@example.org.evil.org", false},
		{"ada@example.org", "", false},
		{"*", "", false},
		{"*", "ada@example.org", true},
		{"*@example.org", "ada@example.org", true},
		{"*@example.org", "@example.org", true},
		{"*@example.org", "ada@example.com", false},
		{"a?a@example.org", "ada@example.org", true},
		{"a?a@example.org", "aa@example.org", false},
		{"*a*@*.org", "ada@example.org", true},
		{"*a*@*.org", "bob@example.org", false},
		{"*@example.org,!guest@example.org", "ada@example.org", true},
		{"*@example.org,!guest@example.org", "Guest@example.org", false},
		{"!guest@example.org,*@example.org", "guest@example.org", false},
		{"!guest@example.org", "ada@example.org", false},
		{"ada@example.org", "*@example.org", false},
		{"k@example.org", "\u212a@example.org", false},
		{"", "ada@example.org", false},
		{"", "", false},
		{strings.Repeat("*a", 50) + "b", strings.Repeat("a", 5000), false},
	}
	for _, test := range tests {
		if got := Matches(test.identity, test.address); got != test.want {
			t.Errorf("%.60q, %.60q: %v", test.identity, test.address, got)
		}
	}
}

func TestAddressOf(t *testing.T) {
	for id, want := range map[string]string{
		"Ada Owner <ada@example.org>":         "ada@example.org",
		"Ada (home) <Ada@Example.org> ":       "ada@example.org",
		"ada@example.org":                     "ada@example.org",
		"Ada <b@example.org> <a@example.org>": "a@example.org",
		"Ada":                                 "",
		"Ada ada@example.org":                 "",
		"Ada <ada@example.org":                "",
		"Ada <ada@example.org> x":             "",
		"Ada <@example.org>":                  "",
		"Ada <ada@>":                          "",
		"Ada <ada@a@b>":                       "",
		"Ada <*@example.org>":                 "",
		"Ada <a,b@example.org>":               "",
		"Ada <ada\n@example.org>":             "",
		"":                                    "",
	} {
		if got := addressOf(id); got != want {
			t.Errorf("%q: %q", id, got)
		}
	}
}

// A whole way: git signs, Signed parts, Check says the same as git.
func TestAsGit(t *testing.T) {
	l := newLab(t, "ssh-keygen")
	key := l.sshKey("ben", "-t", "ed25519")
	l.sshKey("eve", "-t", "ed25519")
	lines := "ben@example.org valid-before=\"202601051200\" " + key + "\n"
	r := gittest.New(t)
	r.Git("config", "gpg.format", "ssh")
	r.Git("config", "commit.gpgSign", "true")
	r.Git("config", "gpg.ssh.allowedSignersFile", l.write("allowed", lines))
	for range 5 { // hourly from 9 on
		r.Git("config", "user.signingKey", l.path("ben"))
		r.Commit("by Ben")
	}
	r.Git("config", "user.signingKey", l.path("eve"))
	r.Commit("by Eve")
	k := parsed(t, allowed(lines)...)
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []State
	for line := range strings.Lines(r.Git("log", "--reverse", "--format=%H %G? %ct")) {
		fields := strings.Fields(line)
		h, err := git.ParseHash(fields[0])
		if err != nil {
			t.Fatal(err)
		}
		s, err := repo.Signed(h)
		if err != nil {
			t.Fatal(err)
		}
		c, err := repo.Commit(h)
		if err != nil {
			t.Fatal(err)
		}
		result := k.Check(s.Payload, s.Signature, s.Several, c.Committer.When)
		if (fields[1] == "G") != (result.State == Good) {
			t.Errorf("%s: git says %s: %s: %s", c.Committer.When, fields[1], result.State, result.Reason)
		}
		got = append(got, result.State)
	}
	if diff := cmp.Diff([]State{Good, Good, Good, Good, Expired, Unknown}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The race detector looks on.
func TestCheckAtOnce(t *testing.T) {
	p := newPeople(t)
	key := p.sshKey("ssh", "-t", "ed25519")
	k := parsed(t, append(asc(p.export(p.ada), p.export(p.ben)), allowed("ada@example.org "+key)...)...)
	signatures := []string{p.gpgSign(day2026, p.ada, text), p.gpgSign(day2026, p.ben, text), p.sshSign("ssh", "git", text)}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, s := range signatures {
				if r := k.Check([]byte(text), []byte(s), false, day2026); r.State != Good {
					t.Errorf("%s: %s", r.State, r.Reason)
				}
			}
		})
	}
	wait.Wait()
}
