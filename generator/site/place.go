package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// place is where the output is. All names below root are slash-separated.
type place struct {
	dir    string   // as Options.Dir names it
	keep   []string // sorted, none below another
	abs    string   // the output, absolute
	parent string   // the folder it stands in, absolute
	base   string   // its name there
	root   *os.Root // the parent, opened; nil while it does not exist
}

func (p *place) workFolder() string    { return "." + p.base + ".aims" }
func (p *place) stagingFolder() string { return p.workFolder() + "/staging" }
func (p *place) oldFolder() string     { return p.workFolder() + "/old" }
func (p *place) lockPath() string      { return filepath.Join(p.parent, p.workFolder(), "lock") }

func locate(o Options) (*place, error) {
	if o.Dir == "" {
		return nil, errors.New("no output folder is given")
	}
	keep, err := cleanKeep(o.Keep)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("locate %q: %w", o.Dir, err)
	}
	p := &place{dir: o.Dir, keep: keep, abs: abs, parent: filepath.Dir(abs), base: filepath.Base(abs)}
	if p.parent == abs {
		return nil, refuse(hintSubfolder, "%q is the root of a file system and cannot be replaced", o.Dir)
	}
	p.root, err = os.OpenRoot(p.parent)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, p.surroundings(err)
	}
	return p, nil
}

func (p *place) close() {
	if p.root != nil {
		p.root.Close()
	}
}

// surroundings explains that the folder the output stands in cannot be used.
func (p *place) surroundings(err error) error {
	info, statErr := os.Stat(p.parent)
	if errors.Is(err, syscall.ENOTDIR) || statErr == nil && !info.IsDir() {
		return refuse(hintOther, "%q cannot be made: what it would stand in is a file", p.dir)
	}
	return denied(p.dir, "open the parent folder", err)
}

// examine refuses an output that is no folder of our own to replace. It looks
// at the folder, not into it.
func (p *place) examine() error {
	if p.root == nil {
		return p.examineAbove()
	}
	if err := access(p.parent); err != nil {
		return denied(p.dir, "look at the parent folder", err)
	}
	if info, err := p.root.Lstat(p.workFolder()); err == nil && !info.IsDir() {
		return refuse("move it away, or "+hintOther,
			"%q beside %q is not a folder, but aims needs it to work in", p.workFolder(), p.dir)
	}
	info, err := p.root.Lstat(p.base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return denied(p.dir, "look at the output", err)
	case info.Mode()&fs.ModeSymlink != 0:
		return p.refuseLink()
	case !info.IsDir():
		return refuse("move it away, or "+hintOther, "%q is not a folder", p.dir)
	}
	if mounted(p.parent, p.abs) {
		return p.refuseMount()
	}
	if p.holdsWorkingDirectory(info) {
		return refuse("start from another folder, or "+hintOther,
			"%q holds the current folder, which would be replaced", p.dir)
	}
	if err := access(p.abs); err != nil {
		return denied(p.dir, "look at the output", err)
	}
	return nil
}

// examineAbove looks at the nearest folder above the output that exists.
func (p *place) examineAbove() error {
	above := filepath.Dir(p.parent)
	for {
		info, err := os.Stat(above)
		if err == nil && !info.IsDir() {
			return refuse(hintOther, "%q cannot be made: what it would stand in is a file", p.dir)
		}
		if next := filepath.Dir(above); errors.Is(err, fs.ErrNotExist) && next != above {
			above = next
			continue
		}
		if err == nil {
			err = access(above)
		}
		if err != nil {
			return denied(p.dir, "look at the folders above", err)
		}
		return nil
	}
}

func (p *place) refuseLink() error {
	target, err := p.root.Readlink(p.base)
	if err != nil {
		return denied(p.dir, "read the symbolic link", err)
	}
	return refuse("name the folder that the link points to, or remove the link",
		"%q is a symbolic link to %q", p.dir, target)
}

func (p *place) refuseMount() error {
	return refuse(hintSubfolder, "%q is a mount point and cannot be replaced in one step", p.dir)
}

// holdsWorkingDirectory reports whether this process stands in the output: it
// would be left in a folder that is removed.
func (p *place) holdsWorkingDirectory(output fs.FileInfo) bool {
	dir, err := os.Getwd()
	if err != nil {
		return false
	}
	for {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, output) {
			return true
		}
		next := filepath.Dir(dir)
		if next == dir {
			return false
		}
		dir = next
	}
}
