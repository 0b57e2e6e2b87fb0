package evidence_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"aims/generator/config"
	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// story is a case that is being played.
type story struct {
	t       *testing.T
	repo    *gittest.Repo
	keys    *keyring
	persons map[string]gittest.Person
	day     config.Date // as of which it is judged
	line    int         // of the step in hand

	// What the last judgement said, nil when something happened since.
	trails   *history.Trails
	evidence *evidence.Evidence
	expected int             // expectations met
	named    map[string]bool // doubts and strays that the case named
}

func newStory(t *testing.T, keys *keyring) *story {
	return &story{
		t: t, repo: gittest.New(t), keys: keys,
		persons: map[string]gittest.Person{},
		day:     config.Date{Year: 2026, Month: time.June, Day: 1},
		named:   map[string]bool{},
	}
}

// play does what a step says.
func (s *story) play(st step) {
	s.t.Helper()
	s.line = st.line
	verb, args := st.words[0], st.words[1:]
	if verb == "expect" {
		s.expect(args, st.text)
		return
	}
	s.trails, s.evidence = nil, nil
	do, known := map[string]func(args []string, st step){
		"person": s.person, "day": s.setDay, "key": s.key, "revoke": s.revoke,
		"config": s.config, "rules": s.rules, "write": s.write, "document": s.document, "delete": s.delete, "move": s.move,
		"commit": s.commit, "branch": s.branch, "switch": s.switchTo, "merge": s.merge, "begin-merge": s.beginMerge,
		"squash": s.squash, "rebase": s.rebase, "tag": s.tag, "lightweight-tag": s.lightweightTag, "alter": s.alter,
	}[verb]
	if !known {
		s.fail("there is no step %q", verb)
	}
	do(args, st)
}

func (s *story) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("line %d: %s", s.line, fmt.Sprintf(format, args...))
}

// person NAME: Name <address>
func (s *story) person(args []string, st step) {
	name, address, found := strings.Cut(strings.TrimSuffix(st.text, ">"), " <")
	if !found {
		s.fail("%q is nobody", st.text)
	}
	s.persons[args[0]] = gittest.Person{Name: name, Email: address}
}

// day DATE: as of which what follows is judged.
func (s *story) setDay(args []string, _ step) {
	day, err := config.ParseDate(args[0])
	if err != nil {
		s.fail("%v", err)
	}
	s.day = day
}

// config: the keys below replace those of aims.yaml.
func (s *story) config(_ []string, st step) {
	src, err := os.ReadFile(filepath.Join(s.repo.Dir, config.Name))
	if err != nil {
		s.fail("%v", err)
	}
	blocks := topLevel(string(src))
	for _, b := range topLevel(st.body) {
		key, _, _ := strings.Cut(b, ":")
		kept := blocks[:0]
		for _, old := range blocks {
			if !strings.HasPrefix(old, key+":") {
				kept = append(kept, old)
			}
		}
		blocks = append(kept, b)
	}
	s.repo.Write(config.Name, strings.Join(blocks, ""))
}

// topLevel parts YAML into its keys with what they hold.
func topLevel(src string) (blocks []string) {
	for line := range strings.Lines(src) {
		if strings.HasPrefix(line, " ") && len(blocks) > 0 {
			blocks[len(blocks)-1] += line
		} else {
			blocks = append(blocks, line)
		}
	}
	return blocks
}

// rules: what the work tree holds is the first commit, Eve's of 1 January 2026.
func (s *story) rules(_ []string, _ step) {
	s.commit([]string{"2026-01-01", "eve"}, step{text: "The rules of this manual"})
}

// write PATH: the lines below.
func (s *story) write(args []string, st step) { s.repo.Write(args[0], s.filled(st.body)) }

// document ID KIND STATUS [KEY=VALUE…]: the text of content/ID.md.
func (s *story) document(args []string, st step) {
	path, front := "content/"+args[0]+".md", ""
	for _, field := range args[3:] {
		key, value, _ := strings.Cut(field, "=")
		if key == "path" {
			path = value
		} else {
			front += key + ": " + value + "\n"
		}
	}
	status := "status: " + args[2] + "\n"
	if args[2] == "-" {
		status = ""
	}
	s.repo.Write(path, fmt.Sprintf("---\nid: %s\nkind: %s\ntitle: Title of %s\n%s%s---\n%s\n%s", args[0], args[1], args[0], status, front, s.filled(st.text), s.filled(st.body)))
}

// delete PATH
func (s *story) delete(args []string, _ step) {
	if err := os.Remove(filepath.Join(s.repo.Dir, filepath.FromSlash(args[0]))); err != nil {
		s.fail("%v", err)
	}
}

// move FROM TO
func (s *story) move(args []string, _ step) { s.repo.Git("mv", args[0], args[1]) }

var slot = regexp.MustCompile(`\{[^{}:]+\}`)

// filled puts into a text what its slots name:
// {blob [REVISION] ID or PATH}, {short ID}, {ssh KEY}, {gpg KEY}, {U+202E}, {x 100}.
func (s *story) filled(text string) string {
	return slot.ReplaceAllStringFunc(text, func(found string) string {
		words := strings.Fields(strings.Trim(found, "{}"))
		last := words[len(words)-1]
		switch {
		case words[0] == "blob" || words[0] == "short":
			rev, path := "HEAD", last
			if len(words) == 3 {
				rev = words[1]
			}
			if !strings.Contains(path, "/") {
				path = "content/" + path + ".md"
			}
			blob := s.repo.Git("rev-parse", rev+":"+path)
			if words[0] == "short" {
				return blob[:12]
			}
			return blob
		case words[0] == "ssh":
			return s.keys.public(last)
		case words[0] == "gpg":
			return s.keys.armoured(last)
		case strings.HasPrefix(last, "U+"):
			n, err := strconv.ParseUint(last[2:], 16, 32)
			if err != nil {
				s.fail("%v", err)
			}
			return string(rune(n))
		case words[0] == "x":
			n, _ := strconv.Atoi(last)
			return strings.Repeat("x", n)
		}
		return found
	})
}
