package render

import (
	"strconv"

	"aims/generator/manual"
)

// SystemWords are the words of the pages of AI systems.
type SystemWords struct {
	Title     string
	About     string // what the register says
	Thread    string // label, and title of the part
	ThreadOf  string // before the link to a system's thread
	Document  string // link to the system's own document
	Threads   string // link to the list of systems
	System    string // head of a column
	OurRoles  string
	Stage     string
	Class     string
	Risks     string
	Serious   string
	Breaks    string // title of the list
	Whole     string // in place of the list
	WholeWord string // in place of a number of breaks
	Unknown   string // where nothing is known of the history
	Where     string
	Stages    [manual.Stages]string
	None      [manual.Stages]string // what an empty stage says
	Kind      string
	Level     string
	Treatment string
	Residual  string
	Accepted  string
	Against   string // risks that a control is against
	Decision  string
	ByDoc     string
	Approval  string
	Closed    string
	Others    string
	Part      string // head of a column: of the thread
	Parts     string // the name of the links between the register's pages

	Proved       string
	Declared     string
	NotAccepted  string
	NotYet       string // in place of an acceptance that is dated ahead
	ClosesOn     string // before the day to come on which a record is to be closed
	Unchanged    string // beside the level before treatment, where none is stated after it
	NotNeeded    string // in place of an acceptance that nobody asks for
	Undecided    string
	LeftOut      string
	Inapplicable string
	NoDocument   string

	Says map[manual.Fault]string // what follows the name of what is at fault
	Does map[manual.Fault]string // what mends it
}

var englishSystem = SystemWords{
	Title:     "AI systems",
	About:     "For each AI system its thread: from its impact assessments and risks to the controls against them, the documents that implement those, and what happened.",
	Thread:    "Thread",
	ThreadOf:  "Thread of this AI system: risks, controls, evidence",
	Document:  "Its document",
	Threads:   "AI systems and their threads",
	System:    "AI system",
	OurRoles:  "Our roles",
	Stage:     "Stage",
	Class:     "EU AI Act (declared)",
	Risks:     "Risks",
	Serious:   "Serious",
	Breaks:    "Where the thread is broken",
	Whole:     "Nothing is missing along this thread.",
	WholeWord: "whole",
	Unknown:   "Nothing is known of the history, so no document counts as in force.",
	Where:     "What is wrong, and what mends it",
	Stages: [manual.Stages]string{
		"The system", "Impact assessments", "Risks", "Controls", "Documents and approvals", "Evidence", "What happened, and what it has to meet",
	},
	None: [manual.Stages]string{
		"", "No impact assessment names this system.", "No risk names this system.", "No risk of this system names a control.",
		"No document implements a control of this system.", "Nothing is named as evidence.", "No incident, nonconformity, change or requirement names this system.",
	},
	Kind:      "Kind",
	Level:     "Before treatment",
	Treatment: "Treatment",
	Residual:  "After treatment",
	Accepted:  "Accepted by",
	Against:   "Against",
	Decision:  "Statement of applicability",
	ByDoc:     "Implemented by",
	Approval:  "Approval",
	Closed:    "Closed",
	Others:    "Also about this system",
	Part:      "Part of the thread",
	Parts:     "Pages of the list of AI systems",

	Proved:       "Proved",
	Declared:     "As declared",
	NotAccepted:  "Not accepted",
	NotYet:       "Not yet",
	ClosesOn:     "Open until",
	Unchanged:    "as before; none is stated",
	NotNeeded:    "Nobody is named",
	Undecided:    "Not decided",
	LeftOut:      "Not for this system",
	Inapplicable: "Not applicable",
	NoDocument:   "no document",

	Says: map[manual.Fault]string{
		manual.NoUse:             "doesn't say what it is meant for",
		manual.NoRoles:           "doesn't say which roles we have for it",
		manual.NoClass:           "declares no class under the EU AI Act",
		manual.NoReasoning:       "declares a class under the EU AI Act without a reason",
		manual.NoOversight:       "doesn't say who oversees it",
		manual.NotAssessed:       "is named by no impact assessment that is current",
		manual.AssessmentOpen:    "is still open",
		manual.AssessmentOverdue: "is the newest impact assessment, and the next one is overdue",
		manual.NoRisks:           "is named by no risk",
		manual.NoTreatment:       "is a serious risk without a treatment",
		manual.NoControls:        "names no control",
		manual.NotAccepted:       "leaves a serious risk that nobody accepts yet",
		manual.NotDecided:        "is not decided in the statement of applicability",
		manual.Excluded:          "is left out by the statement of applicability, and a risk of this system needs it",
		manual.SystemExcluded:    "leaves this system out, and a risk of it needs the control",
		manual.NotInForce:        "is not implemented by a document in force",
		manual.OnlyRecords:       "is implemented by records alone, and no document in force says how",
		manual.NoEvidence:        "is called implemented, and nothing is named that shows it",
		manual.VoidEvidence:      "is named as evidence, and shows nothing: it is a draft, withdrawn, superseded, not in force or dated ahead",
		manual.StaleEvidence:     "is, or names, evidence that is stale",
		manual.NoApproval:        "is in force without a known approval",
		manual.StillOpen:         "is grave and still open",
	},
	Does: map[manual.Fault]string{
		manual.NoUse:             "Write intended-use: by whom it is used, where, and for what.",
		manual.NoRoles:           "Write our-roles: provider, producer, customer, partner or subject.",
		manual.NoClass:           "Write eu-ai-act: and the reasoning in the system's document.",
		manual.NoReasoning:       "Write eu-ai-act-reasoning: in the system's document.",
		manual.NoOversight:       "Write oversight: who can watch it, overrule it and stop it.",
		manual.NotAssessed:       "Write an impact assessment with system: and this system's id.",
		manual.AssessmentOpen:    "Finish the assessment, and change its state.",
		manual.AssessmentOverdue: "Repeat the assessment, or move due: with a reason.",
		manual.NoRisks:           "Assess its risks, and name the system under systems: of each.",
		manual.NoTreatment:       "Choose a treatment: modify, avoid, share or retain.",
		manual.NoControls:        "Name in controls what lessens the risk, or choose another treatment.",
		manual.NotAccepted:       "Have somebody who may do so accept it, and name that role in accepted-by.",
		manual.NotDecided:        "Decide on it in the statement of applicability.",
		manual.Excluded:          "Make it applicable, or take it out of the risk.",
		manual.SystemExcluded:    "Take the exception back, or take the control out of the risk.",
		manual.NotInForce:        "Name the document in implemented-by, and bring it into force.",
		manual.OnlyRecords:       "Name in implemented-by the document that says how, and bring it into force.",
		manual.NoEvidence:        "Name in evidence the record that shows it.",
		manual.VoidEvidence:      "Name evidence that holds now, or finish what is named.",
		manual.StaleEvidence:     "Name newer evidence, or look at it again and bring its date up to date.",
		manual.NoApproval:        "Somebody who may approve it runs aims approve.",
		manual.StillOpen:         "Set closed to the day, once its cause is gone.",
	},
}

// CountSystems is what stands before the list of systems.
func (w SystemWords) CountSystems(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "AI system", "AI systems")
}

// CountBroken says how many threads are broken.
func (w SystemWords) CountBroken(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "thread is broken", "threads are broken")
}

// CountBreaks is a number of breaks in words.
func (w SystemWords) CountBreaks(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "break", "breaks")
}

// First says how many of a stage's entries are listed.
func (w SystemWords) First(n, of int) string {
	return "The first " + strconv.Itoa(n) + " of " + strconv.Itoa(of) + " are listed; the registers have all of them."
}

// More says how many there are besides those that are named.
func (w SystemWords) More(n int) string { return "and " + strconv.Itoa(n) + " more" }

// MostSerious says how many of a system's risks are listed.
func (w SystemWords) MostSerious(n, of int) string {
	return "The " + strconv.Itoa(n) + " most serious of " + strconv.Itoa(of) + " are listed, open ones first; the risk matrix has the others:"
}

// Holding is how many of some records hold now.
func (w SystemWords) Holding(n, of int) string {
	if n == of {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(of)
}

// InForce says how many of the documents that implement controls are in force, and
// how many records stand beside them.
func (w SystemWords) InForce(n, of, records int) string {
	beside := strconv.Itoa(records) + " " + oneOrMany(records, "record", "records")
	switch {
	case of == 0 && records == 0:
		return "0"
	case of == 0:
		return beside
	}
	words := strconv.Itoa(n) + " of " + strconv.Itoa(of) + " in force"
	if records > 0 {
		words += ", " + beside
	}
	return words
}
