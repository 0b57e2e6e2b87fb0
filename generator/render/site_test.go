package render_test

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"aims/generator"
)

// files are a manual's files, by path.
type files map[string]string

// folder writes the files into a folder of their own.
func folder(t testing.TB, fs files) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range fs {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pages are the files of a site, by address.
type pages map[string][]byte

// made renders the manual in a folder, its faults included.
func made(t testing.TB, dir string) pages {
	t.Helper()
	list, _, err := generator.Preview(context.Background(), generator.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	all := pages{}
	for _, f := range list {
		if _, twice := all[f.Path]; twice {
			t.Errorf("%q is made twice", f.Path)
		}
		all[f.Path] = f.Content
		if f.Open == nil {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Path], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all
}

// of renders a manual of these files.
func of(t testing.TB, fs files) pages { t.Helper(); return made(t, folder(t, fs)) }

// page parses the page at an address.
func (ps pages) page(t testing.TB, address string) *html.Node {
	t.Helper()
	content, ok := ps[address]
	if !ok {
		t.Fatalf("no page %q among %q", address, slices.Sorted(maps.Keys(ps)))
	}
	n, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return n
}

// elements are the elements below a node that a test takes.
func elements(n *html.Node, take func(n *html.Node) bool) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && take(d) {
			list = append(list, d)
		}
	}
	return list
}

func named(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// classed takes elements that have a class.
func classed(name, class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return n.Data == name && slices.Contains(strings.Fields(attribute(n, "class")), class)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

// resolve is the file and the fragment that an address on a page leads to;
// local is false for another site.
func resolve(t *testing.T, from, base, address string) (file, fragment string, local bool) {
	t.Helper()
	const host = "https://site.invalid"
	at, err := url.Parse(host + (&url.URL{Path: "/" + from}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	if base != "" {
		if at, err = at.Parse(base); err != nil {
			t.Fatal(err)
		}
	}
	u, err := at.Parse(address)
	if err != nil {
		t.Errorf("%s: address %q: %v", from, address, err)
		return "", "", false
	}
	if u.Scheme+"://"+u.Host != host {
		return "", "", false
	}
	return strings.TrimPrefix(u.Path, "/"), u.Fragment, true
}
