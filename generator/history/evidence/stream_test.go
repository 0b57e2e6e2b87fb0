package evidence_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// stream writes a history for git fast-import(1).
type stream struct {
	out   strings.Builder
	marks int
}

// at is an instant as the stream has it.
func at(t time.Time) string { return fmt.Sprintf("%d +0000", t.Unix()) }

// commit writes one that changes files, an empty text taking one away, and returns
// its mark.
func (s *stream) commit(branch string, author, committer gittest.Person, when time.Time, message string, files map[string]string, parents ...int) int {
	s.marks++
	if len(parents) == 0 {
		fmt.Fprintf(&s.out, "reset refs/heads/%s\n\n", branch)
	}
	fmt.Fprintf(&s.out, "commit refs/heads/%s\nmark :%d\nauthor %s <%s> %s\ncommitter %s <%s> %s\ndata %d\n%s\n",
		branch, s.marks, author.Name, author.Email, at(when), committer.Name, committer.Email, at(when), len(message), message)
	for i, p := range parents {
		fmt.Fprintf(&s.out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p)
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if text := files[path]; text != "" {
			fmt.Fprintf(&s.out, "M 644 inline %s\ndata %d\n%s\n", path, len(text), text)
		} else {
			fmt.Fprintf(&s.out, "D %s\n", path)
		}
	}
	s.out.WriteByte('\n')
	return s.marks
}

// tag writes an annotated one.
func (s *stream) tag(name string, of int, tagger gittest.Person, when time.Time, message string) {
	fmt.Fprintf(&s.out, "tag %s\nfrom :%d\ntagger %s <%s> %s\ndata %d\n%s\n", name, of, tagger.Name, tagger.Email, at(when), len(message), message)
}

// history reads what git has, for a manual that is the whole repository.
func historyOf(t testing.TB, repo *git.Repository) *history.Trails {
	t.Helper()
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	trails, err := history.Read(context.Background(), repo, head.Commit, history.Options{
		Content: ".", Want: func(p string) bool { return strings.HasSuffix(p, ".md") },
	})
	if err != nil {
		t.Fatal(err)
	}
	return trails
}

func opened(t testing.TB, r *gittest.Repo) *git.Repository {
	t.Helper()
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	return repo
}

// BenchmarkJudge judges 10,000 commits of 1,000 documents: every other one names
// an approver, every tenth is a merge, and there are tags and new rules besides.
func BenchmarkJudge(b *testing.B) {
	const documents, commits = 1000, 10000
	r := gittest.New(b)
	s := &stream{}
	when := time.Date(2016, 1, 1, 9, 0, 0, 0, time.UTC)
	files := map[string]string{config.Name: rules("")}
	for i := range documents {
		files[fmt.Sprintf("d/%d/POL-%d.md", i/50, i)] = policy(i, 0)
	}
	ada, ben := gittest.Ada, gittest.Ben
	last := s.commit("main", ada, ada, when, "first", files)
	for n := 1; s.marks < commits; n++ {
		when = when.Add(9 * time.Hour)
		i := n * 7 % documents
		message := fmt.Sprintf("Change POL-%d\n\nIt was wrong: this is why.\n", i)
		if n%2 == 0 {
			message += "\nReviewed-by: Cleo <cleo@example.org>\nApproved-by: Ben <ben@example.org>\n"
		}
		change := map[string]string{fmt.Sprintf("d/%d/POL-%d.md", i/50, i): policy(i, n)}
		if n%10 == 0 {
			branch := s.commit("topic", ada, ada, when, message, change, last)
			last = s.commit("main", ben, ben, when.Add(time.Hour), "Merge\n\nApproved-by: Ben <ben@example.org>\n", change, last, branch)
		} else {
			last = s.commit("main", ada, ben, when, message, change, last)
		}
		if n%500 == 0 {
			s.tag(fmt.Sprintf("v%d", n), last, ben, when, "Edition\n\nApproved: all\n")
			last = s.commit("main", ben, ben, when, "Rules", map[string]string{config.Name: rules(fmt.Sprint("# ", n, "\n"))}, last)
		}
	}
	r.Import(s.out.String())
	repo := opened(b, r)
	trails := historyOf(b, repo)
	o := evidence.Options{Config: config.Default(), Day: config.DateOf(when)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evidence.Judge(context.Background(), repo, trails, o); err != nil {
			b.Fatal(err)
		}
	}
}

func policy(i, n int) string {
	return fmt.Sprintf("---\nid: POL-%d\nkind: policy\nstatus: approved\nversion: %d\n---\nText %d of it.\n", i, n/300, n)
}

func rules(more string) string {
	return more + `people:
  ben: {name: Ben Boss, emails: [ben@example.org]}
roles:
  chief: {title: Chief executive, people: [ben], approves: [policy]}
approval: {require: recorded}
editions: {tags: "v*"}
`
}
