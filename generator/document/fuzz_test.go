package document_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
)

// FuzzFrontmatter: whatever a file holds, reading it ends, gives the same
// twice, and every place that it names is in the file.
func FuzzFrontmatter(f *testing.F) {
	for _, src := range sources(f, "keys") {
		f.Add(src)
		f.Add(append([]byte("\uFEFF"), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))...))
	}
	for _, src := range []string{"", "---", "---\n---", ";;;\n{\"kind\":\t\"policy\"}\n;;;\n", "+++\nkind='policy'\nx-a.b={c=[1]}\n[[x-l]]\nd=1\n+++\n", "---\nkind: &k policy\nid: *k\n---\n", "\xff\xfe"} {
		f.Add([]byte(src))
	}
	p := newParser(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		d, diags := p.Parse("a.md", src)
		if !bytes.ContainsRune(src, 0) && len(diags) > 0 && diags[0].Rule != document.RuleEncoding {
			checkPlaces(t, src, nil, diags)
		}
		if d == nil && len(diags) == 0 {
			t.Error("no document, and no reason")
		}
		if d != nil {
			newPlaces(src).checkMarks(t, d)
			checkSafe(t, d)
		}
		again, diagsAgain := p.Parse("a.md", src)
		if diff := cmp.Diff(said(diags)+describe(d), said(diagsAgain)+describe(again)); diff != "" {
			t.Errorf("read again:\n%s", diff)
		}
	})
}

// checkMarks looks whether every place of a document is in the file.
func (p places) checkMarks(t testing.TB, d *document.Document) {
	t.Helper()
	marks := []document.Mark{d.ID.Mark, d.Title.Mark, d.Status.Mark, d.Version.Mark, d.Owner.Mark, d.Effective.Mark, d.ReviewEvery.Mark, d.Date.Mark, d.State.Mark, d.Summary.Mark}
	for _, list := range [][]document.Text{d.Approver, d.Addresses, d.Audience, d.Supersedes, d.Formerly, d.Aliases, d.Tags} {
		for _, v := range list {
			marks = append(marks, v.Mark)
		}
	}
	for _, f := range d.Fields {
		for _, v := range f.Values {
			marks = append(marks, v.Mark)
		}
	}
	for _, o := range d.Own {
		for _, v := range o.Values {
			marks = append(marks, v.Mark)
		}
	}
	for _, x := range d.Decisions {
		marks = append(marks, x.Control.Mark, x.Decided, x.State.Mark)
	}
	for _, h := range d.Headings {
		marks = append(marks, h.Mark)
	}
	for _, m := range marks {
		if _, ok := p.from(m); !ok && m != (document.Mark{}) {
			t.Errorf("there is no place %v", m)
		}
	}
}

// FuzzReference: a reference is read where it stands, in controlled documents
// and in plain pages, and says no more than its text.
func FuzzReference(f *testing.F) {
	for _, s := range []string{"POL-001", "POL-001#scope|our policy", `POL-001\|x`, "term:AI system", "iso-27001:A.5.1", "#here", " a # b | c ", "|", "#", "a]b", "[a", "<b>|<i>", "a|b|c", "é#ü|日", "1]](x"} {
		f.Add(s)
	}
	p := newParser(f)
	f.Fuzz(func(t *testing.T, inner string) {
		for _, src := range []string{controlled("Zoë [[" + inner + "]] and\n\n| [[" + inner + "]] |\n|--|\n"), "[[" + inner + "]]\n"} {
			d, diags := p.Parse("a.md", []byte(src))
			if d == nil {
				continue
			}
			checkSafe(t, d)
			checkPlaces(t, []byte(src), nil, diags)
			for _, l := range d.Links {
				if l.Form != document.Reference {
					continue
				}
				newPlaces([]byte(src)).check(t, l.Mark, l.Target, "[[")
				if l.Target == "" && l.Fragment == "" || len(l.Target)+len(l.Fragment)+len(l.Label) > len(inner)+len(src) {
					t.Errorf("%q gives %+v", inner, l)
				}
			}
		}
	})
}

// FuzzBody: whatever a body holds, its HTML keeps the package's promises, and
// the places of headings, links and claims are where those stand.
func FuzzBody(f *testing.F) {
	for _, body := range sources(f, "body") {
		f.Add(string(body))
	}
	p := newParser(f)
	f.Fuzz(func(t *testing.T, body string) {
		for _, src := range []string{controlled(body), body} {
			d, diags := p.Parse("a.md", []byte(src))
			if d == nil {
				continue
			}
			checkSafe(t, d)
			checkPlaces(t, []byte(src), nil, diags)
			newPlaces([]byte(src)).checkMarks(t, d)
			for _, l := range d.Links {
				newPlaces([]byte(src)).check(t, l.Mark, l.Target, "[", "!")
			}
			for _, c := range d.Claims {
				newPlaces([]byte(src)).check(t, c.Item.Mark, c.Item.Value, c.Item.Value)
			}
		}
	})
}

// FuzzFence: what stands in a fence for auditors is nowhere in the document,
// whatever stands around it and however deep the fence is in lists and quotes.
// Where the text around it makes the fence none, a fault says so.
func FuzzFence(f *testing.F) {
	f.Add("# Before\n", "", "`", uint8(3), "auditor", "x", "After.\n")
	f.Add("", ">-1>", "~", uint8(5), " AUDITOR {.x}", "# heading\n[a](b)\n<!-- addresses: 1 -->", "```\nafter\n```\n")
	f.Add("Text", "-", "`", uint8(4), "auditor a `b`", "```\n```", "")
	f.Add("<div>", "", "`", uint8(3), "auditor", "", "</div>")
	f.Add("    code", ">", "`", uint8(3), "Auditor,x", "\n\n", "> more\n")
	f.Add("- [ ] a", "--", "`", uint8(3), "auditor", "y", "[^1]\n\n[^1]: z")
	f.Add("> [!NOTE]", ">", "`", uint8(3), "auditor", "y", "")
	const marker = "xyzzySECRETxyzzy"
	p := newParser(f)
	f.Fuzz(func(t *testing.T, before, containers, char string, length uint8, info, inside, after string) {
		all := before + containers + char + info + inside + after
		if strings.Contains(all, marker) || strings.ContainsAny(all, "\r\x00") || strings.Contains(info, "\n") || len(containers) > 20 {
			t.Skip()
		}
		if char != "~" {
			char = "`"
		}
		if !strings.EqualFold(strings.TrimLeft(info, " \t")[:min(len("auditor"), len(strings.TrimLeft(info, " \t")))], "auditor") {
			info = "auditor " + info
		}
		fence := strings.Repeat(char, 3+int(length%5))
		lines := []string{fence + info, marker}
		lines = append(lines, strings.Split(strings.ReplaceAll(inside, fence[:3], ""), "\n")...)
		lines = append(lines, marker, fence)
		body := before + "\n\n" + contain(lines, containers) + "\n\n" + after
		d, diags := p.Parse("a.md", []byte(controlled(body)))
		if d == nil {
			t.Skip()
		}
		checkSafe(t, d)
		if trace := shown(d, nil); strings.Contains(strings.ToLower(trace), strings.ToLower(marker)) && !excused(before+"\n"+info, said(diags)) {
			t.Errorf("%s\n%s\n%s", body, trace, said(diags))
		}
	})
}

// contain puts lines into quotes and lists, the outermost first.
func contain(lines []string, containers string) string {
	first, others := "", ""
	for _, c := range containers {
		switch c {
		case '>':
			first, others = first+"> ", others+"> "
		case '1':
			first, others = first+"1. ", others+"   "
		default:
			first, others = first+"- ", others+"  "
		}
	}
	return first + strings.Join(lines, "\n"+others)
}

// excused reports whether a fence may be seen: a fault says that it is none, or
// the text before it quotes it, in a fence of its own or raw HTML that is open.
func excused(before, diags string) bool {
	return strings.Contains(diags, "["+document.RuleAuditor+"]") ||
		strings.Contains(diags, "["+document.RuleLimit+"]") ||
		strings.Contains(before, "```") || strings.Contains(before, "~~~") || strings.Contains(before, "<")
}
