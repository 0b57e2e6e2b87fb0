package document

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"aims/generator/diagnostic"
)

// secret reports whether a block is for auditors only, or was meant to be: a
// text that was to be left out must not come out for a slip. Slips are faults.
func (b *bodyReader) secret(n ast.Node) bool {
	fence, ok := n.(*ast.FencedCodeBlock)
	if !ok {
		return b.nearlySecret(n, "")
	}
	b.fences[n.Pos()] = true
	switch lang := language(fence, b.src); {
	case !meansAuditor(lang):
		return b.nearlySecret(n, b.run(n.Pos()))
	case !strings.EqualFold(lang, "auditor"):
		b.faultf(RuleAuditor, b.mark(n.Pos()), 0, "begin it with ```auditor, or with a language that is none like it", "a fence can't be %q, so it is left out", lang)
	}
	b.secrets = append(b.secrets, fence)
	return true
}

// meansAuditor reports whether a language is `auditor`, whatever its case, or
// one letter or two away from it and nothing else that is known.
func meansAuditor(lang string) bool {
	lang = strings.ToLower(lang)
	return strings.HasPrefix(lang, "auditor") ||
		strings.HasPrefix(lang, "a") && len(lang) > 4 && languages()[lang] == nil && diagnostic.Nearest(lang, []string{"auditor"}) != ""
}

// unclosed reports the fences for auditors that no line ends. Where a list or
// a quote ends first, what follows was meant to be left out, and is not.
func (b *bodyReader) unclosed() {
	for _, n := range b.secrets {
		if at := b.closing(n); at < 0 || b.fences[at] {
			b.fault(RuleAuditor, b.mark(n.Pos()), 0, "the auditor fence that begins here has no end", "close it with a line like its first, as deep in lists and quotes as that")
		}
	}
}

// closing is where the line after a fence's text looks like its end, or -1. It
// may be the first line of another fence.
func (b *bodyReader) closing(n *ast.FencedCodeBlock) int {
	at := n.Pos()
	if lines := n.Lines(); lines.Len() > 0 {
		at = lines.At(lines.Len() - 1).Stop
	} else if at += bytes.IndexByte(b.src[at:], '\n') + 1; at == n.Pos() {
		return -1
	}
	line, _, _ := bytes.Cut(b.src[at:], []byte("\n"))
	text := bytes.TrimLeft(line, " \t>")
	rest := bytes.TrimLeft(text, string(b.src[n.Pos():n.Pos()+1]))
	if len(text)-len(rest) < 3 || len(bytes.TrimSpace(rest)) > 0 {
		return -1
	}
	return at + len(line) - len(text)
}

// run is the backticks or tildes that stand at an offset.
func (b *bodyReader) run(at int) string {
	rest := b.src[at:]
	return string(rest[:len(rest)-len(bytes.TrimLeft(rest, string(rest[:1])))])
}

// language is the first word after a fence, without what may be glued to it.
func language(n *ast.FencedCodeBlock, src []byte) string {
	lang := strings.TrimSpace(string(unescape(n.Language(src))))
	if i := strings.IndexAny(lang, "{,:;"); i >= 0 {
		lang = lang[:i]
	}
	return lang
}

// auditorLine is how a fence for auditors begins. Backticks after the word make
// it code within a line.
var (
	auditorLine = regexp.MustCompile("(?i)^[ \t>]*(?:```+|~~~+)[ \t]*auditor")
	codeInLine  = regexp.MustCompile("(?i)auditor.*```")
)

// nearlySecret reports whether a block holds a line that would begin a fence
// for auditors if it were no part of raw HTML, of indented code, of a paragraph
// or of a fence that it can't be an example in, since its end would end that.
func (b *bodyReader) nearlySecret(n ast.Node, within string) bool {
	lines := n.Lines()
	if lines == nil {
		return false
	}
	for i := range lines.Len() {
		line := lines.At(i)
		text := line.Value(b.src)
		mark := bytes.TrimLeft(text, " \t>")
		if !bytes.HasPrefix(mark, []byte("```")) && !bytes.HasPrefix(mark, []byte("~~~")) || !bytes.HasPrefix(mark, []byte(within)) {
			continue
		}
		if auditorLine.Match(text) && !codeInLine.Match(text) {
			b.fault(RuleAuditor, b.mark(line.Start), 0, "this looks like an auditor fence and is none, so the whole block is left out",
				"begin the fence at the margin of the text around it, with a blank line before raw HTML and no ` after its first word")
			return true
		}
	}
	return false
}
