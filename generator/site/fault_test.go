package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// faults makes the k-th operation fail, or, as if the process had died, that
// one and all that follow.
type faults struct {
	mu    sync.Mutex
	k     int
	death bool
	err   error
	done  int // operations so far
}

func (f *faults) next() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.done++
	if f.done == f.k || f.death && f.done > f.k {
		return f.err
	}
	return nil
}

func (f *faults) two(do func(*os.Root, string, string) error) func(*os.Root, string, string) error {
	return func(root *os.Root, a, b string) error {
		if err := f.next(); err != nil {
			return err
		}
		return do(root, a, b)
	}
}

func (f *faults) one(do func(*os.Root, string) error) func(*os.Root, string) error {
	return func(root *os.Root, name string) error {
		if err := f.next(); err != nil {
			return err
		}
		return do(root, name)
	}
}

// in puts the faults before every operation of a system.
func (f *faults) in(sys system) system {
	return system{
		mkdir: f.one(sys.mkdir), remove: f.one(sys.remove),
		link: f.two(sys.link), symlink: f.two(sys.symlink),
		rename: f.two(sys.rename), place: f.two(sys.place), exchange: f.two(sys.exchange),
		chmod: func(root *os.Root, name string, perm fs.FileMode) error {
			if err := f.next(); err != nil {
				return err
			}
			return sys.chmod(root, name, perm)
		},
		create: func(root *os.Root, name string, perm fs.FileMode) (io.WriteCloser, error) {
			if err := f.next(); err != nil {
				return nil, err
			}
			file, err := sys.create(root, name, perm)
			return &faultyFile{file, f}, err
		},
	}
}

type faultyFile struct {
	io.WriteCloser
	*faults
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if err := f.next(); err != nil {
		n, _ := f.WriteCloser.Write(b[:len(b)/2])
		return n, err
	}
	return f.WriteCloser.Write(b)
}

func (f *faultyFile) Close() error {
	if err := f.next(); err != nil {
		f.WriteCloser.Close()
		return err
	}
	return f.WriteCloser.Close()
}

// without returns the operating system as one that lacks some operations.
func without(sys system, link, exchange error) system {
	if link != nil {
		sys.link = func(*os.Root, string, string) error { return link }
	}
	if exchange != nil {
		sys.exchange = func(*os.Root, string, string) error { return exchange }
		sys.place = sys.exchange
	}
	return sys
}

func TestEveryFault(t *testing.T) {
	systems := map[string]system{
		"with all":         operatingSystem,
		"without links":    without(operatingSystem, syscall.EXDEV, nil),
		"without exchange": without(operatingSystem, nil, syscall.ENOSYS),
	}
	for name, sys := range systems {
		for _, cause := range []error{syscall.ENOSPC, syscall.EACCES, syscall.EXDEV, syscall.EBUSY, syscall.EIO} {
			for _, death := range []bool{false, true} {
				for _, fresh := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s/%v/death=%v/fresh=%v", name, cause, death, fresh), func(t *testing.T) {
						for k := 1; faultAt(t, sys, &faults{k: k, death: death, err: cause}, fresh); k++ {
							if t.Failed() {
								t.Fatalf("at operation %d", k)
							}
						}
					})
				}
			}
		}
	}
}

// faultAt publishes with one fault and reports whether the fault has happened.
func faultAt(t *testing.T, sys system, f *faults, fresh bool) bool {
	dir := filepath.Join(t.TempDir(), "public")
	o := Options{Dir: dir, Keep: []string{"CNAME", "kept"}}
	site := files("same", "1", "docs/changed", "3", "docs/new", "4")
	before := map[string]string{}
	if !fresh {
		prepareForFault(t, o)
		before = snapshot(t, dir)
	}
	result, err := publish(t.Context(), o, sequence(site), f.in(sys))
	happened := f.done >= f.k
	if f.death && happened {
		repair(t, o)
	}
	got := map[string]string{}
	if _, statErr := os.Stat(dir); statErr == nil {
		got = snapshot(t, dir)
	}
	wanted := wantedAfter(before)
	switch {
	case err != nil && !happened:
		t.Errorf("an error without a fault: %v", err)
	case err != nil:
		if diff := cmp.Diff(before, got); diff != "" {
			t.Errorf("after %v the published site has changed:\n%s", err, diff)
		}
	default:
		delete(got, manifestName)
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("published (-want +got):\n%s", diff)
		}
	}
	if errors.Is(f.err, syscall.ENOSPC) && err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the error %v does not say what went wrong", err)
	}
	if !happened && result.Uncleared != nil {
		t.Errorf("uncleared without a fault: %v", result.Uncleared)
	}
	publishOrFail(t, o, site)
	wantCleanWorkshop(t, dir)
	got = snapshot(t, dir)
	delete(got, manifestName)
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("the next build published (-want +got):\n%s", diff)
	}
	return happened
}

func prepareForFault(t *testing.T, o Options) {
	t.Helper()
	publishOrFail(t, o, files("same", "1", "docs/changed", "2", "gone/too", "0"))
	write(t, o.Dir, "CNAME", "manual.example.org")
	write(t, o.Dir, "kept/deep/file", "own")
	symlink(t, "deep/file", filepath.Join(o.Dir, "kept", "link"))
	if err := os.Chmod(filepath.Join(o.Dir, "kept"), 0o700); err != nil {
		t.Fatal(err)
	}
}

func wantedAfter(before map[string]string) map[string]string {
	wanted := maps.Clone(before)
	maps.DeleteFunc(wanted, func(name, _ string) bool { return name == manifestName || name == "gone/too" })
	maps.Copy(wanted, map[string]string{"same": "1", "docs/changed": "3", "docs/new": "4"})
	return wanted
}

// repair does what a next run does before it looks at the output.
func repair(t *testing.T, o Options) {
	t.Helper()
	w, err := enter(o, operatingSystem)
	if err != nil {
		t.Fatal(err)
	}
	w.leave()
}

func TestDeathBetweenTheRenames(t *testing.T) {
	for name, meanwhile := range map[string]func(t *testing.T, dir string){
		"no output":       func(*testing.T, string) {},
		"an empty output": func(t *testing.T, dir string) { mkdir(t, dir) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			o := Options{Dir: dir, Keep: []string{"CNAME", "kept"}}
			prepareForFault(t, o)
			before := snapshot(t, dir)
			dead := errors.New("dead")
			sys := without(operatingSystem, nil, syscall.EINVAL)
			renames := 0
			sys.rename = func(root *os.Root, from, to string) error {
				if renames++; renames > 1 {
					return dead
				}
				return root.Rename(from, to)
			}
			if _, err := publish(t.Context(), o, sequence(files("same", "1")), sys); !errors.Is(err, dead) {
				t.Fatalf("got %v", err)
			}
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("the output is there: %v", err)
			}
			meanwhile(t, dir)
			if err := Check(o); err != nil {
				t.Errorf("check: %v", err)
			}
			wantRefusal(t, Check(Options{Dir: dir}), `"CNAME", "kept/"`, "keep:")
			repair(t, o)
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("put back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRenamesThatTheSystemRefuses(t *testing.T) {
	for _, test := range []struct {
		err           error
		message, hint string
	}{
		{syscall.EBUSY, "is a mount point", "publish into a folder inside it"},
		{syscall.EXDEV, "on different file systems", "remove it and build again"},
		{syscall.EACCES, "no permission to publish into", "give this user the permission"},
		{syscall.EROFS, "no permission to publish into", "choose another folder"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		publishOrFail(t, Options{Dir: dir}, files("a", "1"))
		_, err := publish(t.Context(), Options{Dir: dir}, sequence(files("a", "2")), without(operatingSystem, nil, test.err))
		wantRefusal(t, err, test.message, test.hint)
	}
}
