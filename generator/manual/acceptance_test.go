package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/config"
	"aims/generator/git/gittest"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

const acceptors = `
people:
  ada: {name: Ada, emails: [ada@example.org]}
  ben: {name: Ben, emails: [ben@example.org]}
  mira: {name: Mira, emails: [mira@example.org]}
roles:
  owner: {title: Risk owner, people: [mira], approves: [risk]}
  checker: {title: Checker, people: [ben], approves: [risk]}
`

// remembered is the manual of a repository's work tree, with what git proves.
func remembered(t *testing.T, r *gittest.Repo, yaml string) *manual.Manual {
	t.Helper()
	in := read(t, r.Dir, yaml)
	manualtest.Remember(t, &in, r.Dir, config.DateOf(r.Now))
	return manual.Assemble(in)
}

// accepted says of each risk by whom its acceptance is proved, and of which
// revision.
func accepted(m *manual.Manual) string {
	var parts []string
	for _, r := range m.Risks {
		says := r.ID.Value
		for _, s := range r.Proof {
			says += fmt.Sprintf(" %s in %d", s.ID, r.ProofOf.Number)
		}
		parts = append(parts, says)
	}
	return strings.Join(parts, ", ")
}

// The acceptance of a row is proved by an approval of any revision of its file in
// which the row says what it says now.
func TestAcceptanceOfRows(t *testing.T) {
	mira := gittest.Person{Name: "Mira", Email: "mira@example.org"}
	const file = "content/risks.md"
	list := func(one, two string) string {
		row := "  - {id: %s, title: %s, level: high, residual-level: high, accepted-by: owner}\n"
		return "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n" + fmt.Sprintf(row, "RSK-1", one) + fmt.Sprintf(row, "RSK-2", two) + "---\n"
	}
	r := gittest.New(t)
	approve := func(by gittest.Person) {
		before := r.Committer
		r.Author, r.Committer = by, by
		r.Commit("Accepted\n\nApproved: RSK-0@" + r.Git("rev-parse", "HEAD:"+file))
		r.Author, r.Committer = gittest.Ada, before
	}
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"nobody approved", func() { r.Commit("1", "aims.yaml", acceptors, file, list("a", "a")) }, "RSK-1, RSK-2"},
		{"by another role", func() { approve(gittest.Ben) }, "RSK-1, RSK-2"},
		{"by the role", func() { approve(mira) }, "RSK-1 mira in 1, RSK-2 mira in 1"},
		{"one row changed", func() { r.Commit("2", file, list("a", "b")) }, "RSK-1 mira in 1, RSK-2"},
		{"approved with the landing", func() { r.Commit("3\n\nApproved-by: Mira <mira@example.org>", file, list("a", "c")) }, "RSK-1 mira in 1, RSK-2 mira in 3"},
		{"a later revision", func() { r.Commit("4", file, list("d", "c")); r.Commit("5", file, list("d", "e")); approve(mira) }, "RSK-1 mira in 5, RSK-2 mira in 5"},
		{"their own words", func() {
			r.Author = mira
			r.Commit("6", file, list("f", "e"))
			r.Author = gittest.Ada
			r.Commit("7", file, list("f", "g"))
			approve(mira)
		}, "RSK-1, RSK-2 mira in 7"},
		{"only white space", func() { r.Commit("white space", file, list("f", "g")+"\n") }, "RSK-1, RSK-2 mira in 7"},
		{"the words come back", func() { r.Commit("8", file, list("f", "c")) }, "RSK-1, RSK-2"},
		{"not committed", func() { r.Write(file, list("f", "g")) }, "RSK-1, RSK-2"},
	} {
		step.do()
		in := read(t, r.Dir, acceptors)
		manualtest.Remember(t, &in, r.Dir, config.DateOf(r.Now))
		if step.name == "not committed" {
			in.Work = map[string]manual.Work{file: manual.Changed}
		}
		if got := accepted(manual.Assemble(in)); got != step.want {
			t.Errorf("%s: %s; want %s", step.name, got, step.want)
		}
	}
}

// How sure an acceptance is: an author of the row who writes down the approval of a
// later revision of its file proves no more than the row does.
func TestHowAcceptanceOfRowsIsKnown(t *testing.T) {
	const file = "content/risks.md"
	list := func(two string) string {
		return "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n  - {id: RSK-1, title: One, level: high, accepted-by: owner}\n  - {id: RSK-2, title: " + two + ", level: low}\n---\n"
	}
	mira := gittest.Person{Name: "Mira", Email: "mira@example.org"}
	for _, test := range []struct {
		name  string
		rules string
		maker gittest.Person
		want  evidence.Verdict
	}{
		{"by the row's author", "", gittest.Ada, evidence.Declared},
		{"by another address of the row's author", "", gittest.Person{Name: "A", Email: "ada@example.com"}, evidence.Declared},
		{"by somebody else", "", gittest.Ben, evidence.Recorded},
		{"by the person", "", mira, evidence.Recorded},
		{"by a recorder", "approval: {recorders: [ada@example.org]}\n", gittest.Ada, evidence.Recorded},
	} {
		rules := strings.Replace(acceptors, "[ada@example.org]", "[ada@example.org, ada@example.com]", 1) + test.rules
		r := gittest.New(t)
		r.Commit("1", "aims.yaml", rules, file, list("a"))
		r.Author = gittest.Person{Name: "Cyd", Email: "cyd@example.org"}
		r.Committer = r.Author
		r.Commit("2", file, list("b"))
		r.Author, r.Committer = test.maker, test.maker
		r.Commit("Accepted\n\nApproved: RSK-0@" + r.Git("rev-parse", "HEAD:"+file) + "\n\nApproved-by: Mira <mira@example.org>")
		if got := remembered(t, r, rules).Risks[0].Proof; len(got) != 1 || got[0].How != test.want {
			t.Errorf("%s: %+v; want it %s", test.name, got, test.want)
		}
	}
}

// What somebody states after the day at which the manual is judged has accepted
// nothing on it.
func TestAcceptanceAfterTheDay(t *testing.T) {
	const file = "content/1.md"
	r := gittest.New(t)
	r.Commit("1", "aims.yaml", acceptors, file, doc("risk", "RSK-1", "A", "level: high", "accepted-by: owner"))
	landed := config.DateOf(r.Now)
	r.Now = r.Now.AddDate(0, 0, 3)
	r.Author = gittest.Person{Name: "Mira", Email: "mira@example.org"}
	r.Committer = r.Author
	r.Commit("Accepted\n\nApproved: RSK-1@" + r.Git("rev-parse", "HEAD:"+file))
	for day, want := range map[config.Date]string{landed: "RSK-1", config.DateOf(r.Now): "RSK-1 mira in 1"} {
		in := read(t, r.Dir, acceptors)
		manualtest.Remember(t, &in, r.Dir, day)
		if got := accepted(manual.Assemble(in)); got != want {
			t.Errorf("as of %s: %s; want %s", day, got, want)
		}
	}
}

// Where authors may approve their own texts, a later revision is no detour.
func TestAcceptanceOfOwnRows(t *testing.T) {
	const yaml = acceptors + "approval: {allow-self: true}\n"
	list := func(two string) string {
		return "---\nid: RSK-0\nkind: risk\ntitle: All\nrecords:\n  - {id: RSK-1, title: One, level: low, accepted-by: owner}\n  - {id: RSK-2, title: " + two + ", level: low}\n---\n"
	}
	r := gittest.New(t)
	r.Author = gittest.Person{Name: "Mira", Email: "mira@example.org"}
	r.Commit("1", "aims.yaml", yaml, "content/risks.md", list("Two"))
	r.Commit("2\n\nApproved-by: Mira <mira@example.org>", "content/risks.md", list("Other"))
	if got, want := accepted(remembered(t, r, yaml)), "RSK-1 mira in 2, RSK-2"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

// A record in a file of its own is accepted by approvals of its own text alone.
func TestAcceptanceOfFiles(t *testing.T) {
	risk := func(id, by, title string) string {
		return doc("risk", id, title, "level: low", "accepted-by: "+by)
	}
	r := gittest.New(t)
	r.Commit("1\n\nApproved-by: Mira <mira@example.org>\nApproved-by: Ben <ben@example.org>", "aims.yaml", acceptors,
		"content/1.md", risk("RSK-1", "owner", "a"), "content/2.md", risk("RSK-2", "mira", "a"), "content/3.md", risk("RSK-3", "checker", "a"), "content/4.md", risk("RSK-4", "owner", "a"))
	r.Commit("2", "content/4.md", risk("RSK-4", "owner", "b"))
	if got, want := accepted(remembered(t, r, acceptors)), "RSK-1 mira in 1, RSK-2 mira in 1, RSK-3 ben in 1, RSK-4"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

// A role given after the approval proves no acceptance by it; one that the person
// held or stood in for by the rules of then does, whatever it approves.
func TestAcceptanceByTheRolesOfThen(t *testing.T) {
	const yaml = `
people:
  ada: {name: Ada, emails: [ada@example.org]}
  ben: {name: Ben, emails: [ben@example.org]}
  mira: {name: Mira, emails: [mira@example.org]}
roles:
  chief: {title: Chief, people: [mira]%s}
  lead: {title: Lead, people: [ben, mira], approves: [risk]}
`
	was, now := fmt.Sprintf(yaml, ""), fmt.Sprintf(strings.Replace(yaml, "[mira]%s", "[mira, ben]%s", 1), "")
	deputy := fmt.Sprintf(yaml, ", deputies: [ben]")
	mira := gittest.Person{Name: "Mira", Email: "mira@example.org"}
	for _, test := range []struct {
		name         string
		before, then string
		by           gittest.Person
		want         string
	}{
		{"given afterwards", was, now, gittest.Ben, "RSK-1"},
		{"held then", now, was, gittest.Ben, "RSK-1 ben in 1"},
		{"stood in for", deputy, was, gittest.Ben, "RSK-1 ben in 1"},
		{"held then, with another role that approves", was, was, mira, "RSK-1 mira in 1"},
	} {
		r := gittest.New(t)
		const file = "content/1.md"
		r.Commit("1", "aims.yaml", test.before, file, doc("risk", "RSK-1", "A", "level: high", "accepted-by: chief"))
		r.Author, r.Committer = test.by, test.by
		r.Commit("Accepted\n\nApproved: RSK-1@" + r.Git("rev-parse", "HEAD:"+file))
		if test.then != test.before {
			r.Author = gittest.Ada
			r.Commit("rules", "aims.yaml", test.then)
		}
		if got := accepted(remembered(t, r, test.then)); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
}
