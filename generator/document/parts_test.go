package document_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
)

// Which decisions of a statement of applicability another text changes.
func TestDecisionParts(t *testing.T) {
	const statement = "---\nkind: soa\nid: SOA-1\ncontrols:\n  A.2.2: {applicable: true, reason: [risk], risks: [RSK-1]}\n  A.2.3:\n    applicable: false\n    justification: None is there.\n---\nbody\n"
	const one = "---\nkind: soa\nid: SOA-1\ntitle: T\ncontrol: A.2.2\napplicable: true\n---\nbody\n"
	for name, x := range map[string]struct {
		before, after string
		want          []string
	}{
		"nothing":           {statement, statement, nil},
		"spelling":          {statement, "---\nkind: soa\nid: SOA-1\nstatus: approved\ncontrols:\n  A.2.3: {justification: 'None  is there.', applicable: false} # as it was\n  A.2.2: {reason: [\"risk\"], applicable: true, risks: [RSK-1]}\n---\nother\n", nil},
		"toml":              {statement, "+++\nkind = 'soa'\nid = 'SOA-1'\n[controls.'A.2.2']\napplicable = true\nreason = ['risk']\nrisks = ['RSK-1']\n[controls.'A.2.3']\napplicable = false\njustification = 'None is there.'\n+++\n", nil},
		"one word":          {statement, "---\nkind: soa\nid: SOA-1\ncontrols:\n  A.2.2: {applicable: true, reason: [risk], risks: [RSK-2]}\n  A.2.3: {applicable: false, justification: None is there.}\n---\n", []string{"A.2.2"}},
		"a list in two":     {"---\nkind: soa\nid: SOA-1\ncontrols:\n  A.2.2: {reason: [risk, legal]}\n---\n", "---\nkind: soa\nid: SOA-1\ncontrols:\n  A.2.2: {reason: [risk], risks: [legal]}\n---\n", []string{"A.2.2"}},
		"gone and new":      {statement, "---\nkind: soa\nid: SOA-1\ncontrols:\n  A.2.2: {applicable: true, reason: [risk], risks: [RSK-1]}\n  A.2.4: {applicable: true}\n---\n", []string{"A.2.3", "A.2.4"}},
		"another kind":      {statement, "---\nkind: policy\nid: SOA-1\ncontrols: {A.2.2: {applicable: true}}\n---\n", []string{"A.2.2", "A.2.3"}},
		"one control":       {one, "---\nkind: soa\nid: SOA-1\ntitle: U\nstatus: approved\napplicable: true\ncontrol: A.2.2\n---\nother\n", nil},
		"one, decided anew": {one, "---\nkind: soa\nid: SOA-1\ntitle: T\ncontrol: A.2.2\napplicable: false\n---\nbody\n", []string{"A.2.2"}},
		"wrong types":       {"---\nkind: soa\nid: SOA-1\ncontrols: [A.2.2]\ncontrol: [A.2.3]\n---\n", "---\nkind: soa\nid: SOA-1\n---\n", []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := document.FactsOf([]byte(x.before)).Parts, document.FactsOf([]byte(x.after)).Parts
			var got []string
			for control, digest := range before {
				if after[control] != digest {
					got = append(got, control)
				}
			}
			for control := range after {
				if _, had := before[control]; !had {
					got = append(got, control)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(x.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
