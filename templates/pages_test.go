package templates_test

import (
	"bytes"
	"html/template"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"aims/generator/render"
	"aims/templates"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"

// hostile is a text that would end an attribute, an element or a page.
const hostile = `"'><script>alert(1)</script><i style=x onclick=y>`

// execute runs the named template of the files, as generator/render does.
func execute(t *testing.T, name string, data any, files ...string) string {
	t.Helper()
	for i, f := range files {
		files[i] = "pages/" + f
	}
	set, err := template.ParseFS(templates.FS, files...)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, name, data); err != nil {
		t.Fatalf("execute %s: %v", name, err)
	}
	return b.String()
}

// each runs check on every kind of page, made from the sample.
func each(t *testing.T, s sample, check func(t *testing.T, page string)) {
	for file, data := range s.pages() {
		t.Run(file, func(t *testing.T) {
			check(t, execute(t, "layout", data, "layout.html", "parts.html", file))
		})
	}
	t.Run("redirect.html", func(t *testing.T) {
		check(t, execute(t, "redirect", render.RedirectPage{Words: s.words, To: s.link}, "parts.html", "redirect.html"))
	})
	t.Run("tree.html", func(t *testing.T) {
		check(t, string(s.tree(t)))
	})
}

func TestPagesKeepThePolicy(t *testing.T) {
	each(t, newSample(&render.English, hostile), func(t *testing.T, page string) {
		if strings.Contains(page, "ZgotmplZ") {
			t.Error("html/template has refused a value")
		}
		for n := range parse(t, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "form" {
				t.Errorf("element %q", n.Data)
			}
			if n.Data == "script" && attribute(n, "src") == "" {
				t.Error("inline script")
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("attribute %s=%q of <%s>", a.Key, a.Val, n.Data)
				}
			}
		}
	})
}

func TestHeadOfPages(t *testing.T) {
	each(t, newSample(&render.English, "text"), func(t *testing.T, page string) {
		if !strings.HasPrefix(page, "<!doctype") {
			return // the tree, a part of pages
		}
		var head []*html.Node
		for n := range parse(t, page).Descendants() {
			if n.Type == html.ElementNode && n.Parent.Data == "head" {
				head = append(head, n)
			}
		}
		if got := attribute(head[0], "charset"); got != "utf-8" {
			t.Errorf("first in head is charset %q, want utf-8", got)
		}
		if got := attribute(head[1], "content"); got != policy {
			t.Errorf("second in head is %q, want the policy", got)
		}
		for _, n := range head {
			src := attribute(n, "src") + attribute(n, "href")
			if n.Data == "base" && strings.Contains(before(head, n), "href") {
				t.Error("<base> stands after an address")
			}
			if attribute(n, "rel") != "canonical" && strings.Contains(src, "//") {
				t.Errorf("%q is asked of another host", src)
			}
		}
	})
}

func TestIDsAreUniqueAndApart(t *testing.T) {
	each(t, newSample(&render.English, "text"), func(t *testing.T, page string) {
		seen := map[string]bool{}
		var wanted []string
		for n := range parse(t, page).Descendants() {
			id := attribute(n, "id")
			if seen[id] && id != "" {
				t.Errorf("id %q twice", id)
			}
			seen[id] = true
			for _, key := range []string{"popovertarget", "aria-labelledby"} {
				wanted = append(wanted, attribute(n, key))
			}
			if href := attribute(n, "href"); strings.HasPrefix(href, "#page.") {
				wanted = append(wanted, href[1:])
			}
			if id != "" && !strings.HasPrefix(id, "page.") && !strings.HasPrefix(id, "author-") {
				t.Errorf("id %q could be a heading's", id)
			}
		}
		for _, id := range wanted {
			if id != "" && !seen[id] {
				t.Errorf("nothing has the id %q", id)
			}
		}
	})
}

// Between « and » stands what comes from words and data; what is left of a
// page's text and labels must not be words.
func TestTemplatesHaveNoWordsOfTheirOwn(t *testing.T) {
	words := render.English
	markWords(&words)
	own := regexp.MustCompile(`(?s)«[^»]*»`)
	counts := strings.NewReplacer(words.CountDocuments(2), "", words.CountPlain(2), "", words.Rows(1, 1, 2), "",
		words.FaultCount(1, 1, 0), "", words.ShowAll("«text»", 2), "", words.Soa.DecidedOf(2), "", words.Trail.CountUncommitted(2), "",
		words.Proof.CountInForce(2), "", words.Proof.CountOverdue(2), "", words.Proof.CountDueSoon(2), "", words.Proof.CountDoubts(2), "")
	each(t, newSample(&words, "«text»"), func(t *testing.T, page string) {
		for n := range parse(t, page).Descendants() {
			texts := []string{attribute(n, "title"), attribute(n, "aria-label")}
			if n.Type == html.TextNode {
				texts = append(texts, n.Data)
			}
			for _, text := range texts {
				if rest := own.ReplaceAllString(counts.Replace(text), ""); strings.ContainsFunc(rest, unicode.IsLetter) {
					t.Errorf("%q is in the template", strings.TrimSpace(rest))
				}
			}
		}
	})
}

// markWords puts the names of the words in their place, between « and ».
func markWords(words *render.Words) {
	for _, part := range []any{words, &words.Trail, &words.Proof, &words.Review, &words.Soa, &words.Items, &words.About, &words.Ready, &words.System, &words.Risk, &words.Measure, &words.Records} {
		for v, i := reflect.ValueOf(part).Elem(), 0; i < v.NumField(); i++ {
			if f := v.Field(i); f.Kind() == reflect.String {
				f.SetString("«" + v.Type().Field(i).Name + "»")
			}
		}
	}
}

func TestLanguageOfTheTextInsideTheInterface(t *testing.T) {
	s := newSample(&render.English, "Text")
	s.language = "de"
	page := execute(t, "layout", s.pages()["document.html"], "layout.html", "parts.html", "document.html")
	got := map[string]string{}
	for n := range parse(t, page).Descendants() {
		if lang := attribute(n, "lang"); lang != "" {
			got[n.Data+attribute(n, "class")] = lang
		}
	}
	for element, want := range map[string]string{"html": "de", "body": "en", "h1": "de", "divprose": "de", "plead": "de"} {
		if got[element] != want {
			t.Errorf("lang of %s is %q, want %q", element, got[element], want)
		}
	}
}

// What surrounds tree and text of a document without faults stays light, with
// every banner and an approval that somebody stated.
func TestWeightAroundTheText(t *testing.T) {
	d := newSample(&render.English, "text").pages()["document.html"].(render.DocumentPage)
	d.Decisions, d.Faults, d.Tree, d.Body = nil, nil, "<ul></ul>", ""
	page := execute(t, "layout", d, "layout.html", "parts.html", "document.html")
	if len(page) > 6<<10 {
		t.Errorf("%d bytes, want at most 6 kB", len(page))
	}
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("parse the page: %v", err)
	}
	return root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// before lists the names of the attributes of the nodes before n.
func before(nodes []*html.Node, n *html.Node) string {
	var b strings.Builder
	for _, x := range nodes {
		if x == n {
			break
		}
		for _, a := range x.Attr {
			b.WriteString(a.Key + " ")
		}
	}
	return b.String()
}
