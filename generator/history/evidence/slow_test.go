package evidence_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// TestInForceAgainstSlow compares what is in force, on every day of manuals that
// chance made, with what slow works out from git's own output.
func TestInForceAgainstSlow(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c := &chance{rnd: rand.New(rand.NewPCG(seed, 3)), now: time.Date(2026, 1, 1, 20, 0, 0, 0, time.UTC), docs: map[string]*written{}, texts: map[string][]string{}}
			r := gittest.New(t)
			r.Import(c.tell(160))
			repo := opened(t, r)
			trails := historyOf(t, repo)
			rules, _ := config.Parse([]byte(chanceRules))
			e, err := evidence.Judge(context.Background(), repo, trails, evidence.Options{Config: rules, Day: config.DateOf(c.now)})
			if err != nil {
				t.Fatal(err)
			}
			days := inForceSlowly(newSlow(t, r, rules.Timezone), c.now.AddDate(0, 0, 30))
			inForce := 0
			for day, want := range days {
				for _, id := range ids {
					if want[id] != "" {
						inForce++
					}
					if got := inForceOn(t, e, trails.Document(id), day); got != want[id] {
						t.Errorf("%s on %s: %q is in force, and slowly %q", id, day, got, want[id])
					}
				}
			}
			if all := len(days) * len(ids); inForce < all/5 || inForce > all*4/5 {
				t.Errorf("a text was in force in %d of %d cases, which proves little", inForce, all)
			}
		})
	}
}

// inForceOn is the text that is in force on a day and since when; "" for none.
func inForceOn(t *testing.T, e *evidence.Evidence, trail *history.Trail, day string) string {
	on, err := config.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	if trail == nil {
		return ""
	}
	st := e.StandingOn(trail, on)
	if st.Word != evidence.InForce {
		return ""
	}
	return fmt.Sprint(st.Row.Blob, " since ", st.From)
}

const chanceRules = `people:
  ben: {name: Ben Boss, emails: [ben@example.org]}
  cleo: {name: Cleo Deputy, emails: [cleo@example.org]}
roles:
  chief: {title: Chief executive, people: [ben], deputies: [cleo], approves: [policy]}
approval: {require: recorded}
timezone: Europe/Berlin
`

var (
	ids    = []string{"POL-1", "POL-2", "POL-3", "POL-4", "POL-5", "POL-6", "POL-7"}
	cleo   = gittest.Person{Name: "Cleo Deputy", Email: "cleo@example.org"}
	dan    = gittest.Person{Name: "Dan", Email: "dan@example.org"}
	anyone = []gittest.Person{gittest.Ada, gittest.Ben, cleo, dan}
)

// chance makes a history.
type chance struct {
	stream
	rnd   *rand.Rand
	now   time.Time
	line  []int // marks of the landings
	docs  map[string]*written
	texts map[string][]string // by id: every text so far
	made  int                 // texts
}

// written is where a document stands, and what it says.
type written struct{ path, text string }

func (c *chance) one(in int) bool { return c.rnd.IntN(in) == 0 }

func (c *chance) person() gittest.Person { return anyone[c.rnd.IntN(len(anyone))] }

func (c *chance) tell(n int) string {
	c.line = append(c.line, c.commit("main", dan, dan, c.now, "rules", map[string]string{config.Name: chanceRules}))
	for len(c.line) < n {
		c.now = c.now.Add(time.Duration(1+c.rnd.IntN(30)) * time.Hour)
		id := ids[c.rnd.IntN(len(ids))]
		d := c.docs[id]
		switch what := c.rnd.IntN(20); {
		case d == nil || what < 7:
			c.edit(id, d)
		case what < 9:
			c.merge(id, d)
		case what == 9:
			change := map[string]string{d.path: "", fmt.Sprintf("moved/%s-%d.md", id, len(c.line)): d.text}
			for path, text := range change {
				if text != "" {
					d.path = path
				}
			}
			c.land(change, c.message("move"))
		case what == 10:
			delete(c.docs, id)
			c.land(map[string]string{d.path: ""}, c.message("remove"))
		case what < 15:
			c.land(nil, c.statement(id))
		default:
			at := len(c.line) - 1
			if c.one(2) {
				at = max(0, at-c.rnd.IntN(20))
			}
			c.tag(fmt.Sprint("t", c.made, "-", what, "-", len(c.line)), c.line[at], c.person(), c.now.Add(time.Minute), c.statement(id))
			c.made++
		}
	}
	return c.out.String()
}

// land makes a direct commit on the line.
func (c *chance) land(change map[string]string, message string) {
	author := gittest.Ada
	if c.one(4) {
		author = gittest.Ben
	}
	c.line = append(c.line, c.commit("main", author, c.person(), c.now, message, change, c.line[len(c.line)-1]))
}

// message has trailers now and then.
func (c *chance) message(subject string) string {
	m := subject + "\n"
	if !c.one(3) {
		p := c.person()
		m += fmt.Sprintf("\nApproved-by: %s <%s>\n", p.Name, p.Email)
	}
	return m
}

// statement names a text of a document, most often the one that it has.
func (c *chance) statement(id string) string {
	text := "nobody wrote this"
	if all := c.texts[id]; len(all) > 0 {
		text = all[max(0, len(all)-1-c.rnd.IntN(3))]
	}
	if d := c.docs[id]; d != nil && !c.one(3) {
		text = d.text
	}
	m := fmt.Sprintf("approve\n\nApproved: %s@%s\n", id, git.BlobHash([]byte(text)))
	if c.one(3) {
		p := c.person()
		m += fmt.Sprintf("\nApproved-by: %s <%s>\n", p.Name, p.Email)
	}
	return m
}

// newText is another text of a document, or one that it had before.
func (c *chance) newText(id string) string {
	if all := c.texts[id]; len(all) > 0 && c.one(6) {
		return all[c.rnd.IntN(len(all))]
	}
	c.made++
	status := []string{"approved", "approved", "approved", "approved", "draft", "review", "withdrawn"}[c.rnd.IntN(7)]
	text := fmt.Sprintf("---\nid: %s\nkind: policy\nstatus: %s\n", id, status)
	if c.one(4) {
		text += "effective: " + c.now.AddDate(0, 0, c.rnd.IntN(40)-10).Format(time.DateOnly) + "\n"
	}
	if c.one(3) {
		text += "supersedes: " + ids[c.rnd.IntN(len(ids))] + "\n"
	}
	text += fmt.Sprintf("---\nText %d.\n", c.made)
	c.texts[id] = append(c.texts[id], text)
	return text
}

func (c *chance) edit(id string, d *written) {
	text := c.newText(id)
	if d == nil {
		d = &written{path: id + ".md"}
		c.docs[id] = d
	}
	if d.text == text {
		return
	}
	d.text = text
	c.land(map[string]string{d.path: text}, c.message("edit"))
}

// merge lands a branch of one or two commits.
func (c *chance) merge(id string, d *written) {
	before, tip := d.text, c.line[len(c.line)-1]
	branch := tip
	for range 1 + c.rnd.IntN(2) {
		if text := c.newText(id); text != d.text {
			d.text = text
			branch = c.commit("topic", anyone[c.rnd.IntN(2)], c.person(), c.now, c.message("work"), map[string]string{d.path: text}, branch)
			c.now = c.now.Add(time.Hour)
		}
	}
	if c.one(3) && branch != tip {
		branch = c.commit("topic", gittest.Ada, c.person(), c.now, c.message("nothing"), nil, branch)
	}
	if d.text == before {
		return
	}
	c.line = append(c.line, c.commit("main", dan, c.person(), c.now.Add(time.Hour), c.message("merge"), map[string]string{d.path: d.text}, tip, branch))
	c.now = c.now.Add(time.Hour)
}

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

// judge finds the moment at which a span was approved by Ben or Cleo, neither of
// them its author, and in something that none of its authors made.
func (s *slow) judge(x *span) {
	authors := map[string]bool{s.line[x.start].author: true}
	if work := s.work(x); len(work) > 0 {
		authors = work
	}
	landed := s.line[x.start].when
	approve := func(who, maker string, when time.Time) {
		if who != "ben@example.org" && who != "cleo@example.org" || authors[who] || authors[maker] {
			return
		}
		if when.Before(landed) {
			when = landed
		}
		if x.approved.IsZero() || when.Before(x.approved) {
			x.approved = when
		}
	}
	for i := x.start; i < x.end; i++ {
		c := s.line[i]
		if i == x.start || c.paths[x.id] != s.line[i-1].paths[x.id] {
			for _, k := range append(c.inside, c) {
				if k.texts[x.id] == x.blob && !strings.Contains(k.message, "Approved: ") {
					for _, who := range approvers(k.message) {
						approve(who, k.committer, k.when)
					}
				}
			}
		}
		if strings.Contains(c.message, "Approved: "+x.id+"@"+x.blob) {
			for _, who := range orMaker(approvers(c.message), c.committer) {
				approve(who, c.committer, c.when)
			}
		}
	}
	for _, tag := range s.tags {
		s.tagged(x, tag, approve)
	}
}

// work are the authors of what a merged branch did to the document.
func (s *slow) work(x *span) map[string]bool {
	authors := map[string]bool{}
	for _, c := range s.line[x.start].inside {
		if c.hash != s.line[x.start].hash && s.r.Git("diff-tree", "--no-commit-id", "--name-only", "-r", c.hash, "--", s.line[x.start].paths[x.id]) != "" {
			authors[c.author] = true
		}
	}
	return authors
}

func (s *slow) tagged(x *span, tag slowTag, approve func(who, maker string, when time.Time)) {
	at := slices.IndexFunc(s.line, func(c slowCommit) bool { return c.hash == tag.commit })
	if at < x.start || at >= x.end || !strings.Contains(tag.message, "Approved: "+x.id+"@"+x.blob) {
		return
	}
	if x.end < len(s.line) && tag.when.After(s.line[x.end].when) {
		return
	}
	for _, who := range orMaker(approvers(tag.message), tag.tagger) {
		approve(who, tag.tagger, tag.when)
	}
}

func approvers(message string) (list []string) {
	for line := range strings.Lines(message) {
		if strings.HasPrefix(line, "Approved-by: ") {
			_, rest, _ := strings.Cut(line, "<")
			address, _, _ := strings.Cut(rest, ">")
			list = append(list, address)
		}
	}
	return list
}

func orMaker(list []string, maker string) []string {
	if len(list) == 0 {
		return []string{maker}
	}
	return list
}

func (s *slow) day(t time.Time) string { return t.In(s.zone).Format(time.DateOnly) }

// from is the first day of a span in force; "" for never.
func (s *slow) from(x *span) string {
	if x.status != "approved" || x.approved.IsZero() {
		return ""
	}
	return max(s.day(x.approved), x.effective)
}

// alone is the span of a document that is in force on a day if nothing supersedes
// it.
func (s *slow) alone(id, day string) *span {
	list := s.spans[id]
	for i := len(list) - 1; i >= 0; i-- {
		x := list[i]
		if s.day(s.line[x.start].when) > day {
			continue
		}
		gone := x.end < len(s.line) && s.line[x.end].texts[id] == "" && s.day(s.line[x.end].when) <= day
		if gone || x.status == "withdrawn" {
			return nil
		}
		if from := s.from(x); from != "" && from <= day {
			return x
		}
	}
	return nil
}

// inForceSlowly goes from day to day and notes who has ended whom. By day and id
// it returns the text that is in force, and since when.
func inForceSlowly(s *slow, last time.Time) map[string]map[string]string {
	days := map[string]map[string]string{}
	acts := map[string]*span{} // by id: the text in force that supersedes another document
	ended := map[*span]bool{}
	for date := s.first.AddDate(0, 0, -1); date.Before(last); date = date.AddDate(0, 0, 1) {
		day := date.Format(time.DateOnly)
		now := map[string]*span{}
		var begin []*span
		for _, id := range ids {
			x := s.alone(id, day)
			if now[id] = x; acts[id] != x {
				delete(acts, id)
			}
			if x != nil && s.from(x) == day && x.supersedes != "" && x.supersedes != id {
				begin = append(begin, x)
			}
		}
		slices.SortFunc(begin, func(a, b *span) int { return cmp.Compare(a.id, b.id) })
		for _, x := range begin {
			if !s.under(acts, x.id) {
				delete(acts, x.supersedes)
				acts[x.id] = x
			}
		}
		for _, x := range acts {
			if over := now[x.supersedes]; over != nil {
				ended[over] = true
			}
		}
		days[day] = map[string]string{}
		for _, id := range ids {
			if x := now[id]; x != nil && !ended[x] {
				days[day][id] = x.blob + " since " + s.from(x)
			}
		}
	}
	return days
}

// under reports whether anything supersedes a document at the moment.
func (s *slow) under(acts map[string]*span, id string) bool {
	for _, x := range acts {
		if x.supersedes == id {
			return true
		}
	}
	return false
}
