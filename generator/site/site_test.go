package site

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// files makes files of pairs of path and content.
func files(pairs ...string) []File {
	var list []File
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, File{Path: pairs[i], Content: []byte(pairs[i+1])})
	}
	return list
}

func sequence(list []File) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, f := range list {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func publishOrFail(t *testing.T, o Options, list []File) Result {
	t.Helper()
	if err := Check(o); err != nil {
		t.Fatalf("check: %v", err)
	}
	result, err := Publish(t.Context(), o, sequence(list))
	if err != nil {
		t.Fatalf("publish: %v", err)
	}
	if result.Uncleared != nil {
		t.Fatalf("clear: %v", result.Uncleared)
	}
	return result
}

// snapshot reads a folder: what each file holds, and where each link points.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(name)
			found[rel] = "-> " + target
			return err
		}
		text, err := os.ReadFile(name)
		found[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// wantCleanWorkshop checks that a run has left nothing but the lock and the
// .gitignore beside the output.
func wantCleanWorkshop(t *testing.T, dir string) {
	t.Helper()
	work := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".aims")
	entries, err := os.ReadDir(work)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if diff := cmp.Diff([]string{".gitignore", "lock"}, names); diff != "" {
		t.Errorf("working folder (-want +got):\n%s", diff)
	}
	if text := snapshot(t, work)[".gitignore"]; text != "*\n" {
		t.Errorf(".gitignore holds %q", text)
	}
}

func wantRefusal(t *testing.T, err error, message, hint string) {
	t.Helper()
	var refusal *Refusal
	if !errors.As(err, &refusal) {
		t.Errorf("got %v, want a refusal that says %q", err, message)
		return
	}
	if !strings.Contains(refusal.Error(), message) || !strings.Contains(refusal.Hint(), hint) {
		t.Errorf("got %q with the hint %q, want %q and %q", refusal.Error(), refusal.Hint(), message, hint)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	mkdir(t, filepath.Dir(full))
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}

func stat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// stream counts how often it is closed.
type stream struct {
	io.Reader
	closed *int
}

func (s *stream) Close() error { *s.closed++; return nil }

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
