package document_test

import (
	"fmt"
	"strings"
	"testing"
)

// benchmarkText is a document of about 900 words with what manuals hold.
func benchmarkText() []byte {
	var s strings.Builder
	s.WriteString("---\nkind: procedure\nid: PRO-007\ntitle: Release of an AI system\nstatus: approved\nversion: 2.10\nowner: ai-lead\napprover: [board]\neffective: 2026-03-01\nreview-every: 12 months\naddresses: [\"8.1\", A.6.2.4, A.6.2.5]\nsummary: How a system is let into operation.\ntags: [release, ai]\n---\n# Release of an AI system\n\n")
	const sentence = "The owner of a system keeps the **evidence** that its risks were assessed, see [[RSK-%03d]] and [the scope](../statements/scope.md#boundaries), before `release` is asked for. "
	for section := range 8 {
		fmt.Fprintf(&s, "## Section %d of the procedure\n\n<!-- addresses: 6.1.2 -->\n\n", section)
		for i := range 3 {
			fmt.Fprintf(&s, sentence, section*3+i)
		}
		s.WriteString("\n\n- one thing that has to be there\n- another *thing*, with a note\n\n")
	}
	s.WriteString("| step | who | when |\n|:-----|-----|-----:|\n")
	for i := range 12 {
		fmt.Fprintf(&s, "| %d. check | [[ROL-%03d\\|role]] | before |\n", i, i)
	}
	s.WriteString("\n> [!NOTE]\n> What is released is recorded.\n\n```go\nfunc main() {\n\tfmt.Println(\"released\") // once\n}\n```\n\n```yaml\nkey: value\nlist: [1, 2]\n```\n")
	return []byte(s.String())
}

func BenchmarkParse(b *testing.B) {
	src := benchmarkText()
	p := newParser(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := p.Parse("a.md", src); len(diags) > 0 {
			b.Fatal(said(diags))
		}
	}
}

func BenchmarkParseParallel(b *testing.B) {
	src := benchmarkText()
	p := newParser(b)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			p.Parse("a.md", src)
		}
	})
}
