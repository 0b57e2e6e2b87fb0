package document

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Mark is a place in the file: line and column in characters, from 1.
type Mark struct{ Line, Column int }

// lines turns offsets in a text into places.
type lines struct {
	src    []byte
	starts []int // byte offset of each line's start
	last   struct{ line, offset, column int }
}

func newLines(src []byte) lines {
	l := lines{src: src, starts: make([]int, 1, bytes.Count(src, []byte("\n"))+1)}
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return l
		}
		at += i + 1
		l.starts = append(l.starts, at)
	}
}

// mark returns the place of a byte. Offsets mostly grow, so that counting goes
// on where it ended: a long line with many links would be counted for each.
func (l *lines) mark(offset int) Mark {
	offset = max(0, min(offset, len(l.src)))
	line := sort.SearchInts(l.starts, offset+1)
	from, column := l.starts[line-1], 1
	if l.last.line == line && l.last.offset <= offset {
		from, column = l.last.offset, l.last.column
	}
	column += utf8.RuneCount(l.src[from:offset])
	l.last.line, l.last.offset, l.last.column = line, offset, column
	return Mark{line, column}
}

// offset returns the byte at a place, or the end of its line.
func (l *lines) offset(at Mark) int {
	from, column := l.starts[at.Line-1], 1
	if l.last.line == at.Line && l.last.column <= at.Column {
		from, column = l.last.offset, l.last.column
	}
	for ; column < at.Column && from < len(l.src) && l.src[from] != '\n'; column++ {
		_, size := utf8.DecodeRune(l.src[from:])
		from += size
	}
	l.last.line, l.last.offset, l.last.column = at.Line, from, column
	return from
}

// within returns length, or less where the line of the place ends before.
func (l *lines) within(at Mark, length int) int {
	from := l.offset(at)
	for n := range length {
		if from >= len(l.src) || l.src[from] == '\n' {
			return n
		}
		_, size := utf8.DecodeRune(l.src[from:])
		from += size
	}
	return length
}
