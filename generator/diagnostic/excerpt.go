package diagnostic

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// longest is how many bytes of a line an excerpt holds at most.
const longest = 400

// byteOrderMark may stand at the start of a file and is no part of its text.
const byteOrderMark = "\uFEFF"

// Excerpt returns the line and column of the byte at offset in src, and the
// beginning of that line as [LineAt] does.
func Excerpt(src []byte, offset int) (line, column int, text string) {
	l := NewLines(src)
	offset = max(0, min(offset-len(src)+len(l.src), len(l.src)))
	line = sort.SearchInts(l.starts, offset+1)
	start := l.starts[line-1]
	return line, utf8.RuneCount(l.src[start:offset]) + 1, LineAt(l.src, start)
}

// Line returns the beginning of line n (from 1) of src as [LineAt] does, or ""
// when there is no such line.
func Line(src []byte, n int) string {
	if n < 1 {
		return ""
	}
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	for ; n > 1; n-- {
		end := bytes.IndexAny(src, "\r\n")
		if end < 0 {
			return ""
		}
		if bytes.HasPrefix(src[end:], []byte("\r\n")) {
			end++
		}
		src = src[end+1:]
	}
	return LineAt(src, 0)
}

// LineAt returns the line that begins at the byte start without its end, or as
// many whole characters of it as an excerpt holds. Each byte that is no UTF-8
// becomes U+FFFD, so that columns hold.
func LineAt(src []byte, start int) string {
	src = src[start:min(len(src), start+longest+utf8.UTFMax)]
	if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
		src = src[:i]
	}
	if len(src) > longest {
		src = src[:characterAt(src, longest)]
	}
	return string([]rune(string(src)))
}

// characterAt returns where the character begins that the byte at offset is
// part of.
func characterAt(src []byte, offset int) int {
	for back := range min(utf8.UTFMax, offset+1) {
		if utf8.RuneStart(src[offset-back]) {
			return offset - back
		}
	}
	return offset
}

// Lines is one text to quote from, however many diagnostics it has.
type Lines struct {
	src    []byte
	starts []int // byte offset of each line

	line, column, offset int // where Quote has looked last
}

// NewLines looks through src, which may begin with a byte order mark. Lines end
// with a line feed, a carriage return, or both (CommonMark 0.31.2, 2.1).
func NewLines(src []byte) *Lines {
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	l := &Lines{src: src, starts: []int{0}}
	for i, c := range src {
		if c == '\n' || c == '\r' && !bytes.HasPrefix(src[i+1:], []byte("\n")) {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Quote gives d the excerpt of its line: the part around its column, when the
// line is long. A position outside the text has no excerpt.
func (l *Lines) Quote(d *Diagnostic) {
	d.Excerpt, d.ExcerptFrom = "", 0
	if d.Line < 1 || d.Line > len(l.starts) {
		return
	}
	start := l.starts[d.Line-1]
	at := l.find(d.Line, max(d.Column, 1))
	from := start
	if at-start > longest/2 {
		from = max(start, characterAt(l.src, at-longest/2))
		d.ExcerptFrom = l.column - utf8.RuneCount(l.src[from:at])
	}
	d.Excerpt = LineAt(l.src, from)
}

// find returns the offset of a column, or of the line's end when the line is
// shorter. From the last place on the same line it goes on, since a line of
// megabytes may have a diagnostic for every few bytes.
func (l *Lines) find(line, column int) int {
	if line != l.line || column < l.column {
		l.line, l.column, l.offset = line, 1, l.starts[line-1]
	}
	for ; l.column < column && l.offset < len(l.src) && l.src[l.offset] != '\n' && l.src[l.offset] != '\r'; l.column++ {
		_, n := utf8.DecodeRune(l.src[l.offset:])
		l.offset += n
	}
	return l.offset
}
