package document_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/document"
)

// Texts that would take a parser forever are cut short, with a fault, and what
// they say is still shown. Nothing here measures time: without the limits this
// test doesn't end.
func TestLimits(t *testing.T) {
	many := func(n int, format string) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, strings.ReplaceAll(format, "#", "%[1]d"), i)
		}
		return s.String()
	}
	steps := func(n int, format string) string {
		var s strings.Builder
		for i := range n {
			s.WriteString(strings.Repeat(" ", i*strings.Count(format, " ")) + strings.TrimLeft(format, " ") + "\n")
		}
		return s.String()
	}
	const deep, marks = "lists and quotes are nested deeper", "one paragraph has more than 3000 brackets"
	p := newParser(t)
	for _, c := range []struct{ name, body, want string }{
		{"49 lists", strings.Repeat("- ", 49) + "WORD", ""},
		{"1,000 quotes", strings.Repeat("> ", 1000) + "WORD", deep},
		{"1,000 quotes on 1,000 lines", strings.Repeat(strings.Repeat(">", 1000)+"WORD\n", 1000), deep},
		{"a million quotes", strings.Repeat(">", 1_000_000) + "WORD", deep},
		{"1,000 lists on a line", strings.Repeat("- ", 1000) + "WORD", deep},
		{"1,000 lists", steps(1000, "  - WORD"), deep},
		{"quotes and lists", strings.Repeat("> 1. ", 1000) + "WORD", deep},
		{"footnotes in each other", "WORD[^1]\n\n" + strings.Repeat("[^1]: ", 10_000) + "x", deep},
		{"definitions in each other", "WORD" + strings.Repeat("\n: a", 2) + "\n: " + strings.Repeat("> ", 200) + "WORD", deep},
		{"10,000 [", "WORD " + strings.Repeat("[", 10_000), marks},
		{"a million [", "WORD " + strings.Repeat("[", 1_000_000), marks},
		{"[[a", "WORD " + strings.Repeat("[[a", 300_000), marks},
		{"[a](b", "WORD " + strings.Repeat("[a](b", 20_000), marks},
		{"pictures in each other", "WORD " + strings.Repeat("![a", 10_000) + strings.Repeat("](b)", 10_000), marks},
		{"*a_ ", "WORD " + strings.Repeat("*a_ ", 100_000), marks},
		{"**x*", "WORD " + strings.Repeat("**x*", 100_000), marks},
		{"~a", "WORD " + strings.Repeat("~a ~", 100_000), marks},
		{"in a heading", "# WORD " + strings.Repeat("*a_ ", 100_000), marks},
		{"in a cell", "WORD | " + strings.Repeat("*a_ ", 100_000) + "\n--|--\n", marks},
		{"backticks of many lengths", "WORD " + many(3000, "`a#") + strings.Repeat("`b``c```", 100_000), ""},
		{"unclosed comments", "WORD " + strings.Repeat("<!-- ", 200_000), ""},
		{"unclosed tags", "WORD " + strings.Repeat(`<a b="`, 200_000), ""},
		{"unclosed instructions", "WORD " + strings.Repeat("<?", 200_000), ""},
		{"unclosed CDATA", "WORD " + strings.Repeat("<![CDATA[", 100_000), marks},
		{"a long line of references", "WORD " + strings.Repeat("x [[POL-002]] ", 100_000), ""},
		{"20,000 footnotes", "WORD\n" + many(20_000, "[^#]\n") + "\n" + many(20_000, "[^#]: n\n\n"), "the text has more than 1000 footnotes"},
		{"a footnote with 100,000 references", "WORD\n" + strings.Repeat("[^1]\n", 100_000) + "\n[^1]: n\n", "the text has more than 10000 references to footnotes"},
		{"a wide table", "WORD" + strings.Repeat("|a", 5000) + "\n-" + strings.Repeat("|-", 5000) + "\n" + strings.Repeat("|x\n", 5000), "the tables of the text have more than 200000 cells"},
		{"many wide tables", "WORD\n\n" + strings.Repeat(strings.Repeat("|a", 300)+"\n"+strings.Repeat("|-", 300)+"\n\n", 1000), "the tables of the text have more than 200000 cells"},
		{"one long address, many links", "WORD\n\n[a]: <http://x/" + strings.Repeat("b", 100_000) + ">\n\n" + strings.Repeat("[a]\n\n", 10_000), "the links of the text are longer than the text"},
		{"unknown languages", "WORD\n\n" + many(20_000, "```z#\nx\n```\n"), ""},
		{"a lot of code", "WORD\n\n" + strings.Repeat("```go\nf(\"a\") // b\n```\n", 40_000), ""},
		{"a long line of code", "WORD\n\n```html\n" + strings.Repeat("<a ", 100_000) + "\n```\n", ""},
	} {
		src := controlled(c.body)
		d, diags := p.Parse("a.md", []byte(src))
		got := said(diags)
		if !strings.Contains(got, c.want) || (c.want == "") != (got == "") || c.want != "" && !strings.Contains(got, "["+document.RuleLimit+"]") {
			t.Errorf("%s: %.200s, want %q", c.name, got, c.want)
		}
		if !strings.Contains(string(d.Body.HTML), "WORD") || len(d.Body.HTML) > 40*len(src)+1<<20 {
			t.Errorf("%s: %d bytes make %d", c.name, len(src), len(d.Body.HTML))
		}
		checkPlaces(t, []byte(src), nil, diags)
	}
}

// The limits of the frontmatter are those of YAML and TOML; many faults of one
// file are all reported.
func TestManyFaults(t *testing.T) {
	var front, body strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&front, "zz%d: 1\n", i)
		body.WriteString("[a](file:x)\n\n")
	}
	_, diags := newParser(t).Parse("a.md", []byte("---\nkind: policy\nid: POL-001\ntitle: T\n"+front.String()+"---\n"+body.String()))
	if len(diags) != 4000 {
		t.Errorf("%d faults", len(diags))
	}
	_, diags = newParser(t).Parse("a.md", []byte("+++\n"+strings.ReplaceAll(front.String(), ":", "=")+"+++\n"))
	if len(diags) != 0 {
		t.Errorf("a plain page has faults: %s", said(diags))
	}
}
