package render

// Banner is a sentence over a text that must not be missed. It prints.
type Banner struct {
	Tone  Tone
	Word  string // the reader's word, or what begins the sentence
	Text  string // goes on; may be empty
	Who   string // a person's name after it; may be empty
	Links []Link // after that; may be empty
	After string // ends the sentence
	Calm  bool   // says nothing against using the text, so that it stands on the first sheet alone
}

// Approval is what is known of the approval of one text.
type Approval struct {
	Label   string
	Verdict State // signed, recorded, declared or missing; what is said where nobody asks for one
	Reason  string
	By      []Statement // those that count
	Trail   Link        // to the revision's row in the trail; without an address when there is none
	Wants   []Want      // who may still approve it
}

// Want is how many people of a role an approval waits for.
type Want struct {
	Label string
	Needs string // how many of which role, in words
	Who   []string
}

// Statement is what somebody said about a text.
type Statement struct {
	Meaning string // Approved by, Reviewed by …
	Who     string
	Role    string // the role's title, or "for" and the title of whom a deputy acts for; may be empty
	How     State  // signed, recorded or declared; without a word for what never approves
	Carrier string // where it stands, up to the name of the commit
	Tag     string // name of the tag that carries it; may be empty
	Commit  CommitLink
	When    Stamp  // of the carrier; without a day when that can't be read
	Late    string // how long after the landing; "" for one made with it
	Maker   string // who made the carrier, where that is somebody else
	Reason  string // why it doesn't count, or how it is known
	Seal    Seal
}

// Seal is the signature of a carrier.
type Seal struct {
	Word State  // what it was worth then, and what by the keys of now where that differs; empty without a signature
	Key  string // fingerprint; "" when unknown
	Note string // whose key, or why it isn't good
}

// RowEvidence is what a row of a trail rests on.
type RowEvidence struct {
	Verdict State // without a word where nobody asks for an approval
	Reason  string
	Counted []Statement
	Ignored []Statement // approvals that don't count
	Others  []Statement // what never approves
}

// Said reports whether there is anything to say besides the verdict.
func (e *RowEvidence) Said() bool {
	return e.Reason != "" || len(e.Counted)+len(e.Ignored)+len(e.Others) > 0
}

// ReviewLine is a periodic review, or what says that it was one.
type ReviewLine struct {
	Day    string
	Date   string // the same as 2026-02-26
	Who    string
	Role   string // title; may be empty
	How    string // in words
	State  State  // whether it counts
	Reason string
	Commit CommitLink
	Row    Link // of the landing in the trail; without an address when it has none there
}

// Tally is how many things there are of each state.
type Tally struct {
	Documents int
	States    []StateCount
}

// ManualEvidence is what the overview says of the evidence.
type ManualEvidence struct {
	Approvals Tally // of the documents in force whose approval is asked for, by how sure it is
	Overdue   int   // reviews
	DueSoon   int
	Reviews   string // href of the list of reviews
	Doubts    int
	Control   string // href of the list of doubts
}
