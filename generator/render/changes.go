package render

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"

	"aims/generator/history"
	"aims/generator/manual"
	"aims/generator/site"
)

const (
	changesAddress = "changes.html"
	feedAddress    = "changes.atom"
	feedEntries    = 50
)

// changed is one numbered revision of one document.
type changed struct {
	trail *history.Trail
	row   *history.Row
	year  int
}

// changePart is one page of the list of changes.
type changePart struct {
	address string
	year    int
	part    int // of the year, from 1
	rows    []changed
}

// allChanges are the numbered revisions of all controlled documents, newest
// first, those of one landing by id.
func (b *build) allChanges() []changed {
	var list []changed
	for t, r := range b.m.History.Revisions {
		list = append(list, changed{t, r, b.year(r)})
	}
	slices.SortFunc(list, func(x, y changed) int {
		return cmp.Or(cmp.Compare(x.row.Landing, y.row.Landing), manual.CompareIDs(x.trail.ID, y.trail.ID))
	})
	return list
}

// year is the year in which a landing was recorded, 0 when git's date can't be
// read.
func (b *build) year(r *history.Row) int {
	s := b.m.History.Commit(r).Committer
	if s.Broken {
		return 0
	}
	return s.When.In(b.m.Config.Timezone).Year()
}

// changeParts splits the list: one page up to 500 rows, else pages by year,
// and years by 500 rows. The newest part is changes.html.
func changeParts(list []changed) []changePart {
	if len(list) <= rowsPerPage {
		return []changePart{{address: changesAddress, rows: list}}
	}
	byYear := map[int][]changed{}
	var years []int
	for _, c := range list {
		if byYear[c.year] == nil {
			years = append(years, c.year)
		}
		byYear[c.year] = append(byYear[c.year], c)
	}
	slices.SortFunc(years, func(x, y int) int { return cmp.Compare(y, x) })
	var parts []changePart
	for _, year := range years {
		n := 0
		for rows := range slices.Chunk(byYear[year], rowsPerPage) {
			n++
			p := changePart{fmt.Sprintf("changes/%d.html", year), year, n, rows}
			if n > 1 {
				p.address = fmt.Sprintf("changes/%d/%d.html", year, n)
			}
			if len(parts) == 0 {
				p.address = changesAddress
			}
			parts = append(parts, p)
		}
	}
	return parts
}

// changes makes one page of the list.
func (b *build) changes(parts []changePart, n int) (site.File, error) {
	part := parts[n]
	tree, err := b.trees.top(part.address)
	if err != nil {
		return site.File{}, err
	}
	p := ChangesPage{Page: b.page(part.address, b.words.Trail.Changes, "", b.words.Language, tree)}
	for _, x := range parts {
		p.Total += len(x.rows)
		if len(parts) > 1 && (x.part == 1 || x.year == part.year) {
			title := strconv.Itoa(x.year)
			if x.part > 1 {
				title += " (" + strconv.Itoa(x.part) + ")"
			}
			p.Years = append(p.Years, PageLink{Link{Href: relative(part.address, x.address), Title: title}, x.address == part.address})
		}
	}
	if b.m.Config.URL != "" {
		p.Feed = relative(part.address, feedAddress)
	}
	for _, c := range part.rows {
		p.Rows = append(p.Rows, b.changeRow(part.address, c))
	}
	return b.execute(b.pages["changes"], "layout", part.address, p)
}

func (b *build) changeRow(from string, c changed) ChangeRow {
	landing := b.m.History.Commit(c.row)
	row := ChangeRow{
		Landed: b.landed(c.row), Document: Link{Href: relative(from, "documents/"+c.trail.ID+".html"), ID: c.trail.ID, Title: clean(c.trail.Title)},
		Trail: relative(from, b.trailAddress(c.trail)) + "#" + revisionAnchor(c.row), Number: c.row.Number, Change: b.changeWord(c.row.Change),
		Subject: clean(history.Subject(landing.Message)), Authors: b.authors(c.row), Commit: b.commitLink(landing.Hash, c.row.Path),
		Provisional: c.row.Provisional,
	}
	if ruling := b.ruling(c.row); ruling != nil {
		row.Verdict = verdict(ruling.Verdict)
	}
	return row
}

// Atom feed (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string       `xml:"title"`
	ID      string       `xml:"id"`
	Link    atomLink     `xml:"link"`
	Updated string       `xml:"updated"`
	Authors []atomAuthor `xml:"author"`
	Summary string       `xml:"summary"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

// feed makes changes.atom of the newest revisions. It needs the site's url,
// since a feed is read elsewhere.
func (b *build) feed(list []changed) (site.File, error) {
	root := b.m.Config.URL
	f := atomFeed{Title: b.name.Title, ID: root + feedAddress, Links: []atomLink{{"self", root + feedAddress}, {"alternate", root + changesAddress}}}
	for _, c := range list[:min(feedEntries, len(list))] {
		at := b.landed(c.row)
		if at.Instant == "" {
			continue
		}
		address := root + escapePath(b.trailAddress(c.trail)) + "#" + revisionAnchor(c.row)
		e := atomEntry{
			Title: c.trail.ID + " " + clean(c.trail.Title) + ", " + b.words.Trail.Revision + " " + numeral(c.row.Number), ID: address,
			Link: atomLink{"alternate", address}, Updated: at.Instant, Summary: clean(history.Subject(b.m.History.Commit(c.row).Message)),
		}
		for _, author := range b.authors(c.row) {
			e.Authors = append(e.Authors, atomAuthor{author})
		}
		f.Entries = append(f.Entries, e)
		if f.Updated == "" {
			f.Updated = at.Instant
		}
	}
	if f.Updated == "" {
		f.Updated = b.stamp(b.m.History.Log.Commits[0].Committer).Instant
	}
	text, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return site.File{}, fmt.Errorf("feed: %w", err)
	}
	return site.File{Path: feedAddress, Content: append([]byte(xml.Header), append(text, '\n')...)}, nil
}

func numeral(n int) string { return strconv.Itoa(n) }
