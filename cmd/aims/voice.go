package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

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
	fmt.Fprintf(a.stderr, "%s: nothing was published, %q stays as it was\n", counts(r.Diagnostics), r.Output)
	fmt.Fprintln(a.stderr, "hint: --keep-going publishes what could be read and shows every fault")
}

// publishedFaulty says that a site has faults.
func (a *app) publishedFaulty(r generator.Result) {
	fmt.Fprintf(a.stderr, "%s: published all the same, %q lists them\n", counts(r.Diagnostics), filepath.Join(r.Output, "faults.html"))
}

// published says in one line what a build did and where to look.
func (a *app) published(r generator.Result) error {
	s := r.Site
	if s.Uncleared != nil {
		fmt.Fprintf(a.stderr, "the old site could not be removed: %v\nhint: the next build tries again\n", s.Uncleared)
	}
	_, err := fmt.Fprintf(a.stdout, "%s and %s: %s written, %d kept, %d removed; open %s\n",
		many(r.Documents, "document"), many(r.Pages, "plain page"), many(s.Written, "file"), s.Kept, s.Removed, filepath.Join(r.Output, "index.html"))
	if err == nil && len(r.Timings) > 0 {
		fmt.Fprint(a.stderr, timings(r.Timings))
	}
	return err
}

// timings says how long each stage took, and below it its parts that took a
// millisecond or more.
func timings(laps []generator.Timing) string {
	var s strings.Builder
	row := func(name string, took time.Duration) { fmt.Fprintf(&s, "%-30s %7d ms\n", name, took.Milliseconds()) }
	for _, l := range laps {
		row(string(l.Stage), l.Took)
		for _, p := range l.Parts {
			if p.Took >= time.Millisecond {
				row("  "+p.Name, p.Took)
			}
		}
	}
	return s.String()
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
func (a *app) serving(at net.Addr, dir string, beyond bool) {
	address := at.String()
	if tcp, ok := at.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		address = net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	fmt.Fprintf(a.stdout, "serving %q at http://%s (ctrl-c ends)\n", filepath.Clean(dir), address)
	if beyond {
		fmt.Fprintln(a.stderr, "warning: whoever can reach this machine can read the manual, drafts included")
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

// started says what init wrote and what comes next.
func (a *app) started(dir string, written []string) {
	fmt.Fprintf(a.stdout, "wrote %s into %q\n", many(len(written), "file"), dir)
	if !slices.Contains(written, ignoreFile) {
		fmt.Fprintf(a.stderr, "hint: add /public/ to %q, so that git doesn't track the site\n", filepath.Join(dir, ignoreFile))
	}
	fmt.Fprintln(a.stderr, "next:")
	if filepath.Clean(dir) != "." {
		fmt.Fprintf(a.stderr, "  cd %s\n", shellWord(dir))
	}
	if !inRepository(dir) {
		fmt.Fprintln(a.stderr, "  git init                # the trail of each document will come from git")
	}
	fmt.Fprintln(a.stderr, "  aims serve              # read it in a browser while you change it; begin with aims.yaml")
}

// shellWord is a word as shells read it back.
func shellWord(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._/-", r)
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// inRepository reports whether dir, or a folder above it, is a git repository.
func inRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return false
}

// noRevision says which revisions there are.
func noRevision(id string, n, last int) error {
	hint := "aims history " + id + " lists them"
	if last == 0 {
		return &generator.Refusal{Message: fmt.Sprintf("%s has no numbered revision", id), HintText: hint}
	}
	return &generator.Refusal{Message: fmt.Sprintf("%s has no revision %d; the newest is %d", id, n, last), HintText: hint}
}

// lastLine is the end of what git told, as the end of a message.
func lastLine(told string) string {
	told = strings.TrimSpace(told)
	if told == "" {
		return ""
	}
	return ": " + diagnostic.Visible(strings.TrimPrefix(told[strings.LastIndexByte(told, '\n')+1:], "fatal: "))
}
