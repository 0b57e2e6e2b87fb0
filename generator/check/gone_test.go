package check_test

import (
	"strings"
	"testing"

	"aims/generator/git/gittest"
)

// A reference to what was there says when it went and how it comes back, of a file
// and of a row of one.
func TestReferencesToWhatIsGone(t *testing.T) {
	const list, page = "content/list.md", "content/page.md"
	held := func(rows string) string {
		return "---\nid: RSK-LIST\nkind: risk\ntitle: Risks\nrecords:\n  - {id: RSK-1, title: One, level: low, treatment: retain}\n" + rows + "---\n"
	}
	r := gittest.New(t)
	r.Commit("begin", list, held("  - {id: RSK-2, title: Two, level: low, treatment: retain}\n"), "content/guide.md", "---\nid: GDL-1\nkind: guideline\ntitle: Guide\n---\nText.\n")
	r.Git("rm", "-q", "content/guide.md")
	at := r.Commit("remove", list, held(""), page, "See [[RSK-2]] and [[GDL-1]].\n")[:12]
	const want = `content/page.md:1:5: warning: no document has the id "RSK-2" any more: it was taken out of RSK-LIST in commit AT [link-dead]
    See [[RSK-2]] and [[GDL-1]].
        ^~~~~~~~~
  hint: git show AT^:./content/list.md shows it; put it back into the list, or let the reference lead elsewhere
content/page.md:1:19: warning: no document has the id "GDL-1" any more: it was removed in commit AT [link-dead]
    See [[RSK-2]] and [[GDL-1]].
                      ^~~~~~~~~
  hint: bring it back: git checkout AT^ -- content/guide.md, or let the reference lead elsewhere
`
	if got := string(printed(t, run(t, r.Dir))); got != strings.ReplaceAll(want, "AT", at) {
		t.Errorf("got\n%s", got)
	}
}
