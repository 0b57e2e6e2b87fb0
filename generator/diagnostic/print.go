package diagnostic

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Print writes diagnostics as text: position, severity, message and rule, the
// line with a caret, related places, and the hint. Characters of the manual's
// text that steer a terminal, turn the direction of writing or can't be seen
// come out as <U+001B>. With colour, ANSI escapes mark the severity.
func Print(w io.Writer, ds []Diagnostic, colour bool) error {
	b := bufio.NewWriter(w)
	for _, d := range ds {
		paint := plain
		if colour {
			paint = paints[d.Severity]
		}
		fmt.Fprintf(b, "%s: %s: %s [%s]\n", Visible(d.Position.String()), paint(d.Severity.String()), Visible(d.Message), d.Rule)
		if d.Excerpt != "" && d.Line > 0 {
			printExcerpt(b, d, paint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(b, "  %s: %s\n", Visible(r.Position.String()), Visible(r.Message))
		}
		if d.Hint != "" {
			fmt.Fprintf(b, "  hint: %s\n", Visible(d.Hint))
		}
	}
	return b.Flush()
}

func plain(s string) string { return s }

// paints are the colours of the severities, in their order.
var paints = [...]func(string) string{paint("31;1"), paint("33;1"), paint("36;1"), plain}

func paint(code string) func(string) string {
	return func(s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
}

// printExcerpt writes the line of d, and under it a caret at its column.
func printExcerpt(b *bufio.Writer, d Diagnostic, paint func(string) string) {
	line := glyphsOf(d.Excerpt)
	first := max(d.ExcerptFrom, 1)
	caret := d.Column - first
	from, to := window(line, caret)
	before, after := "", ""
	if from > 0 || first > 1 {
		before = "…"
	}
	if to < len(line) {
		after = "…"
	}
	fmt.Fprintf(b, "    %s%s%s\n", before, text(line[from:to]), after)
	if d.Column < 1 || caret < from || caret > to {
		return
	}
	for caret > from && caret < to && line[caret].cells == 0 {
		caret-- // A mark is drawn on the character before it.
	}
	pad := cells(line[from:caret]) + len([]rune(before))
	end := min(caret+max(d.Length, 1), to)
	tail := max(cells(line[caret:end])-1, 0)
	fmt.Fprintf(b, "    %s%s\n", strings.Repeat(" ", pad), paint("^"+strings.Repeat("~", tail)))
}

// window is the part of a line that is shown: as much as most terminals hold,
// with the caret in it.
func window(line []glyph, caret int) (from, to int) {
	const shown, ahead = 100, 60 // columns of a terminal: in all, and at most before the caret
	if cells(line) <= shown {
		return 0, len(line)
	}
	if 0 <= caret && caret <= len(line) && cells(line[:caret]) > shown-20 {
		from = caret
		for n := 0; from > 0 && n+line[from-1].cells <= ahead; from-- {
			n += line[from-1].cells
		}
	}
	to = from
	for n := 0; to < len(line) && n+line[to].cells <= shown; to++ {
		n += line[to].cells
	}
	return from, to
}

// glyph is one character as a terminal shows it.
type glyph struct {
	text  string
	cells int // columns that it takes
}

func glyphsOf(s string) []glyph {
	line := make([]glyph, 0, len(s))
	for _, r := range s {
		g := glyph{string(r), 1}
		switch {
		case r == '\t':
			g = glyph{"    ", 4}
		case hidden(r):
			g.text = Visible(g.text)
			g.cells = len(g.text)
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			g.cells = 0
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			g.cells = 2
		}
		line = append(line, g)
	}
	return line
}

func cells(line []glyph) int {
	n := 0
	for _, g := range line {
		n += g.cells
	}
	return n
}

func text(line []glyph) string {
	var b strings.Builder
	for _, g := range line {
		b.WriteString(g.text)
	}
	return b.String()
}

// hidden reports whether a character steers a terminal, turns the direction of
// text or can't be seen. Joiners are spared, which shape letters and emoji, and
// so are the visible ones among the format characters.
func hidden(r rune) bool {
	if r == '\u200C' || r == '\u200D' || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Visible writes characters that steer a terminal or hide in a text as <U+202E>.
func Visible(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
