package render

// ItemPage is clauses/5.2.html, controls/A.2.2.html or annex-c/C.3.4.html: an
// item of a standard with what this manual has to say about it.
type ItemPage struct {
	Page
	ID        string
	Kind      string // clause, control … in words
	Standard  string // ISO/IEC 42001:2023
	Above     []Link // what it is part of, from the list of such items on
	Facts     []Fact
	Asked     []ItemAsked // documented information; of a clause alone
	Claims    []ItemClaim
	Claimable bool           // documents may claim to address it; an item of Annex C is named by them
	Decisions []ItemDecision // of statements of applicability; more than one is a fault
	Decidable bool           // a statement of applicability has to decide it
	Soa       string         // href of its row in soa.html; "" without one
	Under     []Link         // clauses that ask for that decision
	Named     []ItemNamed    // records: by the keys that name it, then by kinds that it asks for
	Texts     []Link         // documents and pages whose text refers to it
	Parts     []ItemRow      // items that are part of it
	Crosswalk []CrosswalkPart
	Previous  Link
	Following Link
	AsOf      string // the day as of which readers' words hold; "" when nothing is known
}

// ItemAsked is a piece of documented information.
type ItemAsked struct {
	Name      string
	Duty      string // kept up to date, or kept as it was
	Customary bool   // the standard doesn't ask for it in words
	State     State  // whether the manual has it; without a word for a customary one that it lacks
	Held      []ItemClaim
	More      Link // leads to all of a kind where further ones hold it; without words for none
}

// ItemClaim is a document, or a section of one, that is said to answer an item.
type ItemClaim struct {
	Document Link // leads to the section where one is named
	Kind     string
	Reader   State
	Verdict  State  // without a word where nobody asks for an approval
	Revision Link   // leads to its place in the trail; without words where no commit has the text
	How      string // whose word it is that it answers
}

// ItemDecision is what a statement of applicability decides.
type ItemDecision struct {
	Decision
	By      Link // the document
	Reader  State
	Verdict State // without a word where nobody asks for an approval
	Since   Link  // leads to the revision in which it was last changed; without words where none is known
	Landed  Stamp // when that revision landed
}

// ItemNamed is the records that name an item under one key, or those of a kind
// that it asks for.
type ItemNamed struct {
	Label   string
	Records []Link
	More    Link // leads to all of a kind where there are further ones; without words for none
}

// ItemRow is one item in a list.
type ItemRow struct {
	Link
	Level   int // 1 at the top
	Summary string
	States  []State // what is known of it in single words
	Claims  string  // how many documents claim it, in words; may be empty
}

// CrosswalkPart is what one other standard has near an item.
type CrosswalkPart struct {
	Standard string
	Rows     []CrosswalkRow
}

// CrosswalkRow is one mapping.
type CrosswalkRow struct {
	Ref   string
	Title string // may be empty
	Basis string // published, library, editorial
	Href  string // to its page where the manual has that standard; else ""
}

// ItemsPage is clauses/index.html and its like: the list of a standard's items.
type ItemsPage struct {
	Page
	Standard string
	Lists    []PageLink // of all lists of this kind of page
	Groups   []ItemGroup
	Annexes  []ItemAnnex
	Stages   []ItemPart
	Roles    []ItemPart
	Data     string // href of the same facts for programs; "" when they are not written
	AsOf     string
}

// ItemGroup is an item at the top with all that is part of it.
type ItemGroup struct {
	ItemRow
	Rows []ItemRow
}

// ItemAnnex is an annex as a whole.
type ItemAnnex struct {
	Link
	Normative bool
	Summary   string
}

// ItemPart is a role or a stage with the items that go with it.
type ItemPart struct {
	Name    string
	Summary string
	Parts   []string // more exact roles
	Items   []Link
}
