package render

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/trust"
)

const provedConfig = `
title: AIMS manual
organisation: Example Organisation
people:
  ada: {name: Ada Owner, emails: [ada@example.org]}
  ben: {name: Ben Deputy, emails: [ben@example.org]}
roles:
  lead: {title: AI governance lead, people: [ada], deputies: [ben], approves: [policy]}
links: {source: "https://git.example.org/blob/{commit}/{path}", edit: "https://git.example.org/edit/{path}"}
`

var (
	ada    = history.Person{Name: "Ada Owner", Email: "ada@example.org"}
	ben    = history.Person{Name: "Ben Deputy", Email: "ben@example.org"}
	author = history.Person{Name: "Cem Author", Email: "cem@example.org"}
)

// proved is a manual with a history and evidence that tests make by hand.
type proved struct {
	*manual.Manual
	t      *testing.T
	faults []diagnostic.Diagnostic
}

// newProved puts documents into a manual; frontmatter is by id, each of a
// policy unless it names a kind.
func newProved(t *testing.T, frontmatter map[string]string) proved {
	t.Helper()
	c, diags := config.Parse([]byte(provedConfig))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	kinds, _ := document.AllKinds(c)
	in := manual.Input{Config: c, Kinds: kinds, Unreadable: map[string]bool{}}
	parser := document.NewParser(kinds, func(string) string { return "" }, English.Body)
	for id, text := range frontmatter {
		if !strings.Contains(text, "kind:") {
			text = "kind: policy\nowner: lead\n" + text
		}
		d, found := parser.Parse("content/"+id+".md", []byte("---\nid: "+id+"\ntitle: Title of "+id+"\n"+text+"\n---\n## Scope\n\nText.\n\n## Roles\n\nText.\n"))
		if d == nil {
			t.Fatal(found)
		}
		in.Documents = append(in.Documents, d)
	}
	slices.SortFunc(in.Documents, func(a, b *document.Document) int { return strings.Compare(a.Path, b.Path) })
	m := manual.Assemble(in)
	m.History = &history.Trails{Log: log()}
	m.Evidence = &evidence.Evidence{
		Day: config.Date{Year: 2026, Month: time.November, Day: 22}, Rulings: map[*history.Row]*evidence.Ruling{}, Standings: map[*history.Trail]*evidence.Standing{},
	}
	return proved{m, t, nil}
}

// landings is how many commits the log of a proved manual has.
const landings = 64

// log is a log in which nothing has happened yet, newest first.
func log() *git.Log {
	l := &git.Log{}
	for i := range landings {
		when := time.Date(2026, time.January, 1+4*(landings-i), 12, 0, 0, 0, time.UTC)
		person := git.Signature{Name: author.Name, Email: author.Email, When: when}
		l.Commits = append(l.Commits, &git.LogCommit{Commit: git.Commit{Hash: git.Hash{0xab, 0xc0, byte(i)}, Author: person, Committer: person}})
	}
	return l
}

// land gives the oldest commit without a message one, and returns its place in
// the log.
func (p proved) land(subject string) int {
	for i, c := range slices.Backward(p.History.Log.Commits) {
		if c.Message == "" {
			c.Message = subject + "\n"
			return i
		}
	}
	p.t.Fatal("no commit is left")
	return 0
}

// trail gives an id n revisions, none of which anything proves.
func (p proved) trail(id string, n int) *history.Trail {
	tr := &history.Trail{ID: id, Title: "Title of " + id, Path: "content/" + id + ".md", Live: true, Gone: -1}
	for i := range n {
		at := p.land(fmt.Sprintf("Change %s for the %d. time", id, i+1))
		tr.Rows = slices.Insert(tr.Rows, 0, &history.Row{Number: i + 1, Change: history.Text, Landing: at, Commits: []int{at}, Path: tr.Path})
	}
	p.History.Documents = append(p.History.Documents, tr)
	return tr
}

// entry is the document with an id.
func (p proved) entry(id string) *manual.Entry {
	p.t.Helper()
	for _, e := range p.Documents {
		if e.ID.Value == id {
			return e
		}
	}
	p.t.Fatalf("no document %q", id)
	return nil
}

// stand gives a document n revisions and says where the newest one stands.
func (p proved) stand(id string, n int, st evidence.Standing, ruling evidence.Ruling) *manual.Entry {
	e, tr := p.entry(id), p.trail(id, n)
	st.Row = tr.Last()
	p.Evidence.Standings[tr], p.Evidence.Rulings[tr.Last()] = &st, &ruling
	e.Trail, e.Standing, e.Row, e.Reader, e.From = tr, &st, tr.Last(), st.Word, st.From
	return e
}

// newer gives a document that is in force a newer text.
func (p proved) newer(e *manual.Entry, word evidence.Word, from config.Date, ruling evidence.Ruling) *manual.Entry {
	at := p.land("A newer text")
	row := &history.Row{Number: e.Trail.Last().Number + 1, Change: history.Text, Landing: at, Commits: []int{at}, Path: e.Path}
	e.Trail.Rows = slices.Insert(e.Trail.Rows, 0, row)
	e.Standing.Newer, e.Standing.NewerWord, e.Standing.NewerFrom = row, word, from
	p.Evidence.Rulings[row] = &ruling
	next := &manual.Entry{
		Document: e.Document, Address: "next/" + e.Address, Of: e, Trail: e.Trail, Standing: e.Standing, Row: row, Reader: word, From: from, Links: e.Links, Fields: e.Fields,
	}
	e.Next = next
	p.Next = append(p.Next, next)
	return next
}

// site is every file of the manual's site by its address.
func (p proved) site() map[string][]byte {
	p.t.Helper()
	r, err := New(Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	site := map[string][]byte{}
	for f, err := range r.Site(context.Background(), p.Manual, p.faults) {
		if err != nil {
			p.t.Fatal(err)
		}
		if site[f.Path] != nil {
			p.t.Errorf("%q is made twice", f.Path)
		}
		site[f.Path] = f.Content
	}
	return site
}

// page parses one page of the site.
func (p proved) page(address string) *html.Node {
	p.t.Helper()
	content, ok := p.site()[address]
	if !ok {
		p.t.Fatalf("no page %q", address)
	}
	n, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// below are the elements below a node with a name and a class, either of which
// may be empty.
func below(n *html.Node, name, class string) (list []*html.Node) {
	for d := range n.Descendants() {
		has := slices.ContainsFunc(d.Attr, func(a html.Attribute) bool {
			return a.Key == "class" && slices.Contains(strings.Fields(a.Val), class)
		})
		if d.Type == html.ElementNode && (name == "" || d.Data == name) && (class == "" || has) {
			list = append(list, d)
		}
	}
	return list
}

// read is what nodes say, each on a line, with the tone of a state in front.
func read(list ...*html.Node) string {
	var lines []string
	for _, n := range list {
		var s strings.Builder
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				s.WriteString(d.Data)
			}
		}
		lines = append(lines, strings.Join(strings.Fields(s.String()), " "))
	}
	return strings.Join(lines, "\n")
}

func hrefs(list ...*html.Node) (all []string) {
	for _, n := range list {
		for _, a := range below(n, "a", "") {
			for _, at := range a.Attr {
				if at.Key == "href" {
					all = append(all, path.Clean(at.Val))
				}
			}
		}
	}
	return all
}

func on(year int, month time.Month, day int) config.Date {
	return config.Date{Year: year, Month: month, Day: day}
}

// signed is an approval by Ada in a signed tag.
func signed() evidence.Ruling {
	good := trust.Result{State: trust.Good, Kind: "ssh", Key: "SHA256:abc", Reason: "the key of Ada Owner"}
	return evidence.Ruling{Verdict: evidence.Signed, Reason: "Ada Owner approved it in a signed tag", Statements: []evidence.Statement{{
		Meaning: evidence.Approval, Person: ada, ID: "ada", Role: "lead", Carrier: evidence.Tag, Commit: git.Hash{0xab, 0xc0, 1}, Tag: "approved/1", Maker: ada,
		When: time.Date(2026, time.February, 26, 10, 0, 0, 0, time.UTC), How: evidence.Signed, Counts: true, Reason: "signed with her key", Seal: &evidence.Seal{Then: good, Now: good},
	}}}
}
