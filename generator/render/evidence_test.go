package render

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/trust"
)

// readers are all words that readers are told, with the look of each.
var readers = []struct {
	word evidence.Word
	from config.Date
	tone Tone
	text string
	note string
}{
	{evidence.InForce, on(2026, time.February, 26), Good, "In force since 26 February 2026", ""},
	{evidence.InForceFrom, on(2027, time.January, 1), Caution, "In force from 1 January 2027", ""},
	{evidence.Draft, config.Date{}, Caution, "Draft", ""},
	{evidence.NotApproved, config.Date{}, Bad, "Not approved", " approved, as its author declares it"},
	{evidence.Superseded, config.Date{}, Bad, "Superseded", ""},
	{evidence.Withdrawn, config.Date{}, Bad, "Withdrawn", ""},
}

// The reader's word is the same on a document's page, on every sheet of it, in
// the register, on the overview and over its trail.
func TestReadersWordIsTheSameEverywhere(t *testing.T) {
	for _, r := range readers {
		t.Run(string(r.word), func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": "version: '2.1'\nstatus: " + statusOf(r.word)})
			p.stand("POL-001", 3, evidence.Standing{Word: r.word, From: r.from}, evidence.Ruling{})
			page := p.page("documents/POL-001.html")
			word := sentence(string(r.word))
			for place, got := range map[string]string{
				"page":     read(below(page, "p", "standing")...),
				"sheets":   read(below(below(page, "", "running")[0], "span", "")[1]),
				"trail":    read(below(p.page("history/POL-001.html"), "p", "standing")...),
				"row":      read(below(p.page("history/POL-001.html"), "span", "reader")...),
				"register": read(below(below(p.page("documents/index.html"), "tbody", "")[0], "td", "")[0]),
				"overview": read(below(below(p.page("index.html"), "", "main")[0], "li", "")...),
			} {
				want := map[string]string{
					"page": r.text + " Version 2.1 · revision 3" + r.note, "sheets": "Version 2.1 · revision 3 · " + r.text, "trail": r.text, "row": r.text, "register": r.text, "overview": word + " 1",
				}[place]
				if got != want {
					t.Errorf("%s: %q, want %q", place, got, want)
				}
			}
			if n := len(below(below(page, "p", "standing")[0], "b", string(r.tone))); n != 1 {
				t.Errorf("the word doesn't look %s", r.tone)
			}
		})
	}
}

// statusOf is the status that goes with a reader's word.
func statusOf(w evidence.Word) string {
	switch w {
	case evidence.Draft:
		return "draft"
	case evidence.Withdrawn:
		return "withdrawn"
	}
	return "approved"
}

// What the author declares is shown where it differs from the reader's word or
// adds to it.
func TestDeclaredStatusBesideTheReadersWord(t *testing.T) {
	for _, test := range []struct {
		status string
		word   evidence.Word
		want   string
	}{
		{"status: approved", evidence.InForce, ""},
		{"status: approved", evidence.InForceFrom, ""},
		{"status: approved", evidence.Superseded, ""},
		{"status: approved", evidence.NotApproved, "approved, as its author declares it"},
		{"status: review", evidence.Draft, "in review, as its author declares it"},
		{"status: draft", evidence.Draft, ""},
		{"x-own: none", evidence.Draft, ""},
		{"status: withdrawn", evidence.Withdrawn, ""},
		{"status: withdrawn", evidence.Superseded, "withdrawn, as its author declares it"},
	} {
		t.Run(test.status+" "+string(test.word), func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": test.status})
			p.stand("POL-001", 1, evidence.Standing{Word: test.word}, evidence.Ruling{})
			got := read(below(below(p.page("documents/POL-001.html"), "p", "standing")[0], "small", "")...)
			if got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// fact is the value of a row of the control block.
func fact(page *html.Node, label string) string {
	for _, dl := range below(page, "dl", "facts") {
		for row := range dl.ChildNodes() {
			if dt := below(row, "dt", ""); len(dt) == 1 && read(dt[0]) == label {
				return read(below(row, "dd", "")[0])
			}
		}
	}
	return ""
}

func TestApprovalInTheControlBlock(t *testing.T) {
	deputy := signed()
	deputy.Verdict, deputy.Reason = evidence.Recorded, "Ben Deputy committed it himself"
	s := &deputy.Statements[0]
	s.Person, s.Maker, s.For, s.Late, s.How, s.Seal, s.Tag, s.Carrier = ben, ben, "AI governance lead", 1, evidence.Recorded, nil, "", evidence.Commit
	rejected := *s
	rejected.Counts, rejected.Person = false, author
	deputy.Statements = append(deputy.Statements, rejected)
	missing := evidence.Ruling{Verdict: evidence.Missing, Reason: "nobody is named"}
	wants := []evidence.Want{{Role: "lead", Title: "AI governance lead", Needs: 1, People: []string{"ada", "ben"}}, {Role: "x", Title: "Counsel", Needs: 2}}
	for _, test := range []struct {
		name, frontmatter string
		ruling            evidence.Ruling
		change            func(p proved, e *manual.Entry)
		want              string
	}{
		{"signed", "", signed(), nil, "Signed Ada Owner approved it in a signed tag. Ada Owner, AI governance lead Signed 26 February 2026 Evidence in the trail"},
		{"by a deputy, late", "", deputy, nil, "Recorded Ben Deputy committed it himself. Ben Deputy, for AI governance lead Recorded 26 February 2026 1 day after the landing Evidence in the trail"},
		{"declared", "", evidence.Ruling{Verdict: evidence.Declared, Reason: "x"}, nil, "Declared X. Evidence in the trail"},
		{"missing", "", missing, func(_ proved, e *manual.Entry) { e.Standing.Wants = wants },
			"Missing Nobody is named. Evidence in the trail Waits for 1 of AI governance lead: Ada Owner, Ben Deputy Waits for 2 of Counsel: nobody who may approve it has this role"},
		{"not asked for", "", evidence.Ruling{Reason: "it is a draft"}, nil, "Not asked for It is a draft. Evidence in the trail"},
		{"not committed", "", signed(), func(_ proved, e *manual.Entry) { e.Row, e.Work = nil, manual.Changed }, "No commit holds this text, so nothing proves an approval."},
		{"no ruling", "", signed(), func(p proved, e *manual.Entry) { delete(p.Evidence.Rulings, e.Row) }, "Nothing is known of the history of this text, so nothing proves an approval. Evidence in the trail"},
		{"record", "kind: risk\ndate: 2026-01-01\nstate: open", evidence.Ruling{}, nil, ""},
		{"approved record", "kind: risk\ndate: 2026-01-01\nstate: open", signed(), nil, "Signed Ada Owner approved it in a signed tag. Ada Owner, AI governance lead Signed 26 February 2026 Evidence in the trail"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProved(t, map[string]string{"POL-001": "status: approved\n" + test.frontmatter})
			e := p.stand("POL-001", 2, evidence.Standing{Word: evidence.InForce, From: on(2026, time.March, 1)}, test.ruling)
			if test.change != nil {
				test.change(p, e)
			}
			page := p.page("documents/POL-001.html")
			if diff := cmp.Diff(test.want, fact(page, "Approval")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if links := hrefs(below(page, "", "approval")...); strings.Contains(test.want, "trail") && !slices.Equal(links, []string{"../history/POL-001.html#r2"}) {
				t.Errorf("links %q", links)
			}
		})
	}
}

func TestNextReviewInTheControlBlock(t *testing.T) {
	for due, want := range map[evidence.Due]string{evidence.NotDue: "1 March 2027", evidence.DueSoon: "1 March 2027 Due soon", evidence.Overdue: "1 March 2027 Overdue"} {
		p := newProved(t, map[string]string{"POL-001": "status: approved\neffective: 2026-02-26\nclassification: restricted"})
		p.stand("POL-001", 1, evidence.Standing{Word: evidence.InForce, NextReview: on(2027, time.March, 1), Due: due}, signed())
		page := p.page("documents/POL-001.html")
		got := []string{fact(page, "Next review"), fact(page, "Effective"), fact(page, "Classification"), fact(page, "Owner")}
		if diff := cmp.Diff([]string{want, "26 February 2026", "Restricted", "AI governance lead"}, got); diff != "" {
			t.Errorf("%q -want +got\n%s", due, diff)
		}
	}
}

// Where nothing is known, pages say what authors declare and that nothing
// proves it.
func TestWithoutEvidence(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved\nreview-every: 12 months", "POL-002": "status: review", "POL-003": "", "POL-004": "status: withdrawn"})
	p.Evidence, p.History = nil, nil
	for _, e := range p.Documents {
		e.Reader = evidence.NotApproved // what data says of it
	}
	for id, want := range map[string][]string{
		"POL-001": {"Approved as its author declares it; nothing proves it", "", "No commit holds this text, so nothing proves an approval."},
		"POL-002": {"In review as its author declares it; nothing proves it", "In review. As its author declares it, this text is not approved yet.", ""},
		"POL-003": {"Draft as its author declares it; nothing proves it", "Draft. As its author declares it, this text is not approved yet.", ""},
		"POL-004": {"Withdrawn as its author declares it; nothing proves it", "Withdrawn. As its author declares it, this text is no longer to be used.", ""},
	} {
		page := p.page("documents/" + id + ".html")
		got := []string{read(below(page, "p", "standing")...), read(below(page, "p", "banner")...), fact(page, "Approval")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s -want +got\n%s", id, diff)
		}
	}
	overview := below(p.page("index.html"), "main", "")[0]
	if diff := cmp.Diff("4 controlled documents Draft 1 In review 1 Approved 1 Withdrawn 1 States are as the authors declare them; nothing proves them. Open the document register", read(below(overview, "", "tile")...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := read(below(p.page("documents/index.html"), "thead", "")...); strings.Contains(got, "Approval") || !strings.Contains(got, "Effective") {
		t.Errorf("columns %q", got)
	}
}

// Without a standing a text that no commit has yet is what its author declares,
// and less.
func TestADocumentThatNoCommitHas(t *testing.T) {
	p := newProved(t, map[string]string{"POL-001": "status: approved", "POL-002": ""})
	p.entry("POL-001").Reader, p.entry("POL-001").Work = evidence.NotApproved, manual.Untracked
	p.entry("POL-002").Reader, p.entry("POL-002").Work = evidence.Draft, manual.Untracked
	for id, want := range map[string]string{
		"POL-001": "Not approved approved, as its author declares it; nothing proves it",
		"POL-002": "Draft as its author declares it; nothing proves it",
	} {
		if got := read(below(p.page("documents/"+id+".html"), "p", "standing")...); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// Whatever people call themselves, a page has the elements that it has anyway.
func TestNamesAndReasonsAreTexts(t *testing.T) {
	const hostile = "\"'><script>alert(1)</script>\x00\u202e"
	shape := func(text string) string {
		p := newProved(t, map[string]string{"POL-001": "status: approved"})
		who := history.Person{Name: text, Email: "x@example.org"}
		bad := trust.Result{State: trust.Revoked, Key: text, Reason: text}
		s := evidence.Statement{Meaning: evidence.Approval, Person: who, Role: text, For: text, Tag: text, Carrier: evidence.Tag, Commit: git.Hash{1}, Maker: history.Person{Name: text, Email: "y@example.org"}, How: evidence.Declared, Reason: text, Seal: &evidence.Seal{Then: bad, Now: bad}}
		counts := s
		counts.Counts = true
		e := p.stand("POL-001", 2, evidence.Standing{
			Word: evidence.Withdrawn, Ended: &evidence.End{Cause: evidence.Withdrawn, Person: who, Day: on(2026, time.May, 3)},
			Reviews: []evidence.Review{{Person: who, Role: text, Reason: text, Commit: git.Hash{2}}}, Wants: []evidence.Want{{Title: text, Needs: 1, People: []string{text}}},
		}, evidence.Ruling{Verdict: evidence.Declared, Reason: text, Statements: []evidence.Statement{counts, s}})
		e.Standing.Reviews[0].Row = e.Row
		var elements []string
		site := p.site()
		for _, address := range []string{"documents/POL-001.html", "history/POL-001.html", "documents/index.html", "index.html", "changes.html"} {
			root, err := html.Parse(strings.NewReader(string(site[address])))
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range below(root, "", "") {
				elements = append(elements, n.Data)
			}
		}
		return strings.Join(elements, " ")
	}
	if diff := cmp.Diff(shape("plain"), shape(hostile)); diff != "" {
		t.Errorf("a name changes the elements of pages:\n%s", diff)
	}
}
