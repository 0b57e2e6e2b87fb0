package evidence_test

import (
	"slices"
	"strings"
	"time"

	"aims/generator/git/gittest"
)

// commit DATE AUTHOR [via COMMITTER] [signed KEY] [written DATE]: message
// With KEY@DATE, the clock of who signs is another than git's.
func (s *story) commit(args []string, st step) {
	key, written := s.act(args)
	s.repo.Git("add", "--all")
	args = append(s.keys.signing(s.repo, key), "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", s.message(st))
	if key != "" {
		args = append(args, "-S")
	}
	if written != "" {
		args = append(args, "--date="+s.instant(written).Format(time.RFC3339))
	}
	s.repo.Git(args...)
}

// act makes somebody do the next thing at a time: DATE PERSON and the pairs
// behind them.
func (s *story) act(args []string) (key, written string) {
	if len(args)%2 != 0 {
		s.fail("%q is not a date, a person and pairs", args)
	}
	s.repo.Now = s.instant(args[0])
	s.repo.Author = s.someone(args[1])
	s.repo.Committer = s.repo.Author
	for i := 2; i < len(args); i += 2 {
		switch args[i] {
		case "via":
			s.repo.Committer = s.someone(args[i+1])
		case "signed":
			key = args[i+1]
		case "written":
			written = args[i+1]
		default:
			s.fail("%q is neither via, signed nor written", args[i])
		}
	}
	return key, written
}

func (s *story) someone(name string) gittest.Person {
	p, known := s.persons[name]
	if !known {
		s.fail("nobody is called %q", name)
	}
	return p
}

// instant reads a day, which means nine o'clock, or a day and a time of UTC.
func (s *story) instant(text string) time.Time {
	if !strings.Contains(text, "T") {
		text += "T09:00Z"
	}
	when, err := time.Parse("2006-01-02T15:04Z", text)
	if err != nil {
		s.fail("%v", err)
	}
	return when
}

func (s *story) message(st step) string {
	m := s.filled(st.text) + "\n"
	if st.body != "" {
		m += "\n" + s.filled(st.body)
	}
	return m
}

// branch NAME: begins here and is checked out.
func (s *story) branch(args []string, _ step) { s.repo.Branch(args[0], "") }

// switch BRANCH
func (s *story) switchTo(args []string, _ step) { s.repo.Checkout(args[0]) }

// merge BRANCH DATE PERSON [via COMMITTER] [signed KEY]: message
func (s *story) merge(args []string, st step) {
	key, _ := s.act(args[1:])
	git := append(s.keys.signing(s.repo, key), "merge", "-q", "--no-ff", "--cleanup=verbatim", "-m", s.message(st), args[0])
	if key != "" {
		git = append(git, "-S")
	}
	s.repo.Git(git...)
}

// begin-merge BRANCH: the next commit ends it, with whatever else is written.
func (s *story) beginMerge(args []string, _ step) {
	s.repo.Git("merge", "-q", "--no-ff", "--no-commit", args[0])
}

// squash BRANCH: the next commit takes over all that it changed.
func (s *story) squash(args []string, _ step) { s.repo.Git("merge", "-q", "--squash", args[0]) }

// rebase BRANCH DATE PERSON: its commits are made anew on main by the person.
func (s *story) rebase(args []string, _ step) {
	s.act(args[1:])
	s.repo.Git("rebase", "-q", "--force-rebase", "main", args[0])
	s.repo.Checkout("main")
	s.repo.Git("merge", "-q", "--ff-only", args[0])
}

// tag NAME DATE TAGGER [signed KEY] [on REVISION]: message
func (s *story) tag(args []string, st step) {
	target, rest := "HEAD", args[1:]
	if on := slices.Index(rest, "on"); on > 0 {
		target, rest = s.filled(strings.Join(rest[on+1:], " ")), rest[:on]
	}
	key, _ := s.act(rest)
	mode := "-a"
	if key != "" {
		mode = "-s"
	}
	s.repo.Git(append(s.keys.signing(s.repo, key), "tag", mode, "--cleanup=verbatim", "-m", s.message(st), args[0], target)...)
}

// lightweight-tag NAME
func (s *story) lightweightTag(args []string, _ step) { s.repo.Git("tag", args[0]) }

// alter HEAD or tag NAME: in the object, each line below that begins with - gets
// the text of the one with + that follows it; where none follows it goes away.
func (s *story) alter(args []string, st step) {
	kind, name := "commit", "HEAD"
	if args[0] == "tag" {
		kind, name = "tag", "refs/tags/"+args[1]
	}
	raw := s.repo.Git("cat-file", kind, name) + "\n"
	lines := strings.Split(strings.TrimSuffix(st.body, "\n"), "\n")
	for i, line := range lines {
		old, isOld := strings.CutPrefix(line, "- ")
		if !isOld {
			continue
		}
		after := ""
		if i+1 < len(lines) {
			after, _ = strings.CutPrefix(lines[i+1], "+ ")
		}
		if strings.HasPrefix(after, "- ") {
			after = ""
		}
		altered := strings.Replace(raw, old, after, 1)
		if altered == raw {
			s.fail("%s has no %q", name, old)
		}
		raw = altered
	}
	s.repo.Git("update-ref", name, s.repo.Object(kind, raw))
}
