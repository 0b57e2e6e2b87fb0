package evidence

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
)

// longest is how many characters of a name that a carrier gives are shown.
const longest = 200

// clean cuts what strangers wrote to a length, and takes control characters out.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	n := 0
	for at := range s {
		if n == longest {
			return s[:at]
		}
		n++
	}
	return s
}

func cleanPerson(p history.Person) history.Person {
	return history.Person{Name: clean(p.Name), Email: clean(p.Email)}
}

// called is what a sentence calls somebody whom a carrier names.
func called(p history.Person) string {
	switch {
	case p.Name != "":
		return diagnostic.Visible(clean(p.Name))
	case p.Email != "":
		return address(p.Email)
	}
	return "somebody without a name"
}

// address is an address with every character that could be taken for another one
// written as <U+0430>.
func address(s string) string {
	s = diagnostic.Visible(clean(s))
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// fold is s with the letters A to Z small, and every other byte as it is: what
// addresses are compared by.
func fold(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

func short(h git.Hash) string { return h.String()[:7] }

// count is a number with a noun: 1 day, 2 days.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Article puts "a" or "an" before a word.
func Article(word string) string {
	if word != "" && strings.ContainsRune("aeiouAEIO", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// joined joins words with commas and a last word between the last two.
func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
