// Package diagnostic holds what is wrong with a manual: where it is, how bad
// it is, and what to do about it.
//
// In come positions and words from every stage that reads authors' text, and
// the texts themselves to quote from ([Lines]). Out go sorted lists, printed for
// people ([Print]) or for programs ([JSON]), and the word that an author may have
// meant ([Nearest]). A diagnostic is a value and never stops anything; an error
// is a broken run and is never a diagnostic. Whether a list stops a build is
// asked of [Blocking].
//
// Nothing here reads a file or decides what is wrong.
package diagnostic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how bad a diagnostic is. The zero value is Error.
type Severity int

// The severities, worst first. An Error stops a build, a Warning is shown, a
// Note only informs, and Off hides the diagnostic.
const (
	Error Severity = iota
	Warning
	Note
	Off
)

var severityNames = [...]string{"error", "warning", "note", "off"}

// String is the severity's name, as aims.yaml and the JSON spell it.
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads a severity's name, as `checks:` in aims.yaml spells it.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i >= 0 {
		return Severity(i), nil
	}
	return Error, fmt.Errorf("unknown severity %q: it is one of %s", name, strings.Join(severityNames[:], ", "))
}

// Position is a place in a file of the manual.
type Position struct {
	File   string // slash-separated, relative to the manual's root
	Line   int    // from 1; 0 means the file as a whole
	Column int    // in characters, from 1; 0 means the line as a whole
}

// String is file:line:column, as far as they are known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Related is a second place that a diagnostic speaks of.
type Related struct {
	Position
	Message string
}

// Diagnostic is one thing that is wrong.
type Diagnostic struct {
	Rule     string // the rule's name, a key of `checks:` // required
	Severity Severity
	Position
	Length  int       // in characters, from the column on; 0 when unknown
	Message string    // lower case, no full stop // required
	Hint    string    // what to do
	Related []Related // other places that have to do with it

	Excerpt     string // the line of the position, or the part of it around the column
	ExcerptFrom int    // the column of Excerpt's first character; 0 means 1
}

// Sort orders diagnostics by file, line, column, rule and message, and drops
// exact repetitions. Files sort by bytes, so the order is the same everywhere.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Severity, b.Severity))
	})
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.Position == b.Position && a.Rule == b.Rule && a.Message == b.Message
	})
}

// Blocking reports whether the list holds an Error, which stops a build.
func Blocking(ds []Diagnostic) bool {
	errors, _ := Count(ds)
	return errors > 0
}

// Count counts the errors and the warnings of a list.
func Count(ds []Diagnostic) (errors, warnings int) {
	for _, d := range ds {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}
