package render

import "strconv"

// ReviewWords are the words of the page of reviews and of its calendar.
type ReviewWords struct {
	Title    string
	Origin   string // what the dates rest on
	Parts    string // name of the links between the page's parts
	Calendar string // link to the calendar
	Nothing  string // in a manual without documents in force and approvals to wait for

	// Names of the groups, and what each holds.
	Overdue     string
	OverdueNote string
	Soon        string
	SoonNote    string
	Coming      string
	ComingNote  string
	Never       string
	NeverNote   string
	Waiting     string
	WaitingNote string

	// Columns.
	Interval string
	Last     string // review
	Wanted   string // whose approval is
	Why      string // an approval is wanted

	// Parts of a row.
	None       string // in place of the last review that counts
	By         string // between the day of a review and who made it
	As         string // between who made it and their role
	SinceBuild string // added by a script where a day has passed since the build

	// The picture of reviews per month.
	Picture string
	AsTable string // unfolds its figures
	Month   string
	ToCome  string // label of a column: reviews of a month that are not overdue
	Earlier string // the months before the first one of the picture
	Later   string // the months after its last one
	Months  [12]string

	Due   string // in the calendar, before a document
	Owner string // in the calendar, before a role
}

var englishReview = ReviewWords{
	Title:    "Reviews",
	Origin:   "Intervals are what the documents say; when and by whom a review was made comes from git.",
	Parts:    "Parts of this list",
	Calendar: "Calendar of the next reviews",
	Nothing:  "No document is in force, and no approval is waited for.",

	Overdue:     "Overdue",
	OverdueNote: "The day of the next review had passed.",
	Soon:        "Due soon",
	SoonNote:    "The next review falls within the time of warning that this manual has set.",
	Coming:      "Coming",
	ComingNote:  "In the order of their days.",
	Never:       "Without a next review",
	NeverNote:   "In force, and neither the document nor its kind says when it is reviewed again.",
	Waiting:     "Approvals waiting",
	WaitingNote: "The newest revision is called approved by its author, and too few of those who may approve it have said so.",

	Interval: "Interval",
	Last:     "Last review",
	Wanted:   "Wanted from",
	Why:      "Why",

	None:       "None that counts.",
	By:         "by",
	As:         "as",
	SinceBuild: "overdue since this site was built",

	Picture: "Reviews due per month",
	AsTable: "The same figures as a table",
	Month:   "Month",
	ToCome:  "To come",
	Earlier: "Earlier",
	Later:   "Later",
	Months: [12]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	},

	Due:   "Review due",
	Owner: "Owner",
}

// AsOf says on which day the facts of a page hold.
func (w *ReviewWords) AsOf(day string) string { return "As of " + day + "." }

// Count is what stands after the number n of reviews or approvals in a group.
func (w *ReviewWords) Count(n int) string { return oneOrMany(n, "document", "documents") }

// Rejected unfolds n statements of reviews that don't count.
func (w *ReviewWords) Rejected(n int) string {
	return strconv.Itoa(n) + " " + oneOrMany(n, "that does not count", "that do not count")
}

// More says that n further ones stand in the trail alone.
func (w *ReviewWords) More(n int) string { return strconv.Itoa(n) + " more, not shown here." }

// Part says which of the list's rows a page has.
func (w *ReviewWords) Part(first, rows, total int) string {
	return "Rows " + strconv.Itoa(first) + " to " + strconv.Itoa(first+rows-1) + " of " + strconv.Itoa(total) + "."
}
