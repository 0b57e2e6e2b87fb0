package export_test

import (
	"bytes"
	"testing"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/export"
	"aims/generator/manual"
)

// registered is a kind with a field of every form, and the kinds with it.
func registered(t *testing.T) (document.Kinds, *config.Kind) {
	t.Helper()
	c, faults := config.Parse([]byte("kinds:\n  card:\n    record: true\n    prefix: C\n    fields:\n      note: text\n      day: date\n      size: number\n" +
		"      use: {type: choice, list: true, choices: [trial, \"<live>\"]}\n      proof: evidence\n      proofs: {type: evidence, list: true}\n" +
		"      watch: measurements\n      every: interval\n      who: {type: role, help: who answers}\n"))
	kinds, unfit := document.AllKinds(c)
	if len(faults)+len(unfit) > 0 {
		t.Fatal(faults, unfit)
	}
	return kinds, kinds.Find("card")
}

// TestRegister: a record has every field of its kind, null or empty where it says
// nothing, and the others as they are typed.
func TestRegister(t *testing.T) {
	kinds, card := registered(t)
	parser := document.NewParser(kinds, func(string) string { return "" }, document.Words{})
	in := manual.Input{Config: config.Default(), Kinds: kinds}
	for _, text := range []string{
		"---\nkind: card\nid: C-1\ntitle: <Full>\ndate: 2026-01-01\nstate: new\nnote: \"<b> & ü\"\nday: 2026-02-03\nsize: -1.50\nuse: [trial, <live>]\nproof: {location: shelf}\n" +
			"proofs: [C-2, {note: n, date: 2026-01-01, sha256: 79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96, location: x}]\nwatch: [{date: 2026-01-01, value: 1.40}]\nevery: P12M\nwho: lead\nx-ticket: [T-1, {at: desk}]\nx-area: \"=1+1\"\nx-empty:\n---\n",
		"---\nkind: card\nid: C-2\ntitle: Empty\nproof: C-1\n---\n",
	} {
		d, faults := parser.Parse("content/x.md", []byte(text))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		in.Documents = append(in.Documents, d)
	}
	var b bytes.Buffer
	if err := export.WriteRegister(&b, manual.Assemble(in), manual.Assemble(in).Register(card.Name)); err != nil {
		t.Fatal(err)
	}
	golden(t, "register.json", b.Bytes())
}
