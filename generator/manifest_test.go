package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/diagnostic"
	"aims/generator/git"
)

const publishedFrom = "1234567890123456789012345678901234567890"

func TestLeftManifest(t *testing.T) {
	known := func(git.Hash) bool { return true }
	unknown := func(git.Hash) bool { return false }
	whole := `{"_type":"x","subject":[{"name":"index.html"}],"predicate":{"version":"0.1.0","commit":"` + publishedFrom + `"}}`
	tests := []struct {
		name, text string
		has        func(git.Hash) bool
		left       bool
	}{
		{"a commit of the history", whole, known, false},
		{"a commit that went", whole, unknown, true},
		{"no commit vouched for it", strings.Replace(whole, `"`+publishedFrom+`"`, "null", 1), unknown, false},
		{"no commit's name", strings.Replace(whole, publishedFrom, "main", 1), unknown, false},
		{"another type", strings.Replace(whole, `"`+publishedFrom+`"`, "[7]", 1), unknown, false},
		{"cut short", whole[:len(whole)-2], unknown, false},
		{"empty", "", unknown, false},
		{"no JSON", "<html>", unknown, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			writeManifest(t, dir, test.text)
			if got := leftManifest(dir, test.has); (len(got) == 1) != test.left {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestLeftManifestSays holds that no path of the machine is told.
func TestLeftManifestSays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeManifest(t, dir, `{"predicate":{"commit":"`+publishedFrom+`"}}`)
	var asked git.Hash
	got := leftManifest(dir, func(h git.Hash) bool { asked = h; return false })
	want := []diagnostic.Diagnostic{{
		Rule: "manifest-left", Severity: diagnostic.Warning, Position: diagnostic.Position{File: "public/manifest.json"},
		Message: "the published site was made from commit 123456789012, which this history does not contain any more",
		Hint:    "ask who rewrote the history and why; git fetch may bring the commit back, and git reflog tells where the branch was",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if asked.String() != publishedFrom {
		t.Errorf("asked for %s", asked)
	}
}

func TestLeftManifestIsNoFile(t *testing.T) {
	dir := t.TempDir()
	unknown := func(git.Hash) bool { return false }
	if got := leftManifest(filepath.Join(dir, "public"), unknown); got != nil {
		t.Errorf("without a site: %v", got)
	}
	if err := os.MkdirAll(filepath.Join(dir, "public", "manifest.json"), 0o777); err != nil {
		t.Fatal(err)
	}
	if got := leftManifest(filepath.Join(dir, "public"), unknown); got != nil {
		t.Errorf("a folder of that name: %v", got)
	}
}

// FuzzPublishedCommit holds that a manifest of any bytes is read without a fault.
func FuzzPublishedCommit(f *testing.F) {
	f.Add(`{"predicate":{"commit":"` + publishedFrom + `"}}`)
	f.Add(`{"predicate":null}`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		writeManifest(t, dir, text)
		commit, ok := publishedCommit(filepath.Join(dir, "manifest.json"))
		if ok == commit.IsZero() {
			t.Errorf("%q names commit %s: %v", text, commit, ok)
		}
	})
}

func writeManifest(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
