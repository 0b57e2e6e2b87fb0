package diagnostic

import (
	"encoding/json"
	"io"
)

// report is what programs read. A fact that isn't known is null.
type report struct {
	Schema      string  `json:"schema"`
	Errors      int     `json:"errors"`
	Warnings    int     `json:"warnings"`
	Notes       int     `json:"notes"`
	Diagnostics []entry `json:"diagnostics"`
}

type entry struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	place
	Length  *int    `json:"length"`
	Message string  `json:"message"`
	Hint    *string `json:"hint"`
	Related []other `json:"related"`
}

type other struct {
	place
	Message string `json:"message"`
}

type place struct {
	File   string `json:"file"`
	Line   *int   `json:"line"`
	Column *int   `json:"column"`
}

// JSON writes diagnostics as one object: the schema's name, how many errors,
// warnings and notes there are, and the list in the order of ds. Lines and
// columns count from 1, columns and lengths are in characters.
func JSON(w io.Writer, ds []Diagnostic) error {
	errors, warnings := Count(ds)
	r := report{"aims/diagnostics/1", errors, warnings, len(ds) - errors - warnings, make([]entry, len(ds))}
	for i, d := range ds {
		e := entry{d.Rule, d.Severity.String(), placeOf(d.Position), known(d.Length), d.Message, known(d.Hint), make([]other, len(d.Related))}
		for j, o := range d.Related {
			e.Related[j] = other{placeOf(o.Position), o.Message}
		}
		r.Diagnostics[i] = e
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

func placeOf(p Position) place { return place{p.File, known(p.Line), known(p.Column)} }

// known is nil for a zero value.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
