package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"aims/generator"
	"aims/generator/check"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
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

// nothingWaiting says that no approval waits.
func (a *app) nothingWaiting() {
	fmt.Fprintln(a.stderr, "nothing waits for an approval")
}

// nothingDue says that nothing is due.
func (a *app) nothingDue(day config.Date) {
	fmt.Fprintf(a.stderr, "nothing is due as of %s\n", day)
}

// nothingWaits refuses a tag that would approve nothing.
func nothingWaits(p approval) error {
	message := "there is no text left to approve"
	if p.all {
		message = "nothing waits for your approval"
	}
	return &generator.Refusal{Message: message, HintText: "aims history ID tells who approved what; name ids to approve a text once more"}
}

// nothingToPrint says that there is no text to approve.
func (a *app) nothingToPrint() {
	fmt.Fprintln(a.stderr, "there is no text left to approve, so there is no message")
}

// leftOut tells why a document is not among those that are to be approved, and
// whether it is not.
func (a *app) leftOut(c generator.Candidate, why string) bool {
	if why != "" {
		fmt.Fprintf(a.stderr, "left out: %s %s\n", c.Trail.ID, why)
	}
	return why != ""
}

// wontCount tells what speaks against an approval that somebody else records.
func (a *app) wontCount(c generator.Candidate, why string) {
	if why != "" {
		fmt.Fprintf(a.stderr, "note: the approval of %s will not count: %s\n", c.Trail.ID, diagnostic.Visible(why))
	}
}

// warnOfRules says that nobody is entitled by the rules of the commit.
func (a *app) warnOfRules(desk *generator.Desk) {
	if desk.Fault != "" {
		fmt.Fprintf(a.stderr, "warning: %s of this commit can't be read: %s\n", config.Name, desk.Fault)
	}
}

// whoMay is a hint that names those who may approve a text.
func whoMay(desk *generator.Desk, c generator.Candidate) string {
	if len(c.Wants) == 0 {
		return "roles in aims.yaml says who approves which kinds; a change of it counts from the next commit on"
	}
	return c.Trail.ID + " " + wanted(desk, c)
}

// warnOfTag warns of texts that are not published yet, and of a tag that is more
// than an approval.
func (a *app) warnOfTag(desk *generator.Desk, name string, texts []generator.Candidate) {
	if slices.ContainsFunc(texts, func(c generator.Candidate) bool { return c.Row.Provisional }) {
		fmt.Fprintln(a.stderr, "warning: HEAD is not on the published branch: the approval counts only if exactly this text lands there")
	}
	if e := desk.Config.Editions; e != nil {
		if is, _ := path.Match(e.Tags, name); is {
			fmt.Fprintf(a.stderr, "warning: %s matches editions.tags, so the tag is an edition too\n", name)
		}
	}
}

// aboutToTag shows what is to be approved, and as whom.
func (a *app) aboutToTag(desk *generator.Desk, name string, who history.Person, texts []generator.Candidate, unsigned bool) {
	signed := "signed"
	if unsigned {
		signed = "not signed"
	}
	fmt.Fprintf(a.stderr, "%s, on %s, %s, by %s <%s>, approves:\n", name, desk.Trails.Head.String()[:7], signed, diagnostic.Visible(who.Name), diagnostic.Visible(who.Email))
	for _, c := range texts {
		fmt.Fprintf(a.stderr, "  %s, text %s\n", candidateName(c), c.Blob.String()[:7])
	}
}

// ask asks whether what was shown is right.
func (a *app) ask() { fmt.Fprint(a.stderr, "approve these texts? [y/N] ") }

// tagged says what was written and what comes next.
func (a *app) tagged(name string) error {
	if _, err := fmt.Fprintf(a.stdout, "wrote the tag %s\n", name); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "next: git push origin %s\n", shellWord("refs/tags/"+name))
	return nil
}

// verdict says what a revision's approval is worth now.
func (a *app) verdict(t *history.Trail, r *evidence.Ruling) {
	if r == nil || r.Verdict == evidence.NotAsked {
		return
	}
	fmt.Fprintf(a.stderr, "%s %s is %s now: %s\n", t.ID, revisionOf(t.Last()), r.Verdict, diagnostic.Visible(r.Reason))
}

// lastLine is the end of what git told, as the end of a message.
func lastLine(told string) string {
	told = strings.TrimSpace(told)
	if told == "" {
		return ""
	}
	return ": " + diagnostic.Visible(strings.TrimPrefix(told[strings.LastIndexByte(told, '\n')+1:], "fatal: "))
}
