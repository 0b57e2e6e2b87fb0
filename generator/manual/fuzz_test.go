package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/render"
	"aims/generator/source"
)

// Whatever an author writes, each link leads to one thing that is there or
// says why not, and no two files of the site have one address.
func FuzzAssemble(f *testing.F) {
	f.Add("[[POL-001#scope|x]] [a](../policies/POL-001.md) ![](/etc/passwd) [[term:AI]] [b](<..>)")
	f.Add("---\nkind: policy\nid: pol-001\ntitle: x\naliases: [a, a/index.html, ../b, 'c%2f..%2f..']\n---\n[[pol-001]]")
	f.Add("---\nkind: soa\nid: SOA-1\ntitle: x\ncontrols:\n  A.2.2: {applicable: true, risks: ['#x', A.2.2]}\n---\n")
	f.Add("---\naliases: [policies, x.html, x.html/y.html]\n---\n[x](%2e%2e/%2e%2e/a) [y](figure.png#x) [[a.2.2]] [[iso-1:1]]")
	empty := manualtest.Input(f, "")
	parser := document.NewParser(empty.Kinds, func(string) string { return "" }, render.English.Body)
	f.Fuzz(func(t *testing.T, text string) {
		texts := map[string]string{
			"content/dir/probe.md":        text,
			"content/policies/POL-001.md": "---\nkind: policy\nid: POL-001\ntitle: Policy\n---\n## Scope\n\n[x](../dir/probe.md)\n",
			"content/dir/index.md":        "# Dir\n",
		}
		in := empty
		in.Unreadable = map[string]bool{}
		for _, p := range []string{"content/dir/figure.png", "content/dir/index.md", "content/dir/probe.md", "content/policies/POL-001.md"} {
			in.Files = append(in.Files, source.File{Path: p})
			if texts[p] == "" {
				continue
			}
			if d, _ := parser.Parse(p, []byte(texts[p])); d != nil {
				in.Documents = append(in.Documents, d)
			} else {
				in.Unreadable[p] = true
			}
		}
		checkManual(t, manual.Assemble(in))
	})
}

func checkManual(t *testing.T, m *manual.Manual) {
	t.Helper()
	addresses := map[string]string{}
	take := func(address, by string) {
		folded := strings.ToLower(address)
		if other, taken := addresses[folded]; taken {
			t.Errorf("%q is the address of %s and of %s", address, other, by)
		}
		addresses[folded] = by
	}
	there := map[*manual.Entry]bool{}
	for _, e := range m.Entries() {
		there[e] = true
		take(e.Address, e.Path)
	}
	for _, r := range m.Redirects {
		take(r.Address, "an alias of "+r.To.Path)
	}
	files := map[string]bool{}
	for _, a := range m.Attachments {
		take(a.Address, a.Path)
		files[a.Path] = true
	}
	for _, e := range m.Entries() {
		if len(e.Links) != len(e.Document.Links) {
			t.Fatalf("%s has %d links, and %d lead somewhere", e.Path, len(e.Document.Links), len(e.Links))
		}
		for _, l := range e.Links {
			checkTarget(t, l, there, files)
		}
		for _, l := range e.Fields {
			checkTarget(t, l.Target, there, files)
		}
	}
}

func checkTarget(t *testing.T, to manual.Target, there map[*manual.Entry]bool, files map[string]bool) {
	t.Helper()
	if to.Broken != manual.Fine {
		return
	}
	ways := fmt.Sprintf("entry %v, item %v, file %q", to.Entry != nil, to.Item != nil, to.File)
	switch {
	case to.Entry != nil && (to.Item != nil || to.File != ""), to.Item != nil && to.File != "", to.Entry == nil && to.Item == nil && to.File == "":
		t.Errorf("a link leads to %s, want one", ways)
	case to.Entry != nil && !there[to.Entry]:
		t.Errorf("a link leads to %s, which has no page", to.Entry.Path)
	case to.File != "" && !files[to.File]:
		t.Errorf("a link leads to %s, which is not published", to.File)
	}
}
