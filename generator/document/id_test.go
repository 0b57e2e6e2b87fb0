package document_test

import (
	"strings"
	"testing"

	"aims/generator/document"
)

func TestStatedIDs(t *testing.T) {
	for text, want := range map[string]string{
		"---\nkind: policy\nid: POL-001\n\tx: y\n":                                   "POL-001",
		"---\nid:\t'RSK-LIST'\nrecords:\n  - {id: RSK-1, title: a}\n  - id: RSK-2\n": "RSK-LIST RSK-1 RSK-2",
		"+++\nid = \"OBJ-1\"\nx = [\n":                                               "OBJ-1",
		";;;\n{\"kind\": \"risk\", \"id\": \"RSK-3\",\n":                             "RSK-3",
		"---\nvalid: AUD-1\nidea: AUD-2\nid:\n":                                      "",
		"\xffid: X":                                                                  "",
	} {
		if got := strings.Join(document.StatedIDs("content/a.md", []byte(text)), " "); got != want {
			t.Errorf("%q states %q, not %q", text, got, want)
		}
	}
	for name, want := range map[string]string{"content/POL-001.md": "POL-001", "POL-002-access.md": "POL-002", "access-control.md": "", "2026-01.md": ""} {
		if got := strings.Join(document.StatedIDs(name, nil), " "); got != want {
			t.Errorf("%s states %q, not %q", name, got, want)
		}
	}
}
