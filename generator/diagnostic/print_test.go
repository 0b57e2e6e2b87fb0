package diagnostic

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// quoted is a diagnostic about the first place in the line where word stands.
func quoted(message, line, word string, length int) Diagnostic {
	offset := strings.Index(line, word)
	d := Diagnostic{Rule: "rule", Position: Position{File: "content/a.md"}, Length: length, Message: message}
	src := []byte("first\n" + line + "\n")
	d.Line, d.Column, _ = Excerpt(src, len("first\n")+offset)
	NewLines(src).Quote(&d)
	return d
}

// samples are what a terminal has to show well. Every caret of the golden file
// was looked at.
func samples() []Diagnostic {
	long := strings.Repeat("many words of one paragraph in one line, ", 20)
	related := quoted("with another place and a hint", "id: POL-001", "POL-001", 7)
	related.Severity, related.Hint = Warning, "choose another id"
	related.Related = []Related{{Position{"content/b.md", 3, 5}, "the other document"}}
	column := quoted("a line as a whole", "some text", "", 0)
	column.Column = 0
	end := quoted("at the end of a line", "title:", "", 0)
	end.Column = 7
	beyond := quoted("a column beyond the line", "some text", "", 0)
	beyond.Column = 40
	uncut := quoted("a column beyond the excerpt", long, "", 0)
	uncut.Column, uncut.Excerpt = 700, long[:400]
	return []Diagnostic{
		{Rule: "rule", Severity: Note, Position: Position{File: "content/a.md"}, Message: "a file as a whole"},
		related, column, beyond, uncut,
		quoted("under a word", "see [scope](missing.md) for it", "[scope]", len("[scope](missing.md)")),
		end,
		quoted("after a tab", "\tkey:\tvalue", "value", 5),
		quoted("a span with a tab in it", "key:\tvalue", "key", 10),
		quoted("after wide characters", "参照：[方針](なし.md)", "[方針]", len([]rune("[方針](なし.md)"))),
		quoted("after combining marks", "re\u0301sume\u0301 [x](y)", "[x]", 6),
		quoted("on a combining mark", "re\u0301sume", "\u0301", 1),
		quoted("after characters that steer terminals", "a\x1b[31mred\x1b[0m \u202Eright to left\u202C [x](y)", "[x]", 6),
		quoted("an invisible character", "POL\u200B-001 and [x](y)", "[x]", 6),
		quoted("in a long line", long+"[x](y)"+long, "[x]", 6),
		quoted("early in a long line", "a [x](y) "+long, "[x]", 6),
		quoted("a span beyond what is shown", long, "many", 5000),
		quoted("late in a long line of wide characters", strings.Repeat("文", 300)+"[x](y)"+strings.Repeat("字", 300), "[x]", 6),
		quoted("steering \x1b]0;title\a in the message \u2066 too", "x", "x", 1),
	}
}

func TestPrint(t *testing.T) {
	for name, colour := range map[string]bool{"print.golden": false, "colour.golden": true} {
		var b bytes.Buffer
		if err := Print(&b, samples(), colour); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// TestPrintKeepsTheTerminal holds that no byte of a manual reaches the terminal
// as a control character.
func TestPrintKeepsTheTerminal(t *testing.T) {
	var nasty strings.Builder
	for c := rune(1); c < 0x100; c++ {
		nasty.WriteRune(c)
	}
	nasty.WriteString("\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2028\u2029\u2066\u2067\u2068\u2069\uFEFF\U000E0041")
	s := nasty.String()
	var b bytes.Buffer
	d := Diagnostic{Rule: "rule", Position: Position{s, 1, 1}, Message: s, Hint: s, Excerpt: s, Related: []Related{{Position{File: s}, s}}}
	if err := Print(&b, []Diagnostic{d}, false); err != nil {
		t.Fatal(err)
	}
	for _, c := range b.String() {
		if c != '\n' && hidden(c) {
			t.Errorf("%U was printed", c)
		}
	}
	if lines := strings.Count(b.String(), "\n"); lines != 5 {
		t.Errorf("%d lines instead of position, excerpt, caret, related place and hint", lines)
	}
}

func TestPrintTellsWriteErrors(t *testing.T) {
	full, err := os.Open(os.DevNull) // for reading alone
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	if Print(full, samples(), false) == nil || JSON(full, samples()) == nil {
		t.Error("an error of the writer was lost")
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, samples()[:3]); err != nil {
		t.Fatal(err)
	}
	golden(t, "json.golden", b.Bytes())
	b.Reset()
	if err := JSON(&b, nil); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"schema": "aims/diagnostics/1", "errors": 0.0, "warnings": 0.0, "notes": 0.0, "diagnostics": []any{}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("without any (-want +got):\n%s", diff)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func FuzzPrint(f *testing.F) {
	f.Add("a\tb\u0301文", 3, 2, 0)
	f.Add(strings.Repeat("文\t", 200), 90, 500, 80)
	f.Fuzz(func(t *testing.T, excerpt string, column, length, from int) {
		d := Diagnostic{Rule: "rule", Position: Position{"a.md", 1, column}, Length: length, Excerpt: excerpt, ExcerptFrom: from}
		var b bytes.Buffer
		if err := Print(&b, []Diagnostic{d}, false); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "\n"); n > 3 {
			t.Errorf("%d lines:\n%s", n, b.String())
		}
	})
}
