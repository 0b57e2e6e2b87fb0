package document

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindReference = ast.NewNodeKind("Reference")

// reference is [[target#fragment|label]].
type reference struct {
	ast.BaseInline
	target, fragment, label string
	length                  int // in bytes
	link                    int // index in the document's links
}

func (*reference) Kind() ast.NodeKind           { return kindReference }
func (n *reference) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// words are what the reference reads as where it can't be a link.
func (n *reference) words() string {
	if n.label != "" {
		return n.label
	}
	return n.target
}

// plainID is what a reference in a plain page has to look like, so that other
// tools' double brackets stay as they are.
var plainID = regexp.MustCompile(`^[A-Za-z]+[-_][0-9]`)

var plainKey = parser.NewContextKey()

// referenceParser reads references before links are looked for.
type referenceParser struct{}

func (referenceParser) Trigger() []byte { return []byte{'['} }

func (referenceParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n, ok := parseReference(line)
	if !ok || pc.Get(plainKey) == true && !plainID.MatchString(n.target) {
		return nil
	}
	block.Advance(n.length)
	return n
}

// parseReference reads a reference at the beginning of line. In a table the
// bar may be escaped.
func parseReference(line []byte) (*reference, bool) {
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil, false
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 0 || bytes.ContainsAny(line[2:end], "[]\n") {
		return nil, false
	}
	n := &reference{length: end + 2}
	target, label, _ := strings.Cut(string(line[2:end]), "|")
	target, n.fragment, _ = strings.Cut(strings.TrimSuffix(target, `\`), "#")
	n.target, n.fragment, n.label = strings.TrimSpace(target), strings.TrimSpace(n.fragment), strings.TrimSpace(label)
	if n.target == "" && n.fragment == "" {
		return nil, false
	}
	return n, true
}
