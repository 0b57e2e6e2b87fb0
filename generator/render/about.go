package render

import (
	"maps"
	"slices"
	"strings"

	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/site"
)

const aboutAddress = "about-control.html"

// about makes the page that says how the manual is controlled.
func (b *build) about() (site.File, error) {
	tree, err := b.trees.top(aboutAddress)
	if err != nil {
		return site.File{}, err
	}
	p := b.aboutFacts()
	p.Page = b.page(aboutAddress, b.words.About.Title, "", b.words.Language, tree)
	p.Contents = b.aboutContents(p)
	return b.execute(b.pages["about-control"], "layout", aboutAddress, p)
}

// aboutFacts are the facts of the page, without what is around them.
func (b *build) aboutFacts() AboutPage {
	w := b.words.About
	p := AboutPage{
		Version: b.version, Asked: b.asked, Uncommitted: b.m.Uncommitted(),
		Clauses: b.controlClauses(), Roles: b.roleRows(), Rules: b.approvalRules(),
	}
	p.Example, p.Steps = b.checkSteps(b.example())
	if b.m.History != nil && !b.m.History.Head.IsZero() {
		p.Commit = b.m.History.Head.String()
	}
	if ev := b.m.Evidence; ev == nil {
		p.Unknown = b.words.Trail.Unknown
	} else {
		p.AsOf = longDay(ev.Day)
		p.RuleTrail, p.Strays, p.Doubts = b.ruleTrail(ev.Rules), b.strays(ev.Strays), b.doubts(ev.Doubts)
		p.RestOfRules = b.rest(len(ev.Rules), w.RestOfRules)
		p.RestOfStrays, p.RestOfDoubts = b.rest(len(ev.Strays), w.RestOfChecks), b.rest(len(ev.Doubts), w.RestOfChecks)
	}
	return p
}

// aboutContents are the headings of the page, in their order.
func (b *build) aboutContents(p AboutPage) []Heading {
	w := b.words.About
	var list []Heading
	for _, c := range p.Clauses {
		list = append(list, Heading{2, c.Anchor, strings.TrimSpace(c.Item.ID + " " + c.Item.Title)})
	}
	list = append(list, Heading{2, "rules", w.Rules})
	if p.Unknown == "" {
		list = append(list, Heading{2, "rules-trail", w.RuleTrail}, Heading{2, "strays", w.StraysTitle}, Heading{2, "doubts", w.DoubtsTitle})
	}
	return append(list, Heading{2, "limits", w.Limits}, Heading{2, "check", w.Check}, Heading{2, "built", w.Built})
}

func (b *build) roleRows() []RoleRow {
	var rows []RoleRow
	for _, id := range slices.Sorted(maps.Keys(b.m.Config.Roles)) {
		r := b.m.Config.Roles[id]
		row := RoleRow{ID: id, Title: b.role(id), People: b.people(r.People), Deputies: b.people(r.Deputies), Needs: r.Needs}
		for _, kind := range r.Approves {
			l := Link{Title: kind}
			for _, k := range b.m.Kinds {
				if _, listed := b.kindRows[kind]; k.Name == kind {
					l.Title = sentence(k.Plural)
					if listed {
						l.Href = b.kindAddress(aboutAddress, kind)
					}
				}
			}
			row.Approves = append(row.Approves, l)
		}
		rows = append(rows, row)
	}
	return rows
}

// approvalRules are what aims.yaml says of approvals besides the roles.
func (b *build) approvalRules() []Fact {
	w, c := b.words.About, b.m.Config
	fact := func(label string, values ...string) Fact {
		f := Fact{Label: label}
		for _, v := range values {
			f.Values = append(f.Values, Link{Title: v})
		}
		if len(values) == 0 {
			f.Values = []Link{{Title: w.None}}
		}
		return f
	}
	yes := func(is bool) string {
		if is {
			return w.Yes
		}
		return w.No
	}
	require := fact(w.Require, c.Approval.Require)
	require.Note = w.RequireAs[c.Approval.Require]
	editions := fact(w.Editions, w.OneByOne)
	if c.Editions != nil {
		editions = fact(w.Editions, c.Editions.Tags)
		if c.Editions.Require == string(evidence.Signed) {
			editions.Note = w.SignedOnly
		}
	}
	return []Fact{
		require, fact(w.AllowSelf, yes(c.Approval.AllowSelf)), fact(w.ByMerge, yes(c.Approval.ByMerge)),
		fact(w.Recorders, c.Approval.Recorders...), fact(w.Forges, c.Approval.Forges...), editions,
	}
}

// capped are the first rows of a list, as many as a page may have.
func capped[T any](list []T) []T { return list[:min(len(list), rowsPerPage)] }

// rest says how all rows of a list are printed that is longer than a page shows.
func (b *build) rest(total int, command string) *CheckStep {
	if total <= rowsPerPage {
		return nil
	}
	return &CheckStep{b.words.About.Part(rowsPerPage, total), command}
}

func (b *build) ruleTrail(changes []evidence.RuleChange) []RuleRow {
	var rows []RuleRow
	for _, c := range capped(changes) {
		commit := b.m.History.Log.Commits[c.Landing]
		row := RuleRow{
			Landed: b.stamp(commit.Committer), Root: c.Root, Fault: clean(c.Fault),
			Who: name(b.m.History.People.Shown(history.Person{Name: commit.Committer.Name, Email: commit.Committer.Email})),
		}
		path := ""
		for _, f := range c.Files {
			row.Files = append(row.Files, clean(f))
			path = c.Files[0]
		}
		row.Commit = b.commitLink(commit.Hash, path)
		rows = append(rows, row)
	}
	return rows
}

func (b *build) strays(list []evidence.Stray) []StrayRow {
	var rows []StrayRow
	for _, s := range capped(list) {
		rows = append(rows, StrayRow{Tag: clean(s.Tag), Commit: b.someCommit(s.Commit, ""), Text: clean(s.Text), Reason: full(s.Reason)})
	}
	return rows
}

// someCommit names a commit, or nothing where there is none.
func (b *build) someCommit(h git.Hash, path string) CommitLink {
	if h.IsZero() {
		return CommitLink{}
	}
	return b.commitLink(h, path)
}

// doubts are grouped by what looks for them.
func (b *build) doubts(list []evidence.Doubt) []DoubtGroup {
	var groups []DoubtGroup
	for _, d := range capped(list) {
		if len(groups) == 0 || groups[len(groups)-1].Check != d.Check {
			groups = append(groups, DoubtGroup{Check: d.Check, Says: full(b.words.About.Checks[d.Check])})
		}
		row := DoubtRow{Message: full(d.Message), Hint: full(d.Hint)}
		path := ""
		if d.Trail != nil {
			path = d.Trail.Path
			row.Document = Link{Href: relative(aboutAddress, b.trailAddress(d.Trail)), ID: d.Trail.ID, Title: clean(d.Trail.Title)}
			if d.Row != nil {
				path = d.Row.Path
				row.Row = Link{Href: b.rowAddress(aboutAddress, d.Trail, d.Row), Title: b.changeWord(d.Row.Change)}
				if d.Row.Number > 0 {
					row.Row.Title = b.words.Trail.Revision + " " + numeral(d.Row.Number)
				}
			}
		}
		row.Commit = b.someCommit(d.Commit, path)
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, row)
	}
	return groups
}
