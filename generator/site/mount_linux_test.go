package site

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestMountPointIsRefused(t *testing.T) {
	parent := t.TempDir()
	dir, source := filepath.Join(parent, "public"), filepath.Join(parent, "source")
	mkdir(t, dir)
	mkdir(t, source)
	for name, mount := range map[string]func() error{
		"another file system": func() error { return unix.Mount("none", dir, "tmpfs", 0, "") },
		"the same one":        func() error { return unix.Mount(source, dir, "", unix.MS_BIND, "") },
	} {
		t.Run(name, func(t *testing.T) {
			if err := mount(); err != nil {
				t.Skipf("this user cannot mount: %v", err)
			}
			t.Cleanup(func() {
				if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
					t.Error(err)
				}
			})
			wantRefusal(t, Check(Options{Dir: dir}), "is a mount point", "publish into a folder inside it")
			publishOrFail(t, Options{Dir: filepath.Join(dir, "manual")}, files("a", "1"))
		})
	}
}
