package site

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func exchange(root *os.Root, a, b string) error {
	return renameatx(root, a, b, unix.RENAME_SWAP)
}

func placeNew(root *os.Root, from, to string) error {
	return renameatx(root, from, to, unix.RENAME_EXCL)
}

func renameatx(root *os.Root, from, to string, flags uint32) error {
	return within(root, func(fd int) error {
		if err := unix.RenameatxNp(fd, from, fd, to, flags); err != nil {
			return &os.LinkError{Op: "renameatx_np", Old: from, New: to, Err: err}
		}
		return nil
	})
}

// mounted reports whether the folder is on another device than its parent.
func mounted(parent, dir string) bool {
	var p, d syscall.Stat_t
	if syscall.Stat(parent, &p) != nil || syscall.Lstat(dir, &d) != nil {
		return false // the rename will tell
	}
	return p.Dev != d.Dev
}

// access says whether this process may read, write and search a folder.
func access(dir string) error {
	if err := unix.Access(dir, unix.R_OK|unix.W_OK|unix.X_OK); err != nil {
		return &os.PathError{Op: "access", Path: dir, Err: err}
	}
	return nil
}
