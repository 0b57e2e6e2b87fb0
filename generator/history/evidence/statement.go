package evidence

import (
	"regexp"
	"strings"

	"aims/generator/git"
	"aims/generator/history"
)

// message is what the message of a commit or tag states.
type message struct {
	approvers []history.Trailer // Approved-by
	others    []history.Trailer // Reviewed-by and Signed-off-by
	reviews   []string          // ids after Periodic-review
	lines     []line
	ids       bool // a line names a text, so that the approvers are about those texts alone
}

// line is one that begins with "Approved:".
type line struct {
	id    string
	blob  git.Hash
	all   bool
	text  string // as it stands there, cut short
	fault string // why it states nothing; "" when it does
}

// readMessage reads what a message states, or returns nil for nothing.
func readMessage(text string) *message {
	if !mayState(text) {
		return nil
	}
	m := &message{}
	for _, t := range history.Trailers(text) {
		switch {
		case t.Is("Approved-by"):
			m.approvers = append(m.approvers, t)
		case t.Is("Reviewed-by"), t.Is("Signed-off-by"):
			m.others = append(m.others, t)
		case t.Is("Periodic-review"):
			m.reviews = append(m.reviews, t.Value)
		}
	}
	seen := map[line]bool{}
	for l := range strings.Lines(text) {
		if found, ok := readLine(strings.TrimRight(l, " \t\r\n")); ok && !seen[found] {
			seen[found] = true
			m.lines = append(m.lines, found)
			m.ids = m.ids || !found.blob.IsZero()
		}
	}
	if len(m.approvers)+len(m.others)+len(m.reviews)+len(m.lines) == 0 {
		return nil
	}
	return m
}

// marks are what stands before the colon of everything that is read here.
var marks = []string{"-by", "approved", "periodic-review"}

// mayState reports cheaply whether a message is worth reading. Most aren't.
func mayState(text string) bool {
	for rest := text; ; {
		colon := strings.IndexByte(rest, ':')
		if colon < 0 {
			return false
		}
		key := strings.TrimRight(rest[:colon], " \t")
		for _, mark := range marks {
			if len(key) >= len(mark) && fold(key[len(key)-len(mark):]) == mark {
				return true
			}
		}
		rest = rest[colon+1:]
	}
}

const approved = "approved:"

var oneText = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9._-]*)@([0-9A-Fa-f]{40})$`)

// readLine reads a line of a message. One in which somebody only happens to begin
// a sentence with "Approved:" is none.
func readLine(text string) (line, bool) {
	if len(text) < len(approved) || fold(text[:len(approved)]) != approved {
		return line{}, false
	}
	value := strings.Trim(text[len(approved):], " \t")
	l := line{text: clean(text)}
	if value == "all" {
		l.all = true
		return l, true
	}
	if m := oneText.FindStringSubmatch(value); m != nil {
		l.id = m[1]
		l.blob, _ = git.ParseHash(m[2]) // which the pattern has made sure of
		if l.blob.IsZero() {
			l.fault = "no text has this name"
		}
		return l, true
	}
	first, more, _ := strings.Cut(value, " ")
	id, name, found := strings.Cut(first, "@")
	digits := strings.Trim(fold(name), "0123456789abcdef") == ""
	switch {
	case !found, more != "" && !digits:
		return line{}, false
	case more != "":
		l.fault = "more stands on the line than one id and one text"
	case digits && len(name) < 40:
		l.fault = "the name of the text is cut short; all 40 digits of it are wanted"
	default:
		l.fault = "it names no text; " + clean(id) + "@ and the 40 digits that git hash-object prints are wanted"
	}
	return l, true
}
