package render

// Blank is the tone of what is not known or not decided.
const Blank Tone = "blank"

// SoaPage is soa.html, which there is where a standard asks for a statement of
// applicability or a document is one.
type SoaPage struct {
	Page
	AsOf       string // the day as of which the words of documents hold; "" when nothing is known
	Statements []SoaStatement
}

// SoaStatement is the statement of applicability for one standard.
type SoaStatement struct {
	ID       string      // anchor of its title
	Standard string      // name and title
	Sources  []SoaSource // none where there is no statement yet
	Figures  []SoaFigure
	InForce  string  // how many decisions stand in a text in force; "" where all do, or nothing is known
	Columns  []State // heads of Table: the states of controls that there are, in the order of a bar
	Table    []SoaBar
	Groups   []SoaGroup
}

// SoaSource is a document that the statement is made from.
type SoaSource struct {
	Document Link
	State    State
	Revision Link   // leading to the trail; without words when none is known
	Newer    Link   // a text that is not in force yet; without words for none
	Owner    string // title of the role; may be empty
}

// SoaFigure is one of the counts on top.
type SoaFigure struct {
	State State
	Count int
}

// SoaBar is the controls of one group by state, or of all.
type SoaBar struct {
	Group    Link
	Controls int
	Scale    int       // controls that a bar of full width stands for
	Parts    []SoaPart // of the bar, in the order of the columns; none is empty
	Counts   []int     // by column
}

// SoaPart is one part of a bar, in controls.
type SoaPart struct {
	Tone     Tone
	X, Width int
}

// SoaGroup is the controls of one objective, or the organisation's own.
type SoaGroup struct {
	ID    string // anchor
	Title Link   // without an address
	Aim   string // what the objective is for, in our words; may be empty
	Rows  []SoaRow
}

// SoaRow is what is decided about one control.
type SoaRow struct {
	ID            string // anchor
	Control       Link
	Applicable    State
	Text          State // of the deciding document, where the statement is made from several and it isn't in force; else without a word
	Reasons       []string
	State         State  // how far it is met, as declared; without a word where nothing is
	Due           string // 2026-03-01; may be empty
	Late          bool   // the day had passed
	Implemented   []SoaDocument
	Evidence      []EvidenceLink
	Risks         []Link // and impacts
	Except        []SoaException
	Justification string
	Owner         string        // title of the role, where the statement is made from several documents; may be empty
	Decided       []SoaDecision // where; several when decisions contradict each other
}

// SoaDocument is a document that implements a control, with what readers are
// told of it.
type SoaDocument struct {
	Link
	State State // without a word where nothing is known
}

// SoaException is an AI system that a control leaves out.
type SoaException struct {
	System Link
	Why    string
}

// SoaDecision is where and when a decision was last changed.
type SoaDecision struct {
	Revision Link   // the document, where there are several, and its revision, leading to the row in the trail; the document alone when none is known
	Date     string // 2026-03-01; may be empty
	Now      Link   // the document that holds the decision now, where it has moved since; else without words
	Unknown  string // why there is no revision; may be empty
}

// SoaTile is what the overview says of the statement for the first standard.
type SoaTile struct {
	Tally          // controls by state
	Decided int    // controls
	InForce string // as over the statement; may be empty
	Page    Link   // without words
}
