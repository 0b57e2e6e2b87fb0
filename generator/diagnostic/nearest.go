package diagnostic

import (
	"unicode"
	"unicode/utf8"
)

// farthest is how many slips of the pen a word may have at most.
const farthest = 5

// Nearest returns the candidate that a writer most likely meant by word: the
// one that the fewest slips lead to, of which each adds, drops or changes a
// character or swaps two neighbours. Case counts nothing, and one digit for
// another counts as two slips, since it is rather another number. A third of the
// word's characters may be slips, at least 1 and at most 5, and never all of
// them; folders that word and candidate have in common are no part of the word.
// Equally near candidates are decided by their order. It returns "" when
// nothing is near.
func Nearest(word string, candidates []string) string {
	s := speller{word: folded(nil, word)}
	best, found := farthest+1, ""
	for _, c := range candidates {
		if d := s.slips(c, best); d < best {
			best, found = d, c
		}
	}
	return found
}

// speller compares one word with many, in the same memory.
type speller struct {
	word, other    []rune
	row, prev, two []int // slips of the word's beginnings, for three beginnings of the other
}

// slips is the optimal string alignment distance to other, or limit when it is
// not below it or too much for the word.
func (s *speller) slips(other string, limit int) int {
	if gap := utf8.RuneCountInString(other) - len(s.word); gap >= limit || -gap >= limit {
		return limit
	}
	s.other = folded(s.other[:0], other)
	folders := commonFolders(s.word, s.other)
	own := len(s.word) - folders
	near := min(limit, max(1, own/3)+1, own)
	a, b := uncommon(s.word[folders:], s.other[folders:])
	d := max(len(a)-len(b), len(b)-len(a))
	if d < near && len(a) > 0 && len(b) > 0 {
		d = s.distance(a, b, near)
	}
	if d >= near {
		return limit
	}
	return d
}

// distance is that of a and b, which are not empty and differ in length by less
// than limit, or limit when it is not below it.
func (s *speller) distance(a, b []rune, limit int) int {
	s.reset(len(b))
	for i := 1; i <= len(a); i++ {
		if s.step(a, b, i, limit) >= limit {
			return limit
		}
	}
	return min(s.prev[len(b)], limit)
}

// step fills the row of a's first i characters and returns its smallest value.
// Only values below limit are right, and they stand near the diagonal.
func (s *speller) step(a, b []rune, i, limit int) int {
	from, to := max(1, i-limit), min(len(b), i+limit)
	s.row[from-1] = limit
	if from == 1 {
		s.row[0] = i
	}
	smallest := s.row[from-1]
	for j := from; j <= to; j++ {
		n := min(s.prev[j]+1, s.row[j-1]+1, s.prev[j-1]+change(a[i-1], b[j-1]))
		if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
			n = min(n, s.two[j-2]+1)
		}
		s.row[j] = n
		smallest = min(smallest, n)
	}
	if to < len(b) {
		s.row[to+1] = limit
	}
	s.two, s.prev, s.row = s.prev, s.row, s.two
	return smallest
}

// reset prepares the rows for a word of n characters.
func (s *speller) reset(n int) {
	if cap(s.row) <= n {
		s.row, s.prev, s.two = make([]int, n+1), make([]int, n+1), make([]int, n+1)
	}
	s.row, s.prev, s.two = s.row[:n+1], s.prev[:n+1], s.two[:n+1]
	for j := range s.prev {
		s.prev[j] = j
	}
}

// change is how many slips make b of a.
func change(a, b rune) int {
	switch {
	case a == b:
		return 0
	case unicode.IsDigit(a) && unicode.IsDigit(b):
		return 2
	}
	return 1
}

// commonFolders is the length of the folders that two paths begin with.
func commonFolders(a, b []rune) int {
	n := 0
	for i := 0; i < min(len(a), len(b)) && a[i] == b[i]; i++ {
		if a[i] == '/' {
			n = i + 1
		}
	}
	return n
}

// uncommon leaves out what two words begin and end with alike.
func uncommon(a, b []rune) ([]rune, []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

func folded(into []rune, s string) []rune {
	for _, r := range s {
		into = append(into, unicode.ToLower(r))
	}
	return into
}
