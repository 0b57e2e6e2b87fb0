package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
)

// TestProgress shows nothing in the first second, then one line that is written
// over and over, and leaves none.
func TestProgress(t *testing.T) {
	clock := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var screen bytes.Buffer
	p := &progressLine{w: &screen, now: func() time.Time { return clock }, start: clock}
	p.show(generator.Progress{Stage: generator.Reading, Done: 100, Total: 900})
	clock = clock.Add(999 * time.Millisecond)
	p.show(generator.Progress{Stage: generator.Reading, Done: 200, Total: 900})
	p.clear()
	if screen.Len() > 0 {
		t.Errorf("in the first second it shows %q", screen.String())
	}
	clock = clock.Add(time.Millisecond)
	p.show(generator.Progress{Stage: generator.Reading, Done: 300, Total: 900})
	p.show(generator.Progress{Stage: generator.Publishing, Done: 100})
	p.clear()
	p.clear()
	if want := "\r\x1b[Kread: 300 of 900 files\r\x1b[Kpublish: 100 files\r\x1b[K"; screen.String() != want {
		t.Errorf("got %q, not %q", screen.String(), want)
	}
}

func TestProgressIsForTerminalsAlone(t *testing.T) {
	a := app{stderr: &bytes.Buffer{}, now: func() time.Time { panic("the clock was asked") }}
	a.progress().show(generator.Progress{Stage: generator.Reading, Done: 100, Total: 900})
}

func TestTimings(t *testing.T) {
	got := timings([]generator.Timing{
		{Stage: generator.Reading, Took: 1500 * time.Microsecond},
		{Stage: generator.Publishing, Took: 2 * time.Second, Parts: []generator.Part{{Name: "documents", Took: time.Second}, {Name: "registers", Took: time.Microsecond}}},
	})
	want := "" +
		"read                                 1 ms\n" +
		"publish                           2000 ms\n" +
		"  documents                       1000 ms\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestShellWord(t *testing.T) {
	for word, want := range map[string]string{
		"manual": "manual", "../a/b-c_d.e": "../a/b-c_d.e", "übung": "übung", "our manual": "'our manual'",
		"it's": `'it'\''s'`, "$HOME": "'$HOME'", "a;b": "'a;b'",
	} {
		if got := shellWord(word); got != want {
			t.Errorf("%q: got %s, not %s", word, got, want)
		}
	}
}

func TestInRepository(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"repo/.git", "repo/sub/manual", "plain"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if !inRepository(filepath.Join(dir, "repo/sub/manual")) || !inRepository(filepath.Join(dir, "repo")) || inRepository(filepath.Join(dir, "plain")) {
		t.Error("a repository was missed, or seen where none is")
	}
}

// TestOrganisationNames runs names that a script can't type.
func TestOrganisationNames(t *testing.T) {
	for _, name := range []string{"two\nlines", "a\x1b[31mb", "\xff", " \t "} {
		var stderr bytes.Buffer
		a := app{stdout: &bytes.Buffer{}, stderr: &stderr}
		dir := filepath.Join(t.TempDir(), "new")
		if got := a.run(t.Context(), []string{"init", dir, "--organisation", name}); got != misused {
			t.Errorf("%q: exit status %d", name, got)
		}
		if !strings.HasPrefix(stderr.String(), "aims: --organisation: ") {
			t.Errorf("%q: %s", name, stderr.String())
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q: the folder was made", name)
		}
	}
}

// TestInterrupted holds that a build that is interrupted says so.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	if _, err := startManual(dir, exampleName); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	a := app{stdout: &stdout, stderr: &stderr}
	if got := a.run(ctx, []string{"build", "-C", dir}); got != failed || stdout.Len() > 0 || stderr.String() != "aims: interrupted\n" {
		t.Errorf("exit status %d\n%s%s", got, stdout.String(), stderr.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("a site was published")
	}
}

// TestStarterName holds that the example's name stands in no file of the
// starter manual that init can't put another name into.
func TestStarterName(t *testing.T) {
	files, err := starter("Ours")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, f := range files {
		if bytes.Contains(f.text, []byte(exampleName)) {
			t.Errorf("%s still has the example's name", f.name)
		}
		if bytes.Contains(f.text, []byte("Ours")) {
			named++
			if ext := filepath.Ext(f.name); ext != ".md" && ext != ".yaml" {
				t.Errorf("%s: the name is not escaped for this kind of file", f.name)
			}
		}
	}
	if named < 3 {
		t.Errorf("only %d files have the organisation's name", named)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	for name, want := range map[string]string{
		"Acme Ltd": "Acme Ltd", "Ben & Jerry's": "Ben & Jerry's", "A&amp;B": `A\&amp;B`, "a_b*c": `a\_b\*c`,
		"1. FC": `1\. FC`, "- x": `\- x`, "3M": "3M", "[[POL-001]]": `\[\[POL-001\]\]`, "<b>": `\<b\>`, `C:\`: `C:\\`, "=x": `\=x`,
	} {
		if got := markdown(name); got != want {
			t.Errorf("%q: got %s, not %s", name, got, want)
		}
	}
}
