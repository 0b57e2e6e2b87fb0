package render

// TracePage is trace.html and its further pages: the items with what answers
// them, or the documents with the items that they answer.
type TracePage struct {
	Page
	AsOf      string     // "" where nothing is known of the history
	Views     []PageLink // by clause and control, by document
	Parts     []PageLink // of this view; empty when there is one
	First     int        // number of the first row on this page, from 1
	Rows      int        // on this page
	Total     int
	Anchors   []Link // groups of items, leading to their first row
	Items     []TraceRow
	Documents []TraceDocument
}

// TraceRow is a clause, an objective or a control.
type TraceRow struct {
	Item      Link
	Anchor    string // id of the row when it is the first of its group; else ""
	Group     string
	Documents []TraceTie // at most thirty
	More      string     // how many further ones there are; may be empty
	Choices   []TraceChoice
	Records   []EvidenceLink // that name the item themselves; at most ten
	Further   string         // how many further ones there are; may be empty
	Kinds     []Link         // records that count, of the kinds that the item asks for, by kind
	Gaps      []State        // what is missing, in words
}

// TraceTie is a document that answers an item.
type TraceTie struct {
	Link
	How     string // as its author claims, as the statement of applicability says
	State   State
	Verdict State
	Stale   State // of a record: since when; without a word where it isn't
	Lack    State // why it doesn't hold what is asked for though it counts elsewhere; without a word where it does
}

// TraceChoice is what a statement of applicability says of an item.
type TraceChoice struct {
	Document Link  // its id, where there are several, and how far the control is met
	Says     State // applicable or not, as declared
}

// TraceDocument is a document with the items that it answers.
type TraceDocument struct {
	Document Link
	Kind     string
	State    State
	Verdict  State
	Items    []Link
	Gap      string // what is said where there are none
}

// ReadinessPage is readiness.html.
type ReadinessPage struct {
	Page
	AsOf    string // "" where nothing is known of the history, and nothing counts
	Require string // the verdict that a document in force needs, in words
	Total   ReadyPhase
	Phases  []ReadyPhase
	First   []ReadyRow // documents that are asked for in words
	Second  []ReadyRow // records that are asked for in words
	Rows    []ReadyRow // of every clause, in the order of phases and clauses
	Trace   string     // href of trace.html
}

// ReadyPhase counts what is asked for in words in one phase.
type ReadyPhase struct {
	Title   Link
	Clauses string // which it holds: 4 to 6
	Asked   int
	States  []StateCount // there and counting, there, missing; all three, in this order
}

// ReadyRow is a piece of documented information, or a clause that asks for none.
type ReadyRow struct {
	Clause   Link
	Anchor   string // id of the row when it is the first of its phase; else ""
	Phase    string
	Asked    string // in words; "" for a clause that asks for none
	Explicit bool
	Count    int // of what counts, stale or not
	State    State
	Part     string     // how much of a statement of applicability is in force; "" where all is
	Held     []TraceTie // at most five
	More     Link       // how many further ones there are; without words for none
	Other    []Link     // documents that claim the clause and hold none of it
	Newest   string     // 2026-03-01, of what counts; may be empty
	Age      State      // whether that is within twelve months, or since when all is stale; without a word where nothing counts
	Stale    string     // how many of what counts are stale; may be empty
	Step     []StepPart // the next thing to do; empty for nothing
}

// StepPart is a part of a sentence.
type StepPart struct {
	Text string
	Code bool // something to type
}

// ReadyLine is what the overview says of readiness.
type ReadyLine struct {
	Have, Asked int
	Standards   int // that ask
	Href        string
}
