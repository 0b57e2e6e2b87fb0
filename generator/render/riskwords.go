package render

import "strconv"

// RiskWords are the words of the page of the risk matrix.
type RiskWords struct {
	Title      string
	Register   string // link to the register of risks
	About      string
	Matrix     string // title of the part with the matrices
	MatrixNote string
	Titles     [4]string // of the matrices: the worst impact, then each of the three
	Likelihood string
	Impact     string
	Count      string
	Risks      string
	Unrated    string // before risks that stand in no square
	Levels     string
	Before     string
	After      string
	Level      string
	NoLevel    string
	Treatment  string
	Treatments string
	NoneChosen string
	Sources    string
	Source     string
	All        string // title of the list of all risks
	AllNote    string
	NoApprover string // after AllNote, where no role approves risks
	Open       string // labels of figures
	Untreated  string
	Unaccepted string
	Declared   string
	Part       string // the name of the links between the list's pages
	NoRisks    string
}

var englishRisk = RiskWords{
	Title:      "Risk matrix",
	Register:   "Risk register",
	About:      "The open risks by likelihood and impact, what remains of them after treatment, and who accepts it.",
	Matrix:     "Likelihood and impact",
	MatrixNote: "Before treatment. The colour of a square is the rank of its likelihood times its impact; which level follows from that is for the organisation's own criteria to say. Each number leads to its risks.",
	Titles:     [4]string{"Worst of the three impacts", "Impact on the organisation", "Impact on individuals", "Impact on society"},
	Likelihood: "Likelihood",
	Impact:     "Impact",
	Count:      "Number",
	Risks:      "Risks",
	Unrated:    "Likelihood or impact is not given:",
	Levels:     "Before and after treatment",
	Before:     "Before treatment",
	After:      "After treatment",
	Level:      "Level",
	NoLevel:    "No level given",
	Treatment:  "Treatment",
	Treatments: "How they are treated",
	NoneChosen: "No treatment",
	Sources:    "Where they come from, by Annex C",
	Source:     "Objective or risk source",
	All:        "All risks and who accepts them",
	AllNote:    "An acceptance is proved when somebody who may approve risks, and held the role then or stood in for it, has approved what the risk says now; otherwise it is the author's word.",
	NoApprover: "No role of aims.yaml approves risks, so that none can be proved from here on.",
	Open:       "open",
	Untreated:  "without a treatment",
	Unaccepted: "serious after treatment, and not accepted",
	Declared:   "serious after treatment, and accepted by the author's word alone",
	Part:       "Pages of the list of risks",
	NoRisks:    "No risk is open.",
}

// CountRisks is what stands before the list of risks.
func (w RiskWords) CountRisks(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "risk", "risks")
}

// Square says in words where a square of a matrix stands and what it holds.
func (w RiskWords) Square(likelihood, impact string, n int) string {
	return likelihood + ", " + impact + ": " + w.CountRisks(n)
}

// AllOf leads to all n risks where only some are named.
func (w RiskWords) AllOf(n int) string { return "all " + strconv.Itoa(n) + " in the list" }
