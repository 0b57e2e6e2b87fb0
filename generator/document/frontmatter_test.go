package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
)

// Every form of frontmatter gives the same document.
func TestFormsOfFrontmatter(t *testing.T) {
	const yaml = "---\nkind: policy\nid: POL-001\ntitle: Ärzte & KI\nversion: 2.10\naddresses: [5.2, A.2.2]\neffective: 2026-03-01\n---\n"
	const toml = "+++\nkind = \"policy\"\nid = \"POL-001\"\ntitle = \"Ärzte & KI\"\nversion = 2.10\naddresses = [5.2, \"A.2.2\"]\neffective = 2026-03-01\n+++\n"
	const json = ";;;\n{\"kind\": \"policy\", \"id\": \"POL-001\", \"title\": \"Ärzte & KI\",\n \"version\": 2.10, \"addresses\": [5.2, \"A.2.2\"],\n \"effective\": \"2026-03-01\"}\n;;;\n"
	const body = "# Ärzte & KI\n\nText.\n"
	p := newParser(t)
	for name, src := range map[string]string{
		"YAML":                 yaml + body,
		"YAML, flow":           "---\n{kind: policy, id: POL-001, title: Ärzte & KI, version: 2.10, addresses: [5.2, A.2.2], effective: 2026-03-01}\n---\n" + body,
		"YAML, quoted":         "---\nkind: 'policy'\nid: \"POL-001\"\ntitle: >\n  Ärzte\n  & KI\nversion: '2.10'\naddresses:\n  - \"5.2\"\n  - A.2.2\neffective: \"2026-03-01\"\n---\n" + body,
		"YAML, anchors":        "---\nkind: policy\nid: POL-001\ntitle: Ärzte & KI\nversion: 2.10\nx-clause: &c 5.2\naddresses: [*c, A.2.2]\neffective: 2026-03-01\n---\n" + body,
		"TOML":                 toml + body,
		"TOML, dotted x- keys": strings.Replace(toml, "+++\nkind", "+++\nx-a.b = 1\nkind", 1) + body,
		"JSON":                 json + body,
		"JSON, tabs":           ";;;\n{\n\t\"kind\":\t\"policy\",\n\t\"id\":\t\"POL-001\",\n\t\"title\": \"Ärzte & KI\",\n\t\"version\": 2.10,\n\t\"addresses\": [\n\t\t5.2,\n\t\t\"A.2.2\"\n\t],\n\t\"effective\": \"2026-03-01\"\n}\n;;;\n" + body,
		"CRLF":                 strings.ReplaceAll(yaml+body, "\n", "\r\n"),
		"CRLF, TOML":           strings.ReplaceAll(toml+body, "\n", "\r\n"),
		"CRLF, JSON":           strings.ReplaceAll(json+body, "\n", "\r\n"),
		"CR":                   strings.ReplaceAll(yaml+body, "\n", "\r"),
		"BOM":                  "\uFEFF" + yaml + body,
		"BOM and CRLF":         "\uFEFF" + strings.ReplaceAll(toml+body, "\n", "\r\n"),
		"blank lines before":   "\n \n" + yaml + body,
		"spaces after":         strings.ReplaceAll(yaml, "---", "--- \t") + body,
		"thematic break below": yaml + body + "\n---\n",
	} {
		d, diags := p.Parse("content/POL-001.md", []byte(src))
		checkPlaces(t, []byte(src), d, diags)
		if len(diags) > 0 || d == nil {
			t.Errorf("%s: %v", name, said(diags))
			continue
		}
		got := fmt.Sprintf("%s %s %q %s %v %v %q", d.Kind.Name, d.ID.Value, d.Title.Value, d.Version.Value, values(d.Addresses), d.Effective, d.TitleAnchor)
		if want := `policy POL-001 "Ärzte & KI" 2.10 [5.2 A.2.2] 2026-03-01 "ärzte--ki"`; got != want {
			t.Errorf("%s:\n%s, want\n%s", name, got, want)
		}
		if html := string(d.Body.HTML); !strings.HasPrefix(html, "<p>Text.</p>") {
			t.Errorf("%s: body %q", name, html)
		}
	}
}

func values(list []document.Text) []string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.Value
	}
	return words
}

// A text is what was typed, whatever YAML, TOML or JSON take it for.
func TestTextsStayAsTyped(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ typed, want string }{
		{"5.2", "5.2"}, {"2.10", "2.10"}, {"007", "007"}, {"1e3", "1e3"}, {"0x1F", "0x1F"}, {"1_000", "1_000"}, {"12:30", "12:30"},
		{"yes", "yes"}, {"no", "no"}, {"True", "True"}, {"on", "on"}, {"2026-03-01", "2026-03-01"}, {"2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"},
		{".inf", ".inf"}, {"+1", "+1"}, {"'007'", "007"}, {`"a\tb"`, "a\tb"}, {"null", ""}, {"~", ""}, {"", ""}, {"'null'", "null"}, {"!!str 1.0", "1.0"},
	} {
		src := "---\nkind: policy\nid: POL-001\ntitle: T\nversion: " + c.typed + "\n---\n"
		d, diags := p.Parse("a.md", []byte(src))
		if len(diags) > 0 {
			t.Errorf("%q: %s", c.typed, said(diags))
		} else if d.Version.Value != c.want || !d.Version.Set() {
			t.Errorf("version: %s gives %+v", c.typed, d.Version)
		}
		checkPlaces(t, []byte(src), d, diags)
	}
	for _, typed := range []string{"2.10", "1e3", "007.5e1", "1_000", "0x1F", "true", "inf", "2026-03-01", "2026-03-01T10:00:00Z", "2026-03-01 10:00:00", "10:30:00"} {
		src := "+++\nkind = 'policy'\nid = 'POL-001'\ntitle = 'T'\nversion = " + typed + "\n+++\n"
		d, diags := p.Parse("a.md", []byte(src))
		if typed == "007.5e1" {
			if !strings.Contains(said(diags), "a.md:5:11: error: ") {
				t.Errorf("TOML forbids %s, and gives %s", typed, said(diags))
			}
			continue
		}
		if len(diags) > 0 || d.Version.Value != typed {
			t.Errorf("version = %s gives %+v %s", typed, d, said(diags))
		}
	}
}

// What is no frontmatter, or an empty one, makes a plain page.
func TestPlainPages(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ name, src, want string }{
		{"no frontmatter", "# A page\n\nText", `"A page" ""`},
		{"empty file", "", `"a page" "" a-page.md: warning: the file is empty [file-empty]`},
		{"blanks", " \n\t\n", `"a page" "" a-page.md: warning: the file is empty [file-empty]`},
		{"a byte order mark", "\uFEFF", `"a page" "" a-page.md: warning: the file is empty [file-empty]`},
		{"empty frontmatter", "---\n---\nText", `"a page" ""`},
		{"comment in it", "---\n# only this\n---\n# T", `"T" ""`},
		{"null in it", "---\n~\n---\n# T", `"T" ""`},
		{"empty TOML", "+++\n+++\n# T", `"T" ""`},
		{"empty JSON", ";;;\n;;;\n# T", `"T" ""`},
		{"empty object", ";;;\n{}\n;;;\n# T", `"T" ""`},
		{"ends with the file", "---\ntitle: T\n---", `"T" ""`},
		{"Hugo", "+++\ntitle = 'A post'\ndate = 2026-03-01T10:00:00+01:00\nsummary = 'Short'\ntags = ['a']\n[params]\nid = 5\n[[menu.main]]\nname = 'x'\n+++\n{{< figure src=\"a.png\" >}}\n", `"A post" "Short"`},
		{"Hugo, YAML", "---\ntitle: \"A post\"\naliases: [/old/, /older/]\nstatus: 12\nversion: [1]\nid: index\n---\n{{% notice %}}\nx\n{{% /notice %}}\n", `"A post" "" [/old/ /older/]`},
		{"Hugo, one alias", "---\ntitle: P\naliases: /old/\n---\n", `"P" "" [/old/]`},
		{"Jekyll", "---\nlayout: post\ntitle:  \"Welcome\"\nsummary: {a: b}\naliases: {a: b}\n---\n{% raw %}{{ x }}{% endraw %} [[a]] [[a|b]]\n", `"Welcome" ""`},
		{"GitHub, a logo", "# ![](logo.svg)\n\nText\n", `"a page" ""`},
		{"GitHub", "<p align=\"center\"><img src=\"logo.svg\"></p>\n\n# Tool\n\n[![build](https://img.example.org/b.svg)](https://example.org) <details>\n", `"Tool" "" a-page.md:5:2: warning: an image of another site is shown as a link [image-remote] (put the image beside the text, so that it is part of the record)`},
	} {
		d, diags := p.Parse("a-page.md", []byte(c.src))
		checkPlaces(t, []byte(c.src), d, diags)
		if d == nil {
			t.Errorf("%s: %s", c.name, said(diags))
			continue
		}
		got := fmt.Sprintf("%q %q", d.Title.Value, d.Summary.Value)
		if len(d.Aliases) > 0 {
			got += fmt.Sprintf(" %v", values(d.Aliases))
		}
		got = strings.TrimSpace(got + " " + said(diags))
		if diff := cmp.Diff(c.want, got); diff != "" || d.Controlled() || d.ID.Set() || d.Status.Value != "" || d.Classification.Value != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Files whose frontmatter can't be read give no document, and say why.
func TestUnreadableFiles(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("---\na0: &a0 [x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [*a%d, *a%d]\n", i, i, i-1, i-1)
	}
	bomb.WriteString("---\n")
	p := newParser(t)
	for _, c := range []struct{ name, src, want string }{
		{"unclosed", "---\nid: POL-001\ntitle: A\n# Body\n", "a.md:1:1: error: the frontmatter that begins here has no end [frontmatter]"},
		{"unclosed TOML, after blank lines", "\n\n+++\nid = 1\n---\n", "a.md:3:1: error: the frontmatter that begins here has no end [frontmatter]"},
		{"closed by dots", "---\nid: a\n...\n# Body\n", "a.md:1:1: error: the frontmatter that begins here has no end [frontmatter]"},
		{"only the first line", "---", "a.md:1:1: error: the frontmatter that begins here has no end [frontmatter]"},
		{"indented in a block", "---\nkind: policy\nsummary: |\n  first\n  ---\n  last\n---\n", "a.md:5:3: error: this indented --- ends the frontmatter, since delimiters count wherever they stand alone on a line [frontmatter]"},
		{"indented by U+00A0", "---\nkind: policy\n\u00A0---\n", "a.md:3:2: error: this indented --- ends the frontmatter, since delimiters count wherever they stand alone on a line [frontmatter]"},
		{"tab", "---\nkind: policy\nx-a:\n\tb: c\n---\n", "a.md:4:1: error: a tab indents this line; YAML wants spaces [frontmatter]"},
		{"colon", "---\r\nkind: policy\r\ntitle: Zoë: mine\r\n---\r\n", "a.md:3:11: error: a colon can't stand here; put the text in quotes, or check the indentation [frontmatter]"},
		{"after a byte order mark", "\uFEFF---\ntitle: @x\n---\n", "a.md:2:8: error: a value can't begin with this character; put the text in quotes [frontmatter]"},
		{"alias bomb", bomb.String(), "a.md:3:10: error: the alias *a0 stands inside a value that has an anchor itself [frontmatter]"},
		{"deep", "---\na: " + strings.Repeat("[", 2000) + "\n---\n", "a.md:2:24: error: lists and mappings are nested deeper than 20 levels [frontmatter]"},
		{"a list", "---\n- a\n- b\n---\n", "a.md:2:1: error: the frontmatter is not a list of keys with values [frontmatter]"},
		{"a text", "---\njust words\n---\n", "a.md:2:1: error: the frontmatter is not a list of keys with values [frontmatter]"},
		{"two thematic breaks", "---\n\nWords.\n\n---\nMore.\n", "a.md:3:1: error: the frontmatter is not a list of keys with values [frontmatter]"},
		{"TOML", "+++\nkind = 'policy'\ntitle = 'Zoë\n+++\n", "a.md:3:13: error: literal strings cannot have new lines [frontmatter]"},
		{"TOML, columns in characters", "+++\n\"Zoë\" = 0x\n+++\n", "a.md:2:9: error: "},
		{"TOML, twice", "+++\nid = 'a'\nid = 'b'\n+++\n", "a.md:3:1: error: "},
		{"TOML, deep", "+++\na = " + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "\n+++\n", "a.md:2:1: error: lists and tables are nested deeper than 20 levels [frontmatter]"},
		{"TOML, large", "+++\na = '" + strings.Repeat("x", 300<<10) + "'\n+++\n", "a.md:1:1: error: the TOML is larger than 256 kB [frontmatter]"},
		{"JSON", ";;;\n{\"kind\": \"policy\",\n \"id\": }}\n;;;\n", "a.md:3:9: error: "},
		{"Latin-1", "# T\n\nZo\xeb caf\xe9\n", "a.md:3:3: error: the file is not UTF-8: this byte is not part of a character [file-encoding]"},
		{"Latin-1 after a byte order mark", "\uFEFFZo\xeb\n", "a.md:1:3: error: the file is not UTF-8: this byte is not part of a character [file-encoding]"},
		{"UTF-16 LE", "\xff\xfe#\x00 \x00", "a.md:1:1: error: the file is UTF-16 [file-encoding]"},
		{"UTF-16 BE", "\xfe\xff\x00#\x00 ", "a.md:1:1: error: the file is UTF-16 [file-encoding]"},
		{"NUL", "# T\r\n\r\nZoë \x00\r\n", "a.md:3:5: error: the file holds a NUL byte [file-encoding]"},
	} {
		d, diags := p.Parse("a.md", []byte(c.src))
		if c.name != "NUL" && !strings.Contains(c.name, "Latin") {
			checkPlaces(t, []byte(c.src), d, diags)
		}
		if d != nil || len(diags) == 0 || !strings.HasPrefix(said(diags), c.want) {
			t.Errorf("%s: %v\n%swant\n%s", c.name, d, said(diags), c.want)
		}
	}
}

// An impossible date of TOML is one fault, at its place, and hides nothing.
func TestImpossibleValuesOfTOML(t *testing.T) {
	src := "+++\nid = 'RSK-1'\nkind = 'risk'\ntitel = 'A'\nlevel = 'high'\n\"due\" = 2026-02-31\nx-ë = [25:00:00, 99999999999999999999]\nclosed = 2026-01-01\naccepted-on = 'soon'\nevidence = [{location = 'x', date = 2026-13-01}]\n+++\n[[X-1]]\n"
	src = strings.Replace(src, "x-ë", "\"x-ë\"", 1)
	d, diags := newParser(t).Parse("a.md", []byte(src))
	checkPlaces(t, []byte(src), d, diags)
	const want = `a.md:4:1: error: unknown key "titel" [key-unknown] (did you mean "title"?)
a.md:6:9: error: "2026-02-31" is not a date: February 2026 has 28 days [frontmatter]
a.md:7:10: error: hour cannot be greater 23 [frontmatter]
a.md:7:20: error: decimal number is too large to fit in a 64-bit signed integer [frontmatter]
a.md:9:15: error: "soon" is not a date; write year-month-day, such as 2026-12-31 [key-value]
a.md:10:37: error: "2026-13-01" is not a date: there is no month 13 [frontmatter]
`
	if diff := cmp.Diff(want, said(diags)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if d == nil || len(d.Values("closed")) != 1 || !d.Slips.Has("due") || len(d.Values("evidence")) > 0 || len(d.Links) != 1 {
		t.Errorf("%+v", d)
	}
	if f := document.FactsOf([]byte(src)); !f.Readable || !f.Controlled {
		t.Errorf("%+v", f)
	}
}

// Diagnostics carry the line that they speak of.
func TestExcerpts(t *testing.T) {
	src := "\uFEFF---\r\nkind: policy\r\nid: POL-001\r\ntitle: T\r\nversoin: 1\r\n---\r\nZoë [x](file:a)\r\n"
	_, diags := newParser(t).Parse("a.md", []byte(src))
	var got []string
	for _, d := range diags {
		got = append(got, d.Excerpt)
	}
	if diff := cmp.Diff([]string{"versoin: 1", "Zoë [x](file:a)"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
