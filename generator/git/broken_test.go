package git

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/git/gittest"
)

// TestBroken takes one object away, or spoils it, and expects to be told which,
// and where it was met.
func TestBroken(t *testing.T) {
	objects := map[string]string{ // kind and revision to the commit it is met in
		"commit HEAD~2":   "HEAD~1",
		"tree HEAD~1:m":   "HEAD",
		"tree HEAD~2:":    "HEAD~1",
		"blob HEAD~1:m/a": "",
	}
	harms := map[string]struct {
		do func(t *testing.T, file string)
		is error
	}{
		"missing":      {remove, ErrMissing},
		"cut off":      {func(t *testing.T, file string) { spoil(t, file, func(b []byte) []byte { return b[:len(b)/2] }) }, ErrBroken},
		"empty":        {func(t *testing.T, file string) { spoil(t, file, func(b []byte) []byte { return nil }) }, ErrBroken},
		"not deflated": {func(t *testing.T, file string) { spoil(t, file, func(b []byte) []byte { return []byte("hello") }) }, ErrBroken},
		"another object": {func(t *testing.T, file string) {
			spoil(t, file, func([]byte) []byte {
				other, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(file)), "other"))
				if err != nil {
					t.Fatal(err)
				}
				return other
			})
		}, ErrBroken},
	}
	for object, met := range objects {
		for harm, h := range harms {
			t.Run(object+" "+harm, func(t *testing.T) {
				r := gittest.New(t)
				for _, n := range []string{"one", "two", "three", "four"} {
					r.Commit(n, "m/a", n, "b", n)
				}
				kind, rev, _ := strings.Cut(object, " ")
				name := r.Git("rev-parse", rev)
				loose := func(h string) string { return filepath.Join(r.Dir, ".git", "objects", h[:2], h[2:]) }
				copyFile(t, loose(r.Object("blob", "another")), filepath.Join(r.Dir, ".git", "objects", "other"))
				h.do(t, loose(name))

				err := readAll(r.Dir)
				var broken *ObjectError
				if !errors.As(err, &broken) || !errors.Is(err, h.is) {
					t.Fatalf("error %v", err)
				}
				if broken.Object.String() != name || broken.Kind != kind || broken.Hint() == "" {
					t.Errorf("told of another object: %v", err)
				}
				if met == "" {
					return
				}
				if kind == "tree" && strings.HasSuffix(rev, "m") && broken.Path != "m" {
					t.Errorf("met at %q", broken.Path)
				}
				if want := r.Git("rev-parse", met); broken.Commit.String() != want {
					t.Errorf("met in another commit than %s: %v", want, err)
				}
			})
		}
	}
}

// readAll walks the history of the repository in dir, and reads its texts.
func readAll(dir string) error {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	defer r.Close()
	head, err := r.Head()
	if err != nil {
		return err
	}
	log, err := r.Walk(context.Background(), head.Commit, WalkOptions{})
	if err != nil {
		return err
	}
	var hs []Hash
	for _, c := range log.Commits {
		for _, ch := range c.Changes {
			if !ch.New.IsZero() {
				hs = append(hs, ch.New)
			}
		}
	}
	return r.Blobs(context.Background(), hs, func(int, []byte) error { return nil })
}

func spoil(t *testing.T, file string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	remove(t, file)
	if err := os.WriteFile(file, change(b), 0o644); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestBrokenPack spoils a pack in every place, one at a time: reading gives the
// same history or an error, never another history and never a crash.
func TestBrokenPack(t *testing.T) {
	r := gittest.New(t)
	for _, n := range []string{"one", "two", "three", "four"} {
		r.Commit(n, "m/a.md", strings.Repeat("same\n", 40)+n, "b.md", n)
	}
	r.Git("repack", "-q", "-a", "-d", "-f")
	file := one(t, r.Dir, ".git/objects/pack/*.pack")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	remove(t, file)
	for at := 12; at < len(whole)-20; at++ { // header and checksum aside
		b := append([]byte(nil), whole...)
		b[at] ^= 0x55
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := readAll(r.Dir); err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrMissing) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	if err := os.WriteFile(file, whole[:len(whole)-100], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := readAll(r.Dir); err == nil || !strings.Contains(err.Error(), "is cut off") {
		t.Errorf("a pack that is cut off: %v", err)
	}
}

// TestPackVanishes takes a pack away between opening and walking.
func TestPackVanishes(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", "a.md", "1")
	r.Git("repack", "-q", "-a", "-d")
	old := one(t, r.Dir, ".git/objects/pack/*.pack")
	r.Commit("two", "a.md", "2")
	repo := open(t, r.Dir)
	head, err := repo.Head()
	if err != nil {
		t.Fatal(err)
	}
	remove(t, old)
	_, err = repo.Walk(t.Context(), head.Commit, WalkOptions{})
	if err == nil || !strings.Contains(err.Error(), "has vanished") {
		t.Errorf("error %v", err)
	}
}

// TestDeltasInACircle: a pack whose deltas are based on each other ends.
func TestDeltasInACircle(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", "a.md", strings.Repeat("line\n", 200))
	r.Commit("two", "a.md", strings.Repeat("line\n", 200)+"two")
	r.Git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f")
	delta := parse(t, r.Git("rev-parse", "HEAD~1:a.md"))
	repo := open(t, r.Dir)
	p := repo.store.packs[0]
	at, ok := p.find(delta)
	if !ok {
		t.Fatal("the text is not in the pack")
	}
	file := one(t, r.Dir, ".git/objects/pack/*.pack")
	spoil(t, file, func(b []byte) []byte {
		i := int(at)
		for b[i]&0x80 != 0 {
			i++
		}
		if b[at]>>4&7 != 7 {
			t.Fatalf("type %d, not a delta with a name", b[at]>>4&7)
		}
		copy(b[i+1:], delta[:])
		return b
	})
	if _, err := open(t, r.Dir).Blob(delta); !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), "deltas in a circle") {
		t.Errorf("error %v", err)
	}
}
