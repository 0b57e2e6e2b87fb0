package document_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/document"
)

// What every key and every type of field makes of good and bad values stands
// in testdata/keys, beside the files.
func TestKeys(t *testing.T) {
	p := newParser(t)
	for name, src := range sources(t, "keys") {
		t.Run(name, func(t *testing.T) {
			d, diags := p.Parse(name+".md", src)
			checkPlaces(t, src, d, diags)
			golden(t, "keys/"+name+".txt", said(diags)+describe(d))
		})
	}
}

// describe lists what a document says in its frontmatter.
func describe(d *document.Document) string {
	if d == nil {
		return "no document\n"
	}
	var s strings.Builder
	one := func(key string, t document.Text) {
		if t.Value != "" || t.Set() {
			fmt.Fprintf(&s, "%s: %q %s\n", key, t.Value, place(t.Mark))
		}
	}
	many := func(key string, list []document.Text) {
		for _, t := range list {
			one(key+"[]", t)
		}
	}
	day := func(key string, d document.Day) {
		if !d.IsZero() {
			fmt.Fprintf(&s, "%s: %v %s\n", key, d.Date, place(d.Mark))
		}
	}
	if d.Kind != nil {
		fmt.Fprintf(&s, "kind: %s\n", d.Kind.Name)
	}
	one("id", d.ID)
	one("title", d.Title)
	one("status", d.Status)
	one("version", d.Version)
	one("owner", d.Owner)
	many("approver", d.Approver)
	day("effective", d.Effective)
	one("review-every", d.ReviewEvery)
	if !d.Review.IsZero() {
		fmt.Fprintf(&s, "review: %v\n", d.Review)
	}
	day("reviewed-on", d.ReviewedOn)
	day("date", d.Date)
	one("state", d.State)
	many("addresses", d.Addresses)
	one("classification", d.Classification)
	many("audience", d.Audience)
	one("retention", d.Retention)
	many("supersedes", d.Supersedes)
	one("translates", d.Translates)
	many("formerly", d.Formerly)
	many("aliases", d.Aliases)
	one("summary", d.Summary)
	many("tags", d.Tags)
	one("language", d.Language)
	one("standard", d.Standard)
	for _, f := range d.Fields {
		describeField(&s, f)
	}
	for _, slip := range d.Slips {
		fmt.Fprintf(&s, "slip %s\n", slip)
	}
	for _, x := range d.Own {
		many(x.Name, x.Values)
	}
	for _, x := range d.Decisions {
		fmt.Fprintf(&s, "decision %q %s: applicable %v %s\n", x.Control.Value, place(x.Control.Mark), x.Applicable, place(x.Decided))
		many("  reason", x.Reasons)
		many("  risks", x.Risks)
		many("  impacts", x.Impacts)
		one("  state", x.State)
		day("  due", x.Due)
		many("  implemented-by", x.ImplementedBy)
		many("  evidence", x.Evidence)
		one("  justification", x.Justification)
		for _, slip := range x.Slips {
			fmt.Fprintf(&s, "  slip %s\n", slip)
		}
		for _, e := range x.Except {
			one("  except", e.System)
			one("  because", e.Justification)
		}
	}
	return s.String()
}

func describeField(s *strings.Builder, f document.Field) {
	for _, v := range f.Values {
		if v.Parts == nil {
			fmt.Fprintf(s, "field %s (%s): %q %s\n", f.Def.Name, f.Def.Type, v.Value, place(v.Mark))
			continue
		}
		fmt.Fprintf(s, "field %s (%s): %s\n", f.Def.Name, f.Def.Type, place(v.Mark))
		for _, part := range v.Parts {
			fmt.Fprintf(s, "  %s: %q %s\n", part.Name, part.Value, place(part.Mark))
		}
	}
	if f.Values == nil {
		fmt.Fprintf(s, "field %s (%s)\n", f.Def.Name, f.Def.Type)
	}
}

// place is where a value stands; what the kind or the program says stands nowhere.
func place(m document.Mark) string {
	if m.Line == 0 {
		return "(nowhere)"
	}
	return fmt.Sprintf("(%d:%d)", m.Line, m.Column)
}

func TestIDs(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ id, want string }{
		{"POL-001", ""}, {"a", ""}, {"A1", ""}, {"a.b_c-d", ""}, {"SOA-A.6.2.4", ""}, {"X.1", ""}, {"indexes", ""}, {"console", ""}, {"com10", ""}, {"COMMON-1", ""},
		{strings.Repeat("x", 64), ""},
		{strings.Repeat("x", 65), `the id has 65 characters`},
		{"index", `"index" is a reserved name`}, {"INDEX", `"INDEX" is a reserved name`}, {"Index", `"Index" is a reserved name`},
		{"con", `"con" is a reserved name`}, {"CON.x", `"CON.x" is a reserved name`}, {"nul", `"nul" is a reserved name`}, {"lpt1", `"lpt1" is a reserved name`},
		{"Aux.tar.gz", `"Aux.tar.gz" is a reserved name`}, {"prn", `"prn" is a reserved name`}, {"COM9", `"COM9" is a reserved name`},
		{"POL-001.", `"POL-001." can't be an id`}, {"POL-", `"POL-" can't be an id`}, {"1POL", `"1POL" can't be an id`}, {"-a", `"-a" can't be an id`}, {".a", `".a" can't be an id`},
		{"..", `".." can't be an id`}, {"a/b", `"a/b" can't be an id`}, {"a b", `"a b" can't be an id`}, {"a:b", `"a:b" can't be an id`}, {"PÖL-1", `"PÖL-1" can't be an id`},
		{"РОL-1", `"РОL-1" can't be an id`}, {"007", `"007" can't be an id`}, {"''", `the id is empty`}, {"", `the id is empty`}, {"[a]", `this should be a text, not a list`},
		{"A.2.2", `the id "A.2.2" is taken: it is A.2.2 of ISO/IEC 42001:2023`}, {"a.2.2", `the id "a.2.2" is taken: it is A.2.2 of ISO/IEC 42001:2023`},
		{"C.2.1", `the id "C.2.1" is taken: it is C.2.1 of ISO/IEC 42001:2023`},
	} {
		src := "---\nkind: policy\nid: " + c.id + "\ntitle: T\n---\n"
		d, diags := p.Parse("a.md", []byte(src))
		checkPlaces(t, []byte(src), d, diags)
		want := ""
		if c.want != "" {
			want = "a.md:3:5: error: " + c.want + " "
			if c.id == "" {
				want = "a.md:3:4: error: " + c.want + " "
			}
		}
		if got := said(diags); !strings.HasPrefix(got, want) || want == "" && got != "" || strings.Count(got, "\n") > 1 {
			t.Errorf("id: %s gives\n%swant\n%s", c.id, got, want)
		}
		if (d == nil) != (c.want != "" && !strings.HasPrefix(c.want, "the id \"")) {
			t.Errorf("id: %s gives the document %v", c.id, d)
		}
	}
}

// A key that nobody knows is an error when a known one is near, since then it
// is a slip, and else a warning.
func TestUnknownKeys(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ key, want string }{
		{"titel", `error: unknown key "titel" [key-unknown] (did you mean "title"?)`},
		{"Owner", `error: unknown key "Owner" [key-unknown] (did you mean "owner"?)`},
		{"review_every", `error: unknown key "review_every" [key-unknown] (did you mean "review-every"?)`},
		{"tag", `error: unknown key "tag" [key-unknown] (did you mean "tags"?)`},
		{"colour-scheme", `warning: unknown key "colour-scheme" [key-unknown] (an organisation's own keys begin with x-: x-colour-scheme)`},
		{"layout", `warning: unknown key "layout" [key-unknown] (an organisation's own keys begin with x-: x-layout)`},
		{"date", `error: the kind "policy" has no key "date" [key-unknown] (only records have it)`},
		{"controls", `error: the kind "policy" has no key "controls" [key-unknown] (only a statement of applicability has it)`},
		{"x-layout", ""},
	} {
		_, diags := p.Parse("a.md", []byte(controlled("")[:len(controlled(""))-4]+c.key+": a\n---\n"))
		want := c.want
		if want != "" {
			want = "a.md:5:1: " + want + "\n"
		}
		if got := said(diags); got != want {
			t.Errorf("%s gives\n%swant\n%s", c.key, got, want)
		}
	}
}
