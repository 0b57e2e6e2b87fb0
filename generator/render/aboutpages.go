package render

// AboutPage is about-control.html.
type AboutPage struct {
	Page
	Unknown     string   // why nothing is known of the history; "" when it is
	AsOf        string   // day: 26 February 2026; "" when nothing is known
	Commit      string   // that was built, in full; "" when no commit vouches for the manual
	Uncommitted int      // texts that no commit vouches for
	Version     string   // of aims; may be empty
	Asked       []string // options of the build
	Clauses     []ControlClause
	Roles       []RoleRow // in the order of their ids
	Rules       []Fact    // what aims.yaml says of approvals
	RuleTrail   []RuleRow // newest first
	Strays      []StrayRow
	Doubts      []DoubtGroup
	Example     Link // the revision that Steps are about; without words for none
	Steps       []CheckStep

	// How to print lists that are longer than this page shows; nil where it
	// shows all.
	RestOfRules, RestOfStrays, RestOfDoubts *CheckStep
}

// ControlClause is a clause of the standard with what this manual does for it.
type ControlClause struct {
	Item    Link
	Anchor  string
	Summary string // in our words
	Points  []ControlPoint
}

// ControlPoint is one thing that a clause is about.
type ControlPoint struct {
	Says    string
	Figures []Figure
}

// Figure is a number with the rows behind it.
type Figure struct {
	Label string
	Value string // 12, or 11 of 12
	Tone  Tone   // "" for a number that is neither good nor bad
	Href  string // to where the rows stand; may be empty
	Which string // unfolds Rows
	Rows  []Link // at most 50
	More  string // how many further rows there are; "" for none
}

// RoleRow is a role with who holds it and what it may approve.
type RoleRow struct {
	ID, Title string
	People    []string
	Deputies  []string
	Approves  []Link // kinds, leading to their registers
	Needs     int
}

// RuleRow is a landing that changed the rules.
type RuleRow struct {
	Landed Stamp
	Who    string // recorded it
	Commit CommitLink
	Files  []string
	Root   bool   // the first version, which nothing proves
	Fault  string // why the rules can't be read; "" when they can
}

// StrayRow is a statement that is about no revision.
type StrayRow struct {
	Tag    string // that carries it; "" for a commit
	Commit CommitLink
	Text   string
	Reason string
}

// DoubtGroup is what one check found.
type DoubtGroup struct {
	Check string // its name
	Says  string // what it looks for
	Rows  []DoubtRow
}

// DoubtRow is one doubt.
type DoubtRow struct {
	Document Link // empty for one that is about no single document
	Row      Link // of the trail; without an address when it is about no single row
	Commit   CommitLink
	Message  string
	Hint     string
}

// CheckStep is a command that confirms a part of a verdict.
type CheckStep struct {
	Says    string
	Command string
}
