package site

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var kills = flag.Int("kills", 10, "how often TestKill kills a build, with either way to swap")

const (
	childDir  = "AIMS_SITE_TEST_DIR"
	childSwap = "AIMS_SITE_TEST_SWAP"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		publishForEver(dir, killSystem(os.Getenv(childSwap)))
	}
	os.Exit(m.Run())
}

func killSystem(swap string) system {
	if swap == "renames" {
		return without(operatingSystem, nil, syscall.ENOSYS)
	}
	return operatingSystem
}

func killOptions(dir string) Options { return Options{Dir: dir, Keep: []string{"CNAME", "kept"}} }

// publishForEver is the build that is killed. It says on stdout when the first
// site is published.
func publishForEver(dir string, sys system) {
	for i := 0; ; i++ {
		_, err := publish(context.Background(), killOptions(dir), sequence(killSite(i)), sys)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if i == 0 {
			fmt.Println("published")
		}
	}
}

// killSite is one of two sites. Some files are the same in both, some are not,
// and some are in one alone.
func killSite(i int) []File {
	name := string("AB"[i%2])
	list := files("index.html", "site "+name)
	for n := range 40 {
		list = append(list, files(
			fmt.Sprintf("same/%02d.html", n), strings.Repeat("same ", 500),
			fmt.Sprintf("docs/%02d.html", n), strings.Repeat(name, 3000+n),
			fmt.Sprintf("%s/%02d/index.html", name, n), name)...)
	}
	return list
}

// TestKill holds that a build that is killed at any moment leaves one whole
// site, and that the next build works.
func TestKill(t *testing.T) {
	for _, swap := range []string{"exchange", "renames"} {
		t.Run(swap, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, "CNAME", "manual.example.org")
			write(t, dir, "kept/file", "own")
			random := rand.New(rand.NewPCG(42, 1))
			outcomes := map[string]int{}
			for round := range *kills {
				publishOrFail(t, killOptions(dir), killSite(round))
				killOne(t, dir, swap, time.Duration(random.IntN(40_000))*time.Microsecond)
				outcomes[inspectKilled(t, dir, swap)]++
				if t.Failed() {
					t.Fatalf("after kill %d", round+1)
				}
			}
			publishOrFail(t, killOptions(dir), killSite(0))
			wantCleanWorkshop(t, dir)
			t.Logf("%d kills: %v", *kills, outcomes)
		})
	}
}

func killOne(t *testing.T, dir, swap string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir, childSwap+"="+swap)
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said, err := bufio.NewReader(stdout).ReadString('\n')
	if said != "published\n" {
		t.Errorf("the child said %q, %v", said, err)
	}
	time.Sleep(after)
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	if state, err := child.Process.Wait(); err != nil || state.Exited() {
		t.Errorf("the child was not killed: %v, %v", state, err)
	}
}

// inspectKilled checks what a killed build has left and says which site it is.
func inspectKilled(t *testing.T, dir, swap string) string {
	t.Helper()
	how := "site "
	if _, err := os.Stat(dir); err != nil {
		if swap == "exchange" {
			t.Fatal("there is no output")
		}
		how = "put back site "
		repair(t, killOptions(dir))
	}
	got := snapshot(t, dir)
	name := strings.TrimPrefix(got["index.html"], "site ")
	want := map[string]string{"CNAME": "manual.example.org", "kept/file": "own"}
	var subjects []subject
	for _, f := range killSite(strings.Index("AB", name)) {
		want[f.Path] = string(f.Content)
		sum := sha256.Sum256(f.Content)
		subjects = append(subjects, subject{f.Path, digest{hex.EncodeToString(sum[:])}})
	}
	manifest, err := encodeManifest(subjects, nil)
	if err != nil {
		t.Fatal(err)
	}
	want[manifestName] = string(manifest)
	if !maps.Equal(want, got) {
		t.Errorf("neither site (-want +got):\n%s", cmp.Diff(want, got))
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".public.aims", "[os]*")); err != nil {
		t.Error(err)
	} else if len(left) > 0 {
		how = "leftovers and " + how
	}
	return how + name
}
