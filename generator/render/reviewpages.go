package render

// ReviewsPage is reviews.html and its further pages.
type ReviewsPage struct {
	Page
	AsOf     string // day on which the reviews are judged: 26 February 2026
	Calendar string // href of reviews.ics; "" when no review is due
	Figures  []ReviewFigure
	Chart    ReviewChart // on the first page alone
	First    int         // number of the first row on this page, from 1
	Rows     int         // on this page
	Total    int
	Parts    []PageLink    // the list's pages; empty when there is one
	Groups   []ReviewGroup // those that have a row on this page
}

// ReviewFigure is how many documents a group has, on all pages.
type ReviewFigure struct {
	Title string
	Tone  Tone
	Count int
	Href  string // to its first row
}

// ReviewGroup is the documents that are equally urgent. It has rows of reviews,
// or of approvals.
type ReviewGroup struct {
	ID     string // anchor; the same on every page
	Title  string
	Note   string
	Tone   Tone
	Count  int           // on all pages
	Dated  bool          // its documents have a next review
	Months []ReviewMonth // of a group that is parted by months, else one without a title
	Wanted []WantedRow
}

// ReviewMonth is the reviews that fall into a month.
type ReviewMonth struct {
	Title string // March 2026; may be empty
	Rows  []ReviewRow
}

// ReviewRow is a document in force with its next and its last review.
type ReviewRow struct {
	Document Link
	Owner    string   // title of the role; may be empty
	People   []string // who hold it
	Next     string   // 2026-03-01; "" for none
	Overdue  bool
	Interval string
	Last     *ReviewMark  // the newest one that counts; nil for none
	Rejected []ReviewMark // that don't count, newest first; at most ten
	More     int          // further ones that don't count
}

// All is how many reviews of the document don't count.
func (r ReviewRow) All() int { return len(r.Rejected) + r.More }

// ReviewMark is one review that somebody made, or says to have made.
type ReviewMark struct {
	Date   string // 2026-03-01
	Who    string
	Role   string // title of the one in which they reviewed; may be empty
	How    string // how it was recorded, in words
	Reason string // why it doesn't count, or how it is known
	Row    string // href of its row in the trail; may be empty
	Commit CommitLink
}

// WantedRow is a document whose newest revision waits for an approval.
type WantedRow struct {
	Document Link
	Revision Link  // leads to its row in the trail
	Verdict  State // how sure its approval is so far
	Reason   string
	Wants    []Want
}

// ReviewChart is the picture of reviews per month. It has no bars where no
// review is due.
type ReviewChart struct {
	Bars  []ReviewBar
	Table []ReviewPeriod // the same figures, in order; months without any are left out
	First string         // the period at the picture's left edge
	Last  string         // and at its right edge
}

// ReviewBar is a bar, or the overdue part of one.
type ReviewBar struct {
	Bar
	Tone Tone
}

// ReviewPeriod is a month of the picture, or all that lie before or after it.
type ReviewPeriod struct {
	Title   string
	Overdue int
	ToCome  int
}
