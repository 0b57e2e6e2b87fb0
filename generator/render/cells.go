package render

import (
	"slices"
	"strconv"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/manual"
)

// cell is what an entry says at a key.
func (b *build) cell(e *manual.Entry, f *config.Field, from string) RecordCell {
	switch f.Name {
	case "status":
		return RecordCell{State: b.state(e)}
	case "state":
		return b.stateCell(e)
	}
	values := e.Values(f.Name)
	if f.Type == "measurements" {
		return b.latest(values)
	}
	var c RecordCell
	for _, v := range values {
		if v.Parts != nil {
			c.Values = append(c.Values, Link{Title: evidenceWords(v)})
		} else {
			c.Values = append(c.Values, b.value(e, from, f.Type, v))
		}
		if i := slices.Index(f.Choices, v.Value); f.Type == "choice" && i >= 0 && c.Sort == "" {
			c.Sort = strconv.Itoa(i + 1)
		}
	}
	return c
}

// stateCell is a record's own state, after what readers are told of it where it
// has a status.
func (b *build) stateCell(e *manual.Entry) RecordCell {
	var c RecordCell
	if e.Status.Set() {
		c.State = b.state(e)
	}
	if e.State.Value != "" {
		c.Values = []Link{{Title: sentence(inWords(e.State.Value))}}
	}
	return c
}

// latest is the measurement with the latest day.
func (b *build) latest(values []document.Value) RecordCell {
	day, value := "", ""
	for _, v := range values {
		if d := valueAt(v, "date"); d >= day {
			day, value = d, valueAt(v, "value")
		}
	}
	if value == "" {
		return RecordCell{}
	}
	return RecordCell{Values: []Link{{Title: value + " " + b.words.Records.Measured + " " + day}}, Sort: value}
}

func valueAt(v document.Value, name string) string {
	for _, p := range v.Parts {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// evidenceWords is evidence kept elsewhere: where, since when, and the
// beginning of its digest.
func evidenceWords(v document.Value) string {
	const enough = 12 // characters of a digest
	parts := []string{valueAt(v, "location")}
	if day := valueAt(v, "date"); day != "" {
		parts = append(parts, day)
	}
	if sum := valueAt(v, "sha256"); len(sum) > enough {
		parts = append(parts, "SHA-256 "+strings.ToValidUTF8(sum[:enough], "")+"…")
	} else if sum != "" {
		parts = append(parts, "SHA-256 "+sum)
	}
	return strings.Join(parts, ", ")
}
