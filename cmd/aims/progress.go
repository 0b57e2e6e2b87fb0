package main

import (
	"fmt"
	"io"
	"time"

	"aims/generator"
)

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
	of := ""
	if at.Total > 0 {
		of = fmt.Sprintf(" of %d", at.Total)
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s: %d%s files", at.Stage, at.Done, of)
}

func (p *progressLine) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
