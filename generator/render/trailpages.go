package render

import "html/template"

// Stamp is an instant as git recorded it.
type Stamp struct {
	Day     string // 26 February 2026, in the manual's time zone
	Date    string // the same as 2026-02-26, for columns that are sorted
	Instant string // RFC 3339, with the zone that git holds
}

// Time is the day as an element that programs can read.
func (s Stamp) Time() template.HTML {
	return template.HTML(`<time datetime="` + template.HTMLEscapeString(s.Instant) + `">` + template.HTMLEscapeString(s.Day) + `</time>`)
}

// CommitLink names a commit.
type CommitLink struct {
	Short string // seven hex digits
	Full  string
	Href  string // at the forge; "" when aims.yaml has no links
}

// Show is the commit by its short name, with the full one as its title. Written
// here, since it stands in every row of the longest pages.
func (c CommitLink) Show() template.HTML {
	if c.Href == "" {
		return template.HTML(`<code title="` + template.HTMLEscapeString(c.Full) + `">` + template.HTMLEscapeString(c.Short) + `</code>`)
	}
	return template.HTML(`<a href="` + template.HTMLEscapeString(c.Href) + `" title="` + template.HTMLEscapeString(c.Full) + `"><code>` +
		template.HTMLEscapeString(c.Short) + `</code></a>`)
}

// TrailPage is history/ID.html, or history/pages/PATH.html of a plain page.
type TrailPage struct {
	Page
	Document    Link   // to the document; without an address when it is gone
	Path        string // of the file, now or when it went
	Gone        *Departure
	Reader      State // what readers are told of the document; without a word for a plain page
	Revisions   int
	First, Last Stamp  // when the first and the newest revision were recorded
	Provisional bool   // the numbers may change until the branch is merged
	Uncommitted string // what the work tree has that no commit vouches for; "" for nothing
	Chart       Chart
	Rows        []TrailRow   // newest first
	Reviews     []ReviewLine // newest first, those that don't count among them
}

// Departure says when a document went.
type Departure struct {
	When   Stamp
	Who    string // who recorded it
	Commit CommitLink
}

// TrailRow is one landing.
type TrailRow struct {
	Number      int    // 0 for a row without one
	Anchor      string // r13 for revision 13, else the commit's short name
	Change      string // in words: Text, Status only, Moved …
	Landed      Stamp
	Recorder    string // who committed the landing
	Authors     []string
	Commit      CommitLink
	Merge       bool // the landing merged a branch
	Typed       bool // a merge that changed the text itself
	Subject     string
	Version     string // as declared; may be empty
	Status      string // as declared, in words; may be empty
	Path        string // when the landing moved the file; else ""
	Provisional bool
	Reader      State         // what readers are told of this text, where that is known
	Proof       *RowEvidence  // nil for a row without a verdict
	Reviewers   []string      // who reviewed the document in this landing
	Commits     []TrailCommit // inside the landing, newest first; empty when it is the landing alone
}

// TrailCommit is a commit inside a landing.
type TrailCommit struct {
	Commit   CommitLink
	Authored Stamp
	Author   string
	Subject  string
}

// Chart is a small picture of numbers over time. Coordinates are those of a
// view box of 100 × 24.
type Chart struct {
	Title string
	Bars  []Bar
	Table []ChartRow // the same figures; periods without any are left out
}

// Bar is one bar of a chart.
type Bar struct{ X, Y, Width, Height string }

// ChartRow is one period of a chart.
type ChartRow struct {
	Period string // 2025, or 2025 Q3
	Count  int
}

// ChangesPage is changes.html and its pages per year.
type ChangesPage struct {
	Page
	Total int
	Years []PageLink  // the pages; empty when there is one
	Rows  []ChangeRow // newest first
	Feed  string      // href of the Atom feed
}

// ChangeRow is one numbered revision of one document.
type ChangeRow struct {
	Landed      Stamp
	Document    Link
	Trail       string // href of its row in the trail
	Number      int
	Change      string // in words
	Subject     string
	Authors     []string
	Commit      CommitLink
	Verdict     State // without a word where nobody asks for an approval
	Provisional bool
}

// TombstonePage is documents/ID.html of a document that is gone.
type TombstonePage struct {
	Page
	ID         string
	Reader     State    // withdrawn or superseded; without a word where neither is known
	Banners    []Banner // what took it out of force, where that is known
	Trail      string   // href
	Departure  Departure
	Revisions  int
	Successors []Link // documents that say they supersede it
}
