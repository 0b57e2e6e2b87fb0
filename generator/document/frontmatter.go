package document

import (
	"bytes"
	"strings"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// front is the frontmatter of a file as it stands there.
type front struct {
	form string // "yaml", "toml", "json", or "" for none
	data []byte
	line int // of the file, of the first line of data; 1 when there is none
}

var formats = []*frontmatter.Format{
	frontmatter.NewFormat("---", "---", capture("yaml")),
	frontmatter.NewFormat("+++", "+++", capture("toml")),
	frontmatter.NewFormat(";;;", ";;;", capture("json")),
}

func capture(form string) frontmatter.UnmarshalFunc {
	return func(data []byte, v any) error {
		f := v.(*front)
		f.form, f.data = form, data
		return nil
	}
}

// split parts the frontmatter from the body, and reports whether it could.
// adrg/frontmatter is silent about a block that never ends and about one that
// an indented delimiter inside a text ends early; both are faults here.
func (f *file) split() bool {
	f.front.line = 1
	first, start := firstLine(f.src)
	if !isDelimiter(first) {
		return true
	}
	opening := f.mark(start)
	head := throughEnd(f.src, start, first)
	body, err := frontmatter.Parse(bytes.NewReader(head), &f.front, formats...)
	if err != nil || f.front.form == "" {
		f.fault(RuleFrontmatter, opening, len(first), "the frontmatter that begins here has no end",
			"close it with a line that holds "+first+" alone")
		return false
	}
	f.start = len(head) - len(body)
	f.front.line = opening.Line + 1
	closing := start + bytes.IndexByte(f.src[start:], '\n') + 1 + len(f.front.data)
	if !bytes.HasPrefix(f.src[closing:], []byte(first)) {
		at := f.mark(closing + bytes.Index(f.src[closing:], []byte(first)))
		f.fault(RuleFrontmatter, at, len(first), "this indented "+first+" ends the frontmatter, since delimiters count wherever they stand alone on a line",
			"write the text without a line of "+first+", or end the frontmatter at the margin before it")
		return false
	}
	return true
}

// throughEnd cuts src off after the line that ends the frontmatter which begins
// at start: adrg/frontmatter copies all that it is given, and the body may be
// long. Without such a line it is all of src.
func throughEnd(src []byte, start int, delimiter string) []byte {
	for at := start + bytes.IndexByte(src[start:], '\n') + 1; at > start && at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if string(bytes.TrimSpace(src[at:end])) == delimiter {
			return src[:end]
		}
		at = end
	}
	return src
}

// firstLine returns the first line of src that isn't blank, trimmed, and where
// it begins.
func firstLine(src []byte) (string, int) {
	start := 0
	for start < len(src) {
		end := bytes.IndexByte(src[start:], '\n')
		if end < 0 {
			end = len(src) - start
		}
		if line := bytes.TrimSpace(src[start : start+end]); len(line) > 0 {
			return string(line), start
		}
		start += end + 1
	}
	return "", len(src)
}

func isDelimiter(line string) bool {
	return line == "---" || line == "+++" || line == ";;;"
}

// node reads the frontmatter into a tree, whatever its form, with the source
// text and the place in the file of every key and value. It returns nil when
// there is nothing in it or when it can't be read; then the faults are
// reported.
func (f *file) node() *yaml.Node {
	if f.front.form == "" {
		return nil
	}
	read := config.LoadNode
	if f.front.form == "toml" {
		read = tomlNode
	}
	n, faults := read(f.front.inPlace())
	for _, x := range faults {
		at := Mark{x.Line, x.Column}
		if f.front.form == "yaml" && f.tabbed(at) {
			x.Message = "a tab indents this line; YAML wants spaces"
		}
		f.fault(RuleFrontmatter, at, 0, x.Message, "")
	}
	f.broken = n == nil && len(faults) > 0
	if n == nil || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		f.fault(RuleFrontmatter, at(n), 0, "the frontmatter is not a list of keys with values", "write key: value on each line; text between two lines of --- at the top of a file counts as frontmatter")
		f.broken = true
		return nil
	}
	return n
}

// tabbed reports whether a tab stands at a place, with nothing but white space
// before it.
func (f *file) tabbed(at Mark) bool {
	if at.Line > len(f.starts) {
		return false
	}
	before := f.src[f.starts[at.Line-1]:f.offset(at)]
	return bytes.HasPrefix(f.src[f.offset(at):], []byte("\t")) && len(bytes.TrimSpace(before)) == 0
}

// inPlace is the frontmatter below as many blank lines as there are lines
// before it, so that lines are those of the file even in a parser's messages.
func (f front) inPlace() []byte {
	return append(bytes.Repeat([]byte("\n"), f.line-1), f.data...)
}

// at is the place of a node in the file.
func at(n *yaml.Node) Mark { return Mark{max(n.Line, 1), max(n.Column, 1)} }
