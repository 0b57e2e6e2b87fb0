package document

// Body is the text of a document as HTML, cut where it refers to something.
type Body struct {
	HTML []byte
	Cuts []Cut // in the order of their offsets
}

// Cut is a place in a body where the HTML of a reference belongs.
type Cut struct {
	Offset int // in Body.HTML
	Link   int // index in Document.Links; of a Table, in Document.Queries
	Piece  Piece
}

// Piece says which piece of a reference a cut stands for.
type Piece uint8

// The pieces of links: a start tag and an end tag around the author's words, or a whole
// element where the words come from elsewhere.
const (
	Open Piece = iota
	Close
	Whole
	Table // in place of a register fence
)

// Form is how a link was written, which decides how it is resolved.
type Form uint8

// The forms of links that are resolved when the manual is whole. Links to other
// sites are finished HTML already and are not among them.
const (
	Reference Form = iota // [[POL-001#scope|label]]
	Relative              // [text](../scope.md#boundaries)
	Image                 // ![text](figure.svg)
)

// Link is one reference of a text.
type Link struct {
	Form     Form
	Target   string // an id, or a path as written but decoded; "" for the text itself
	Fragment string // without #
	Label    string // of [[…|label]], or an image's alternative text; may be empty
	Title    string // of a Markdown link or image; may be empty
	Mark
	Length int // in characters, of the part on its first line
}

// writer gathers HTML and cuts; goldmark writes into it (util.BufWriter).
type writer struct {
	html     []byte
	cuts     []Cut
	coloured int // bytes of code that were highlighted
}

func (w *writer) Write(b []byte) (int, error) { w.html = append(w.html, b...); return len(b), nil }
func (w *writer) WriteString(s string) (int, error) {
	w.html = append(w.html, s...)
	return len(s), nil
}
func (w *writer) WriteByte(c byte) error { w.html = append(w.html, c); return nil }
func (w *writer) WriteRune(r rune) (int, error) {
	n := len(w.html)
	w.html = append(w.html, string(r)...)
	return len(w.html) - n, nil
}
func (w *writer) Available() int { return cap(w.html) - len(w.html) }
func (w *writer) Buffered() int  { return 0 }
func (w *writer) Flush() error   { return nil }

func (w *writer) cut(link int, part Piece) {
	w.cuts = append(w.cuts, Cut{len(w.html), link, part})
}
