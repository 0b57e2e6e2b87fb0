package render

import (
	"cmp"
	"slices"
	"strconv"

	"aims/generator/manual"
	"aims/generator/site"
)

// risksAddress is the address of the n-th page of the risk matrix, from 0.
func risksAddress(n int) string {
	if n == 0 {
		return "registers/risk-matrix.html"
	}
	return "registers/risk-matrix/" + strconv.Itoa(n+1) + ".html"
}

// riskPages is how many pages list the risks; none where there is none.
func riskPages(m *manual.Manual) int { return (len(m.Risks) + rowsPerPage - 1) / rowsPerPage }

// risks makes the n-th page of the risk matrix.
func (b *build) risks(n int) (site.File, error) {
	address := risksAddress(n)
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	p := b.riskFacts(n)
	p.Page = b.page(address, b.words.Risk.Title, "", b.words.Language, tree)
	return b.execute(b.pages["risks"], "layout", address, p)
}

// riskFacts are the facts of the n-th page, without what is around them.
func (b *build) riskFacts(n int) RisksPage {
	from, start := risksAddress(n), n*rowsPerPage
	p := RisksPage{AsOf: b.asOf(), Total: len(b.m.Risks), First: start + 1, Parts: b.partsOf(from, riskPages(b.m), n, risksAddress)}
	if r, ok := b.registers["risk"]; ok {
		p.Register, p.CSV = relative(from, recordsAddress(r, 0)), relative(from, csvAddress(r))
	}
	open := slices.DeleteFunc(slices.Clone(b.m.Risks), func(r *manual.Risk) bool { return !r.Open() })
	p.Open = len(open)
	for _, r := range open {
		if r.Treatment.Value == "" {
			p.Untreated++
		}
		if slices.Contains(b.m.RiskFaults(r), manual.NotAccepted) {
			p.Unaccepted++
		} else if b.m.Serious(r.Remains().Value) && b.acceptance(r).State.Word == b.words.System.Declared {
			p.Declared++
		}
	}
	if n == 0 && len(open) > 0 {
		p.Matrices, p.Levels = b.matrices(from, open), b.levels(from, open)
		p.Impacts = impacts(p.Matrices[1:])
		p.Treatments, p.Sources = b.treatments(from, open), b.sources(from, open)
	}
	for _, role := range b.m.Config.Roles {
		p.Provable = p.Provable || slices.Contains(role.Approves, "risk")
	}
	for _, r := range b.bySeverity(b.m.Risks)[start:min(start+rowsPerPage, len(b.m.Risks))] {
		p.Rows = append(p.Rows, b.threadRisk(from, r))
	}
	return p
}

// bySeverity are risks in their order: open ones first, then by the level that
// remains.
func (b *build) bySeverity(risks []*manual.Risk) []*manual.Risk {
	list := slices.Clone(risks)
	rank := func(r *manual.Risk) int {
		if !r.Open() {
			return -2
		}
		return b.m.Rank(manual.LevelScale, r.Remains().Value)
	}
	slices.SortStableFunc(list, func(x, y *manual.Risk) int { return cmp.Compare(rank(y), rank(x)) })
	return list
}

// treatments counts risks by treatment, in the order of the kind's choices.
func (b *build) treatments(from string, risks []*manual.Risk) []RiskCount {
	var words []string
	for _, k := range b.m.Kinds {
		for _, f := range k.Fields {
			if k.Name == "risk" && f.Name == "treatment" {
				words = slices.Clone(f.Choices)
			}
		}
	}
	var list []RiskCount
	for _, word := range append(words, "") {
		c := b.riskCount(from, slices.DeleteFunc(slices.Clone(risks), func(r *manual.Risk) bool { return r.Treatment.Value != word })).short()
		c.Name = Link{Title: sentence(word)}
		if word == "" {
			c.Name.Title, c.Tone = b.words.Risk.NoneChosen, Bad
		}
		if c.Count > 0 {
			list = append(list, c)
		}
	}
	return list
}

// sources counts risks by what of Annex C they come from, the most frequent
// first.
func (b *build) sources(from string, risks []*manual.Risk) []RiskCount {
	byID := map[string][]*manual.Risk{}
	names := map[string]Link{}
	var ids []string
	for _, r := range risks {
		for _, l := range r.Sources {
			if l.Broken != manual.Fine || slices.Contains(byID[l.Value], r) {
				continue
			}
			if byID[l.Value] == nil {
				ids = append(ids, l.Value)
				names[l.Value] = b.targetLink(from, l.Value, l.Target)
			}
			byID[l.Value] = append(byID[l.Value], r)
		}
	}
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(cmp.Compare(len(byID[y]), len(byID[x])), manual.CompareIDs(x, y))
	})
	var list []RiskCount
	for _, id := range ids {
		c := b.riskCount(from, byID[id]).short()
		c.Name = names[id]
		list = append(list, c)
	}
	return list
}
