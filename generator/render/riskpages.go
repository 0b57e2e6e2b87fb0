package render

// RisksPage is registers/risk-matrix.html and its further pages.
type RisksPage struct {
	Page
	AsOf       string       // the day as of which all this holds; "" when nothing is known
	Total      int          // risks in all
	Open       int          // those without a closing date
	Untreated  int          // open risks without a treatment
	Unaccepted int          // open risks that are serious after treatment and that nobody accepts
	Declared   int          // open risks that are serious after treatment, and accepted by the author's word alone
	Register   string       // href of the register of risks
	CSV        string       // href of its rows for a spreadsheet
	Matrices   []RiskMatrix // on the first page alone, as are the next four; that of the worst impact first
	Impacts    RiskImpacts
	Levels     RiskLevels
	Treatments []RiskCount // in the kind's order, risks without one last
	Sources    []RiskCount // of Annex C, the most frequent first
	Provable   bool        // some role of aims.yaml approves risks
	First      int         // number of the first row on this page, from 1
	Rows       []ThreadRisk
	Parts      []PageLink // the list's pages; empty when there is one
}

// RiskMatrix counts open risks by likelihood and an impact, before treatment.
type RiskMatrix struct {
	ID      string // anchor
	Title   string
	Main    bool // of the worst impact
	Width   string
	Height  string
	Columns []MatrixLabel // words of the likelihood
	Rows    []MatrixLabel // words of the impact
	Squares []MatrixSquare
	Cells   []MatrixCell // squares that hold a risk, the hottest first
	Unrated RiskCount    // risks that lack one of the two
}

// RiskImpacts is the figures of the matrices of single impacts in one table.
type RiskImpacts struct {
	Heads []string // titles of those matrices
	Rows  []ImpactRow
}

// ImpactRow is a square that holds a risk in one of the matrices.
type ImpactRow struct {
	Likelihood string
	Impact     string
	Heat       int
	Cells      []MatrixCell // one for each head; without an ID where the square is empty there
}

// MatrixLabel is a word at the edge of a matrix.
type MatrixLabel struct {
	X, Y string
	Word string
}

// MatrixSquare is a square of the picture.
type MatrixSquare struct {
	X, Y         string
	Size         string
	TextX, TextY string
	Heat         int // as in Rank
	Count        int
	Href         string // to its row in the table; "" for an empty square
	Label        string // in words, for those who don't see where it stands
}

// MatrixCell is a row of the table with the same figures.
type MatrixCell struct {
	ID         string // anchor
	Likelihood string
	Impact     string
	Heat       int
	Column     int // of the square, from 1, and its row from below
	Row        int
	RiskCount
}

// RiskCount is how many risks something has.
type RiskCount struct {
	Name  Link // may be empty
	Tone  Tone // of a name that is a word of state; "" for none
	Count int
	Risks []Link // at most fifty
	More  Link   // leads to all of them where there are more
}

// RiskLevels are the open risks by level, before and after treatment.
type RiskLevels struct {
	Bars []LevelBar
	Rows []LevelRow // the highest first, those without a level last
}

// LevelBar is the risks of one moment, as a bar of their levels.
type LevelBar struct {
	Title string
	Total int
	Parts []LevelPart
}

// LevelPart is one level of a bar.
type LevelPart struct {
	Heat, Count, Before int // Before is where it begins
}

// LevelRow is a level with its risks.
type LevelRow struct {
	Level  Rank
	Before int
	After  RiskCount
}
