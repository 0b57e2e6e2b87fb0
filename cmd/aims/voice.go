package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"aims/generator"
	"aims/generator/check"
	"aims/generator/diagnostic"
	"aims/generator/preview"
)

// complain tells an error, with its hint where it has one.
func (a *app) complain(err error, hint string) {
	fmt.Fprintf(a.stderr, "aims: %v\n", err)
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		hint = h.Hint()
	}
	if hint != "" {
		fmt.Fprintf(a.stderr, "hint: %s\n", hint)
	}
}

func quote(s string) string { return strconv.Quote(s) }

// diagnostics prints what is wrong with a manual.
func (a *app) diagnostics(w io.Writer, found []diagnostic.Diagnostic) error {
	_, colour := terminal(w)
	return diagnostic.Print(w, found, colour)
}

// summary says how many diagnostics there were.
func (a *app) summary(found []diagnostic.Diagnostic) {
	if len(found) == 0 {
		fmt.Fprintln(a.stderr, "nothing is wrong")
		return
	}
	fmt.Fprintln(a.stderr, counts(found))
}

func counts(found []diagnostic.Diagnostic) string {
	errors, warnings := diagnostic.Count(found)
	s := many(errors, "error") + ", " + many(warnings, "warning")
	if notes := len(found) - errors - warnings; notes > 0 {
		s += ", " + many(notes, "note")
	}
	return s
}

func many(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

// heldBack says why nothing was published.
func (a *app) heldBack(r generator.Result) {
	fmt.Fprintf(a.stderr, "%s: nothing was published, and %s stays as it was\n", counts(r.Diagnostics), quote(r.Output))
	fmt.Fprintln(a.stderr, "hint: --keep-going publishes what could be read and shows every fault")
}

// published says in one line what a build did and where to look.
func (a *app) published(r generator.Result) {
	s := r.Site
	fmt.Fprintf(a.stdout, "%s and %s: %d files written, %d kept, %d removed; open %s\n",
		many(r.Documents, "document"), many(r.Pages, "plain page"), s.Written, s.Kept, s.Removed, filepath.Join(r.Output, "index.html"))
	if s.Uncleared != nil {
		fmt.Fprintf(a.stderr, "the old site could not be removed: %v\nhint: the next build tries again\n", s.Uncleared)
	}
}

// timings says how long each stage took.
func (a *app) timings(laps []generator.Timing) {
	var parts []string
	for _, l := range laps {
		parts = append(parts, fmt.Sprintf("%s %d ms", l.Stage, l.Took.Milliseconds()))
	}
	fmt.Fprintln(a.stdout, strings.Join(parts, ", "))
}

// rules lists the rules.
func (a *app) rules(rules []check.Rule) error {
	for _, r := range rules {
		severity := r.Severity.String()
		if r.Fixed {
			severity += " (fixed)"
		}
		if _, err := fmt.Fprintf(a.stdout, "%-16s %-14s %s\n", r.Name, severity, r.About); err != nil {
			return err
		}
	}
	return nil
}

// serving says where the preview is.
func (a *app) serving(address, dir string, beyond bool) {
	fmt.Fprintf(a.stdout, "serving %s at http://%s (ctrl-c ends)\n", quote(dir), address)
	if beyond {
		fmt.Fprintln(a.stderr, "whoever can reach this address can read the manual")
	}
}

// rebuilt says what a build of the preview showed.
func (a *app) rebuilt(e preview.Event) {
	if e.Err != nil {
		a.complain(e.Err, e.Hint)
		return
	}
	_ = a.diagnostics(a.stderr, e.Diagnostics)
	after := ""
	switch n := len(e.Changed); {
	case n == 1:
		after = " after " + e.Changed[0]
	case n > 1:
		after = fmt.Sprintf(" after %s and %d more", e.Changed[0], n-1)
	}
	fmt.Fprintf(a.stderr, "built %s%s: %s\n", many(e.Pages, "page"), after, counts(e.Diagnostics))
}

// started says what init wrote.
func (a *app) started(dir string, files int) {
	fmt.Fprintf(a.stdout, "wrote %s into %s\n", many(files, "file"), quote(dir))
	fmt.Fprintf(a.stderr, "next: cd %s, git init if it is no repository yet, then aims serve\n", dir)
}

// progressLine shows how far a long run is, on a terminal alone.
type progressLine struct {
	w     io.Writer
	now   func() time.Time
	start time.Time
	shown bool
}

func (a *app) progress() *progressLine {
	p := &progressLine{now: a.now}
	if is, _ := terminal(a.stderr); is {
		p.w, p.start = a.stderr, a.now()
	}
	return p
}

// show writes the line once the run has taken a second.
func (p *progressLine) show(at generator.Progress) {
	if p.w == nil || !p.shown && p.now().Sub(p.start) < time.Second {
		return
	}
	p.shown = true
	fmt.Fprintf(p.w, "\r\x1b[K%s %d of %d", at.Stage, at.Done, at.Total)
}

func (p *progressLine) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
