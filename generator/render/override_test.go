package render_test

import (
	"context"
	"strings"
	"testing"

	"aims/generator"
)

func TestOverrides(t *testing.T) {
	dir := folder(t, files{
		"content/index.md":                 "# I\n\nText\n",
		"content/x.md":                     "# X\n",
		"templates/pages/page.html":        `{{define "main"}}<h1>Our {{.Title}}</h1>{{end}}`,
		"themes/default/css/10-tokens.css": "ours{}",
		"themes/default/css/90-own.css":    "own{}",
		"themes/default/img/own.svg":       "<svg/>",
		"themes/default/.hidden":           "x",
	})
	site := made(t, dir)
	if got := words(elements(site.page(t, "pages/x.html"), named("h1"))[0]); got != "Our X" {
		t.Errorf("heading %q is not that of the override", got)
	}
	if !strings.Contains(string(site["index.html"]), `<div class="prose"`) {
		t.Error("the overview is not the built-in one any more")
	}
	css := string(site["theme/css/manual.css"])
	if !strings.Contains(css, "ours{}\n") || !strings.HasSuffix(css, "own{}\n") || strings.Contains(css, "--paper: ") {
		t.Error("the style sheet is not joined of ours and the built-in parts")
	}
	if _, hidden := site["theme/.hidden"]; hidden || string(site["theme/img/own.svg"]) != "<svg/>" || site["theme/img/icon.svg"] == nil {
		t.Error("the theme's files are not ours and the built-in ones")
	}
	crawl(t, site)
}

func TestBrokenOverrides(t *testing.T) {
	for _, test := range []struct{ file, text, want string }{
		{"templates/pages/page.html", "{{define \"main\"}}\n{{if}}", `parse a template: template: templates/pages/page.html:2: missing value for if`},
		{"templates/pages/page.html", "words", `templates/pages/page.html does not define "main"`},
		{"templates/pages/page.html", "{{define \"main\"}}\n\n<p>{{.Colour}}</p>{{end}}", `render: page "pages/x.html": template: templates/pages/page.html:3:5: executing "main" at <.Colour>: can't evaluate field Colour in type render.PlainPage`},
		{"templates/pages/page.html", `{{define "main"}}<a href={{.Title}}{{end}}`, `render: page "pages/x.html": html/template`},
		{"templates/pages/layout.html", "", `templates/pages/layout.html does not define "layout"`},
		{"templates/pages/tree.html", `{{define "tree"}}{{end}}`, `templates/pages/tree.html does not define "tree-entry"`},
		{"templates/pages/redirect.html", "x", `templates/pages/redirect.html does not define "redirect"`},
		{"templates/pages/documnet.html", "x", `templates/pages/documnet.html overrides no built-in template`},
		{"templates/pages/parts.html/x", "x", `read templates/pages/parts.html: `},
		{"themes/default/css/manual.css", "x", `themes/default/css/manual.css stands where the joined parts go: name it css/90-own.css`},
	} {
		t.Run(test.file, func(t *testing.T) {
			dir := folder(t, files{"content/x.md": "# X\n", test.file: test.text})
			_, _, err := generator.Preview(context.Background(), generator.Options{Dir: dir})
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error %q, want one that begins with %q", err, test.want)
			}
		})
	}
}
