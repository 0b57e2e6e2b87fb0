package themes_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"testing"

	"aims/themes"
)

// NOTICE names every file of the theme that somebody else made, and what is
// bundled is what it names.
func TestNoticeHoldsTheChecksumsOfWhatOthersMade(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, m := range regexp.MustCompile(`sha256 +([0-9a-f]{64})  themes/(\S+)`).FindAllStringSubmatch(string(notice), -1) {
		want[m[2]] = m[1]
	}
	got := map[string]string{}
	err = fs.WalkDir(themes.FS, "default/font", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := themes.FS.ReadFile(name)
		got[name] = fmt.Sprintf("%x", sha256.Sum256(content))
		return err
	})
	if err != nil || len(got) == 0 {
		t.Fatalf("files of others: %d (%v)", len(got), err)
	}
	for name, sum := range got {
		if want[name] != sum {
			t.Errorf("%s has the checksum %s, and NOTICE says %q", name, sum, want[name])
		}
	}
	for name := range want {
		if got[name] == "" {
			t.Errorf("NOTICE names %s, which isn't there", name)
		}
	}
}
