package render

import (
	"strconv"
	"strings"

	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// ReadinessWords are the words of the pages of readiness and traceability.
type ReadinessWords struct {
	// Readiness.
	Title      string
	NoVerdict  string // over the page: what it is not
	Unproved   string // where nothing is known of the history
	Counting   string // what counts
	Trace      string // link to the traceability
	Summary    string
	Placing    string // whose word the phases are
	Phase      string
	AskedFor   string // label of a column, and of its figures
	All        string // title of the sum of all phases
	Plan       string
	Do         string
	Check      string
	Act        string
	Present    string // states of what is asked for
	NotYet     string
	Absent     string
	Customary  string // in place of a state where nothing is asked for in words
	CustomNote string
	First      string // view of the documents
	FirstNote  string
	Second     string // view of the records
	SecondNote string
	ByClause   string
	ByNote     string
	Clause     string
	Has        string // label of a column
	Next       string // likewise
	Newest     string // likewise
	Counts     string // likewise: how many count
	Within     string // states of the newest day
	Older      string
	NoRecord   string
	AsksNone   string // of a clause
	AlsoClaims string // before documents that claim a clause and hold nothing of what it asks for
	Open       string // link from the overview

	// Traceability.
	TraceTitle string
	TraceNote  string
	ByItem     string // views
	ByDocument string
	Groups     string // name of the links to groups
	Parts      string // name of the links between the pages of a list
	Item       string
	Documents  string
	Decided    string
	Records    string
	Items      string
	Implements string // how a document answers an item that it doesn't claim
	AsEvidence string
	InCharge   string // in place of a document's items: it names none

	// Gaps.
	NoDocument  string
	NoneInForce string
	Undecided   string
	NoRecords   string
	NoneCounts  string // there are records, and none of them counts
}

var englishReadiness = ReadinessWords{
	Title:      "Readiness",
	NoVerdict:  "This page judges no conformity. It says which documented information a clause asks for, and what of it this manual holds in which state; whether that is good enough is for an auditor to say.",
	Unproved:   "Nothing is known of this manual's history, so nothing is proved and nothing is counted as there. Keep the manual in a git repository and commit it.",
	Counting:   "Counted are documents in force and records that a commit holds and that are dated no later than the day of this page, unless they say themselves that they are not done, not finished or out of date. What else is there is listed with its state.",
	Trace:      "Which document answers which clause and control",
	Summary:    "What is asked for in words, by phase",
	Placing:    "That clauses 4 to 6 plan, 7 and 8 do, 9 checks and 10 acts is this manual's arrangement, as is usual, and not a word of the standard.",
	Phase:      "Phase",
	AskedFor:   "Asked for",
	All:        "All clauses",
	Plan:       "Plan",
	Do:         "Do",
	Check:      "Check",
	Act:        "Act",
	Present:    "There",
	NotYet:     "Not yet",
	Absent:     "Missing",
	Customary:  "Customary",
	CustomNote: "What is called customary is not asked for in words; that it is not there is no gap.",
	First:      "Stage 1: documents",
	FirstNote:  "What a first audit stage reads: the documents that the clauses ask for in words.",
	Second:     "Stage 2: records",
	SecondNote: "What a second audit stage samples: records that show that the system runs. The day is the one that the newest record states, else that of the commit that recorded it.",
	ByClause:   "Clause by clause",
	ByNote:     "What each clause asks for, what there is, and what to do next.",
	Clause:     "Clause",
	Has:        "What this manual has",
	Next:       "Next step",
	Newest:     "Newest",
	Counts:     "Counted",
	Within:     "Within 12 months",
	Older:      "Older than 12 months",
	NoRecord:   "None counted",
	AsksNone:   "No documented information",
	AlsoClaims: "Also claimed by",
	Open:       "Open the readiness page",

	TraceTitle: "Traceability",
	TraceNote:  "Which documents claim to answer a clause or control, what the statement of applicability says, and which records there are. A claim is its author's word; a document claims what it stands at, unless another word says how it answers.",
	ByItem:     "By clause and control",
	ByDocument: "By document",
	Groups:     "Jump to a group",
	Parts:      "Parts of this list",
	Item:       "Clause or control",
	Documents:  "Documents",
	Decided:    "Applicability",
	Records:    "Records",
	Items:      "Clauses and controls",
	Implements: "implements it, as the statement of applicability says",
	AsEvidence: "evidence, as the statement of applicability says",
	InCharge:   "Names no clause or control",

	NoDocument:  "No document claims it",
	NoneInForce: "No document that answers it is in force",
	Undecided:   "Not decided",
	NoRecords:   "No record",
	NoneCounts:  "No record that counts",
}

// AsOf says on which day the facts of a page hold.
func (w *ReadinessWords) AsOf(day string) string { return "As of " + day + "." }

// Required says which verdict a document in force needs to be counted; verdict is
// one of the four words.
func (w *ReadinessWords) Required(verdict string) string {
	if verdict == "missing" {
		return "This manual asks for no approval before a text is in force, so that the author's word alone counts."
	}
	return "This manual asks that an approval is at least " + verdict + "; a text that landed under an earlier rule is judged by that one."
}

// Part says which of a list's rows a page has.
func (w *ReadinessWords) Part(first, rows, total int) string {
	return "Rows " + strconv.Itoa(first) + " to " + strconv.Itoa(first+rows-1) + " of " + strconv.Itoa(total) + "."
}

// More says that there are n further ones.
func (w *ReadinessWords) More(n int) string { return strconv.Itoa(n) + " more" }

// Span is the clauses from first to last.
func (w *ReadinessWords) Span(first, last string) string {
	if first == last {
		return "Clause " + first
	}
	return "Clauses " + first + " to " + last
}

// Figures is what the overview says after the number of what is there: of how
// many that are asked for, and by how many standards.
func (w *ReadinessWords) Figures(asked, standards int) string {
	return "of " + strconv.Itoa(asked) + " pieces of documented information that the " + oneOrMany(standards, "standard asks", "standards ask") + " for in words"
}

// PartInForce says how many controls are decided by a text in force.
func (w *ReadinessWords) PartInForce(n, controls int) string {
	return strconv.Itoa(n) + " of " + strconv.Itoa(controls) + " decisions are in force"
}

// Lacks is the word of a lack; without one for none.
func (w *ReadinessWords) Lacks(l manual.Lack) State {
	word := map[manual.Lack]string{
		manual.NotDone: "Not done", manual.OutOfDate: "Out of date", manual.Unfinished: "Not finished",
		manual.Untreated: "No result of a treatment", manual.OtherKind: "Another kind",
	}[l]
	if word == "" {
		return State{}
	}
	return State{Word: word, Tone: Caution}
}

// Write is the step for what there is nothing of. label is the kind's in words;
// addresses is the clause that the file has to name, "" where its kind says it.
func (w *ReadinessWords) Write(kind, label, addresses string, record bool) []StepPart {
	verb := "Write "
	if record {
		verb = "Keep "
	}
	says := verb + evidence.Article(label) + ": a file with `kind: " + kind + "`"
	if addresses != "" {
		says += " and `addresses: [\"" + addresses + "\"]`"
	}
	return stepParts(says + " in its frontmatter.")
}

// BringBack is the step for what a document answered that was removed in a
// commit; then is that of writing another.
func (w *ReadinessWords) BringBack(id, commit, path string, then []StepPart) []StepPart {
	says := id + " claimed this clause and was removed in commit `" + commit + "`. Bring it back: `git checkout " + commit + "^ -- " + path + "`. Or "
	return append(stepParts(says), begun(then)...)
}

// Replace is the step for what is no longer in use; then is that of writing anew.
func (w *ReadinessWords) Replace(id, word string, then []StepPart) []StepPart {
	return append(stepParts(id+" is "+word+". If nothing has taken its place, "), begun(then)...)
}

// Commit is the step for a text that no commit vouches for.
func (w *ReadinessWords) Commit(id, path string) []StepPart {
	return stepParts("Commit " + id + ": `git add " + path + "`, then `git commit`.")
}

// KeepHistory is the step where nothing is known of the history.
func (w *ReadinessWords) KeepHistory(id, path string) []StepPart {
	return stepParts(id + " is there, and nothing is proved of it: keep the manual in a git repository and commit `" + path + "`.")
}

// Finish is the step for a draft.
func (w *ReadinessWords) Finish(id, path string, record bool) []StepPart {
	if record {
		return stepParts("When " + id + " is finished, set `status: approved` in `" + path + "` and commit it.")
	}
	return stepParts("When " + id + " is finished, set `status: approved` in `" + path + "`, commit it, and get it approved: `aims approve " + id + "`.")
}

// Complete is the step for a record that lacks something.
func (w *ReadinessWords) Complete(l manual.Lack, id string) []StepPart {
	switch l {
	case manual.NotDone:
		return stepParts("When " + id + " is done, state the day in its `done` and commit it.")
	case manual.OutOfDate:
		return stepParts(id + " is out of date: keep a newer record, or judge the competence again and set `valid-until`.")
	case manual.Unfinished:
		return stepParts("Finish " + id + ", set its `state` to what became of it, and commit it.")
	}
	return stepParts("When " + id + " is treated, state its `treatment` and `residual-level` and commit it.")
}

// Decide is the step where n controls are not decided by a text in force, and no
// other text is under way.
func (w *ReadinessWords) Decide(n int) []StepPart {
	return stepParts("Decide about " + strconv.Itoa(n) + " more " + oneOrMany(n, "control", "controls") + " in a file with `kind: soa`.")
}

// Approve is the step for what too few have approved; who may be empty.
func (w *ReadinessWords) Approve(id, who string) []StepPart {
	if who != "" {
		who = " by " + who
	}
	return stepParts("Get " + id + " approved" + who + ": `aims approve " + id + "`.")
}

// Await is the step for what counts from a day on; day may be empty.
func (w *ReadinessWords) Await(id, day string) []StepPart {
	if day == "" {
		return stepParts(id + " has no day from which it counts; give it a `date`.")
	}
	return stepParts("Nothing until " + day + ": " + id + " counts from then on.")
}

// Review is the step for what is overdue.
func (w *ReadinessWords) Review(id, day string) []StepPart {
	return stepParts("Review " + id + ", overdue since " + day + ", and commit with the trailer `Periodic-review: " + id + "`.")
}

// Renew is the step for what is stale as evidence.
func (w *ReadinessWords) Renew(id, day string) []StepPart {
	return stepParts(id + " is stale since " + day + ": keep a newer record, or look at it again and set its `date`.")
}

// CountStale says how many of what is counted are stale.
func (w *ReadinessWords) CountStale(n int) string { return strconv.Itoa(n) + " of them stale" }

// begun is a sentence that goes on after other words.
func begun(parts []StepPart) []StepPart {
	if len(parts) > 0 {
		parts[0].Text = strings.ToLower(parts[0].Text[:1]) + parts[0].Text[1:]
	}
	return parts
}

// stepParts parts a sentence at its backquotes, between which stands what is to
// be typed.
func stepParts(text string) (parts []StepPart) {
	for i, part := range strings.Split(text, "`") {
		if part != "" {
			parts = append(parts, StepPart{part, i%2 == 1})
		}
	}
	return parts
}
