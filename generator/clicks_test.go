package generator_test

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"aims/generator"
)

// From a control's page its documents, their trails, its row of the statement of
// applicability, its records and the clauses beside it are one click away, and each
// page but the trails leads back.
func TestOneClickFromControls(t *testing.T) {
	out := t.TempDir()
	publish(t, generator.Options{Dir: schemaManual(t).Dir, Output: out, KeepGoing: true})
	site := read(t, out)
	var data struct {
		Items []struct {
			ID, Kind, URL string
			AddressedBy   []struct{ Document string }
			Decision      *struct{ Document string }
			Records       []string
		}
	}
	if err := json.Unmarshal([]byte(site["data/controls.json"]), &data); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, item := range data.Items {
		if item.Kind != "control" || strings.Contains(item.URL, "#") {
			continue // an own control is a row of the statement and has no page
		}
		led := hrefs(t, site, item.URL)
		lead := func(what, to string, back bool) {
			seen[what]++
			if !slices.Contains(led, to) {
				t.Errorf("%s doesn't lead to %s", item.URL, to)
			}
			if file, _, _ := strings.Cut(to, "#"); back && !slices.Contains(hrefs(t, site, file), item.URL) {
				t.Errorf("%s doesn't lead back to %s", file, item.URL)
			}
		}
		lead("row", "soa.html#"+item.ID, true)
		lead("clause", "clauses/6.1.3.html", false)
		if !slices.Contains(hrefs(t, site, "clauses/6.1.3.html"), "controls/index.html") {
			t.Error("the clause that asks for the decisions doesn't lead to the controls")
		}
		for _, by := range item.AddressedBy {
			lead("document", "documents/"+by.Document+".html", true)
			if !slices.ContainsFunc(led, func(to string) bool { return strings.HasPrefix(to, "history/"+by.Document+".html#") }) {
				t.Errorf("%s doesn't lead to the trail of %s", item.URL, by.Document)
			}
		}
		if item.Decision != nil {
			lead("decision", "documents/"+item.Decision.Document+".html", true)
			if !slices.ContainsFunc(led, func(to string) bool {
				return strings.HasPrefix(to, "history/"+item.Decision.Document+".html#")
			}) {
				t.Errorf("%s doesn't lead to the trail of its decision", item.URL)
			}
		}
		for _, id := range item.Records {
			lead("record", "documents/"+id+".html", false)
		}
	}
	for what, least := range map[string]int{"row": 38, "document": 2, "decision": 2, "record": 2} {
		if seen[what] < least {
			t.Errorf("%d of %s, which is less than %d", seen[what], what, least)
		}
	}
	// POL-1 claims 5.2 and A.2.2.
	for from, to := range map[string]string{"controls/A.2.2.html": "clauses/5.2.html", "clauses/5.2.html": "controls/A.2.2.html"} {
		if !slices.Contains(hrefs(t, site, from), to) {
			t.Errorf("%s doesn't lead to %s", from, to)
		}
	}
}

// hrefs are the pages of the site to which one leads, with fragments and without.
func hrefs(t *testing.T, site map[string]string, from string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(site[from]))
	if err != nil || site[from] == "" {
		t.Fatalf("no page %q (%v)", from, err)
	}
	var all []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "href" && !strings.Contains(a.Val, "://") {
				file, fragment, found := strings.Cut(a.Val, "#")
				to := path.Join(path.Dir(from), file)
				if found {
					all = append(all, to+"#"+fragment)
				}
				all = append(all, to)
			}
		}
	}
	return all
}
