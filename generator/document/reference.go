package document

import (
	"bytes"
	"cmp"
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
	if n.target == "" {
		return cmp.Or(n.label, n.fragment)
	}
	return cmp.Or(n.label, n.target)
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
	end := 2 + bytes.IndexAny(line[2:], "[]\n")
	if end < 2 || !bytes.HasPrefix(line[end:], []byte("]]")) || isLink(line[end+2:]) {
		return nil, false
	}
	n := &reference{length: end + 2}
	target, label, _ := strings.Cut(string(line[2:end]), "|")
	target, n.fragment, _ = strings.Cut(strings.TrimSuffix(target, `\`), "#")
	n.target, n.fragment, n.label = tidy(target), tidy(n.fragment), tidy(label)
	if n.target == "" && n.fragment == "" {
		return nil, false
	}
	return n, true
}

// isLink reports whether an address in parentheses follows: [[1]](x.md) is a
// link that reads [1].
func isLink(rest []byte) bool {
	if len(rest) == 0 || rest[0] != '(' {
		return false
	}
	end := bytes.IndexAny(rest, ") \t\n")
	return end > 0 && rest[end] == ')'
}

func tidy(s string) string { return strings.TrimSpace(strings.Map(spaceForControl, s)) }
