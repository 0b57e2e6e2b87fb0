package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// tree is the tree of a page as lines: indented by depth, an asterisk before
// the page itself, a number behind folders.
func tree(t *testing.T, site pages, address string) []string {
	t.Helper()
	nav := elements(site.page(t, address), classed("nav", "tree"))
	if len(nav) != 1 {
		t.Fatalf("%s has %d trees", address, len(nav))
	}
	var lines []string
	var walk func(list *html.Node, depth int)
	walk = func(list *html.Node, depth int) {
		for li := range list.ChildNodes() {
			if li.Data != "li" {
				continue
			}
			line := ""
			for n := range li.ChildNodes() {
				switch {
				case n.Data == "a" && attribute(n, "aria-current") == "page":
					line += "* " + words(n)
				case n.Data == "a":
					line += words(n)
				case n.Data == "span" && attribute(n, "class") == "n":
					line += " (" + words(n) + ")"
				}
			}
			lines = append(lines, strings.Repeat("  ", depth)+line)
			for n := range li.ChildNodes() {
				if n.Data == "ul" {
					walk(n, depth+1)
				}
			}
		}
	}
	for _, ul := range elements(nav[0], named("ul")) {
		if ul.Parent.Data == "div" {
			walk(ul, 0)
		}
	}
	return lines
}

// A tree shows the folders above a page with what is in them, the page's
// brothers and, of its folder, the folders below; the page is marked once.
func TestTree(t *testing.T) {
	site := of(t, files{
		"content/index.md":            "# Home\n",
		"content/top.md":              "# Top\n",
		"content/POL-1.md":            policyDoc("POL-1", "---\n"),
		"content/one/index.md":        "# The first\n",
		"content/one/a.md":            "# A\n",
		"content/one/POL-2.md":        policyDoc("POL-2", "---\n"),
		"content/one/deep/b.md":       "# B\n",
		"content/one/deep/er/c.md":    "# C\n",
		"content/one/beside/d.md":     "# D\n",
		"content/two/three/e.md":      "# E\n",
		"content/two/three/four/f.md": "# F\n",
	})
	crawl(t, site)
	for _, test := range []struct{ address, here, want string }{
		{"index.html", "Overview", `The first (6)
Two (2)
POL-1 Title of POL-1
Top`},
		{"documents/index.html", "Document register", `The first (6)
Two (2)
POL-1 Title of POL-1
Top`},
		{"pages/top.html", "", `The first (6)
Two (2)
POL-1 Title of POL-1
* Top`},
		{"pages/one/index.html", "", `* The first (6)
  Beside (1)
  Deep (2)
  POL-2 Title of POL-2
  A
Two (2)
POL-1 Title of POL-1
Top`},
		{"documents/POL-2.html", "", `The first (6)
  Beside (1)
  Deep (2)
  * POL-2 Title of POL-2
  A
Two (2)
POL-1 Title of POL-1
Top`},
		{"pages/one/deep/er/c.html", "", `The first (6)
  Beside (1)
  Deep (2)
    Er (1)
      * C
    B
  POL-2 Title of POL-2
  A
Two (2)
POL-1 Title of POL-1
Top`},
	} {
		t.Run(test.address, func(t *testing.T) {
			var want []string
			for _, title := range aboveFolders {
				if title == test.here {
					title = "* " + title
				}
				want = append(want, title)
			}
			want = append(want, strings.Split(test.want, "\n")...)
			if diff := cmp.Diff(want, tree(t, site, test.address)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// aboveFolders are the pages above the folders of a manual of documents whose
// history nobody knows.
var aboveFolders = []string{
	"Overview", "Document register", "Statement of applicability", "Registers", "Readiness", "Traceability", "Standard", "Document control",
}

// The pages above the folders stand in groups; a group without a page has no
// title.
func TestGroupsOfTheTree(t *testing.T) {
	full := systemManual()
	full["content/term.md"] = "---\nid: TRM-1\nkind: term\ntitle: Skew\nstatus: approved\ndefinition: D\n---\n"
	full["content/objective.md"] = "---\nid: OBJ-9\nkind: objective\ntitle: O\nmeasure: M\ntarget: at least 1\n---\n"
	for _, test := range []struct {
		files files
		want  []string
	}{
		{full, []string{
			"Overview", "Document register", "# Management system", "Statement of applicability", "AI systems", "Risk matrix", "Objectives", "Registers", "Glossary",
			"# Evidence", "Readiness", "Traceability", "Standard", "Document control", "Faults",
		}},
		{files{"content/a.md": "# A\n"}, []string{"Overview", "Document register", "# Evidence", "Standard", "Document control"}},
	} {
		nav := elements(of(t, test.files).page(t, "index.html"), classed("nav", "tree"))[0]
		var got []string
		for n := range elements(nav, named("div"))[0].ChildNodes() {
			if n.Data == "p" && words(n) == "Documents" {
				break
			}
			if n.Data == "p" {
				got = append(got, "# "+words(n))
			}
			for _, a := range elements(n, named("a")) {
				got = append(got, words(a))
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}

// Of a folder of more than sixty entries or folders a tree shows sixty around
// the page, and links to the others.
func TestTreeOfManyEntries(t *testing.T) {
	fs := files{}
	for i := range 100 {
		fs[fmt.Sprintf("content/plain/%03d.md", i)] = fmt.Sprintf("# Page %03d\n", i)
		id := fmt.Sprintf("POL-%03d", i)
		fs["content/policies/"+id+".md"] = policyDoc(id, "---\n")
		fs[fmt.Sprintf("content/bundles/%03d/index.md", i)] = fmt.Sprintf("# Bundle %03d\n", i)
		fs[fmt.Sprintf("content/root-%03d.md", i)] = fmt.Sprintf("# Root %03d\n", i)
	}
	site := of(t, fs)
	crawl(t, site)
	for _, test := range []struct {
		address      string
		first, last  string // of the entries beside the page
		rest         []string
		indent, here string
	}{
		{"pages/plain/000.html", "Page 000", "Page 059", []string{"40 more"}, "  ", "Page 000"},
		{"pages/plain/050.html", "Page 025", "Page 084", []string{"25 before these", "15 more"}, "  ", "Page 050"},
		{"pages/plain/099.html", "Page 040", "Page 099", []string{"40 before these"}, "  ", "Page 099"},
		{"documents/POL-050.html", "POL-025 Title of POL-025", "POL-084 Title of POL-084", []string{"All 100 in the register"}, "  ", "POL-050 Title of POL-050"},
		{"pages/root-099.html", "Root 040", "Root 099", []string{"40 before these"}, "", "Root 099"},
		{"index.html", "Root 000", "Root 059", []string{"40 more"}, "", ""},
	} {
		t.Run(test.address, func(t *testing.T) {
			var entries, marked []string
			for _, line := range tree(t, site, test.address) {
				rest, ok := strings.CutPrefix(line, test.indent)
				if !ok || strings.HasPrefix(rest, " ") || strings.HasSuffix(rest, ")") {
					continue
				}
				here, current := strings.CutPrefix(rest, "* ")
				if current && test.here != "" {
					marked = append(marked, here)
				}
				entries = append(entries, here)
			}
			if test.indent == "" {
				entries = entries[len(aboveFolders):]
			} else {
				entries = below(entries, test.first)
			}
			want := 60 + len(test.rest)
			if len(entries) < want || entries[0] != test.first || entries[59] != test.last {
				t.Fatalf("entries %q", entries)
			}
			if diff := cmp.Diff(test.rest, entries[60:want]); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if test.here != "" && (len(marked) != 1 || marked[0] != test.here) {
				t.Errorf("marked %q, want %q", marked, test.here)
			}
		})
	}
	folders := 0
	lines := tree(t, site, "pages/bundles/070/index.html")
	for _, line := range lines {
		if strings.Contains(line, "Bundle ") {
			folders++
		}
	}
	if folders != 60 || !strings.Contains(strings.Join(lines, "\n"), "  * Bundle 070 (1)") {
		t.Errorf("%d folders, want 60 with the page's own marked:\n%s", folders, strings.Join(lines, "\n"))
	}
}

// below are the lines from the first one that is wanted.
func below(lines []string, first string) []string {
	for i, line := range lines {
		if line == first {
			return lines[i:]
		}
	}
	return nil
}
