package render

import "strconv"

// EvidenceWords are the words about approvals, reviews and what is in force.
// Those that readers are told of a text, and the four of how sure an approval
// is, are not among them: they are the same in pages, data and on the terminal,
// and stand in generator/history/evidence.
type EvidenceWords struct {
	// Labels of the control block and heads of columns.
	Approval    string
	InForceFrom string
	NextReview  string
	Reviews     string // title of the reviews of a trail
	Due         string // day of a review
	WaitsFor    string // before who may approve
	Nobody      string // in place of them

	// After a reader's word and its declared status.
	Since        string // before the first day in force
	From         string // before the first day in force to come
	Revision     string // before a number: "revision 14"
	ChangedSince string // before the number of the revision that an uncommitted text is newer than
	Nothing      string // in place of an approval: no commit vouches for the text
	NotProved    string // in place of an approval: the history says nothing of this text
	NotAsked     string // in place of a verdict
	InTrail      string // leads to the row of the trail
	Unproved     string // after it where nothing proves it

	// Banners.
	NotInForce   string // sentences
	NoLonger     string
	NotUntil     string
	NewerExists  string // before the newer text's word
	NotYet       string // begins the banner of a newer text
	Newer        string // before the link to the text in force
	Until        string // before the link to the text that is in force until then
	IsInForce    string // after it
	LaterExists  string // before the word of an older text that will come into force
	SupersededBy string // before links
	On           string // before a day
	By           string // before a person

	// Statements.
	ApprovedBy  string
	ReviewedBy  string
	ReviewedIn  string // before those who reviewed a document in a landing
	SignedOffBy string
	SignedBy    string
	Deputy      string // before the title of the role of whom a deputy acts for
	InTrailer   string // carriers, each before the name of a commit
	InLanding   string // in place of carrier and commit
	InTag       string // before the name of a tag
	InTagAll    string // likewise, for Approved: all
	InCommit    string
	ByMerge     string
	MadeBy      string // before the maker of a carrier
	Recorder    string // before a maker who wrote down what the person said
	Key         string // before a fingerprint
	Signature   string // before what a signature is worth
	Then        string // after what it was worth then, where now differs
	SinceThen   string // after what it is worth now

	// Reviews.
	ByTrailer string
	ByDate    string
	ByVersion string
	Counts    string
	DoesNot   string // counts

	// Evidence.
	DatedAhead   string // before the day of a record that has not come yet
	StaleSince   string // before the last day on which it was current
	CurrentUntil string // label of that day

	// Overview.
	ReadersNote string // below the counts of readers' words
	OpenReviews string
	OpenDoubts  string
}

var englishEvidence = EvidenceWords{
	Approval:    "Approval",
	InForceFrom: "In force from",
	NextReview:  "Next review",
	Reviews:     "Periodic reviews",
	WaitsFor:    "Waits for",
	Nobody:      "nobody who may approve it has this role",

	Since:        "since",
	From:         "from",
	Revision:     "revision",
	ChangedSince: "changed since",
	Nothing:      "No commit holds this text, so nothing proves an approval.",
	NotProved:    "Nothing is known of the history of this text, so nothing proves an approval.",
	NotAsked:     "not asked for",
	InTrail:      "Evidence in the trail",
	Unproved:     "nothing proves it",

	NotInForce:   "This text is not in force.",
	NoLonger:     "This text is no longer in force.",
	NotUntil:     "Until then this text is not in force.",
	NewerExists:  "A newer text exists:",
	NotYet:       "Not in force.",
	Newer:        "This is newer than the text in force,",
	Until:        "Until then",
	IsInForce:    "is in force.",
	LaterExists:  "An older text is",
	SupersededBy: "by",
	On:           "on",
	By:           "by",

	ApprovedBy:  "Approved by",
	ReviewedBy:  "Reviewed by",
	ReviewedIn:  "reviewed by",
	SignedOffBy: "Signed off by",
	SignedBy:    "Signed by",
	Deputy:      "for",
	InTrailer:   "in a trailer of",
	InLanding:   "in a trailer of the landing",
	InTag:       "in the tag",
	InTagAll:    "for all texts of the tag",
	InCommit:    "in the commit",
	ByMerge:     "by the merge",
	MadeBy:      "made by",
	Recorder:    "written down by",
	Key:         "key",
	Signature:   "Signature",
	Then:        "then",
	SinceThen:   "since",

	ByTrailer: "a Periodic-review trailer",
	ByDate:    "a new date in reviewed-on",
	ByVersion: "a raised version",
	Counts:    "Counts",
	DoesNot:   "Doesn't count",

	DatedAhead:   "Dated ahead:",
	StaleSince:   "Stale since",
	CurrentUntil: "Current as evidence until",

	ReadersNote: "States are what git proves on this day.",
	OpenReviews: "Open the reviews",
	OpenDoubts:  "Read what makes evidence less sure",
}

// Late says how many whole days after the landing a statement was made.
func (w *EvidenceWords) Late(days int) string {
	return strconv.Itoa(days) + " " + oneOrMany(days, "day", "days") + " after the landing"
}

// Needs says how many people of a role an approval waits for.
func (w *EvidenceWords) Needs(people int, role string) string {
	return strconv.Itoa(people) + " of " + role
}

// Ignored unfolds n approvals that don't count.
func (w *EvidenceWords) Ignored(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "approval that doesn't count", "approvals that don't count")
}

// Others unfolds n statements that never approve.
func (w *EvidenceWords) Others(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "other statement, which approves nothing", "other statements, which approve nothing")
}

// CountInForce is what stands after the number n of documents in force.
func (w *EvidenceWords) CountInForce(n int) string {
	return oneOrMany(n, "text in force, by how sure its approval is", "texts in force, by how sure their approval is")
}

// CountOverdue is what stands after the number n of reviews that are overdue.
func (w *EvidenceWords) CountOverdue(n int) string {
	return oneOrMany(n, "review is overdue", "reviews are overdue")
}

// CountDueSoon is what stands after the number n of reviews that are due soon.
func (w *EvidenceWords) CountDueSoon(n int) string {
	return oneOrMany(n, "review is due soon", "reviews are due soon")
}

// CountDoubts is what stands after the number n of doubts.
func (w *EvidenceWords) CountDoubts(n int) string {
	return oneOrMany(n, "doubt about the history", "doubts about the history")
}
