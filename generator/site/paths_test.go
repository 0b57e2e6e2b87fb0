package site

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	for _, test := range []struct {
		paths []string
		want  string // "" where all are fine
	}{
		{[]string{"a", "b", "c/a", "c/b", "d/e/f", "d/e.html", ".nojekyll", "ä/ö", "a b", "manifest.json.html"}, ""},
		{[]string{""}, `path "" is empty`},
		{[]string{"."}, `path "." is not a clean path below the site's root`},
		{[]string{".."}, `path ".." is not a clean`},
		{[]string{"/etc/passwd"}, `path "/etc/passwd" is not a clean`},
		{[]string{"a/../../b"}, `path "a/../../b" is not a clean`},
		{[]string{"a/./b"}, `path "a/./b" is not a clean`},
		{[]string{"a//b"}, `path "a//b" is not a clean`},
		{[]string{"a/"}, `path "a/" is not a clean`},
		{[]string{"a\xff"}, `path "a\xff" is not a clean`},
		{[]string{`a\b`}, `path "a\\b" has a backslash or a NUL`},
		{[]string{"a\x00b"}, `path "a\x00b" has a backslash or a NUL`},
		{[]string{"manifest.json"}, `path "manifest.json" is taken by the manifest`},
		{[]string{"Manifest.JSON"}, `path "Manifest.JSON" is taken by the manifest`},
		{[]string{"manifest.json/a"}, `path "manifest.json/a" is taken by the manifest`},
		{[]string{"a", "b", "a"}, `two files have the path "a"`},
		{[]string{"x/Straße", "x/STRAßE"}, `paths "x/Straße" and "x/STRAßE" differ in case alone`},
		{[]string{"ÄÖ", "äö"}, `paths "ÄÖ" and "äö" differ in case alone`},
		{[]string{"a", "a/b"}, `paths "a" and "a/b": one is a folder of the other`},
		{[]string{"a", "A/b/c"}, `paths "a" and "A/b/c": one is a folder of the other`},
		{[]string{"a/b/c", "x", "a/b"}, `paths "a/b/c" and "a/b": one is a folder of the other`},
		{[]string{"A/b/c", "x", "a"}, `paths "A/b/c" and "a": one is a folder of the other`},
		{[]string{"a/b", "a/b/c/d"}, `paths "a/b" and "a/b/c/d": one is a folder of the other`},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		var list []File
		for _, p := range test.paths {
			list = append(list, File{Path: p})
		}
		_, err := Publish(t.Context(), Options{Dir: dir}, sequence(list))
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q: %v", test.paths, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%q: got %v, want %s", test.paths, err, test.want)
		}
	}
}

func TestKeptPathsMeetNoFile(t *testing.T) {
	for _, test := range []struct{ keep, path, want string }{
		{"docs/own", "docs/page", ""},
		{"CNAME", "CNAME", `"CNAME" under keep: meets "CNAME"`},
		{"CNAME", "cname", `"CNAME" under keep: meets "cname"`},
		{"docs", "docs/page", `"docs" under keep: meets "docs/page"`},
		{"docs/own", "docs", `"docs/own" under keep: meets "docs"`},
		{"Docs/own", "docs", `"Docs/own" under keep: meets "docs"`},
	} {
		o := Options{Dir: filepath.Join(t.TempDir(), "public"), Keep: []string{test.keep}}
		_, err := Publish(t.Context(), o, sequence(files(test.path, "1")))
		if test.want == "" {
			if err != nil {
				t.Errorf("keep %q and %q: %v", test.keep, test.path, err)
			}
			continue
		}
		wantRefusal(t, err, test.want, "take it off keep:")
	}
}

func TestNothingIsWrittenOutside(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publishOrFail(t, Options{Dir: dir}, files("docs/a", "1"))
	before := snapshot(t, parent)
	for _, p := range []string{"../escaped", "docs/../../escaped", "/escaped", "docs/../../public/escaped"} {
		if _, err := Publish(t.Context(), Options{Dir: dir}, sequence(files(p, "x"))); err == nil {
			t.Errorf("%q has been published", p)
		}
	}
	if after := snapshot(t, parent); len(after) != len(before) {
		t.Errorf("files before %v, after %v", before, after)
	}
}
