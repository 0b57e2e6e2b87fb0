package site

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPublishFresh(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "build", "public")
	o := Options{Dir: dir, Predicate: map[string]any{"tree": "<b>", "commit": "a1"}}
	result := publishOrFail(t, o, files("index.html", "one", "documents/POL-001.html", "two"))
	if want := (Result{Written: 2, Bytes: 6}); result != want {
		t.Errorf("result %+v, want %+v", result, want)
	}
	want := map[string]string{
		"index.html":             "one",
		"documents/POL-001.html": "two",
		"manifest.json": `{"_type":"https://in-toto.io/Statement/v1",
"subject":[
{"name":"documents/POL-001.html","digest":{"sha256":"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"}},
{"name":"index.html","digest":{"sha256":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"}}
],
"predicateType":"urn:aims:manifest:1",
"predicate":{"commit":"a1","tree":"<b>"}}
`,
	}
	if diff := cmp.Diff(want, snapshot(t, dir)); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	wantCleanWorkshop(t, dir)
}

func TestPublishAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	o := Options{Dir: dir}
	publishOrFail(t, o, files("same.html", "same", "gone/a.html", "a", "gone/b.html", "b", "changed.html", "old", "tampered.html", "good"))
	if err := os.WriteFile(filepath.Join(dir, "tampered.html"), []byte("evil"), 0o644); err != nil {
		t.Fatal(err)
	}
	same := stat(t, filepath.Join(dir, "same.html"))
	changed := stat(t, filepath.Join(dir, "changed.html"))

	result := publishOrFail(t, o, files("same.html", "same", "changed.html", "new", "tampered.html", "good", "added.html", "x"))
	if want := (Result{Written: 3, Kept: 1, Removed: 2, Bytes: 12}); result != want {
		t.Errorf("result %+v, want %+v", result, want)
	}
	got := snapshot(t, dir)
	delete(got, manifestName)
	want := map[string]string{"same.html": "same", "changed.html": "new", "tampered.html": "good", "added.html": "x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
	if !os.SameFile(same, stat(t, filepath.Join(dir, "same.html"))) {
		t.Error("an equal file has been written instead of linked")
	}
	if os.SameFile(changed, stat(t, filepath.Join(dir, "changed.html"))) {
		t.Error("a changed file has been written in place")
	}
	wantCleanWorkshop(t, dir)
}

func TestManifestHangsOnContentAlone(t *testing.T) {
	one, other := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	publishOrFail(t, Options{Dir: one}, files("a", "1", "b/c", "2"))
	publishOrFail(t, Options{Dir: other}, files("stale", "0"))
	publishOrFail(t, Options{Dir: other}, files("b/c", "2", "a", "1"))
	if diff := cmp.Diff(snapshot(t, one), snapshot(t, other)); diff != "" {
		t.Errorf("two ways to one site differ:\n%s", diff)
	}
}

func TestPublishGivesUsualPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are another thing there")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	probe := filepath.Join(parent, "probe")
	if err := os.WriteFile(probe, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	publishOrFail(t, Options{Dir: dir}, files("a/b.html", "x", "c.html", "y"))
	if err := os.Chmod(filepath.Join(dir, "c.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	result := publishOrFail(t, Options{Dir: dir}, files("a/b.html", "x", "c.html", "y"))
	if result.Kept != 1 || result.Written != 1 {
		t.Errorf("result %+v, want the file with other permissions written anew", result)
	}
	for _, name := range []string{"a/b.html", "c.html", manifestName} {
		if got, want := stat(t, filepath.Join(dir, name)).Mode(), stat(t, probe).Mode(); got != want {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
	}
}

func TestPublishStreams(t *testing.T) {
	big := bytes.Repeat([]byte("0123456789abcdef"), 20_000)
	longer := append(bytes.Clone(big), '!')
	otherEnd := append(bytes.Clone(big[:len(big)-1]), '!')
	dir := filepath.Join(t.TempDir(), "public")
	for _, step := range []struct {
		name    string
		content []byte
		kept    int
	}{
		{"new", big, 0}, {"equal", big, 1}, {"longer", longer, 0}, {"shorter", big, 0},
		{"other end", otherEnd, 0}, {"empty", nil, 0}, {"empty again", nil, 1},
	} {
		closed := 0
		file := File{Path: "files/a.bin", Open: func() (io.ReadCloser, error) {
			return &stream{Reader: bytes.NewReader(step.content), closed: &closed}, nil
		}}
		result := publishOrFail(t, Options{Dir: dir}, []File{file})
		if result.Kept != step.kept || result.Bytes != int64(len(step.content)) {
			t.Errorf("%s: result %+v, want %d kept", step.name, result, step.kept)
		}
		if got := snapshot(t, dir)["files/a.bin"]; got != string(step.content) {
			t.Errorf("%s: %d bytes published, want %d", step.name, len(got), len(step.content))
		}
		if closed == 0 {
			t.Errorf("%s: the stream has not been closed", step.name)
		}
	}
}

func TestPublishNothingAfterError(t *testing.T) {
	broken := errors.New("broken")
	for _, test := range []struct {
		name  string
		files iter.Seq2[File, error]
		want  string
	}{
		{"sequence", func(yield func(File, error) bool) {
			_ = yield(File{Path: "new"}, nil) && yield(File{}, broken)
		}, "broken"},
		{"open", sequence([]File{{Path: "new"}, {Path: "a", Open: func() (io.ReadCloser, error) { return nil, broken }}}),
			`publish "a": broken`},
		{"read", sequence([]File{{Path: "a", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("old"), failing{broken})), nil
		}}}), `publish "a": broken`},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishOrFail(t, Options{Dir: dir}, files("a", "old"))
			before := snapshot(t, dir)
			result, err := Publish(t.Context(), Options{Dir: dir}, test.files)
			if err == nil || err.Error() != test.want || result != (Result{}) {
				t.Errorf("got %+v, %v, want error %q", result, err, test.want)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the published site has changed:\n%s", diff)
			}
			wantCleanWorkshop(t, dir)
		})
	}
}

func TestPublishReportsTheEarliestFailure(t *testing.T) {
	fail := func(text string) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) { return nil, errors.New(text) }
	}
	for range 20 {
		dir := filepath.Join(t.TempDir(), "public")
		_, err := Publish(t.Context(), Options{Dir: dir},
			sequence([]File{{Path: "a"}, {Path: "b", Open: fail("first")}, {Path: "c", Open: fail("second")}, {Path: "d", Open: fail("third")}}))
		if err == nil || err.Error() != `publish "b": first` {
			t.Fatalf("got %v, want the failure of b", err)
		}
	}
}

func TestPublishCancelled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishOrFail(t, Options{Dir: dir}, files("a", "old"))
	before := snapshot(t, dir)
	stop := errors.New("enough")
	endless := func(cancel context.CancelCauseFunc) io.ReadCloser {
		return io.NopCloser(readerFunc(func(b []byte) (int, error) { cancel(stop); return len(b), nil }))
	}
	for name, seq := range map[string]func(context.CancelCauseFunc) iter.Seq2[File, error]{
		"before a file": func(cancel context.CancelCauseFunc) iter.Seq2[File, error] {
			return func(yield func(File, error) bool) {
				_ = yield(File{Path: "b"}, nil)
				cancel(stop)
				_ = yield(File{Path: "c"}, nil)
			}
		},
		"after the last": func(cancel context.CancelCauseFunc) iter.Seq2[File, error] {
			return func(yield func(File, error) bool) { _ = yield(File{Path: "b"}, nil); cancel(stop) }
		},
		"in a stream": func(cancel context.CancelCauseFunc) iter.Seq2[File, error] {
			return sequence([]File{{Path: "b", Open: func() (io.ReadCloser, error) { return endless(cancel), nil }}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			if _, err := Publish(ctx, Options{Dir: dir}, seq(cancel)); !errors.Is(err, stop) {
				t.Errorf("got %v, want %v", err, stop)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the published site has changed:\n%s", diff)
			}
			wantCleanWorkshop(t, dir)
		})
	}
}

func TestPublishUnlocksAfterPanic(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic of the sequence has been swallowed")
			}
		}()
		_, _ = Publish(t.Context(), Options{Dir: dir}, func(yield func(File, error) bool) {
			_ = yield(File{Path: "a"}, nil)
			panic("sequence")
		})
	}()
	publishOrFail(t, Options{Dir: dir}, files("a", "x"))
	wantCleanWorkshop(t, dir)
}

func TestSecondBuildIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	o := Options{Dir: dir}
	publishOrFail(t, o, files("a", "0"))
	_, err := Publish(t.Context(), o, func(yield func(File, error) bool) {
		_, second := Publish(t.Context(), o, sequence(files("b", "2")))
		wantRefusal(t, second, "another build is publishing into", "wait")
		wantRefusal(t, Check(o), "another build is publishing into", "wait")
		_ = yield(File{Path: "a", Content: []byte("1")}, nil)
	})
	if got := snapshot(t, dir)["a"]; err != nil || got != "1" {
		t.Errorf("the first build published %q, %v", got, err)
	}
	if err := Check(o); err != nil {
		t.Errorf("after the first build: %v", err)
	}
}

func TestEmptySiteIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishOrFail(t, Options{Dir: dir}, files("a", "old"))
	before := snapshot(t, dir)
	_, err := Publish(t.Context(), Options{Dir: dir}, sequence(nil))
	wantRefusal(t, err, "the site has no files", "content:")
	if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
		t.Errorf("the published site has changed:\n%s", diff)
	}
}
