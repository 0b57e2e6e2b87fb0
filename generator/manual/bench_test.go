package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/source"
)

// many is the input of a manual of n documents in folders of fifty, with five
// links each, of which dead ones lead nowhere.
func many(t testing.TB, n, dead int) manual.Input {
	t.Helper()
	in := manualtest.Input(t, "")
	for i := range n {
		d := &document.Document{
			Path: fmt.Sprintf("content/folder-%d/POL-%05d.md", i/50, i), Kind: in.Kinds.Find("policy"),
			ID: document.Text{Value: fmt.Sprintf("POL-%05d", i)}, Title: document.Text{Value: fmt.Sprintf("Policy %d", i)},
			Headings: []document.Heading{{Level: 2, ID: "scope", Text: "Scope"}},
		}
		for j := range 5 {
			l := document.Link{Form: document.Reference, Target: fmt.Sprintf("POL-%05d", (i*7+j*13)%n), Fragment: "scope"}
			if j == 1 {
				to := (i*3 + 1) % n
				l = document.Link{Form: document.Relative, Target: fmt.Sprintf("../folder-%d/POL-%05d.md", to/50, to)}
			}
			if j >= 3 && dead > 0 {
				dead--
				l.Target = fmt.Sprintf("POLICY-%05d", i)
				if j == 4 {
					l = document.Link{Form: document.Relative, Target: fmt.Sprintf("../folder/POLICY-%05d.md", i)}
				}
			}
			d.Links = append(d.Links, l)
		}
		in.Documents = append(in.Documents, d)
		in.Files = append(in.Files, source.File{Path: d.Path})
	}
	return in
}

// Candidates cost at most a number of comparisons; what comes later gets none,
// but those that are looked up rather than compared.
func TestCandidatesAreBounded(t *testing.T) {
	m := manual.Assemble(many(t, 2000, 4000))
	dead, named := 0, 0
	for _, e := range m.Entries() {
		for _, l := range e.Links {
			if l.Broken != manual.Fine {
				dead++
			}
			if l.Nearest != "" {
				named++
			}
		}
	}
	if dead != 4000 || named == 0 || named > 300 {
		t.Errorf("%d dead links, %d with a candidate; want 4000 and some, but not many", dead, named)
	}
	same := files{"content/a.md": strings.Repeat("[x](b/scope.md) ", 1000), "content/c/scope.md": "# Scope\n"}
	for _, l := range byPath(t, assemble(t, same), "content/a.md").Links {
		if l.Nearest != "content/c/scope.md" {
			t.Fatalf("candidate %q, want the file of the same name", l.Nearest)
		}
	}
}

func BenchmarkAssemble(b *testing.B) {
	for _, size := range []struct{ documents, dead int }{{1000, 0}, {10_000, 0}, {10_000, 5000}} {
		b.Run(fmt.Sprintf("documents=%d/dead=%d", size.documents, size.dead), func(b *testing.B) {
			in := many(b, size.documents, size.dead)
			b.ReportAllocs()
			for b.Loop() {
				manual.Assemble(in)
			}
		})
	}
}
