package document

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What a text may have at most. Beyond each, goldmark's time or memory grows
// with the square of the text. They are far above what a person writes; where
// one is reached, the rest is shown as the text it is.
const (
	maxDepth     = 100     // blocks in each other; a list takes two
	maxMarks     = 3000    // brackets and runs of * _ ~ in one paragraph, heading or cell
	maxFootnotes = 1000    // of one file
	maxNoteMarks = 10_000  // references to footnotes in one file
	maxCells     = 200_000 // of all tables of one file
	spareLinks   = 1 << 17 // bytes of destinations, besides the length of the file
)

var excessKey = parser.NewContextKey()

// excess notes what was too much while one text was parsed.
type excess struct {
	block     ast.Node // that the marks are counted in
	marks     int
	footnotes int
	noteMarks int
	cells     int
	found     []overrun // the first of each kind
}

type overrun struct {
	offset int // in the file
	what   string
	hint   string
}

func (x *excess) add(offset int, what, hint string) {
	for _, o := range x.found {
		if o.what == what {
			return
		}
	}
	x.found = append(x.found, overrun{offset, what, hint})
}

func (x *excess) report(f *file) {
	for _, o := range x.found {
		f.blame(RuleLimit, f.mark(o.offset), 0, o.what+", so what follows is shown as plain text", o.hint)
	}
}

// shallow keeps a block from being nested too deep.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	n, state := s.BlockParser.Open(parent, reader, pc)
	if n == nil || len(pc.OpenedBlocks()) < maxDepth {
		return n, state
	}
	reader.SetPosition(line, at)
	pc.Get(excessKey).(*excess).add(at.Start, fmt.Sprintf("lists and quotes are nested deeper than %d levels", maxDepth), "begin a paragraph of its own")
	return nil, parser.NoChildren
}

// footnotes counts the footnotes of a text.
type footnotes struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (f footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	n, state := f.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return n, state
	}
	x := pc.Get(excessKey).(*excess)
	if x.footnotes++; x.footnotes <= maxFootnotes {
		return n, state
	}
	reader.SetPosition(line, at)
	x.add(at.Start, fmt.Sprintf("the text has more than %d footnotes", maxFootnotes), "split the text")
	return nil, parser.NoChildren
}

// noteMarks counts the references to footnotes, each of which a footnote leads
// back to.
type noteMarks struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (m noteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	x := pc.Get(excessKey).(*excess)
	line, at := block.PeekLine()
	if x.noteMarks >= maxNoteMarks {
		if !bytes.HasPrefix(bytes.TrimPrefix(line, []byte("!")), []byte("[^")) {
			return nil
		}
		x.add(at.Start, fmt.Sprintf("the text has more than %d references to footnotes", maxNoteMarks), "split the text")
		return nil
	}
	n := m.InlineParser.Parse(parent, block, pc)
	if n != nil {
		x.noteMarks++
	}
	return n
}

// tables counts the cells of all tables. Rows are filled up to the header's
// width, so that a short text can ask for very many.
type tables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t tables) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	widest := 0
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		widest = max(widest, bytes.Count(line.Value(reader.Source()), []byte("|")))
	}
	if widest == 0 {
		t.ParagraphTransformer.Transform(n, reader, pc)
		return
	}
	x := pc.Get(excessKey).(*excess)
	if x.cells += (widest + 1) * n.Lines().Len(); x.cells > maxCells {
		x.add(n.Pos(), fmt.Sprintf("the tables of the text have more than %d cells", maxCells), "split the text")
		return
	}
	t.ParagraphTransformer.Transform(n, reader, pc)
}

// counted keeps the marks of one block below a number: goldmark looks back
// over those before it for each that closes something.
type counted struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (c counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if line[0] == '!' && !bytes.HasPrefix(line, []byte("![")) {
		return nil
	}
	x := pc.Get(excessKey).(*excess)
	if x.block != parent {
		x.block, x.marks = parent, 0
	}
	if x.marks++; x.marks > maxMarks {
		x.add(at.Start, fmt.Sprintf("one paragraph has more than %d brackets and marks of emphasis", maxMarks), "split the paragraph")
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// CloseBlock implements parser.CloseBlocker.
func (c counted) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := c.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}
