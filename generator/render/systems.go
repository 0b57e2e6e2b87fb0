package render

import (
	"cmp"
	"slices"
	"strconv"

	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/site"
)

// systemsAddress is the address of the n-th page of the register of AI systems,
// from 0.
func systemsAddress(n int) string {
	if n == 0 {
		return "systems/index.html"
	}
	return "systems/index/" + strconv.Itoa(n+1) + ".html"
}

func systemAddress(e *manual.Entry) string { return "systems/" + e.ID.Value + ".html" }

// systemPages is how many pages list the AI systems; none where there is none.
func systemPages(m *manual.Manual) int { return (len(m.Threads) + rowsPerPage - 1) / rowsPerPage }

// systemJobs are the pages of AI systems and of their risks.
func (b *build) systemJobs() []job {
	var list []job
	for n := range systemPages(b.m) {
		list = append(list, func() (site.File, error) { return b.systems(n) })
	}
	for _, t := range b.m.Threads {
		list = append(list, func() (site.File, error) { return b.system(t) })
	}
	for n := range riskPages(b.m) {
		list = append(list, func() (site.File, error) { return b.risks(n) })
	}
	return list
}

// countSystems is how many pages systemJobs makes.
func countSystems(m *manual.Manual) int { return systemPages(m) + len(m.Threads) + riskPages(m) }

// systems makes the n-th page of the register of AI systems.
func (b *build) systems(n int) (site.File, error) {
	address := systemsAddress(n)
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	first := n * rowsPerPage
	p := SystemsPage{
		Page: b.page(address, b.words.System.Title, "", b.words.Language, tree), AsOf: b.asOf(), Total: len(b.m.Threads), First: first + 1,
		Parts: b.partsOf(address, systemPages(b.m), n, systemsAddress),
	}
	for _, t := range b.m.Threads {
		if len(t.Breaks) > 0 {
			p.Broken++
		}
	}
	for _, t := range b.m.Threads[first:min(first+rowsPerPage, len(b.m.Threads))] {
		p.Rows = append(p.Rows, b.systemRow(address, t))
	}
	return b.execute(b.pages["systems"], "layout", address, p)
}

// asOf is the day as of which facts hold that git proves; "" where nothing is known.
func (b *build) asOf() string {
	if b.m.Evidence == nil {
		return ""
	}
	return longDay(b.m.Evidence.Day)
}

// partsOf are the links between the pages of a list; none when there is one page.
func (b *build) partsOf(from string, pages, current int, address func(n int) string) []PageLink {
	if pages < 2 {
		return nil
	}
	var list []PageLink
	for i := range pages {
		list = append(list, PageLink{Link{Href: relative(from, address(i)), Title: strconv.Itoa(i + 1)}, i == current})
	}
	return list
}

func (b *build) systemRow(from string, t *manual.Thread) SystemRow {
	w, e := b.words.System, t.System
	r := SystemRow{
		System: Link{Href: relative(from, systemAddress(e)), ID: e.ID.Value, Title: e.Title.Value},
		Stage:  sentence(first(e, "stage")), Class: sentence(first(e, "eu-ai-act")), Owner: b.role(e.Owner.Value),
		Risks: len(t.Risks), Breaks: len(t.Breaks), State: State{Word: sentence(w.WholeWord), Tone: Good},
	}
	for _, role := range e.Said("our-roles") {
		r.Roles = append(r.Roles, role.Value)
	}
	for _, x := range t.Risks {
		if x.Open() && b.m.Serious(x.Remains().Value) {
			r.Serious++
		}
	}
	if r.Breaks > 0 {
		r.State = State{Word: w.CountBreaks(r.Breaks), Tone: Bad}
	}
	return r
}

// first is the first value of a field; "" when the file hasn't the field.
func first(e *manual.Entry, field string) string {
	if list := e.Said(field); len(list) > 0 {
		return list[0].Value
	}
	return ""
}

// system makes the page of an AI system's thread.
func (b *build) system(t *manual.Thread) (site.File, error) {
	e := t.System
	from := systemAddress(e)
	tree, err := b.trees.beside(from, e)
	if err != nil {
		return site.File{}, err
	}
	p := b.threadFacts(t, from)
	p.Page = b.page(from, e.Title.Value, e.Summary.Value, e.Language.Value, tree)
	for i, stage := range b.words.System.Stages {
		p.Contents = append(p.Contents, Heading{Level: 2, ID: stageAnchor(manual.Stage(i)), Text: stage})
	}
	p.Contents = slices.Insert(p.Contents, 1, Heading{Level: 2, ID: "page.breaks", Text: b.words.System.Breaks})
	return b.execute(b.pages["system"], "layout", from, p)
}

func stageAnchor(s manual.Stage) string {
	return [manual.Stages]string{
		"page.system", "page.assessments", "page.risks", "page.controls", "page.documents", "page.evidence", "page.happened",
	}[s]
}

// threadFacts are the facts of a system's page, without what is around them.
func (b *build) threadFacts(t *manual.Thread, from string) SystemPage {
	p := SystemPage{
		AsOf: b.asOf(), ID: t.System.ID.Value, List: Link{Href: relative(from, systemsAddress(0)), Title: b.words.System.Title},
		Document: Link{Href: relative(from, t.System.Address), Title: b.words.System.Document}, State: b.state(t.System), Facts: b.systemFacts(t, from),
		Stages: b.stages(t), Others: b.linksTo(from, t.Others),
	}
	for _, e := range capped(t.Evidence) {
		p.Evidence = append(p.Evidence, b.evidenceLink(b.entryLink(from, e), e))
	}
	for i := range p.Empty {
		p.Empty[i] = b.words.System.None[i]
	}
	p.Cut = b.cut(t)
	p.Breaks = b.threadBreaks(from, t.Breaks)
	for _, e := range capped(t.Assessments) {
		p.Assessments = append(p.Assessments, b.threadAssessment(from, e))
	}
	risks := t.Risks
	if len(risks) > rowsPerPage {
		risks = b.bySeverity(risks)
		p.AllRisks = Link{Href: relative(from, risksAddress(0)) + "#page.all", Title: b.words.Risk.All}
	}
	for _, r := range capped(risks) {
		p.Risks = append(p.Risks, b.threadRisk(from, r))
	}
	for _, c := range t.Controls {
		p.Controls = append(p.Controls, b.threadControl(from, c))
	}
	for _, e := range capped(t.Documents) {
		p.Documents = append(p.Documents, b.threadDocument(from, b.entryLink(from, e), e))
	}
	for _, e := range capped(t.Happened) {
		p.Happened = append(p.Happened, b.threadEvent(from, e))
	}
	return p
}

// cut says which lists of a thread don't show all that they have.
func (b *build) cut(t *manual.Thread) (says [manual.Stages]string) {
	w := b.words.System
	for i, n := range [manual.Stages]int{0, len(t.Assessments), len(t.Risks), 0, len(t.Documents), len(t.Evidence), len(t.Happened)} {
		switch {
		case n <= rowsPerPage:
		case manual.Stage(i) == manual.RiskStage:
			says[i] = w.MostSerious(rowsPerPage, n)
		default:
			says[i] = w.First(rowsPerPage, n)
		}
	}
	return says
}

func (b *build) linksTo(from string, list []*manual.Entry) []Link {
	var links []Link
	for _, e := range list {
		links = append(links, marked(b.entryLink(from, e), b.mark(e)))
	}
	return links
}

// systemFacts are what the system's document says of it, and what it is made of.
func (b *build) systemFacts(t *manual.Thread, from string) []Fact {
	facts := b.fieldFacts(t.System, from, "purpose", "intended-use", "our-roles", "stage", "release", "oversight", "eu-ai-act", "eu-ai-act-reasoning")
	if owner := b.role(t.System.Owner.Value); owner != "" {
		facts = append(facts, Fact{Label: b.words.Owner, Values: []Link{{Title: owner}}})
	}
	for _, more := range []struct {
		kind string
		list []*manual.Entry
	}{{"supplier", t.Suppliers}, {"dataset", t.Datasets}, {"resource", t.Resources}} {
		if links := b.linksTo(from, more.list); links != nil {
			facts = append(facts, Fact{Label: sentence(more.list[0].Kind.Plural), Values: links})
		}
	}
	return facts
}

// fieldFacts are some fields of an entry as its own page shows them.
func (b *build) fieldFacts(e *manual.Entry, from string, names ...string) []Fact {
	var facts []Fact
	for _, name := range names {
		at := slices.IndexFunc(e.Document.Fields, func(f document.Field) bool { return f.Def.Name == name })
		if at < 0 {
			continue
		}
		f := e.Document.Fields[at]
		fact := Fact{Label: sentence(cmp.Or(f.Def.Label, inWords(name)))}
		for _, v := range f.Values {
			fact.Values = append(fact.Values, b.value(e, from, f.Def.Type, v))
		}
		facts = append(facts, fact)
	}
	return facts
}

// stages are the knots of the thread's picture.
func (b *build) stages(t *manual.Thread) []ThreadStage {
	w := b.words.System
	count := func(list []*manual.Entry, is func(*manual.Entry) bool) (n int) {
		for _, e := range list {
			if is(e) {
				n++
			}
		}
		return n
	}
	records := count(t.Documents, func(e *manual.Entry) bool { return e.Controlled() && e.Kind.Record })
	counts := [manual.Stages]string{
		"1", w.Holding(len(b.m.AssessmentsOf(t)), len(t.Assessments)), strconv.Itoa(len(t.Risks)), strconv.Itoa(len(t.Controls)),
		w.InForce(count(t.Documents, b.m.InForce), len(t.Documents)-records, records),
		w.Holding(count(t.Evidence, b.m.Shows), len(t.Evidence)), strconv.Itoa(len(t.Happened)),
	}
	var list []ThreadStage
	for s := range manual.Stages {
		stage := ThreadStage{Link: Link{Href: "#" + stageAnchor(s), Title: w.Stages[s]}, Count: counts[s], Tone: Good}
		if n := t.Count(s); n > 0 {
			stage.Breaks, stage.Tone = w.CountBreaks(n), Bad
		} else if counts[s] == "0" {
			stage.Tone = Neutral
		}
		list = append(list, stage)
	}
	return list
}

// threadLink leads from the document of an AI system to its thread, and from a
// statement of applicability to the page of all decisions.
func (b *build) threadLink(e *manual.Entry) Link {
	if e.Kind.Name == "soa" && len(b.m.Applicability) > 0 {
		return Link{Href: relative(e.Address, soaAddress), Title: b.words.Soa.Whole}
	}
	if !slices.ContainsFunc(b.m.Threads, func(t *manual.Thread) bool { return t.System == e }) {
		return Link{}
	}
	return Link{Href: relative(e.Address, systemAddress(e)), Title: b.words.System.ThreadOf}
}
