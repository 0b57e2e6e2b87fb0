package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
)

// carry brings what Options.Keep names from the output into the staging folder.
func (s *staging) carry(ctx context.Context) error {
	for _, name := range s.there.kept {
		err := s.makeFolder(path.Dir(name))
		if err == nil {
			err = s.carryOne(ctx, name)
		}
		if err != nil {
			return fmt.Errorf("keep %q: %w", name, err)
		}
	}
	return nil
}

func (s *staging) carryOne(ctx context.Context, name string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	from, to := path.Join(s.base, name), path.Join(s.stagingFolder(), name)
	info, err := s.root.Lstat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return s.carryFolder(ctx, name, info.Mode().Perm())
	}
	s.result.Carried++
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := s.root.Readlink(from)
		if err != nil {
			return err
		}
		return s.sys.symlink(s.root, target, to)
	}
	if s.sys.link(s.root, from, to) == nil {
		return nil
	}
	return s.copy(from, to, info)
}

func (s *staging) carryFolder(ctx context.Context, name string, perm fs.FileMode) error {
	if err := s.makeFolder(name); err != nil {
		return err
	}
	entries, err := s.list(path.Join(s.base, name))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := s.carryOne(ctx, path.Join(name, entry.Name())); err != nil {
			return err
		}
	}
	to := path.Join(s.stagingFolder(), name)
	made, err := s.root.Lstat(to)
	if err != nil || made.Mode().Perm() == perm {
		return err
	}
	return s.sys.chmod(s.root, to, perm)
}

// copy is for file systems that cannot link.
func (s *staging) copy(from, to string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return errors.New("it is neither a file nor a folder nor a symbolic link")
	}
	in, err := s.root.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := s.sys.create(s.root, to, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return err
}
