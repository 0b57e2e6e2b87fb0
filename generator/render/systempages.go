package render

import "aims/generator/manual"

// SystemsPage is systems/index.html and its further pages: the register of AI
// systems.
type SystemsPage struct {
	Page
	AsOf   string // the day as of which all this holds; "" when nothing is known
	Total  int    // systems in all
	Broken int    // systems whose thread has a break
	First  int    // number of the first row on this page, from 1
	Rows   []SystemRow
	Parts  []PageLink // the register's pages; empty when there is one
}

// SystemRow is one AI system of the register.
type SystemRow struct {
	System  Link // leads to its thread
	Roles   []string
	Stage   string
	Class   string // as declared; may be empty
	Owner   string
	Risks   int
	Serious int // open risks at one of the two highest levels after treatment, before it where no residual level is known
	Breaks  int
	State   State // how whole the thread is
}

// SystemPage is systems/ID.html: everything that hangs on one AI system.
type SystemPage struct {
	Page
	AsOf     string // the day as of which all this holds; "" when nothing is known
	ID       string
	List     Link // to the list of systems
	Document Link // the system's own document
	State    State
	Facts    []Fact
	Stages   []ThreadStage         // the thread, from the system to what happened
	Breaks   []ThreadBreaks        // of all stages
	Empty    [manual.Stages]string // what a stage says that has nothing to list
	Cut      [manual.Stages]string // what a stage says that has more than its list shows; else ""
	AllRisks Link                  // to the list of all risks, where not all are shown

	Assessments []ThreadAssessment
	Risks       []ThreadRisk
	Controls    []ThreadControl
	Documents   []ThreadDocument
	Evidence    []EvidenceLink
	Happened    []ThreadEvent
	Others      []Link
}

// ThreadStage is a knot of the picture of a thread.
type ThreadStage struct {
	Link   Link // to the stage's part of the page
	Count  string
	Breaks string // in words; "" for a whole stage
	Tone   Tone
}

// ThreadBreaks is where the thread is broken in one stage, and what mends it.
type ThreadBreaks struct {
	Stage string
	Do    string
	Where []ThreadBreak // at most fifty
	More  string        // how many there are besides; "" for none

	count int
}

// ThreadBreak is a place at which the thread is broken.
type ThreadBreak struct {
	Where Link   // what is at fault
	Says  string // goes on after Where
}

// ThreadAssessment is an impact assessment of the system.
type ThreadAssessment struct {
	Document Link
	Date     string // as typed; may be empty
	State    State
	Facts    []Fact // intended use, foreseeable misuse, affected groups and what it found
}

// ThreadRisk is a risk of the system.
type ThreadRisk struct {
	Risk      Link
	Mark      State // that it doesn't simply hold; without a word where it does
	Level     Rank
	Treatment string
	Controls  []Link
	Residual  Rank
	Accepted  Acceptance
}

// Rank is a word of a scale with its place there.
type Rank struct {
	Word string
	Heat int    // 1 for the lowest to 4 for the highest; 0 without a word
	Note string // may be empty
}

// Acceptance is who accepts a risk and how that is known.
type Acceptance struct {
	Role  string // may be empty: nobody does
	On    string // YYYY-MM-DD as declared; may be empty
	State State  // proved, declared, or not accepted
	By    []string
}

// ThreadControl is a control against a risk of the system.
type ThreadControl struct {
	Control   Link
	Risks     []Link
	State     State
	Note      string // why it is left out, or by when it is planned; may be empty
	Documents []ThreadDocument
}

// ThreadDocument is a document that implements a control.
type ThreadDocument struct {
	Document  Link
	State     State
	Verdict   State // without a word where nobody asks for an approval
	Approvers string
	Approval  Link // leads to the revision in the trail; without words when none is known
}

// ThreadEvent is something that happened to the system, or that it has to meet.
type ThreadEvent struct {
	Document Link
	Kind     string
	Date     string
	State    State
	Closed   string // YYYY-MM-DD, or that it is open until then; may be empty
}
