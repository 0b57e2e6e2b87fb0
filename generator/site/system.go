package site

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// system is every change that this package makes to a file system once the
// working folder is locked, so that tests can make each of them fail. Names
// are relative to the root, which is the folder that the output stands in.
type system struct {
	mkdir    func(root *os.Root, name string) error
	create   func(root *os.Root, name string, perm fs.FileMode) (io.WriteCloser, error) // refuses a name that exists
	link     func(root *os.Root, from, to string) error
	symlink  func(root *os.Root, target, name string) error
	chmod    func(root *os.Root, name string, perm fs.FileMode) error
	rename   func(root *os.Root, from, to string) error
	place    func(root *os.Root, from, to string) error // a rename that refuses a name that exists
	exchange func(root *os.Root, a, b string) error
	remove   func(root *os.Root, name string) error // with all below it; what does not exist is no error
}

var operatingSystem = system{
	mkdir:    func(root *os.Root, name string) error { return root.Mkdir(name, 0o755) },
	create:   create,
	link:     (*os.Root).Link,
	symlink:  (*os.Root).Symlink,
	chmod:    (*os.Root).Chmod,
	rename:   (*os.Root).Rename,
	place:    placeNew,
	exchange: exchange,
	remove:   (*os.Root).RemoveAll,
}

func create(root *os.Root, name string, perm fs.FileMode) (io.WriteCloser, error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// unsupported reports whether the kernel or the file system cannot do this
// kind of rename at all. File systems without it say EINVAL.
func unsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL)
}

// within gives the open folder of a root to calls that package os has not.
func within(root *os.Root, call func(fd int) error) error {
	f, err := root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	return call(int(f.Fd()))
}
