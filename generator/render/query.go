package render

import (
	"fmt"
	"strings"

	"aims/generator/document"
	"aims/generator/manual"
)

// query writes the table that stands in the place of a register fence.
func (b *build) query(s *strings.Builder, q document.Query, from string) error {
	all := b.registers[q.Kind.Name]
	found := document.Select(q, all.Entries, func(e *manual.Entry) *document.Document { return e.Document })
	return b.queryTable(s, q, found, all, from)
}

// heldRows writes the table of the records that a file holds.
func (b *build) heldRows(s *strings.Builder, holder *manual.Entry) error {
	all := b.registers[holder.Kind.Name]
	held := manual.Register{Kind: holder.Kind, Entries: b.m.Held(holder)}
	return b.queryTable(s, document.Query{Kind: holder.Kind, Columns: held.Columns()}, held.Entries, all, holder.Address)
}

// queryTable writes the first of the entries that were found among all of their
// kind.
func (b *build) queryTable(s *strings.Builder, q document.Query, found []*manual.Entry, all manual.Register, from string) error {
	t := QueryTable{
		Words: b.words, Matches: len(found), Of: len(all.Entries), Where: q.Typed,
		RecordTable: b.recordTable(q.Kind, q.Columns, found[:min(len(found), rowsPerPage)], from),
	}
	if len(all.Entries) > 0 {
		t.All = Link{Href: relative(from, recordsAddress(all, 0)), Title: b.words.Records.Whole}
	}
	if err := b.pages["records"].ExecuteTemplate(s, "query", t); err != nil {
		return fmt.Errorf("page %q: register: %w", from, err)
	}
	return nil
}
