package evidence

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/git/gittest"
)

const byBen = "\nApproved-by: Ben <ben@example.org>\n"

// told is every revision of POL-1 with its verdict and what is said of it, newest
// first, then what the document reads as.
func told(e *Evidence, t *testing.T) string {
	t.Helper()
	var out []string
	trail := e.judge.trails.Document("POL-1")
	for _, row := range trail.Rows {
		ruling := e.Rulings[row]
		if ruling == nil {
			continue
		}
		line := fmt.Sprintf("r%d %s", row.Number, ruling.Verdict)
		for _, s := range ruling.Statements {
			line += fmt.Sprintf("; %s %s %t: %s", s.Meaning, s.Carrier, s.Counts, s.Reason)
		}
		out = append(out, line)
	}
	st := e.StandingOn(trail, e.Day)
	return strings.Join(append(out, strings.TrimSpace(fmt.Sprint(st.Word, " ", st.From))), "\n")
}

// TestStories are about what the cases of the format don't tell.
func TestStories(t *testing.T) {
	const twoJudges = "people: {ben: {name: Ben Boss, emails: [ben@example.org]}, cleo: {name: Cleo, emails: [cleo@example.org]}}\n" +
		"roles: {chief: {title: Chief, people: [ben], approves: [policy]}, board: {title: Board, people: [cleo], approves: [policy]}}\n"
	one, two := text("POL-1", "one"), text("POL-1", "two")
	for _, x := range []struct {
		name  string
		story func(r *gittest.Repo)
		want  string
	}{
		{"a text that can't be read lets nobody choose their judge", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, twoJudges)
			r.Commit("one", "a.md", text("POL-1", "one", "approver: chief"))
			r.Commit("broken", "a.md", "---\nid: [\n---\n")
			r.Commit("two\n\nApproved-by: Cleo <cleo@example.org>\n", "a.md", text("POL-1", "two", "approver: board"))
		}, "r3 missing; approval trailer false: Cleo is not Chief, whom the document wants as its approver\n" +
			"r2 \nr1 missing\nin force 2026-01-05"},
		{"a commit that leaves the text as it is approves the text that it has", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Branch("topic", "")
			r.Commit("one", "a.md", one)
			r.Commit("read it\n" + byBen)
			r.Checkout("main")
			r.Merge("land", "topic")
		}, "r1 recorded; approval trailer true: as Chief, in a trailer that they made, unsigned\nin force 2026-01-05"},
		{"a commit from before the branch went on approves another text", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Branch("topic", "")
			r.Commit("one", "a.md", one)
			r.Commit("read it\n" + byBen)
			r.Commit("two", "a.md", two)
			r.Checkout("main")
			r.Merge("land", "topic")
		}, "r1 missing; approval trailer false: the commit has another text than the one that landed\nin force 2026-01-05"},
		{"trailers of a message that names texts are about those", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Branch("topic", "")
			r.Commit("one", "a.md", one, "b.md", text("POL-2", "one"))
			r.Commit("s\n\nApproved: POL-2@" + blobOf(text("POL-2", "one")) + "\n" + byBen)
			r.Checkout("main")
			r.Merge("land", "topic")
		}, "r1 missing\nin force 2026-01-05"},
		{"the landing that replaces a text is too late for it", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one", "a.md", one)
			r.Commit("two\n\nApproved: POL-1@"+blobOf(one)+"\n", "a.md", two)
		}, "r2 missing\nr1 missing; approval commit false: made when the text had already been replaced\nin force 2026-01-05"},
		{"a text that was removed can't be approved any more", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one", "a.md", one)
			r.Git("rm", "-q", "a.md")
			r.Commit("gone")
			r.Commit("s\n\nApproved: POL-1@" + blobOf(one) + "\n")
		}, "r1 missing; approval commit false: made when the document had already been removed\nwithdrawn"},
		{"a tag on a branch from before the text", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one", "a.md", one)
			r.Branch("old", "")
			r.Commit("aside")
			r.Checkout("main")
			r.Commit("two", "a.md", two)
			r.Merge("land", "old")
			r.Git("tag", "-a", "t", "-m", "s\n\nApproved: POL-1@"+blobOf(two), "old")
		}, "r2 missing; approval tag false: the commit that the tag names has another text than this one\nr1 missing\nin force 2026-01-05"},
		{"a tag on a commit from before the text", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Git("tag", "early")
			r.Commit("one", "a.md", one)
			r.Tick()
			r.Git("tag", "-a", "t", "-m", "s\n\nApproved: POL-1@"+blobOf(one), "early")
		}, "r1 missing; approval tag false: the commit that the tag names is older than this text\nin force 2026-01-05"},
		{"a tag without a date, of a text that has been replaced", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			commit := r.Commit("one", "a.md", one)
			tag := "object " + commit + "\ntype commit\ntag t\ntagger Ben <ben@example.org>\n\ns\n\nApproved: POL-1@" + blobOf(one) + "\n"
			r.Git("update-ref", "refs/tags/t", r.Object("tag", tag))
			r.Commit("two", "a.md", two)
		}, "r2 missing\nr1 missing; approval tag false: the tag's date can't be read, and the text has been replaced since\nin force 2026-01-05"},
		{"a landing without a date is in force, and nobody knows since when", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one", "a.md", one)
			raw := strings.Replace(r.Git("cat-file", "commit", "HEAD"), "committer Ben Builder <ben@example.org> ", "committer Ben Builder <ben@example.org> x", 1)
			r.Git("update-ref", "HEAD", r.Object("commit", raw+"\n"))
		}, "r1 missing\nin force"},
		{"an effective date that is none", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one\n"+byBen, "a.md", text("POL-1", "one", "effective: soon"))
		}, "r1 recorded; approval trailer true: as Chief, in a trailer that they made, unsigned\nin force"},
		{"one person under two ids is one person", func(r *gittest.Repo) {
			rules := func(id string) string {
				return "people: {" + id + ": {name: Ben Boss, emails: [ben@example.org]}, cleo: {name: Cleo, emails: [cleo@example.org]}}\n" +
					"roles: {chief: {title: Chief, people: [" + id + ", cleo], approves: [policy], needs: 2}}\n"
			}
			r.Commit("rules", config.Name, rules("ben"))
			r.Commit("one\n"+byBen, "a.md", one)
			r.Commit("other rules", config.Name, rules("benjamin"))
			r.Commit("s\n\nApproved: POL-1@" + blobOf(one) + "\n" + byBen)
		}, "r1 missing; approval trailer true: as Chief, in a trailer that they made, unsigned; " +
			"approval commit true: as Chief, in a commit that they made, unsigned\nin force 2026-01-05"},
		{"what came back is told that it was approved before", func(r *gittest.Repo) {
			r.Commit("rules", config.Name, someRules)
			r.Commit("one", "a.md", one)
			r.Commit("s\n\nApproved: POL-1@" + blobOf(one) + "\n" + byBen)
			r.Commit("two", "a.md", two)
			r.Commit("one again", "a.md", one)
		}, "r3 missing; approval commit false: made before this text landed\nr2 missing\n" +
			"r1 recorded; approval commit true: as Chief, in a commit that they made, unsigned\nin force 2026-01-05"},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := gittest.New(t)
			x.story(r)
			c, trails := readAll(t, r)
			if diff := cmp.Diff(x.want, told(judged(t, c, trails, options()), t)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestStrays: every statement that is about no text says why.
func TestStrays(t *testing.T) {
	r := gittest.New(t)
	one := text("POL-1", "one")
	r.Commit("one", config.Name, someRules, "a.md", one, "page.md", "page\n")
	r.Branch("topic", "")
	r.Commit("passing", "a.md", text("POL-1", "passing"))
	r.Commit("and back", "a.md", one)
	r.Branch("lost", "")
	lost := r.Commit("lost")
	r.Checkout("main")
	r.Merge("land", "topic")
	r.Commit("s\n\nApproved: all\nApproved: POL-9@"+blobOf(one)+"\nApproved: POL-1@"+blobOf("never")+"\nApproved: POL-1@"+blobOf("page\n")+
		"\nApproved: POL-1@"+blobOf(text("POL-1", "passing"))+"\nApproved: POL-1@123\nApproved: RSK-1@"+blobOf(heldRisk)+"\n\nPeriodic-review: POL-8\n", "list.md", heldRisk)
	r.Git("tag", "-a", "t1", "-m", "s\n\nApproved: POL-1@"+blobOf(one), lost)
	r.Git("tag", "-a", "t2", "-m", "s\n\nApproved: POL-1@"+blobOf(one), "HEAD^{tree}")
	r.Git("tag", "-a", "t3", "-m", "s\n\nApproved: all")
	c, trails := readAll(t, r)
	got := map[string]string{}
	for _, s := range judged(t, c, trails, options()).Strays {
		got[strings.TrimSpace(s.Tag+" "+s.Text)] = s.Reason
	}
	want := map[string]string{
		"Approved: all":                                       "only the tag of an edition approves all of its texts",
		"Approved: POL-9@" + blobOf(one):                      "no commit has a document POL-9",
		"Approved: POL-1@" + blobOf("never"):                  "POL-1 never had this text",
		"Approved: POL-1@" + blobOf("page\n"):                 "this is a text of another file, and none of POL-1",
		"Approved: POL-1@" + blobOf(text("POL-1", "passing")): "this text of POL-1 never landed",
		"Approved: POL-1@123":                                 "the name of the text is cut short; all 40 digits of it are wanted",
		"Approved: RSK-1@" + blobOf(heldRisk):                 "RSK-1 is a row in this text, which is approved as a whole: Approved: LIST@" + blobOf(heldRisk),
		"Periodic-review: POL-8":                              "no commit has a document POL-8",
		"t1 Approved: POL-1@" + blobOf(one):                   "the tag names a commit outside of this history",
		"t2 Approved: POL-1@" + blobOf(one):                   "the tag names no commit",
		"t3 Approved: all":                                    "there are no editions as of the commit that the tag names",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

const heldRisk = "---\nid: LIST\nkind: risk\ntitle: Risks\nrecords:\n  - {id: RSK-1, title: One}\n---\n"

// TestVersionOfADraft: a version that is raised in a draft starts no interval until
// the draft is in force.
func TestVersionOfADraft(t *testing.T) {
	r := gittest.New(t)
	r.Commit("rules", config.Name, someRules)
	r.Commit("one", "a.md", text("POL-1", "one", "version: 1", "review-every: 10 days"))
	r.Now = r.Now.AddDate(0, 0, 5)
	draft := strings.Replace(text("POL-1", "two", "version: 2", "review-every: 10 days"), "approved", "draft", 1)
	r.Commit("draft", "a.md", draft)
	r.Now = r.Now.AddDate(0, 0, 5)
	r.Commit("approve", "a.md", strings.Replace(draft, "draft", "approved", 1))
	c, trails := readAll(t, r)
	e := judged(t, c, trails, options())
	for day, want := range map[int]string{5: "2026-01-15", 12: "2026-01-15", 16: "2026-01-20"} {
		st := e.StandingOn(trails.Document("POL-1"), config.Date{Year: 2026, Month: time.January, Day: day})
		if got := st.NextReview.String(); got != want {
			t.Errorf("on day %d the next review is %s, not %s", day, got, want)
		}
	}
}
