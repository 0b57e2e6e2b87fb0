package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

// TestMain makes the test binary the command itself when it is called aims.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"aims": main})
}

// TestScripts runs the scripts in testdata/script, each a session of somebody
// at a terminal, in a folder of its own. Besides the commands of testscript
// they have those below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Values[lockKey{}] = map[string]*flock.Flock{}
			recipes, err := filepath.Abs("../../.github/recipes")
			e.Setenv("RECIPES", recipes)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "confined": confined, "checksum": checksum, "write": write, "lock": lock, "mount": mount, "marked": marked,
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "confine":
				return os.Geteuid() != 0 || exec.Command("setpriv", append(withoutRights, "true")...).Run() == nil, nil
			case "mount":
				return canMount(), nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
	})
}

// status N COMMAND… runs a command that has to end with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	got := 0
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

// withoutRights are the arguments that make setpriv (util-linux) run a command
// as a root to whom the permissions of files apply.
var withoutRights = []string{"--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"}

// confined N COMMAND… is status for somebody to whom permissions apply.
func confined(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: confined N COMMAND…")
	}
	if os.Geteuid() == 0 {
		args = slices.Concat(args[:1], []string{"setpriv"}, withoutRights, args[1:])
	}
	status(ts, neg, args)
}

// marked DIR TEXT asks for the text on every page of a site; a redirect is none.
func marked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: marked DIR TEXT")
	}
	pages := 0
	err := filepath.WalkDir(ts.MkAbs(args[0]), func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".html" {
			return err
		}
		text, err := os.ReadFile(p)
		if err != nil || bytes.Contains(text, []byte(`http-equiv="refresh"`)) {
			return err
		}
		if pages++; !bytes.Contains(text, []byte(args[1])) {
			ts.Fatalf("%s has no %q", p, args[1])
		}
		return nil
	})
	ts.Check(err)
	if pages == 0 {
		ts.Fatalf("%s has no page", args[0])
	}
}

// checksum DIR FILE writes a line for everything in DIR into FILE: the SHA-256
// of a file, the target of a link.
func checksum(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: checksum DIR FILE")
	}
	var b strings.Builder
	err := filepath.WalkDir(ts.MkAbs(args[0]), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(ts.MkAbs(args[0]), p)
		if err != nil {
			return err
		}
		what := "folder"
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			what, err = os.Readlink(p)
		case d.Type().IsRegular():
			var text []byte
			text, err = os.ReadFile(p)
			what = fmt.Sprintf("%x", sha256.Sum256(text))
		}
		fmt.Fprintf(&b, "%s %s\n", what, filepath.ToSlash(name))
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o666))
}

// write FILE TEXT [N] writes a text N times over. FILE and TEXT may have Go's
// escapes.
func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: write FILE TEXT [N]")
	}
	n := 1
	if len(args) == 3 {
		var err error
		n, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	file := ts.MkAbs(unescaped(ts, args[0]))
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o777))
	ts.Check(os.WriteFile(file, []byte(strings.Repeat(unescaped(ts, args[1]), n)), 0o666))
}

func unescaped(ts *testscript.TestScript, s string) string {
	s, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return s
}

type lockKey struct{}

// lock FILE makes this process hold the lock, as another build would. ! lock
// FILE lets it go.
func lock(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] lock FILE")
	}
	name, held := ts.MkAbs(args[0]), ts.Value(lockKey{}).(map[string]*flock.Flock)
	if neg {
		ts.Check(held[name].Unlock())
		return
	}
	held[name] = flock.New(name)
	ok, err := held[name].TryLock()
	ts.Check(err)
	if !ok {
		ts.Fatalf("%s is locked already", args[0])
	}
	ts.Defer(func() { _ = held[name].Unlock() })
}

// mount DIR mounts a file system in memory for the length of the script.
func mount(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mount DIR")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(ts.Exec("mount", "-t", "tmpfs", "tmpfs", dir))
	ts.Defer(func() { ts.Check(exec.Command("umount", dir).Run()) })
}

// canMount reports whether this user may mount.
func canMount() bool {
	if runtime.GOOS != "linux" || os.Geteuid() != 0 {
		return false
	}
	dir, err := os.MkdirTemp("", "aims-mount")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if exec.Command("mount", "-t", "tmpfs", "tmpfs", dir).Run() != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
}
