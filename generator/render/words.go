package render

import (
	"strconv"

	"aims/generator/document"
)

// Words are the words of the interface, all in one place; templates and
// scripts have none of their own. Authors' text, ids and the words of the
// manual's format (reasons, severities, classifications as they are typed)
// are not among them.
type Words struct {
	Language string // of these words, BCP 47

	// Around every page.
	Skip       string // link past bar and tree
	Menu       string // button that opens the tree
	Close      string // button that closes a drawer
	OnThisPage string // button that opens the headings, and their title
	Manual     string // the tree's name for those who hear it

	// Titles of the tree's parts.
	TreeSystem    string
	TreeEvidence  string
	TreeDocuments string

	Overview string
	Register string
	File     string // before the path of a page's file
	Edit     string // link to the forge's editor

	// The control block and the columns of the register.
	Document       string
	State          string
	Version        string // label of a column, and before a version: "Version 2.1"
	Owner          string
	Approver       string
	Effective      string
	ReviewEvery    string
	Classification string
	Date           string // of a record
	ReviewedOn     string
	Audience       string
	Retention      string
	Supersedes     string
	Translates     string
	Formerly       string
	TextLanguage   string
	Tags           string
	AllDetails     string // unfolds the control block on a phone
	OwnFields      string // the name of the kind's own fields for those who hear it
	Uncontrolled   string // in place of a plain page's state
	NotControlled  string // what that means

	// Words of state as authors declare them, how they are known, and the
	// sentences that go with them where nothing else is known.
	Draft          string
	InReview       string
	Approved       string
	Withdrawn      string
	Record         string // in place of the state of a record that declares none
	AsDeclared     string
	StatesDeclared string // below counts and lists of states
	NotApprovedYet string
	NotUsed        string

	// After the text of a document.
	Addresses     string
	AsClaimed     string // whose word the addresses are
	ReferencedBy  string
	Decisions     string
	Control       string
	Applicable    string
	NotApplicable string
	Reasons       string
	Risks         string
	ImplementedBy string
	Evidence      string
	DueBy         string // before the day by which a control is planned

	// Overview and register.
	InFigures    string // unfolds the figures on a phone
	ByKind       string
	PlainNote    string // what an uncontrolled page is
	OpenRegister string
	JumpToKind   string
	RegisterPart string // the name of the links between the register's pages
	NoDocuments  string

	// Faults and pages that lead elsewhere.
	Faults     string
	FaultsHere string // title of the list on a page that has faults
	FaultsNote string // what it means that the page is there all the same
	NoPage     string
	NoPageNote string
	Pageless   string // title of the faults of files without a page
	Moved      string // before the link of a redirect

	// Scripts read these from their element.
	Scheme      string // before one of the next three
	SchemeAuto  string
	SchemeLight string
	SchemeDark  string
	Copy        string
	Copied      string
	Filter      string
	Shown       string // {n} and {total} stand for numbers

	Trail   TrailWords     // those of the pages of revision trails
	Proof   EvidenceWords  // those about approvals and what is in force
	Review  ReviewWords    // those of the page of reviews
	Records RecordWords    // those of registers of records and of the glossary
	About   AboutWords     // those of the page that says how the manual is controlled
	Ready   ReadinessWords // those of the pages of readiness and traceability
	Soa     SoaWords       // those of the statement of applicability
	Items   ItemWords      // those of the pages of clauses, controls and other items
	System  SystemWords    // those of the pages of AI systems
	Risk    RiskWords      // those of the risk matrix
	Measure MeasureWords   // those of what is measured of objectives
	Body    document.Words // those inside the text of a document
}

// English is the language of the interface.
var English = Words{
	Language: "en",

	Skip:       "Skip to content",
	Menu:       "Menu",
	Close:      "Close",
	OnThisPage: "On this page",
	Manual:     "Manual",

	TreeSystem:    "Management system",
	TreeEvidence:  "Evidence",
	TreeDocuments: "Documents",

	Overview: "Overview",
	Register: "Document register",
	File:     "File",
	Edit:     "Edit this page",

	Document:       "Document",
	State:          "State",
	Version:        "Version",
	Owner:          "Owner",
	Approver:       "Approver",
	Effective:      "Effective",
	ReviewEvery:    "Review every",
	Classification: "Classification",
	Date:           "Date",
	ReviewedOn:     "Reviewed on",
	Audience:       "Audience",
	Retention:      "Retention",
	Supersedes:     "Supersedes",
	Translates:     "Translates",
	Formerly:       "Formerly",
	TextLanguage:   "Language",
	Tags:           "Tags",
	AllDetails:     "Owner, approver and other details",
	OwnFields:      "Fields of this kind",
	Uncontrolled:   "Not controlled",
	NotControlled:  "This page is not a controlled document.",

	Draft:          "Draft",
	InReview:       "In review",
	Approved:       "Approved",
	Withdrawn:      "Withdrawn",
	Record:         "Record",
	AsDeclared:     "as its author declares it",
	StatesDeclared: "States are as the authors declare them; nothing proves them.",
	NotApprovedYet: "As its author declares it, this text is not approved yet.",
	NotUsed:        "As its author declares it, this text is no longer to be used.",

	Addresses:     "Addresses",
	AsClaimed:     "as the document claims",
	ReferencedBy:  "Referenced by",
	Decisions:     "Decisions by control",
	Control:       "Control",
	Applicable:    "Applicable",
	NotApplicable: "Not applicable",
	Reasons:       "Reasons and justification",
	Risks:         "Risks",
	ImplementedBy: "Implemented by",
	Evidence:      "Evidence",
	DueBy:         "due",

	InFigures:    "The manual in figures",
	ByKind:       "Documents by kind",
	PlainNote:    "Read as they are, without owner, version or approval.",
	OpenRegister: "Open the document register",
	JumpToKind:   "Jump to a kind",
	RegisterPart: "Pages of the register",
	NoDocuments:  "This manual has no controlled documents yet.",

	Faults:     "Faults",
	FaultsHere: "Faults on this page",
	FaultsNote: "This manual was built although it has faults.",
	NoPage:     "There is no page at this address",
	Pageless:   "Errors in files that have no page",
	NoPageNote: "The document may have another address now. Its id leads to it in the register.",
	Moved:      "This page has moved to",

	Scheme:      "Colour scheme",
	SchemeAuto:  "as the system",
	SchemeLight: "light",
	SchemeDark:  "dark",
	Copy:        "Copy",
	Copied:      "Copied",
	Filter:      "Filter these rows",
	Shown:       "{n} of {total} rows shown",

	Trail: englishTrail, Proof: englishEvidence, Review: englishReview, About: englishAbout,
	Records: englishRecords,
	Ready:   englishReadiness,
	Soa:     englishSoa,
	Items:   englishItems,
	System:  englishSystem,
	Risk:    englishRisk,
	Measure: englishMeasure,
	Body: document.Words{
		Note: "Note", Tip: "Tip", Important: "Important", Warning: "Warning", Caution: "Caution",
		SectionLink: "Link to section: ", Table: "Table", Code: "Code", Done: "done", Open: "open",
		FootnoteLink: "Footnote", FootnoteBack: "Back to the text",
	},
}

// AllInRegister leads from a part of a folder's n entries to the register.
func (w *Words) AllInRegister(n int) string { return "All " + strconv.Itoa(n) + " in the register" }

// Earlier leads back to the n entries before those that a tree shows.
func (w *Words) Earlier(n int) string { return strconv.Itoa(n) + " before these" }

// Further leads on to the n entries after those that a tree shows.
func (w *Words) Further(n int) string { return strconv.Itoa(n) + " more" }

// CountDocuments is what stands after the number n of controlled documents.
func (w *Words) CountDocuments(n int) string {
	return oneOrMany(n, "controlled document", "controlled documents")
}

// CountPlain is what stands after the number n of uncontrolled pages.
func (w *Words) CountPlain(n int) string {
	return oneOrMany(n, "page that is not controlled", "pages that are not controlled")
}

// ShowAll leads from the first n documents of a kind to all of them; kind is
// the kind's plural.
func (w *Words) ShowAll(kind string, n int) string {
	return kind + ": all " + strconv.Itoa(n)
}

// Rows says which of the register's rows a page has: first counts from 1, rows
// is their number on the page, total that of the whole register.
func (w *Words) Rows(first, rows, total int) string {
	all := strconv.Itoa(total) + " " + w.CountDocuments(total)
	if rows >= total {
		return all
	}
	return "Rows " + strconv.Itoa(first) + " to " + strconv.Itoa(first+rows-1) + " of " + all
}

// FaultCount says how many errors, warnings and notes the manual has; notes only
// where there are some.
func (w *Words) FaultCount(errors, warnings, notes int) string {
	text := strconv.Itoa(errors) + " " + oneOrMany(errors, "error", "errors") + ", " +
		strconv.Itoa(warnings) + " " + oneOrMany(warnings, "warning", "warnings")
	if notes > 0 {
		text += ", " + strconv.Itoa(notes) + " " + oneOrMany(notes, "note", "notes")
	}
	return text
}

func oneOrMany(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
