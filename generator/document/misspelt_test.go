package document_test

import (
	"strings"
	"testing"
)

// A slip in a key on which much hangs is one fault, and the rest is read as meant.
func TestMisspeltKeysOnWhichMuchHangs(t *testing.T) {
	for name, c := range map[string]struct{ keys, key string }{
		"one control": {"kind: soa\napplicable: true\nreason: [legal]\ncontorl: A.6.2.4\nstate: planned\ndue: 2026-12-01", "contorl"},
		"controls":    {"kind: soa\ncontrls:\n  A.6.2.4: {applicable: true, reason: [legal]}", "contrls"},
		"records":     {"kind: risk\nrecrods:\n  - {id: RSK-1, title: A, level: low}", "recrods"},
	} {
		d, diags := newParser(t).Parse("a.md", []byte("---\nid: X-1\ntitle: T\n"+c.keys+"\n---\n"))
		if len(diags) != 1 || !strings.Contains(diags[0].Message, `unknown key "`+c.key+`"`) {
			t.Errorf("%s: %s", name, said(diags))
		}
		if len(d.Decisions)+len(d.Rows) != 1 || len(d.Decisions) == 1 && (d.Decisions[0].Control.Value != "A.6.2.4" || !d.Decisions[0].Applicable) {
			t.Errorf("%s: %d rows, decisions %+v", name, len(d.Rows), d.Decisions)
		}
	}
}
