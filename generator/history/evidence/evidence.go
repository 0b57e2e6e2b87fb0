// Package evidence says what of a history counts: who approved exactly which
// text, whether they were entitled to, whether it is signed, which text is in
// force on a day, when it was reviewed, and what of all this is doubtful.
//
// In come trails (history.Trails), tags, signatures, and the rules of the manual
// (aims.yaml, trust/ and .mailmap) as of every commit. Out comes [Evidence]:
// plain values that pages, data, checks and the terminal show as they are, so
// that one fact has one wording everywhere.
//
// A person is entitled by the rules of the first parent of a landing, never by
// those that the landing brings along. A statement is bound to a text. What
// can't be known is said, never guessed; a statement that doesn't count is kept
// with the reason. Whether a statement would count that nobody has made yet is asked
// of the same code ([Evidence.Objection]). Nothing here reads a work tree or asks a
// clock.
//
// A record that is a row of a file stands as a document does: it may be in force,
// superseded, withdrawn. Statements are bound to the text of its file alone. A record
// supersedes records alone, also one that states no status, from its landing.
package evidence

import (
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/trust"
)

// Evidence is what a history proves, as of a day.
type Evidence struct {
	Day       config.Date                  // as of which Standings hold
	Rulings   map[*history.Row]*Ruling     // of every numbered row of a controlled document or a record
	Standings map[*history.Trail]*Standing // of every controlled document and record, those that are gone among them
	Rules     []RuleChange                 // the trail of aims.yaml, trust/ and .mailmap, newest first
	Strays    []Stray                      // statements about no revision, newest first
	Doubts    []Doubt                      // in the order of their checks, then newest first

	judge *judge // who answers what is asked later: StandingOn, Objection, Reviewers, Head
}

// Verdict says how sure the approval of a revision is.
type Verdict string

// The verdicts. NotAsked is that of drafts, texts in review, withdrawn ones and
// records: nobody asks for their approval.
const (
	NotAsked Verdict = ""
	Missing  Verdict = "missing"
	Declared Verdict = "declared"
	Recorded Verdict = "recorded"
	Signed   Verdict = "signed"
)

// AtLeast reports whether v is as sure as w. NotAsked is less sure than Missing.
func (v Verdict) AtLeast(w Verdict) bool { return v.rank() >= w.rank() }

func (v Verdict) rank() int {
	switch v {
	case Missing:
		return 1
	case Declared:
		return 2
	case Recorded:
		return 3
	case Signed:
		return 4
	}
	return 0
}

// Ruling is the verdict of one revision with what it rests on.
type Ruling struct {
	Verdict    Verdict
	Require    Verdict     // that brings the text into force, by the rules of then; NotAsked where none is asked for
	Record     bool        // of a record: approval isn't asked for, and may be given
	Reason     string      // one sentence without a full stop: why this verdict and no better one
	Statements []Statement // approvals that count, then those that don't, then what never approves; each group oldest first
	Reached    time.Time   // when the verdict that brings the text into force was reached: landing or statement; zero where it wasn't
}

// Approvals are the statements that count.
func (r *Ruling) Approvals() (list []Statement) {
	for _, s := range r.Statements {
		if s.Counts {
			list = append(list, s)
		}
	}
	return list
}

// Meaning is what a statement says of a text.
type Meaning string

// The meanings. Only Approval approves.
const (
	Approval  Meaning = "approval"
	Reviewed  Meaning = "review"    // Reviewed-by: somebody looked at the change
	SignedOff Meaning = "sign-off"  // Signed-off-by: somebody may contribute the change
	Signature Meaning = "signature" // somebody signed the landing
)

// Carrier is where a statement stands.
type Carrier string

// The carriers.
const (
	Trailer Carrier = "trailer" // Approved-by of the landing or a commit inside it
	Tag     Carrier = "tag"     // Approved: ID@<blob> or Approved: all in an annotated tag
	Commit  Carrier = "commit"  // Approved: ID@<blob> in a commit
	Merge   Carrier = "merge"   // the merge itself (approval.by-merge)
)

// Statement is what somebody says about the text of a revision.
type Statement struct {
	Meaning  Meaning
	Person   history.Person // as the carrier names them
	ID       string         // of the person under people, by the rules of then; "" for nobody there
	Role     string         // id of the role that entitles them; "" for none
	For      string         // title of the role that they act in as a deputy; "" when they hold it
	Held     []Held         // every role that the person held or stood in for by the rules of then, whatever it approves; those held first, by id
	Carrier  Carrier
	Commit   git.Hash       // that carries it, or that the tag names
	Tag      string         // name of the tag; "" for a commit
	All      bool           // Approved: all
	Maker    history.Person // of the carrier: committer, author at a forge, or tagger
	Recorder bool           // the maker wrote down what the person said elsewhere
	When     time.Time      // of the carrier, in its zone; zero when that can't be read
	Late     int            // whole days after the landing; 0 for one made with it
	How      Verdict        // Signed, Recorded or Declared; NotAsked for what never approves
	Counts   bool
	Reason   string // a clause: why it doesn't count, or how it is known; never empty
	Seal     *Seal  // nil when the carrier isn't signed
}

// Held is a role in which somebody was when they stated something.
type Held struct {
	Role string // id
	For  string // title of the role, for a deputy; "" for who holds it
}

// Seal is the signature of a carrier, judged by the keys of then and of now.
type Seal struct {
	Then, Now trust.Result
}

// Word is what readers are told of a document.
type Word string

// The words. NoWord is that of a record without a status.
const (
	NoWord      Word = ""
	InForce     Word = "in force"
	InForceFrom Word = "in force from" // a day follows
	Draft       Word = "draft"
	NotApproved Word = "not approved"
	Superseded  Word = "superseded"
	Withdrawn   Word = "withdrawn"
)

// Standing is where a document stands on a day.
type Standing struct {
	Word      Word         // of Row's text
	From      config.Date  // first day in force, past for InForce, to come for InForceFrom; zero for the rest
	Row       *history.Row // whose text is at the document's address: the one in force, else the newest; nil without a text
	Newer     *history.Row // the newest revision, where it is newer than Row; else nil
	NewerWord Word         // of Newer's text
	NewerFrom config.Date
	Ended     *End   // why the document is not in force any more; nil where it never was, or is
	Wants     []Want // whose approval of the newest revision would count in a tag on the head; empty when nothing waits for an approval
	WantsAll  bool   // each of Wants is to be met, rather than one of them

	Reviews    []Review    // newest first, those that don't count among them
	NextReview config.Date // zero where none is due ever
	Due        Due
}

// End says what took a document out of force.
type End struct {
	Cause    Word           // Superseded or Withdrawn
	By       []string       // ids of the documents in force that supersede it
	Removed  bool           // the file was deleted
	Commit   git.Hash       // the landing that withdrew or removed it, or of the first text that superseded it
	Person   history.Person // who made that landing
	Day      config.Date
	Entitled bool // an owner, or somebody who may approve it, did it; also when they approved what supersedes it
}

// Want is how many people of a role an approval or a review waits for.
type Want struct {
	Role   string // id
	Title  string
	Needs  int      // people that are still wanted
	People []string // ids of those whose statement would count, no author among them unless authors may; holders first, then deputies

	Deputies []string // those of People who only stand in for the holders
}

// Due says how urgent the next review is.
type Due string

// The urgencies. NotDue is that of a review to come, and of none.
const (
	NotDue  Due = ""
	DueSoon Due = "due soon"
	Overdue Due = "overdue"
)

// Review is something that starts the interval of periodic reviews again, or
// says that it did.
type Review struct {
	Commit git.Hash
	Row    *history.Row // of the landing, where the document has one there; else nil
	Day    config.Date
	Person history.Person
	ID     string // of the person under people; "" for nobody there
	Role   string // id of the role in which they reviewed; "" for none
	How    ReviewKind
	Counts bool
	Reason string // a clause, as in Statement
}

// ReviewKind is how a review is recorded.
type ReviewKind string

// The kinds of review.
const (
	PeriodicReview ReviewKind = "trailer" // Periodic-review: ID
	ReviewedOn     ReviewKind = "date"    // a bump of reviewed-on
	NewVersion     ReviewKind = "version" // a raised version
)

// RuleChange is a landing that changed who may do what.
type RuleChange struct {
	Landing int      // index in Log.Commits
	Files   []string // aims.yaml, .mailmap and files of trust/, sorted
	Root    bool     // the first version of one of them: what it says is declared, not proved
	Fault   string   // why the rules can't be read, so that nobody is entitled; "" when they can
}

// Stray is a statement that is about no revision of this manual.
type Stray struct {
	Commit git.Hash // that carries it, or that the tag names; zero for a tag that names no commit
	Tag    string
	Text   string // the line, at most 200 characters
	Reason string
}

// Doubt is something in the history that makes evidence less sure than it looks.
type Doubt struct {
	Check   string         // name of the check that reports it
	Trail   *history.Trail // nil where it is about no single document
	Row     *history.Row   // nil likewise
	Commit  git.Hash
	Message string // one sentence without a full stop
	Hint    string
}

// The checks of doubts, in their order.
const (
	ClockBackwards       = "clock-backwards"        // a landing is dated before the one below it
	AuthorAfterCommitter = "author-after-committer" // a commit was written after it was recorded
	ApproverRemoved      = "approver-removed"       // an approval made after the approver lost the role
	KeyWindow            = "key-window"             // a key used outside its window, or revoked since
	IDMoved              = "id-moved"               // an id that went over to another text
	EditionApproval      = "edition-approval"       // approved only by Approved: all of the edition that changed it
	RulesUnreadable      = "rules-unreadable"       // rules of then that can't be read: nobody was entitled
	WithdrawnBy          = "withdrawn-by"           // withdrawn, removed or superseded by somebody who is neither owner nor approver
)
