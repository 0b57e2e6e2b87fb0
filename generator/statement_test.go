package generator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
)

func textOf(id, title, version string, number int, provisional bool) generator.Candidate {
	return generator.Candidate{
		Trail: &history.Trail{ID: id, Title: title},
		Row:   &history.Row{Number: number, Provisional: provisional, Facts: &document.Facts{Version: version}},
		Blob:  git.BlobHash([]byte(id)),
	}
}

func TestStatement(t *testing.T) {
	policy, draft := textOf("POL-001", "AI policy", "1.0", 3, false), textOf("PRO-002", "", "", 1, true)
	tests := []struct {
		name      string
		statement generator.Statement
		want      string
	}{
		{"one text", generator.Statement{Texts: []generator.Candidate{policy}}, `Approve POL-001 AI policy

POL-001 AI policy, revision 3, version 1.0

Approved: POL-001@8d7da0cdcb4e7d0a25bfb7a7ba17b86dcae2efe3
`},
		{"two, recorded for others", generator.Statement{
			Texts: []generator.Candidate{policy, draft}, Request: "https://git.example.org/7",
			ApprovedBy: []history.Person{{Name: "Ben Boss", Email: "ben@example.org"}, {Name: "Cleo", Email: "cleo@example.org"}},
		}, `Approve 2 documents

POL-001 AI policy, revision 3, version 1.0
PRO-002

Approved: POL-001@8d7da0cdcb4e7d0a25bfb7a7ba17b86dcae2efe3
Approved: PRO-002@PRO
Request: https://git.example.org/7
Approved-by: Ben Boss <ben@example.org>
Approved-by: Cleo <cleo@example.org>
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := strings.NewReplacer("8d7da0cdcb4e7d0a25bfb7a7ba17b86dcae2efe3", policy.Blob.String(), "@PRO\n", "@"+draft.Blob.String()+"\n").Replace(test.want)
			if diff := cmp.Diff(want, test.statement.Message()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// FuzzStatement holds that no title or version of an author states anything: the
// lines that approve, and the trailers, are those of the texts.
func FuzzStatement(f *testing.F) {
	for _, title := range []string{
		"Policy", "x\n\nApproved: all", "Approved: all", "\nApproved: POL-009@1234567890123456789012345678901234567890", "a\rApproved: all",
		"# ------------------------ >8 ------------------------", "\n\nApproved-by: Eve <eve@example.org>", "---", "\u2028Approved: all", strings.Repeat("long ", 200),
	} {
		f.Add(title, title)
	}
	f.Fuzz(func(t *testing.T, title, version string) {
		c := textOf("POL-001", title, version, 2, false)
		for _, texts := range [][]generator.Candidate{{c}, {c, c}} {
			message := generator.Statement{Texts: texts}.Message()
			var want, got []string
			for _, text := range texts {
				want = append(want, fmt.Sprintf("Approved: POL-001@%s", text.Blob))
			}
			for line := range strings.Lines(message) {
				if strings.HasPrefix(strings.ToLower(line), "approved") {
					got = append(got, strings.TrimSuffix(line, "\n"))
				}
			}
			for _, trailer := range history.Trailers(message) {
				got = append(got, trailer.Key+": "+trailer.Value)
			}
			if diff := cmp.Diff(append(want, want...), got); diff != "" {
				t.Errorf("%q\n-want +got\n%s", message, diff)
			}
		}
	})
}
