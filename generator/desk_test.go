package generator_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/git/gittest"
	"aims/generator/history"
)

// The rules of these repositories are the people with one line of roles.
const (
	deskPeople = `people:
  ada: {name: Ada Author, emails: [ada@example.org, ada@home.example.org]}
  ben: {name: Ben Boss, emails: [ben@example.org]}
  cleo: {name: Cleo Deputy, emails: [cleo@example.org]}
  dan: {name: Dan Lead, emails: [dan@example.org]}
approval: {recorders: [ci@example.org]}
`
	chiefBen  = "roles: {chief: {title: Chief, people: [ada, ben], deputies: [cleo], approves: [policy]}}\n"
	chiefCleo = "roles: {chief: {title: Chief, people: [cleo], approves: [policy]}}\n"
	twoJudges = "roles: {chief: {title: Chief, people: [ben], approves: [policy]}, board: {title: Board, people: [dan], approves: [policy]}}\n"
	byKind    = twoJudges + "kinds: {policy: {defaults: {approver: board}}}\n"
)

func deskText(body string, keys ...string) string {
	return "---\nid: POL-001\nkind: policy\ntitle: Policy\nstatus: approved\n" + strings.Join(append(keys, ""), "\n") + "---\n" + body + "\n"
}

// commits makes a commit of each pair of aims.yaml and text; "" leaves a file as it is.
func commits(pairs ...string) func(*gittest.Repo) {
	return func(r *gittest.Repo) {
		for i := 0; i < len(pairs); i += 2 {
			var files []string
			if pairs[i] != "" {
				files = append(files, config.Name, pairs[i])
			}
			if pairs[i+1] != "" {
				files = append(files, "content/policy.md", pairs[i+1])
			}
			r.Commit(fmt.Sprintf("Commit %d", i/2+1), files...)
		}
	}
}

// TestObjection asks who may approve before git writes the tag of the approval, and
// after: an objection is there exactly when the statement doesn't count.
func TestObjection(t *testing.T) {
	rules, one, two := deskPeople+chiefBen, deskText("one"), deskText("two")
	const noRole = " holds no role that approves a policy by aims.yaml "
	const author = " is an author of this revision, and nobody approves their own text"
	usual := commits(rules, "", "", one)
	tests := []struct {
		name    string
		history func(*gittest.Repo)
		who     string
		want    string // "" where the approval counts
	}{
		{"a holder", usual, "Ben <ben@example.org>", ""},
		{"in another case", usual, "Ben <BEN@Example.org>", ""},
		{"a deputy", usual, "Cleo <cleo@example.org>", ""},
		{"no holder", usual, "Dan <dan@example.org>", "Dan Lead" + noRole + "as of the landing's first parent"},
		{"nobody", usual, "Zoe <zoe@example.net>", "zoe@example.net is under no person of aims.yaml as of the landing's first parent"},
		{"an account", usual, "CI <ci@example.org>", "ci@example.org is an account, and no person"},
		{"a bot", usual, "Bot <1+dep[bot]@users.example.org>", "1+dep[bot]@users.example.org is an account, and no person"},
		{"a forge", usual, "GitHub <noreply@github.com>", "noreply@github.com is an account, and no person"},
		{"the author", usual, "Ada <ada@example.org>", "Ada Author" + author},
		{"the author from another address", usual, "Ada <ada@home.example.org>", "Ada Author" + author},
		{"the author where authors may", commits(rules, "", strings.Replace(rules, "{recorders", "{allow-self: true, recorders", 1), "", "", one), "Ada <ada@example.org>", ""},
		{"where authors may since the text", commits(rules, "", strings.Replace(rules, "{recorders", "{allow-self: true, recorders", 1), one), "Ada <ada@example.org>", "Ada Author" + author},
		{"a co-author", func(r *gittest.Repo) {
			r.Commit("Rules", config.Name, rules)
			r.Commit("One\n\nCo-authored-by: Ben <ben@example.org>\n", "content/policy.md", one)
		}, "Ben <ben@example.org>", "Ben Boss" + author},
		{"the author by .mailmap", func(r *gittest.Repo) {
			r.Commit("Rules", config.Name, rules, ".mailmap", "Cleo <cleo@example.org> <c@old.example.org>\n")
			r.Author.Email = "c@old.example.org"
			r.Commit("One", "content/policy.md", one)
		}, "Cleo <cleo@example.org>", "Cleo Deputy" + author},
		{"the author of an earlier revision", func(r *gittest.Repo) {
			r.Author = gittest.Ben
			usual(r)
			r.Author = gittest.Ada
			r.Commit("Two", "content/policy.md", two)
		}, "Ben <ben@example.org>", ""},

		{"rules that came with the text", commits(rules, one), "Ben <ben@example.org>", ""},
		{"a role that came with the text", commits(rules, "", deskPeople+chiefCleo, one), "Cleo <cleo@example.org>", ""},
		{"a role granted in the landing", commits(deskPeople+chiefCleo, "", rules, one), "Ben <ben@example.org>", "Ben Boss" + noRole + "as of the landing's first parent"},
		{"a role granted one commit before", commits(deskPeople+chiefCleo, "", rules, "", "", one), "Ben <ben@example.org>", ""},
		{"a role granted after", commits(deskPeople+chiefCleo, "", "", one, rules, ""), "Ben <ben@example.org>", ""},
		{"a role granted in the landing, one commit later", commits(deskPeople+chiefCleo, "", rules, one, "", ""), "Ben <ben@example.org>", ""},
		{"a role revoked in the landing", commits(rules, "", deskPeople+chiefCleo, one), "Ben <ben@example.org>", ""},
		{"a role revoked after", commits(rules, "", "", one, deskPeople+chiefCleo, ""), "Ben <ben@example.org>", "Ben Boss" + noRole + "as of the commit that the tag names"},

		{"an approver that the text names", commits(deskPeople+twoJudges, deskText("one", "approver: board"), "", deskText("two", "approver: board")), "Dan <dan@example.org>", ""},
		{"not the approver that the text names", commits(deskPeople+twoJudges, deskText("one", "approver: board"), "", deskText("two", "approver: board")), "Ben <ben@example.org>", "Ben Boss is not Board, whom the document wants as its approver"},
		{"not the approver of the kind", commits(deskPeople+byKind, "", "", one), "Ben <ben@example.org>", "Ben Boss is not Board, whom the document wants as its approver"},
		{"the approver before the landing that names another", commits(deskPeople+twoJudges, deskText("one", "approver: chief"), "", deskText("two", "approver: board")), "Ben <ben@example.org>", ""},
		{"the approver that the landing itself names", commits(deskPeople+twoJudges, deskText("one", "approver: chief"), "", deskText("two", "approver: board")), "Dan <dan@example.org>", "Dan Lead is not Chief, whom the document wants as its approver"},
		{"and a commit later", commits(deskPeople+twoJudges, deskText("one", "approver: chief"), "", deskText("two", "approver: board"), "", ""), "Dan <dan@example.org>", "Dan Lead is not Chief, whom the document wants as its approver"},

		{"no rules at all", commits("", one), "Ben <ben@example.org>", "no aims.yaml says who is entitled"},
		{"rules that can't be read", commits(rules, "", "peopel: {}\n", "", "", one), "Ben <ben@example.org>", "aims.yaml can't be read as of the landing's first parent, so that nobody is entitled: line 1: unknown key \"peopel\""},
		{"rules that can't be read since", commits(rules, "", "", one, "peopel: {}\n", ""), "Ben <ben@example.org>", "aims.yaml can't be read as of the commit that the tag names, so that nobody is entitled: line 1: unknown key \"peopel\""},
		{"rules that the landing broke", commits(rules, "", "peopel: {}\n", one), "Ben <ben@example.org>", ""},
		{"a text that landed with a branch", func(r *gittest.Repo) {
			r.Commit("Rules", config.Name, deskPeople+chiefCleo)
			r.Branch("topic", "")
			r.Commit("One", config.Name, rules, "content/policy.md", one)
			r.Checkout("main")
			r.Merge("Land", "topic")
		}, "Ben <ben@example.org>", "Ben Boss" + noRole + "as of the landing's first parent"},
		{"a text that was moved since", func(r *gittest.Repo) {
			usual(r)
			r.Git("mv", "content/policy.md", "content/moved.md")
			r.Commit("Move", config.Name, deskPeople+chiefCleo)
		}, "Ben <ben@example.org>", "Ben Boss" + noRole + "as of the commit that the tag names"},
		{"a text whose white space changed in the landing that grants", func(r *gittest.Repo) {
			commits(deskPeople+chiefCleo, "", "", one)(r)
			r.Commit("Format", config.Name, rules, "content/policy.md", one+"\n")
		}, "Ben <ben@example.org>", "Ben Boss" + noRole + "as of the landing's first parent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			test.history(r)
			who, _ := history.Trailer{Value: test.who}.Person()
			desk := deskOf(t, r)
			c := onlyCandidate(t, desk)
			if got := desk.Evidence.Objection(c.Trail, who); got != test.want {
				t.Errorf("the objection is %q, not %q", got, test.want)
			}
			r.Committer = gittest.Person(who)
			r.Tick()
			r.Git("tag", "-a", "-m", generator.Statement{Texts: []generator.Candidate{c}}.Message(), "approvals/1")
			if counts, reason := ruled(t, r); counts != (test.want == "") || !counts && reason != test.want {
				t.Errorf("it counts: %t, because: %s", counts, reason)
			}
		})
	}
}

func deskOf(t *testing.T, r *gittest.Repo) *generator.Desk {
	t.Helper()
	past, err := generator.History(context.Background(), generator.Options{Dir: r.Dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { past.Close() })
	return past.Desk()
}

func onlyCandidate(t *testing.T, d *generator.Desk) generator.Candidate {
	t.Helper()
	list := d.Candidates()
	if len(list) != 1 {
		t.Fatalf("there are %d candidates", len(list))
	}
	return list[0]
}

// ruled is what became of the one statement of the repository's tag.
func ruled(t *testing.T, r *gittest.Repo) (counts bool, reason string) {
	t.Helper()
	d := deskOf(t, r)
	statements := d.Evidence.Rulings[d.Trails.Document("POL-001").Last()].Statements
	if len(statements) != 1 || statements[0].Tag != "approvals/1" {
		t.Fatalf("the statements are %+v", statements)
	}
	return statements[0].Counts, statements[0].Reason
}

// TestCandidates: whom a text waits for, by the rules that its approval would be
// judged by.
func TestCandidates(t *testing.T) {
	rules := deskPeople + chiefBen
	tests := []struct {
		name    string
		history func(*gittest.Repo)
		want    string
	}{
		{"a holder and a deputy", commits(rules, "", "", deskText("one")), "waits: chief 1 ben cleo (cleo)"},
		{"the rules before the landing", commits(rules, "", deskPeople+chiefCleo, deskText("one")), "waits: chief 1 ben cleo (cleo)"},
		{"one commit later", commits(rules, "", deskPeople+chiefCleo, deskText("one"), "", ""), "waits: chief 1 cleo"},
		{"rules that can't be read", commits(rules, "", "peopel: {}\n", "", "", deskText("one")), "waits:"},
		{"one of two", commits(deskPeople+twoJudges, "", "", deskText("one")), "waits: board 1 dan, any chief 1 ben"},
		{"each of two", commits(deskPeople+twoJudges, "", "", deskText("one", "approver: [board, chief]")), "waits: board 1 dan, all chief 1 ben"},
		{"the approver of the kind", commits(deskPeople+byKind, "", "", deskText("one")), "waits: board 1 dan"},
		{"in review", commits(rules, "", "", strings.Replace(deskText("one"), "approved", "review", 1)), ": chief 1 ben cleo (cleo)"},
		{"a record", commits(rules, "", "", strings.Replace(deskText("one"), "policy", "risk", 1)), "record:"},
		{"a record by the rules of its landing", commits(rules+"kinds: {note: {record: true}}\n", "", "", strings.Replace(deskText("one"), "policy", "note", 1), rules, ""), "record:"},
		{"approved", func(r *gittest.Repo) {
			commits(rules, "", "", deskText("one"))(r)
			r.Git("tag", "-a", "-m", "Approve\n\nApproved: POL-001@"+r.Git("rev-parse", "HEAD:content/policy.md"), "approvals/1")
		}, ":"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			test.history(r)
			c := onlyCandidate(t, deskOf(t, r))
			if diff := cmp.Diff(test.want, candidateWords(c)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func candidateWords(c generator.Candidate) string {
	words := ""
	if c.Waits {
		words = "waits"
	}
	if c.Record {
		words = "record"
	}
	words += ":"
	for i, w := range c.Wants {
		switch {
		case i > 0 && c.WantsAll:
			words += ", all"
		case i > 0:
			words += ", any"
		}
		words += fmt.Sprintf(" %s %d %s", w.Role, w.Needs, strings.Join(w.People, " "))
		if len(w.Deputies) > 0 {
			words += " (" + strings.Join(w.Deputies, " ") + ")"
		}
	}
	return words
}
