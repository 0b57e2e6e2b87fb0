package themes_test

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aims/themes"
)

// text returns the files of a folder of the theme, joined.
func text(t *testing.T, folder string) string {
	t.Helper()
	names, err := fs.Glob(themes.FS, "default/"+folder+"/*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in %q (%v)", folder, err)
	}
	var b strings.Builder
	for _, name := range names {
		content, err := themes.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(content)
	}
	return b.String()
}

func TestNothingComesFromAnotherHost(t *testing.T) {
	css := text(t, "css")
	for _, m := range regexp.MustCompile(`url\("?([^)"]*)"?\)`).FindAllStringSubmatch(css, -1) {
		if _, err := fs.Stat(themes.FS, path.Join("default/css", m[1])); err != nil {
			t.Errorf("the style sheet asks for %q, which is not in the theme", m[1])
		}
	}
	for _, word := range []string{"@import", "//"} {
		if strings.Contains(css, word) {
			t.Errorf("the style sheet has %q", word)
		}
	}
	for _, word := range []string{"http:", "https:", "fetch(", "import(", "innerHTML", ".style", "eval("} {
		if strings.Contains(text(t, "js"), word) {
			t.Errorf("a script has %q", word)
		}
	}
}

func TestLicenceStandsBesideTheFont(t *testing.T) {
	if licence := text(t, "font"); !strings.Contains(licence, "SIL OPEN FONT LICENSE Version 1.1") {
		t.Error("the font's licence is missing")
	}
}

// The style sheet may weigh 48 kB as it is written: trails, evidence, reviews,
// registers and the pages of the management system have parts of their own in it,
// and compressed it is still under 12 kB, a twelfth of what a page may weigh the
// first time.
func TestWeight(t *testing.T) {
	for folder, most := range map[string]int{"css": 48 << 10, "js": 10 << 10, "font": 56 << 10, "img": 1 << 10} {
		if n := len(text(t, folder)); n > most {
			t.Errorf("%s: %d bytes, want at most %d", folder, n, most)
		}
	}
}

// Contrast of the tokens as WCAG 2.2, 1.4.3 and 1.4.11, has it: 4.5 for text,
// 3 for the edges of controls.
func TestContrast(t *testing.T) {
	const word, edge = 4.5, 3
	tokens := map[string][2]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)`).FindAllStringSubmatch(text(t, "css"), -1) {
		tokens[m[1]] = [2]string{m[2], m[3]}
	}
	type pair struct {
		on, under string
		least     float64
	}
	pairs := []pair{{"edge", "paper", edge}, {"accent", "accent-wash", word}}
	for _, tone := range []string{"good", "warn", "bad", "none"} {
		pairs = append(pairs, pair{tone, tone + "-wash", word}, pair{"ink", tone + "-wash", word}, pair{"accent", tone + "-wash", word})
	}
	for _, on := range []string{"ink", "soft", "accent", "good", "warn", "bad", "none", "code-word", "code-name", "code-text", "code-number", "code-remark"} {
		pairs = append(pairs, pair{on, "paper", word}, pair{on, "wash", word})
	}
	for _, p := range pairs {
		for i, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%s on %s, %s", p.on, p.under, scheme), func(t *testing.T) {
				if got := contrast(t, tokens[p.on][i], tokens[p.under][i]); got < p.least {
					t.Errorf("%.2f, want at least %.1f", got, p.least)
				}
			})
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of a colour such as #1a1f25.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", colour, err)
	}
	part := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}
