package manual_test

import (
	"strings"
	"testing"

	"aims/generator/manual"
)

// small is a manual in which links have something to lead to.
var small = files{
	"content/index.md":                   "# Welcome\n\n## Start here\n",
	"content/policies/POL-001.md":        doc("policy", "POL-001", "AI policy", "formerly: [OLD-7]") + "# AI policy\n\n## Scope and aims\n\n## Roles\n\n## Roles\n\n## Größe\n",
	"content/policies/scope.md":          "# Scope\n\n## Limits\n",
	"content/policies/figure.svg":        "<svg/>",
	"content/terms/ai-system.md":         doc("term", "TRM-001", "AI  system") + "## Examples\n",
	"content/guides/README.md":           "# Guides\n",
	"content/hugo/_index.md":             "# Section\n",
	"content/bare/note.md":               "# Note\n",
	"content/broken.md":                  "---\nkind: policy\n",
	"content/odd/a b.md":                 "# A\n",
	"content/odd/c#.md":                  "# C\n",
	"content/odd/100%.md":                "# P\n",
	"content/odd/what?.md":               "# W\n",
	"content/odd/\"quoted\" and 'so'.md": "# Q\n",
	"content/odd/ünï/日本.md":              "# N\n",
	"content/odd/re:view.md":             "# R\n",
	"content/odd/form 1.pdf":             "%PDF",
	"README.md":                          "# The repository\n",
	"aims.yaml":                          "title: Small\n",
}

func TestLinks(t *testing.T) {
	for _, test := range []struct{ link, want string }{
		// References.
		{"[[POL-001]]", "documents/POL-001.html"},
		{"[[POL-001|our policy]]", "documents/POL-001.html"},
		{"[[POL-001#scope-and-aims]]", "documents/POL-001.html#scope-and-aims"},
		{"[[POL-001#Scope and aims]]", "documents/POL-001.html#scope-and-aims"},
		{"[[POL-001#AI policy]]", "documents/POL-001.html#ai-policy"},
		{"[[POL-001#roles-1]]", "documents/POL-001.html#roles-1"},
		{"[[POL-001#Größe]]", "documents/POL-001.html#größe"},
		{"[[POL-001#scope]]", "no heading"},
		{"[[POL-001#scope-and-aim]]", "no heading: scope-and-aims"},
		{"[[#own words]]", "documents/PRO-001.html#own-words"},
		{"[[#own word]]", "no heading: own-words"},
		{"[[pol-001]]", "no document: POL-001"},
		{"[[POL-002]]", "no document: POL-001"},
		{"[[OLD-7]]", "no document: POL-001"},
		{"[[old-7]]", "no document: POL-001"},
		{"[[ZZZZ-99999999]]", "no document"},
		{"[[" + strings.Repeat("POL-001", 1000) + "]]", "no document"},
		{"[[A.6.2.4]]", "iso-42001 A.6.2.4"},
		{"[[6.1.3]]", "iso-42001 6.1.3"},
		{"[[C.3.4]]", "iso-42001 C.3.4"},
		{"[[iso-42001:A.6.2.4]]", "iso-42001 A.6.2.4"},
		{"[[a.6.2.4]]", "no item: A.6.2.4"},
		{"[[A.6.2.44]]", "no item: A.6.2.4"},
		{"[[iso-42001:A.6.2.44]]", "no item: iso-42001:A.6.2.4"},
		{"[[A.6.2.4#part]]", "no heading: A.6.2.4"},
		{"[[iso-27001:A.5.1]]", "no standard"},
		{"[[iso-42002:A.6.2.4]]", "no standard"},
		{"[[team:POL-001]]", "no document"},
		{"[[term:AI system]]", "documents/TRM-001.html"},
		{"[[term: ai SYSTEM ]]", "documents/TRM-001.html"},
		{"[[term:AI system#examples]]", "documents/TRM-001.html#examples"},
		{"[[term:AI system#sources]]", "no heading"},
		{"[[term:AI systems]]", "no term: AI  system"},

		// Paths from the file, as GitHub has them.
		{"[x](../policies/scope.md)", "pages/policies/scope.html"},
		{"[x](../policies/scope.md#limits)", "pages/policies/scope.html#limits"},
		{"[x](../policies/scope.md#limit)", "no heading: limits"},
		{"[x](../policies/scope.md?plain=1#limits)", "pages/policies/scope.html#limits"},
		{"[x](../policies/./../policies/POL-001.md)", "documents/POL-001.html"},
		{"[x](PRO-001.md)", "documents/PRO-001.html"},
		{"[x](#own-words)", "documents/PRO-001.html#own-words"},
		{"[x](../index.md#start-here)", "index.html#start-here"},
		{"[x](../policies/scope)", "no file: content/policies/scope.md"},
		{"[x](scope.md)", "no file: content/policies/scope.md"},
		{"[x](../policies/SCOPE.md)", "no file: content/policies/scope.md"},
		{"[x](../policies/figure.svg)", "files/policies/figure.svg"},
		{"![x](../policies/figure.svg)", "files/policies/figure.svg"},
		{"![x](../policies/figure.png)", "no file: content/policies/figure.svg"},
		{"[x](<../odd/form 1.pdf#page=3>)", "files/odd/form 1.pdf#page=3"},
		{"[x](../broken.md)", "unreadable"},
		{"[x](<>)", "empty"},
		{"[x](#)", "empty"},
		{"![x](#own-words)", "empty"},

		// Folders lead to their own page.
		{"[x](../guides)", "pages/guides/README.html"},
		{"[x](../guides/)", "pages/guides/README.html"},
		{"[x](../hugo/)", "pages/hugo/_index.html"},
		{"[x](../bare)", "no index"},
		{"![x](../bare)", "no file"},
		{"[x](..)", "index.html"},

		// A leading slash begins at the manual, and where nothing is there at its content.
		{"[x](/content/policies/scope.md)", "pages/policies/scope.html"},
		{"[x](/policies/scope.md)", "pages/policies/scope.html"},
		{"[x](/guides/)", "pages/guides/README.html"},
		{"[x](/)", "index.html"},

		// Odd names.
		{"[x](<../odd/a b.md>)", "pages/odd/a b.html"},
		{"[x](../odd/a%20b.md)", "pages/odd/a b.html"},
		{"[x](../odd/c%23.md)", "pages/odd/c#.html"},
		{"[x](../odd/100%25.md)", "pages/odd/100%.html"},
		{"[x](../odd/100%.md)", "pages/odd/100%.html"},
		{"[x](../odd/what%3F.md)", "pages/odd/what?.html"},
		{"[x](<../odd/\"quoted\" and 'so'.md>)", "pages/odd/\"quoted\" and 'so'.html"},
		{"[x](../odd/ünï/日本.md)", "pages/odd/ünï/日本.html"},
		{"[x](../odd/%C3%BCn%C3%AF/%E6%97%A5%E6%9C%AC.md)", "pages/odd/ünï/日本.html"},
		{"[x](../odd/re:view.md)", "pages/odd/re:view.html"},

		// Nothing outside the content is published.
		{"[x](../../README.md)", "outside"},
		{"[x](../../aims.yaml)", "outside"},
		{"[x](/README.md)", "outside"},
		{"[x](../..)", "outside"},
		{"[x](../../etc/passwd)", "outside"},
		{"[x](../../../../../../etc/passwd)", "outside"},
		{"![x](/etc/passwd)", "outside"},
		{"[x](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "outside"},
		{"[x](../../content-of-others/x.md)", "outside"},
	} {
		t.Run(test.link, func(t *testing.T) {
			m := assemble(t, small.with(files{"content/procedures/PRO-001.md": doc("procedure", "PRO-001", "How") + "## Own words\n\n" + test.link + "\n"}))
			e := byPath(t, m, "content/procedures/PRO-001.md")
			if len(e.Links) != 1 {
				t.Fatalf("%d links, want 1", len(e.Links))
			}
			if got := where(m, e.Links[0]); got != test.want {
				t.Errorf("leads to %q, want %q", got, test.want)
			}
		})
	}
}

// With content "." the manual is the repository, and only what is above it is
// outside.
func TestLinksInAWholeRepository(t *testing.T) {
	repository := files{
		"aims.yaml":           "content: .\n",
		"README.md":           "# Home\n\n## Start\n",
		"docs/scope.md":       "# Scope\n",
		"docs/deep/README.md": "# Deep\n",
		"LICENSE":             "words",
	}
	for _, test := range []struct{ link, want string }{
		{"[x](../README.md#start)", "index.html#start"},
		{"[x](..)", "index.html"},
		{"[x](/)", "index.html"},
		{"[x](/docs/scope.md)", "pages/docs/scope.html"},
		{"[x](deep/)", "pages/docs/deep/README.html"},
		{"[x](.)", "no index"},
		{"[x](../LICENSE)", "files/LICENSE"},
		{"[x](/etc/passwd)", "no file"},
		{"[x](../../etc/passwd)", "outside"},
		{"[x](../..)", "outside"},
	} {
		t.Run(test.link, func(t *testing.T) {
			m := assemble(t, repository.with(files{"docs/probe.md": test.link + "\n"}))
			if got := where(m, byPath(t, m, "docs/probe.md").Links[0]); got != test.want {
				t.Errorf("leads to %q, want %q", got, test.want)
			}
		})
	}
}

func TestEveryReasonIsTold(t *testing.T) {
	for r := manual.NoDocument; r <= manual.Unreadable; r++ {
		if reasons[r] == "" {
			t.Errorf("reason %d has no name here and so no test", r)
		}
	}
}

func TestFields(t *testing.T) {
	fs := small.with(files{
		"content/POL-002.md": doc("policy", "POL-002", "Other", "supersedes: [POL-001, POL-999]", "translates: POL-001", `addresses: ["5.2", A.2.2, POL-001, "99.9", A.2.22]`) + "## One\n\n<!-- addresses: 6.1.2, 6.1.99 -->\n",
		"content/SYS-001.md": doc("ai-system", "SYS-001", "System"),
		"content/SOA-001.md": doc("soa", "SOA-001", "Statement", "controls:",
			"  A.2.2: {applicable: true, reason: [risk], risks: [POL-001], implemented-by: ['POL-001#roles', 'POL-001#rules', A.2.3], evidence: [REC-1]}",
			"  A.99: {applicable: false, justification: no, except: [{system: SYS-001, justification: x}, {system: POL-001, justification: x}]}",
			"  X.1: {applicable: true, reason: [practice]}"),
	})
	m := assemble(t, fs)
	var got []string
	for _, p := range []string{"content/POL-002.md", "content/SOA-001.md"} {
		for _, l := range byPath(t, m, p).Fields {
			got = append(got, l.Key+" "+l.Value+" -> "+where(m, l.Target))
		}
	}
	want := `addresses 5.2 -> iso-42001 5.2
addresses A.2.2 -> iso-42001 A.2.2
addresses POL-001 -> no item
addresses 99.9 -> no item
addresses A.2.22 -> no item: A.2.2
addresses 6.1.2 -> iso-42001 6.1.2
addresses 6.1.99 -> no item
supersedes POL-001 -> documents/POL-001.html
supersedes POL-999 -> no document
translates POL-001 -> documents/POL-001.html
controls A.2.2 -> iso-42001 A.2.2
risks POL-001 -> wrong kind
implemented-by POL-001#roles -> documents/POL-001.html#roles
implemented-by POL-001#rules -> no heading: roles
implemented-by A.2.3 -> no document
evidence REC-1 -> no document
controls A.99 -> no item: A.9
except SYS-001 -> documents/SYS-001.html
except POL-001 -> wrong kind: SYS-001
controls X.1 -> iso-42001 X.1`
	compare(t, got, want)
}
