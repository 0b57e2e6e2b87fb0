package render

import "strconv"

// AboutWords are the words of the page that says how the manual is controlled.
type AboutWords struct {
	Title   string
	Short   string // in the tree
	Lead    string
	Unknown string // what that means for this page

	// What the clauses are about, each a sentence, and the figures of each.
	Listed                                   string
	Documents, Records, Plain                string
	Answers                                  string
	Answering                                string
	Identified                               string
	Titled, Versioned                        string
	Owned                                    string
	WithOwner, WithApprover                  string
	Format                                   string
	Texts, Attachments                       string
	Judged                                   string
	Revisions, NotAsked                      string
	Approved                                 string
	InForce                                  string // before a verdict
	Separate                                 string // authors can't approve
	MaySelf                                  string // authors can
	Counting, Ignored, Signatures, Worthless string
	Waits                                    string
	Waiting                                  string
	Reviewed                                 string
	Available                                string
	Whole                                    string
	Uncommitted, Provisional, RuleChanges    string
	Strays, Doubts                           string
	Confidential                             string
	Audience                                 string
	Kept                                     string
	Superseded                               string
	Ended                                    string
	Retention, Removed                       string
	Outside                                  string
	External                                 string

	// The rules of now.
	Rules      string
	RulesNote  string
	Role       string
	HeldBy     string
	Deputies   string
	Approves   string
	Needs      string
	NoRoles    string
	Require    string
	RequireAs  map[string]string // by verdict
	AllowSelf  string
	ByMerge    string
	Yes, No    string
	Recorders  string
	Forges     string
	Editions   string
	OneByOne   string // in place of editions
	SignedOnly string // editions whose tag is signed alone
	None       string

	// Their trail.
	RuleTrail     string
	RuleTrailNote string
	Files         string
	Standing      string // label of what is known of a change
	Recorder      string // label of who recorded it
	Root          string
	Unreadable    string // before why
	NoRules       string
	RestOfRules   string // the command that lists them all

	StraysTitle  string
	StraysNote   string
	NoStrays     string
	Statement    string
	Where        string
	Tag          string // before the name of one
	Reason       string
	DoubtsTitle  string
	DoubtsNote   string
	NoDoubts     string
	Doubt        string
	Hint         string
	RestOfChecks string            // the command that lists them all
	Checks       map[string]string // what each looks for

	Limits     string
	LimitsNote string
	CantProve  []string

	Check     string
	CheckNote string
	StepsFor  string // before a revision
	StepsAny  string // where there is none
	Steps     struct{ Landings, Text, Statement, Keys, Signature, Rules string }
	Commit    string // stands for the name of a commit
	Path      string // stands for a path

	Built    string
	BuiltFor string // label of the commit
	Day      string
	Version  string
	Options  string
	Default  string // where no option was given
}

var englishAbout = AboutWords{
	Title:   "How this manual is controlled",
	Short:   "Document control",
	Lead:    "What ISO/IEC 42001 asks of documented information, and what this manual has to show for it on this day. The clauses are told in our own words; the standard's text decides.",
	Unknown: "Figures that come from revisions are left out on this page.",

	Listed:    "Every controlled document stands in one register. Documents are kept up to date; records are kept as they were. Other pages are marked as not controlled.",
	Documents: "Documents", Records: "Records", Plain: "Pages that are not controlled",
	Answers:   "Documents say which clauses and controls they answer. That is their claim.",
	Answering: "Documents that name a clause or control",

	Identified: "Each document has an id of its own, a title and a version label. History follows the id, whatever the file is called.",
	Titled:     "With a title", Versioned: "With a version",
	Owned:     "Each has an owner, and documents name who approves them where the kind alone does not decide.",
	WithOwner: "With an owner", WithApprover: "With a named approver",
	Format: "Texts are Markdown, which any program can read; what they link to is kept beside them.",
	Texts:  "Texts", Attachments: "Attachments",
	Judged:    "Every revision is numbered from git. Where its author calls it approved, a verdict says how sure the approval is.",
	Revisions: "Revisions", NotAsked: "Not asked for",
	Approved: "The same of the texts that are in force on this day.",
	InForce:  "In force, approval",
	Separate: "Nobody approves their own text. A statement counts when it comes from somebody entitled, by the rules before the change.",
	MaySelf:  "A statement counts when it comes from somebody entitled, by the rules before the change. This manual lets authors approve their own text.",
	Counting: "Approvals that count", Ignored: "Approvals that do not count", Signatures: "Good signatures", Worthless: "Other signatures",
	Waits:    "What still wants an approval is listed with who may give it.",
	Waiting:  "Approvals waiting",
	Reviewed: "Documents in force are reviewed at intervals, and a review that changed nothing is recorded too.",

	Available:   "The address of a document shows the text in force. Where there is none, the newest text stands there with a word that says so.",
	Whole:       "Texts and rules are held by git, where a change to the past changes the name of every later commit. What does not fit is listed.",
	Uncommitted: "Texts that no commit vouches for", Provisional: "Provisional revisions", RuleChanges: "Changes of the rules",
	Strays: "Statements about nothing", Doubts: "Doubts",
	Confidential: "Each document has a classification and may name who has to read it.",
	Audience:     "With a named audience",
	Kept:         "Texts that were replaced stay in the trail of their document, with who wrote, recorded and approved them.",
	Superseded:   "Earlier revisions kept",
	Ended:        "A document that is superseded, withdrawn or removed keeps its address, with a sentence that says so, and its trail.",
	Retention:    "With a time of retention", Removed: "Removed documents",
	Outside:  "Documents from outside, such as laws and standards, are registered with their edition.",
	External: "External documents",

	Rules:     "Who may approve what",
	RulesNote: "As aims.yaml has it now. A landing is judged by the rules of its first parent, so these decide over the next change.",
	Role:      "Role", HeldBy: "Held by", Deputies: "Deputies", Approves: "Approves", Needs: "People needed",
	NoRoles: "No role is named, so nobody is entitled to approve anything.",
	Require: "Least verdict that brings a text into force",
	RequireAs: map[string]string{
		"missing":  "a text that its author calls approved is in force, whatever proves it",
		"declared": "somebody has to be named, if only by an author of the text",
		"recorded": "the approver, or somebody who is no author of the text, has to have recorded it",
		"signed":   "the approver's own key has to have signed it",
	},
	AllowSelf: "Authors may approve their own text", ByMerge: "A merge approves what it lands",
	Yes: "yes", No: "no",
	Recorders: "Accounts that write down what others approved", Forges: "Addresses under which forges commit",
	Editions: "Editions", OneByOne: "none; documents come into force one by one", SignedOnly: "signed ones alone", None: "none",

	RuleTrail:     "How the rules changed",
	RuleTrailNote: "Landings that changed aims.yaml, .mailmap or the keys in trust/, newest first.",
	Files:         "Files", Standing: "What is known", Recorder: "Recorded by",
	Root:       "declared root: the first version, which nothing proves",
	Unreadable: "nobody was entitled, since the rules can't be read:",
	NoRules:    "No commit has any rules, so nobody is entitled to approve anything.",

	StraysTitle: "Statements about nothing",
	StraysNote:  "Lines that read like approvals and are about no revision of this manual.",
	NoStrays:    "None.",
	Statement:   "Statement", Where: "Where", Tag: "tag", Reason: "Why",
	DoubtsTitle: "Doubts",
	DoubtsNote:  "What makes evidence less sure than it looks. A doubt is no proof that something is wrong.",
	NoDoubts:    "None was found.",
	Doubt:       "Doubt", Hint: "What helps",
	RestOfRules: "git log --first-parent -- aims.yaml .mailmap trust", RestOfChecks: "aims check",
	Checks: map[string]string{
		"clock-backwards":        "a landing is dated before the one below it",
		"author-after-committer": "a commit was written after it was recorded",
		"approver-removed":       "an approval was made after the approver had lost the role",
		"key-window":             "a key was used outside the time in which it is valid, or was revoked since",
		"id-moved":               "an id went over to another text",
		"edition-approval":       "a text is approved only by the line for all texts in the tag of the edition that changed it",
		"rules-unreadable":       "the rules of then can't be read, so that nobody was entitled",
		"withdrawn-by":           "a document was withdrawn, removed or superseded by somebody who is neither owner nor approver",
	},

	Limits:     "What git cannot prove",
	LimitsNote: "These stay open, however good a verdict is.",
	CantProve: []string{
		"When something happened. A date in git is what somebody's computer said; it is shown as recorded, and no more.",
		"Who sat at the keyboard. A good signature proves that a key was used, and the list of keys says whose it is.",
		"That the list of keys, roles and people was right at the beginning. Its first version is declared, and everything later hangs on it.",
		"That anybody read a text before approving it, or after.",
		"What was deleted before the first commit, or never committed.",
		"That no other history was ever published. Who has an older copy of the repository, or the name of an older commit, can tell.",
	},

	Check:     "Check it yourself",
	CheckNote: "Nothing on these pages has to be believed. With a clone of the repository, git itself confirms what a verdict rests on.",
	StepsFor:  "These commands, run at the top of the clone, are about",
	StepsAny:  "Put the name of a landing and the path of its document into these commands, and run them at the top of the clone.",
	Steps: struct{ Landings, Text, Statement, Keys, Signature, Rules string }{
		Landings:  "The landings of the document, with who wrote and who recorded each:",
		Text:      "The name of the text that landed. An approval by line has to carry it:",
		Statement: "What carries the approval, as git holds it: its maker, its message, its signature:",
		Keys:      "The keys that were trusted before the landing:",
		Signature: "Whether the signature is good, by those keys:",
		Rules:     "Who might approve what, before the landing:",
	},
	Commit: "COMMIT", Path: "PATH",

	Built: "What this site was built from", BuiltFor: "Commit", Day: "As of", Version: "Version of aims", Options: "Options", Default: "none",
}

// Of is a share: 11 of 12.
func (w *AboutWords) Of(n, total int) string { return strconv.Itoa(n) + " of " + strconv.Itoa(total) }

// Others unfolds the n documents that a figure leaves out.
func (w *AboutWords) Others(n int) string {
	return oneOrMany(n, "the other one", "the other "+strconv.Itoa(n))
}

// These unfolds the n documents that a figure counts.
func (w *AboutWords) These(n int) string { return oneOrMany(n, "which one", "which ones") }

// More says that n further rows are not shown.
func (w *AboutWords) More(n int) string { return strconv.Itoa(n) + " more, not shown here" }

// Part says how much of a list a page shows, before the command that prints all.
func (w *AboutWords) Part(shown, total int) string {
	return "The first " + strconv.Itoa(shown) + " of " + strconv.Itoa(total) + ". This prints all of them:"
}
