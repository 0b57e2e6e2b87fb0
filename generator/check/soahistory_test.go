package check_test

import (
	"slices"
	"strings"
	"testing"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/git/gittest"
)

// messages are those of one rule about the manual in a folder, a line each.
func messages(t *testing.T, dir, rule string) string {
	t.Helper()
	var list []string
	for _, d := range run(t, dir) {
		if d.Rule == rule {
			list = append(list, d.Message)
		}
	}
	return strings.Join(list, "\n")
}

// keys is a document with these lines in its frontmatter.
func keys(lines ...string) string { return "---\n" + strings.Join(lines, "\n") + "\n---\nText.\n" }

// A decision is as new as its own last change, or as a review or an approval of the
// whole document that holds it; an assessment is as new as its text.
func TestStatementsGoStale(t *testing.T) {
	const (
		soa, other, risk, rows = "content/soa.md", "content/other.md", "content/risk.md", "content/rows.md"
		oneOfThree             = "1 of the 3 decisions of the statement of applicability, A.2.2, were last changed, reviewed or approved on 2026-01-05 or before, and RSK-1 is of 2026-02-09"
		all                    = "the statement of applicability was last changed, reviewed or approved on 2026-01-05, and RSK-1 is of 2026-02-09"
	)
	joint := func(extra, first string) string {
		return keys("kind: soa", "id: SOA-1", "title: Statement", extra, "controls:", "  A.2.2: {applicable: true, justification: "+first+"}", "  A.2.3: {applicable: true, justification: b}")
	}
	own := keys("kind: soa", "id: SOA-2", "title: Own", "control: X.1", "applicable: true", "justification: c")
	level := func(word, more string) string {
		return keys("kind: risk", "id: RSK-1", "title: Risk", "level: "+word, "date: 2026-01-05", more)
	}
	row := func(word string) string {
		return keys("kind: risk", "id: REG-1", "title: Risks", "records:", "  - {id: RSK-1, title: Risk, level: "+word+"}", "  - {id: RSK-2, title: Other, level: low}")
	}
	for _, test := range []struct {
		name string
		then func(r *gittest.Repo)
		want string
	}{
		{"nothing", func(r *gittest.Repo) { r.Commit("other", "content/page.md", "Text.\n") }, ""},
		{"the assessment changed", func(r *gittest.Repo) { r.Commit("raise", risk, level("medium", "")) }, all},
		{"a row changed", func(r *gittest.Repo) {
			r.Git("rm", "-q", risk)
			r.Commit("rows", rows, row("low"))
			r.Commit("raise", rows, row("medium"))
		}, all},
		{"a draft", func(r *gittest.Repo) { r.Commit("draft", risk, level("medium", "status: draft")) }, ""},
		{"withdrawn", func(r *gittest.Repo) { r.Commit("withdraw", risk, level("low", "status: withdrawn")) }, ""},
		{"another file changed", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("own", other, strings.Replace(own, "c\n", "d\n", 1))
		}, strings.Replace(oneOfThree, "1 of the 3 decisions of the statement of applicability, A.2.2,", "2 of the 3 decisions of the statement of applicability, A.2.2, A.2.3,", 1)},
		{"decisions changed", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("own", other, strings.Replace(own, "c\n", "d\n", 1), soa, strings.Replace(joint("summary: x", "a"), "n: b", "n: c", 1))
		}, oneOfThree},
		{"reviewed", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("all is well\n\nPeriodic-review: SOA-1\nPeriodic-review: SOA-2")
		}, ""},
		{"one reviewed", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("all is well\n\nPeriodic-review: SOA-2")
		}, strings.Replace(oneOfThree, "1 of the 3 decisions of the statement of applicability, A.2.2,", "2 of the 3 decisions of the statement of applicability, A.2.2, A.2.3,", 1)},
		{"approved", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("as it is\n\nApproved-by: Ben Builder <ben@example.org>", soa, joint("status: approved", "a"), other, strings.Replace(own, "c\n", "d\n", 1))
		}, ""},
		{"moved word for word", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Commit("all is well\n\nPeriodic-review: SOA-2")
			r.Commit("move", soa, keys("kind: soa", "id: SOA-1", "title: Statement", "control: A.2.3", "applicable: true", "justification: b"),
				"content/moved.md", keys("kind: soa", "id: SOA-3", "title: Moved", "control: A.2.2", "applicable: true", "justification: a"))
		}, strings.Replace(oneOfThree, "1 of the 3 decisions of the statement of applicability, A.2.2,", "2 of the 3 decisions of the statement of applicability, A.2.2, A.2.3,", 1)},
		{"being worked on", func(r *gittest.Repo) {
			r.Commit("raise", risk, level("medium", ""))
			r.Write(soa, joint("", "z"))
			r.Write(other, strings.Replace(own, "c\n", "d\n", 1))
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			r.Commit("begin", "aims.yaml", "people: {ben: {name: Ben, emails: [ben@example.org]}}\nroles: {lead: {title: Lead, people: [ben], approves: [soa]}}\n",
				soa, joint("", "a"), other, own, risk, level("low", ""))
			r.Now = r.Now.AddDate(0, 0, 35)
			test.then(r)
			if got := messages(t, r.Dir, "soa-stale"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// What a record says of another standard's control contradicts nothing, and what
// it says with the standard's name does.
func TestContradictionsAreOfTheSameStandard(t *testing.T) {
	for controls, want := range map[string]string{"A.6.2.6": "", "iso-42001:A.6.2.6": "A.6.2.6 is excluded, but RSK-1 is treated with it"} {
		r := gittest.New(t)
		r.Commit("begin", "aims.yaml", "standards: [tea, iso-42001]\n", "standards/tea/standard.yaml", "id: tea\nname: TEA 1\ntitle: Tea\n",
			"standards/tea/controls.yaml", "- {id: A.6, title: Brew, objective: true, summary: x}\n- {id: A.6.2.6, title: Warm the pot, parent: A.6, summary: x}\n",
			"content/soa.md", keys("kind: soa", "id: SOA-1", "title: Statement", "standard: iso-42001", "control: A.6.2.6", "applicable: false", "justification: a"),
			"content/risk.md", keys("kind: risk", "id: RSK-1", "title: Risk", "level: low", "controls: ["+controls+"]"))
		if got := messages(t, r.Dir, "soa-contradiction"); got != want {
			t.Errorf("controls: [%s]: %q, want %q", controls, got, want)
		}
	}
}

// A record that was superseded, or that holds nothing yet, contradicts nothing.
func TestOnlyWhatIsCurrentContradicts(t *testing.T) {
	for supplier, want := range map[string]string{
		"":                   "A.10.3 is excluded, but SUP-1 is a supplier",
		"status: draft":      "",
		"status: withdrawn":  "",
		"date: 2030-01-01":   "",
		"closed: 2026-01-01": "",
		"closed: 2030-01-01": "A.10.3 is excluded, but SUP-1 is a supplier",
		"superseded":         "",
	} {
		r := gittest.New(t)
		page := "Text.\n"
		if supplier == "superseded" {
			supplier, page = "", keys("kind: record", "id: REC-1", "title: It is gone", "supersedes: [SUP-1]")
		}
		r.Commit("begin", "content/page.md", page, "content/soa.md", keys("kind: soa", "id: SOA-1", "title: Statement", "control: A.10.3", "applicable: false", "justification: a"),
			"aims.yaml", "kinds: {supplier: {fields: {closed: {type: date}}}}\n",
			"content/supplier.md", keys("kind: supplier", "id: SUP-1", "title: Supplier", "service: Models", supplier))
		if got := messages(t, r.Dir, "soa-contradiction"); got != want {
			t.Errorf("%q: %q, want %q", supplier, got, want)
		}
	}
}

// An approval that is less sure than the manual requires looks at nothing, nor does
// one after the day.
func TestApprovalsThatLookAtAStatement(t *testing.T) {
	const soa = "content/soa.md"
	const stale = "the statement of applicability was last changed, reviewed or approved on 2026-01-05, and RSK-1 is of 2026-01-08"
	ben := gittest.Person{Name: "Ben", Email: "ben@example.org"}
	for _, test := range []struct {
		name string
		by   gittest.Person
		want string
	}{
		{"recorded", ben, ""},
		{"only declared", gittest.Ada, stale},
	} {
		r := gittest.New(t)
		r.Commit("begin", "aims.yaml", "people: {ben: {name: Ben, emails: [ben@example.org]}}\nroles: {lead: {title: Lead, people: [ben], approves: [soa]}}\napproval: {require: recorded}\n",
			soa, keys("kind: soa", "id: SOA-1", "title: Statement", "status: approved", "control: A.2.2", "applicable: true", "justification: a"))
		r.Now = r.Now.AddDate(0, 0, 3)
		r.Commit("assess", "content/risk.md", keys("kind: risk", "id: RSK-1", "title: Risk", "level: low", "date: 2026-01-08"))
		r.Now = r.Now.AddDate(0, 0, 1)
		r.Author, r.Committer = test.by, test.by
		r.Commit("as it is\n\nApproved: SOA-1@" + r.Git("rev-parse", "HEAD:"+soa) + "\n\nApproved-by: Ben <ben@example.org>")
		if got := messages(t, r.Dir, "soa-stale"); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		found, err := generator.Check(t.Context(), generator.Options{Dir: r.Dir, Today: config.DateOf(r.Now.AddDate(0, 0, -1))})
		if err != nil || !slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool { return d.Message == stale }) {
			t.Errorf("%s, as of the day before: %v, %v", test.name, found, err)
		}
	}
}

// An approved record that is dated ahead shows nothing because of its day, committed
// or not.
func TestWhyEvidenceIsVoid(t *testing.T) {
	r := gittest.New(t)
	r.Commit("begin", "content/risk.md", keys("kind: risk", "id: RSK-1", "title: Risk", "level: low", "evidence: [REC-1]"))
	r.Write("content/record.md", keys("kind: record", "id: REC-1", "title: To come", "status: approved", "date: 2030-02-01"))
	const want = "REC-1 is named as evidence of RSK-1, and shows nothing: it is dated ahead, 2030-02-01"
	if got := messages(t, r.Dir, "evidence-void"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A record that supersedes a document is told so at the key.
func TestRecordsSupersedeRecords(t *testing.T) {
	r := gittest.New(t)
	r.Commit("begin", "content/policy.md", keys("kind: policy", "id: POL-1", "title: Policy"), "content/old.md", keys("kind: record", "id: REC-1", "title: Old"),
		"content/record.md", keys("kind: record", "id: REC-2", "title: New", "supersedes: [REC-1, POL-1]"))
	const want = `content/record.md:5:21: error: supersedes: "POL-1" is no record, and a record supersedes records alone [reference-dead]
    supersedes: [REC-1, POL-1]
                        ^~~~~
  hint: its owner or an approver withdraws it, or brings a document into force that supersedes it
`
	if got := string(printed(t, run(t, r.Dir))); got != want {
		t.Errorf("got\n%s", got)
	}
}
