package render

import (
	"slices"
	"strconv"

	"aims/generator/config"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/site"
)

const registersAddress = "registers/index.html"

// recordsAddress is the address of the n-th page of a kind's register, from 0.
func recordsAddress(r manual.Register, n int) string {
	if n == 0 {
		return "registers/" + r.FileName() + ".html"
	}
	return "registers/" + r.FileName() + "/" + strconv.Itoa(n+1) + ".html"
}

func csvAddress(r manual.Register) string { return "registers/" + r.FileName() + ".csv" }

// recordJobs are the registers of all kinds, their list, and the glossary.
func (b *build) recordJobs() []job {
	registers := b.m.Registers()
	if len(registers) == 0 {
		return nil
	}
	list := []job{func() (site.File, error) { return b.registersPage(registers) }}
	for _, r := range registers {
		for n := range registerPages(len(r.Entries)) {
			list = append(list, func() (site.File, error) { return b.recordsPage(r, n) })
		}
		list = append(list, func() (site.File, error) { return b.recordsCSV(r) })
	}
	if terms, ok := b.registers["term"]; ok {
		list = append(list, func() (site.File, error) { return b.glossary(terms) })
	}
	return list
}

// countRecords is how many files recordJobs make.
func countRecords(m *manual.Manual) int {
	n := 0
	for _, r := range m.Registers() {
		n += 1 + registerPages(len(r.Entries))
		if r.Kind.Name == "term" {
			n++
		}
	}
	return n + min(n, 1)
}

// registersPage makes the list of registers.
func (b *build) registersPage(registers []manual.Register) (site.File, error) {
	tree, err := b.trees.top(registersAddress)
	if err != nil {
		return site.File{}, err
	}
	p := RegistersPage{Page: b.page(registersAddress, b.words.Records.Title, "", b.words.Language, tree)}
	for _, r := range registers {
		i := slices.IndexFunc(p.Groups, func(g RegisterGroup) bool { return g.Title == r.Kind.Group })
		if i < 0 {
			i = len(p.Groups)
			p.Groups = append(p.Groups, RegisterGroup{Title: r.Kind.Group})
		}
		p.Groups[i].Registers = append(p.Groups[i].Registers, RegisterLink{
			Link:  Link{Href: relative(registersAddress, recordsAddress(r, 0)), Title: sentence(r.Kind.Plural)},
			Count: len(r.Entries), CSV: relative(registersAddress, csvAddress(r)),
		})
		if r.Kind.Name == "term" {
			p.Glossary = relative(registersAddress, glossaryAddress)
		}
	}
	return b.execute(b.pages["registers"], "layout", registersAddress, p)
}

// recordsPage makes the n-th page of a kind's register.
func (b *build) recordsPage(r manual.Register, n int) (site.File, error) {
	address := recordsAddress(r, n)
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	first := n * rowsPerPage
	rows := r.Entries[first:min(first+rowsPerPage, len(r.Entries))]
	title := sentence(r.Kind.Plural)
	p := RecordsPage{
		Page: b.page(address, title, "", b.words.Language, tree), Asked: b.askedFor(address, r.Kind), Total: len(r.Entries), First: first + 1,
		Table: b.recordTable(r.Kind, r.Columns(), rows, address), CSV: relative(address, csvAddress(r)),
		Index: relative(address, registersAddress), Record: r.Kind.Record,
	}
	if b.m.History != nil {
		p.JSON = relative(address, "data/registers/"+r.FileName()+".json")
	}
	if b.m.Evidence != nil {
		p.AsOf = longDay(b.m.Evidence.Day)
	}
	p.Other, p.Met = b.otherView(r.Kind.Name, address), b.targetsMet(r)
	p.Parts = b.partsOf(address, registerPages(len(r.Entries)), n, func(i int) string { return recordsAddress(r, i) })
	return b.execute(b.pages["records"], "layout", address, p)
}

// otherView is the page that shows the records of a kind in another way.
func (b *build) otherView(kind, from string) Link {
	w := b.words
	switch {
	case kind == "risk" && len(b.m.Risks) > 0:
		return Link{Href: relative(from, risksAddress(0)), Title: w.Risk.Title}
	case kind == "ai-system" && len(b.m.Threads) > 0:
		return Link{Href: relative(from, systemsAddress(0)), Title: w.System.Threads}
	case kind == "soa" && len(b.m.Applicability) > 0:
		return Link{Href: relative(from, soaAddress), Title: w.Soa.Title}
	case kind == "term":
		return Link{Href: relative(from, glossaryAddress), Title: w.Records.Glossary}
	}
	return Link{}
}

// targetsMet counts objectives that are current by whether they meet their target.
func (b *build) targetsMet(r manual.Register) []StateCount {
	if r.Kind.Name != "objective" {
		return nil
	}
	w := b.words.Measure
	list := []StateCount{
		{State: State{Word: w.Met, Tone: Good}}, {State: State{Word: w.Missed, Tone: Bad}},
		{State: State{Word: w.Unsure, Tone: Neutral}}, {State: State{Word: w.Nothing, Tone: Neutral}},
	}
	for _, e := range r.Entries {
		if !b.m.Current(e) {
			continue
		}
		word := b.measuredCell(e).State.Word
		list[slices.IndexFunc(list, func(c StateCount) bool { return c.State.Word == word })].Count++
	}
	return list
}

// askedFor are the clauses and controls that ask for records of a kind.
func (b *build) askedFor(from string, k *config.Kind) []Link {
	var list []Link
	for _, to := range b.m.AskedBy(k) {
		list = append(list, b.link(from, to.Standard, *to.Item))
	}
	return list
}

// recordTable is entries of one kind with what they say at the given keys.
func (b *build) recordTable(kind *config.Kind, columns []*config.Field, entries []*manual.Entry, from string) RecordTable {
	t := RecordTable{Name: sentence(kind.Plural), First: sentence(kind.Label)}
	for _, f := range columns {
		t.Columns = append(t.Columns, b.columnLabel(f))
	}
	told := slices.ContainsFunc(columns, func(f *config.Field) bool { return f.Name == "status" || f.Name == "state" })
	for _, e := range entries {
		row := RecordRow{Record: b.entryLink(from, e)}
		if e.Reader == evidence.NoWord || !told {
			row.Mark = b.mark(e)
		}
		for _, f := range columns {
			row.Cells = append(row.Cells, b.cell(e, f, from))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// columnLabel is a key in words.
func (b *build) columnLabel(f *config.Field) string {
	switch {
	case f.Name == "measurements":
		return b.words.Measure.Newest
	case f.Label != "":
		return f.Label
	case f.Name == "status":
		return b.words.State
	}
	return sentence(inWords(f.Name))
}
