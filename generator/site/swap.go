package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// swap makes the staging folder the output. What the output was is in the
// working folder afterwards.
func (w *workshop) swap(ctx context.Context, there *survey) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if !there.exists {
		return w.explain(w.placeFirst())
	}
	err := w.sys.exchange(w.root, w.stagingFolder(), w.base)
	if err != nil && unsupported(err) {
		err = w.renameTwice()
	}
	return w.explain(err)
}

func (w *workshop) placeFirst() error {
	err := w.sys.place(w.root, w.stagingFolder(), w.base)
	if err == nil || !unsupported(err) {
		return err
	}
	if _, err := w.root.Lstat(w.base); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return w.sys.rename(w.root, w.stagingFolder(), w.base)
}

// renameTwice leaves a moment without an output. A run that ends in that
// moment is repaired by putBack.
func (w *workshop) renameTwice() error {
	if err := w.sys.rename(w.root, w.base, w.oldFolder()); err != nil {
		return err
	}
	err := w.sys.rename(w.root, w.stagingFolder(), w.base)
	if err == nil {
		return nil
	}
	if back := w.sys.rename(w.root, w.oldFolder(), w.base); back != nil {
		return fmt.Errorf("%w (the old site is in %q, and the next build puts it back: %w)", err, w.oldFolder(), back)
	}
	return err
}

// explain turns what the rename says into a refusal where a remedy is known.
func (w *workshop) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return refuse("build again", "%q has been made by somebody else during the build", w.dir)
	case errors.Is(err, syscall.EBUSY):
		return w.refuseMount()
	case errors.Is(err, syscall.EXDEV):
		return refuse("remove it and build again, or "+hintSubfolder,
			"%q and its parent are on different file systems", w.dir)
	}
	return denied(w.dir, "replace the output", err)
}
