package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
)

// writer brings files into the staging folder, one at a time. Several work at
// once; each has its own buffers.
type writer struct {
	*staging
	ctx        context.Context
	hash       hash.Hash
	ours, seen []byte
}

func newWriter(ctx context.Context, s *staging) *writer {
	const buffer = 64 << 10
	return &writer{staging: s, ctx: ctx, hash: sha256.New(), ours: make([]byte, buffer), seen: make([]byte, buffer)}
}

func (w *writer) do(j job) {
	size, kept, err := w.bring(j.file)
	if err != nil {
		w.fail(j.number, fmt.Errorf("publish %q: %w", j.file.Path, err))
		return
	}
	s := newSubject(j.file.Path, w.hash.Sum(nil))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.subjects = append(w.subjects, s)
	w.result.Bytes += size
	if kept {
		w.result.Kept++
	} else {
		w.result.Written++
	}
}

// bring links the file if it is equal to the published one, and writes it
// otherwise. It leaves the file's hash in w.hash.
func (w *writer) bring(f File) (size int64, kept bool, err error) {
	if w.there.regular[f.Path] {
		if size, kept, err = w.compare(f); err != nil {
			return 0, false, err
		}
	}
	target := path.Join(w.stagingFolder(), f.Path)
	// Some file systems cannot link, and others not often enough: then the
	// bytes are written.
	if kept && w.sys.link(w.root, path.Join(w.base, f.Path), target) == nil {
		return size, true, nil
	}
	size, err = w.write(f, target)
	return size, kept, err
}

// compare reads the published file beside the new one. A published file that
// cannot be read, or that has other permissions than a new one, is not equal.
func (w *writer) compare(f File) (int64, bool, error) {
	published, err := w.root.Open(path.Join(w.base, f.Path))
	if err != nil {
		return 0, false, nil
	}
	defer published.Close()
	info, err := published.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != w.perm ||
		f.Open == nil && info.Size() != int64(len(f.Content)) {
		return 0, false, nil
	}
	source, err := w.source(f)
	if err != nil {
		return 0, false, err
	}
	defer source.Close()
	return w.compareStreams(source, published)
}

// compareStreams returns an error only for the source.
func (w *writer) compareStreams(source, published io.Reader) (size int64, equal bool, err error) {
	w.hash.Reset()
	for {
		n, err := io.ReadFull(source, w.ours)
		ended := err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !ended {
			return 0, false, err
		}
		// At the source's end one more byte is asked for: there must be none.
		want := w.seen[:n]
		if ended {
			want = w.seen[:n+1]
		}
		m, _ := io.ReadFull(published, want)
		if m != n || !bytes.Equal(w.ours[:n], w.seen[:n]) {
			return 0, false, nil
		}
		w.hash.Write(w.ours[:n])
		size += int64(n)
		if ended {
			return size, true, nil
		}
	}
}

func (w *writer) write(f File, target string) (int64, error) {
	source, err := w.source(f)
	if err != nil {
		return 0, err
	}
	defer source.Close()
	w.hash.Reset()
	out, err := w.sys.create(w.root, target, 0o644)
	if err != nil {
		return 0, err
	}
	size, err := io.CopyBuffer(io.MultiWriter(w.hash, out), source, w.ours)
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return size, err
}

// source opens what a file holds.
func (w *writer) source(f File) (io.ReadCloser, error) {
	if f.Open == nil {
		return memory{bytes.NewReader(f.Content)}, nil
	}
	stream, err := f.Open()
	if err != nil {
		return nil, err
	}
	return cancellable{w.ctx, stream}, nil
}

// memory is a file's Content; embedding lets it be copied in one piece.
type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// cancellable ends a long stream when the context ends.
type cancellable struct {
	ctx context.Context
	io.ReadCloser
}

func (c cancellable) Read(b []byte) (int, error) {
	if c.ctx.Err() != nil {
		return 0, context.Cause(c.ctx)
	}
	return c.ReadCloser.Read(b)
}
