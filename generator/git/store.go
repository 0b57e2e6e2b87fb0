package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// store is where the objects of a repository lie: its own folder first, then
// those of its alternates. It is safe for use by several goroutines.
type store struct {
	dirs  []string // objects folders
	packs []*pack
}

// alternateDepth is how far alternates of alternates are followed, as in git.
const alternateDepth = 5

func openStore(objects string) (*store, error) {
	s := &store{}
	if err := s.add(objects, 0); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *store) add(dir string, depth int) error {
	if depth > alternateDepth || slices.Contains(s.dirs, dir) {
		return nil
	}
	s.dirs = append(s.dirs, dir)
	entries, err := os.ReadDir(filepath.Join(dir, "pack"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("list packs: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "pack-") || !strings.HasSuffix(e.Name(), ".pack") {
			continue
		}
		p, err := readIndex(filepath.Join(dir, "pack", e.Name()))
		if errors.Is(err, fs.ErrNotExist) {
			continue // git writes the index last: this pack isn't finished
		}
		if err != nil {
			return &Refusal{Message: err.Error(), HintText: "git repack -a -d writes packs and their indexes anew", err: err}
		}
		s.packs = append(s.packs, p)
	}
	others, err := alternates(dir)
	if err != nil {
		return err
	}
	for _, other := range others {
		if err := s.add(other, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// alternates reads the objects folders that dir borrows from
// (gitrepository-layout(5), objects/info/alternates).
func alternates(dir string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read alternates: %w", err)
	}
	var dirs []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if plain, err := strconv.Unquote(line); err == nil && line[0] == '"' {
			line = plain
		}
		path := filepath.FromSlash(line)
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return nil, &Refusal{
				Message:  fmt.Sprintf("the repository borrows objects from %q, which is not there", line),
				HintText: "bring that folder back, or make a clone without --shared and --reference",
			}
		}
		dirs = append(dirs, filepath.Clean(path))
	}
	return dirs, nil
}

// place is where an object lies.
type place struct {
	pack   *pack // nil: a file of its own
	offset int64
	file   string
}

// find looks in packs first, as git does.
func (s *store) find(h Hash) (place, bool) {
	for _, p := range s.packs {
		if offset, ok := p.find(h); ok {
			return place{pack: p, offset: offset}, true
		}
	}
	hex := h.String()
	for _, dir := range s.dirs {
		file := filepath.Join(dir, hex[:2], hex[2:])
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return place{file: file}, true
		}
	}
	return place{}, false
}

// loose reads an object that has a file of its own.
func loose(file string) (object, error) {
	f, err := os.Open(file)
	if err != nil {
		return object{}, err
	}
	defer f.Close()
	r, err := objfile.NewReader(bufio.NewReader(f))
	if err != nil {
		return object{}, err
	}
	defer r.Close()
	t, size, err := r.Header()
	if err != nil {
		return object{}, err
	}
	// One byte more than promised shows an object that is too long; nothing is
	// allocated on the word of the header.
	var data bytes.Buffer
	if _, err := data.ReadFrom(io.LimitReader(r, size+1)); err != nil {
		return object{}, err
	}
	if int64(data.Len()) != size {
		return object{}, fmt.Errorf("%d bytes, not the %d it says", data.Len(), size)
	}
	return object{kind(t.String()), data.Bytes()}, nil
}

// hashes calls f for every object whose name begins with the hexadecimal digits,
// until f returns false. An object that lies in several places comes several times.
func (s *store) hashes(digits string, f func(Hash) bool) {
	for _, p := range s.packs {
		for _, names := range p.index.Names {
			for ; len(names) >= 20; names = names[20:] {
				if h := Hash(names[:20]); strings.HasPrefix(h.String(), digits) && !f(h) {
					return
				}
			}
		}
	}
	for _, dir := range s.dirs {
		entries, err := os.ReadDir(filepath.Join(dir, digits[:2]))
		if err != nil {
			continue
		}
		for _, e := range entries {
			h, err := ParseHash(digits[:2] + e.Name())
			if err == nil && strings.HasPrefix(h.String(), digits) && !f(h) {
				return
			}
		}
	}
}

func (s *store) close() error {
	var errs []error
	for _, p := range s.packs {
		errs = append(errs, p.close())
	}
	return errors.Join(errs...)
}
