package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"runtime"
	"sync"
)

// staging is the new site while it is made.
type staging struct {
	*workshop
	there *survey
	paths *register
	made  map[string]bool // folders that exist in the staging folder
	perm  fs.FileMode     // what the system makes of 0644 for a new file

	mu       sync.Mutex // guards what follows
	subjects []subject
	result   Result
	err      error // of the earliest file that failed
	failed   int   // which file that is
}

// stage fills the staging folder.
func stage(ctx context.Context, w *workshop, there *survey, predicate []byte, files iter.Seq2[File, error]) (Result, error) {
	if err := w.sys.mkdir(w.root, w.stagingFolder()); err != nil {
		return Result{}, fmt.Errorf("make the staging folder: %w", err)
	}
	s := &staging{workshop: w, there: there, paths: newRegister(w.keep), made: map[string]bool{".": true}}
	manifest, err := s.openManifest()
	if err != nil {
		return Result{}, err
	}
	defer manifest.Close()
	if err := s.writeAll(ctx, files); err != nil {
		return Result{}, err
	}
	if len(s.subjects) == 0 {
		return Result{}, refuse("see that content: in aims.yaml names the folder of the manual",
			"nothing to publish into %q: the site has no files", w.dir)
	}
	if err := s.lookAgain(); err != nil {
		return Result{}, err
	}
	if err := s.carry(ctx); err != nil {
		return Result{}, err
	}
	if err := finishManifest(manifest, s.subjects, predicate); err != nil {
		return Result{}, err
	}
	s.result.Removed = there.removed(s.paths)
	return s.result, nil
}

// openManifest makes the manifest before any other file, to learn which
// permissions a new file gets here.
func (s *staging) openManifest() (io.WriteCloser, error) {
	name := path.Join(s.stagingFolder(), manifestName)
	f, err := s.sys.create(s.root, name, 0o644)
	if err != nil {
		return nil, fmt.Errorf("create %q: %w", manifestName, err)
	}
	info, err := s.root.Lstat(name)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("look at %q: %w", manifestName, err)
	}
	s.perm = info.Mode().Perm()
	return f, nil
}

func finishManifest(f io.WriteCloser, subjects []subject, predicate []byte) error {
	text, err := encodeManifest(subjects, predicate)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return fmt.Errorf("write %q: %w", manifestName, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %q: %w", manifestName, err)
	}
	return nil
}

type job struct {
	number int
	file   File
}

// writeAll hands the files to a few workers, in order. Of several errors it
// returns the one of the earliest file, so that it is the same on every run.
func (s *staging) writeAll(ctx context.Context, files iter.Seq2[File, error]) error {
	jobs := make(chan job)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		w := newWriter(ctx, s)
		workers.Go(func() {
			for j := range jobs {
				w.do(j)
			}
		})
	}
	func() {
		// Also when the sequence panics: no worker may outlive the lock.
		defer workers.Wait()
		defer close(jobs)
		number := 0
		for file, err := range files {
			if err == nil {
				err = s.admit(ctx, file)
			}
			if err != nil {
				s.fail(number, err)
			}
			if s.hasFailed() {
				return
			}
			jobs <- job{number, file}
			number++
		}
	}()
	if s.err == nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return s.err
}

// admit prepares the place of one file: it takes in its path and makes the
// folders above it.
func (s *staging) admit(ctx context.Context, f File) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err := s.paths.admit(f.Path); err != nil {
		return err
	}
	return s.makeFolder(path.Dir(f.Path))
}

func (s *staging) makeFolder(name string) error {
	if s.made[name] {
		return nil
	}
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	// It exists where the system takes it for one that differs in case alone.
	err := s.sys.mkdir(s.root, path.Join(s.stagingFolder(), name))
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make folder %q: %w", name, err)
	}
	s.made[name] = true
	return nil
}

func (s *staging) fail(number int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil || number < s.failed {
		s.err, s.failed = err, number
	}
}

func (s *staging) hasFailed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err != nil
}

// lookAgain finds what somebody has put into the output since the survey: it
// would be removed with the old site.
func (s *staging) lookAgain() error {
	if !s.there.exists {
		return nil
	}
	if err := s.look(s.there, s.base); err != nil {
		return err
	}
	if len(s.there.foreign) > 0 {
		return s.refuseForeign(s.there.foreign)
	}
	return nil
}
