package render

// RecordsPage is registers/KIND.html and its further pages.
type RecordsPage struct {
	Page
	Asked  []Link // clauses and controls that ask for them; may be empty
	AsOf   string // the day as of which what git proves holds; "" when nothing is known
	Total  int    // records in all
	First  int    // number of the first row on this page, from 1
	Table  RecordTable
	Parts  []PageLink   // the register's pages; empty when there is one
	CSV    string       // href of all rows as CSV
	JSON   string       // href of all records as JSON; "" when they are not written
	Index  string       // href of the list of registers
	Other  Link         // to the page that shows the same in another way; without words for none
	Met    []StateCount // of objectives, by whether they meet their target; else empty
	Record bool         // the rows are records, not documents
}

// RecordTable is rows of one kind, on a page of their own or inside a text.
type RecordTable struct {
	Name    string   // for those who hear it
	First   string   // label of the first column, which has id and title
	Columns []string // labels of the others
	Rows    []RecordRow
}

// RecordRow is one record, or document.
type RecordRow struct {
	Record Link
	Mark   State        // that it doesn't simply hold; without a word where it does, and where a column tells
	Cells  []RecordCell // one for each of RecordTable.Columns
}

// RecordCell is what a record says in one column. It is empty where it says
// nothing.
type RecordCell struct {
	State  State // of the columns of state and of measurements
	Values []Link
	Day    bool          // the values are days
	Sort   string        // what a script sorts the cell by, where its words don't tell the order; else ""
	Heat   int           // of a level, as in Rank; else 0
	Spark  *MeasureChart // what was measured, for a small picture; nil for none
}

// RegistersPage is registers/index.html.
type RegistersPage struct {
	Page
	Groups   []RegisterGroup
	Glossary string // href; "" where there are no terms
}

// RegisterGroup is the registers of one group of kinds.
type RegisterGroup struct {
	Title     string
	Registers []RegisterLink
}

// RegisterLink leads to a register.
type RegisterLink struct {
	Link
	Count int
	CSV   string // href
}

// QueryTable is a register fence inside a text.
type QueryTable struct {
	Words *Words
	RecordTable
	Matches int    // rows that the condition finds, also those left out
	Of      int    // records of the kind
	Where   string // the condition as it was typed; may be empty
	All     Link   // to the whole register; without an address where there is none
}

// GlossaryPage is glossary.html.
type GlossaryPage struct {
	Page
	Letters []Link // to the first term of a letter
	Terms   []GlossaryTerm
}

// GlossaryTerm is one term of the glossary.
type GlossaryTerm struct {
	Term       Link
	Mark       State  // as in RecordRow
	Anchor     string // of the first term of a letter; else ""
	Definition string
	Source     string
	See        []Link
	UsedBy     []Link // documents and pages that refer to it
}
