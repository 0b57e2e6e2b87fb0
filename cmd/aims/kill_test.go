//go:build unix

package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var kills = flag.Int("kills", 10, "how many builds TestKill kills")

// TestKill holds that a build that is killed at any moment leaves the old site
// or the new one, whole, and that the next build works.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	var manuals [2]string
	var sites [2]map[string]string
	var length time.Duration // of a build, about
	for i := range manuals {
		manuals[i] = filepath.Join(dir, fmt.Sprintf("manual%d", i))
		writeVersion(t, manuals[i], i)
		start := time.Now()
		buildWhole(t, manuals[i], out)
		length = time.Since(start)
		sites[i] = filesOf(t, out)
	}
	if cmp.Equal(sites[0], sites[1]) {
		t.Fatal("the two versions have the same site")
	}
	random := rand.New(rand.NewPCG(42, 1))
	outcomes := map[string]int{}
	for round := range *kills {
		older, newer := round%2, (round+1)%2
		buildWhole(t, manuals[older], out)
		if diff := cmp.Diff(sites[older], filesOf(t, out)); diff != "" {
			t.Fatalf("the build after kill %d (-want +got):\n%s", round, diff)
		}
		killed := buildKilled(t, manuals[newer], out, time.Duration(random.Int64N(int64(length))))
		got := filesOf(t, out)
		switch {
		case !killed:
			outcomes["ended before"]++
		case cmp.Equal(got, sites[older]):
			outcomes["old site"]++
		case cmp.Equal(got, sites[newer]):
			outcomes["new site"]++
		default:
			t.Fatalf("kill %d left neither site; against the old one (-want +got):\n%s", round+1, cmp.Diff(sites[older], got))
		}
	}
	buildWhole(t, manuals[0], out)
	wantNoLeftovers(t, filepath.Join(dir, ".public.aims"))
	t.Logf("%d kills: %v", *kills, outcomes)
}

// writeVersion writes a manual of which some documents are the same in both
// versions, some are not, and some are in one alone.
func writeVersion(t *testing.T, dir string, version int) {
	t.Helper()
	if _, err := startManual(dir, exampleName); err != nil {
		t.Fatal(err)
	}
	for n := range 120 {
		id, text := fmt.Sprintf("GUI-%03d", n), "the same in both"
		switch n % 3 {
		case 1:
			text = fmt.Sprintf("version %d", version)
		case 2:
			id = fmt.Sprintf("GUI-%03d-%d", n, version)
		}
		body := fmt.Sprintf("---\nid: %s\nkind: guideline\ntitle: %s\n---\n\nSee [[POL-001]]. %s\n", id, id, strings.Repeat(text+" ", 200))
		name := filepath.Join(dir, "content", "many", id+".md")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func buildWhole(t *testing.T, manual, out string) {
	t.Helper()
	if text, err := exec.Command("aims", "build", "-C", manual, "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// buildKilled reports whether the build still ran when it was killed.
func buildKilled(t *testing.T, manual, out string, after time.Duration) bool {
	t.Helper()
	build := exec.Command("aims", "build", "-C", manual, "-o", out)
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after) // The random moment; nothing waits for what happens in it.
	if err := build.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	err := build.Wait()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.Sys().(syscall.WaitStatus).Signaled() {
		return true
	}
	if err != nil {
		t.Fatal(err)
	}
	return false
}

// filesOf reads all files below a folder.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantNoLeftovers(t *testing.T, work string) {
	t.Helper()
	entries, err := os.ReadDir(work)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "lock" && e.Name() != ".gitignore" {
			t.Errorf("%s was left in the working folder", e.Name())
		}
	}
}
