package git

import (
	"bytes"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

// line writes one entry of a tree.
func line(mode, name string, h Hash) string { return mode + " " + name + "\x00" + string(h[:]) }

func names(tree []byte) []string {
	var out []string
	for c := newCursor(tree); c.mode != modeNone; c.next() {
		name := string(c.name)
		if c.mode == modeTree {
			name += "/"
		}
		out = append(out, name)
	}
	return out
}

func TestOrderTree(t *testing.T) {
	h := Hash{1}
	tests := []struct {
		name, raw string
		want      []string
		err       error
	}{
		{name: "empty"},
		{name: "git's order", raw: line("100644", "a-b", h) + line("40000", "a", h) + line("100644", "a0", h), want: []string{"a-b", "a/", "a0"}},
		{name: "out of order", raw: line("40000", "a", h) + line("100644", "a-b", h) + line("100644", "a0", h), want: []string{"a-b", "a/", "a0"}},
		{name: "twice", raw: line("100644", "a", Hash{2}) + line("100644", "a", h), want: []string{"a"}},
		{name: "file and folder", raw: line("100644", "a", h) + line("40000", "a", h), want: []string{"a", "a/"}},
		{name: "no mode", raw: line("", "a", h), err: errBadTree},
		{name: "no octal", raw: line("10x644", "a", h), err: errBadTree},
		{name: "no name", raw: line("100644", "", h), err: errBadTree},
		{name: "cut off", raw: line("100644", "a", h)[:20], err: errBadTree},
		{name: "rest", raw: line("100644", "a", h) + "\n", err: errBadTree},
	}
	for _, test := range tests {
		got, err := orderTree([]byte(test.raw))
		if err != test.err {
			t.Errorf("%s: error %v", test.name, err)
		} else if diff := cmp.Diff(test.want, names(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestParseMode(t *testing.T) {
	for octal, want := range map[string]mode{
		"100644": modeFile, "100755": modeFile, "100664": modeFile, "100600": modeFile, "0100644": modeFile,
		"40000": modeTree, "040000": modeTree, "40755": modeTree,
		"120000": modeSymlink, "160000": modeOther, "0": modeOther, "140000": modeOther, "777": modeOther,
	} {
		if got, err := parseMode([]byte(octal)); got != want || err != nil {
			t.Errorf("%s is %d, want %d; error %v", octal, got, want, err)
		}
	}
}

// TestOddTrees walks over trees that git would not write today.
func TestOddTrees(t *testing.T) {
	r := gittest.New(t)
	h := parse(t, r.Object("blob", "text"))
	inner := parse(t, r.Object("tree", line("100664", "b.md", h)))
	commit := ""
	for _, tree := range []string{
		line("100664", "z.md", h) + line("0100644", "a.md", h) + line("040000", "m", inner),
		line("100644", "a.md", h) + line("40000", "m", inner) + line("100755", "z.md", h),
		line("100644", "a.md", h) + line("160000", "m", inner) + line("0", "z.md", h),
	} {
		args := []string{"commit-tree", "-m", "odd", r.Object("tree", tree)}
		if commit != "" {
			args = append(args, "-p", commit)
		}
		commit = r.Git(args...)
	}
	r.Git("update-ref", "refs/heads/main", commit)
	want := []string{"odd: Dm/b.md+ Dz.md+", "odd:", "odd: Aa.md+ Am/b.md+ Az.md+"}
	if diff := cmp.Diff(want, rows(walk(t, r.Dir, WalkOptions{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte(line("100644", "a", Hash{1}) + line("40000", "a", Hash{2})))
	f.Add([]byte(line("40000", "b", Hash{1}) + line("100644", "a", Hash{2})))
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		ordered, err := orderTree(raw)
		if !bytes.Equal(raw, before) {
			t.Fatal("the tree's bytes were changed")
		}
		if err != nil {
			return
		}
		var last entry
		for c := newCursor(ordered); c.mode != modeNone; c.next() {
			if last.mode != modeNone && compareEntries(last, c.entry) >= 0 {
				t.Errorf("%q stands before %q", last.name, c.name)
			}
			last = c.entry
		}
		if again, err := orderTree(ordered); err != nil || !bytes.Equal(again, ordered) {
			t.Errorf("ordering twice gives something else, error %v", err)
		}
	})
}
