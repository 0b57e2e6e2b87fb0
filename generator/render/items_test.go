package render_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// twoStandards is a manual with a made-up second standard that has an A.5.2 of
// its own.
func twoStandards() files {
	return files{
		"aims.yaml":                                    "standards: [iso-42001, iso-99999]\n",
		"standards/iso-99999/standard.yaml":            "id: iso-99999\nname: ISO 99999:2030\ntitle: Tea — Management system\n",
		"standards/iso-99999/controls.yaml":            "- {id: A.5, title: Brewing, objective: true, summary: Tea is good.}\n- {id: A.5.2, title: Warming the pot, parent: A.5, summary: Warm it.}\n",
		"standards/iso-99999/crosswalk/iso-42001.yaml": "to: iso-42001\nname: ISO/IEC 42001:2023\nitems:\n  A.5.2: {editorial: [A.6.2.4, A.99]}\n",
		"content/POL-001.md":                           "---\nkind: policy\nid: POL-001\ntitle: Policy\naddresses: [\"5.2\", A.2.2, 'iso-99999:A.5.2']\n---\n# Policy\n\n## Testing\n\n<!-- addresses: A.6.2.4 -->\n\nSee [[A.6.2.4]], [[iso-99999:A.5.2|the pot]] and [[C.3.4]].\n",
		"content/RSK-001.md":                           "---\nkind: risk\nid: RSK-001\ntitle: Skew\ndate: 2026-01-01\nlevel: high\nsource: [C.3.4]\ncontrols: [A.7.4]\n---\n",
		"content/SOA-001.md":                           "---\nkind: soa\nid: SOA-001\ntitle: Statement\ncontrols:\n  A.2.2: {applicable: true, reason: [practice], justification: 'Because <b>.', implemented-by: [POL-001]}\n  A.2.3: {applicable: false, justification: No other policies.}\n---\n",
	}
}

// places are the addresses that the page at one leads to.
func places(t *testing.T, site pages, from string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, n := range elements(site.page(t, from), named("a")) {
		if file, _, local := resolve(t, from, "", attribute(n, "href")); local {
			all[file] = true
		}
	}
	return all
}

func TestItemsOfTwoStandards(t *testing.T) {
	site := of(t, twoStandards())
	crawl(t, site)
	for from, to := range map[string][]string{
		"documents/POL-001.html":        {"clauses/5.2.html", "controls/A.2.2.html", "controls/A.6.2.4.html", "controls/iso-99999/A.5.2.html", "annex-c/C.3.4.html"},
		"documents/SOA-001.html":        {"controls/A.2.2.html", "controls/A.2.3.html"},
		"documents/RSK-001.html":        {"controls/A.7.4.html", "annex-c/C.3.4.html"},
		"controls/A.2.2.html":           {"documents/POL-001.html", "documents/SOA-001.html", "controls/index.html", "controls/A.2.html", "controls/A.2.3.html", "soa.html"},
		"controls/A.6.2.4.html":         {"documents/POL-001.html", "controls/A.6.html", "controls/A.6.2.html", "annex-c/C.2.8.html"},
		"controls/A.7.4.html":           {"documents/RSK-001.html"},
		"annex-c/C.3.4.html":            {"documents/RSK-001.html", "documents/POL-001.html", "controls/A.7.3.html"},
		"controls/A.5.2.html":           {"controls/A.5.3.html"},
		"controls/iso-99999/A.5.2.html": {"documents/POL-001.html", "controls/iso-99999/A.5.html", "controls/A.6.2.4.html"},
		"clauses/index.html":            {"clauses/5.2.html", "controls/index.html", "annex-c/index.html", "controls/iso-99999/index.html"},
		"controls/iso-99999/index.html": {"controls/iso-99999/A.5.2.html"},
		"index.html":                    {"clauses/index.html"},
		"clauses/6.1.html":              {"clauses/6.1.3.html", "clauses/6.html", "clauses/6.1.1.html"},
		"clauses/5.2.html":              {"documents/POL-001.html", "clauses/5.1.html", "clauses/5.3.html"},
		"controls/A.2.html":             {"controls/A.2.4.html"},
	} {
		led := places(t, site, from)
		for _, want := range to {
			if !led[want] {
				t.Errorf("%s doesn't lead to %s", from, want)
			}
		}
	}
	if text := words(elements(site.page(t, "controls/A.5.2.html"), named("main"))[0]); strings.Contains(text, "POL-001") {
		t.Error("A.5.2 of the first standard has the claim for that of the second")
	}
	pagesOf := map[string]int{}
	for address := range site {
		for _, folder := range []string{"clauses/", "controls/", "annex-c/"} {
			if strings.HasPrefix(address, folder) {
				pagesOf[folder]++
			}
		}
	}
	if pagesOf["clauses/"] != 1+43+1 || pagesOf["controls/"] != 1+38+11+1+2 || pagesOf["annex-c/"] != 1+20 {
		t.Errorf("pages: %v", pagesOf)
	}
}

func TestWhatItemsSay(t *testing.T) {
	site := of(t, twoStandards())
	main := func(address string) string { return words(elements(site.page(t, address), named("main"))[0]) }
	for address, want := range map[string][]string{
		"clauses/5.2.html":              {"AI policy, kept up to date Held POL-001 Policy", "Policylibrary", "GOVERN 1.2published"},
		"clauses/4.3.html":              {"AIMS scope statement, kept up to date Nothing here holds it", "No document of this manual claims to address it."},
		"clauses/4.1.html":              {"kept up to date Customary", "its lack is no gap"},
		"controls/A.2.2.html":           {"B.2.2 of Annex B", "practiceBecause <b>.", "Decided inSOA-001 Statement", "GroupA.2 Policies related to AI"},
		"controls/A.2.3.html":           {"Not applicable", "No other policies."},
		"controls/A.10.4.html":          {"No statement of applicability of this manual decides about this control."},
		"controls/A.6.2.4.html":         {"POL-001 Policy: Testing", "Life-cycle stageVerification and validation an editorial choice"},
		"annex-c/C.3.4.html":            {"SourceRSK-001 Skew"},
		"controls/iso-99999/A.5.2.html": {"iso-99999:A.5.2", "Warming the pot", "Control, ISO 99999:2030"},
		"controls/index.html":           {"Retirement", "AI producer", "A.2.2 AI policy Applicable 1 document claims it", "A.10.4 Customers Undecided"},
	} {
		text := main(address)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s doesn't say %q:\n%s", address, w, text)
			}
		}
	}
	if text := main("clauses/4.1.html"); strings.Contains(text, "Nothing here holds it") {
		t.Error("a customary item is shown as a gap")
	}
}

// Headings go down one level at a time.
func TestHeadingsOfItems(t *testing.T) {
	site := of(t, twoStandards())
	for address := range site {
		if !strings.HasPrefix(address, "controls/") && !strings.HasPrefix(address, "clauses/") && !strings.HasPrefix(address, "annex-c/") {
			continue
		}
		last := 0
		for _, n := range elements(elements(site.page(t, address), named("main"))[0], func(n *html.Node) bool { return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] <= '6' }) {
			level := int(n.Data[1] - '0')
			if level > last+1 {
				t.Errorf("%s: <%s> after <h%d>", address, n.Data, last)
			}
			last = level
		}
		if last == 0 {
			t.Errorf("%s has no heading", address)
		}
	}
}
