package document

import (
	"html"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// isAuditor reports whether a fence is for auditors only. Its case doesn't
// matter: a text that was meant to be left out must not come out for a typo.
func isAuditor(n *ast.FencedCodeBlock, src []byte) bool {
	return strings.EqualFold(language(n, src), "auditor")
}

// language is the first word after a fence, without what may be glued to it.
func language(n *ast.FencedCodeBlock, src []byte) string {
	lang := strings.TrimSpace(string(n.Language(src)))
	if i := strings.IndexAny(lang, "{,:"); i >= 0 {
		lang = lang[:i]
	}
	return lang
}

// maxHighlighted is how many bytes of code are coloured; more is plain.
const maxHighlighted = 64 << 10

var lexerOf sync.Map // language → chroma.Lexer, or nil

func lexer(lang string) chroma.Lexer {
	if lang == "" {
		return nil
	}
	if l, ok := lexerOf.Load(lang); ok {
		l, _ := l.(chroma.Lexer)
		return l
	}
	l := lexers.Get(lang)
	if l != nil {
		l = chroma.Coalesce(l)
	}
	lexerOf.Store(lang, l)
	return l
}

// writeCode writes code as HTML, its tokens in spans with chroma's short
// classes where the language is known.
func writeCode(w *writer, lang, code string) {
	l := lexer(strings.ToLower(lang))
	if l == nil || len(code) > maxHighlighted {
		_, _ = w.WriteString(html.EscapeString(code))
		return
	}
	tokens, err := l.Tokenise(nil, code)
	if err != nil {
		_, _ = w.WriteString(html.EscapeString(code))
		return
	}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := tokenClass(t.Type)
		if class == "" {
			_, _ = w.WriteString(html.EscapeString(t.Value))
			continue
		}
		_, _ = w.WriteString(`<span class="` + class + `">` + html.EscapeString(t.Value) + `</span>`)
	}
}

// tokenClass is the class of a token, or of the nearest type above it that has
// one; text and punctuation have none.
func tokenClass(t chroma.TokenType) string {
	switch {
	case t.InCategory(chroma.Text), t == chroma.Punctuation, t == chroma.Name:
		return ""
	}
	for _, try := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if class := chroma.StandardTypes[try]; class != "" {
			return class
		}
	}
	return ""
}
