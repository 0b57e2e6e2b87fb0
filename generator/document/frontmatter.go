package document

import (
	"bytes"
	"strings"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
	"aims/generator/diagnostic"
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

// split parts the frontmatter from the body and says at which byte of src the
// body begins. adrg/frontmatter is silent about a block that never ends and
// about one that an indented delimiter inside a text ends early; both are
// diagnostics here.
func split(path string, src []byte) (front, int, []diagnostic.Diagnostic) {
	first, start := firstLine(src)
	if !isDelimiter(first) {
		return front{line: 1}, 0, nil
	}
	at := func(line int, message, hint string) []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{{
			Rule: RuleFrontmatter, Position: diagnostic.Position{File: path, Line: line, Column: 1},
			Message: message, Hint: hint, Excerpt: diagnostic.Line(src, line),
		}}
	}
	opening := 1 + bytes.Count(src[:start], []byte("\n"))
	var f front
	body, err := frontmatter.Parse(bytes.NewReader(src), &f, formats...)
	if err != nil {
		return front{}, 0, at(opening, err.Error(), "")
	}
	if f.form == "" {
		return front{}, 0, at(opening, "the frontmatter that begins here has no end",
			"close it with a line that holds "+first+" alone")
	}
	end := len(src) - len(body)
	f.line = opening + 1
	closing := start + bytes.IndexByte(src[start:], '\n') + 1 + len(f.data)
	if closing < end && (src[closing] == ' ' || src[closing] == '\t') {
		line := opening + 1 + bytes.Count(f.data, []byte("\n"))
		return front{}, 0, at(line, "this indented "+first+" ends the frontmatter, since delimiters count wherever they stand alone on a line",
			"write the text without a line of "+first+", or end the frontmatter at the margin before it")
	}
	return f, end, nil
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
// text of every value and positions in the file. It returns nil when there is
// nothing in it or when it can't be read; then the faults are reported.
func (f *file) node() *yaml.Node {
	var n *yaml.Node
	var faults []config.Fault
	if f.front.form == "toml" {
		n, faults = tomlNode(f.front.data)
	} else {
		n, faults = config.LoadNode(f.front.data)
	}
	for _, x := range faults {
		f.fault(RuleFrontmatter, Mark{f.front.line + max(x.Line, 1) - 1, max(x.Column, 1)}, 0, x.Message, "")
	}
	if n == nil && len(faults) > 0 {
		f.broken = true
	}
	if n == nil || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		f.fault(RuleFrontmatter, f.at(n), 0, "the frontmatter is not a list of keys with values", "write key: value on each line; text between two lines of --- at the top of a file counts as frontmatter")
		f.broken = true
		return nil
	}
	return n
}

// at is the place of a node in the file.
func (f *file) at(n *yaml.Node) Mark {
	return Mark{f.front.line + max(n.Line, 1) - 1, max(n.Column, 1)}
}
