package history_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git/gittest"
	"aims/generator/history"
)

// messages are what people and tools write.
var messages = []string{
	"",
	"subject",
	"Approved-by: Ada <ada@example.org>",
	"subject\n\nApproved-by: Ada <ada@example.org>\n",
	"subject\n\nbody\n\nApproved-by: Ada <ada@example.org>\nReviewed-by: Ben <ben@example.org>\n\n\n",
	"subject\n\nbody\nApproved-by: Ada <ada@example.org>\n",
	"subject\n\nbody\nSigned-off-by: Ada <ada@example.org>\n",
	"subject\n\none\ntwo\nthree\nfour\nSigned-off-by: Ada <ada@example.org>\n",
	"subject\n\none\ntwo\nthree\nSigned-off-by: Ada <ada@example.org>\nKey: value\n",
	"subject\n\nKey: value\n(cherry picked from commit 0123456789)\n",
	"subject\n\n(cherry picked from commit 0123456789)\n",
	"subject\n\nKey: value\n  goes on\n\tand on\nOther: x\n",
	"subject\n\n  begins with white space\nKey: value\n",
	"subject\n\nKey : value\nKey\t: value\nBad key: value\n",
	"subject\n\nKey:\nEmpty:   \n  value\n",
	"subject\n\nhttps://example.org/: link\n",
	"subject\n\nÄrger: value\n",
	"subject\n\n: value\n",
	"subject\n\n-: value\n",
	"subject\n\nKey: value\n# comment\nOther: value\n# comment\n",
	"# comment\nsubject\n\nKey: value\n",
	"subject\n\nKey: value\n\nConflicts:\n\ta.md\n\tb.md\n",
	"subject\n\nKey: value\n# ------------------------ >8 ------------------------\ndiff\n",
	"# ------------------------ >8 ------------------------\nsubject\n\nKey: value\n",
	"subject\n \nKey: value\n \n",
	"subject\n\n---\nKey: value\n",
	"subject\n\nKey: value\n---\n a | 2 +-\n",
	"subject\r\n\r\nKey: value\r\nOther: value\r\n",
	"subject\nsecond line\n\nKey: value: with colon\n",
	"\n\nsubject\n\nKey: value",
	"subject\n\n\u00a0\nKey: value\n",
	"subject\n\nKey: value\n\f\n",
	"subject\n\nKey:\n \n",
}

// chance makes a message of lines that matter to trailers.
func chance(rnd *rand.Rand) string {
	lines := []string{"", "", "", " ", "subject", "Key: value", "Approved-by: Ada <ada@example.org>", "Signed-off-by: Ben <b@example.org>", "(cherry picked from commit 01)", " goes on", "\tgoes on: here", "# comment", "Conflicts:", "\ta.md", "no trailer: here", "https://x", "Key :x", ":", "a:", "text", "---", "Key: value\r", "\r", "\v"}
	var out strings.Builder
	for range 1 + rnd.IntN(12) {
		out.WriteString(lines[rnd.IntN(len(lines))] + "\n")
	}
	return strings.TrimSuffix(out.String(), []string{"\n", ""}[rnd.IntN(2)])
}

// TestTrailersAgreeWithGit compares with git interpret-trailers.
func TestTrailersAgreeWithGit(t *testing.T) {
	r := gittest.New(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	all := messages
	for range 400 {
		all = append(all, chance(rnd))
	}
	found := 0
	for _, message := range all {
		want, err := r.Try([]byte(message), "interpret-trailers", "--parse", "--no-divider")
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, x := range history.Trailers(message) {
			fmt.Fprintf(&got, "%s: %s\n", x.Key, x.Value)
			found++
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%q (-git +got)\n%s", message, diff)
		}
	}
	if found < 100 {
		t.Errorf("only %d trailers in all messages", found)
	}
}

func TestTrailerPerson(t *testing.T) {
	for value, want := range map[string]history.Person{
		"Ada Owner <ada@example.org>":   {Name: "Ada Owner", Email: "ada@example.org"},
		"<ada@example.org>":             {Email: "ada@example.org"},
		"Ada < ada@example.org > ":      {Name: "Ada", Email: "ada@example.org"},
		"Ada <ada@example.org> (later)": {},
		"Ada <ada>":                     {},
		"Ada":                           {},
		"ada@example.org":               {},
		"Ada <ada@example.org":          {},
	} {
		got, ok := history.Trailer{Key: "Approved-by", Value: value}.Person()
		if got != want || ok != (want != history.Person{}) {
			t.Errorf("%q: %+v, %v", value, got, ok)
		}
	}
	if !(history.Trailer{Key: "approved-BY"}).Is("Approved-by") || (history.Trailer{Key: "Approved"}).Is("Approved-by") {
		t.Error("keys are not compared without regard to case")
	}
}

// FuzzTrailers: no message makes a key that isn't one, or a value of two lines.
func FuzzTrailers(f *testing.F) {
	for _, m := range messages {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, message string) {
		for _, x := range history.Trailers(message) {
			if strings.Trim(x.Key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789- \t") != "" || x.Key == "" {
				t.Errorf("key %q", x.Key)
			}
			if strings.Contains(x.Value, "\n") {
				t.Errorf("value %q", x.Value)
			}
			if !strings.Contains(message, x.Key) {
				t.Errorf("%q is not in the message", x.Key)
			}
		}
		if s := history.Subject(message); strings.ContainsAny(s, "\n\t\r") {
			t.Errorf("subject %q", s)
		}
	})
}

func TestSubject(t *testing.T) {
	for message, want := range map[string]string{
		"":                          "",
		"one":                       "one",
		"one\ntwo\n\nthree":         "one two",
		"\n \n one \r\ntwo\r\n\r\n": "one two",
		"one\n \t\ntwo":             "one",
		"a  b\tc":                   "a b c",
	} {
		if got := history.Subject(message); got != want {
			t.Errorf("%q: %q, not %q", message, got, want)
		}
	}
}

// TestMailmapAgreesWithGit compares with git check-mailmap.
func TestMailmapAgreesWithGit(t *testing.T) {
	maps := map[string]string{
		"names":        "Ada Owner <ada@example.org>\n",
		"addresses":    "<ada@example.org> <ada@old.example.org>\n",
		"both":         "Ada Owner <ada@example.org> <ADA@old.example.org>\n",
		"by name":      "Ada Owner <ada@example.org> Ada <shared@example.org>\nBen Owner <ben@example.org> ben <shared@example.org>\nSomebody <shared@example.org>\n",
		"twice":        "Ada One <ada@example.org>\nAda Two <ada@example.org>\n<ada@new.example.org> <ada@example.org>\n",
		"not lines":    "# Ada <ada@example.org>\n # Ada <ada@example.org>\nAda\nAda <ada@example.org\n<> <ada@example.org>\nBen <ben@example.org> junk\n",
		"spaces":       "  Ada  Owner\t<ada@example.org>  <ada@old.example.org>  # why\r\n",
		"chain":        "<ben@example.org> <ada@example.org>\n<cleo@example.org> <ben@example.org>\n",
		"empty olds":   "Ada Owner <ada@example.org> <>\n",
		"name to mail": "<ada@example.org> Ada <shared@example.org>\n",
	}
	people := []history.Person{
		{Name: "Ada", Email: "ada@example.org"}, {Name: "Ada", Email: "ADA@example.org"}, {Name: "ada", Email: "ada@old.example.org"},
		{Name: "Ada", Email: "shared@example.org"}, {Name: "BEN", Email: "shared@example.org"}, {Name: "Cleo", Email: "shared@example.org"},
		{Name: "Ben", Email: "ben@example.org"}, {Name: "Nobody", Email: "nobody@example.org"},
	}
	for name, file := range maps {
		t.Run(name, func(t *testing.T) {
			r := gittest.New(t)
			r.Write(".mailmap", file)
			m := history.ParseMailmap([]byte(file))
			for _, p := range people {
				got := m.Shown(p)
				want := r.Git("check-mailmap", fmt.Sprintf("%s <%s>", p.Name, p.Email))
				if s := fmt.Sprintf("%s <%s>", got.Name, got.Email); s != want {
					t.Errorf("%s <%s> is shown as %s, by git as %s", p.Name, p.Email, s, want)
				}
			}
		})
	}
	if p := people[0]; (history.Mailmap{}).Shown(p) != p {
		t.Error("no map changes somebody")
	}
}

// TestPeople: authors are shown as the map says, each once, and the recorder is
// who committed.
func TestPeople(t *testing.T) {
	r := gittest.New(t)
	r.Author = gittest.Person{Name: "ada", Email: "ada@old.example.org"}
	r.Commit("first\n\nCo-authored-by: Ada <ADA@example.org>\nCo-authored-by: Cleo <cleo@example.org>", "a.md", text("POL-1", "one"))
	trails := read(t, r, history.Options{})
	trails.People = history.ParseMailmap([]byte("Ada Owner <ada@example.org> <ada@old.example.org>\nAda Owner <ada@example.org>\n"))
	row := trails.Document("pol-1").Last()
	want := []history.Person{{Name: "Ada Owner", Email: "ada@example.org"}, {Name: "Cleo", Email: "cleo@example.org"}}
	if diff := cmp.Diff(want, trails.Authors(row)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := trails.Recorder(row); got != (history.Person{Name: gittest.Ben.Name, Email: gittest.Ben.Email}) {
		t.Errorf("recorder %+v", got)
	}
}
