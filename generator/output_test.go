package generator_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
)

func TestOutput(t *testing.T) {
	t.Run("of aims.yaml", func(t *testing.T) {
		dir := folder(t, sound)
		files{"aims.yaml": "output: site/out\n"}.write(t, dir)
		publish(t, generator.Options{Dir: dir})
		if _, ok := read(t, filepath.Join(dir, "site", "out"))["index.html"]; !ok {
			t.Error("nothing is there")
		}
	})
	t.Run("of the caller", func(t *testing.T) {
		dir, out := folder(t, sound), filepath.Join(t.TempDir(), "elsewhere")
		if r := publish(t, generator.Options{Dir: dir, Output: out}); r.Output != out {
			t.Errorf("output %q", r.Output)
		}
		if _, ok := read(t, out)["index.html"]; !ok {
			t.Error("nothing is there")
		}
		if _, err := os.Lstat(filepath.Join(dir, "public")); !errors.Is(err, fs.ErrNotExist) {
			t.Error("and there is a public/")
		}
	})
	t.Run("that is a file", func(t *testing.T) {
		dir := folder(t, sound)
		files{"public": "mine"}.write(t, dir)
		_, err := generator.Build(context.Background(), generator.Options{Dir: dir})
		var hint interface{ Hint() string }
		if !errors.As(err, &hint) {
			t.Errorf("error %v, want a refusal", err)
		}
	})
}

// With content "." the output, the working folder beside it, and what is
// excluded lie among the documents and are none.
func TestOutputInsideContent(t *testing.T) {
	dir := folder(t, files{
		"aims.yaml": "content: .\noutput: out\nexclude: [drafts]\n",
		"README.md": "# Home\n\n[readme](sub/x.md) [old](out/notes.md) [d](drafts/d.md)\n", "sub/x.md": "# X\n", "drafts/d.md": "# D\n",
		"node_modules/m/x.md": "# M\n", "sub/.git/x.md": "# G\n", ".gitignore": "ignored.md\n", "ignored.md": "# I\n",
	})
	for range 2 {
		r := publish(t, generator.Options{Dir: dir})
		files{".out.aims/left.md": "# L\n"}.write(t, dir)
		if r.Pages != 1 || !r.Published {
			t.Errorf("%d pages, want 1: %v", r.Pages, messages(r.Diagnostics))
		}
	}
	for _, name := range []string{"elsewhere", "elsewhere/deep"} {
		o := generator.Options{Dir: dir, Output: filepath.Join(dir, filepath.FromSlash(name))}
		for range 2 {
			if r := publish(t, o); r.Pages != 1 {
				t.Errorf("output %q: %d pages, want 1", name, r.Pages)
			}
		}
		if err := os.RemoveAll(filepath.Join(dir, "elsewhere")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Run("no content", func(t *testing.T) {
		_, err := generator.Check(context.Background(), generator.Options{Dir: t.TempDir()})
		var refusal *generator.Refusal
		if !errors.As(err, &refusal) || refusal.Hint() == "" {
			t.Errorf("error %v, want a refusal with a hint", err)
		}
	})
	t.Run("content is a file", func(t *testing.T) {
		if _, err := generator.Check(context.Background(), generator.Options{Dir: folder(t, files{"content": "x"})}); err == nil {
			t.Error("no error")
		}
	})
	t.Run("no folder", func(t *testing.T) {
		if _, err := generator.Check(context.Background(), generator.Options{Dir: filepath.Join(t.TempDir(), "gone")}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("error %v", err)
		}
	})
}

func TestCancelledBuild(t *testing.T) {
	dir := folder(t, sound)
	publish(t, generator.Options{Dir: dir})
	before := read(t, dir)
	files{"content/page.md": "# Changed\n"}.write(t, dir)
	before["content/page.md"] = "# Changed\n"
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, err := generator.Build(ctx, generator.Options{Dir: dir}); !errors.Is(err, context.Canceled) || r.Published {
		t.Errorf("result %+v, error %v", r, err)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("-before +after\n%s", diff)
	}
}

// A template that fails on the last page stops the run, and the site stays.
func TestBrokenPage(t *testing.T) {
	dir := folder(t, sound)
	publish(t, generator.Options{Dir: dir})
	before := read(t, filepath.Join(dir, "public"))
	files{"templates/pages/page.html": `{{define "main"}}{{.Nothing}}{{end}}`}.write(t, dir)
	r, err := generator.Build(context.Background(), generator.Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "templates/pages/page.html") || r.Published {
		t.Errorf("result %+v, error %v", r, err)
	}
	if diff := cmp.Diff(before, read(t, filepath.Join(dir, "public"))); diff != "" {
		t.Errorf("-before +after\n%s", diff)
	}
}
