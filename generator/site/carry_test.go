package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPublishKeeps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "CNAME", "manual.example.org")
	write(t, dir, ".git/objects/ab/cd", "blob")
	write(t, dir, "docs/own.txt", "own")
	mkdir(t, filepath.Join(dir, ".git", "refs"))
	mkdir(t, filepath.Join(dir, "empty", "emptier"))
	if err := os.Symlink("/nowhere", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(filepath.Join(dir, ".git"), 0o700); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, Keep: []string{".git/", "CNAME", "link", "docs/own.txt", "not-there", ".git/objects", "CNAME"}}
	for range 2 {
		result := publishOrFail(t, o, files("docs/page.html", "page"))
		if result.Carried != 4 || result.Removed != 0 {
			t.Errorf("result %+v, want 4 carried", result)
		}
		got := snapshot(t, dir)
		if strings.Contains(got[manifestName], "CNAME") {
			t.Error("the manifest lists a kept file")
		}
		delete(got, manifestName)
		want := map[string]string{
			"CNAME": "manual.example.org", ".git/objects/ab/cd": "blob", "docs/own.txt": "own",
			"link": "-> /nowhere", "docs/page.html": "page",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("published (-want +got):\n%s", diff)
		}
	}
	if !stat(t, filepath.Join(dir, ".git", "refs")).IsDir() {
		t.Error("an empty folder below a kept one is gone")
	}
	if _, err := os.Stat(filepath.Join(dir, "empty")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder is still there: %v", err)
	}
	if perm := stat(t, filepath.Join(dir, ".git")).Mode().Perm(); runtime.GOOS != "windows" && perm != 0o700 {
		t.Errorf("a kept folder has permissions %v, want those it had", perm)
	}
}

func TestPublishSeesWhatComesDuringTheBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	o := Options{Dir: dir, Keep: []string{"CNAME"}}
	publishOrFail(t, o, files("a", "old"))
	_, err := Publish(t.Context(), o, func(yield func(File, error) bool) {
		_ = yield(File{Path: "a"}, nil)
		write(t, dir, "note.txt", "somebody's")
	})
	wantRefusal(t, err, `"note.txt"`, "move them away")
	if got := snapshot(t, dir)["note.txt"]; got != "somebody's" {
		t.Errorf("the new file holds %q", got)
	}
	if err := os.Remove(filepath.Join(dir, "note.txt")); err != nil {
		t.Fatal(err)
	}
	_, err = Publish(t.Context(), o, func(yield func(File, error) bool) {
		_ = yield(File{Path: "a"}, nil)
		write(t, dir, "CNAME", "late")
	})
	if got := snapshot(t, dir)["CNAME"]; err != nil || got != "late" {
		t.Errorf("a kept file that came late holds %q, %v", got, err)
	}
}

func TestPublishRefusesOutputThatComesDuringTheBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := Publish(t.Context(), Options{Dir: dir}, func(yield func(File, error) bool) {
		_ = yield(File{Path: "a"}, nil)
		mkdir(t, dir)
	})
	wantRefusal(t, err, "made by somebody else during the build", "build again")
}
