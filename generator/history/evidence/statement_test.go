package evidence

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const someBlob = "0123456789abcdef0123456789ABCDEF01234567"

// printed is what a message states, one thing per line.
func printed(m *message) string {
	if m == nil {
		return "nothing"
	}
	var out []string
	for _, w := range named(m.approvers) {
		out = append(out, fmt.Sprintf("by %s <%s> %s", w.Name, w.Email, w.fault))
	}
	for _, t := range m.others {
		out = append(out, "other "+t.Key)
	}
	for _, id := range m.reviews {
		out = append(out, "review "+id)
	}
	for _, l := range m.lines {
		switch {
		case l.fault != "":
			out = append(out, "fault "+l.fault)
		case l.all:
			out = append(out, "all")
		default:
			out = append(out, l.id+" "+l.blob.String()[:7])
		}
	}
	return strings.Join(out, "\n")
}

func TestMessages(t *testing.T) {
	for _, x := range []struct{ name, message, want string }{
		{"none", "Change it\n\nBecause: of this\n", "nothing"},
		{"trailers", "s\n\nApproved-by: Ada <ada@example.org>\nreviewed-BY : Ben <ben@example.org>\nSigned-off-by: Ben <ben@example.org>\nPeriodic-review: POL-1\n",
			"by Ada <ada@example.org> \nother reviewed-BY\nother Signed-off-by\nreview POL-1"},
		{"one person twice", "s\n\nApproved-by: Ada <ada@example.org>\nApproved-by: A. <ADA@example.org>\n", "by Ada <ada@example.org> "},
		{"a name alone", "s\n\nApproved-by: Ada\n", `by Ada <> "Ada" names nobody with an address`},
		{"trailers in the middle", "s\n\nApproved-by: Ada <ada@example.org>\n\nMore text.\n", "nothing"},
		{"a text", "s\n\nApproved: POL-1@" + someBlob + "\n", "POL-1 0123456"},
		{"a text in the middle", "s\nApproved: POL-1@" + someBlob + " \r\nand more\n\nend\n", "POL-1 0123456"},
		{"a text in the subject", "Approved: POL-1@" + someBlob, "POL-1 0123456"},
		{"small letters and blanks", "s\n\napproved:\tPOL-1@" + someBlob, "POL-1 0123456"},
		{"one text twice", "s\n\nApproved: POL-1@" + someBlob + "\nApproved: POL-1@" + someBlob + "\n", "POL-1 0123456"},
		{"all", "s\n\nApproved: all\n", "all"},
		{"quoted", "s\n\n> Approved: POL-1@" + someBlob + "\n Approved: all\n* Approved: all\n", "nothing"},
		{"cut short", "s\n\nApproved: POL-1@0123456\n", "fault the name of the text is cut short; all 40 digits of it are wanted"},
		{"no digits", "s\n\nApproved: POL-1@\n", "fault the name of the text is cut short; all 40 digits of it are wanted"},
		{"a revision", "s\n\nApproved: POL-1@HEAD\n", "fault it names no text; POL-1@ and the 40 digits that git hash-object prints are wanted"},
		{"too long", "s\n\nApproved: POL-1@" + someBlob + "0\n", "fault it names no text; POL-1@ and the 40 digits that git hash-object prints are wanted"},
		{"no text at all", "s\n\nApproved: POL-1@" + strings.Repeat("0", 40) + "\n", "fault no text has this name"},
		{"more on the line", "s\n\nApproved: POL-1@" + someBlob + " and all the rest\n", "fault more stands on the line than one id and one text"},
		{"a sentence", "s\n\nApproved: by the board, said ada@example.org\n", "nothing"},
		{"a sentence that begins with an address", "s\n\nApproved: ada@example.org said so\n", "nothing"},
		{"another word", "s\n\nDisapproved: POL-1@" + someBlob + "\n", "nothing"},
		{"an id that is none", "s\n\nApproved: ../x@" + someBlob + "\n", "fault it names no text; ../x@ and the 40 digits that git hash-object prints are wanted"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if diff := cmp.Diff(x.want, printed(readMessage(x.message))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzStatements: whatever a message holds, a line that states something stands in
// it from its beginning to its end, and reads the same when it is written again;
// what is shown of it is short and has no control characters.
func FuzzStatements(f *testing.F) {
	for _, m := range []string{
		"", "s\n\nApproved-by: Ada <ada@example.org>\n", "Approved: POL-1@" + someBlob, "Approved: all\r\n", "approved:all", "Approved: a@b c\n",
		"Approved: POL-1@0\x00\u202e" + someBlob, "s\n\nPeriodic-review: \u202e\n", "Approved: " + strings.Repeat("é@", 300),
	} {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := readMessage(text)
		if diff := cmp.Diff(printed(m), printed(readMessage(text))); diff != "" {
			t.Errorf("read again:\n%s", diff)
		}
		if m == nil {
			return
		}
		whole := map[string]bool{}
		for line := range strings.Lines(text) {
			if value, ok := strings.CutPrefix(fold(strings.TrimRight(line, " \t\r\n")), approved); ok {
				whole[strings.Trim(value, " \t")] = true
			}
		}
		for _, l := range m.lines {
			if n := utf8.RuneCountInString(l.text); n > longest || strings.ContainsFunc(l.text, unicode.IsControl) {
				t.Errorf("%q has %d characters, or some that steer", l.text, n)
			}
			again := l.id + "@" + l.blob.String()
			if l.fault == "" && !whole[fold(again)] && !(l.all && whole["all"]) {
				t.Errorf("%+v stands on no line of %q", l, text)
			}
			if second, ok := readLine("Approved: " + again); l.fault == "" && !l.all && (!ok || second.id != l.id || second.blob != l.blob) {
				t.Errorf("%+v, and written again %+v", l, second)
			}
		}
	})
}

func TestWords(t *testing.T) {
	long := strings.Repeat("é", 300)
	for _, x := range []struct{ name, got, want string }{
		{"control characters", clean("a\x00b\x1b[31mc\n"), "ab[31mc"},
		{"length", clean(long), long[:2*longest]},
		{"look-alike", address("\u0430da@example.org"), "<U+0430>da@example.org"},
		{"hidden", address("ada\u202e@example.org"), "ada<U+202E>@example.org"},
		{"the letters A to Z alone", fold("ÄRG-\u212aAy"), "Ärg-\u212aay"},
		{"one", joined([]string{"a"}, "or"), "a"},
		{"three", joined([]string{"a", "b", "c"}, "or"), "a, b or c"},
		{"a", Article("policy"), "a policy"},
		{"an", Article("impact assessment"), "an impact assessment"},
		{"one day", count(1, "day"), "1 day"},
		{"days", count(2, "day"), "2 days"},
	} {
		if x.got != x.want {
			t.Errorf("%s: %q, not %q", x.name, x.got, x.want)
		}
	}
}
