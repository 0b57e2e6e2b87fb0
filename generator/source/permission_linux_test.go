package source

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/diagnostic"
)

// permitted runs f as somebody to whom the permissions of files apply, which
// root is not.
func permitted(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		const nobody = 65534
		runtime.LockOSThread() // The identity is that of the thread.
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Setfsuid(0); err != nil {
				t.Fatal(err)
			}
		}()
	}
	f()
}

func TestListNamesWhatItMayNotRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"content/a.md": "a", "content/locked.md": "b", "content/closed/c.md": "c", "content/z.md": "z",
		"content/sub/.gitignore": "private.md\n", "content/sub/d.md": "d",
	})
	for _, name := range []string{"content/locked.md", "content/closed", "content/sub/.gitignore"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "content/closed"), 0o700) })
	tree := open(t, dir)
	permitted(t, func() {
		files, diags, err := tree.List("content", none)
		if err != nil {
			t.Fatal(err)
		}
		var read []string
		for _, f := range files {
			if b, err := f.Read(10); err == nil {
				read = append(read, f.Path+" "+string(b))
			}
		}
		if d := cmp.Diff([]string{"content/a.md a", "content/sub/d.md d", "content/z.md z"}, read); d != "" {
			t.Errorf("read (-want +got):\n%s", d)
		}
		fault := func(file, what string) diagnostic.Diagnostic {
			return diagnostic.Diagnostic{Rule: RuleUnreadable, Position: diagnostic.Position{File: file}, Message: "the " + what + " can't be read: permission denied", Hint: hintReadable}
		}
		want := []diagnostic.Diagnostic{fault("content/closed", "folder"), fault("content/sub/.gitignore", "file")}
		if d := cmp.Diff(want, diags); d != "" {
			t.Errorf("diagnostics (-want +got):\n%s", d)
		}
	})
}

func TestListOfPatternsAboveThatMayNotBeRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".git/HEAD": "", ".gitignore": "*.bak", "m/content/a.md": ""})
	// Nobody may look into the folder that holds the temporary one.
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, ".gitignore"), 0); err != nil {
		t.Fatal(err)
	}
	tree := open(t, filepath.Join(dir, "m"))
	permitted(t, func() {
		files, diags, err := tree.List("content", none)
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		if len(diags) != 1 || diags[0].File != "../.gitignore" || diags[0].Rule != RuleUnreadable {
			t.Errorf("got %v", diags)
		}
	})
}
