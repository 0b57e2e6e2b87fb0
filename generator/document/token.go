package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a quoted text or a sign of a condition.
type token struct {
	kind tokenKind
	text string // without quotes
	at   int    // byte of the condition
}

type tokenKind int

const (
	wordToken tokenKind = iota
	quotedToken
	signToken
	endToken
)

// tokensOf parts a condition; the last token is its end.
func tokensOf(s string) []token {
	var list []token
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case unicode.IsSpace(r):
			at += size
			continue
		case r == '"' || r == '\'':
			if end := strings.IndexRune(s[at+1:], r); end >= 0 {
				list = append(list, token{quotedToken, s[at+1 : at+1+end], at})
				at += end + 2
				continue
			}
		case strings.ContainsRune("()[],=<>!", r):
			n := 1
			if next := s[at+1:]; next != "" && (next[0] == '=' && strings.ContainsRune("<>!=", r) || slips[s[at:at+2]] != "") {
				n = 2
			}
			sign := s[at : at+n]
			if sign == "==" {
				sign = "="
			}
			list = append(list, token{signToken, sign, at})
			at += n
			continue
		}
		end := at + size
		for end < len(s) && !strings.ContainsAny(s[end:end+1], " \t\n\"'()[],=<>!") {
			end++
		}
		list = append(list, token{wordToken, s[at:end], at})
		at = end
	}
	return append(list, token{kind: endToken, at: len(s)})
}
