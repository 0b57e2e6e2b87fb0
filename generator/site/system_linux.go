package site

import (
	"os"

	"golang.org/x/sys/unix"
)

func exchange(root *os.Root, a, b string) error {
	return renameat2(root, a, b, unix.RENAME_EXCHANGE)
}

func placeNew(root *os.Root, from, to string) error {
	return renameat2(root, from, to, unix.RENAME_NOREPLACE)
}

func renameat2(root *os.Root, from, to string, flags uint) error {
	return within(root, func(fd int) error {
		if err := unix.Renameat2(fd, from, fd, to, flags); err != nil {
			return &os.LinkError{Op: "renameat2", Old: from, New: to, Err: err}
		}
		return nil
	})
}

// mounted reports whether the folder is the root of a mount, or on another
// device than its parent, as the subvolumes of some file systems are.
func mounted(parent, dir string) bool {
	var p, d unix.Statx_t
	if unix.Statx(unix.AT_FDCWD, parent, 0, unix.STATX_BASIC_STATS, &p) != nil ||
		unix.Statx(unix.AT_FDCWD, dir, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_BASIC_STATS, &d) != nil {
		return false // the rename will tell
	}
	return d.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0 || p.Dev_major != d.Dev_major || p.Dev_minor != d.Dev_minor
}

// access says whether this process may read, write and search a folder.
func access(dir string) error {
	if err := unix.Access(dir, unix.R_OK|unix.W_OK|unix.X_OK); err != nil {
		return &os.PathError{Op: "access", Path: dir, Err: err}
	}
	return nil
}
