// Package export writes the facts of a manual for programs.
//
// In come a manual, or trails with what they prove; out come bytes: JSON with a
// schema's name, the built commit and the day that the facts are as of. Keys
// are camelCase, instants are RFC 3339 as git holds them, days are 2026-03-01,
// absent facts are null, lists are sorted. The same facts give the same bytes.
//
// Every file has a JSON Schema, made from the struct that is written: the tag
// json names a key, doc says what it means, is names one of forms, const is the
// only value. A pointer is a fact that may be absent. So no key is written that
// its schema doesn't have.
//
// A file is written one document after another, so that a large manual is never
// in memory twice. Nothing here reads git or a file, or decides anything.
package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// Frame is what every file of data begins with.
type Frame struct {
	Schema string  `json:"schema" doc:"name and version of the form of this file; its JSON Schema has the same path below data/schema/"`
	Commit *string `json:"commit" is:"commit" doc:"commit that the facts are of; null when no commit vouches for the manual"`
	AsOf   *string `json:"asOf" is:"day" doc:"day that the facts are judged as of, in the manual's time zone; null when git can't say"`
}

// NewFrame makes the frame of a schema for facts of a commit: as of the day of
// the evidence, without evidence as of the commit's own. Both may be nil.
func NewFrame(schema string, t *history.Trails, e *evidence.Evidence, zone *time.Location) Frame {
	f := Frame{Schema: schema}
	if t == nil || t.Head.IsZero() {
		return f
	}
	commit := t.Head.String()
	f.Commit = &commit
	if e != nil {
		f.AsOf = optional(e.Day.String())
	} else if made := t.Log.Commits[0].Committer; !made.Broken {
		f.AsOf = optional(config.DateOf(made.When.In(zone)).String())
	}
	return f
}

// Stream gives what write writes as a file that is made while it is read, as
// site.File.Open wants it. write is called once each time, in a goroutine that
// ends when the file is closed.
func Stream(write func(io.Writer) error) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		r, w := io.Pipe()
		go func() { w.CloseWithError(write(w)) }()
		return r, nil
	}
}

// writeList writes a file whose last key is a list, which is empty, with the
// entries of list in it.
func writeList[T any](w io.Writer, file any, list iter.Seq[T]) error {
	around, err := json.MarshalIndent(file, "", " ")
	if err != nil {
		return err
	}
	const chunk = 64 << 10
	out := bufio.NewWriterSize(w, chunk)
	out.Write(bytes.TrimSuffix(around, []byte("]\n}")))
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("  ", " ")
	before, after := "\n  ", ""
	for x := range list {
		one.Reset()
		if err := enc.Encode(x); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s%s", before, bytes.TrimSuffix(one.Bytes(), []byte("\n"))); err != nil {
			return err
		}
		before, after = ",\n  ", "\n "
	}
	fmt.Fprintf(out, "%s]\n}\n", after)
	return out.Flush()
}

// instant is when git says that somebody did something, or null when git's
// date can't be read.
func instant(s git.Signature) *string {
	if s.Broken {
		return nil
	}
	text := s.When.Format(time.RFC3339)
	return &text
}

func optional[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// writeWhole writes a file that is in memory.
func writeWhole(w io.Writer, file any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(file)
}
