package document_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/standard"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// ownKinds has a field of every type.
const ownKinds = `kinds:
  sample:
    record: true
    prefix: SMP
    fields:
      words: text
      day: {type: date, required: true}
      every: interval
      amount: number
      amounts: {type: number, list: true}
      colour: {type: choice, choices: [red, "yes", "1.10"]}
      colours: {type: choice, list: true, choices: [red, green]}
      by: role
      who: person
      about: {type: reference, kind: risk}
      clauses: {type: clause, list: true}
      controls: {type: control, list: true}
      sources: {type: annex-c, list: true}
      system: system
      proof: evidence
      proofs: {type: evidence, list: true}
      values: measurements
`

// newParser returns a parser with the built-in kinds and the one above.
func newParser(t testing.TB) *document.Parser {
	t.Helper()
	c, diags := config.Parse([]byte(ownKinds))
	if len(diags) > 0 {
		t.Fatalf("own kinds: %+v", diags)
	}
	kinds, diags := document.AllKinds(c)
	if len(diags) > 0 {
		t.Fatalf("kinds: %+v", diags)
	}
	standards, faults := standard.Load([]string{"iso-42001"}, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	reserved := func(id string) string {
		if item, ok := standards[0].Find(id); ok {
			return item.ID + " of " + standards[0].Name
		}
		return ""
	}
	return document.NewParser(kinds, reserved, document.Words{
		Note: "Note", Tip: "Tip", Important: "Important", Warning: "Warning", Caution: "Caution",
		SectionLink: "Link to section: ", Table: "Table", Code: "Code", Done: "done", Open: "open",
		FootnoteLink: "Footnote", FootnoteBack: "Back to the text",
	})
}

// controlled puts a body below the frontmatter of a controlled document.
func controlled(body string) string {
	return "---\nkind: policy\nid: POL-001\ntitle: AI policy\n---\n" + body
}

// said are diagnostics as lines of text, sorted.
func said(diags []diagnostic.Diagnostic) string {
	var s strings.Builder
	for _, d := range diagnostic.Sort(diags) {
		fmt.Fprintf(&s, "%v: %v: %s [%s]", d.Position, d.Severity, d.Message, d.Rule)
		if d.Hint != "" {
			fmt.Fprintf(&s, " (%s)", d.Hint)
		}
		s.WriteByte('\n')
	}
	return s.String()
}

// checkPlaces compares every place that Parse reports with what stands there
// in the text.
func checkPlaces(t testing.TB, src []byte, d *document.Document, diags []diagnostic.Diagnostic) {
	t.Helper()
	text := newPlaces(src)
	for _, x := range diags {
		if x.Line == 0 && x.Column == 0 {
			continue
		}
		line, ok := text.from(document.Mark{Line: x.Line, Column: x.Column})
		switch {
		case !ok:
			t.Errorf("%v: %s: there is no such place", x.Position, x.Message)
		case x.Length > len([]rune(line)):
			t.Errorf("%v: %s: the line ends before %d characters", x.Position, x.Message, x.Length)
		}
	}
	if d == nil {
		return
	}
	text.checkTexts(t, d)
	for _, h := range d.Headings {
		text.check(t, h.Mark, h.Text, "#", strings.Fields(h.Text + " ?")[0])
	}
	for _, l := range d.Links {
		line := text.check(t, l.Mark, l.Target, map[document.Form]string{document.Reference: "[[", document.Relative: "[", document.Image: "!["}[l.Form])
		if part := []rune(line); l.Length < 1 || l.Length > len(part) || !strings.ContainsAny(string(part[l.Length-1]), "])") && l.Length < len(part) {
			t.Errorf("link to %q at %v: %d characters end in the middle of %q", l.Target, l.Mark, l.Length, line)
		}
	}
	for _, c := range d.Claims {
		text.check(t, c.Item.Mark, c.Item.Value, c.Item.Value)
	}
}

// places are the lines of a text as an editor shows them.
type places [][]rune

func newPlaces(src []byte) places {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	s := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src))
	var p places
	for line := range strings.SplitSeq(s, "\n") {
		p = append(p, []rune(line))
	}
	return p
}

// from returns what stands at a place, up to the end of the line.
func (p places) from(m document.Mark) (string, bool) {
	if m.Line < 1 || m.Line > len(p) || m.Column < 1 || m.Column > len(p[m.Line-1])+1 {
		return "", false
	}
	return string(p[m.Line-1][m.Column-1:]), true
}

func (p places) check(t testing.TB, m document.Mark, what string, begins ...string) string {
	t.Helper()
	line, ok := p.from(m)
	for _, b := range begins {
		if ok && strings.HasPrefix(line, b) {
			return line
		}
	}
	t.Errorf("%q is said to stand at %v, where the text goes on with %q", what, m, line)
	return line
}

// checkTexts looks at the values of the frontmatter. A value may be quoted, or
// begin on the next line.
func (p places) checkTexts(t testing.TB, d *document.Document) {
	t.Helper()
	texts := []document.Text{d.ID, d.Title, d.Status, d.Version, d.Owner, d.ReviewEvery, d.State, d.Classification, d.Retention, d.Translates, d.Summary, d.Language, d.Standard}
	for _, list := range [][]document.Text{d.Approver, d.Addresses, d.Audience, d.Supersedes, d.Formerly, d.Aliases, d.Tags} {
		texts = append(texts, list...)
	}
	for _, f := range d.Fields {
		for _, v := range f.Values {
			for _, part := range v.Parts {
				texts = append(texts, part.Text)
			}
			if v.Parts == nil {
				texts = append(texts, v.Text)
			}
		}
	}
	for _, x := range d.Decisions {
		texts = append(texts, x.Control, x.State, x.Justification)
	}
	for _, v := range texts {
		if v.Set() && v.Value != "" {
			p.check(t, v.Mark, v.Value, strings.Fields(v.Value)[0], `"`, "'", "|", ">", "&", "*", "!", "#")
		}
	}
	for _, day := range []document.Day{d.Effective, d.ReviewedOn, d.Date} {
		if day.Line > 0 {
			p.check(t, day.Mark, day.String(), day.String(), `"`, "'")
		}
	}
}

// golden compares text with a file below testdata, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// sources are the Markdown files of a folder below testdata.
func sources(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", folder, "*.md"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples in %s: %v", folder, err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(filepath.Base(name), ".md")] = src
	}
	return files
}
