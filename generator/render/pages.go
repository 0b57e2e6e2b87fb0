package render

import "html/template"

// Page is what every page has around its own content. Every href in it and in
// the structs below is relative to the page's own address and percent-encoded.
type Page struct {
	Words      *Words
	Language   string // BCP 47, of the text; the interface is English
	Manual     Name
	Title      string        // of the page, plain text; never empty
	Summary    string        // for <meta name="description">; may be empty
	Root       string        // from this page to the site's root: "", "../", "../../"
	URL        string        // canonical address; "" when aims.yaml has no url
	Tree       template.HTML // the manual's tree with this page marked, made from tree.html
	Contents   []Heading     // headings of this page for "On this page"; may be empty
	Faults     []Fault       // what `check` says about this page's file; only with --keep-going
	Incomplete string        // what is missing of the history; "" for nothing
	Base       string        // of 404.html alone: the path from which its links are read
}

// Name is what the manual is called and whose it is.
type Name struct {
	Title        string
	Organisation string // may be empty
}

// Heading is one heading of a page's text.
type Heading struct {
	Level int // 2 to 6, as in the page
	ID    string
	Text  string
}

// Fault is a diagnostic as pages show it.
type Fault struct {
	Severity string // error, warning or note
	Where    string // file:line:column
	Message  string
	Hint     string
	Excerpt  string
	Href     string // to the page that shows the faulty text; "" when there is none
}

// Link leads to a page of the manual, or names what has no page.
type Link struct {
	Href  string // "" when there is nothing to lead to
	ID    string // of a document, clause or control; may be empty
	Title string
}

// EvidenceLink leads to a record, or to what is named as evidence.
type EvidenceLink struct {
	Link
	State State // that it is a draft, say, or since when it is stale; without a word where it is current
}

// Tone is how a word of state looks; the word itself is always there too.
type Tone string

// The tones: a class, a shape and a colour of the theme.
const (
	Good    Tone = "good"
	Caution Tone = "warn"
	Bad     Tone = "bad"
	Fair    Tone = "fair"
	Neutral Tone = "none"
)

// State is a word of state with its look and, in Note, how it is known.
type State struct {
	Word string // In force, Draft …
	Tone Tone
	When string // the day that goes with the word: "since 26 February 2026"; may be empty
	Note string // "as its author declares it"; may be empty
}

// Fact is a row of the control block or of a record's own fields. A value is
// one or several links; a plain text is a link without an address.
type Fact struct {
	Label  string
	Values []Link
	State  State  // of the value: overdue, say; without a word for none
	Note   string // small print after the value; may be empty
	Due    string // YYYY-MM-DD, of a next review: a script says when it has passed; else empty
}

// DocumentPage is documents/ID.html.
type DocumentPage struct {
	Page
	ID        string
	TitleID   string // anchor of the title; may be empty
	Kind      Link   // the kind's name, leading to its register
	State     State
	Version   string // as typed; may be empty
	Revision  Link   // of the text, leading to its row in the trail; without words when none is known
	Banners   []Banner
	Control   []Fact    // the control block after id, state and version
	Approval  *Approval // the end of it; nil where nobody asks and nothing is claimed
	Fields    []Fact    // the kind's own fields; may be empty
	Decisions []Decision
	Body      template.HTML
	Addresses []Link // clauses and controls that the text claims to address
	Backlinks []Link // documents and pages that refer to this one
	Edit      string // address of the forge's editor; "" for none
	Path      string // of the file, from the manual's root

	Thread   Link          // of an AI system or a statement of applicability, to the page of all that hangs on it; without words for other kinds
	Measures *MeasureChart // nil where nothing is measured

	Commit      CommitLink // of the text's revision; empty when none is known
	Uncommitted string     // what the work tree has that no commit vouches for; "" for nothing
}

// Decision is one row of a statement of applicability.
type Decision struct {
	Control       Link
	Applicable    bool
	Undecided     bool // the decision doesn't say whether the control applies
	Reasons       []string
	State         string // as declared; may be empty
	Implemented   []Link
	Evidence      []Link
	Risks         []Link
	Justification string
	Except        []SoaException
}

// PlainPage is pages/PATH.html: Markdown that is not controlled.
type PlainPage struct {
	Page
	TitleID   string
	Body      template.HTML
	Backlinks []Link
	Edit      string
	Path      string

	Past        []Fact // what git proves of it
	Commit      CommitLink
	Uncommitted string
}

// OverviewPage is index.html.
type OverviewPage struct {
	Page
	Body      template.HTML   // of content/index.md; may be empty
	Documents int             // controlled documents in all
	Groups    []KindGroup     // per kind, in the kinds' order; none is empty
	States    []StateCount    // over all documents, in the order of a document's life
	Proof     *ManualEvidence // nil when nothing is known
	Plain     int             // uncontrolled pages
	Soa       *SoaTile        // nil without a statement of applicability
	Register  string          // href of the register

	Ready       *ReadyLine  // nil where nothing is known, or nothing is asked for
	Unknown     string      // why nothing is known of revisions; "" when it is
	Uncommitted int         // documents and pages whose text no commit vouches for
	Changes     string      // href of the list of changes; "" when nothing is known
	Latest      []ChangeRow // the five newest ones
	AsOf        string      // the day as of which all this holds; "" when nothing is known
}

// KindGroup is the documents of one kind.
type KindGroup struct {
	Link      Link         // the plural's name, leading to its register
	Documents int          // of this kind
	States    []StateCount // as in OverviewPage.States, same order and length
	First     []Link       // up to eight documents, in the order of ids
}

// StateCount is how many documents have a state.
type StateCount struct {
	State  State
	Count  int
	Before int // sum of the counts before this one: where its part of the bar begins
}

// RegisterPage is documents/index.html and its further pages.
type RegisterPage struct {
	Page
	Total   int           // documents in all
	First   int           // number of the first row on this page, from 1
	Rows    []RegisterRow // at most 500
	Pages   []PageLink    // the register's pages; empty when there is one
	Anchors []Link        // kinds, leading to their first row
	AsOf    string        // the day as of which what git proves holds; "" when nothing is known
}

// PageLink leads to one page of a list that is split.
type PageLink struct {
	Link
	Current bool
}

// RegisterRow is one document of the register.
type RegisterRow struct {
	Document       Link
	Anchor         string // id of the row when it is the first of its kind; else ""
	Kind           string
	State          State
	Version        string
	Owner          string
	Approver       string
	Effective      string // YYYY-MM-DD as declared; may be empty
	ReviewEvery    string
	Classification string

	// What git proves; empty where nothing is known.
	Revision   Link   // of the text, leading to the trail
	Recorded   string // day on which it landed, YYYY-MM-DD
	Verdict    State  // without a word where nobody asks for an approval
	Approvers  string // who approved it; may be empty
	InForce    string // first day in force, YYYY-MM-DD; may be empty
	NextReview string // YYYY-MM-DD; may be empty
	Due        State  // without a word for a review to come
}

// FaultsPage is faults.html, which only a build with --keep-going writes.
type FaultsPage struct {
	Page
	Errors, Warnings int
	Notes            int
	List             []Fault
}

// NotFoundPage is 404.html.
type NotFoundPage struct {
	Page
	Faults []Fault // errors in files that have no page, where one may be looked for
}

// RedirectPage is what stands at an alias.
type RedirectPage struct {
	Words *Words
	To    Link
}

// TreeData is the whole tree as seen from one folder.
type TreeData struct {
	Words  *Words
	Groups []TreeGroup // the pages above the folders
	Nodes  []TreeNode  // the folders at the top

	Entries template.HTML // documents and pages outside any folder, from "tree-entry"
}

// TreeGroup is some of the pages that stand above the folders; it may be empty.
type TreeGroup struct {
	Title string // "" for the first ones
	Links []TreeLink
}

// TreeLink is one entry of the tree.
type TreeLink struct {
	Link
	Current bool
}

// TreeNode is a folder of the tree. Only the folders that lead to the page are
// open; of the others only the name is there.
type TreeNode struct {
	TreeLink
	Count   int           // documents and pages below it
	Open    bool          // it is an ancestor of the page
	Nodes   []TreeNode    // folders in it, when it is open
	Entries template.HTML // documents and pages in it, from "tree-entry"; when it is open
}
