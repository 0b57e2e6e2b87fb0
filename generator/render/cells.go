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
	switch {
	case f.Name == "measurements":
		return b.measuredCell(e)
	case f.Type == "measurements":
		return b.latest(values)
	}
	c := RecordCell{Day: f.Type == "date"}
	for _, v := range values {
		if v.Parts != nil {
			c.Values = append(c.Values, Link{Title: evidenceWords(v)})
		} else {
			c.Values = append(c.Values, b.value(e, from, f.Type, v))
		}
		if i := slices.Index(f.Choices, v.Value); f.Type == "choice" && i >= 0 && c.Sort == "" {
			c.Sort = strconv.Itoa(i + 1)
			if f.Scale == manual.LevelScale {
				c.Heat = heat(i+1, len(f.Choices))
			}
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

// measuredCell is the newest measurement of an entry, whether it meets the
// target, and how it came to it.
func (b *build) measuredCell(e *manual.Entry) RecordCell {
	m := b.measures(e)
	if m == nil {
		return RecordCell{State: State{Word: b.words.Measure.Nothing, Tone: Neutral}}
	}
	c := b.latest(e.Values("measurements"))
	c.State = m.State
	if m.Path != "" {
		c.Spark = m
	}
	return c
}

// latest is the measurement with the latest day that isn't to come.
func (b *build) latest(values []document.Value) RecordCell {
	day, value := "", ""
	for _, v := range values {
		d := valueAt(v, "date")
		if when, err := config.ParseDate(d); err == nil && !b.m.Ahead(when) && d >= day {
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
