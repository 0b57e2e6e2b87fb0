package evidence_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aims/generator/git/gittest"
)

// slow works out what is in force the long way round. It knows git's output and
// the rules in words, and nothing of the package that it is there to judge.
type slow struct {
	t     *testing.T
	r     *gittest.Repo
	zone  *time.Location
	first time.Time
	line  []slowCommit
	tags  []slowTag
	spans map[string][]*span // by id
}

type slowCommit struct {
	hash, author, committer, message string
	when                             time.Time
	texts                            map[string]string // blobs by id
	paths                            map[string]string // by id
	inside                           []slowCommit
}

type slowTag struct {
	commit, tagger, message string
	when                    time.Time
}

// span is a text of a document on the line: from one landing up to another.
type span struct {
	id, blob, status, effective, supersedes string
	start, end                              int // indexes in line; end is that of the replacement, len(line) for none
	approved                                time.Time
}

func newSlow(t *testing.T, r *gittest.Repo, zone *time.Location) *slow {
	s := &slow{t: t, r: r, zone: zone, spans: map[string][]*span{}}
	s.line = s.log("--first-parent", "main")
	s.first = s.line[0].when
	for merge := range strings.FieldsSeq(r.Git("log", "--merges", "--first-parent", "--format=%H", "main")) {
		i := slices.IndexFunc(s.line, func(c slowCommit) bool { return c.hash == merge })
		s.line[i].inside = s.log(merge, "^"+merge+"^")
	}
	for tag := range strings.SplitSeq(r.Git("for-each-ref", "--format=%(*objectname)%01%(taggeremail:trim)%01%(taggerdate:unix)%01%(contents)%00", "refs/tags"), "\x00") {
		if f := strings.Split(strings.TrimSpace(tag), "\x01"); len(f) == 4 {
			s.tags = append(s.tags, slowTag{f[0], f[1], f[3], unix(f[2])})
		}
	}
	for _, id := range ids {
		s.cut(id)
		for _, x := range s.spans[id] {
			s.judge(x)
		}
	}
	return s
}

// log reads commits, oldest first, with all their texts.
func (s *slow) log(args ...string) (list []slowCommit) {
	out := s.r.Git(append([]string{"log", "--reverse", "--topo-order", "--format=%x00%H%x01%ae%x01%ce%x01%ct%x01%B"}, args...)...)
	for _, entry := range strings.Split(out, "\x00")[1:] {
		f := strings.Split(entry, "\x01")
		c := slowCommit{hash: f[0], author: f[1], committer: f[2], message: f[4], when: unix(f[3]), texts: map[string]string{}, paths: map[string]string{}}
		for line := range strings.Lines(s.r.Git("ls-tree", "-r", f[0])) {
			meta, path, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !strings.HasSuffix(path, ".md") {
				continue
			}
			id := path[strings.Index(path, "POL-"):][:len("POL-1")]
			c.texts[id], c.paths[id] = strings.Fields(meta)[2], path
		}
		list = append(list, c)
	}
	return list
}

func unix(digits string) time.Time {
	seconds, _ := strconv.ParseInt(digits, 10, 64)
	return time.Unix(seconds, 0)
}

// cut parts the life of a document on the line into spans.
func (s *slow) cut(id string) {
	var open *span
	for i, c := range s.line {
		blob, there := c.texts[id]
		if open != nil && blob == open.blob {
			continue
		}
		if open != nil {
			open.end, open = i, nil
		}
		if there {
			open = &span{id: id, blob: blob, start: i, end: len(s.line)}
			for line := range strings.Lines(s.r.Git("cat-file", "blob", blob)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				switch key {
				case "status":
					open.status = value
				case "effective":
					open.effective = value
				case "supersedes":
					open.supersedes = value
				}
			}
			s.spans[id] = append(s.spans[id], open)
		}
	}
}
