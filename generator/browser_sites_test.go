package generator_test

import (
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator"
)

// build builds the manual in dir and returns the folder of its site.
func build(t *testing.T, dir string, keepGoing bool) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	r, err := generator.Build(t.Context(), generator.Options{Dir: dir, Output: out, KeepGoing: keepGoing})
	if err != nil {
		t.Fatalf("build the manual in %q: %v", dir, err)
	}
	if !r.Published {
		t.Fatalf("the manual in %q has errors: %v", dir, r.Diagnostics)
	}
	return out
}

// awkwardManual is testdata/browser with what can't be kept there: a folder of
// seventy documents, and file names that not every system has.
func awkwardManual(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/browser")); err != nil {
		t.Fatal(err)
	}
	text := "# %s\n\n[Home](../index.md)\n\n## One\n\nText.\n\n## Two\n\nText.\n"
	for _, name := range []string{"50% #1 & more", "it's \"quoted\"", "Überblick", "日本語", "a+b=c;d", "q?a", "x:y"} {
		write(t, dir, "content/odd names/"+name+".md", fmt.Sprintf(text, name))
	}
	for n := range 70 {
		write(t, dir, fmt.Sprintf("content/many/GDL-%03d.md", n+1), minimalDocument(n+1))
	}
	return dir
}

// longManual has more documents than one page of the register.
func longManual(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for n := range 501 {
		write(t, dir, fmt.Sprintf("content/GDL-%03d.md", n+1), minimalDocument(n+1))
	}
	return dir
}

func minimalDocument(n int) string {
	return fmt.Sprintf("---\nid: GDL-%03d\nkind: guideline\ntitle: Guideline %d\nstatus: draft\n---\n\nText.\n", n, n)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// builtSite is a site on the disk and on a web server.
type builtSite struct {
	folder  string
	address string // path under which the server has it
	base    string // URL of that
}

// serve makes the site reachable as a plain web server does: with 404.html
// wherever nothing else is.
func (s *builtSite) serve(t *testing.T) {
	server := httptest.NewServer(http.StripPrefix(s.address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(s.folder, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		status := http.StatusOK
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			name, status = filepath.Join(s.folder, "404.html"), http.StatusNotFound
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
		w.Header().Set("Cache-Control", "max-age=600")
		w.WriteHeader(status)
		w.Write(text)
	})))
	t.Cleanup(server.Close)
	s.base = server.URL + s.address
}

// disk is the URL of the site's folder.
func (s *builtSite) disk() string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(s.folder) + "/"}).String()
}

// pages are the paths of all pages, in order, without redirects.
func (s *builtSite) pages(t *testing.T) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(s.folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(name)
		if err == nil && !strings.Contains(string(text), `http-equiv="refresh"`) {
			rel, _ := filepath.Rel(s.folder, name)
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(list) == 0 {
		t.Fatalf("pages of %q: %d (%v)", s.folder, len(list), err)
	}
	return list
}
