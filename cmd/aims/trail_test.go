package main

import (
	"bufio"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPrintTable holds that a table fits where it can: the widest columns give
// way, down to a width that still says something.
func TestPrintTable(t *testing.T) {
	rows := [][]string{{"", "authors", "subject"}, {"r1", "Ada Author, Ben Boss", "Say who answers for the policy and why"}}
	tests := []struct {
		width int
		want  string
	}{
		{0, "    authors               subject\nr1  Ada Author, Ben Boss  Say who answers for the policy and why\n"},
		{200, "    authors               subject\nr1  Ada Author, Ben Boss  Say who answers for the policy and why\n"},
		{50, "    authors               subject\nr1  Ada Author, Ben Boss  Say who answers for the…\n"},
		{30, "    authors       subject\nr1  Ada Author,…  Say who ans…\n"},
		{10, "    authors   subject\nr1  Ada Aut…  Say who…\n"},
	}
	for _, test := range tests {
		var b strings.Builder
		w := bufio.NewWriter(&b)
		printTable(w, rows, test.width, 1, 2)
		w.Flush()
		if b.String() != test.want {
			t.Errorf("%d columns: got\n%swant\n%s", test.width, b.String(), test.want)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); test.width >= 30 && n > test.width {
				t.Errorf("%d columns: a line has %d", test.width, n)
			}
		}
	}
}
