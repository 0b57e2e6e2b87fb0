package render

import "strconv"

// SoaWords are the words of the page of the statement of applicability.
type SoaWords struct {
	Title   string
	Whole   string // link to the page from a document that decides
	Sources string // before the documents that it is made from
	None    string // in place of the documents where there are none
	Newer   string // before a newer text
	Picture string // label of the column of bars
	Group   string // label of a column
	All     string // label of the row of all groups
	Own     string // title of the group of own controls
	Figures string // name of the table of figures, for those who hear it

	// Counts on top, and whether a control applies.
	Decided   string
	Applies   string
	Excluded  string
	Undecided string
	Twice     string // decided more than once

	// States of controls.
	Implemented string
	Partial     string
	Planned     string
	NoWork      string
	Unsaid      string
	StatesNote  string // whose words the states are

	// Columns and parts of a row.
	Met      string // label of the column of states
	Backed   string // by evidence and risks
	Why      string
	Where    string // a decision was last changed
	Now      string // before the document to which a decision has moved
	Overdue  string
	Not      string // before an AI system that is left out
	NoTrail  string // in place of a revision, where no commit vouches for the text
	NoRecord string // in place of one, where nothing is known of any commit
	Open     string // leads from the overview to the page
}

var englishSoa = SoaWords{
	Title:   "Statement of applicability",
	Whole:   "All decisions, by group and state",
	Sources: "Decided in",
	None:    "This manual has no statement of applicability yet: nobody decides about these controls.",
	Newer:   "Newer text:",
	Picture: "Controls",
	Group:   "Group",
	All:     "All controls",
	Own:     "Own controls",
	Figures: "Controls by group and state, in numbers",

	Decided:   "Decided",
	Applies:   "Applicable",
	Excluded:  "Excluded",
	Undecided: "Undecided",
	Twice:     "Decided twice",

	Implemented: "Implemented",
	Partial:     "Partial",
	Planned:     "Planned",
	NoWork:      "No work yet",
	Unsaid:      "Not said",
	StatesNote:  "States of controls are what the authors declare. They are customary, and not asked for by ISO/IEC 42001.",

	Met:      "State",
	Backed:   "Evidence and risks",
	Why:      "Justification",
	Where:    "Last decided",
	Now:      "now in",
	Overdue:  "Overdue",
	Not:      "Not for",
	NoTrail:  "not committed",
	NoRecord: "no revision is known",
	Open:     "Open the statement of applicability",
}

// InForceOf says how many of the decided controls are so by a text in force.
func (w *SoaWords) InForceOf(n, decided int) string {
	return strconv.Itoa(decided) + " decided, " + strconv.Itoa(n) + " of them in a text in force."
}

// DecidedOf is what stands after the number of decided controls.
func (w *SoaWords) DecidedOf(all int) string {
	return "of " + strconv.Itoa(all) + " " + oneOrMany(all, "control", "controls") + " decided in the statement of applicability"
}
