// Package site publishes files into an output folder: whole or not at all.
//
// In come the files of a site, one after another, and the folder that should
// hold them. Out goes that folder with exactly these files, a manifest.json
// over them, and what Options.Keep names. Until the last step the folder stays
// as it was; the last step is one rename.
//
// Beside an output public/ stands a working folder .public.aims/ with a lock,
// a .gitignore, and, during a run, the staging folder. Files that are equal to
// the published ones are hard-linked into staging, the others are written.
// Then staging and the output change places (renameat2 with RENAME_EXCHANGE on
// Linux, renamex_np with RENAME_SWAP on macOS), and the old site is removed.
// Where the system or the file system cannot exchange, two renames do it: for
// a moment there is no output, and a run that is killed in that moment leaves
// the old site in the working folder, where the next run finds it and puts it
// back. What else a killed run leaves behind, the next run clears. Of two runs at once the second is refused.
//
// Every run makes the output a new folder. A program that holds the folder
// itself (a mount of it, a server that was started in it) goes on seeing the
// old one; let it hold the parent. Nothing is flushed to the disk by force: a
// power cut may damage the newest files, and the next run, which compares
// bytes, writes them again.
//
// Nothing here is ever written outside the working folder, no file of somebody
// else is removed, no published file is changed in place, no clock is read,
// and nothing is known about what the files mean.
package site

import (
	"context"
	"fmt"
	"io"
	"iter"
)

// File is one file of a site.
type File struct {
	// Path is slash-separated, relative to the site's root, and clean. No two
	// paths of a site may differ in case alone. // required
	Path string

	// Content is what the file holds, unless Open is set. It must not change
	// until Publish has returned.
	Content []byte

	// Open gives what the file holds as a stream, for what is too big for
	// memory. It may be called twice, from another goroutine, and has to give
	// the same bytes each time.
	Open func() (io.ReadCloser, error)
}

// Options say where a site goes and what it was made from.
type Options struct {
	// Dir is the output folder. It need not exist; its parents are made. // required
	Dir string

	// Keep names files and folders of Dir, slash-separated and relative to it,
	// that are carried over though no manifest lists them. One that does not
	// exist is no error. None may meet a path of the site.
	Keep []string

	// Predicate is the predicate of manifest.json: what the site was made
	// from, as encoding/json writes it. Nil leaves it out.
	Predicate any
}

// Result counts what Publish has done. manifest.json is not counted.
type Result struct {
	Written int   // files that are new or changed
	Kept    int   // files that are equal to those that were there
	Removed int   // files of the old site that the new one lacks
	Carried int   // files and links that Options.Keep names, or that lie below one
	Bytes   int64 // size of all Written and Kept files

	// Uncleared says why the old site could not be removed from the working
	// folder. The new one is published all the same, and the next run tries
	// again.
	Uncleared error
}

// Check refuses early, before a long build, whatever Publish would refuse
// about the output folder, with a *[Refusal]. It changes nothing.
func Check(o Options) error {
	p, err := locate(o)
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.examine(); err != nil {
		return err
	}
	if p.root == nil {
		return nil
	}
	if err := p.probeLock(); err != nil {
		return err
	}
	interrupted, err := p.interrupted()
	if err != nil {
		return err
	}
	dir := p.base
	if interrupted {
		dir = p.oldFolder()
	}
	_, err = p.survey(dir)
	return err
}

// Publish makes o.Dir a folder of exactly these files. When the sequence
// yields an error, when ctx ends, or when anything else goes wrong before the
// last step, it returns the error and the folder stays as it was. What it
// refuses for a reason that the caller can remedy is a *[Refusal].
//
// The sequence is read in the calling goroutine and one file at a time; the
// files are written by a few others, so memory holds a handful of them.
func Publish(ctx context.Context, o Options, files iter.Seq2[File, error]) (Result, error) {
	return publish(ctx, o, files, operatingSystem)
}

func publish(ctx context.Context, o Options, files iter.Seq2[File, error], sys system) (Result, error) {
	predicate, err := encodePredicate(o.Predicate)
	if err != nil {
		return Result{}, err
	}
	w, err := enter(o, sys)
	if err != nil {
		return Result{}, err
	}
	defer w.leave()
	there, err := w.survey(w.base)
	if err != nil {
		return Result{}, err
	}
	if err := w.clear(); err != nil {
		return Result{}, err
	}
	result, err := stage(ctx, w, there, predicate, files)
	if err == nil {
		err = w.swap(ctx, there)
	}
	if err != nil {
		if clearErr := w.clearStaging(); clearErr != nil {
			err = fmt.Errorf("%w (besides: %w)", err, clearErr)
		}
		return Result{}, err
	}
	result.Uncleared = w.clear()
	return result, nil
}
