package export_test

import (
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

	"aims/generator/export"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
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
	repo, err := git.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	trails, err := history.Read(t.Context(), repo, head.Commit, history.Options{Content: ".", Want: func(string) bool { return true }})
	if err != nil {
		t.Fatal(err)
	}
	return trails
}

func TestRevisions(t *testing.T) {
	trails := small(t)
	got, err := export.Revisions(trails, slices.Concat(trails.Documents, trails.Pages), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "revisions.json")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRevisionsKeys compares the keys with those that are promised.
func TestRevisionsKeys(t *testing.T) {
	trails := small(t)
	src, err := export.Revisions(trails, slices.Concat(trails.Documents, trails.Pages), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	var all any
	if err := json.Unmarshal(src, &all); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	keys(got, "", all)
	want := map[string]string{
		"":                                    "asOf commit documents schema",
		".documents":                          "id live path revisions",
		".documents.revisions":                "approvals authors change commit commits editions landed path provisional reason revision status subject verdict version",
		".documents.revisions.authors":        "email name",
		".documents.revisions.commits":        "author authored commit subject",
		".documents.revisions.commits.author": "email name",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
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

// TestFrame: the day is that of the zone, and without a commit nothing is known.
func TestFrame(t *testing.T) {
	r := gittest.New(t)
	r.Now = time.Date(2026, 3, 1, 22, 30, 0, 0, time.UTC)
	commit := r.Commit("first", "a.md", "one\n")
	hash, err := git.ParseHash(commit)
	if err != nil {
		t.Fatal(err)
	}
	log := func() *git.Log {
		repo, err := git.Open(r.Dir)
		if err != nil {
			t.Fatal(err)
		}
		defer repo.Close()
		log, err := repo.Walk(t.Context(), hash, git.WalkOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return log
	}()
	trails := &history.Trails{Log: log, Head: hash}
	for zone, day := range map[*time.Location]string{time.UTC: "2026-03-01", time.FixedZone("", 3600): "2026-03-02"} {
		if diff := cmp.Diff(export.Frame{Schema: "s", Commit: &commit, AsOf: &day}, export.NewFrame("s", trails, zone)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", zone, diff)
		}
	}
	if f := export.NewFrame("s", nil, time.UTC); f.Commit != nil || f.AsOf != nil {
		t.Errorf("a frame of nothing: %+v", f)
	}
}
