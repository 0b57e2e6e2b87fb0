package history

import (
	"regexp"
	"strings"
)

// Trailer is one line of the last paragraph of a message, such as
// "Approved-by: Ada <ada@example.org>".
type Trailer struct{ Key, Value string }

// space is white space to git.
const space = " \t\n\r"

// Trailers reads the trailers of a commit or tag message as
// git-interpret-trailers(1) does without a divider and without configuration:
// from the last paragraph, when all of its lines are trailers, or when git
// generated one of them and at least a quarter are. The first paragraph is the
// subject and never counts. A line that begins with white space continues the
// one before it.
func Trailers(message string) []Trailer {
	var list []Trailer
	open := false // whether a line that begins with white space continues the last trailer
	for _, line := range lastParagraph(message) {
		if open && strings.IndexByte(space, line[0]) >= 0 {
			list[len(list)-1].Value += line
			continue
		}
		at := separator(line)
		open = at >= 1
		if open {
			list = append(list, Trailer{strings.Trim(line[:at], space), line[at+1:]})
		}
	}
	for i := range list {
		list[i].Value = strings.Trim(lineEnd.ReplaceAllString(strings.Trim(list[i].Value, space), " "), space)
	}
	return list
}

// lineEnd is what unfolding a value makes one blank of.
var lineEnd = regexp.MustCompile(`\n[ \t\n\r]*`)

// gitGenerated are beginnings of lines that make a paragraph of trailers even
// where other text stands between them.
var gitGenerated = []string{"Signed-off-by: ", "(cherry picked from commit "}

// lastParagraph returns the lines, with their ends, of the paragraph that holds
// the trailers, none when there is no such paragraph.
func lastParagraph(message string) []string {
	lines := withoutNotes(message)
	title := 0
	for title < len(lines) && (lines[title][0] == '#' || !blank(lines[title])) {
		title++
	}
	var count tally
	for at := len(lines) - 1; at >= title; at-- {
		switch line := lines[at]; {
		case line[0] == '#':
			count.end()
		case !blank(line):
			count.line(line)
		case count.seen:
			count.end()
			if count.trailers > 0 && count.others == 0 || count.generated && count.trailers*3 >= count.others {
				return lines[at+1:]
			}
			return nil
		}
	}
	return nil
}

// tally counts the lines of a paragraph from below.
type tally struct {
	trailers, others int
	continued        int  // lines that continue what stands above them
	seen, generated  bool // any line; any line that git generated
}

func (t *tally) line(line string) {
	t.seen = true
	for _, g := range gitGenerated {
		if strings.HasPrefix(line, g) {
			t.trailers, t.continued, t.generated = t.trailers+1, 0, true
			return
		}
	}
	switch indented := strings.IndexByte(space, line[0]) >= 0; {
	case separator(line) >= 1 && !indented:
		t.trailers, t.continued = t.trailers+1, 0
	case indented:
		t.continued++
	default:
		t.others++
		t.end()
	}
}

// end counts lines that continue no trailer as other lines.
func (t *tally) end() { t.others, t.continued = t.others+t.continued, 0 }

// cutLine is where git commit --verbose begins to show the change.
const cutLine = "# ------------------------ >8 ------------------------\n"

// withoutNotes parts a message into lines and leaves out what git adds below
// it: comments, the old list of conflicts, and what follows a cut line.
func withoutNotes(message string) []string {
	if strings.HasPrefix(message, cutLine) {
		return nil
	}
	if at := strings.Index(message, "\n"+cutLine); at >= 0 {
		message = message[:at+1]
	}
	var lines []string
	end, conflicts := 0, false // end: of the lines that are the message
	for line := range strings.Lines(message) {
		lines = append(lines, line)
		switch {
		case line[0] == '#' || line[0] == '\n':
		case line == "Conflicts:\n":
			conflicts = true
		case conflicts && line[0] == '\t':
		default:
			end, conflicts = len(lines), false
		}
	}
	return lines[:end]
}

func blank(line string) bool { return strings.Trim(line, space) == "" }

// separator returns where the colon of a trailer stands, after a key of ASCII
// letters, digits and hyphens; -1 where there is none.
func separator(line string) int {
	spaced := false
	for i, c := range []byte(line) {
		switch {
		case c == ':':
			return i
		case !spaced && ('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-'):
		case i > 0 && (c == ' ' || c == '\t'):
			spaced = true
		default:
			return -1
		}
	}
	return -1
}

// Is reports whether the trailer has the key, in any case.
func (t Trailer) Is(key string) bool { return strings.EqualFold(t.Key, key) }

// Person reads the value as "Name <email>".
func (t Trailer) Person() (Person, bool) {
	name, email, rest, ok := identity(t.Value)
	if !ok || strings.Trim(rest, space) != "" || !strings.Contains(email, "@") {
		return Person{}, false
	}
	return Person{name, strings.Trim(email, space)}, true
}
