package document

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"aims/generator/diagnostic"
)

// file is what is known while one file is read.
type file struct {
	path   string
	lines        // of UTF-8 text without a byte order mark, each ended by a line feed
	kinds  Kinds // of the manual
	front  front
	start  int  // byte offset of the body
	first  Text // heading with words
	diags  []diagnostic.Diagnostic
	broken bool // the identity of the document can't be known
	plain  bool // faults of the body are warnings
}

// load takes the bytes of the file and reports whether they are text.
func (f *file) load(raw []byte) bool {
	src := bytes.TrimPrefix(raw, []byte("\uFEFF"))
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		return f.refuse(src, 0, "the file is UTF-16", "save it as UTF-8")
	case !utf8.Valid(src):
		return f.refuse(src, firstInvalid(src), "the file is not UTF-8: this byte is not part of a character", "save it as UTF-8 (it may be Latin-1 now)")
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return f.refuse(src, i, "the file holds a NUL byte", "save it as plain UTF-8 text")
	}
	f.lines = newLines(withLineFeeds(src))
	if len(bytes.TrimSpace(f.src)) == 0 {
		f.report(RuleEmpty, diagnostic.Warning, Mark{}, 0, "the file is empty", "")
	}
	return true
}

func firstInvalid(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(src)
}

// refuse reports that the file is no text, at a byte of it.
func (f *file) refuse(src []byte, at int, message, hint string) bool {
	line, column, text := diagnostic.Excerpt(src, at)
	f.diags = append(f.diags, diagnostic.Diagnostic{
		Rule: RuleEncoding, Position: diagnostic.Position{File: f.path, Line: line, Column: column},
		Length: 1, Message: message, Hint: hint, Excerpt: text,
	})
	return false
}

// withLineFeeds ends every line with a line feed. A carriage return alone ends
// one too (CommonMark 2.1), as it did on old Macintoshes.
func withLineFeeds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
}

func (f *file) fault(rule string, at Mark, length int, message, hint string) {
	f.report(rule, diagnostic.Error, at, length, message, hint)
}

func (f *file) faultf(rule string, at Mark, length int, hint, format string, args ...any) {
	f.fault(rule, at, length, fmt.Sprintf(format, args...), hint)
}

// blame reports a fault of the body: an error in a controlled document, and a
// warning in a plain page, so that an existing folder builds as it is.
func (f *file) blame(rule string, at Mark, length int, message, hint string) {
	s := diagnostic.Error
	if f.plain {
		s = diagnostic.Warning
	}
	f.report(rule, s, at, length, message, hint)
}

func (f *file) report(rule string, s diagnostic.Severity, at Mark, length int, message, hint string) {
	d := diagnostic.Diagnostic{
		Rule: rule, Severity: s, Position: diagnostic.Position{File: f.path, Line: at.Line, Column: at.Column},
		Length: length, Message: message, Hint: hint,
	}
	if at.Line > 0 && at.Line <= len(f.starts) {
		d.Excerpt = diagnostic.LineAt(f.src, f.starts[at.Line-1])
		d.Length = f.within(at, length) // a value may go on in the next line
	}
	f.diags = append(f.diags, d)
}
