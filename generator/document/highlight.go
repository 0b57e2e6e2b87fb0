package document

import (
	"html"
	"path"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// What is coloured at most, in bytes; more is plain. A long line is no code
// that anybody reads, and can keep a lexer's expressions busy for long.
const (
	maxHighlighted = 64 << 10  // of one piece of code
	maxColoured    = 512 << 10 // of one text
	maxCodeLine    = 2000
)

// languages finds lexers by their names, then by other names, then by the
// endings of file names.
var languages = sync.OnceValue(func() map[string]chroma.Lexer {
	found := map[string]chroma.Lexer{}
	add := func(name string, l chroma.Lexer) {
		if name = strings.ToLower(name); found[name] == nil {
			found[name] = l
		}
	}
	all := lexers.GlobalLexerRegistry.Lexers
	for _, l := range all {
		add(l.Config().Name, chroma.Coalesce(l))
	}
	for _, l := range all {
		for _, alias := range l.Config().Aliases {
			add(alias, chroma.Coalesce(l))
		}
	}
	for _, l := range all {
		for _, glob := range l.Config().Filenames {
			if ending := path.Ext(glob); glob == "*"+ending && len(ending) > 1 {
				add(ending[1:], chroma.Coalesce(l))
			}
		}
	}
	return found
})

// writeCode writes code as HTML, its tokens in spans with chroma's short
// classes where the language is known.
func writeCode(w *writer, lang, code string) {
	tokens := tokenise(w, lang, code)
	if tokens == nil {
		_, _ = w.WriteString(html.EscapeString(code))
	}
	for _, t := range tokens {
		class := tokenClass(t.Type)
		if class == "" {
			_, _ = w.WriteString(html.EscapeString(t.Value))
			continue
		}
		_, _ = w.WriteString(`<span class="` + class + `">` + html.EscapeString(t.Value) + `</span>`)
	}
}

// tokenise returns the tokens of code, or nil when it is to stay plain: its
// language is unknown, it is too long, or the tokens don't say what it says.
func tokenise(w *writer, lang, code string) (tokens []chroma.Token) {
	l := languages()[strings.ToLower(lang)]
	if l == nil || len(code) > maxHighlighted || w.coloured+len(code) > maxColoured || hasLongLine(code) {
		return nil
	}
	w.coloured += len(code)
	defer func() {
		if recover() != nil {
			tokens = nil // chroma's lexers are data of many hands, and panic on their own faults
		}
	}()
	next, err := l.Tokenise(nil, code)
	if err != nil {
		return nil
	}
	rest := code
	for t := next(); t != chroma.EOF; t = next() {
		after, same := strings.CutPrefix(rest, t.Value)
		if !same {
			return nil
		}
		tokens, rest = append(tokens, t), after
	}
	if rest != "" {
		return nil
	}
	return tokens
}

func hasLongLine(code string) bool {
	for line := range strings.Lines(code) {
		if len(line) > maxCodeLine {
			return true
		}
	}
	return false
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
