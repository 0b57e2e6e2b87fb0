package render

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/trust"
)

// figures are the figures of a page that aren't 0, by their labels.
func figures(p AboutPage) map[string]string {
	found := map[string]string{}
	for _, c := range p.Clauses {
		for _, point := range c.Points {
			for _, f := range point.Figures {
				if f.Value == "0" {
					continue
				}
				text := f.Value
				if f.Href != "" {
					text += " " + f.Href
				}
				for _, r := range f.Rows {
					text += " " + r.ID
				}
				found[f.Label] = text
			}
		}
	}
	return found
}

// Every number on the page is counted, and leads to the rows behind it.
func TestFiguresOfTheManual(t *testing.T) {
	b := handmade(t, handmadeConfig,
		handmadePolicy("POL-1", "classification: public\naudience: [lead]\nretention: 3 years\napprover: lead\naddresses: [\"5.2\"]\n"),
		strings.ReplaceAll(strings.ReplaceAll(handmadePolicy("POL-2", ""), "owner: lead\n", ""), "version: \"1\"\n", ""),
		handmadePolicy("POL-3", ""),
		"---\nkind: external\nid: EXT-1\ntitle: A law\nowner: lead\nversion: \"1\"\nstatus: draft\n---\n",
		"---\nkind: risk\nid: RSK-1\ntitle: Risk\nowner: lead\n---\n",
		"# Plain\n",
	)
	second, third, ext := documentOf(t, b, "POL-2"), documentOf(t, b, "POL-3"), documentOf(t, b, "EXT-1")
	second.Standing.NextReview, second.Standing.Due = dayOf(t, "2026-01-01"), evidence.Overdue
	r := b.m.Evidence.Rulings[second.Row]
	r.Verdict = evidence.Declared
	seal := func(s trust.State) *evidence.Seal {
		return &evidence.Seal{Then: trust.Result{State: s}, Now: trust.Result{State: trust.Good}}
	}
	r.Statements = []evidence.Statement{
		{Meaning: evidence.Approval, Counts: true, Seal: seal(trust.Good)}, {Meaning: evidence.Approval, Seal: seal(trust.Expired)},
		{Meaning: evidence.Reviewed}, {Meaning: evidence.Signature, Seal: seal(trust.Good)},
	}
	older := &history.Row{Number: 1, Landing: 2, Path: third.Path, Provisional: true}
	third.Row.Number = 2
	third.Trail.Rows = append(third.Trail.Rows, older)
	ext.Standing.Word, ext.Reader = evidence.Draft, evidence.Draft
	b.m.Evidence.Rulings[ext.Row] = &evidence.Ruling{}
	gone := &history.Trail{ID: "POL-9", Title: "Gone", Gone: 0, Rows: []*history.Row{{Change: history.Removed}, {Number: 1}}}
	b.m.Gone, b.m.History.Documents = []*history.Trail{gone}, append(b.m.History.Documents, gone)
	b.m.Evidence.Doubts = []evidence.Doubt{{Check: evidence.ClockBackwards}}
	third.Work = manual.Changed

	w := English.About
	want := map[string]string{
		w.Documents: "4 documents/index.html", w.Records: "1 documents/index.html", w.Plain: "1 ", w.Answering: "1 of 4 POL-2 POL-3 EXT-1",
		w.Titled: "5 of 5", w.Versioned: "3 of 4 POL-2", w.WithOwner: "4 of 5 POL-2", w.WithApprover: "1 of 4 POL-2 POL-3 EXT-1", w.Texts: "6",
		w.Revisions: "7 changes.html", "Recorded": "3", "Declared": "1", w.NotAsked: "1",
		w.InForce + " recorded": "3", w.InForce + " declared": "1 POL-2",
		w.Counting: "4", w.Ignored: "1", w.Signatures: "2", w.Worthless: "1",
		English.Review.Overdue: "1 reviews.html#overdue", English.Review.Never: "2 reviews.html#never",
		"In force": "3 documents/index.html", "Draft": "1 documents/index.html", "Record": "1 documents/index.html",
		w.Uncommitted: "1", w.Provisional: "1", w.Doubts: "1 #doubts",
		"Public": "1", "Internal": "4", w.Audience: "1", w.Superseded: "2 changes.html",
		w.Retention: "1", w.Removed: "1 POL-9", w.External: "1 registers/external.html",
	}
	got := figures(b.aboutFacts())
	delete(got, w.RuleChanges) // 0, and it has a place on the page
	delete(got, w.Strays)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
}

// Where nothing is known of the history, no figure pretends to know.
func TestAboutWithoutEvidence(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""))
	b.m.Evidence, b.m.History = nil, nil
	p := b.aboutFacts()
	if p.Unknown == "" || p.AsOf != "" || p.Commit != "" || p.RuleTrail != nil || p.Example != (Link{}) {
		t.Errorf("page %+v", p)
	}
	for _, label := range []string{English.About.Revisions, English.About.Removed, English.About.Superseded, English.Review.Never, English.About.Doubts} {
		for _, c := range p.Clauses {
			for _, point := range c.Points {
				for _, f := range point.Figures {
					if f.Label == label {
						t.Errorf("figure %q is %s", label, f.Value)
					}
				}
			}
		}
	}
	f, err := b.about()
	if err != nil || !strings.Contains(string(f.Content), English.Trail.Unknown) || strings.Contains(string(f.Content), `id="doubts"`) {
		t.Errorf("page %s (%v)", f.Content, err)
	}
}

func TestRulesOfNow(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""))
	want := []RoleRow{
		{ID: "lead", Title: "AI lead", People: []string{"Ada Owner"}, Deputies: []string{"Ben Deputy"}, Needs: 2, Approves: []Link{
			{Href: "registers/policy.html", Title: "Policies"}, {Title: "Statements of applicability"},
		}},
		{ID: "zealous", Title: "Zealous role", People: []string{"Ben Deputy"}, Needs: 1},
	}
	if diff := cmp.Diff(want, b.roleRows()); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	w := English.About
	for _, test := range []struct{ yaml, want string }{
		{"", "missing, no, no, none, noreply@github.com, " + w.OneByOne},
		{
			"approval: {require: signed, allow-self: true, by-merge: true, recorders: [ci@example.org], forges: []}\neditions: {tags: \"v*\", require: signed}\n",
			"signed, yes, yes, ci@example.org, none, v* (" + w.SignedOnly + ")",
		},
	} {
		var found []string
		for _, f := range handmade(t, test.yaml, handmadePolicy("POL-1", "")).approvalRules() {
			text := f.Values[0].Title
			if f.Note == w.SignedOnly {
				text += " (" + f.Note + ")"
			}
			found = append(found, text)
		}
		if got := strings.Join(found, ", "); got != test.want {
			t.Errorf("%q: rules %q, want %q", test.yaml, got, test.want)
		}
	}
}

// Every verdict that a manual may require is explained, and every check of
// doubts.
func TestAboutExplains(t *testing.T) {
	for _, v := range []evidence.Verdict{evidence.Missing, evidence.Declared, evidence.Recorded, evidence.Signed} {
		if English.About.RequireAs[string(v)] == "" {
			t.Errorf("%q is not explained", v)
		}
	}
	for _, check := range []string{
		evidence.ClockBackwards, evidence.AuthorAfterCommitter, evidence.ApproverRemoved, evidence.KeyWindow, evidence.IDMoved,
		evidence.EditionApproval, evidence.RulesUnreadable, evidence.WithdrawnBy,
	} {
		if English.About.Checks[check] == "" {
			t.Errorf("%q is not explained", check)
		}
	}
}

func TestRulesStraysAndDoubts(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""))
	e := documentOf(t, b, "POL-1")
	b.m.Config.Links.Source = "https://git.example.org/{commit}/{path}"
	b.m.Evidence.Rules = []evidence.RuleChange{{Files: []string{".mailmap", "aims.yaml"}, Root: true, Fault: "line 3\n"}}
	b.m.Evidence.Strays = []evidence.Stray{{Tag: "odd", Text: "Approved: POL-404@12\x00", Reason: "no document has this id"}}
	b.m.Evidence.Doubts = []evidence.Doubt{
		{Check: evidence.ClockBackwards, Commit: handmadeCommit(0).Hash, Message: "one", Hint: "do"},
		{Check: evidence.KeyWindow, Trail: e.Trail, Row: e.Row, Message: "two"},
		{Check: evidence.KeyWindow, Trail: e.Trail, Message: "three"},
	}
	p := b.aboutFacts()
	full := handmadeCommit(0).Hash.String()
	linked := CommitLink{Short: full[:7], Full: full, Href: "https://git.example.org/" + full + "/.mailmap"}
	landed := Stamp{Day: "22 November 2026", Date: "2026-11-22", Instant: "2026-11-22T12:00:00Z"}
	document := Link{Href: "history/POL-1.html", ID: "POL-1", Title: "Title of POL-1"}
	if diff := cmp.Diff([]RuleRow{{Landed: landed, Who: "Ada Owner", Commit: linked, Files: []string{".mailmap", "aims.yaml"}, Root: true, Fault: "line 3"}}, p.RuleTrail); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]StrayRow{{Tag: "odd", Text: "Approved: POL-404@12", Reason: "No document has this id."}}, p.Strays); diff != "" {
		t.Errorf("strays (-want +got):\n%s", diff)
	}
	linked.Href = ""
	want := []DoubtGroup{
		{evidence.ClockBackwards, "A landing is dated before the one below it.", []DoubtRow{{Commit: linked, Message: "One.", Hint: "Do."}}},
		{evidence.KeyWindow, "A key was used outside the time in which it is valid, or was revoked since.", []DoubtRow{
			{Document: document, Row: Link{Href: "history/POL-1.html#r1", Title: "Revision 1"}, Message: "Two."}, {Document: document, Message: "Three."},
		}},
	}
	if diff := cmp.Diff(want, p.Doubts); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

// A list that is too long is cut, and the page says how to see all of it.
func TestLongListsAreCut(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""))
	for range 500 {
		b.m.Evidence.Strays = append(b.m.Evidence.Strays, evidence.Stray{Text: "x"})
	}
	for i := range 501 {
		b.m.Evidence.Rules = append(b.m.Evidence.Rules, evidence.RuleChange{})
		b.m.Evidence.Doubts = append(b.m.Evidence.Doubts, evidence.Doubt{Check: fmt.Sprint(i / 499)})
	}
	p := b.aboutFacts()
	if len(p.Strays) != 500 || p.RestOfStrays != nil {
		t.Errorf("%d strays, %v", len(p.Strays), p.RestOfStrays)
	}
	if len(p.RuleTrail) != 500 || len(p.Doubts) != 2 || len(p.Doubts[1].Rows) != 1 {
		t.Errorf("%d rules, %d doubts in the second group", len(p.RuleTrail), len(p.Doubts[1].Rows))
	}
	want := &CheckStep{"The first 500 of 501. This prints all of them:", "aims check"}
	if diff := cmp.Diff(want, p.RestOfDoubts); diff != "" {
		t.Errorf("rest of doubts (-want +got):\n%s", diff)
	}
	var texts []string
	for i := range 60 {
		texts = append(texts, handmadePolicy(fmt.Sprintf("POL-%d", i), ""))
	}
	approver := handmade(t, handmadeConfig, texts...).aboutFacts().Clauses[1].Points[1].Figures[1]
	if approver.Value != "0 of 60" || len(approver.Rows) != 50 || approver.More != "10 more, not shown here" {
		t.Errorf("figure %q unfolds %d rows, %q", approver.Value, len(approver.Rows), approver.More)
	}
}

// The commands are about the surest verdict, and a shell takes them as they
// are, whatever the file is called.
func TestCommandsThatConfirmAVerdict(t *testing.T) {
	b := handmade(t, handmadeConfig, handmadePolicy("POL-1", ""), handmadePolicy("POL-2", ""), handmadePolicy("POL-3", ""))
	b.m.Prefix = "our manual/"
	e := documentOf(t, b, "POL-2")
	e.Row.Path = "content/it's $(here).md"
	b.m.History.Commit(e.Row).Parents = []int{2}
	b.m.Evidence.Rulings[e.Row].Verdict = evidence.Signed
	b.m.Evidence.Rulings[e.Row].Statements[0].Tag = "approve/one"
	about, steps := b.checkSteps(b.example())
	if want := (Link{Href: "history/POL-2.html#r1", Title: "POL-2, Revision 1"}); about != want {
		t.Errorf("the commands are about %v, want %v", about, want)
	}
	hash := handmadeCommit(1).Hash.String()
	want := []string{
		`git log --first-parent --format=fuller -- 'our manual/content/it'\''s $(here).md'`,
		`git rev-parse '` + hash + `:our manual/content/it'\''s $(here).md'`,
		`git cat-file -p refs/tags/approve/one`,
		`git show '` + hash + `^1:our manual/aims.yaml'`,
		`git show '` + hash + `^1:our manual/trust/allowed_signers' > then.keys`,
		`git -c gpg.ssh.allowedSignersFile=then.keys verify-tag approve/one`,
	}
	var got []string
	for _, s := range steps {
		got = append(got, s.Command)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
	if _, steps := b.checkSteps(example{}); steps[1].Command != "git rev-parse COMMIT:PATH" {
		t.Errorf("without an example the command is %q", steps[1].Command)
	}
}

func TestQuotedWordsAreWordsOfAShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("NOT TESTED: no sh was found")
	}
	for _, word := range []string{"plain", "a b", "it's", "$(x)", "`x`", `back\slash`, "semi;colon", "*", "ü", "-n", "~", "#x", "{a,b}", "a=b^1:c"} {
		got, err := exec.Command(sh, "-c", "printf %s "+quoted(word)).Output()
		if err != nil || string(got) != word {
			t.Errorf("%s is read as %q (%v), want %q", quoted(word), got, err, word)
		}
	}
}

// The page names the built commit, the version and the options.
func TestWhatTheSiteWasBuiltFrom(t *testing.T) {
	p := handmade(t, handmadeConfig, handmadePolicy("POL-1", "")).aboutFacts()
	if p.Commit != handmadeCommit(0).Hash.String() || p.Version != "1.2.3" || !cmp.Equal(p.Asked, []string{"--keep-going"}) || p.AsOf != longDay(handmadeDay) {
		t.Errorf("commit %q, version %q, options %q, day %q", p.Commit, p.Version, p.Asked, p.AsOf)
	}
}
