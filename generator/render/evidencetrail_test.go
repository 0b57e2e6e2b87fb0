package render

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/trust"
)

// A row says how sure its approval is, what for, and lists every statement with
// where it stands.
func TestEvidenceInTheTrail(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved"})
	ruling := signed()
	first := ruling.Statements[0]
	recorded := first
	recorded.Person, recorded.For, recorded.Late, recorded.How, recorded.Seal = ben, "AI governance lead", 3, evidence.Recorded, nil
	recorded.Carrier, recorded.Tag, recorded.Maker, recorded.Recorder = evidence.Commit, "", history.Person{Name: "CI", Email: "ci@example.org"}, true
	edition := recorded
	edition.Carrier, edition.Tag, edition.All, edition.Recorder, edition.For, edition.Late, edition.When = evidence.Tag, "v1.2", true, false, "", 0, time.Time{}
	merge := edition
	merge.Carrier, merge.Tag, merge.Maker = evidence.Merge, "", ben
	ignored := recorded
	ignored.Carrier, ignored.Counts, ignored.Person, ignored.Maker, ignored.For, ignored.Role, ignored.Reason, ignored.Late = evidence.Trailer, false, author, author, "", "", "they wrote this revision", 0
	var others []evidence.Statement
	for _, m := range []evidence.Meaning{evidence.Reviewed, evidence.SignedOff, evidence.Signature} {
		s := ignored
		s.Meaning, s.How, s.Reason = m, evidence.NotAsked, "it approves nothing"
		others = append(others, s)
	}
	others[2].Seal = &evidence.Seal{Then: trust.Result{State: trust.Good, Key: "SHA256:abc", Reason: "the key of Cem Author"}, Now: trust.Result{State: trust.Revoked, Key: "SHA256:abc", Reason: "revoked on 2026-05-01"}}
	ruling.Statements = append([]evidence.Statement{first, recorded, edition, merge, ignored}, others...)
	for i := range ruling.Statements[1:4] {
		ruling.Statements[1+i].Counts = false // shown with all that is known
	}
	p.stand("POL-001", 1, evidence.Standing{Word: evidence.InForce, From: on(2026, time.February, 26)}, ruling)
	row := below(p.page("history/POL-001.html"), "ol", "trail")[0]

	if got := read(below(row, "p", "head")...); got != "Revision 1 Text Approval Signed In force since 26 February 2026" {
		t.Errorf("head %q", got)
	}
	proof := below(row, "div", "proof")[0]
	want := `Approved by Ada Owner, AI governance lead Signed approved/1 abc0010 · 26 February 2026 · signed with her key Signature good SHA256:abc · the key of Ada Owner
Approved by Ben Deputy, for AI governance lead Recorded in the commit abc0010 · 26 February 2026 · 3 days after the landing · written down by CI · signed with her key
Approved by Ben Deputy, AI governance lead Recorded for all texts of the tag v1.2 abc0010 · made by CI · signed with her key
Approved by Ben Deputy, AI governance lead Recorded by the merge abc0010 · signed with her key
Approved by Cem Author Recorded in a trailer of abc0010 · 26 February 2026 · they wrote this revision
Reviewed by Cem Author in a trailer of abc0010 · 26 February 2026 · it approves nothing
Signed off by Cem Author in a trailer of abc0010 · 26 February 2026 · it approves nothing
Signed by Cem Author in a trailer of abc0010 · 26 February 2026 · it approves nothing Signature good then; revoked since SHA256:abc · the key of Cem Author`
	if diff := cmp.Diff(want, read(below(proof, "li", "")...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for i, want := range []string{"4 approvals that don't count", "3 other statements, which approve nothing"} {
		if got := read(below(proof, "summary", "")[i]); got != want {
			t.Errorf("folded %q, want %q", got, want)
		}
	}
	folded := strings.Join(strings.Fields(read(below(proof, "details", "")...)), " ")
	if strings.Contains(folded, "Ada Owner") || !strings.Contains(folded, "they wrote this revision") {
		t.Errorf("folded is %q", folded)
	}
	const commit = "https:/git.example.org/blob/abc0010000000000000000000000000000000000/content/POL-001.md"
	for _, href := range hrefs(below(proof, "li", "")...) {
		if href != commit {
			t.Errorf("a statement leads to %q", href)
		}
	}
}

// Every verdict has its word and its look; without one there is no word.
func TestVerdictsInTheTrail(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved"})
	verdicts := []evidence.Verdict{evidence.Signed, evidence.Recorded, evidence.Declared, evidence.Missing, evidence.NotAsked}
	e := p.stand("POL-001", len(verdicts)+1, evidence.Standing{Word: evidence.NotApproved}, evidence.Ruling{})
	for i, v := range verdicts {
		p.Evidence.Rulings[e.Trail.Rows[i]] = &evidence.Ruling{Verdict: v, Reason: "reason"}
	}
	delete(p.Evidence.Rulings, e.Trail.Rows[len(verdicts)])
	var got []string
	for _, n := range below(p.page("history/POL-001.html"), "p", "head")[1:] {
		line := strings.TrimPrefix(read(n), "Revision ")
		for _, s := range below(n, "span", "state") {
			line += " " + s.Attr[0].Val
		}
		got = append(got, line)
	}
	want := []string{"5 Text Approval Recorded state fair", "4 Text Approval Declared state warn", "3 Text Approval Missing state bad", "2 Text", "1 Text"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// What a signature was worth then and now, where that differs.
func TestSeals(t *testing.T) {
	b := &build{Renderer: &Renderer{words: &English}}
	result := func(s trust.State) trust.Result { return trust.Result{State: s, Key: "K", Reason: "why"} }
	for _, test := range []struct {
		then, now trust.State
		want      string
		tone      Tone
	}{
		{trust.Good, trust.Good, "Signature good", Good},
		{trust.Good, trust.Revoked, "Signature good then; revoked since", Caution},
		{trust.Unknown, trust.Good, "Signature unknown key then; good since", Bad},
		{trust.Bad, trust.Bad, "Signature bad", Bad},
	} {
		got := b.seal(&evidence.Seal{Then: result(test.then), Now: result(test.now)})
		if diff := cmp.Diff(Seal{Word: State{Word: test.want, Tone: test.tone}, Key: "K", Note: "why"}, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
	if got := b.seal(nil); got != (Seal{}) {
		t.Errorf("no signature is %+v", got)
	}
}

func TestReviewsOfATrail(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved"})
	e := p.stand("POL-001", 2, evidence.Standing{Word: evidence.InForce}, signed())
	row := &history.Row{Change: history.Review, Landing: p.land("Reviewed"), Path: e.Path}
	e.Trail.Rows = append([]*history.Row{row}, e.Trail.Rows...)
	e.Standing.Reviews = []evidence.Review{
		{Commit: git.Hash{0xfe}, Day: on(2026, time.August, 1), Person: ada, Role: "lead", How: evidence.PeriodicReview, Counts: true, Reason: "the owner"},
		{Commit: git.Hash{0xfd}, Row: row, Day: on(2026, time.April, 1), Person: ben, How: evidence.ReviewedOn, Counts: true, Reason: "an approver"},
		{Commit: git.Hash{0xfd}, Row: row, Day: on(2026, time.April, 1), Person: author, How: evidence.ReviewedOn, Reason: "neither owner nor approver"},
		{Commit: git.Hash{0xfc}, Row: e.Row, Day: on(2026, time.March, 1), Person: author, How: evidence.NewVersion, Counts: true, Reason: "version 2.1"},
	}
	page := p.page("history/POL-001.html")
	want := `1 August 2026 by Ada Owner, AI governance lead Counts a Periodic-review trailer: the owner · fe00000
1 April 2026 by Ben Deputy Counts a new date in reviewed-on: an approver · Reviewed · fd00000
1 April 2026 by Cem Author Doesn't count a new date in reviewed-on: neither owner nor approver · Reviewed · fd00000`
	list := below(below(page, "ol", "reviews")[0], "li", "")
	if diff := cmp.Diff(want, read(list...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	var who []string
	for _, n := range below(below(page, "ol", "trail")[0], "li", "") {
		if _, after, ok := strings.Cut(read(n), "reviewed by "); ok {
			who = append(who, after)
		}
	}
	if diff := cmp.Diff([]string{"Ben Deputy"}, who); diff != "" {
		t.Errorf("reviewers in rows -want +got\n%s", diff)
	}
	for _, href := range hrefs(list[1])[:1] {
		if id := strings.TrimPrefix(href, "#"); len(below(page, "li", "")) == 0 || !strings.HasPrefix(id, "cabc0") {
			t.Errorf("a review leads to %q", href)
		}
	}
}

// Of plain pages nothing is said about approval.
func TestPlainPagesSayNothingOfApproval(t *testing.T) {
	p := newProved(t, map[string]string{"plain": "kind: policy"})
	e := p.entry("plain")
	e.Kind, e.Address = nil, "pages/plain.html"
	p.Documents, p.Pages = nil, append(p.Pages, e)
	tr := p.trail("plain", 2)
	tr.ID, e.Trail, p.History.Documents, p.History.Pages = "", tr, nil, p.History.Documents
	for _, address := range []string{"pages/plain.html", "history/pages/plain.html"} {
		main := read(below(p.page(address), "main", "")...)
		for _, word := range []string{"Approval", "pproved", "Missing", "In force", "Draft", "Review"} {
			if strings.Contains(main, word) {
				t.Errorf("%s says %q: %s", address, word, main)
			}
		}
	}
}
