package export_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/export"
	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// TestFrame: the day is that of the evidence, else the commit's in the zone, and
// without a commit nothing is known.
func TestFrame(t *testing.T) {
	r := gittest.New(t)
	r.Now = time.Date(2026, 3, 1, 22, 30, 0, 0, time.UTC)
	commit := r.Commit("first", "a.md", "one\n")
	hash, err := git.ParseHash(commit)
	if err != nil {
		t.Fatal(err)
	}
	log := func() *git.Log {
		repo, err := git.Open(r.Dir)
		if err != nil {
			t.Fatal(err)
		}
		defer repo.Close()
		log, err := repo.Walk(t.Context(), hash, git.WalkOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return log
	}()
	trails := &history.Trails{Log: log, Head: hash}
	for zone, day := range map[*time.Location]string{time.UTC: "2026-03-01", time.FixedZone("", 3600): "2026-03-02"} {
		if diff := cmp.Diff(export.Frame{Schema: "s", Commit: &commit, AsOf: &day}, export.NewFrame("s", trails, nil, zone)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", zone, diff)
		}
	}
	judged := &evidence.Evidence{Day: config.Date{Year: 2026, Month: 5, Day: 6}}
	if f := export.NewFrame("s", trails, judged, time.UTC); f.AsOf == nil || *f.AsOf != "2026-05-06" {
		t.Errorf("a frame of what was judged: %+v", f)
	}
	if f := export.NewFrame("s", nil, nil, time.UTC); f.Commit != nil || f.AsOf != nil {
		t.Errorf("a frame of nothing: %+v", f)
	}
}

// TestStream: a file can be read again, an error in the midst of it is not its
// end, and a reader who leaves early stops the writer.
func TestStream(t *testing.T) {
	broken, stopped := errors.New("no more"), make(chan error, 1)
	open := export.Stream(func(w io.Writer) error {
		_, err := io.WriteString(w, "whole")
		return err
	})
	for range 2 {
		r, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != "whole" {
			t.Errorf("%q, %v", got, err)
		}
	}
	r, _ := export.Stream(func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	})()
	if got, err := io.ReadAll(r); !errors.Is(err, broken) || string(got) != "half" {
		t.Errorf("%q, %v", got, err)
	}
	r, _ = export.Stream(func(w io.Writer) error {
		var err error
		for err == nil {
			_, err = w.Write(bytes.Repeat([]byte("x"), 4096))
		}
		stopped <- err
		return err
	})()
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-stopped; !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the writer ended with %v", err)
	}
}

// TestWriteFails: an error of the writer is told.
func TestWriteFails(t *testing.T) {
	trails := small(t)
	full := errors.New("the disk is full")
	err := export.WriteRevisions(failing{full}, trails, nil, trails.Documents, time.UTC)
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
