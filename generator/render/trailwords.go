package render

import "strconv"

// TrailWords are the words of the pages of revision trails.
type TrailWords struct {
	// Names of pages and columns.
	Title     string // of a trail
	Changes   string // title of the list of all revisions
	Latest    string // title of the newest ones on the overview
	Revision  string // label of a column, and before a number: "Revision 14"
	Revisions string
	Change    string
	Authors   string
	Commit    string
	Period    string // of a chart's table: a year or a quarter
	Years     string // name of the links to the lists per year
	Feed      string
	Back      string // link from a trail to its document
	AsTable   string // unfolds the figures of a chart
	Origin    string // which of it comes from git, and which from authors

	// Parts of a row. A date always says who recorded it.
	Recorded      string // before a date
	RecordedBy    string // before a name, where the date stands elsewhere
	By            string // between date and name
	Written       string // before the date of a commit inside a landing
	WrittenBy     string // before the authors of a landing
	Merged        string // before the commit of a merge
	Direct        string // before a commit that is no merge
	Typed         string // after a merge with text of its own
	MovedTo       string // before a path
	FirstRecorded string // label of the day of the first revision
	NoDate        string // where git's date can't be read
	Declared      string // after version and status, and where authors name successors

	// What a landing did, for TrailRow.Change and ChangeRow.Change.
	Text       string
	StatusOnly string
	Moved      string
	Format     string
	Untouched  string // a branch touched it and left it as it was
	Reviewed   string
	Before     string // before the file was controlled
	Removed    string // also in place of the state of a document that is gone

	// Warnings, each a word and a sentence.
	RemovedNote     string
	Provisional     string
	ProvisionalNote string
	Uncommitted     string // before TrailPage.Uncommitted
	ChangedNote     string // for TrailPage.Uncommitted: the file differs from its last commit
	UntrackedNote   string // for TrailPage.Uncommitted: no commit has the file
	Incomplete      string // before Page.Incomplete
	SupersededBy    string
	Unknown         string // on the overview of a manual in no repository
	AsOf            string // before the day of the built commit
}

// CountUncommitted is what stands after the number n of texts that no commit
// vouches for.
func (w *TrailWords) CountUncommitted(n int) string {
	return oneOrMany(n, "text is not committed as it stands here", "texts are not committed as they stand here")
}

var englishTrail = TrailWords{
	Title:     "Revision trail",
	Changes:   "Changes",
	Latest:    "Latest changes",
	Revision:  "Revision",
	Revisions: "Revisions",
	Change:    "Change",
	Authors:   "Authors",
	Commit:    "Commit",
	Period:    "Period",
	Years:     "Changes by year",
	Feed:      "Atom feed",
	Back:      "Back to the document",
	AsTable:   "The same figures as a table",
	Origin:    "Rows, dates and people come from git; version labels, status and subjects are what the authors wrote.",

	Recorded:      "recorded",
	RecordedBy:    "recorded by",
	By:            "by",
	Written:       "written",
	WrittenBy:     "written by",
	Merged:        "landed in merge",
	Direct:        "committed directly as",
	Typed:         "which changed the text itself",
	MovedTo:       "moved to",
	Declared:      "as declared",
	FirstRecorded: "First recorded",
	NoDate:        "on a date that can't be read",

	Text:       "Text",
	StatusOnly: "Status only",
	Moved:      "Moved",
	Format:     "White space only",
	Untouched:  "Left as it was",
	Reviewed:   "Reviewed",
	Before:     "Before it was controlled",
	Removed:    "Removed",

	RemovedNote:     "This document is no longer part of the manual. Its trail remains.",
	Provisional:     "Provisional",
	ProvisionalNote: "These revisions are not on the published branch yet; their numbers may change until they are merged.",
	Uncommitted:     "Not committed",
	ChangedNote:     "The file has changes that no commit holds; they are not in this trail.",
	UntrackedNote:   "No commit holds this file yet; nothing is known of who wrote it or when.",
	Incomplete:      "Incomplete history",
	SupersededBy:    "Superseded by",
	Unknown:         "No commit of a git repository vouches for this manual, so nothing is known of its revisions.",
	AsOf:            "As of",
}

// Since says how many revisions a document has and the days of the first and
// the last; the days are not looked at when there is none.
func (w *TrailWords) Since(revisions int, first, last string) string {
	switch revisions {
	case 0:
		return "No numbered revision yet."
	case 1:
		return "1 revision, recorded " + first + "."
	}
	return strconv.Itoa(revisions) + " revisions since " + first + ", the latest recorded " + last + "."
}

// Inside says how many commits a landing holds.
func (w *TrailWords) Inside(commits int) string {
	return strconv.Itoa(commits) + " " + oneOrMany(commits, "commit", "commits") + " inside"
}

// Changed says how many revisions a page lists and how many there are in all.
func (w *TrailWords) Changed(rows, total int) string {
	all := strconv.Itoa(total) + " " + oneOrMany(total, "revision", "revisions")
	if rows < total {
		return strconv.Itoa(rows) + " of " + all + ", newest first."
	}
	if total == 0 {
		return "No numbered revision yet."
	}
	return all + ", newest first."
}
