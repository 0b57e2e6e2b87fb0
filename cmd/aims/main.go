// Command aims compiles the manual of an AI management system (ISO/IEC 42001)
// from Markdown in git into a site of static pages.
//
// In come arguments, out go texts and an exit status: 0 fine, 1 the manual has
// errors, 2 the command was used wrongly, 3 the run itself failed. Results go
// to standard output, talk and progress to standard error, and both are plain
// when they are no terminal.
//
// There is one file per command; voice.go holds what a person reads on the
// terminal besides the help. Streams, the clock and the exit status are known
// here and nowhere else. approve alone runs another program: git, which knows
// how a person signs. What a manual means is never decided here.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"
)

// The exit statuses.
const (
	fine    = 0
	faulty  = 1 // the manual has errors
	misused = 2 // the command was used wrongly
	failed  = 3 // the run itself failed
)

func main() {
	tune()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second interrupt ends the program at once.
	context.AfterFunc(ctx, stop)
	a := app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now}
	os.Exit(a.run(ctx, os.Args[1:]))
}

// tune trades memory for time, which suits a program that ends soon, until a
// large manual would take too much of it. GOGC and GOMEMLIMIT, when they are
// set, win.
func tune() {
	const generous = 900 << 20 // bytes
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(generous)
	}
}

// app is one run of the command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
}

// answers reports whether somebody at a terminal, of whatever abilities, can be
// asked.
func (a *app) answers() bool {
	in, isFile := a.stdin.(*os.File)
	out, shown := a.stderr.(*os.File)
	return isFile && shown && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// terminal reports whether w is a terminal that can move its cursor, and
// whether it may have colours (https://no-color.org).
func terminal(w io.Writer) (is, colour bool) {
	f, ok := w.(*os.File)
	is = ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
	return is, is && os.Getenv("NO_COLOR") == ""
}
