package config_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/config"
)

func TestExcluded(t *testing.T) {
	for _, c := range []struct {
		pattern string
		taken   []string
		kept    []string
	}{
		{"drafts/**", []string{"drafts/a.md", "drafts/b/c.md", "content/drafts/a.md"}, []string{"content/x/drafts/a.md", "content/drafts.md"}},
		{"**/drafts/**", []string{"drafts/a", "content/x/drafts/a.md"}, []string{"content/draftsx/a"}},
		{"drafts", []string{"drafts", "content/drafts/a", "content/x/drafts/y/z"}, []string{"content/drafts.md"}},
		{"drafts/", []string{"content/drafts/a"}, []string{"content/drafts.md"}},
		{"*.tmp", []string{"a.tmp", "content/x/a.tmp", "x.tmp/a.md"}, []string{"a.tmp.md"}},
		{"content/*/old.md", []string{"content/a/old.md"}, []string{"content/old.md", "content/a/b/old.md"}},
		{"content/**/old.md", []string{"content/old.md", "content/a/b/old.md"}, []string{"content/old.mdx"}},
		{"a/**/b/**/c", []string{"a/b/c", "a/x/b/y/z/c", "a/b/b/x/c/d"}, []string{"a/c", "b/a/c"}},
		{"a/**/b?/[0-9].md", []string{"a/b1/2.md", "a/x/y/bz/9.md"}, []string{"a/b/2.md", "a/b1/x.md"}},
		{"a/**/**/b", []string{"a/b", "a/x/y/b"}, []string{"ab"}},
		{"A.md", nil, []string{"a.md"}},
	} {
		conf, diags := config.Parse([]byte(fmt.Sprintf("exclude: [%q]", c.pattern)))
		if len(diags) > 0 {
			t.Errorf("%s: %v", c.pattern, diags)
		}
		for _, p := range c.taken {
			if !conf.Excluded(p) {
				t.Errorf("%s doesn't take %s", c.pattern, p)
			}
		}
		for _, p := range c.kept {
			if conf.Excluded(p) {
				t.Errorf("%s takes %s", c.pattern, p)
			}
		}
	}
}

func TestExcludedByItself(t *testing.T) {
	c, _ := config.Parse([]byte("{content: ., output: build/site}"))
	for p, want := range map[string]bool{
		".git/config": true, "sub/.git": true, "node_modules/x/README.md": true, "docs/node_modules/y.md": true,
		"build/site/index.html": true, "build/site": true, "build/site.md": false, "build/x.md": false,
		".github/x.md": false, ".gitignore": false, "docs/a.md": false,
	} {
		if got := c.Excluded(p); got != want {
			t.Errorf("Excluded(%s) = %v", p, got)
		}
	}
}

// A pattern that makes a naive matcher try every split is decided at once: the
// test would not end if it were not.
func TestExcludedWithManyStars(t *testing.T) {
	c, diags := config.Parse([]byte("exclude: ['" + strings.Repeat("**/a/", 30) + "b']"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if p := strings.Repeat("a/", 200); c.Excluded(p+"c") || !c.Excluded(p+"b") {
		t.Error("decided wrongly")
	}
}
