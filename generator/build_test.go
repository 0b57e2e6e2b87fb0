package generator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/diagnostic"
)

// files are a manual's files, by path.
type files map[string]string

// write writes the files into a folder.
func (fs files) write(t testing.TB, dir string) {
	t.Helper()
	for name, text := range fs {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// folder writes the files into a folder of their own.
func folder(t testing.TB, fs files) string {
	t.Helper()
	dir := t.TempDir()
	fs.write(t, dir)
	return dir
}

func publish(t testing.TB, o generator.Options) generator.Result {
	t.Helper()
	r, err := generator.Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read returns the files below a folder, by path.
func read(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		all[filepath.ToSlash(rel)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func messages(ds []diagnostic.Diagnostic) []string {
	var list []string
	for _, d := range ds {
		list = append(list, d.Position.String()+": "+d.Severity.String()+": "+d.Message)
	}
	return list
}

var (
	sound  = files{"content/POL-001.md": "---\nkind: policy\nid: POL-001\ntitle: Policy\n---\n[page](page.md) ![](a.png)\n", "content/page.md": "# Page\n", "content/a.png": "png"}
	faulty = files{"content/POL-001.md": "---\nkind: policy\nid: POL-001\ntitle: Policy\n---\n[[POL-404]]\n", "content/page.md": "# Page\n"}
)

func TestBuild(t *testing.T) {
	dir := folder(t, sound)
	r := publish(t, generator.Options{Dir: dir})
	if !r.Published || r.Documents != 1 || r.Pages != 1 || r.Output != filepath.Join(dir, "public") || r.Site.Written == 0 || len(r.Timings) > 0 {
		t.Errorf("result %+v", r)
	}
	site := read(t, filepath.Join(dir, "public"))
	for _, name := range []string{"index.html", "documents/POL-001.html", "pages/page.html", "files/a.png", "manifest.json"} {
		if _, ok := site[name]; !ok {
			t.Errorf("no %s", name)
		}
	}
	var manifest struct{ Predicate map[string]any }
	if err := json.Unmarshal([]byte(site["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"version": generator.Version, "commit": nil, "tree": nil, "tags": []any{}, "workTree": true, "options": map[string]any{"keepGoing": false, "allowIncompleteHistory": false, "published": nil, "today": nil}}
	if diff := cmp.Diff(want, manifest.Predicate); diff != "" {
		t.Errorf("predicate -want +got\n%s", diff)
	}
	if again := publish(t, generator.Options{Dir: dir}); again.Site.Written != 0 || again.Site.Removed != 0 || again.Site.Kept != r.Site.Written {
		t.Errorf("a build of the same files: %+v", again.Site)
	}
}

// While the manual has errors nothing changes in the output.
func TestErrorsHoldBack(t *testing.T) {
	dir := folder(t, sound)
	publish(t, generator.Options{Dir: dir})
	before := read(t, filepath.Join(dir, "public"))
	faulty.write(t, dir)
	r := publish(t, generator.Options{Dir: dir})
	if r.Published || r.Site.Written > 0 {
		t.Errorf("published: %+v", r)
	}
	if diff := cmp.Diff([]string{`content/POL-001.md:6:1: error: no document has the id "POL-404"`}, messages(r.Diagnostics)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff(before, read(t, filepath.Join(dir, "public"))); diff != "" {
		t.Errorf("the site has changed -before +after\n%s", diff)
	}
	fresh := folder(t, faulty)
	publish(t, generator.Options{Dir: fresh})
	if _, err := os.Lstat(filepath.Join(fresh, "public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an output was made: %v", err)
	}
}

func TestKeepGoing(t *testing.T) {
	dir := folder(t, faulty)
	r := publish(t, generator.Options{Dir: dir, KeepGoing: true})
	if !r.Published || !diagnostic.Blocking(r.Diagnostics) {
		t.Errorf("result %+v", r)
	}
	site := read(t, filepath.Join(dir, "public"))
	for _, page := range []string{"faults.html", "documents/POL-001.html"} {
		if !strings.Contains(site[page], "no document has the id &#34;POL-404&#34;") {
			t.Errorf("%s does not show the fault", page)
		}
	}
	if !strings.Contains(site["manifest.json"], `"keepGoing":true`) {
		t.Error("the manifest does not say so")
	}
	sound.write(t, dir)
	publish(t, generator.Options{Dir: dir, KeepGoing: true})
	if _, ok := read(t, filepath.Join(dir, "public"))["faults.html"]; ok {
		t.Error("a sound manual has a page of faults")
	}
}

// All files are read and all faults shown in one run, in the order of files
// and lines.
func TestAllFaultsAtOnce(t *testing.T) {
	dir := folder(t, files{
		"aims.yaml":          "titel: x\nchecks: {link-ded: off}\n",
		"content/z.md":       "---\nkind: policy\n",
		"content/b.md":       "---\nkind: polcy\nid: POL-001\n---\n",
		"content/a.md":       "---\nkind: policy\nid: POL-001\ntitle: A\nstatus: aproved\n---\n[[POL-9]] [x](nothing)\n",
		"content/latin.md":   "\xfc\n",
		"content/c/d.md":     "[x](../../up.md)\n",
		"content/unread.txt": "\xfc\n",
	})
	found, err := generator.Check(context.Background(), generator.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`aims.yaml:1:1: error: unknown key "titel"`,
		`aims.yaml:2:20: warning: there is no check "link-ded"`,
		`content/a.md:5:9: error: "aproved" is none of draft, review, approved, withdrawn`,
		`content/a.md:7:1: error: no document has the id "POL-9"`,
		`content/a.md:7:11: error: no file "nothing"`,
		`content/b.md:2:7: error: there is no kind "polcy"`,
		`content/c/d.md:1:1: warning: "../../up.md" leads out of the manual's content`,
		`content/latin.md:1:1: error: the file is not UTF-8: this byte is not part of a character`,
		`content/z.md:1:1: error: the frontmatter that begins here has no end`,
	}
	if diff := cmp.Diff(want, messages(found)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, d := range found {
		if d.Excerpt == "" {
			t.Errorf("%s has no line to show", d.Position)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "public")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a check has written something")
	}
}

// Preview is what a build with KeepGoing writes, without the manifest.
func TestPreview(t *testing.T) {
	for _, fs := range []files{sound, faulty} {
		dir := folder(t, fs)
		publish(t, generator.Options{Dir: dir, KeepGoing: true})
		want := read(t, filepath.Join(dir, "public"))
		delete(want, "manifest.json")
		list, found, err := generator.Preview(context.Background(), generator.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, f := range list {
			got[f.Path] = string(f.Content)
			if f.Open != nil {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				content, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				got[f.Path] = string(content)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-build +preview\n%s", diff)
		}
		if len(found) > 0 != (fs["content/POL-001.md"] == faulty["content/POL-001.md"]) {
			t.Errorf("diagnostics %v", messages(found))
		}
	}
}
