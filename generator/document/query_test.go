package document_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
)

func fenced(fence string) []byte {
	return []byte("---\nid: REG-1\nkind: register\ntitle: All\n---\n\n```register\n" + fence + "\n```\n")
}

// recordsOf reads one risk per text of frontmatter.
func recordsOf(t testing.TB, list ...string) []*document.Document {
	t.Helper()
	var docs []*document.Document
	for i, front := range list {
		d, diags := newParser(t).Parse("r.md", []byte(fmt.Sprintf("---\nid: RSK-%d\nkind: risk\ntitle: A\n%s\n---\n", i+1, front)))
		if len(diags) > 0 {
			t.Fatal(said(diags))
		}
		docs = append(docs, d)
	}
	return docs
}

func TestConditions(t *testing.T) {
	risks := recordsOf(t,
		"level: low\nstate: open",
		"level: high\ndue: 2026-12-31\nstate: in progress\nsystems: [SYS-1, SYS-2]",
		"level: severe\ndue: 2027-06-30\ntreatment: avoid\nsystems: [SYS-2]",
	)
	for _, c := range []struct{ where, want string }{
		{"level >= high", "RSK-2 RSK-3"},
		{"level < high", "RSK-1"},
		{"level = high", "RSK-2"},
		{"level == high", "RSK-2"},
		{"level != high", "RSK-1 RSK-3"},
		{"level in [low, severe]", "RSK-1 RSK-3"},
		{"not level in [low, severe]", "RSK-2"},
		{"due < 2027-01-01", "RSK-2"},
		{"due >= 2026-12-31", "RSK-2 RSK-3"},
		{"not due < 2027-01-01", "RSK-1 RSK-3"},
		{"state = 'in progress'", "RSK-2"},
		{`state = "in progress" or treatment = avoid`, "RSK-2 RSK-3"},
		{"level > low and systems = SYS-1", "RSK-2"},
		{"systems != SYS-1", "RSK-1 RSK-3"},
		{"level = low or level = high and due = 2026-12-31", "RSK-1 RSK-2"},
		{"(level = low or level = high) and due = 2026-12-31", "RSK-2"},
		{"treatment != avoid", "RSK-1 RSK-2"},
		{"id = RSK-3", "RSK-3"},
	} {
		t.Run(c.where, func(t *testing.T) {
			src := fenced("kind: risk\nwhere: >-\n  " + c.where)
			d, diags := newParser(t).Parse("a.md", src)
			if len(diags) > 0 || len(d.Queries) != 1 {
				t.Fatalf("%d queries\n%s", len(d.Queries), said(diags))
			}
			var got []string
			for _, r := range document.Select(d.Queries[0], risks, func(d *document.Document) *document.Document { return d }) {
				got = append(got, r.ID.Value)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRegistersInATextAreSorted(t *testing.T) {
	risks := recordsOf(t, "level: low", "level: severe\ndue: 2027-01-01", "level: medium\ndue: 2026-01-01")
	for by, want := range map[string]string{
		"level": "RSK-1 RSK-3 RSK-2", "-level": "RSK-2 RSK-3 RSK-1", "due": "RSK-3 RSK-2 RSK-1", "-due": "RSK-2 RSK-3 RSK-1",
	} {
		d, diags := newParser(t).Parse("a.md", fenced("kind: risk\nsort: "+by+"\ncolumns: [id, level]"))
		if len(diags) > 0 {
			t.Fatal(said(diags))
		}
		var got []string
		for _, r := range document.Select(d.Queries[0], risks, func(d *document.Document) *document.Document { return d }) {
			got = append(got, r.ID.Value)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", by, diff)
		}
		if columns := d.Queries[0].Columns; len(columns) != 1 || columns[0].Name != "level" {
			t.Errorf("columns: %v", columns)
		}
	}
}

func TestFaultsOfRegisterFences(t *testing.T) {
	for _, c := range []struct{ fence, at, message, hint string }{
		{"", "7:1", "a register fence names the kind of its records", ""},
		{"where: level = low", "7:1", "a register fence names the kind of its records", ""},
		{"kind: risks", "8:7", `there is no kind "risks"`, `did you mean "risk"?`},
		{"kind: risk\nwere: level = low", "9:1", `a register fence has no key "were"`, `did you mean "where"?`},
		{"kind: risk\ncolumns: [id, levle]", "9:15", `the kind "risk" has no key "levle"`, `did you mean "level"?`},
		{"kind: risk\nsort: -levle", "9:7", `the kind "risk" has no key "levle"`, `did you mean "level"?`},
		{"kind: risk\nwhere: levle >= high", "9:8", `where: the kind "risk" has no key "levle"`, `did you mean "level"?`},
		{"kind: risk\nwhere: level >= hihg", "9:17", `where: "hihg" is none of low, medium, high, severe`, `did you mean "high"?`},
		{"kind: risk\nwhere: \"level >= hihg\"", "9:18", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: level", "9:13", "where: the condition ends too soon", ""},
		{"kind: risk\nwhere: level ~ high", "9:14", `where: "~" compares nothing`, ""},
		{"kind: risk\nwhere: title < a", "9:14", "where: title has no order: it is of type text", ""},
		{"kind: risk\nwhere: due < 2026-02-30", "9:14", "where: ", ""},
		{"kind: risk\nwhere: (level = low", "9:20", "where: the condition ends too soon", ""},
		{"kind: risk\nwhere: level in low", "9:17", "where: in wants a list", ""},
		{"kind: risk\nwhere: level in []", "9:18", "where: the list is empty", "write in [one, another]"},
		{"kind: risk\nwhere: level = low level = high", "9:20", `where: "level" can't stand here`, ""},
		{"kind: risk\n  where: x", "9:8", "", ""},
		{"kind: risk\nwhere: level => high", "9:14", `where: "=>" compares nothing`, "write >="},
		{"kind: risk\nwhere: level =< high", "9:14", `where: "=<" compares nothing`, "write <="},
		{"kind: risk\nwhere: level <> high", "9:14", `where: "<>" compares nothing`, "write !="},
		{"kind: risk\nwhere: level ! high", "9:14", `where: "!" compares nothing`, "write !="},
		{"kind: risk\nwhere: level ! ", "9:14", `where: "!" compares nothing`, "write !="},
		{"kind: risk\nwhere: level \"=\" high", "9:14", `where: "=" compares nothing`, "write ="},
		{"kind: risk\nkind: risk", "9:1", `key "kind" stands here and on line 8`, ""},
		{"kind: risk\nwhere: [level, high]", "9:8", "where wants a condition, not a list", "write where: level >= high, say"},
		{"kind: risk\nwhere: {level: high}", "9:8", "where wants a condition, not keys and values", "write where: level >= high, say"},
		{"kind: risk\nwhere:", "9:7", "where is empty", "write where: level >= high, say, or take it out"},
		{"kind: risk\nsort: [-level, id]", "9:7", "sort wants one key, not a list", "write sort: level, or sort: -level"},
		{"kind: risk\nsort:", "9:6", "sort is empty", "write sort: level, or sort: -level"},
		{"kind: risk\ncolumns: {id: level}", "9:10", "columns wants a list of keys, not keys and values", "write columns: [id, title]"},
		{"kind: risk\ncolumns: []", "9:10", "columns is empty", "write columns: [id, title], or take it out"},
		{"kind: risk\ncolumns: [id, [level]]", "9:15", "an entry of columns wants one key, not a list", "write columns: [id, title]"},
		{"kind: [risk]", "8:7", "kind wants one kind, not a list", "write kind: risk, say"},
		{"kind: risk\nwhere: >\n  level >= hihg", "10:12", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: |+ # all\n\n    level = low\n\n    and level >= hihg\n", "13:18", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: >-\n  level =", "10:10", "where: the condition ends too soon", ""},
		{"kind: risk\nwhere: level = low\n  or level >= hihg", "10:15", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: \"\\u006cevel\\n >= \\\n  hihg\"", "10:3", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: 'state = ''x'' or level >= hihg'", "9:35", `where: "hihg" is none of low, medium, high, severe`, ""},
		{"kind: risk\nwhere: &a level >= hihg", "9:8", `where: "hihg" is none of low, medium, high, severe`, ""},
	} {
		t.Run(c.fence, func(t *testing.T) {
			src := fenced(c.fence)
			d, diags := newParser(t).Parse("a.md", src)
			checkPlaces(t, src, d, diags)
			if len(diags) != 1 || diags[0].Rule != document.RuleRegister {
				t.Fatalf("faults:\n%s", said(diags))
			}
			x := diags[0]
			if at := fmt.Sprintf("%d:%d", x.Line, x.Column); at != c.at || !strings.HasPrefix(x.Message, c.message) || !strings.HasPrefix(x.Hint, c.hint) {
				t.Errorf("got %s %s (%s)", at, x.Message, x.Hint)
			}
			if len(d.Queries) > 0 || !strings.Contains(string(d.Body.HTML), "<pre") {
				t.Error("a fence with a fault is no code any more")
			}
		})
	}
}

// Where a fence stands deep in a text, so do its faults.
// A fence that was meant as a register must not stay code in silence.
func TestMistypedRegisterFences(t *testing.T) {
	for lang, slip := range map[string]bool{"regsiter": true, "registers": true, "Register": true, "registre{x}": true, "yaml": false, "resistance": false, "": false} {
		for text, names := range map[string]bool{"kind: risk": true, "where: x": false} {
			_, diags := newParser(t).Parse("a.md", bytes.Replace(fenced(text), []byte("```register"), []byte("```"+lang), 1))
			if want := slip && names; (len(diags) == 1 && strings.HasPrefix(diags[0].Message, "a fence can't be ")) != want || len(diags) > 1 {
				t.Errorf("```%s with %q: %s", lang, text, said(diags))
			}
		}
	}
}

func TestPlacesOfFencesInQuotes(t *testing.T) {
	src := fenced("kind: term\n```\n\n> - text\n>\n>   ```register\n>   kind: risk\n>   where: >\n>     level >= low and\n>     due < 2026-02-30\n>   kind: risk\n>   ```\n\n```register\nkind: term")
	_, diags := newParser(t).Parse("a.md", src)
	const want = "a.md:17:13: error: where: \"2026-02-30\" is not a date: February 2026 has 28 days [fence-register]\n" +
		"a.md:18:5: error: key \"kind\" stands here and on line 14 [fence-register]\n"
	if said(diags) != want {
		t.Errorf("got %s", said(diags))
	}
}

func TestTestsOfConditions(t *testing.T) {
	d, diags := newParser(t).Parse("a.md", fenced("kind: risk\nwhere: >\n  owner = lead and not (systems in [SYS-1,\n  'SYS-2'] or controls != A.5.2)"))
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	var got []string
	for key, values := range d.Queries[0].Where.Tests() {
		got = append(got, fmt.Sprint(key.Name, values))
	}
	want := []string{"owner[{lead {10 11}}]", "systems[{SYS-1 {10 37}} {SYS-2 {11 3}}]", "controls[{A.5.2 {11 27}}]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for range (&document.Condition{}).Tests() {
		t.Error("a condition without tests has one")
	}
}

func TestRegisterFenceMayEndTheText(t *testing.T) {
	d, diags := newParser(t).Parse("a.md", []byte("---\nid: REG-1\nkind: register\ntitle: All\n---\n\nText.\n\n```register\nkind: risk\n```\n\n```register\nkind: risk\n```\n"))
	if len(diags) > 0 || len(d.Queries) != 2 {
		t.Fatal(said(diags))
	}
	checkSafe(t, d)
}

func TestRegisterFencesOfPlainPagesAreCode(t *testing.T) {
	d, diags := newParser(t).Parse("a.md", []byte("# A\n\n```register\nkind: nothing\n```\n"))
	if len(diags) > 0 || len(d.Queries) > 0 || !strings.Contains(string(d.Body.HTML), "language-register") {
		t.Errorf("%s\n%s", d.Body.HTML, said(diags))
	}
}

// FuzzCondition: whatever a condition holds, reading it ends, faults stand in
// the file, and what was read can be asked of a record.
func FuzzCondition(f *testing.F) {
	for _, seed := range []string{"level >= high and (due < 2027-01-01 or not state in [open, 'x y'])", "not", "((((", "level in [", "a='", "level = \"", "!", "level != low or"} {
		f.Add(seed)
	}
	p := newParser(f)
	risks := recordsOf(f, "level: low", "level: high\ndue: 2026-12-31")
	f.Fuzz(func(t *testing.T, where string) {
		src := fenced("kind: risk\nwhere: " + where)
		d, diags := p.Parse("a.md", src)
		if len(diags) == 0 || diags[0].Rule != document.RuleEncoding {
			checkPlaces(t, src, nil, diags)
		}
		if d == nil {
			return
		}
		for _, q := range d.Queries {
			found := document.Select(q, risks, func(d *document.Document) *document.Document { return d })
			if len(found) > len(risks) {
				t.Errorf("%d of %d", len(found), len(risks))
			}
		}
	})
}
