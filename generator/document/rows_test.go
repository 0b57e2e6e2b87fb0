package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/document"
)

const heldRisks = `---
id: RSK-LIST
kind: risk
title: Risks of one system
owner: lead
classification: confidential
records:
  - id: RSK-1
    title: Wrong answers
    level: high
  - {id: RSK-2, title: Leaks, level: severe, owner: other, classification: public}
---
Text.
`

func TestRowsAreRecordsOfTheirOwn(t *testing.T) {
	d, diags := newParser(t).Parse("risks.md", []byte(heldRisks))
	if len(diags) > 0 || !d.Holder() || len(d.Rows) != 2 {
		t.Fatalf("%+v\n%s", d, said(diags))
	}
	var got []string
	for _, r := range d.Rows {
		level := r.Values("level")[0]
		got = append(got, fmt.Sprintln(r.IsRow, r.Path, r.Kind.Name, r.ID.Value, r.ID.Mark, r.Title.Value, level.Value, level.Mark, r.Owner.Value, r.Classification.Value))
	}
	want := []string{
		"true risks.md risk RSK-1 {8 9} Wrong answers high {10 12} lead confidential\n",
		"true risks.md risk RSK-2 {11 10} Leaks severe {11 38} other public\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsOfRowsStandAtTheRow(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"{title: A, level: low}", `6:5 key-missing: a row needs an id`},
		{"{id: RSK-1, level: low}", `6:5 key-missing: the record has no title`},
		{"{id: RSK-1, title: A}", `6:5 key-missing: the kind "risk" needs the key "level"`},
		{"{id: RSK-1, title: A, level: hihg}", `6:34 key-value: "hihg" is none of low, medium, high, severe`},
		{"{id: RSK-1, title: A, level: low, levle: low}", `6:39 key-unknown: unknown key "levle"`},
		{"{id: RSK-1, title: A, level: low, kind: audit}", `6:45 key-value: a row is of the kind of its file, risk`},
		{"{id: RSK-1, title: A, level: low, records: [{id: X}]}", `6:48 key-value: a row can't hold rows`},
		{"{id: 1st, title: A, level: low}", `6:10 id: "1st" can't be an id`},
		{"{id: RSK-1, title: A, level: low, due: 2026-02-30}", `6:44 key-value: `},
		{"RSK-1", `6:5 key-value: this should be a record (id, title, …), not a text`},
	} {
		t.Run(c.row, func(t *testing.T) {
			src := "---\nid: RSK-LIST\nkind: risk\ntitle: All\nrecords:\n  - " + c.row + "\n---\n"
			d, diags := newParser(t).Parse("a.md", []byte(src))
			if d == nil {
				t.Fatal("a fault of a row takes the file with it")
			}
			checkPlaces(t, []byte(src), d, diags)
			if len(diags) != 1 {
				t.Fatalf("faults:\n%s", said(diags))
			}
			got := fmt.Sprintf("%d:%d %s: %s", diags[0].Line, diags[0].Column, diags[0].Rule, diags[0].Message)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOnlyRecordsAreKeptAsRows(t *testing.T) {
	_, diags := newParser(t).Parse("a.md", []byte("---\nid: POL-1\nkind: policy\ntitle: A\nrecords: []\n---\n"))
	if len(diags) != 1 || diags[0].Hint != "only records have it" {
		t.Error(said(diags))
	}
}

func manyRows(n int) []byte {
	var s strings.Builder
	s.WriteString("---\nid: RSK-LIST\nkind: risk\ntitle: All\nrecords:\n")
	for i := range n {
		fmt.Fprintf(&s, "  - {id: RSK-%d, title: Risk number %d, level: high, state: open, due: 2026-12-31}\n", i+1, i+1)
	}
	s.WriteString("---\n")
	return []byte(s.String())
}

// A row has the interval that it states, else that of its file, else that of its
// kind, which says nothing of the file itself.
func TestIntervalsOfRows(t *testing.T) {
	c, _ := config.Parse([]byte("kinds: {record: {defaults: {review-every: 1 year}}}"))
	kinds, _ := document.AllKinds(c)
	p := document.NewParser(kinds, func(string) string { return "" }, document.Words{})
	for stated, want := range map[string]string{"": "1 year", "review-every: 2 weeks\n": "14 days"} {
		d, diags := p.Parse("a.md", []byte("---\nid: REC-0\nkind: record\ntitle: All\n"+stated+"records:\n  - {id: REC-1, title: One}\n  - {id: REC-2, title: Two, review-every: 90 days}\n---\n"))
		if len(diags) > 0 {
			t.Fatal(said(diags))
		}
		if got := d.Rows[0].Review.String() + ", " + d.Rows[1].Review.String(); got != want+", 90 days" {
			t.Errorf("%q: the rows have %s", stated, got)
		}
		if stated == "" && d.ReviewEvery.Value != "" {
			t.Errorf("the file has the interval %q of its kind", d.ReviewEvery.Value)
		}
	}
}

func TestRowsAreKnownByIDAndTitle(t *testing.T) {
	got := document.FactsOf([]byte("---\nid: RSK-0\nkind: risk\nowner: ada\nreview-every: 1 year\nrecords:\n  - {id: Rsk-1, title: ' One', formerly: RSK-9, reviewed-on: 2026-01-01, review-every: 2 weeks}\n  - {id: RSK-3, owner: ben, status: approved, supersedes: RSK-1}\n  - {id: ../x, title: Out}\n  - {title: No id}\n  - RSK-2\n---\n"))
	for id, row := range got.Rows {
		row.Digest, row.Own = document.Digest{}, document.Digest{}
		got.Rows[id] = row
	}
	if diff := cmp.Diff(map[string]document.Row{
		"rsk-1": {ID: "Rsk-1", Title: "One", Owner: "ada", Formerly: []string{"RSK-9"}, ReviewedOn: "2026-01-01", ReviewEvery: "2 weeks"},
		"rsk-3": {ID: "RSK-3", Owner: "ben", Status: "approved", Supersedes: []string{"RSK-1"}, ReviewEvery: "1 year"},
	}, got.Rows); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Only the frontmatter of a kind of records may hold rows, as when a page is built.
func TestWhichKindsHoldRows(t *testing.T) {
	for kind, want := range map[string]int{"risk": 1, "record": 1, "of-aims.yaml": 1, "policy": 0, "register": 0, "soa": 0} {
		if got := document.FactsOf([]byte("---\nid: A-0\nkind: " + kind + "\nrecords: [{id: A-1}]\n---\n")); len(got.Rows) != want {
			t.Errorf("%s: %d rows, want %d", kind, len(got.Rows), want)
		}
	}
}

// What a row says itself is another thing than what it has of its file, its status
// and when it was reviewed.
func TestWhatARowSaysItself(t *testing.T) {
	row := func(file, row string) document.Row {
		return document.FactsOf([]byte("---\nid: A-0\n" + file + "\nrecords: [{id: A-1" + row + "}]\n---\n")).Rows["a-1"]
	}
	was := row("kind: risk\nowner: ada", "")
	for _, test := range []struct {
		name, file, row string
		own, all        bool // are as they were
	}{
		{"the same", "owner: ada\nkind: risk", "", true, true},
		{"the file's owner", "kind: risk\nowner: ben", "", true, false},
		{"the file's kind", "kind: record\nowner: ada", "", false, false},
		{"status", "kind: risk\nowner: ada", ", status: draft", true, false},
		{"reviewed-on", "kind: risk\nowner: ada", ", reviewed-on: 2026-01-01", true, false},
		{"level", "kind: risk\nowner: ada", ", level: low", false, false},
	} {
		if got := row(test.file, test.row); (got.Own == was.Own) != test.own || (got.Digest == was.Digest) != test.all {
			t.Errorf("%s: own %t, all %t", test.name, got.Own == was.Own, got.Digest == was.Digest)
		}
	}
}

func TestThousandsOfRows(t *testing.T) {
	const n = 5000
	src := manyRows(n)
	d, diags := newParser(t).Parse("a.md", src)
	if len(diags) > 0 || len(d.Rows) != n {
		t.Fatalf("%d rows\n%s", len(d.Rows), said(diags[:min(len(diags), 3)]))
	}
	if last := d.Rows[n-1]; last.ID.Value != "RSK-5000" || last.ID.Line != n+5 {
		t.Errorf("the last row is %v", last.ID)
	}
	if rows := document.FactsOf(src).Rows; len(rows) != n {
		t.Errorf("%d rows", len(rows))
	}
}

func BenchmarkRows(b *testing.B) {
	p, src := newParser(b), manyRows(5000)
	for b.Loop() {
		p.Parse("a.md", src)
	}
}

func TestPartsOfRowsChangeWithWhatTheySay(t *testing.T) {
	parts := func(src string) map[string]document.Digest {
		digests := map[string]document.Digest{}
		for id, row := range document.FactsOf([]byte(src)).Rows {
			digests[id] = row.Digest
		}
		return digests
	}
	before := parts(heldRisks)
	after := parts(strings.Replace(strings.Replace(heldRisks, "level: severe", "level: low", 1), "title: Wrong answers", `title: "Wrong answers" # said better`, 1))
	if before["rsk-1"] != after["rsk-1"] {
		t.Error("a row that says the same counts as changed")
	}
	if before["rsk-2"] == after["rsk-2"] {
		t.Error("a row that says something else counts as unchanged")
	}
	const file = "---\nid: RSK-0\nkind: risk\nowner: ada\nrecords:\n  - {id: RSK-1}\n  - {id: RSK-2, owner: ada}\n---\n"
	before, after = parts(file), parts(strings.Replace(file, "owner: ada", "owner: ben", 1))
	if before["rsk-1"] == after["rsk-1"] {
		t.Error("a row whose owner is that of its file counts as unchanged when the file gets another")
	}
	if before["rsk-2"] != after["rsk-2"] {
		t.Error("a row with an owner of its own counts as changed when its file gets another")
	}
	if typed := parts(strings.Replace(file, "RSK-1", "RSK-1, owner: ada", 1)); typed["rsk-1"] != before["rsk-1"] {
		t.Error("a row that says what its file said for it counts as changed")
	}
}
