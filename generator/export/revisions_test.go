package export_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/export"
	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual/manualtest"
	"aims/generator/trust"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// small has a document, one that is gone, a plain page, and a date that can't
// be read.
func small(t *testing.T) *history.Trails {
	r := gittest.New(t)
	policy := func(id, status string) string {
		return "---\nid: " + id + "\nkind: policy\nversion: 1.10\nstatus: " + status + "\n---\n"
	}
	r.Commit("first <b> & \u00fc", "a.md", policy("POL-1", "draft"), "b.md", policy("POL-2", "draft"), "page.md", "one\n")
	r.Now = r.Now.In(time.FixedZone("", 5400))
	r.Commit("approve", "a.md", policy("POL-1", "approved"))
	r.Git("rm", "-q", "b.md")
	r.Record("retire")
	r.Write("page.md", "two\n")
	r.Git("add", "--all")
	raw := "tree " + r.Git("write-tree") + "\nparent " + r.Head() + "\nauthor Ada <ada@example.org> soon +0000\ncommitter Ben <ben@example.org> later +0000\n\nno clock\n"
	r.Git("reset", "-q", "--hard", r.Object("commit", raw))
	return manualtest.Trails(t, r.Dir, ".")
}

// judged is small with evidence: a text approved by two people, one of them
// through a recorder, and by one who may not.
func judged(t *testing.T) (*history.Trails, *evidence.Evidence) {
	trails := small(t)
	rows := trails.Document("POL-1").Rows
	approved, draft := rows[0], rows[1]
	when := time.Date(2026, 1, 9, 8, 30, 0, 0, time.FixedZone("", 5400))
	ada, ben, ci := history.Person{Name: "Ada Author", Email: "ada@example.org"}, history.Person{Name: "Ben <b>", Email: "ben@example.org"}, history.Person{Name: "CI", Email: "ci@example.org"}
	landing := trails.Commit(approved).Hash
	good := trust.Result{State: trust.Good, Kind: "ssh", Key: "SHA256:abc", Identities: []string{"ben@example.org"}, Reason: "made by the key of ben@example.org"}
	gone := trust.Result{State: trust.Revoked, Kind: "ssh", Key: "SHA256:abc", Reason: "revoked since"}
	statements := []evidence.Statement{
		{Meaning: evidence.Approval, Person: ben, ID: "ben", Role: "lead", Carrier: evidence.Tag, Commit: landing, Tag: "approvals/1", Maker: ben, When: when, Late: 3, How: evidence.Signed, Counts: true, Reason: "signed by ben", Seal: &evidence.Seal{Then: good, Now: gone}},
		{Meaning: evidence.Approval, Person: ada, ID: "ada", Role: "lead", For: "Lead", Carrier: evidence.Tag, Commit: landing, Tag: "approvals/2", Maker: ci, Recorder: true, When: when, Late: 3, How: evidence.Recorded, Counts: true, Reason: "recorded by ci@example.org"},
		{Meaning: evidence.Approval, Person: ci, Carrier: evidence.Trailer, Commit: landing, Maker: ada, How: evidence.Declared, Reason: "nobody under people has this address"},
		{Meaning: evidence.Reviewed, Person: ben, ID: "ben", Carrier: evidence.Trailer, Commit: landing, Maker: ben, When: when, Reason: "a review never approves"},
	}
	return trails, &evidence.Evidence{Day: config.Date{Year: 2026, Month: 2, Day: 1}, Rulings: map[*history.Row]*evidence.Ruling{
		approved: {Verdict: evidence.Recorded, Reason: "the weaker of two is recorded by ci@example.org", Statements: statements, Reached: when},
		draft:    {Reason: "approval is not asked for"},
	}}
}

// written are the revisions of everything in a repository.
func written(t *testing.T, trails *history.Trails, e *evidence.Evidence) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.WriteRevisions(&b, trails, e, slices.Concat(trails.Documents, trails.Pages), time.UTC); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRevisions(t *testing.T) {
	t.Run("nothing judged", func(t *testing.T) { golden(t, "revisions.json", written(t, small(t), nil)) })
	t.Run("judged", func(t *testing.T) {
		trails, e := judged(t)
		golden(t, "judged.json", written(t, trails, e))
	})
	t.Run("no trail", func(t *testing.T) {
		var b bytes.Buffer
		if err := export.WriteRevisions(&b, nil, nil, nil, time.UTC); err != nil {
			t.Fatal(err)
		}
		want := "{\n \"schema\": \"aims/revisions/1\",\n \"commit\": null,\n \"asOf\": null,\n \"documents\": []\n}\n"
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// golden compares what was written with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if !json.Valid(got) {
		t.Errorf("not JSON: %s", got)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRevisionsKeys compares the keys with those that are promised.
func TestRevisionsKeys(t *testing.T) {
	trails, e := judged(t)
	const row = ".documents.revisions"
	want := map[string]string{
		"":                           "asOf commit documents schema",
		".documents":                 "id live path revisions rowOf",
		row:                          "approvals authors change commit commits editions landed path provisional reason revision status subject verdict version",
		row + ".authors":             "email name",
		row + ".commits":             "author authored commit subject",
		row + ".commits.author":      "email name",
		row + ".approvals":           "carrier commit counts entitled for how late maker meaning person reason recorder role signature tag when",
		row + ".approvals.person":    "email id name",
		row + ".approvals.maker":     "email name",
		row + ".approvals.signature": "now then",

		row + ".approvals.signature.then": "key kind reason state",
		row + ".approvals.signature.now":  "key kind reason state",
	}
	if diff := cmp.Diff(want, keysOf(t, written(t, trails, e))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// keysOf are the keys that the objects of a JSON text have, by their place.
func keysOf(t *testing.T, src []byte) map[string]string {
	t.Helper()
	var all any
	if err := json.Unmarshal(src, &all); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	keys(got, "", all)
	return got
}

// keys notes which keys the objects at every place have.
func keys(at map[string]string, place string, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			keys(at, place, x)
		}
	case map[string]any:
		names := strings.Join(slices.Sorted(maps.Keys(v)), " ")
		if before, seen := at[place]; seen && before != names {
			names = before + ", but also " + names
		}
		at[place] = names
		for name, x := range v {
			keys(at, place+"."+name, x)
		}
	}
}
