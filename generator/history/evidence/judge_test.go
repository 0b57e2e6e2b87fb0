package evidence

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
)

// counted counts what is read, and refuses some of it.
type counted struct {
	*git.Repository
	mu            sync.Mutex
	blobs, signed map[git.Hash]int
	refuse        error // of every text of the rules
	unsigned      error // of every signature
	tags          error
}

func (c *counted) Blob(h git.Hash) ([]byte, error) {
	if c.blobs[h]++; c.refuse != nil {
		return nil, c.refuse
	}
	return c.Repository.Blob(h)
}

func (c *counted) Signed(h git.Hash) (git.Signed, error) {
	c.mu.Lock()
	c.signed[h]++
	c.mu.Unlock()
	if c.unsigned != nil {
		return git.Signed{}, c.unsigned
	}
	return c.Repository.Signed(h)
}

func (c *counted) Tags() ([]git.Tag, error) {
	if c.tags != nil {
		return nil, c.tags
	}
	return c.Repository.Tags()
}

func readAll(t *testing.T, r *gittest.Repo) (*counted, *history.Trails) {
	t.Helper()
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
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
	return &counted{Repository: repo, blobs: map[git.Hash]int{}, signed: map[git.Hash]int{}}, trails
}

func options() Options {
	return Options{Config: config.Default(), Day: config.Date{Year: 2026, Month: time.June, Day: 1}}
}

func judged(t *testing.T, c *counted, trails *history.Trails, o Options) *Evidence {
	t.Helper()
	e, err := Judge(context.Background(), c, trails, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const someRules = "people: {ben: {name: Ben Boss, emails: [ben@example.org]}, cleo: {name: Cleo, emails: [cleo@example.org]}}\n" +
	"roles: {chief: {title: Chief, people: [ben], approves: [policy]}}\n"

func text(id, body string, more ...string) string {
	return strings.Join(append([]string{"---", "id: " + id, "kind: policy", "status: approved"}, more...), "\n") + "\n---\n" + body + "\n"
}

func blobOf(s string) string { return git.BlobHash([]byte(s)).String() }

// sign gives the tag a signature that no key made: how often it is looked at is
// the question, not what it is worth.
func sign(r *gittest.Repo, name, message string) {
	raw := "object " + r.Head() + "\ntype commit\ntag " + name + "\ntagger Ben <ben@example.org> 1767690000 +0000\n\n" + message +
		"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"
	r.Git("update-ref", "refs/tags/"+name, r.Object("tag", raw))
}

// signHead does the same to the commit.
func signHead(r *gittest.Repo) {
	head, message, _ := strings.Cut(r.Git("cat-file", "commit", "HEAD")+"\n", "\n\n")
	raw := head + "\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n\n" + message
	r.Git("update-ref", "HEAD", r.Object("commit", raw))
}

// TestEachSignatureIsCheckedOnce: however many texts a commit or tag is about, with each set
// of keys, and the keys of then and of now are often the same.
func TestEachSignatureIsCheckedOnce(t *testing.T) {
	for _, x := range []struct {
		name   string
		keys   string // that come later
		checks int
	}{{"the same keys", "", 2}, {"other keys", "# none\n", 4}} {
		t.Run(x.name, func(t *testing.T) {
			r := gittest.New(t)
			var files, lines []string
			for _, id := range []string{"POL-1", "POL-2", "POL-3"} {
				files = append(files, id+".md", text(id, "one"))
				lines = append(lines, "Approved: "+id+"@"+blobOf(text(id, "one"))+"\n")
			}
			r.Commit("rules", config.Name, someRules, "trust/allowed_signers", "")
			r.Commit("three", files...)
			signHead(r)
			r.Commit("nothing")
			sign(r, "all-three", "s\n\n"+strings.Join(lines, ""))
			if x.keys != "" {
				r.Commit("keys", "trust/allowed_signers", x.keys)
			}
			c, trails := readAll(t, r)
			e := judged(t, c, trails, options())
			for _, trail := range trails.Documents {
				if s := e.Rulings[trail.Last()].Statements; len(s) != 2 || s[0].Seal == nil || !s[0].Counts || s[1].Meaning != Signature {
					t.Errorf("%s: %+v", trail.ID, s)
				}
			}
			checks := 0
			for _, s := range e.judge.seals.all {
				checks += len(s.results)
			}
			if len(c.signed) != 2 || checks != x.checks {
				t.Errorf("%d objects were read and %d checks made, not 2 and %d", len(c.signed), checks, x.checks)
			}
			for h, n := range c.signed {
				if n != 1 {
					t.Errorf("%s was read %d times", h, n)
				}
			}
		})
	}
}

// TestEachTextOfTheRulesIsReadOnce, wherever and however often it stands in the
// history.
func TestEachTextOfTheRulesIsReadOnce(t *testing.T) {
	r := gittest.New(t)
	for range 3 {
		r.Commit("one", config.Name, someRules, ".mailmap", "A <a@example.org> <b@example.org>\n", "trust/allowed_signers", "# one\n")
		r.Commit("two", config.Name, "# two\n"+someRules, ".mailmap", "\n", "trust/allowed_signers", "# two\n")
	}
	c, trails := readAll(t, r)
	e := judged(t, c, trails, options())
	for h, n := range c.blobs {
		if n != 1 {
			t.Errorf("%s was read %d times", h, n)
		}
	}
	if len(c.blobs) != 6 || len(e.Rules) != 6 {
		t.Errorf("%d texts were read for %d changes, not 6 and 6", len(c.blobs), len(e.Rules))
	}
}

// TestRules: what the rules of commits are when files come, go and break.
func TestRules(t *testing.T) {
	r := gittest.New(t)
	r.Commit("before the rules", "a.md", text("POL-1", "one"))
	r.Commit("rules", config.Name, someRules)
	r.Commit("nothing")
	r.Commit("keys", "trust/a.asc", "no key\n", ".mailmap", "A <a@example.org> <b@example.org>\n")
	r.Commit("broken", config.Name, "people: [\n")
	r.Git("rm", "-q", config.Name)
	r.Commit("gone")
	r.Commit("back", config.Name, someRules)
	c, trails := readAll(t, r)
	e := judged(t, c, trails, options())
	var got []string
	for _, x := range e.Rules {
		line := history.Subject(trails.Log.Commits[x.Landing].Message) + ": " + strings.Join(x.Files, " ")
		if x.Root {
			line += ", root"
		}
		if x.Fault != "" {
			line += ", broken"
		}
		got = append(got, line)
	}
	want := []string{"back: aims.yaml", "gone: aims.yaml", "broken: aims.yaml, broken", "keys: .mailmap trust/a.asc, root", "rules: aims.yaml, root"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	why := map[string]string{}
	for i, commit := range trails.Log.Commits {
		l := e.judge.rules.lawOf(i, trails.Document("POL-1").Last().Facts, nil)
		_, _, why[history.Subject(commit.Message)] = l.entitle(history.Person{Email: "ben@example.org"}, "then")
	}
	entitled := map[string]string{
		"before the rules": "", "rules": "", "nothing": "", "keys": "", "back": "",
		"broken": why["broken"], "gone": "no aims.yaml says who is entitled",
	}
	if diff := cmp.Diff(entitled, why); diff != "" || !strings.HasPrefix(why["broken"], "aims.yaml can't be read then, so that nobody is entitled: line") {
		t.Errorf("(-want +got)\n%s%s", diff, why["broken"])
	}
}

// TestJudgeFails: an error says what was being read; a clone that lacks the text of
// old rules is told as rules that can't be read, where it may lack texts.
func TestJudgeFails(t *testing.T) {
	r := gittest.New(t)
	r.Commit("rules", config.Name, someRules, ".mailmap", "\n", "trust/allowed_signers", "\n")
	r.Commit("one", "a.md", text("POL-1", "one"))
	sign(r, "t", "s\n\nApproved: POL-1@"+blobOf(text("POL-1", "one"))+"\n")
	missing := &git.ObjectError{Kind: "blob", Err: git.ErrMissing}
	for want, spoil := range map[string]func(*counted){
		"read the rules of then: read aims.yaml of then: ": func(c *counted) { c.refuse = missing },
		"read the tags: ":        func(c *counted) { c.tags = missing },
		"read the signature of ": func(c *counted) { c.unsigned = missing },
	} {
		c, trails := readAll(t, r)
		spoil(c)
		if _, err := Judge(context.Background(), c, trails, options()); !errors.Is(err, git.ErrMissing) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, not one that begins with %q", err, want)
		}
	}
	c, trails := readAll(t, r)
	c.refuse = missing
	o := options()
	o.AllowIncomplete = true
	e := judged(t, c, trails, o)
	if len(e.Doubts) != 1 || e.Doubts[0].Check != RulesUnreadable || !strings.Contains(e.Doubts[0].Message, "this clone doesn't have its text") {
		t.Errorf("doubts %+v", e.Doubts)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Judge(ended, c, trails, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v of a context that has ended", err)
	}
}

// TestStandingsOnManyDays are asked for from several goroutines, as a preview does,
// and each day has the same answer every time.
func TestStandingsOnManyDays(t *testing.T) {
	r := gittest.New(t)
	r.Commit("rules", config.Name, someRules)
	r.Commit("one", "a.md", text("POL-1", "one"), "page.md", "page\n")
	r.Commit("two", "a.md", text("POL-1", "two", "effective: 2026-02-01"), "b.md", text("POL-2", "one", "supersedes: POL-1", "effective: 2026-03-01"))
	c, trails := readAll(t, r)
	e := judged(t, c, trails, options())
	want := map[config.Date]string{
		{Year: 2026, Month: time.January, Day: 4}:  "",
		{Year: 2026, Month: time.January, Day: 5}:  "in force r1",
		{Year: 2026, Month: time.January, Day: 31}: "in force r1",
		{Year: 2026, Month: time.February, Day: 1}: "in force r2",
		{Year: 2026, Month: time.March, Day: 1}:    "superseded r2",
	}
	var all sync.WaitGroup
	for range 4 {
		for day, want := range want {
			all.Go(func() {
				if why := e.Objection(trails.Document("POL-1"), history.Person{Email: "cleo@example.org"}); why == "" {
					t.Error("there is no objection to somebody without a role")
				}
				got := ""
				if st := e.StandingOn(trails.Document("POL-1"), day); st.Row != nil {
					got = string(st.Word) + " r" + string(rune('0'+st.Row.Number))
				}
				if got != want {
					t.Errorf("%s: %q, not %q", day, got, want)
				}
			})
		}
	}
	all.Wait()
	if why := e.Objection(trails.Path("page.md"), history.Person{Email: "ben@example.org"}); why != "no commit has a text of it" {
		t.Errorf("the objection to an approval of a plain page is %q", why)
	}
	if st := e.StandingOn(trails.Path("page.md"), e.Day); st.Word != NoWord || st.Row != nil {
		t.Errorf("a plain page has the standing %+v", st)
	}
}
