// Package render turns a Manual into the files of a site.
//
// In comes a Manual in which everything is resolved, out come files one after
// another ([Renderer.Site]): pages made by html/template from one typed struct
// each, redirects, the theme, and the attachments, which are opened only when
// they are wanted. Nothing holds all pages; nothing is made per page that can
// be made once per manual or per folder.
//
// Templates and theme are trusted, the manual's text is not: it reaches a page
// as plain text that html/template escapes, or as the HTML that document made.
//
// Nothing here reads the manual's folder, decides what is wrong, or knows the
// time.
package render

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"iter"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"aims/generator/diagnostic"
	"aims/generator/manual"
	"aims/generator/site"
)

// Renderer makes the pages of manuals. It is safe for concurrent use.
type Renderer struct {
	words    *Words
	pages    map[string]*template.Template // by the file's name without .html
	tree     *template.Template
	redirect *template.Template
	theme    []site.File
	version  string
	asked    []string
	part     func(name string) (end func())
}

// Options say what a manual changes of the built-in look.
type Options struct {
	Templates fs.FS // pages/… that override built-in templates; may be nil
	Themes    fs.FS // default/… that override or add to the built-in theme; may be nil

	// What about-control.html says of the build.
	Version string   // of aims; not shown when empty
	Asked   []string // options that decide the site's bytes, as they are typed: --today 2026-03-01

	// Part measures a part of the pages, on the worker that makes them: it begins,
	// and the func that it returns ends. It may be nil.
	Part func(name string) (end func())
}

// New parses the templates and reads the theme.
func New(o Options) (*Renderer, error) {
	words := &English
	files, err := newTemplateFiles(o.Templates, words)
	if err != nil {
		return nil, err
	}
	r := &Renderer{words: words, version: o.Version, asked: o.Asked, part: o.Part}
	if r.pages, err = files.pages(); err != nil {
		return nil, err
	}
	if r.tree, err = files.set("tree"); err != nil {
		return nil, err
	}
	if r.redirect, err = files.set("parts", "redirect"); err != nil {
		return nil, err
	}
	r.theme, err = theme(o.Themes)
	return r, err
}

// Site yields the files of the manual's site, always in the same order. faults
// are what is wrong with a manual that is published all the same; they are
// shown on the pages of their files and on a page of their own, which there is
// only when the list has any.
func (r *Renderer) Site(ctx context.Context, m *manual.Manual, faults []diagnostic.Diagnostic) iter.Seq2[site.File, error] {
	b := newBuild(r, m, faults)
	return flow(ctx, runtime.GOMAXPROCS(0), b.jobs())
}

// build is one manual on its way to pages.
type build struct {
	*Renderer
	m         *manual.Manual
	name      Name
	base      string // path of aims.yaml's url, for 404.html
	trees     trees
	listed    []*manual.Entry // the documents in the register's order
	kindRows  map[string]int  // each kind's first row there
	registers map[string]manual.Register
	all       []diagnostic.Diagnostic
	allFaults []Fault
	faults    map[string][]Fault // by file
	pageless  []Fault            // the first errors in files that have no page
	changed   []changed          // every numbered revision, newest first
	parts     []changePart       // the pages that list them
}

func newBuild(r *Renderer, m *manual.Manual, faults []diagnostic.Diagnostic) *build {
	b := &build{Renderer: r, m: m, name: Name{m.Config.Title, m.Config.Organisation}, all: faults}
	if u, err := url.Parse(m.Config.URL); err == nil && m.Config.URL != "" {
		b.base = strings.TrimSuffix(u.EscapedPath(), "/") + "/"
	}
	b.listed, b.kindRows = listed(m)
	b.registers = map[string]manual.Register{}
	for _, r := range m.Registers() {
		b.registers[r.Kind.Name] = r
	}
	b.gatherFaults()
	if m.History != nil {
		b.changed = b.allChanges()
		b.parts = changeParts(b.changed)
	}
	b.trees.build = b
	return b
}

// jobs lists what the site is made of: pages first, then the theme and what is
// copied.
func (b *build) jobs() []job {
	return slices.Concat(
		b.timed("overview and lists", b.listJobs()),
		b.timed("documents", b.documentJobs()),
		b.timed("applicability", b.soaJobs()),
		b.timed("trails", b.pastJobs()),
		b.timed("overview and lists", append(b.reviewJobs(), b.about)),
		b.timed("registers", b.recordJobs()),
		b.timed("clauses and controls", b.itemJobs()),
		b.timed("readiness and traces", b.readinessJobs()),
		b.timed("systems and risks", b.systemJobs()),
		b.copyJobs(),
	)
}

// timed has the jobs measured as one part.
func (b *build) timed(part string, jobs []job) []job {
	if b.part == nil {
		return jobs
	}
	for i, j := range jobs {
		jobs[i] = func() (site.File, error) {
			defer b.part(part)()
			return j()
		}
	}
	return jobs
}

func (b *build) listJobs() []job {
	list := []job{b.overview, b.notFound}
	for n := range registerPages(len(b.m.Documents)) {
		list = append(list, func() (site.File, error) { return b.register(n) })
	}
	if len(b.all) > 0 {
		list = append(list, b.faultsPage)
	}
	return list
}

func (b *build) documentJobs() []job {
	var list []job
	for _, e := range slices.Concat(b.m.Documents, b.m.Next) {
		list = append(list, func() (site.File, error) { return b.document(e) })
	}
	for _, e := range b.m.Pages {
		list = append(list, func() (site.File, error) { return b.plain(e) })
	}
	return list
}

func (b *build) copyJobs() []job {
	var list []job
	for _, to := range b.m.Redirects {
		list = append(list, func() (site.File, error) { return b.redirection(to) })
	}
	for _, f := range b.theme {
		list = append(list, func() (site.File, error) { return f, nil })
	}
	for _, a := range b.m.Attachments {
		list = append(list, func() (site.File, error) { return site.File{Path: a.Address, Open: a.Open}, nil })
	}
	return list
}

// page is the frame of the page at an address.
func (b *build) page(address, title, summary, language string, tree template.HTML) Page {
	if language == "" {
		language = b.m.Config.Language
	}
	p := Page{
		Words: b.words, Language: language, Manual: b.name, Title: title, Summary: summary,
		Root: root(address), Tree: tree, Incomplete: b.m.Incomplete,
	}
	if b.m.Config.URL != "" {
		p.URL = strings.TrimSuffix(b.m.Config.URL, "/") + "/" + escapePath(address)
	}
	return p
}

// buffers are what pages are written into before their size is known.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// execute makes the file at address from a page's template.
func (b *build) execute(t *template.Template, name, address string, data any) (site.File, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if err := t.ExecuteTemplate(buf, name, data); err != nil {
		return site.File{}, fmt.Errorf("page %q: %w", address, err)
	}
	return site.File{Path: address, Content: bytes.Clone(buf.Bytes())}, nil
}

func (b *build) notFound() (site.File, error) {
	p := NotFoundPage{b.page("404.html", b.words.NoPage, "", "", ""), b.pageless}
	p.Base, p.URL = b.base, ""
	return b.execute(b.pages["404"], "layout", "404.html", p)
}

func (b *build) redirection(to manual.Redirect) (site.File, error) {
	return b.execute(b.Renderer.redirect, "redirect", to.Address, RedirectPage{b.words, b.entryLink(to.Address, to.To)})
}

// Count is how many files Site yields for the manual, give or take the page of
// faults.
func (r *Renderer) Count(m *manual.Manual) int {
	n := 3 + registerPages(len(m.Documents)) + len(m.Documents) + len(m.Next) + len(m.Pages) + len(m.Redirects) + len(r.theme) + len(m.Attachments)
	n += readinessCount(m)
	if m.History != nil {
		n += len(m.Documents) + len(m.Pages) + 2*len(m.Gone) + 1
	}
	n += countRecords(m)
	n += countItems(m)
	if len(m.Applicability) > 0 {
		n++
	}
	n += countSystems(m)
	if m.Evidence != nil {
		n += reviewPages(len(reviews(m))) + 1
	}
	return n
}
