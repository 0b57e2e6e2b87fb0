package generator_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aims/generator"
	"aims/generator/git/gittest"
)

// What git alone could prove is nowhere in the site of a manual without a
// history: no day, no revision, no author, and no page of them.
func TestNothingIsKnownWithoutHistory(t *testing.T) {
	document := "---\nkind: policy\nid: POL-A\ntitle: Policy\nversion: first\nstatus: approved\n---\nText. [page](page.md)\n"
	fs := files{"content/POL-A.md": document, "content/page.md": "# Page\n", "content/index.md": "# Overview\n"}
	proved := regexp.MustCompile(`(?i)\b(1|2)\d\d\d\b|\d{4}-\d{2}-\d{2}|recorded (by|\d)|written by|revision \d|\br\d+\b|<time|\bada\b`)
	editions := regexp.MustCompile(`(ISO(/IEC)? [\d-]+):\d{4}|\(EU\) \d{4}/\d+`) // a standard's own year is part of its name
	for name, dir := range map[string]string{"no repository": t.TempDir(), "no commit": gittest.New(t).Dir} {
		fs.write(t, dir)
		publish(t, generator.Options{Dir: dir})
		site := read(t, filepath.Join(dir, "public"))
		if !strings.Contains(site["index.html"], "nothing is known") {
			t.Errorf("%s: the overview doesn't say that nothing is known", name)
		}
		for p, text := range site {
			switch {
			case strings.HasPrefix(p, "theme/"), p == "manifest.json":
			case strings.HasPrefix(p, "history/"), strings.HasPrefix(p, "changes"), strings.HasPrefix(p, "data/"):
				t.Errorf("%s: there is %s", name, p)
			default:
				if found := proved.FindString(editions.ReplaceAllString(text, "")); found != "" {
					t.Errorf("%s: %s says %q", name, p, found)
				}
			}
		}
	}
	r := gittest.New(t)
	fs.write(t, r.Dir)
	r.Commit("First")
	publish(t, generator.Options{Dir: r.Dir})
	if site := read(t, filepath.Join(r.Dir, "public")); !proved.MatchString(site["documents/POL-A.html"]) {
		t.Error("with a history nothing is found either")
	}
}
