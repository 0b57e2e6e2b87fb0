//go:build man

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMan runs in builds with the tag man alone: go test -tags man ./cmd/aims.
func TestMan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man")
	a := app{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	if got := a.run(t.Context(), []string{"man", dir}); got != fine {
		t.Fatalf("exit status %d: %s", got, a.stderr)
	}
	pages := filesBelow(t, dir)
	for _, c := range a.root().Commands() {
		name := "aims-" + c.Name() + ".1"
		switch page := pages[name]; {
		case c.Hidden:
			continue
		case !strings.Contains(page, ".SH EXAMPLE") || !strings.Contains(page, c.Short):
			t.Errorf("%s has no example, or doesn't say what the command does:\n%s", name, page)
		}
	}
	if !strings.Contains(pages["aims.1"], ".SH EXAMPLE") || !strings.Contains(pages["aims.1"], `aims-build(1)`) {
		t.Errorf("aims.1:\n%s", pages["aims.1"])
	}
	if got := a.run(t.Context(), []string{"man"}); got != misused {
		t.Errorf("without a folder: exit status %d", got)
	}
}

func filesBelow(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}
