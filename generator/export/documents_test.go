package export_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/export"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// assembled is a manual of a policy that is in force, with a newer text and
// links of every kind, a record without a status, and a plain page. Nothing is
// known of its history.
func assembled(t *testing.T) *manual.Manual {
	t.Helper()
	standards, faults := standard.Load([]string{"iso-42001"}, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	other := &standard.Standard{ID: "iso-27001"}
	item := func(id string) manual.Target {
		found, ok := standards[0].Find(id)
		if !ok {
			t.Fatalf("the standard has no %q", id)
		}
		return manual.Target{Item: &found, Standard: standards[0]}
	}
	claim := func(to manual.Target) manual.Linked { return manual.Linked{Key: "addresses", Target: to} }
	text := func(s string) document.Text { return document.Text{Value: s} }
	policy := &manual.Entry{Address: "documents/POL-1.html", Document: &document.Document{
		Path: "content/a.md", Kind: &config.Kind{Name: "policy"}, ID: text("POL-1"), Title: text("Policy <b> & ü"), Status: text("approved"), Version: text("1.10"),
		Owner: text("lead"), Approver: []document.Text{text("manager"), text("board")}, Classification: text("internal"),
		Effective: document.Day{Date: config.Date{Year: 2026, Month: 3, Day: 1}},
	}}
	risk := &manual.Entry{Address: "documents/RSK-2.html", Document: &document.Document{Path: "content/r.md", Kind: &config.Kind{Name: "risk", Record: true}, ID: text("RSK-2"), Classification: text("internal")}}
	page := &manual.Entry{Address: "pages/a page.html", Document: &document.Document{Path: "content/a page.md"}}
	policy.Links = []manual.Target{{Entry: risk, Fragment: "x"}, {Entry: page}, {Entry: risk}, {Entry: policy}, {File: "content/plan.pdf"}, item("10.2"), item("9.1"), {Broken: manual.NoDocument, Nearest: "POL-1"}}
	policy.Fields = []manual.Linked{claim(item("A.10.2")), claim(item("A.2.2")), claim(item("A.2.2")), claim(manual.Target{Item: &standard.Item{ID: "A.5.1"}, Standard: other}), claim(manual.Target{Broken: manual.NoItem}), {Key: "supersedes", Target: manual.Target{Entry: risk}}}
	policy.Backlinks = []*manual.Entry{page, risk}
	return &manual.Manual{Config: config.Config{Timezone: time.UTC}, Standards: standards, Documents: []*manual.Entry{policy, risk}, Pages: []*manual.Entry{page}}
}

// standing is the same manual with what a history proves of the policy.
func standing(t *testing.T) *manual.Manual {
	t.Helper()
	m := assembled(t)
	trails, e := judged(t)
	trail := trails.Document("POL-1")
	st := &evidence.Standing{Word: evidence.InForceFrom, From: config.Date{Year: 2026, Month: 3, Day: 1}, Row: trail.Rows[0], NextReview: config.Date{Year: 2026, Month: 1, Day: 31}, Due: evidence.Overdue}
	e.Standings = map[*history.Trail]*evidence.Standing{trail: st}
	policy := m.Documents[0]
	next := *policy.Document
	next.Status.Value = "draft"
	policy.Trail, policy.Standing, policy.Row, policy.Reader, policy.From = trail, st, st.Row, st.Word, st.From
	policy.Next = &manual.Entry{Document: &next, Address: "next/documents/POL-1.html", Of: policy, Work: manual.Changed}
	m.History, m.Evidence, m.Next = trails, e, []*manual.Entry{policy.Next}
	return m
}

// listed are the documents of a manual as they are written.
func listed(t *testing.T, m *manual.Manual) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.WriteDocuments(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDocuments(t *testing.T) {
	t.Run("nothing known", func(t *testing.T) { golden(t, "documents-unproved.json", listed(t, assembled(t))) })
	t.Run("in force", func(t *testing.T) { golden(t, "documents.json", listed(t, standing(t))) })
	t.Run("newer revision", func(t *testing.T) {
		m := standing(t)
		m.Documents[0].Row, m.Documents[0].Next.Row = m.Documents[0].Trail.Rows[1], m.Documents[0].Trail.Rows[0]
		golden(t, "documents-newer.json", listed(t, m))
	})
}

// TestDocumentsKeys compares the keys with those that are promised.
func TestDocumentsKeys(t *testing.T) {
	want := map[string]string{
		"": "asOf commit documents schema",
		".documents": "addresses approver backlinks classification effective firstRevised id inForceFrom kind lastRevised links newer " +
			"nextReview overdue owner path reader revision status title url verdict version x",
		".documents.newer": "commit revision status",
		".documents.x":     "", // the organisation's own keys
	}
	if diff := cmp.Diff(want, keysOf(t, listed(t, standing(t)))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
