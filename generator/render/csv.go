package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/site"
)

// recordsCSV makes all rows of a register for spreadsheets: RFC 4180, UTF-8,
// ids where pages have titles. Values of a list are parted by a semicolon.
func (b *build) recordsCSV(r manual.Register) (site.File, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	keys := r.Keys()
	row := []string{"id", "title"}
	for _, f := range keys {
		row = append(row, f.Name)
	}
	// No key has a blank in its name.
	_ = w.Write(append(row, "readers' word", "page address"))
	for _, e := range r.Entries {
		row = append(row[:0], e.ID.Value, e.Title.Value)
		for _, f := range keys {
			row = append(row, joined(e.Values(f.Name)))
		}
		row = append(row, string(e.Reader), e.Address)
		for i := range row {
			row[i] = harmless(row[i])
		}
		_ = w.Write(row)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return site.File{}, fmt.Errorf("write %s: %w", csvAddress(r), err)
	}
	return site.File{Path: csvAddress(r), Content: buf.Bytes()}, nil
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

// harmless puts an apostrophe before what a spreadsheet would take for a
// formula (OWASP, CSV injection).
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
