package document_test

import (
	"strings"
	"testing"

	"aims/generator/document"
)

// The anchors are those that GitHub was seen to make.
func TestSlug(t *testing.T) {
	for _, c := range []struct{ heading, want string }{
		{"alpha", "alpha"}, {"bravoCharlieDelta", "bravocharliedelta"}, {"__proto__", "__proto__"},
		{"heading with a - dash", "heading-with-a---dash"}, {"heading with an _ underscore", "heading-with-an-_-underscore"},
		{"heading with a period.txt", "heading-with-a-periodtxt"}, {"a.b(c, d [, e])", "abc-d--e"},
		{" ", "-"}, {" a ", "-a-"}, {"-a-", "-a-"}, {"apostrophe’s", "apostrophes"}, {"I ♥ unicode", "i--unicode"}, {"en–dash", "endash"},
		{"😄 unicode emoji", "-unicode-emoji"}, {"😄-😄 x", "--x"}, {"😄_😄 x", "_-x"}, {":ok_hand: Single", "ok_hand-single"},
		{"Привет non-latin 你好", "привет-non-latin-你好"}, {"Ärger über Öl", "ärger-über-öl"}, {"à ҉ ः", "à-҉-ः"}, {"١ ٢ Ⅷ", "١-٢-ⅷ"},
		{"² ¼ ①", "--"}, {"Ⓔ 🄺", "ⓔ-🄺"}, {"‿ ⁀ ＿", "‿-⁀-＿"}, {"a\u00A0b\u2003c", "abc"}, {"a\tb", "ab"}, {"two\nlines", "twolines"}, {"a\u200Db", "ab"},
		{"A.6.2.4: x / y", "a624-x--y"}, {"", "section"}, {"!?", "section"},
	} {
		if got := document.Slug(c.heading); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.heading, got, c.want)
		}
	}
}

// Repeated headings are numbered as GitHub does it, around anchors that are
// taken already.
func TestRepeatedAnchors(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ headings, want string }{
		{"echo|echo|echo 1|echo-1|echo", "echo echo-1 echo-1-1 echo-1-2 echo-2"},
		{"foxtrot-1|foxtrot|foxtrot", "foxtrot-1 foxtrot foxtrot-2"},
		{"!|?|section", "section section-1 section-2"},
		{"A|a|ä|Ä", "a a-1 ä ä-1"},
	} {
		d, _ := p.Parse("a.md", []byte(controlled("## "+strings.ReplaceAll(c.headings, "|", "\n## "))))
		var ids []string
		for _, h := range d.Headings {
			ids = append(ids, h.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.headings, got, c.want)
		}
	}
}
