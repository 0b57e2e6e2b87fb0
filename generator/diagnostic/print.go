package diagnostic

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Print writes diagnostics as text: position, severity, message, the line with
// a caret, related places and the hint. Control characters of the manual's text
// are made visible, so that no file can steer the reader's terminal. With
// colour, ANSI escapes mark the severity.
func Print(w io.Writer, ds []Diagnostic, colour bool) error {
	b := bufio.NewWriter(w)
	for _, d := range ds {
		fmt.Fprintf(b, "%s: %s: %s [%s]\n", visible(d.Position.String()), severityWord(d.Severity, colour), visible(d.Message), d.Rule)
		if d.Excerpt != "" && d.Line > 0 {
			printExcerpt(b, d)
		}
		for _, r := range d.Related {
			fmt.Fprintf(b, "  %s: %s\n", visible(r.Position.String()), visible(r.Message))
		}
		if d.Hint != "" {
			fmt.Fprintf(b, "  hint: %s\n", visible(d.Hint))
		}
	}
	return b.Flush()
}

// printExcerpt writes the line of d, and under it a caret at its column.
func printExcerpt(b *bufio.Writer, d Diagnostic) {
	const shown = 100 // characters of a line
	line := []rune(visible(strings.ReplaceAll(d.Excerpt, "\t", "    ")))
	column := d.Column - 1
	if column >= 0 {
		before := []rune(d.Excerpt)
		column = min(column, len(before))
		column = len([]rune(visible(strings.ReplaceAll(string(before[:column]), "\t", "    "))))
	}
	from := 0
	if column > shown-20 {
		from = column - shown/2
	}
	end := min(from+shown, len(line))
	fmt.Fprintf(b, "    %s\n", string(line[from:end]))
	if column < 0 {
		return
	}
	pad := 0
	for _, r := range line[from:min(column, len(line))] {
		pad += cells(r)
	}
	tail := max(0, min(d.Length, end-column)-1)
	fmt.Fprintf(b, "    %s^%s\n", strings.Repeat(" ", pad), strings.Repeat("~", tail))
}

// cells is how many columns of a terminal a character takes.
func cells(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// visible replaces characters that steer a terminal or turn the direction of
// text by a mark.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

func severityWord(s Severity, colour bool) string {
	if !colour {
		return s.String()
	}
	code := map[Severity]string{Error: "31;1", Warning: "33;1", Note: "36;1"}[s]
	return "\x1b[" + code + "m" + s.String() + "\x1b[0m"
}

// JSON writes diagnostics as one object: schema, counts and the list.
func JSON(w io.Writer, ds []Diagnostic) error {
	errors, warnings := Count(ds)
	if ds == nil {
		ds = []Diagnostic{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Schema      string       `json:"schema"`
		Errors      int          `json:"errors"`
		Warnings    int          `json:"warnings"`
		Diagnostics []Diagnostic `json:"diagnostics"`
	}{"aims/diagnostics/1", errors, warnings, ds})
}
