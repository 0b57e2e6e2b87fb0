package manual_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/config"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
	"aims/generator/standard"
)

// Who names an item in a field or a text is gathered once; claims of documents and
// decisions are told elsewhere, except for Annex C.
func TestNaming(t *testing.T) {
	m := manual.Assemble(manualtest.Documents(t, "",
		"---\nkind: risk\nid: RSK-1\ntitle: One\ndate: 2026-01-01\nlevel: low\ncontrols: [A.7.4, A.7.3]\naddresses: [C.3.4, A.7.4]\nsource: [C.3.4]\n---\n[[A.7.4]] [[A.7.4]]\n",
		"---\nkind: soa\nid: SOA-1\ntitle: Two\ncontrols:\n  A.7.4: {applicable: true}\n---\n[[C.3.4]] [[A.7.44]]\n",
	))
	got := map[string][]string{}
	for _, item := range m.Standards[0].Items {
		n := m.Naming(m.Standards[0], item.ID)
		for _, f := range n.Fields {
			got[item.ID] = append(got[item.ID], f.Key+" of "+f.ID.Value)
		}
		for _, e := range n.Texts {
			got[item.ID] = append(got[item.ID], "text of "+e.ID.Value)
		}
	}
	want := map[string][]string{
		"A.7.4": {"addresses of RSK-1", "controls of RSK-1", "text of RSK-1"}, "A.7.3": {"controls of RSK-1"},
		"C.3.4": {"addresses of RSK-1", "source of RSK-1", "text of SOA-1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestItemAddresses(t *testing.T) {
	standards, _ := standard.Load([]string{"iso-42001"}, nil)
	second := &standard.Standard{ID: "iso-99999"}
	m := manual.Assemble(manual.Input{Config: config.Default(), Standards: append(standards, second)})
	for id, want := range map[string]string{"5.2": "clauses/5.2.html", "A.2.2": "controls/A.2.2.html", "A.2": "controls/A.2.html", "C.3.4": "annex-c/C.3.4.html"} {
		item, _ := standards[0].Find(id)
		if got := m.ItemAddress(standards[0], item); got != want {
			t.Errorf("%s has the address %s, want %s", id, got, want)
		}
	}
	if got := m.ItemAddress(second, standard.Item{ID: "A.5.1", Kind: standard.Control}); got != "controls/iso-99999/A.5.1.html" {
		t.Errorf("the second standard's control has the address %s", got)
	}
	if got := m.ItemsAddress(second, standard.Clause); got != "clauses/iso-99999/index.html" {
		t.Errorf("the second standard's clauses have the address %s", got)
	}
}
