package render

import (
	"strconv"

	"aims/generator/manual"
	"aims/generator/standard"
)

// ItemWords are the words of the pages of clauses, controls and other items.
type ItemWords struct {
	Short     string // in the tree
	Clauses   string
	Controls  string
	AnnexC    string
	Clause    string
	Heading   string
	Objective string
	Control   string
	Source    string // of Annex C
	OwnWords  string // whose words a summary is
	Lists     string // the name of the links between lists

	Guidance  string
	Group     string
	Stage     string
	Roles     string
	BearOn    string // controls that bear on an item of Annex C
	Bears     string // items of Annex C on which a control bears
	Editorial string

	Asked       string
	AskedNote   string
	Held        string
	NotHeld     string
	NotYet      string
	Customary   string
	NoGap       string
	Maintain    string
	Retain      string
	ByDocuments string
	ClaimsNote  string
	Shared      string // whose word clauses beside a control are
	DecidesOn   string // before the controls, on a clause that asks for the statement of applicability
	NoClaims    string
	Claims      string
	Implements  string
	IsEvidence  string

	Decision   string
	NoDecision string
	DecidedIn  string
	Under      string // before the clauses that ask for the decision
	Since      string // before the revision in which it was last changed
	Undecided  string
	InSoa      string
	Twice      string
	Named      string
	Texts      string
	Parts      string

	Crosswalk     string
	CrosswalkNote string
	Other         string
	Reference     string
	Basis         string
	Published     string
	Library       string
	Judgement     string

	Beside    string // the name of the links to the items beside it
	Previous  string
	Following string
	Annexes   string
	Normative string
	Informs   string
	Stages    string
	AllRoles  string
	RolesNote string
	Data      string
}

var englishItems = ItemWords{
	Short:     "Standard",
	Clauses:   "Clauses",
	Controls:  "Controls",
	AnnexC:    "Annex C",
	Clause:    "Clause",
	Heading:   "Clause that holds others",
	Objective: "Control objective",
	Control:   "Control",
	Source:    "Item of Annex C",
	OwnWords:  "Id and title are the standard's; the summary is in the words of this tool and replaces no reading of the standard.",
	Lists:     "Lists of the standards",

	Guidance:  "Guidance",
	Group:     "Group",
	Stage:     "Life-cycle stage",
	Roles:     "Weighs most for",
	BearOn:    "Controls that bear on it",
	Bears:     "Bears on",
	Editorial: "an editorial choice",

	Asked:       "Documented information",
	AskedNote:   "A document holds it when it is of a fitting kind and claims this clause. Whether its content suffices is for people to judge.",
	Held:        "Held",
	NotHeld:     "Nothing here holds it",
	NotYet:      "Held, but it does not count yet",
	Customary:   "Customary",
	NoGap:       "The clause doesn't ask for it in words, so that its lack is no gap.",
	Maintain:    "kept up to date",
	Retain:      "kept as it was recorded",
	ByDocuments: "Addressed by",
	ClaimsNote:  "What a document addresses is its author's claim, and nobody has checked it here.",
	NoClaims:    "No document of this manual claims to address it.",
	Claims:      "the document claims it",
	Implements:  "the statement of applicability says so",
	IsEvidence:  "evidence, as the statement of applicability says",

	Shared:    "documents that answer this one claim them too",
	DecidesOn: "Asks for the decision on",

	Under:      "Asked for by",
	Since:      "Last decided",
	Decision:   "Decision",
	NoDecision: "No statement of applicability of this manual decides about this control.",
	DecidedIn:  "Decided in",
	Undecided:  "Undecided",
	InSoa:      "Its row in the statement of applicability",
	Twice:      "There is more than one decision, which is a fault: none of them counts before it is mended.",
	Named:      "Named by records",
	Texts:      "Referred to by",
	Parts:      "Part of it",

	Crosswalk:     "Other standards and law",
	CrosswalkNote: "What is near is not the same, and meeting one side proves nothing about the other.",
	Other:         "Standard or law",
	Reference:     "Reference",
	Basis:         "Basis",
	Published:     "a crosswalk that a named body puts out, or the standard's own pointer",
	Library:       "at least one open library or guide",
	Judgement:     "editorial judgement, not checked against the other text",

	Beside:    "Beside this one",
	Previous:  "Previous",
	Following: "Next",
	Annexes:   "Annexes",
	Normative: "normative",
	Informs:   "informative",
	Stages:    "Life-cycle stages",
	AllRoles:  "AI roles",
	RolesNote: "Names are those of ISO/IEC 22989. Which controls go with them is an editorial choice.",
	Data:      "The same as JSON",
}

// More stands after a list that leaves n entries out.
func (ItemWords) More(n int) string { return "and " + strconv.Itoa(n) + " more" }

// CountClaims says how many documents claim an item.
func (ItemWords) CountClaims(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " " + oneOrMany(n, "document claims it", "documents claim it")
}

// AnnexPlace is a place in an annex: B.2.2 of Annex B.
func (ItemWords) AnnexPlace(id string) string { return id + " of Annex B" }

// Of is a title of a list: Clauses of ISO/IEC 42001:2023.
func (ItemWords) Of(list, name string) string { return list + " of " + name }

// kindOf is what an item is.
func (w ItemWords) kindOf(item standard.Item) string {
	switch {
	case item.Kind == standard.Objective:
		return w.Objective
	case item.Kind == standard.Control:
		return w.Control
	case item.Kind == standard.AnnexC:
		return w.Source
	case item.Heading:
		return w.Heading
	}
	return w.Clause
}

// list is the title of the list that an item stands in.
func (w ItemWords) list(k standard.Kind) string {
	switch k {
	case standard.Clause:
		return w.Clauses
	case standard.AnnexC:
		return w.AnnexC
	}
	return w.Controls
}

// Bases are the bases of a mapping, each with what it means in the title.
func (w ItemWords) Bases() []Link {
	return []Link{
		{ID: string(standard.Published), Title: w.Published},
		{ID: string(standard.Library), Title: w.Library},
		{ID: string(standard.Editorial), Title: w.Judgement},
	}
}

func (w ItemWords) duty(d standard.Duty) string {
	if d == standard.Retain {
		return w.Retain
	}
	return w.Maintain
}

// presence is whether the manual has what a clause asks for.
func (w ItemWords) presence(a manual.Asked) State {
	switch {
	case a.Presence == manual.Present:
		return State{Word: w.Held, Tone: Good}
	case a.Presence == manual.NotYet:
		return State{Word: w.NotYet, Tone: Caution}
	case a.Explicit:
		return State{Word: w.NotHeld, Tone: Bad}
	}
	return State{}
}
