package manual_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/render"
	"aims/generator/source"
)

// files are a manual's files, by path.
type files map[string]string

// with returns the files with others besides or in their place.
func (fs files) with(more files) files {
	all := files{}
	for _, part := range []files{fs, more} {
		for name, text := range part {
			all[name] = text
		}
	}
	return all
}

// assemble writes the files and reads them as a manual. Texts that can't be
// read are part of some tests, so diagnostics are not looked at.
func assemble(t testing.TB, fs files) *manual.Manual {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, fs)
	return manual.Assemble(read(t, dir, fs[config.Name]))
}

// write writes the files below a folder.
func write(t testing.TB, dir string, fs files) {
	t.Helper()
	for name, text := range fs {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// read reads what a manual is made from.
func read(t testing.TB, dir, configuration string) manual.Input {
	t.Helper()
	in := manualtest.Input(t, configuration)
	tree, err := source.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	list, _, err := tree.List(in.Config.Content, in.Config.Excluded)
	if err != nil {
		t.Fatal(err)
	}
	in.Files, in.Unreadable = list, map[string]bool{}
	parser := document.NewParser(in.Kinds, func(string) string { return "" }, render.English.Body)
	for _, f := range list {
		if path.Ext(f.Path) != ".md" && path.Ext(f.Path) != ".markdown" {
			continue
		}
		src, err := f.Read(document.MaxSize)
		if err != nil {
			t.Fatal(err)
		}
		if d, _ := parser.Parse(f.Path, src); d != nil {
			in.Documents = append(in.Documents, d)
		} else {
			in.Unreadable[f.Path] = true
		}
	}
	return in
}

// doc is a controlled document.
func doc(kind, id, title string, rest ...string) string {
	return "---\nkind: " + kind + "\nid: " + id + "\ntitle: " + title + "\n" + strings.Join(rest, "\n") + "\n---\n"
}

// byPath finds an entry by its file.
func byPath(t testing.TB, m *manual.Manual, p string) *manual.Entry {
	t.Helper()
	for _, e := range m.Entries() {
		if e.Path == p {
			return e
		}
	}
	t.Fatalf("no entry for %q", p)
	return nil
}

var reasons = map[manual.Reason]string{
	manual.NoDocument: "no document", manual.NoHeading: "no heading", manual.NoTerm: "no term", manual.NoItem: "no item", manual.NoOwn: "no own control",
	manual.NoStandard: "no standard", manual.WrongKind: "wrong kind", manual.NoFile: "no file", manual.NoIndex: "no index",
	manual.Outside: "outside", manual.Empty: "empty", manual.Unreadable: "unreadable",
}

// where says in one line where a target leads.
func where(m *manual.Manual, t manual.Target) string {
	fragment := ""
	if t.Fragment != "" {
		fragment = "#" + t.Fragment
	}
	switch {
	case t.Broken != manual.Fine && t.Nearest != "":
		return reasons[t.Broken] + ": " + t.Nearest
	case t.Broken != manual.Fine:
		return reasons[t.Broken]
	case t.Item != nil:
		return t.Standard.ID + " " + t.Item.ID
	case t.File != "":
		return m.FileAddress(t.File) + fragment
	}
	return t.Entry.Address + fragment
}
