package generator

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
)

const deskRules = `
people:
  ada: {name: Ada, emails: [ada@example.org, ada@home.example.org]}
  ben: {name: Ben, emails: [ben@example.org]}
  cleo: {name: Cleo, emails: [cleo@example.org]}
  dan: {name: Dan, emails: [dan@example.org, ci@example.org]}
  eve: {name: Eve, emails: [eve@example.org]}
roles:
  chief: {title: Chief, people: [ada, ben], deputies: [cleo], approves: [policy]}
  board: {title: Board, people: [ben, dan]}
  lead: {title: Lead, people: [eve], approves: [procedure]}
kinds:
  procedure: {defaults: {approver: board}}
  plan: {defaults: {owner: board}}
approval: {recorders: [ci@example.org]}
`

// deskFor is a desk with one revision, by the authors.
func deskFor(t *testing.T, rules string, facts document.Facts, authors ...git.Signature) (*Desk, Candidate) {
	t.Helper()
	log := &git.Log{}
	row := &history.Row{Number: 2, Facts: &facts}
	for i, a := range authors {
		log.Commits = append(log.Commits, &git.LogCommit{Commit: git.Commit{Author: a, Message: "Change\n\nCo-authored-by: Zoe <zoe@example.org>\n"}})
		row.Commits = append(row.Commits, i)
	}
	d := &Desk{Past: &Past{Trails: &history.Trails{Log: log, People: history.ParseMailmap([]byte("<cleo@example.org> <c@old.example.org>"))}}}
	c, found := config.Parse([]byte(rules))
	if len(found) > 0 {
		t.Fatal(found)
	}
	d.Rules = c
	d.kinds, _ = document.AllKinds(c)
	return d, Candidate{Trail: &history.Trail{ID: "DOC-001"}, Row: row}
}

func TestObjection(t *testing.T) {
	policy, procedure := document.Facts{Kind: "policy"}, document.Facts{Kind: "procedure"}
	named := document.Facts{Kind: "policy", Approver: []string{"board"}}
	const noRole = " has no role that approves it"
	tests := []struct {
		name, who string
		facts     document.Facts
		author    string
		want      string
	}{
		{"a holder", "ben@example.org", policy, "ada@example.org", ""},
		{"in another case", "BEN@Example.org", policy, "ada@example.org", ""},
		{"a deputy", "cleo@example.org", policy, "ada@example.org", ""},
		{"nobody", "zoe@example.net", policy, "ada@example.org", "zoe@example.net is nobody's address under people in aims.yaml of this commit"},
		{"a program", "ci@example.org", policy, "ada@example.org", "ci@example.org is an account, and no person"},
		{"a role for another kind", "eve@example.org", policy, "ada@example.org", "Eve" + noRole},
		{"the author", "ben@example.org", policy, "ben@example.org", "Ben is an author of r2, and nobody approves their own text"},
		{"the author from another address", "ada@example.org", policy, "ada@home.example.org", "Ada is an author of r2, and nobody approves their own text"},
		{"the author by .mailmap", "cleo@example.org", policy, "c@old.example.org", "Cleo is an author of r2, and nobody approves their own text"},
		{"a named approver who may approve the kind", "ben@example.org", named, "ada@example.org", ""},
		{"a named approver who may not", "dan@example.org", named, "ada@example.org", "Dan" + noRole},
		{"not the named approver", "cleo@example.org", named, "ada@example.org", "Cleo" + noRole},
		{"not the kind's approver", "eve@example.org", procedure, "ada@example.org", "Eve" + noRole},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, c := deskFor(t, deskRules, test.facts, git.Signature{Name: "Author", Email: test.author})
			if got := d.Objection(c, history.Person{Name: "Somebody", Email: test.who}); got != test.want {
				t.Errorf("got %q, not %q", got, test.want)
			}
		})
	}
}

func TestObjectionToAuthors(t *testing.T) {
	zoe := history.Person{Name: "Zoe", Email: "zoe@example.org"}
	rules := "people: {zoe: {name: Zoe, emails: [zoe@example.org]}}\nroles: {chief: {people: [zoe], approves: [policy]}}\n"
	author := git.Signature{Name: "Ada", Email: "ada@example.org"}
	d, c := deskFor(t, rules, document.Facts{Kind: "policy"}, author)
	if got := d.Objection(c, zoe); got != "Zoe is an author of r2, and nobody approves their own text" {
		t.Errorf("a co-author: %q", got)
	}
	d, c = deskFor(t, rules+"approval: {allow-self: true}\n", document.Facts{Kind: "policy"}, author)
	if got := d.Objection(c, zoe); got != "" {
		t.Errorf("where authors may approve: %q", got)
	}
	d.fault = "no such key"
	if got := d.Objection(c, zoe); got != "aims.yaml of this commit can't be read, so that nobody is entitled: no such key" {
		t.Errorf("by rules that can't be read: %q", got)
	}
}

func TestReviewers(t *testing.T) {
	tests := []struct {
		name  string
		facts document.Facts
		want  []string
	}{
		{"the owner", document.Facts{Kind: "policy", Owner: "lead", Approver: []string{"board"}}, []string{"lead"}},
		{"the kind's owner", document.Facts{Kind: "plan"}, []string{"board"}},
		{"approvers that are named", document.Facts{Kind: "policy", Approver: []string{"board", "chief"}}, []string{"board", "chief"}},
		{"the kind's approver", document.Facts{Kind: "procedure"}, []string{"board"}},
		{"those who approve the kind", document.Facts{Kind: "policy"}, []string{"chief"}},
		{"nobody", document.Facts{Kind: "guideline"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, c := deskFor(t, deskRules, test.facts)
			if diff := cmp.Diff(test.want, d.reviewers(c.Row.Facts)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
