package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
)

// workshop is the working folder, locked.
type workshop struct {
	*place
	sys  system
	lock *flock.Flock
}

// enter makes and locks the working folder and repairs what a killed run has
// left, so that the output is the last published site.
func enter(o Options, sys system) (*workshop, error) {
	p, err := locate(o)
	if err != nil {
		return nil, err
	}
	w := &workshop{place: p, sys: sys}
	if err := w.open(); err != nil {
		w.leave()
		return nil, err
	}
	return w, nil
}

func (w *workshop) open() error {
	if err := w.examine(); err != nil {
		return err
	}
	if w.root == nil {
		if err := os.MkdirAll(w.parent, 0o755); err != nil {
			return denied(w.dir, "make the parent folder", err)
		}
		root, err := os.OpenRoot(w.parent)
		if err != nil {
			return w.surroundings(err)
		}
		w.root = root
	}
	if err := w.sys.mkdir(w.root, w.workFolder()); err != nil && !errors.Is(err, fs.ErrExist) {
		return denied(w.dir, "make the working folder", err)
	}
	w.lock = flock.New(w.lockPath(), flock.SetPermissions(0o644))
	locked, err := w.lock.TryLock()
	if err != nil {
		return w.refuseLock(err)
	}
	if !locked {
		return w.refuseSecond()
	}
	if err := w.ignore(); err != nil {
		return denied(w.dir, "write .gitignore in the working folder", err)
	}
	return w.putBack()
}

// leave unlocks the working folder. The lock file stays: a run that removed it
// could remove one that another run has just locked.
func (w *workshop) leave() {
	if w.lock != nil {
		// An error here has no consequence: the lock ends with the process.
		_ = w.lock.Unlock()
	}
	w.close()
}

// probeLock refuses when another run holds the lock. It makes no lock file.
func (p *place) probeLock() error {
	lock := flock.New(p.lockPath(), flock.SetFlag(os.O_RDONLY))
	free, err := lock.TryRLock()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return p.refuseLock(err)
	case !free:
		return p.refuseSecond()
	}
	return lock.Unlock()
}

func (p *place) refuseSecond() error {
	return refuse(hintWait, "another build is publishing into %q", p.dir)
}

func (p *place) refuseLock(err error) error {
	if errors.Is(err, errors.ErrUnsupported) {
		return refuse(hintOther+", on a file system that can lock files",
			"the file system of %q cannot lock files: %v", p.dir, err)
	}
	return denied(p.dir, "lock the working folder", err)
}

// ignore keeps git from tracking the working folder.
func (w *workshop) ignore() error {
	const everything = "*\n"
	name := w.workFolder() + "/.gitignore"
	if text, err := w.root.ReadFile(name); err == nil && string(text) == everything {
		return nil
	}
	return w.root.WriteFile(name, []byte(everything), 0o644)
}

// interrupted reports whether a run was killed between its two renames: the
// old site is in the working folder, and there is no output, or an empty
// folder that somebody has made since.
func (p *place) interrupted() (bool, error) {
	if info, err := p.root.Lstat(p.oldFolder()); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, denied(p.dir, "look for an interrupted run", err)
	} else if !info.IsDir() {
		return false, nil
	}
	entries, err := p.list(p.base)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, denied(p.dir, "look for an interrupted run", err)
	}
	return len(entries) == 0, nil
}

// putBack puts the old site of an interrupted run back.
func (w *workshop) putBack() error {
	interrupted, err := w.interrupted()
	if err != nil || !interrupted {
		return err
	}
	if err := w.root.Remove(w.base); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return denied(w.dir, "remove the empty output", err)
	}
	if err := w.sys.rename(w.root, w.oldFolder(), w.base); err != nil {
		return denied(w.dir, "put back the site of an interrupted run", err)
	}
	return nil
}

// clear removes what earlier runs, or the swap, have left. It must not run
// while the site in old is the only one.
func (w *workshop) clear() error {
	if err := w.clearStaging(); err != nil {
		return err
	}
	if err := w.sys.remove(w.root, w.oldFolder()); err != nil {
		return fmt.Errorf("remove the old site from the working folder: %w", err)
	}
	return nil
}

func (w *workshop) clearStaging() error {
	if err := w.sys.remove(w.root, w.stagingFolder()); err != nil {
		return fmt.Errorf("clear the working folder: %w", err)
	}
	return nil
}
