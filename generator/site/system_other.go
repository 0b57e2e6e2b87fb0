//go:build !linux && !darwin

package site

import (
	"errors"
	"os"
)

func exchange(*os.Root, string, string) error { return errors.ErrUnsupported }

func placeNew(*os.Root, string, string) error { return errors.ErrUnsupported }

// mounted leaves it to the rename to find out.
func mounted(string, string) bool { return false }

// access leaves it to the first change to find out.
func access(string) error { return nil }
