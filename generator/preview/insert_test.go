package preview

import (
	"testing"
)

func TestInsertReload(t *testing.T) {
	const tags = `<link rel="stylesheet" href="/-/reload.css"><script src="/-/reload.js" defer data-page="abc"></script>`
	tests := []struct{ name, page, want string }{
		{"head", "<html><head><title>t</title></head><body></body></html>", "<html><head><title>t</title>" + tags + "</head><body></body></html>"},
		{"capitals and space", "<HEAD></HEAD\n><pre></head></pre>", "<HEAD>" + tags + "</HEAD\n><pre></head></pre>"},
		{"no end of head", "<title>t</title><header></header>", "<title>t</title><header></header>" + tags},
		{"empty", "", tags},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := []byte(test.page)
			if got := string(insertReload(page, "abc")); got != test.want {
				t.Errorf("got %s", got)
			}
			if string(page) != test.page {
				t.Errorf("the page itself became %s", page)
			}
		})
	}
}

func TestInsertBase(t *testing.T) {
	const tag = `<base href="/">`
	tests := []struct{ name, page, want string }{
		{"head", `<html><head data-x="1"><base href="/manual/"></head>`, `<html><head data-x="1">` + tag + `<base href="/manual/"></head>`},
		{"no head", "<!doctype html><html lang=en><header></header>", "<!doctype html><html lang=en>" + tag + "<header></header>"},
		{"no root", "<!DOCTYPE html><p>", "<!DOCTYPE html>" + tag + "<p>"},
		{"text alone", "gone", tag + "gone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := string(insertBase([]byte(test.page))); got != test.want {
				t.Errorf("got %s", got)
			}
		})
	}
}
