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
	"path"
	"runtime"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/manual"
	"aims/generator/site"
	"aims/templates"
)

// Renderer makes the pages of manuals. It is safe for concurrent use.
type Renderer struct {
	words    *Words
	pages    map[string]*template.Template // by the file's name without .html
	tree     *template.Template
	redirect *template.Template
	theme    []site.File
}

// Options say what a manual changes of the built-in look.
type Options struct {
	Templates fs.FS // pages/… that override built-in templates; may be nil
	Themes    fs.FS // default/… that override or add to the built-in theme; may be nil
}

var pageNames = []string{"document", "page", "overview", "register", "faults", "404"}

// New parses the templates and reads the theme.
func New(o Options) (*Renderer, error) {
	r := &Renderer{words: &English, pages: map[string]*template.Template{}}
	files := overlay{o.Templates, templates.FS}
	base, err := parse(template.New("layout"), files, "layout", "parts")
	if err != nil {
		return nil, err
	}
	for _, name := range pageNames {
		clone, err := base.Clone()
		if err == nil {
			r.pages[name], err = parse(clone, files, name)
		}
		if err != nil {
			return nil, err
		}
	}
	if r.tree, err = parse(template.New("tree"), files, "tree"); err != nil {
		return nil, err
	}
	if r.redirect, err = parse(template.New("redirect"), files, "parts", "redirect"); err != nil {
		return nil, err
	}
	r.theme, err = theme(o.Themes)
	return r, err
}

func parse(t *template.Template, files overlay, names ...string) (*template.Template, error) {
	for _, name := range names {
		text, err := files.read("pages/" + name + ".html")
		if err != nil {
			return nil, fmt.Errorf("read a template: %w", err)
		}
		if _, err := t.Parse(string(text)); err != nil {
			return nil, fmt.Errorf("parse templates/pages/%s.html: %w", name, err)
		}
	}
	return t, nil
}

// overlay reads a file of the manual before the built-in one of the same path.
type overlay struct{ own, builtin fs.FS }

func (o overlay) read(name string) ([]byte, error) {
	if o.own != nil {
		if b, err := fs.ReadFile(o.own, name); err == nil {
			return b, nil
		}
	}
	return fs.ReadFile(o.builtin, name)
}

// Site yields the files of the manual's site, always in the same order. faults
// are what is wrong with a manual that is published all the same; they are
// shown on the pages of their files and on a page of their own. A nil list
// makes no such page.
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
	all       []diagnostic.Diagnostic
	allFaults []Fault
	faults    map[string][]Fault // by file
}

func newBuild(r *Renderer, m *manual.Manual, faults []diagnostic.Diagnostic) *build {
	b := &build{Renderer: r, m: m, name: Name{m.Config.Title, m.Config.Organisation}, all: faults}
	if u, err := url.Parse(m.Config.URL); err == nil && m.Config.URL != "" {
		b.base = strings.TrimSuffix(u.EscapedPath(), "/") + "/"
	}
	b.listed, b.kindRows = listed(m)
	b.gatherFaults()
	b.trees.build = b
	return b
}

// job makes one file.
type job func() (site.File, error)

// jobs lists what the site is made of: pages first, then the theme and what is
// copied.
func (b *build) jobs() []job {
	m := b.m
	list := []job{b.overview, b.notFound}
	for n := range registerPages(len(m.Documents)) {
		list = append(list, func() (site.File, error) { return b.register(n) })
	}
	if b.all != nil {
		list = append(list, b.faultsPage)
	}
	for _, e := range m.Documents {
		list = append(list, func() (site.File, error) { return b.document(e) })
	}
	for _, e := range m.Pages {
		list = append(list, func() (site.File, error) { return b.plain(e) })
	}
	for _, to := range m.Redirects {
		list = append(list, func() (site.File, error) { return b.redirection(to) })
	}
	for _, f := range b.theme {
		list = append(list, func() (site.File, error) { return f, nil })
	}
	for _, a := range m.Attachments {
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
		Root: root(address), Tree: tree,
	}
	if b.m.Config.URL != "" {
		p.URL = strings.TrimSuffix(b.m.Config.URL, "/") + "/" + escapePath(address)
	}
	return p
}

// execute makes the file at address from a page's template.
func (b *build) execute(t *template.Template, name, address string, data any) (site.File, error) {
	var buf bytes.Buffer
	buf.Grow(16 << 10)
	if err := t.ExecuteTemplate(&buf, name, data); err != nil {
		return site.File{}, fmt.Errorf("page %q: %w", address, err)
	}
	return site.File{Path: address, Content: buf.Bytes()}, nil
}

func (b *build) notFound() (site.File, error) {
	p := NotFoundPage{b.page("404.html", b.words.NoPage, "", "", "")}
	p.Base, p.URL = b.base, ""
	return b.execute(b.pages["404"], "layout", "404.html", p)
}

func (b *build) redirection(to manual.Redirect) (site.File, error) {
	return b.execute(b.Renderer.redirect, "redirect", to.Address, RedirectPage{b.words, b.entryLink(to.Address, to.To)})
}

// root leads from a page to the site's root.
func root(address string) string { return strings.Repeat("../", strings.Count(address, "/")) }

// relative is the address of a file as a link from the page at from.
func relative(from, to string) string {
	dir, _ := path.Split(from)
	if rest, ok := strings.CutPrefix(to, dir); ok {
		return escapePath(rest)
	}
	return root(from) + escapePath(to)
}

// escapePath percent-encodes a path so that it is a relative reference (RFC
// 3986, 4.2) and nothing else.
func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	s := strings.Join(parts, "/")
	if strings.Contains(parts[0], ":") {
		return "./" + s
	}
	return s
}

// flow runs jobs on several workers and yields their results in their order,
// never more than a few ahead of who takes them.
func flow(ctx context.Context, workers int, jobs []job) iter.Seq2[site.File, error] {
	return func(yield func(site.File, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type result struct {
			file site.File
			err  error
		}
		results := make([]chan result, len(jobs))
		for i := range results {
			results[i] = make(chan result, 1)
		}
		ahead := make(chan struct{}, workers*8)
		next := make(chan int)
		go func() {
			defer close(next)
			for i := range jobs {
				select {
				case ahead <- struct{}{}:
				case <-ctx.Done():
					return
				}
				select {
				case next <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		for range workers {
			go func() {
				for i := range next {
					f, err := jobs[i]()
					results[i] <- result{f, err}
				}
			}()
		}
		for i := range jobs {
			select {
			case r := <-results[i]:
				<-ahead
				results[i] = nil
				if !yield(r.file, r.err) || r.err != nil {
					return
				}
			case <-ctx.Done():
				yield(site.File{}, ctx.Err())
				return
			}
		}
	}
}

// Count is how many files Site yields for the manual, give or take the page of
// faults.
func (r *Renderer) Count(m *manual.Manual) int {
	return 2 + registerPages(len(m.Documents)) + len(m.Documents) + len(m.Pages) + len(m.Redirects) + len(r.theme) + len(m.Attachments)
}
