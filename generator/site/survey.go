package site

import (
	"errors"
	"io/fs"
	"path"
	"slices"
)

// survey is what the output holds before it is replaced.
type survey struct {
	exists  bool            // whether there is an output
	listed  map[string]bool // files that its manifest names, whether they exist or not
	folders map[string]bool // folders of these, and folders that paths of Keep lie in
	regular map[string]bool // listed files that exist; false for one that is no regular file
	kept    []string        // paths of Keep that exist, sorted
	foreign []string        // what nobody answers for, sorted; folders end in a slash
}

// survey looks through the folder dir and refuses it if something in it is
// nobody's.
func (p *place) survey(dir string) (*survey, error) {
	s := &survey{folders: map[string]bool{}}
	if _, err := p.root.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return s, nil
	} else if err != nil {
		return nil, denied(p.dir, "look at the output", err)
	}
	s.exists = true
	manifest, err := p.readManifest(dir)
	if err != nil {
		return nil, err
	}
	s.listed = manifest
	for name := range s.listed {
		s.addFolders(name)
	}
	for _, name := range p.keep {
		s.addFolders(name)
	}
	if err := p.look(s, dir); err != nil {
		return nil, err
	}
	switch {
	case len(s.foreign) == 0:
		return s, nil
	case manifest == nil:
		return nil, refuse("empty it, or "+hintOther,
			"%q has files but no %s of aims: %s", p.dir, manifestName, enumerate(s.foreign))
	}
	return nil, p.refuseForeign(s.foreign)
}

func (p *place) refuseForeign(foreign []string) error {
	return refuse("move them away, or name them under keep: in aims.yaml",
		"%q has files that aims did not write: %s", p.dir, enumerate(foreign))
}

// readManifest returns the names in the folder's manifest, nil if there is none.
func (p *place) readManifest(dir string) (map[string]bool, error) {
	name := path.Join(dir, manifestName)
	info, err := p.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, denied(p.dir, "look at "+manifestName, err)
	}
	unreadable := func(err error) error {
		return refuse("empty the folder, or "+hintOther,
			"%q has a %s that cannot be used: %v", p.dir, manifestName, err)
	}
	if !info.Mode().IsRegular() {
		return nil, unreadable(errors.New("it is not a regular file"))
	}
	f, err := p.root.Open(name)
	if err != nil {
		return nil, denied(p.dir, "open "+manifestName, err)
	}
	defer f.Close()
	names, err := decodeManifest(f, manifestLimit)
	if err != nil {
		return nil, unreadable(err)
	}
	return names, nil
}

func (s *survey) addFolders(name string) {
	for dir := path.Dir(name); dir != "." && !s.folders[dir]; dir = path.Dir(dir) {
		s.folders[dir] = true
	}
}

// look sorts everything in the folder dir into regular, kept and foreign. It
// never follows a symbolic link.
func (p *place) look(s *survey, dir string) error {
	s.regular, s.kept, s.foreign = make(map[string]bool, len(s.listed)), nil, nil
	if err := p.lookInto(s, dir, ""); err != nil {
		return denied(p.dir, "look through the output", err)
	}
	slices.Sort(s.kept)
	slices.Sort(s.foreign)
	return nil
}

// lookInto does so for one folder below dir.
func (p *place) lookInto(s *survey, dir, below string) error {
	entries, err := p.list(path.Join(dir, below))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(below, entry.Name())
		_, keep := slices.BinarySearch(p.keep, name)
		switch {
		case keep:
			s.kept = append(s.kept, name)
		case entry.IsDir() && s.folders[name]:
			err = p.lookInto(s, dir, name)
		case entry.IsDir():
			var inhabited bool
			if inhabited, err = p.inhabited(path.Join(dir, name)); inhabited {
				s.foreign = append(s.foreign, name+"/")
			}
		case name == manifestName:
		case s.listed[name]:
			s.regular[name] = entry.Type().IsRegular()
		default:
			s.foreign = append(s.foreign, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inhabited reports whether anything but folders is below dir.
func (p *place) inhabited(dir string) (bool, error) {
	entries, err := p.list(dir)
	for _, entry := range entries {
		if !entry.IsDir() {
			return true, nil
		}
	}
	for _, entry := range entries {
		if inhabited, err := p.inhabited(path.Join(dir, entry.Name())); inhabited || err != nil {
			return inhabited, err
		}
	}
	return false, err
}

// list reads one folder, in no order. The names in it are anybody's: unlike
// package fs, this takes such that are not UTF-8.
func (p *place) list(dir string) ([]fs.DirEntry, error) {
	f, err := p.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// removed counts the files that were there and that the new site lacks.
func (s *survey) removed(site *register) int {
	n := 0
	for name := range s.regular {
		if !site.has(name) {
			n++
		}
	}
	return n
}
