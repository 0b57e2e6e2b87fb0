package history

import (
	"strings"
)

// Trailer is one line of the last paragraph of a message, such as
// "Approved-by: Ada <ada@example.org>".
type Trailer struct{ Key, Value string }

// gitGenerated are beginnings of lines that make a paragraph of trailers even
// where other text stands between them.
var gitGenerated = []string{"Signed-off-by: ", "(cherry picked from commit "}

// Trailers reads the trailers of a commit or tag message as
// git-interpret-trailers(1) does without a divider: from the last paragraph,
// when all of its lines are trailers, or when git generated one of them and at
// least a quarter are. The first paragraph is the subject and never counts. A
// line that begins with white space continues the one before it.
func Trailers(message string) []Trailer {
	lines := strings.Split(strings.TrimRight(message, " \t\r\n\v\f"), "\n")
	start := len(lines)
	for start > 0 && strings.TrimSpace(lines[start-1]) != "" {
		start--
	}
	if start == 0 {
		return nil
	}
	list, others, generated := read(lines[start:])
	if others > 0 && !(generated && len(list)*3 >= others) {
		return nil
	}
	return list
}

// read reads a paragraph's trailers and counts its other lines.
func read(lines []string) (list []Trailer, others int, generated bool) {
	continues := -1 // index in list of the trailer that a line may continue
	inOther := false
	for _, line := range lines {
		line = strings.TrimRight(line, "\r")
		switch key, value, ok := split(line); {
		case strings.HasPrefix(line, "#"):
			continue
		case line != "" && (line[0] == ' ' || line[0] == '\t'):
			if continues >= 0 {
				list[continues].Value += " " + strings.TrimSpace(line)
			} else if !inOther {
				others++
			}
		case ok:
			list = append(list, Trailer{key, value})
			continues, inOther = len(list)-1, false
		default:
			if !strings.HasPrefix(line, gitGenerated[1]) {
				others++
			}
			continues, inOther = -1, true
		}
		for _, g := range gitGenerated {
			generated = generated || strings.HasPrefix(line, g)
		}
	}
	return list, others, generated
}

// split parts a trailer into its key, of letters, digits and hyphens, and its
// value.
func split(line string) (key, value string, ok bool) {
	key, value, found := strings.Cut(line, ":")
	if !found {
		return "", "", false
	}
	key = strings.TrimRight(key, " \t")
	if key == "" {
		return "", "", false
	}
	for _, c := range []byte(key) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-') {
			return "", "", false
		}
	}
	return key, strings.TrimSpace(value), true
}

// Is reports whether the trailer has the key, in any case.
func (t Trailer) Is(key string) bool { return strings.EqualFold(t.Key, key) }

// Person reads the value as "Name <email>".
func (t Trailer) Person() (Person, bool) {
	name, email, rest, ok := identity(t.Value)
	if !ok || strings.TrimSpace(rest) != "" || !strings.Contains(email, "@") {
		return Person{}, false
	}
	return Person{name, strings.TrimSpace(email)}, true
}
