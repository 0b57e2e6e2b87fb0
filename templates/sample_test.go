package templates_test

import (
	"html/template"
	"strings"
	"testing"

	"aims/generator/render"
)

// sample fills every field of every page's struct with one text.
type sample struct {
	words    *render.Words
	text     string
	language string
	link     render.Link
}

func newSample(w *render.Words, text string) sample {
	return sample{words: w, text: text, language: "en", link: render.Link{Href: "POL-001.html", ID: text, Title: text}}
}

// pages are the data of all pages that have a layout, by the template's file.
func (s sample) pages() map[string]any {
	plain := s.link
	plain.Href = ""
	links := []render.Link{s.link, plain}
	state := s.state()
	facts := []render.Fact{{Label: s.text, Values: links, State: state, Note: s.text}}
	states := []render.StateCount{{State: state, Count: 2}, {State: state, Before: 2}}
	body := template.HTML(`<h2 id="author-heading">` + template.HTMLEscapeString(s.text) + `</h2>`)

	document := render.DocumentPage{
		Page: s.page(), ID: s.text, TitleID: "author-title", Kind: s.link, State: state, Version: s.text, Revision: s.link, Banners: s.banners(),
		Approval: &render.Approval{
			Label: s.text, Verdict: state, Reason: s.text, By: []render.Statement{s.statement()}, Trail: s.link,
			Wants: []render.Want{{Label: s.text, Needs: s.text, Who: []string{s.text, s.text}}},
		},
		Control: facts, Fields: facts, Body: body, Addresses: links, Backlinks: links, Edit: "https://git.example.org/x", Path: s.text,
		Decisions: []render.Decision{
			{Control: s.link, Applicable: true, Reasons: []string{s.text, s.text}, State: s.text, Implemented: links, Evidence: links, Risks: links},
			{Control: plain, Justification: s.text},
		},
	}
	notFound := render.NotFoundPage{Page: s.page()}
	notFound.Base, notFound.Contents = "/manual/", nil
	return map[string]any{
		"document.html": document,
		"page.html":     render.PlainPage{Page: s.page(), TitleID: "author-title", Body: body, Backlinks: links, Edit: "https://git.example.org/x", Path: s.text},
		"overview.html": render.OverviewPage{
			Page: s.page(), Body: body, Documents: 2, States: states, Plain: 2, Register: "documents/index.html", AsOf: s.text, Uncommitted: 2, Changes: "changes.html",
			Soa: &render.SoaTile{Tally: render.Tally{Documents: 2, States: states}, Decided: 2, InForce: s.text, Page: render.Link{Href: "soa.html"}},
			Proof: &render.ManualEvidence{
				Approvals: render.Tally{Documents: 2, States: states}, Overdue: 2, DueSoon: 2, Reviews: "reviews.html", Doubts: 2, Control: "about-control.html#doubts",
			},
			Latest: []render.ChangeRow{{Document: s.link, Trail: "history/POL-001.html#r2", Number: 2, Subject: s.text, Landed: render.Stamp{Date: "2026-02-26"}, Verdict: state}, {Document: s.link}},
			Groups: []render.KindGroup{{Link: render.Link{Href: "documents/index.html", Title: s.text}, Documents: 2, States: states, First: links[:1]}},
		},
		"register.html": render.RegisterPage{
			Page: s.page(), Total: 2, First: 1, Anchors: links, AsOf: s.text,
			Pages: []render.PageLink{{Link: s.link, Current: true}, {Link: s.link}},
			Rows: []render.RegisterRow{{
				Document: s.link, Anchor: "author-kind", Kind: s.text, State: state, Version: s.text, Owner: s.text,
				Approver: s.text, Effective: s.text, ReviewEvery: s.text, Classification: s.text,
				Revision: s.link, Recorded: s.text, Verdict: state, Approvers: s.text, InForce: s.text, NextReview: s.text, Due: state,
			}},
		},
		"faults.html": render.FaultsPage{Page: s.page(), Errors: 1, Warnings: 1, List: s.page().Faults},
		"404.html":    notFound,
	}
}

func (s sample) state() render.State {
	return render.State{Word: s.text, Tone: render.Fair, When: s.text, Note: s.text}
}

func (s sample) banners() []render.Banner {
	full := render.Banner{Tone: render.Bad, Word: s.text, Text: s.text, Who: s.text, Links: []render.Link{s.link, s.link}, After: s.text}
	calm := full
	calm.Tone, calm.Calm = render.Neutral, true
	return []render.Banner{full, {Tone: render.Caution, Word: s.text, Text: s.text}, calm}
}

func (s sample) statement() render.Statement {
	return render.Statement{
		Meaning: s.text, Who: s.text, Role: s.text, How: s.state(), Carrier: s.text, Tag: s.text,
		Commit: render.CommitLink{Short: "8d41e07", Full: strings.Repeat("8d41e07a", 5), Href: "https://git.example.org/c/8d41e07"},
		When:   render.Stamp{Day: s.text, Date: "2026-02-26", Instant: "2026-02-26T10:00:00+01:00"},
		Late:   s.text, Maker: s.text, Reason: s.text, Seal: render.Seal{Word: s.state(), Key: s.text, Note: s.text},
	}
}

func (s sample) page() render.Page {
	fault := render.Fault{Severity: s.text, Where: s.text, Message: s.text, Hint: s.text, Excerpt: s.text, Href: "POL-001.html"}
	return render.Page{
		Words: s.words, Language: s.language, Manual: render.Name{Title: s.text, Organisation: s.text},
		Title: s.text, Summary: s.text, Root: "../", URL: "https://manual.example.org/x.html",
		Tree:     template.HTML(`<ul><li></li></ul>`),
		Contents: []render.Heading{{Level: 2, ID: "author-heading", Text: s.text}},
		Faults:   []render.Fault{fault}, Incomplete: s.text,
	}
}

// tree is the tree with an open folder, a closed one and a folder without a page.
func (s sample) tree(t *testing.T) template.HTML {
	t.Helper()
	entry := execute(t, "tree-entry", render.TreeLink{Link: s.link, Current: true}, "tree.html")
	closed := render.TreeNode{TreeLink: render.TreeLink{Link: s.link}, Count: 2}
	nameless := render.TreeNode{TreeLink: render.TreeLink{Link: render.Link{Title: s.text}}, Count: 2}
	open := render.TreeNode{TreeLink: render.TreeLink{Link: s.link}, Count: 2, Open: true, Nodes: []render.TreeNode{closed, nameless}, Entries: template.HTML(entry)}
	return template.HTML(execute(t, "tree", render.TreeData{
		Words: s.words, Groups: []render.TreeGroup{{Links: []render.TreeLink{{Link: s.link}}}, {Title: s.text, Links: []render.TreeLink{{Link: s.link}}}, {Title: s.text}}, Nodes: []render.TreeNode{open}, Entries: template.HTML(entry),
	}, "tree.html"))
}
