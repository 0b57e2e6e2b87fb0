package render

import "aims/generator/standard"

// groups are the pages that stand above the folders: where to begin, the
// management system, and what an auditor asks for. current is the address of
// the one that is marked.
func (t *trees) groups(from, current string) []TreeGroup {
	list := []TreeGroup{{}, {Title: t.words.TreeSystem}, {Title: t.words.TreeEvidence}}
	add := func(group int, is bool, address, title string) {
		if is {
			list[group].Links = append(list[group].Links, TreeLink{Link{Href: relative(from, address), Title: title}, address == current})
		}
	}
	m, documents := t.m, len(t.m.Documents) > 0
	add(0, true, "index.html", t.words.Overview)
	add(0, true, registerAddress(0), t.words.Register)
	add(0, m.History != nil, changesAddress, t.words.Trail.Changes)

	add(1, len(m.Applicability) > 0, soaAddress, t.words.Soa.Title)
	add(1, len(m.Threads) > 0, systemsAddress(0), t.words.System.Title)
	add(1, len(m.Risks) > 0, risksAddress(0), t.words.Risk.Title)
	if r, ok := t.registers["objective"]; ok {
		add(1, true, recordsAddress(r, 0), sentence(r.Kind.Plural))
	}
	add(1, documents, registersAddress, t.words.Records.Title)
	if _, ok := t.registers["term"]; ok {
		add(1, true, glossaryAddress, t.words.Records.Glossary)
	}

	add(2, documents && m.Trace != nil, readinessAddress, t.words.Ready.Title)
	add(2, documents && m.Trace != nil, traceAddress, t.words.Ready.TraceTitle)
	add(2, m.Evidence != nil, reviewsAddress, t.words.Review.Title)
	if len(m.Standards) > 0 {
		add(2, true, m.ItemsAddress(m.Standards[0], standard.Clause), t.words.Items.Short)
	}
	add(2, true, aboutAddress, t.words.About.Short)
	add(2, len(t.all) > 0, faultsAddress, t.words.Faults)
	return list
}
