package render

import "strconv"

// RecordWords are the words of registers of records and of the glossary.
type RecordWords struct {
	Title    string // of the list of registers
	Note     string // what a register is
	Asked    string // before the clauses and controls that ask for records of a kind
	Declared string // whose word the values are
	All      string // link to the list of registers
	Whole    string // link from a part of a register to all of it
	CSV      string // link to the rows for a spreadsheet
	JSON     string // link to the records for programs
	Parts    string // name of the links between a register's pages
	Where    string // before the condition of a register inside a text
	None     string // in place of rows that no record meets
	KeptIn   string // before the document that holds a record as one of its rows

	Measured string // between a measurement and its day

	Glossary string
	Terms    string // name of the links to letters
	Source   string
	See      string
	UsedBy   string
}

var englishRecords = RecordWords{
	Title:    "Registers",
	Note:     "Each register lists the documents or records of one kind, as the manual has them at the built commit.",
	Asked:    "Asked for by",
	Declared: "Values are what the authors state; nothing proves them.",
	All:      "All registers",
	Whole:    "All of them in the register",
	CSV:      "All rows as CSV",
	JSON:     "All records as JSON",
	Parts:    "Parts of this register",
	Where:    "where",
	None:     "No record meets this.",
	KeptIn:   "Kept in",

	Measured: "on",

	Glossary: "Glossary",
	Terms:    "Letters",
	Source:   "Source",
	See:      "See also",
	UsedBy:   "Used in",
}

// Rows says which rows of a register a page has: first counts from 1.
func (w *RecordWords) Rows(first, rows, total int) string {
	if rows >= total {
		return strconv.Itoa(total) + " " + oneOrMany(total, "row", "rows")
	}
	return "Rows " + strconv.Itoa(first) + " to " + strconv.Itoa(first+rows-1) + " of " + strconv.Itoa(total)
}

// Count is how many records or documents a register has, in words.
func (w *RecordWords) Count(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "entry", "entries")
}

// Matches says how many records meet a condition, and how many of them are
// shown.
func (w *RecordWords) Matches(shown, matches, of int) string {
	s := strconv.Itoa(matches) + " of " + strconv.Itoa(of)
	if shown < matches {
		s += "; the first " + strconv.Itoa(shown) + " are shown"
	}
	return s
}
