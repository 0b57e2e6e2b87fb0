package git

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

func TestCommitParse(t *testing.T) {
	tree := "tree " + emptyTree + "\n"
	good := "author A <a@x> 1767600000 +0100\ncommitter B <b@x> 1767600000 -0330\n"
	when := time.Unix(1767600000, 0)
	author := Signature{Name: "A", Email: "a@x", When: when.In(time.FixedZone("", 3600))}
	committer := Signature{Name: "B", Email: "b@x", When: when.In(time.FixedZone("", -12600))}
	tests := []struct {
		name, raw string
		want      Commit
		err       string
	}{
		{name: "whole", raw: tree + good + "\nsubject\n\nbody\n", want: Commit{Author: author, Committer: committer, Message: "subject\n\nbody\n"}},
		{name: "no message", raw: tree + good, want: Commit{Author: author, Committer: committer}},
		{name: "a person who looks like a header", raw: tree + good + "\nauthor X <x@x> 1 +0000\n", want: Commit{Author: author, Committer: committer, Message: "author X <x@x> 1 +0000\n"}},
		{name: "signed", raw: tree + good + "gpgsig -----BEGIN SSH SIGNATURE-----\n author E <e@x> 1 +0000\n -----END SSH SIGNATURE-----\n\nm", want: Commit{Author: author, Committer: committer, Message: "m", Signed: true}},
		{name: "no author", raw: tree + "committer B <b@x> 1767600000 -0330\n\nm", want: Commit{Author: Signature{Broken: true}, Committer: committer, Message: "m"}},
		{name: "nobody", raw: tree + "\nm", want: Commit{Author: Signature{Broken: true}, Committer: Signature{Broken: true}, Message: "m"}},
		{name: "an encoding", raw: tree + "author J\xf6rg <j@x> 1 +0000\ncommitter B <b@x> 1767600000 -0330\nencoding ISO-8859-1\n\nGr\xfc\xdfe \x80", want: Commit{
			Author: Signature{Name: "Jörg", Email: "j@x", When: time.Unix(1, 0).UTC()}, Committer: committer, Message: "Grüße \u0080"}},
		{name: "no tree", raw: good, err: errNoTree.Error()},
		{name: "empty", err: errNoTree.Error()},
		{name: "half a tree", raw: "tree " + emptyTree[:39] + "\n", err: errNoTree.Error()},
		{name: "a broken parent", raw: tree + "parent abc\n" + good, err: errBadParent.Error()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var c Commit
			err := c.parse([]byte(test.raw))
			if test.err != "" {
				if err == nil || err.Error() != test.err {
					t.Errorf("error %v", err)
				}
				return
			}
			test.want.Tree = parse(t, emptyTree)
			if diff := cmp.Diff(test.want, c); err != nil || diff != "" {
				t.Errorf("error %v (-want +got)\n%s", err, diff)
			}
			if got, want := c.Author.When.Format(time.RFC3339), test.want.Author.When.Format(time.RFC3339); got != want {
				t.Errorf("date %s, want %s", got, want)
			}
		})
	}
}

func TestParseSignature(t *testing.T) {
	long := strings.Repeat("n", 10<<10)
	tests := []struct {
		line, name, email, when string
		broken                  bool
	}{
		{line: "A B <a@x> 1767600000 +0000", name: "A B", email: "a@x", when: "2026-01-05T08:00:00Z"},
		{line: "A <a@x> -315619200 +0000", name: "A", email: "a@x", when: "1960-01-01T00:00:00Z"},
		{line: "A <a@x> 4294967296 +1345", name: "A", email: "a@x", when: "2106-02-07T20:13:16+13:45"},
		{line: "A <a@x> 99999999999 +0000", name: "A", email: "a@x", when: "5138-11-16T09:46:39Z"},
		{line: "A <a@x> 999999999999999 +0000", name: "A", email: "a@x", broken: true},
		{line: "A <a@x> 99999999999999999999 +0000", name: "A", email: "a@x", broken: true},
		{line: "A <a@x> yesterday +0000", name: "A", email: "a@x", broken: true},
		{line: "A <a@x>", name: "A", email: "a@x", broken: true},
		{line: "A <a@x> 0", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x> 0 +9999", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x> 0 -7530", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x> 0 +051800", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x> 0 CEST", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x> 0 -0030", name: "A", email: "a@x", when: "1969-12-31T23:30:00-00:30"},
		{line: "<a@x> 0 +0000", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <> 0 +0000", name: "A", when: "1970-01-01T00:00:00Z"},
		{line: "A <a@x>> 0 +0000", name: "A", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "A <a <b@x> 0 +0000", name: "A", email: "a <b@x", when: "1970-01-01T00:00:00Z"},
		{line: "A a@x 0 +0000", name: "A a@x 0 +0000", broken: true},
		{line: "A <a@x 0 +0000", name: "A", email: "a@x 0 +0000", broken: true},
		{line: "\"Q, R\"\t'S' <a@x> 0 +0000", name: "\"Q, R\"\t'S'", email: "a@x", when: "1970-01-01T00:00:00Z"},
		{line: "\xffA <\xfe@x> 0 +0000", name: "\uFFFDA", email: "\uFFFD@x", when: "1970-01-01T00:00:00Z"},
		{line: long + " <a@x> 0 +0000", name: long, email: "a@x", when: "1970-01-01T00:00:00Z"},
		{broken: true},
	}
	for _, test := range tests {
		got := parseSignature(test.line, decoder(""))
		when := ""
		if !got.When.IsZero() {
			when = got.When.Format(time.RFC3339)
		}
		if got.Name != test.name || got.Email != test.email || when != test.when || got.Broken != test.broken {
			t.Errorf("%.60q: %.60q <%s> %s, broken %v", test.line, got.Name, got.Email, when, got.Broken)
		}
	}
}

func TestDecoder(t *testing.T) {
	tests := []struct{ encoding, in, want string }{
		{"", "ü", "ü"},
		{"", "\xfc", "\uFFFD"},
		{"UTF-8", "\xfc", "\uFFFD"},
		{"ISO-8859-1", "\xfc\x80", "ü\u0080"},
		{"iso8859-15", "\xa4", "€"},
		{"latin1", "\xfc", "ü"},
		{"windows-1252", "\x80", "€"},
		{"cp1252", "\x80", "€"},
		{"KOI8-R", "\xc1", "а"},
		{"EUC-JP", "\xa4\xa2", "あ"},
		{"SHIFT-JIS", "\x82\xa0", "あ"},
		{"GBK", "\xc4\xe3", "你"},
		{"no such encoding", "\xfc", "\uFFFD"},
		{"no such encoding", "ü", "ü"},
	}
	for _, test := range tests {
		if got := decoder(test.encoding)(test.in); got != test.want {
			t.Errorf("%s: %q is %q, want %q", test.encoding, test.in, got, test.want)
		}
	}
}

// TestOddCommits walks over commits that git would not write today.
func TestOddCommits(t *testing.T) {
	r := gittest.New(t)
	one := r.Commit("one", "a.md", "1")
	tree := r.Git("rev-parse", "HEAD^{tree}")
	parent := one
	for _, rest := range []string{
		"",
		"author\ncommitter\n",
		"author " + strings.Repeat("n", 10<<10) + " <> 1 +0000\ncommitter \"\t\" <x> -5 +0000\n\n" + strings.Repeat("s", 10<<10),
		"committer C <c@x> 99999999999999999999 +0000\nauthor A <a@x> 1 +0000\n\nbad \xff bytes \x00 and more\n",
		"encoding ISO-8859-1\n\nGr\xfc\xdfe",
	} {
		parent = r.Object("commit", "tree "+tree+"\nparent "+parent+"\n"+rest)
	}
	r.Git("update-ref", "refs/heads/main", parent)
	log := walk(t, r.Dir, WalkOptions{})
	var got []string
	for _, c := range log.Commits {
		if !utf8.ValidString(c.Message + c.Author.Name + c.Author.Email + c.Committer.Name) {
			t.Errorf("commit %s holds text that is no UTF-8", c.Hash)
		}
		if len(c.Message) < 100 {
			got = append(got, c.Message)
		}
	}
	if diff := cmp.Diff([]string{"Grüße", "bad \uFFFD bytes \x00 and more\n", "", "", "one\n"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzCommit(f *testing.F) {
	f.Add([]byte("tree " + emptyTree + "\nparent " + emptyTree + "\nauthor A <a@x> 1 +0100\ncommitter B <b@x> 2 -0000\nencoding latin1\ngpgsig x\n y\n\nmessage"))
	f.Add([]byte("tree " + emptyTree + "\n\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var c Commit
		if err := c.parse(raw); err != nil {
			return
		}
		for _, s := range []string{c.Message, c.Author.Name, c.Author.Email, c.Committer.Name, c.Committer.Email} {
			if !utf8.ValidString(s) {
				t.Errorf("%q is no UTF-8", s)
			}
		}
		for _, s := range []Signature{c.Author, c.Committer} {
			if _, err := s.When.MarshalJSON(); err != nil {
				t.Errorf("date %v: %v", s.When, err)
			}
		}
		if !strings.HasPrefix(string(raw), "tree "+c.Tree.String()) && !strings.EqualFold(string(raw[5:45]), c.Tree.String()) {
			t.Errorf("tree %s of %q", c.Tree, raw)
		}
	})
}
