package evidence_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"aims/generator/config"
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
