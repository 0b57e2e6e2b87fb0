package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/manual"
)

func compare(t *testing.T, got []string, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAddresses(t *testing.T) {
	m := assemble(t, files{
		"content/index.md":           "# Welcome\n",
		"content/README.md":          "# Read me\n",
		"content/a/b c.md":           "# B\n",
		"content/a/x.markdown":       "# X\n",
		"content/a/v1.2.md":          "# V\n",
		"content/POL-2.md":           doc("policy", "POL-2", "Two"),
		"content/deep/er/POL-10.md":  doc("policy", "POL-10", "Ten"),
		"content/records/Risk.1.md":  doc("risk", "Risk.1", "Risk", "date: 2026-01-01", "state: open"),
		"content/unlinked/image.png": "x",
	})
	var got []string
	for _, e := range m.Entries() {
		got = append(got, e.Path+" "+e.Address)
	}
	compare(t, got, `content/POL-2.md documents/POL-2.html
content/deep/er/POL-10.md documents/POL-10.html
content/records/Risk.1.md documents/Risk.1.html
content/README.md pages/README.html
content/a/b c.md pages/a/b c.html
content/a/v1.2.md pages/a/v1.2.html
content/a/x.markdown pages/a/x.html
content/index.md index.html`)
	if len(m.Attachments) > 0 {
		t.Errorf("attachments %v, but nothing links to any", m.Attachments)
	}
}

// A controlled document can be the overview's text and keeps its own page.
func TestControlledOverview(t *testing.T) {
	m := assemble(t, files{"content/index.md": doc("policy", "POL-001", "Policy"), "content/other.md": "[x](index.md)\n"})
	if m.Overview == nil || len(m.Documents) != 1 || m.Overview != m.Documents[0] || m.Overview.Address != "documents/POL-001.html" {
		t.Fatalf("overview %+v", m.Overview)
	}
	if n := len(m.Entries()); n != 2 {
		t.Errorf("%d entries, want each once", n)
	}
}

func TestClashes(t *testing.T) {
	for _, test := range []struct {
		name  string
		files files
		want  string // of the clashes
	}{
		{"same id", files{"content/a.md": doc("policy", "POL-1", "A"), "content/b.md": doc("policy", "POL-1", "B")},
			"content/b.md: rule 0, documents/POL-1.html, content/a.md"},
		{"id in another case", files{"content/a.md": doc("policy", "POL-1", "A"), "content/b.md": doc("policy", "pol-1", "B")},
			"content/b.md: rule 1, documents/pol-1.html, content/a.md"},
		{"overview with an id that another has", files{"content/a.md": doc("policy", "POL-1", "A"), "content/index.md": doc("policy", "POL-1", "B") + "[[POL-1]]\n"},
			"content/index.md: rule 0, documents/POL-1.html, content/a.md"},
		{"same page", files{"content/a.markdown": "A\n", "content/a.md": "A\n"},
			"content/a.md: rule 2, pages/a.html, content/a.markdown"},
		{"page in another case", files{"content/A.md": "A\n", "content/a.md": "A\n"},
			"content/a.md: rule 2, pages/a.html, content/A.md"},
		{"page in a folder named like a page", files{"content/a.html/b.md": "B\n", "content/a.md": "A\n"},
			"content/a.md: rule 2, pages/a.html, content/a.html/b.md"},
		{"attachments in another case", files{"content/A.png": "A", "content/a.png": "A", "content/x.md": "![](A.png) ![](a.png)\n"},
			"content/a.png: rule 2, files/a.png, content/A.png"},
		{"unlinked attachments in another case", files{"content/A.png": "A", "content/a.png": "A", "content/x.md": "![](a.png)\n"}, ""},
		{"an attachment in a folder in another case", files{"content/A": "A", "content/a/b": "B", "content/x.md": "[a](A) [b](a/b)\n"},
			"content/a/b: rule 2, files/a/b, content/A"},
		{"alias of a page", files{"content/a.md": "A\n", "content/b.md": "---\naliases: [pages/A.html]\n---\nB\n"},
			"content/b.md: rule 3, pages/A.html, content/a.md"},
		{"alias of its own page", files{"content/b.md": "---\naliases: [/pages/b.html]\n---\nB\n"},
			"content/b.md: rule 3, pages/b.html, content/b.md"},
		{"alias of an alias", files{"content/a.md": "---\naliases: [old]\n---\nA\n", "content/b.md": "---\naliases: [old/index.html]\n---\nB\n"},
			"content/b.md: rule 3, old/index.html, content/a.md"},
		{"alias twice", files{"content/a.md": "---\naliases: [old, old/]\n---\nA\n"},
			"content/a.md: rule 3, old/index.html, content/a.md"},
		{"alias of the site's page", files{"content/a.md": "---\naliases: [soa.html, documents, /]\n---\nA\n"},
			"content/a.md: rule 3, soa.html, \ncontent/a.md: rule 3, documents/index.html, \ncontent/a.md: rule 4, it names no page"},
		{"alias in a folder of the site", files{"content/a.md": "---\naliases: [Theme/x.html, files/x.html, history/POL-1.html]\n---\nA\n"},
			"content/a.md: rule 3, Theme/x.html, \ncontent/a.md: rule 3, files/x.html, \ncontent/a.md: rule 3, history/POL-1.html, "},
		{"alias below an alias", files{"content/a.md": "---\naliases: [x.html, x.html/y.html]\n---\nA\n"},
			"content/a.md: rule 3, x.html/y.html, content/a.md"},
		{"alias above an alias", files{"content/a.md": "---\naliases: [x.html/y.html, x.html]\n---\nA\n"},
			"content/a.md: rule 3, x.html, content/a.md"},
		{"alias beside documents", files{"content/a.md": doc("policy", "POL-1", "A", "aliases: [documents/OLD-1.html]")}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := assemble(t, test.files)
			var got []string
			for _, c := range m.Clashes {
				what := c.Address + ", " + c.OtherPath
				if c.Rule == manual.BadAlias {
					what = c.Reason
				}
				got = append(got, fmt.Sprintf("%s: rule %d, %s", c.Path, c.Rule, what))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			for _, e := range m.Entries() {
				if len(e.Links) != len(e.Document.Links) || e.Folder == nil {
					t.Errorf("%s is half made", e.Path)
				}
			}
		})
	}
}

// Links to what has no address lead nowhere, and no page is asked for that is
// not there.
func TestLinksToClashes(t *testing.T) {
	m := assemble(t, files{
		"content/a.md": doc("policy", "POL-1", "A"), "content/b.md": doc("policy", "pol-1", "B"),
		"content/A.png": "A", "content/a.png": "A",
		"content/x.md": "[a](a.md) [b](b.md) ![](A.png) ![](a.png)\n",
	})
	var got []string
	for _, l := range byPath(t, m, "content/x.md").Links {
		got = append(got, where(m, l))
	}
	compare(t, got, "documents/POL-1.html\nunreadable\nfiles/A.png\nunreadable")
}
