package render

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/site"
	"aims/generator/standard"
)

const traceAddress = "trace.html"

// Of a row's documents and records so many are shown; the others are counted.
const (
	shownTies    = 30
	shownRecords = 10
)

// traceAddressOf is the address of the n-th page of items, from 0.
func traceAddressOf(n int) string {
	if n == 0 {
		return traceAddress
	}
	return "trace/" + strconv.Itoa(n+1) + ".html"
}

// traceDocumentsAddress is the address of the n-th page of documents, from 0.
func traceDocumentsAddress(n int) string {
	if n == 0 {
		return "trace/documents.html"
	}
	return "trace/documents/" + strconv.Itoa(n+1) + ".html"
}

// tracedItems are the clauses, objectives and controls that a list of them
// shows: a heading only where something answers it.
func tracedItems(t *manual.Trace) (list []*manual.Traced) {
	for _, x := range t.Items {
		holds := x.Item.Heading || x.Item.Kind == standard.Objective
		if !holds || len(x.Documents)+len(x.Records)+len(x.Decided()) > 0 {
			list = append(list, x)
		}
	}
	return list
}

// tracedDocuments are the documents of the list of them: every one that is no
// record, and the records that name a clause or control.
func tracedDocuments(m *manual.Manual) (list []*manual.Entry) {
	for _, e := range m.Documents {
		if !e.Kind.Record || len(m.Trace.Of[e]) > 0 {
			list = append(list, e)
		}
	}
	return list
}

// readinessJobs are the pages of traceability and readiness, where there are
// controlled documents.
func (b *build) readinessJobs() []job {
	if len(b.m.Documents) == 0 || b.m.Trace == nil {
		return nil
	}
	items, documents := tracedItems(b.m.Trace), tracedDocuments(b.m)
	list := []job{b.readiness}
	for n := range registerPages(len(items)) {
		list = append(list, func() (site.File, error) { return b.traceItems(items, n) })
	}
	for n := range registerPages(len(documents)) {
		list = append(list, func() (site.File, error) { return b.traceDocuments(documents, n) })
	}
	return list
}

// readinessCount is how many pages readinessJobs makes.
func readinessCount(m *manual.Manual) int {
	if len(m.Documents) == 0 || m.Trace == nil {
		return 0
	}
	return 1 + registerPages(len(tracedItems(m.Trace))) + registerPages(len(tracedDocuments(m)))
}

// tracePage is what both lists have around their rows.
func (b *build) tracePage(address string, rows, n int, of func(int) string) (TracePage, int, int, error) {
	w := b.words.Ready
	tree, err := b.trees.whole(address, traceAddress, nil, false)
	first := n * rowsPerPage
	end := min(first+rowsPerPage, rows)
	p := TracePage{First: first + 1, Rows: end - first, Total: rows}
	p.Page = b.page(address, w.TraceTitle, "", b.words.Language, template.HTML(tree))
	if b.m.Evidence != nil {
		p.AsOf = longDay(b.m.Evidence.Day)
	}
	byItem := of(0) == traceAddress
	p.Views = []PageLink{
		{Link{Href: relative(address, traceAddress), Title: w.ByItem}, byItem},
		{Link{Href: relative(address, traceDocumentsAddress(0)), Title: w.ByDocument}, !byItem},
	}
	if pages := registerPages(rows); pages > 1 {
		for i := range pages {
			p.Parts = append(p.Parts, PageLink{Link{Href: relative(address, of(i)), Title: strconv.Itoa(i + 1)}, i == n})
		}
	}
	return p, first, end, err
}

// traceItems makes the n-th page of clauses and controls.
func (b *build) traceItems(items []*manual.Traced, n int) (site.File, error) {
	address := traceAddressOf(n)
	p, first, end, err := b.tracePage(address, len(items), n, traceAddressOf)
	if err != nil {
		return site.File{}, err
	}
	seen := map[string]bool{}
	for i, x := range items {
		group := b.groupOf(x)
		row := TraceRow{Group: group.ID}
		if !seen[group.ID] {
			seen[group.ID] = true
			row.Anchor = "group-" + group.ID
			p.Anchors = append(p.Anchors, Link{Href: relative(address, traceAddressOf(i/rowsPerPage)) + fragment(row.Anchor), ID: group.ID, Title: group.Title})
		}
		if first <= i && i < end {
			b.traceRow(&row, address, x)
			p.Items = append(p.Items, row)
		}
	}
	return b.execute(b.pages["trace"], "layout", address, p)
}

// groupOf is the clause or objective at the top of an item, without an address.
func (b *build) groupOf(x *manual.Traced) Link {
	top := x.Top()
	l := Link{ID: b.m.ItemID(x.Standard, top)}
	if item, ok := x.Standard.Find(top); ok {
		l.Title = item.Title
	} else if _, theirs := x.Standard.Find(x.Item.ID); !theirs {
		l.Title = b.words.Soa.Own
	}
	return l
}

func (b *build) itemLink(from string, x *manual.Traced) Link {
	return b.targetLink(from, b.m.ItemID(x.Standard, x.Item.ID), manual.Target{Item: &x.Item, Standard: x.Standard})
}

// traceRow fills a row with what answers an item.
func (b *build) traceRow(row *TraceRow, from string, x *manual.Traced) {
	row.Item, row.Gaps = b.itemLink(from, x), b.traceGaps(x)
	for _, d := range x.Documents[:min(len(x.Documents), shownTies)] {
		row.Documents = append(row.Documents, b.traceTie(from, d))
	}
	row.More = b.furtherTies(len(x.Documents), shownTies)
	for _, d := range x.Decided() {
		c := TraceChoice{Document: Link{Href: relative(from, d.By.Address), ID: d.By.ID.Value, Title: sentence(inWords(d.State.Value))}}
		if len(b.m.Applicability[0].Documents) == 1 && c.Document.Title != "" {
			c.Document.ID = "" // there is no other one
		}
		c.Says = State{Word: b.words.NotApplicable, Tone: Neutral}
		if d.Applicable {
			c.Says = State{Word: b.words.Applicable, Tone: Good}
		}
		row.Choices = append(row.Choices, c)
	}
	for _, e := range x.Records[:min(len(x.Records), shownRecords)] {
		row.Records = append(row.Records, b.evidenceLink(b.entryLink(from, e), e))
	}
	row.Further = b.furtherTies(len(x.Records), shownRecords)
	for _, k := range x.Kinds {
		if n := len(b.m.Counted(k.Records)); n > 0 && k.Record {
			row.Kinds = append(row.Kinds, Link{Href: b.kindAddress(from, k.Name), Title: strconv.Itoa(n) + " " + oneOrMany(n, k.Label, k.Plural)})
		}
	}
}

func (b *build) furtherTies(all, shown int) string {
	if all <= shown {
		return ""
	}
	return b.words.Ready.More(all - shown)
}

func (b *build) traceTie(from string, d manual.Tie) TraceTie {
	w := b.words.Ready
	t := TraceTie{Link: b.targetLink(from, d.ID.Value, manual.Target{Entry: d.Entry, Fragment: d.Fragment, Heading: d.Heading}), State: b.state(d.Entry), Stale: b.stale(b.m.Freshness(d.Entry))}
	if ruling := b.ruling(d.Row); ruling != nil {
		t.Verdict = b.verdictOf(ruling.Verdict)
	}
	switch {
	case d.Implements:
		t.How = w.Implements
	case d.Claims: // which the page says of those that say nothing else
	case d.Evidence:
		t.How = w.AsEvidence
	}
	return t
}

// traceGaps says what is missing of an item's chain.
func (b *build) traceGaps(x *manual.Traced) (gaps []State) {
	w := b.words.Ready
	add := func(word string, tone Tone) { gaps = append(gaps, State{Word: word, Tone: tone}) }
	control, applies := x.Item.Kind == standard.Control, true
	if control {
		if d := x.Choice.Decision(); d != nil {
			applies = d.Applicable
		} else {
			add(w.Undecided, Bad)
		}
	}
	inForce := false
	for _, d := range x.Documents {
		inForce = inForce || b.m.InForce(d.Entry)
	}
	asked := false
	for _, i := range x.Item.Information {
		asked = asked || i.Explicit
	}
	switch {
	case !applies || x.Item.Heading || x.Item.Kind == standard.Objective:
	case len(x.Documents) == 0 && (asked || control):
		add(w.NoDocument, Caution)
	case len(x.Documents) == 0:
		add(w.NoDocument, Neutral)
	case !inForce:
		add(w.NoneInForce, Caution)
	}
	asks := slices.ContainsFunc(x.Kinds, func(k manual.TracedKind) bool { return k.Record })
	has := slices.ContainsFunc(x.Kinds, func(k manual.TracedKind) bool { return k.Record && len(k.Records) > 0 })
	switch {
	case !applies || !asks || len(b.m.Records(x)) > 0:
	case has:
		add(w.NoneCounts, Caution)
	default:
		add(w.NoRecords, Neutral)
	}
	return gaps
}

// verdictOf is how sure an approval is, where no column says that it is about
// approvals.
func (b *build) verdictOf(v evidence.Verdict) State {
	s := verdict(v)
	if s.Word != "" {
		s.Word = b.words.Proof.Approval + ": " + string(v)
	}
	return s
}

// traceDocuments makes the n-th page of documents.
func (b *build) traceDocuments(list []*manual.Entry, n int) (site.File, error) {
	address := traceDocumentsAddress(n)
	p, first, end, err := b.tracePage(address, len(list), n, traceDocumentsAddress)
	if err != nil {
		return site.File{}, err
	}
	for _, e := range list[first:end] {
		row := TraceDocument{Document: b.entryLink(address, e), Kind: sentence(e.Kind.Label), State: b.state(e)}
		if ruling := b.ruling(e.Row); ruling != nil {
			row.Verdict = verdict(ruling.Verdict)
		}
		for _, x := range b.m.Trace.Of[e] {
			row.Items = append(row.Items, b.itemLink(address, x))
		}
		if len(row.Items) == 0 {
			row.Gap = b.words.Ready.InCharge
		}
		p.Documents = append(p.Documents, row)
	}
	return b.execute(b.pages["trace"], "layout", address, p)
}

// spanOf is the first and the last of the clauses at the top that stand in a
// phase.
func spanOf(list []manual.Ready) (first, last string) {
	for _, c := range list {
		first, last = cmp.Or(first, c.Top()), c.Top()
	}
	return first, last
}
