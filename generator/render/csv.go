package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/site"
)

// recordsCSV makes all rows of a register for spreadsheets: RFC 4180, UTF-8,
// ids where pages have titles. Values of a list are parted by a semicolon. The
// organisation's own keys stand after those of the kind, in the order of the
// alphabet.
func (b *build) recordsCSV(r manual.Register) (site.File, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	keys, own := r.Keys(), ownKeys(r)
	row := []string{"id", "title"}
	for _, f := range keys {
		row = append(row, f.Name)
	}
	row = append(row, own...)
	// No key has a blank in its name.
	writeRow(w, append(row, "readers' word", "page address"))
	for _, e := range r.Entries {
		row = append(row[:0], e.ID.Value, e.Title.Value)
		for _, f := range keys {
			row = append(row, joined(e.Values(f.Name)))
		}
		for _, name := range own {
			row = append(row, ownValue(e, name))
		}
		writeRow(w, append(row, string(e.Reader), e.Address))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return site.File{}, fmt.Errorf("write %s: %w", csvAddress(r), err)
	}
	return site.File{Path: csvAddress(r), Content: buf.Bytes()}, nil
}

func writeRow(w *csv.Writer, row []string) {
	for i := range row {
		row[i] = harmless(row[i])
	}
	_ = w.Write(row) // Error of the writer says what went wrong
}

// ownKeys are the keys of the organisation that some entry has.
func ownKeys(r manual.Register) []string {
	names := map[string]bool{}
	for _, e := range r.Entries {
		for _, x := range e.Own {
			names[x.Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func ownValue(e *manual.Entry, name string) string {
	var list []string
	for _, x := range e.Own {
		for _, v := range x.Values {
			if x.Name == name && v.Value != "" {
				list = append(list, v.Value)
			}
		}
	}
	return strings.Join(list, "; ")
}

func joined(values []document.Value) string {
	var list []string
	for _, v := range values {
		if v.Parts == nil {
			list = append(list, v.Value)
			continue
		}
		var parts []string
		for _, p := range v.Parts {
			parts = append(parts, p.Name+": "+p.Value)
		}
		list = append(list, strings.Join(parts, ", "))
	}
	return strings.Join(list, "; ")
}

// harmless puts an apostrophe before what a spreadsheet would take for a formula
// (OWASP, CSV injection): at the beginning of the cell, and after what parts cells
// for a spreadsheet that expects another sign than the comma, which gives quotes
// no meaning in the middle of what it takes for a cell. Numbers stay numbers.
func harmless(cell string) string {
	if !strings.ContainsAny(cell, formulaSigns) {
		return cell
	}
	var out strings.Builder
	for cell != "" {
		end := strings.IndexAny(cell, cellEnds)
		if end < 0 {
			end = len(cell) - 1
		}
		part := cell[:end+1]
		text := strings.TrimLeft(part, " \"")
		sign, _ := utf8.DecodeRuneInString(text)
		if text != "" && strings.ContainsRune(formulaSigns, sign) && !plainNumber.MatchString(strings.Trim(part, cellEnds+" ")) {
			out.WriteByte('\'')
		}
		out.WriteString(part)
		cell = cell[end+1:]
	}
	return out.String()
}

const (
	cellEnds     = ";\t\r\n" // besides the comma, where quotes do their work
	formulaSigns = "=+-@＝＋－＠"
)

// plainNumber is a number alone, which no spreadsheet calculates.
var plainNumber = regexp.MustCompile(`^[-+]?[0-9]+(?:[.,][0-9]+)?(?: ?%)?$`)
