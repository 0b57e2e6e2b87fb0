package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/manual"
	"aims/generator/site"
)

// trailAddress is the address of a trail's page.
func (b *build) trailAddress(t *history.Trail) string {
	if t.ID != "" {
		return "history/" + t.ID + ".html"
	}
	return "history/pages/" + strings.TrimSuffix(b.m.PageAddress(t.Path), ".html") + ".html"
}

// pastJobs are the pages that tell of the history, when it is known.
func (b *build) pastJobs() []job {
	if b.m.History == nil {
		return nil
	}
	var list []job
	for n := range b.parts {
		list = append(list, func() (site.File, error) { return b.changes(b.parts, n) })
	}
	if b.m.Config.URL != "" {
		list = append(list, func() (site.File, error) { return b.feed(b.changed) })
	}
	for _, e := range b.m.Entries() {
		if e.Trail != nil {
			list = append(list, func() (site.File, error) { return b.trail(e.Trail, e) })
		}
	}
	for _, t := range b.m.Gone {
		list = append(list, func() (site.File, error) { return b.tombstone(t) }, func() (site.File, error) { return b.trail(t, nil) })
	}
	return list
}

// trail makes the page of a trail. e is its document, or nil when that is gone.
func (b *build) trail(t *history.Trail, e *manual.Entry) (site.File, error) {
	address := b.trailAddress(t)
	tree, err := b.trees.beside(address, e)
	if err != nil {
		return site.File{}, err
	}
	w := b.words.Trail
	p := TrailPage{
		Page: b.page(address, w.Title, "", b.words.Language, tree), Document: Link{ID: t.ID, Title: clean(t.Title)}, Path: clean(t.Path),
		Revisions: t.Revisions(), Chart: b.chart(t),
	}
	if e != nil {
		p.Document, p.Path = b.entryLink(address, e), e.Path
		p.Uncommitted = b.uncommitted(e)
	}
	if t.Gone >= 0 {
		gone := b.departure(t)
		p.Gone = &gone
	}
	if first, last := t.First(), t.Last(); first != nil {
		p.First, p.Last = b.landed(first), b.landed(last)
		p.Provisional = last.Provisional
	}
	st := b.standing(t)
	if st != nil {
		p.Reader = b.reader(st.Word, st.From)
	}
	taken, anchors := map[string]bool{}, map[*history.Row]string{}
	for i, r := range t.Rows {
		var older *history.Row
		if i+1 < len(t.Rows) {
			older = t.Rows[i+1]
		}
		row := b.trailRow(r, older, taken)
		row.Reader, row.Proof, row.Reviewers = b.rowStanding(st, r), b.rowEvidence(r), reviewers(st, r)
		anchors[r] = row.Anchor
		p.Rows = append(p.Rows, row)
	}
	p.Reviews = b.reviews(st, anchors)
	return b.execute(b.pages["history"], "layout", address, p)
}

func (b *build) trailRow(r, older *history.Row, anchors map[string]bool) TrailRow {
	h := b.m.History
	landing := h.Commit(r)
	row := TrailRow{
		Number: r.Number, Anchor: anchor(r, landing.Hash, anchors), Change: b.changeWord(r.Change), Landed: b.landed(r),
		Recorder: name(h.Recorder(r)), Authors: b.authors(r), Commit: b.commitLink(landing.Hash, r.Path),
		Merge: len(landing.Parents) > 1, Typed: r.Typed && len(landing.Parents) > 1,
		Subject: clean(history.Subject(landing.Message)), Provisional: r.Provisional,
	}
	if r.Facts != nil && r.Facts.Controlled {
		row.Version, row.Status = clean(r.Facts.Version), clean(r.Facts.Status)
	}
	if older != nil && older.Path != r.Path && r.Change != history.Removed {
		row.Path = clean(r.Path)
	}
	if len(r.Commits) == 1 && r.Commits[0] == r.Landing {
		return row
	}
	for _, i := range r.Commits {
		c := h.Log.Commits[i]
		row.Commits = append(row.Commits, TrailCommit{
			Commit: b.commitLink(c.Hash, r.Path), Authored: b.stamp(c.Author),
			Author:  name(h.People.Shown(history.Person{Name: c.Author.Name, Email: c.Author.Email})),
			Subject: clean(history.Subject(c.Message)),
		})
	}
	return row
}

// anchor is the id of a row in its page: r13, or c and as much of the commit's
// name as it takes to be the only one.
func anchor(r *history.Row, h git.Hash, taken map[string]bool) string {
	a := revisionAnchor(r)
	for n := 7; a == "" || taken[a]; n++ {
		a = "c" + h.String()[:n]
	}
	taken[a] = true
	return a
}

func (b *build) changeWord(c history.Change) string {
	w := b.words.Trail
	return map[history.Change]string{
		history.Text: w.Text, history.Status: w.StatusOnly, history.Move: w.Moved, history.Format: w.Format,
		history.None: w.Untouched, history.Review: w.Reviewed, history.Before: w.Before, history.Removed: w.Removed,
	}[c]
}

func (b *build) authors(r *history.Row) []string {
	var names []string
	for _, p := range b.m.History.Authors(r) {
		names = append(names, name(p))
	}
	return names
}

// departure says when a document that is gone went.
func (b *build) departure(t *history.Trail) Departure {
	c := b.m.History.Log.Commits[t.Gone]
	return Departure{
		When: b.stamp(c.Committer), Commit: b.commitLink(c.Hash, ""),
		Who: name(b.m.History.People.Shown(history.Person{Name: c.Committer.Name, Email: c.Committer.Email})),
	}
}

// tombstone makes the page of a document that is gone.
func (b *build) tombstone(t *history.Trail) (site.File, error) {
	address := "documents/" + t.ID + ".html"
	tree, err := b.trees.beside(address, nil)
	if err != nil {
		return site.File{}, err
	}
	p := TombstonePage{
		Page: b.page(address, clean(t.Title), "", b.words.Language, tree), ID: t.ID,
		Trail: relative(address, b.trailAddress(t)), Departure: b.departure(t), Revisions: t.Revisions(),
	}
	if st := b.standing(t); st != nil && st.Ended != nil {
		p.Reader, p.Banners = b.reader(st.Ended.Cause, st.From), []Banner{b.endBanner(address, st.Ended)}
	}
	for _, e := range b.m.Documents {
		for _, s := range e.Supersedes {
			if s.Value == t.ID {
				p.Successors = append(p.Successors, b.entryLink(address, e))
			}
		}
	}
	return b.execute(b.pages["tombstone"], "layout", address, p)
}

// revision is the revision whose text an entry is; nil when no commit vouches
// for the text or nothing is known.
func (b *build) revision(e *manual.Entry) *history.Row {
	switch {
	case e.Row != nil && e.Row.Number > 0:
		return e.Row
	case e.Trail == nil, e.Controlled() && b.m.Evidence != nil:
		return nil
	}
	return e.Trail.Last()
}

// revisionLink names an entry's revision, or the one that it was changed since.
func (b *build) revisionLink(e *manual.Entry) Link {
	w := b.words.Proof
	if r := b.revision(e); r != nil {
		return b.rowLink(e.Address, e.Trail, r, w.Revision+" "+numeral(r.Number))
	}
	if e.Trail != nil && e.Trail.Last() != nil {
		last := e.Trail.Last()
		return b.rowLink(e.Address, e.Trail, last, w.ChangedSince+" "+w.Revision+" "+numeral(last.Number))
	}
	return Link{}
}

// pastFacts are the rows of the control block that git proves: the revision
// with its day and recorder, its authors, and when the first one was recorded.
func (b *build) pastFacts(e *manual.Entry) []Fact {
	r := b.revision(e)
	if r == nil {
		return nil
	}
	w := b.words.Trail
	note := w.Recorded + " " + b.landed(r).Day + " " + w.By + " " + name(b.m.History.Recorder(r))
	if r.Provisional {
		note += "; " + strings.ToLower(w.Provisional)
	}
	facts := []Fact{{Label: w.Revision, Values: []Link{b.rowLink(e.Address, e.Trail, r, numeral(r.Number))}, Note: note}, {Label: w.Authors}}
	for _, author := range b.authors(r) {
		facts[1].Values = append(facts[1].Values, Link{Title: author})
	}
	if first := e.Trail.First(); first != r {
		facts = append(facts, Fact{Label: w.FirstRecorded, Values: []Link{{Title: b.landed(first).Day}}})
	}
	return facts
}

// lastCommit is the landing of the entry's revision.
func (b *build) lastCommit(e *manual.Entry) CommitLink {
	r := b.revision(e)
	if r == nil {
		return CommitLink{}
	}
	return b.commitLink(b.m.History.Commit(r).Hash, r.Path)
}

func revisionAnchor(r *history.Row) string {
	if r.Number == 0 {
		return ""
	}
	return "r" + numeral(r.Number)
}

// uncommitted says what the work tree has that no commit vouches for.
func (b *build) uncommitted(e *manual.Entry) string {
	switch e.Work {
	case manual.Changed:
		return b.words.Trail.ChangedNote
	case manual.Untracked:
		return b.words.Trail.UntrackedNote
	}
	return ""
}

// landed is when a landing was recorded.
func (b *build) landed(r *history.Row) Stamp { return b.stamp(b.m.History.Commit(r).Committer) }

func (b *build) stamp(s git.Signature) Stamp {
	if s.Broken {
		return Stamp{Day: b.words.Trail.NoDate}
	}
	local := s.When.In(b.m.Config.Timezone)
	return Stamp{Day: local.Format("2 January 2006"), Date: local.Format("2006-01-02"), Instant: s.When.Format("2006-01-02T15:04:05Z07:00")}
}

// commitLink names a commit, and leads to the file in it at the forge.
func (b *build) commitLink(h git.Hash, path string) CommitLink {
	full := h.String()
	l := CommitLink{Short: full[:7], Full: full}
	source := b.m.Config.Links.Source
	if source == "" || path == "" {
		return l
	}
	l.Href = strings.NewReplacer("{commit}", full, "{path}", escapePath(b.m.Prefix+path)).Replace(source)
	return l
}

// name is how somebody is shown: by name, else by address.
func name(p history.Person) string {
	const longest = 200
	s := clean(p.Name)
	if s == "" {
		s = clean(p.Email)
	}
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest]) + "…"
	}
	return s
}

// clean is text of git's as a page can hold it: valid UTF-8 without control
// characters.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}
