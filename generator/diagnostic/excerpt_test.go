package diagnostic

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		src          string
		offset       int
		line, column int
		text         string
	}{
		{"", 0, 1, 1, ""},
		{"one\ntwo", 4, 2, 1, "two"},
		{"one\ntwo", 99, 2, 4, "two"},
		{"one\ntwo", -1, 1, 1, "one"},
		{"one\r\ntwo\r\n", 6, 2, 2, "two"},
		{"one\rtwo\r", 5, 2, 2, "two"},
		{"one\n", 4, 2, 1, ""},
		{"\uFEFFone", 3, 1, 1, "one"},
		{"\uFEFFone", 0, 1, 1, "one"},
		{"zwölf\nneun", 4, 1, 4, "zwölf"},
		{"a\xffb\xfe\xfdc", 5, 1, 6, "a\uFFFDb\uFFFD\uFFFDc"},
		{strings.Repeat("ä", 300), 0, 1, 1, strings.Repeat("ä", 200)},
	} {
		line, column, text := Excerpt([]byte(test.src), test.offset)
		if line != test.line || column != test.column || text != test.text {
			t.Errorf("%q at %d: %d:%d %q, not %d:%d %q", test.src, test.offset, line, column, text, test.line, test.column, test.text)
		}
	}
}

func TestLine(t *testing.T) {
	src := []byte("\uFEFFone\ntwo\r\n\rfour")
	for n, want := range []string{"", "one", "two", "", "four", ""} {
		if got := Line(src, n); got != want {
			t.Errorf("line %d is %q, not %q", n, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	long := strings.Repeat("0123456789", 60) + "here" + strings.Repeat("abcdefghij", 60)
	lines := NewLines([]byte("short\n" + long + "\nlast"))
	for _, test := range []struct {
		at      Position
		from    int
		excerpt string
	}{
		{Position{"", 1, 1}, 0, "short"},
		{Position{"", 1, 99}, 0, "short"},
		{Position{"", 2, 0}, 0, long[:400]},
		{Position{"", 2, 201}, 0, long[:400]},
		{Position{"", 2, 601}, 401, long[400:800]},
		{Position{"", 2, 301}, 101, long[100:500]}, // back on the same line
		{Position{"", 2, 9999}, 1005, long[1004:]},
		{Position{"", 3, 2}, 0, "last"},
		{Position{"", 4, 1}, 0, ""},
		{Position{"", 0, 0}, 0, ""},
	} {
		d := Diagnostic{Position: test.at, Excerpt: "old", ExcerptFrom: 7}
		lines.Quote(&d)
		if d.Excerpt != test.excerpt || d.ExcerptFrom != test.from {
			t.Errorf("%v: %q from %d, not %q from %d", test.at, d.Excerpt, d.ExcerptFrom, test.excerpt, test.from)
		}
	}
}

// FuzzExcerpt holds that every offset has a place, and that what is quoted for
// the place has the offset's character in the place's column.
func FuzzExcerpt(f *testing.F) {
	f.Add([]byte("one\r\ntwö\r\xff three"), 7)
	f.Add([]byte("\uFEFFone\n"), 1)
	f.Add([]byte(strings.Repeat("ä", 900)), 1201)
	f.Add([]byte(strings.Repeat("\x80", 900)), 899)
	f.Fuzz(func(t *testing.T, src []byte, offset int) {
		line, column, text := Excerpt(src, offset)
		if line < 1 || column < 1 || text != Line(src, line) || !utf8.ValidString(text) || strings.ContainsAny(text, "\r\n") {
			t.Fatalf("%d:%d %q, and the line is %q", line, column, text, Line(src, line))
		}
		d := Diagnostic{Position: Position{"", line, column}}
		lines := NewLines(src)
		lines.Quote(&d)
		if offset < 0 || offset >= len(lines.src) || len(lines.src) < len(src) {
			return
		}
		quoted := []rune(d.Excerpt)
		i := column - max(d.ExcerptFrom, 1)
		c, _ := utf8.DecodeRune(src[offset:])
		if end := c == '\n' || c == '\r'; end != (i == len(quoted)) && utf8.RuneStart(src[offset]) && !after(src, offset) {
			t.Fatalf("column %d of %q from %d is %q, not %q", column, d.Excerpt, d.ExcerptFrom, quoted[i:], c)
		} else if !end && utf8.RuneStart(src[offset]) && quoted[i] != c {
			t.Fatalf("column %d of %q from %d is not %q", column, d.Excerpt, d.ExcerptFrom, c)
		}
	})
}

// after reports whether the byte at offset is the second of CR LF, which stands
// one past the line's end.
func after(src []byte, offset int) bool {
	return src[offset] == '\n' && offset > 0 && src[offset-1] == '\r'
}
