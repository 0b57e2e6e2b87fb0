package document

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// placesOf returns a func that says where a byte of a scalar's value stands in
// the YAML text that the scalar is of; the places of n are that text's. It is the
// scalar's own place where its source can't be followed, since it has an anchor
// or a tag, say. Bytes are asked for in their order.
func placesOf(text *lines, n *yaml.Node) func(at int) Mark {
	start := Mark{n.Line, n.Column}
	f := follower{style: n.Style, src: text.src, from: text.offset(start)}
	good, followed := f.begin(), 0
	return func(at int) Mark {
		f.value = n.Value[min(followed, at):at]
		followed = max(followed, at)
		if good = good && f.follow(); !good {
			return start
		}
		return text.mark(f.from)
	}
}

// follower goes along the source of a scalar and along its value. Where YAML
// folds lines, white space of the source is other white space in the value.
type follower struct {
	style yaml.Style
	value string // what is to be followed
	src   []byte
	from  int // in src
	begun bool
}

const (
	quotedStyle = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle
	blockStyle  = yaml.LiteralStyle | yaml.FoldedStyle
	whiteSpace  = " \t\r\n"
)

// begin goes over what stands before the first character.
func (f *follower) begin() bool {
	switch {
	case f.from >= len(f.src):
		return false
	case f.style&quotedStyle != 0:
		f.from++
		return f.src[f.from-1] == '"' || f.src[f.from-1] == '\''
	case f.style&blockStyle != 0:
		if f.src[f.from] != '>' && f.src[f.from] != '|' {
			return false
		}
		for f.from < len(f.src) && f.src[f.from] != '\n' {
			f.from++
		}
	}
	return true
}

// follow goes to the end of the value, and reports whether the source says the
// same.
func (f *follower) follow() bool {
	if !f.begun && f.style&blockStyle != 0 {
		f.value = strings.TrimLeft(f.value, whiteSpace)
		f.blanks()
	}
	f.begun = true
	for f.value != "" {
		if f.from >= len(f.src) {
			return false
		}
		r, size := utf8.DecodeRuneInString(f.value)
		switch {
		case strings.ContainsRune(whiteSpace, r):
			f.value = strings.TrimLeft(f.value, whiteSpace)
			if f.blanks() == 0 {
				return false
			}
			continue
		case f.escape() > 1:
			f.from += f.escape()
		case f.src[f.from] == '\'' && f.style&yaml.SingleQuotedStyle != 0:
			f.from += len("''")
		default:
			if c, n := utf8.DecodeRune(f.src[f.from:]); c == r {
				f.from += n
			} else {
				return false
			}
		}
		f.value = f.value[size:]
	}
	return true
}

// blanks goes over white space, that of escapes among it, and returns how many
// bytes it takes.
func (f *follower) blanks() int {
	start := f.from
	for f.from < len(f.src) {
		escaped := f.escape()
		switch {
		case strings.IndexByte(whiteSpace, f.src[f.from]) >= 0:
			f.from++
		case escaped == 2 && strings.IndexByte("ntr \t\n", f.src[f.from+1]) >= 0:
			f.from += 2
		default:
			return f.from - start
		}
	}
	return f.from - start
}

// escape is how many bytes the escape takes that stands next; 0 for none.
func (f *follower) escape() int {
	if f.style&yaml.DoubleQuotedStyle == 0 || f.src[f.from] != '\\' || f.from+1 >= len(f.src) {
		return 0
	}
	switch f.src[f.from+1] {
	case 'x':
		return len(`\x00`)
	case 'u':
		return len(`\u0000`)
	case 'U':
		return len(`\U00000000`)
	}
	return len(`\n`)
}
