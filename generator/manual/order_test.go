package manual_test

import (
	"fmt"
	"slices"
	"testing"

	"aims/generator/manual"
)

func TestBacklinksAndAttachments(t *testing.T) {
	m := assemble(t, files{
		"content/POL-1.md":  doc("policy", "POL-1", "A") + "[[POL-1]] [[POL-1#x]]\n",
		"content/POL-10.md": doc("policy", "POL-10", "B", "supersedes: [POL-1]") + "[[POL-1]] [[POL-1]] ![](z.png)\n",
		"content/POL-2.md":  doc("policy", "POL-2", "C") + "[a](POL-1.md) [b](a.pdf) [c](a.pdf)\n",
		"content/index.md":  "[a](POL-1.md)\n",
		"content/page.md":   "[a](POL-1.md#nothing) [[POL-1]] [[POL-999]]\n",
		"content/z.png":     "z", "content/a.pdf": "a", "content/other.pdf": "o",
	})
	var got []string
	for _, e := range byPath(t, m, "content/POL-1.md").Backlinks {
		got = append(got, e.Address)
	}
	for _, a := range m.Attachments {
		got = append(got, a.Address)
	}
	compare(t, got, "documents/POL-2.html\ndocuments/POL-10.html\nindex.html\npages/page.html\nfiles/a.pdf\nfiles/z.png")
}

func TestFolders(t *testing.T) {
	m := assemble(t, files{
		"content/index.md":               "# Home\n",
		"content/POL-10.md":              doc("policy", "POL-10", "Ten"),
		"content/POL-2.md":               doc("policy", "POL-2", "Two"),
		"content/zebra.md":               "# zebra\n",
		"content/Apple.md":               "# Apple\n",
		"content/10-last_things/x.md":    "# Chapter 10\n",
		"content/10-last_things/y.md":    "# Chapter 2\n",
		"content/2-first-things/x.md":    "# X\n",
		"content/ärzte/x.md":             "# X\n",
		"content/zoo/x.md":               "# X\n",
		"content/named/README.md":        "# A name of its own\n",
		"content/named/index.md":         "# The first of two\n",
		"content/named/POL-3.md":         doc("policy", "POL-3", "Three"),
		"content/deep/only/folders/x.md": "# X\n",
		"content/---/x.md":               "# X\n",
	})
	var got []string
	var walk func(f *manual.Folder, indent string)
	walk = func(f *manual.Folder, indent string) {
		for _, sub := range f.Folders {
			got = append(got, fmt.Sprintf("%s%s (%d) first %s", indent, sub.Title, sub.Count, sub.First().Address))
			if sub.Parent != f {
				t.Errorf("%s has the wrong parent", sub.Path)
			}
			walk(sub, indent+". ")
		}
		for _, e := range f.Entries {
			got = append(got, indent+e.Title.Value)
		}
	}
	walk(m.Root, "")
	compare(t, got, `--- (1) first pages/---/x.html
. X
2 first things (1) first pages/2-first-things/x.html
. X
10 last things (2) first pages/10-last_things/y.html
. Chapter 2
. Chapter 10
Ärzte (1) first pages/ärzte/x.html
. X
Deep (1) first pages/deep/only/folders/x.html
. Only (1) first pages/deep/only/folders/x.html
. . Folders (1) first pages/deep/only/folders/x.html
. . . X
The first of two (3) first pages/named/index.html
. The first of two
. Three
. A name of its own
Zoo (1) first pages/zoo/x.html
. X
Two
Ten
Apple
zebra`)
	if m.Root.Index() != nil || m.Root.Count != 14 {
		t.Errorf("the content folder has index %v and count %d", m.Root.Index(), m.Root.Count)
	}
}

func TestCompareIDs(t *testing.T) {
	ordered := []string{"", "01", "1", "2", "10", "A.2", "A.2.2", "A.2.10", "A.10", "A10", "POL", "POL-001", "POL-1", "POL-1a", "POL-2", "POL-10", "POL-99999999999999999999", "POL-100000000000000000000", "POLX", "pol-1"}
	for i, a := range ordered {
		for j, b := range ordered {
			if got, want := manual.CompareIDs(a, b), cmp0(i, j); got != want {
				t.Errorf("CompareIDs(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
}

func cmp0(i, j int) int {
	switch {
	case i < j:
		return -1
	case i > j:
		return 1
	}
	return 0
}

// CompareIDs is a total order in which only equal ids are equal.
func FuzzCompareIDs(f *testing.F) {
	f.Add("POL-2", "POL-10", "POL-010")
	f.Add("a1", "a01", "a1b")
	f.Add("", "0", "00")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if x, y := manual.CompareIDs(a, b), manual.CompareIDs(b, a); x != -y || x == 0 != (a == b) {
			t.Errorf("%q and %q: %d and %d", a, b, x, y)
		}
		list := []string{a, b, c}
		slices.SortFunc(list, manual.CompareIDs)
		for i := range 2 {
			if manual.CompareIDs(list[i], list[i+1]) > 0 {
				t.Errorf("%q is not sorted", list)
			}
		}
		if manual.CompareIDs(list[0], list[2]) > 0 {
			t.Errorf("%q is no order", list)
		}
	})
}
