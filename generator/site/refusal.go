package site

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// Refusal is an error that the caller can remedy: the output folder is not one
// that may be replaced. Nothing has been published.
type Refusal struct {
	Message  string // lower case, no full stop; names the folder as Options.Dir does
	HintText string // what to do about it
}

func (r *Refusal) Error() string { return r.Message }

// Hint says what to do.
func (r *Refusal) Hint() string { return r.HintText }

func refuse(hint, format string, args ...any) *Refusal {
	return &Refusal{Message: fmt.Sprintf(format, args...), HintText: hint}
}

const (
	hintOther     = "choose another folder with output: in aims.yaml"
	hintSubfolder = "publish into a folder inside it"
	hintWait      = "wait until the other build has ended, then build again"
)

// denied turns a missing permission on the output or its surroundings into a
// refusal and wraps any other error.
func denied(dir, operation string, err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return refuse("give this user the permission to read and write the folder and its parent, or "+hintOther,
			"no permission to publish into %q: %s: %v", dir, operation, err)
	}
	return fmt.Errorf("%s: %w", operation, err)
}

// enumerate names the first ten of a sorted list and counts the others.
func enumerate(names []string) string {
	const most = 10
	quoted := make([]string, 0, most)
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	text := strings.Join(quoted, ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
