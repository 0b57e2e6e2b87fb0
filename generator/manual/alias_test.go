package manual_test

import (
	"strings"
	"testing"

	"aims/generator/manual"
)

func TestAliases(t *testing.T) {
	for _, test := range []struct{ alias, address, reason string }{
		{"old/policy.html", "old/policy.html", ""},
		{"/old/policy.html", "old/policy.html", ""},
		{"old/policy", "old/policy/index.html", ""},
		{"old/policy/", "old/policy/index.html", ""},
		{"v1.2/", "v1.2/index.html", ""},
		{"a.html/", "a.html/index.html", ""},
		{"old/../policy.html", "policy.html", ""},
		{"old//policy.html", "old/policy.html", ""},
		{"old%20policy.html", "old policy.html", ""},
		{"100%.html", "100%.html", ""},
		{"Über uns.html", "Über uns.html", ""},
		{"", "", "it names no page"},
		{"/", "", "it names no page"},
		{".", "", "it names no page"},
		{"a/..", "", "it names no page"},
		{"..", "", "it leaves the site"},
		{"../x.html", "", "it leaves the site"},
		{"%2e%2e/x.html", "", "it leaves the site"},
		{"//example.org/x.html", "", "it leaves the site"},
		{"https://example.org/x.html", "", "it leaves the site"},
		{"javascript:alert(1)", "", "it leaves the site"},
		{"x.html#y", "", "an address of a file has no query and no fragment"},
		{"x.html?y", "", "an address of a file has no query and no fragment"},
		{`old\policy.html`, "", "it has a backslash, a control character or bytes that are no text"},
		{"a\x00.html", "", "it has a backslash, a control character or bytes that are no text"},
		{"a%00.html", "", "it has a backslash, a control character or bytes that are no text"},
		{"a%ff.html", "", "it has a backslash, a control character or bytes that are no text"},
		{"x.pdf", "", "only pages that end in .html, or folders, can redirect"},
		{"v1.2", "", "only pages that end in .html, or folders, can redirect"},
		{strings.Repeat("x", 256) + "/", "", "it has a name that is too long for a file"},
		{strings.Repeat("x", 251) + ".html", "", "it has a name that is too long for a file"},
		{strings.Repeat("x", 250) + ".html", strings.Repeat("x", 250) + ".html", ""},
	} {
		address, reason := manual.AliasAddress(test.alias)
		if address != test.address || reason != test.reason {
			t.Errorf("%q: %q, %q; want %q, %q", test.alias, address, reason, test.address, test.reason)
		}
	}
}

func FuzzAliasAddress(f *testing.F) {
	for _, alias := range []string{"a", "../a", "%2e%2e/", "a/./b//c.html", "//x", "a\x00b", "%", "é.html"} {
		f.Add(alias)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		address, reason := manual.AliasAddress(alias)
		if (address == "") == (reason == "") {
			t.Fatalf("address %q, reason %q: want one of them", address, reason)
		}
		if address == "" {
			return
		}
		for _, part := range strings.Split(address, "/") {
			if part == "" || part == "." || part == ".." || strings.ContainsAny(part, "\x00\\:") {
				t.Errorf("%q gives %q, which is no path in the site", alias, address)
			}
		}
		if !strings.HasSuffix(address, ".html") {
			t.Errorf("%q gives %q, which is no page", alias, address)
		}
	})
}
