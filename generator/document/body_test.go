package document_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/diagnostic"
	"aims/generator/document"
)

// What bodies look like as HTML stands in testdata/body, beside the files. All
// but plain.md are read as the body of a controlled document.
func TestBodies(t *testing.T) {
	p := newParser(t)
	for name, body := range sources(t, "body") {
		t.Run(name, func(t *testing.T) {
			src := []byte(controlled(string(body)))
			if name == "plain" {
				src = body
			}
			d, diags := p.Parse(name+".md", src)
			checkPlaces(t, src, d, diags)
			checkSafe(t, d)
			golden(t, "body/"+name+".html", shown(d, diags))
		})
	}
}

// shown is a body with its cuts named, and below it what else the text gave.
func shown(d *document.Document, diags []diagnostic.Diagnostic) string {
	var s strings.Builder
	start := 0
	for _, c := range d.Body.Cuts {
		s.Write(d.Body.HTML[start:c.Offset])
		fmt.Fprintf(&s, "{{%d %s}}", c.Link, []string{"open", "close", "whole", "table"}[c.Piece])
		start = c.Offset
	}
	s.Write(d.Body.HTML[start:])
	s.WriteString("\n\n")
	if d.TitleAnchor != "" {
		fmt.Fprintf(&s, "title %q #%s\n", d.Title.Value, d.TitleAnchor)
	}
	for i, h := range d.Headings {
		fmt.Fprintf(&s, "heading %d: level %d #%s %q %s\n", i, h.Level, h.ID, h.Text, place(h.Mark))
	}
	for i, l := range d.Links {
		form := []string{"reference", "relative", "image"}[l.Form]
		fmt.Fprintf(&s, "link %d: %s %q # %q label %q title %q %s+%d\n", i, form, l.Target, l.Fragment, l.Label, l.Title, place(l.Mark), l.Length)
	}
	for _, c := range d.Claims {
		fmt.Fprintf(&s, "claim: %q under heading %d %s\n", c.Item.Value, c.Heading, place(c.Item.Mark))
	}
	return s.String() + said(diags)
}

// One parser reads many texts at a time, and each as if it were alone.
func TestParserIsSafeForConcurrentUse(t *testing.T) {
	p := newParser(t)
	files := sources(t, "body")
	read := func(body []byte) string {
		d, diags := p.Parse("a.md", []byte(controlled(string(body))))
		return shown(d, diags)
	}
	var wg sync.WaitGroup
	for name, body := range files {
		want := read(body)
		for range 4 {
			wg.Go(func() {
				if diff := cmp.Diff(want, read(body)); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			})
		}
	}
	wg.Wait()
}

// Nothing that was written for auditors comes out anywhere.
func TestAuditorFencesLeaveNoTrace(t *testing.T) {
	for name, body := range sources(t, "body") {
		d, diags := newParser(t).Parse("a.md", []byte(controlled(string(body))))
		if trace := shown(d, nil); strings.Contains(trace, "SECRET") {
			t.Errorf("%s: %s", name, trace)
		}
		if slips := strings.Count(said(diags), document.RuleAuditor); (slips > 0) != (name == "auditor-slips") {
			t.Errorf("%s: %d slips", name, slips)
		}
	}
}
