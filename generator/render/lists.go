package render

import (
	"slices"
	"strconv"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/site"
)

const (
	faultsAddress = "faults.html"
	rowsPerPage   = 500
	latestChanges = 5 // on the overview
)

// registerAddress is the address of the register's n-th page, from 0.
func registerAddress(n int) string {
	if n == 0 {
		return "documents/index.html"
	}
	return "documents/index/" + strconv.Itoa(n+1) + ".html"
}

func registerPages(documents int) int { return max(1, (documents+rowsPerPage-1)/rowsPerPage) }

// kindAddress leads from the page at from to the register of a kind, of which
// there is a document.
func (b *build) kindAddress(from, kind string) string {
	if r, ok := b.registers[kind]; ok {
		return relative(from, recordsAddress(r, 0))
	}
	return b.firstOfKind(from, kind) // files that hold rows, and no row
}

// firstOfKind leads to a kind's first row in the document register.
func (b *build) firstOfKind(from, kind string) string {
	at := b.kindRows[kind]
	return relative(from, registerAddress(at/rowsPerPage)) + "#kind-" + kind
}

// listed are the documents as the register lists them: by kind, then by id.
func listed(m *manual.Manual) (list []*manual.Entry, first map[string]int) {
	byKind := map[string][]*manual.Entry{}
	for _, e := range m.Documents {
		byKind[e.Kind.Name] = append(byKind[e.Kind.Name], e)
	}
	first = map[string]int{}
	for _, k := range m.Kinds {
		if len(byKind[k.Name]) > 0 {
			first[k.Name] = len(list)
			list = append(list, byKind[k.Name]...)
		}
	}
	return list, first
}

// register makes the n-th page of the document register.
func (b *build) register(n int) (site.File, error) {
	address := registerAddress(n)
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	first := n * rowsPerPage
	rows := b.listed[first:min(first+rowsPerPage, len(b.listed))]
	p := RegisterPage{
		Page: b.page(address, b.words.Register, "", b.words.Language, tree), Total: len(b.listed), First: first + 1,
	}
	if b.m.Evidence != nil {
		p.AsOf = longDay(b.m.Evidence.Day)
	}
	for i, e := range rows {
		p.Rows = append(p.Rows, b.row(e, address, first+i))
	}
	if pages := registerPages(len(b.listed)); pages > 1 {
		for i := range pages {
			p.Pages = append(p.Pages, PageLink{Link{Href: relative(address, registerAddress(i)), Title: strconv.Itoa(i + 1)}, i == n})
		}
	}
	for _, k := range b.m.Kinds {
		if _, ok := b.kindRows[k.Name]; ok {
			p.Anchors = append(p.Anchors, Link{Href: b.firstOfKind(address, k.Name), Title: sentence(k.Plural)})
		}
	}
	return b.execute(b.pages["register"], "layout", address, p)
}

func (b *build) row(e *manual.Entry, from string, n int) RegisterRow {
	r := RegisterRow{
		Document: b.entryLink(from, e), Kind: sentence(e.Kind.Label), State: b.state(e), Version: e.Version.Value,
		Owner: b.role(e.Owner.Value), Effective: e.Effective.String(), ReviewEvery: e.ReviewEvery.Value,
		Classification: e.Classification.Value,
	}
	if b.kindRows[e.Kind.Name] == n {
		r.Anchor = "kind-" + e.Kind.Name
	}
	if row := b.revision(e); row != nil {
		r.Revision, r.Recorded = b.rowLink(from, e.Trail, row, numeral(row.Number)), b.landed(row).Date
	}
	if ruling := b.ruling(e.Row); ruling != nil {
		r.Verdict, r.Approvers = verdict(ruling.Verdict), approvers(ruling)
	}
	if e.Reader == evidence.InForce || e.Reader == evidence.InForceFrom {
		r.InForce = e.From.String()
	}
	if st := e.Standing; st != nil {
		r.NextReview, r.Due = st.NextReview.String(), due(st.Due)
	}
	for i, role := range e.Approver {
		if i > 0 {
			r.Approver += ", "
		}
		r.Approver += b.role(role.Value)
	}
	return r
}

// approvers are the people whose approval of a text counts.
func approvers(r *evidence.Ruling) string {
	var names []string
	for _, s := range r.Approvals() {
		if who := name(s.Person); !slices.Contains(names, who) {
			names = append(names, who)
		}
	}
	return strings.Join(names, ", ")
}

// overview makes the first page.
func (b *build) overview() (site.File, error) {
	const address = "index.html"
	tree, err := b.trees.top(address)
	if err != nil {
		return site.File{}, err
	}
	body, err := b.overviewBody()
	if err != nil {
		return site.File{}, err
	}
	p := OverviewPage{
		Page: b.page(address, b.words.Overview, "", "", tree), Body: body,
		Documents: len(b.listed), States: b.count(b.listed), Proof: b.manualEvidence(address), Plain: len(b.m.Pages), Register: relative(address, registerAddress(0)), Ready: b.readyLine(address),
	}
	p.Soa = b.soaTile(address)
	if b.m.Overview != nil {
		p.Summary, p.Faults = b.m.Overview.Summary.Value, b.faults[b.m.Overview.Path]
	}
	if h := b.m.History; h == nil {
		p.Unknown = b.words.Trail.Unknown
	} else {
		p.Uncommitted, p.Changes, p.AsOf = b.m.Uncommitted(), relative(address, changesAddress), b.stamp(h.Log.Commits[0].Committer).Day
		if b.m.Evidence != nil {
			p.AsOf = longDay(b.m.Evidence.Day)
		}
		for _, c := range b.changed[:min(latestChanges, len(b.changed))] {
			p.Latest = append(p.Latest, b.changeRow(address, c))
		}
	}
	for i := 0; i < len(b.listed); {
		kind, end := b.listed[i].Kind, i
		for end < len(b.listed) && b.listed[end].Kind == kind {
			end++
		}
		p.Groups = append(p.Groups, b.group(address, b.listed[i:end]))
		i = end
	}
	return b.execute(b.pages["overview"], "layout", address, p)
}

func (b *build) group(from string, list []*manual.Entry) KindGroup {
	kind := list[0].Kind
	g := KindGroup{Link: Link{Href: b.kindAddress(from, kind.Name), Title: sentence(kind.Plural)}, Documents: len(list), States: b.count(list)}
	for _, e := range list[:min(8, len(list))] {
		g.First = append(g.First, b.entryLink(from, e))
	}
	return g
}

// count counts documents by state, in the order of a document's life. Records come
// last, but those whose status says that they don't count: in force is a document
// alone.
func (b *build) count(list []*manual.Entry) []StateCount {
	states := b.states()
	counts := make([]StateCount, len(states))
	for i, s := range states {
		counts[i].State = s
	}
	for _, e := range list {
		at := len(counts) - 1
		if !e.Kind.Record || e.Status.Set() && (b.m.Evidence == nil || e.Reader != evidence.InForce) {
			word := b.state(e).Word
			at = slices.IndexFunc(states, func(s State) bool { return s.Word == word })
		}
		counts[at].Count++
	}
	for i := 1; i < len(counts); i++ {
		counts[i].Before = counts[i-1].Before + counts[i-1].Count
	}
	return counts
}

// states are all words that state gives, in the order of a document's life.
func (b *build) states() (list []State) {
	w := b.words
	if b.m.Evidence == nil {
		list = []State{{Word: w.Draft, Tone: Caution}, {Word: w.InReview, Tone: Caution}, {Word: w.Approved, Tone: Good}, {Word: w.Withdrawn, Tone: Bad}}
	} else {
		for _, word := range []evidence.Word{evidence.Draft, evidence.NotApproved, evidence.InForceFrom, evidence.InForce, evidence.Superseded, evidence.Withdrawn} {
			s := b.reader(word, config.Date{})
			s.When = ""
			list = append(list, s)
		}
	}
	return append(list, State{Word: w.Record, Tone: Neutral})
}

// gatherFaults turns diagnostics into what pages show.
func (b *build) gatherFaults() {
	b.faults = map[string][]Fault{}
	byPath := map[string]*manual.Entry{}
	if len(b.all) > 0 {
		for _, e := range b.m.Entries() {
			if e.IsRow {
				continue
			}
			byPath[e.Path] = e
			if e.Next != nil {
				byPath[e.Path] = e.Next
			}
		}
	}
	for _, d := range b.all {
		f := Fault{Severity: d.Severity.String(), Where: d.Position.String(), Message: d.Message, Hint: d.Hint, Excerpt: d.Excerpt}
		b.faults[d.File] = append(b.faults[d.File], f)
		if e := byPath[d.File]; e != nil {
			f.Href = relative(faultsAddress, e.Address)
		} else if d.Severity == diagnostic.Error && len(b.pageless) < mostHeld {
			b.pageless = append(b.pageless, f)
		}
		b.allFaults = append(b.allFaults, f)
	}
}

// faultsPage makes the page that lists everything that is wrong.
func (b *build) faultsPage() (site.File, error) {
	tree, err := b.trees.top(faultsAddress)
	if err != nil {
		return site.File{}, err
	}
	p := FaultsPage{Page: b.page(faultsAddress, b.words.Faults, "", b.words.Language, tree), List: b.allFaults}
	p.Errors, p.Warnings = diagnostic.Count(b.all)
	p.Notes = len(b.all) - p.Errors - p.Warnings
	return b.execute(b.pages["faults"], "layout", faultsAddress, p)
}
