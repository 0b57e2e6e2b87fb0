package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/git/gittest"
)

// wholeManual is a repository with something of all that is asked for.
func wholeManual(t *testing.T) *gittest.Repo {
	t.Helper()
	r := gittest.New(t)
	try(t, os.CopyFS(r.Dir, os.DirFS(filepath.Join("testdata", "asked-missing", "silent"))))
	r.Commit("begin", "aims.yaml", "title: Manual of tests\n")
	return r
}

// The checks read the newest texts. Where the one in force still claims what the
// newest doesn't, which the site shows, that is said.
func TestWhatTheNewestTextDrops(t *testing.T) {
	const name = "content/statements/MAN-001.md"
	r := wholeManual(t)
	text, err := os.ReadFile(filepath.Join(r.Dir, name))
	try(t, err)
	claims, status := `addresses: ["4.4"]`, "title:"
	inForce := strings.Replace(string(text), status, "status: approved\n"+status, 1)
	if !strings.Contains(inForce, claims) {
		t.Fatalf("%s has not %s", name, claims)
	}
	r.Commit("approve", name, inForce)
	r.Commit("draft", name, strings.NewReplacer("status: approved", "status: draft", claims, `addresses: ["4.3"]`).Replace(inForce))
	const want = "clause 4.4 asks in words for documented information that the newest texts of this manual have nothing of: " +
		"Description of the AI management system: its processes and how they interact; " +
		"the text of MAN-001 in force claims the clause, the newest one does no more"
	if got := messages(t, r.Dir, "asked-missing"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// That there is no statement of applicability is said once, of its controls, by a
// manual that has most of the rest.
func TestNoStatement(t *testing.T) {
	const soa, none = "content/applicability/SOA-001.md", "this manual has no statement of applicability yet, which leaves the 38 controls of ISO/IEC 42001:2023 undecided"
	r := wholeManual(t)
	r.Git("rm", "-q", soa)
	r.Commit("remove")
	if got := messages(t, r.Dir, "soa-undecided"); got != none {
		t.Errorf("got  %s\nwant %s", got, none)
	}
	r.Commit("claim", soa, keys("kind: soa", "id: SOA-001", "title: Statement", `addresses: ["6.1.3"]`))
	r.Git("rm", "-q", soa)
	at := r.Commit("remove again")[:12]
	if got, want := messages(t, r.Dir, "soa-undecided"), none+"; SOA-001, which claimed 6.1.3, was removed in commit "+at; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := messages(t, r.Dir, "asked-missing"); got != "" {
		t.Errorf("said again: %s", got)
	}
	begun := gittest.New(t)
	begun.Commit("begin", "content/a.md", keys("kind: policy", "id: POL-1", "title: Policy", `addresses: ["5.2"]`))
	if got := messages(t, begun.Dir, "soa-undecided"); got != "" {
		t.Errorf("of a manual that has only begun: %s", got)
	}
}
