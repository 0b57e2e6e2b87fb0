package render_test

import (
	"strings"
	"testing"
)

// Without a statement the page says so, and that every control is undecided.
func TestPageWithoutStatement(t *testing.T) {
	site := of(t, files{"content/POL-1.md": policyDoc("POL-1", "---\n")})
	page := words(elements(site.page(t, "soa.html"), named("main"))[0])
	for _, want := range []string{"no statement of applicability yet", "Decided 0", "Undecided 38", "A.10.4 CustomersUndecided"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
}
