package generator_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
)

// buildOnly makes the test binary build the manual of a folder and end.
const buildOnly = "AIMS_TEST_BUILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(buildOnly); dir != "" {
		if _, err := generator.Build(context.Background(), generator.Options{Dir: dir, KeepGoing: true}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// The same files give the same bytes: in another folder, at other times, in
// another zone and language, on another number of processors.
func TestSameInputsSameBytes(t *testing.T) {
	manual := varied(60)
	manual["content/broken.md"] = "---\nkind: policy\n"
	manual["content/dead.md"] = "[x](y.md) [[POL-404]]\n"
	var want map[string]string
	for i, environment := range [][]string{
		{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1"},
		{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1"},
		{"TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "GOMAXPROCS=4"},
		{"TZ=America/Los_Angeles", "LC_ALL=de_DE.UTF-8", "HOSTNAME=elsewhere", "USER=somebody", "GOMAXPROCS=4"},
	} {
		dir := filepath.Join(t.TempDir(), fmt.Sprintf("manual %d", i))
		manual.write(t, dir)
		age(t, dir, time.Date(2001+i*7, time.March, 1, 12, 0, 0, 0, time.UTC))
		run := exec.Command(os.Args[0])
		run.Env = append(append(os.Environ(), environment...), buildOnly+"="+dir)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", environment, err, out)
		}
		got := read(t, filepath.Join(dir, "public"))
		if want == nil {
			want = got
		}
		if len(got) < 60 {
			t.Fatalf("%d files", len(got))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v -first +this\n%s", environment, diff)
		}
	}
}

// age sets the times of all files below a folder.
func age(t *testing.T, dir string, at time.Time) {
	t.Helper()
	for name := range read(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), at, at); err != nil {
			t.Fatal(err)
		}
	}
}
