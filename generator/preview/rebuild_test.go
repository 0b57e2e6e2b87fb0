package preview

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChangesAreServed(t *testing.T) {
	tests := []struct {
		name    string
		change  func(m *manual)
		page    string
		text    string // of the page afterwards; "" when there is none
		changed string // is named as a change
	}{
		{"edit", func(m *manual) { m.write("content/a.md", "second") }, "/a.html", "second", "content/a.md"},
		{"create", func(m *manual) { m.write("content/new.md", "new") }, "/new.html", "new", "content/new.md"},
		{"delete", func(m *manual) { m.remove("content/a.md") }, "/a.html", "", "content/a.md"},
		{"atomic save", func(m *manual) {
			m.write("content/.a.md.swp", "saved")
			m.rename("content/.a.md.swp", "content/a.md")
		}, "/a.html", "saved", "content/a.md"},
		{"new folder with a file", func(m *manual) { m.write("content/x/y/z/b.md", "deep") }, "/x/y/z/b.html", "deep", "content/x/y/z/b.md"},
		{"folder moved in", func(m *manual) {
			m.write("elsewhere/x/b.md", "moved")
			m.rename("elsewhere", "content/moved")
		}, "/moved/x/b.html", "moved", "content/moved/x/b.md"},
		{"folder deleted", func(m *manual) { m.remove("content/sub") }, "/sub/c.html", "", "content/sub"},
		{"watched folder gone and back", func(m *manual) {
			m.rename("content", "away")
			m.until("/a.html", "")
			m.write("content/a.md", "back")
		}, "/a.html", "back", "content/a.md"},
		{"missing file comes", func(m *manual) { m.write("aims.yaml", "title: T") }, "/aims.yaml", "title: T", "aims.yaml"},
		{"missing folder comes", func(m *manual) { m.write("theme/css/a.css", "a{}") }, "/theme/css/a.css", "a{}", "theme/css/a.css"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newManual(t, map[string]string{"content/a.md": "first", "content/sub/c.md": "third"}).serve()
			m.until("/a.html", "first")
			test.change(m)
			m.untilTold(test.changed, test.page, test.text)
		})
	}
}

// A folder's watch has to survive whatever happens to the folder.
func TestFoldersStayWatched(t *testing.T) {
	tests := []struct {
		name   string
		change func(m *manual)
		file   string
	}{
		{"new", func(m *manual) { m.write("content/x/y/b.md", "one") }, "x/y/b"},
		{"renamed", func(m *manual) { m.rename("content/sub", "content/renamed") }, "renamed/deep/b"},
		{"renamed above", func(m *manual) { m.rename("content", "old"); m.rename("old", "content") }, "sub/deep/b"},
		{"replaced", func(m *manual) {
			m.remove("content/sub")
			m.write("content/sub/deep/b.md", "one")
		}, "sub/deep/b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newManual(t, map[string]string{"content/sub/deep/b.md": "one"}).serve()
			m.until("/sub/deep/b.html", "one")
			test.change(m)
			m.until("/"+test.file+".html", "one")
			m.write("content/"+test.file+".md", "two")
			m.untilTold("content/"+test.file+".md", "/"+test.file+".html", "two")
		})
	}
}

func TestBurstEndsInTheLastState(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "text 0."}).serve()
	m.until("/a.html", "text 0.")
	for i := range 100 {
		m.write(fmt.Sprintf("content/%d.md", i), "page")
		m.write("content/a.md", fmt.Sprintf("text %d.", i+1))
	}
	m.until("/a.html", "text 100.")
	for i := range 100 {
		if status, _ := m.get(fmt.Sprintf("/%d.html", i)); status != http.StatusOK {
			t.Errorf("page %d: status %d", i, status)
		}
	}
}

func TestNobodysBusiness(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "first", "content/ignored/x.md": "x"}).serve()
	m.until("/a.html", "first")
	for _, name := range []string{"content/ignored/x.md", "content/ignored/new/y.md", "content/ignored.md", "content/.#a.md", "content/a.md~", "content/.a.md.swp", "content/4913", "other/b.md"} {
		m.write(name, "noise")
	}
	if err := os.Chmod(filepath.Join(m.root, "content/a.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	m.write("content/b.md", "signal")
	if diff := cmp.Diff([]string{"content/b.md"}, m.until("/b.html", "signal")); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestSymbolicLinksAreNotFollowed(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "first", "outside/x/b.md": "b"})
	if err := os.Symlink(filepath.Join(m.root, "outside"), filepath.Join(m.root, "content/link")); err != nil {
		t.Skip(err)
	}
	var faults []error
	w, err := openWatch(m.root, func(string) bool { return false }, func(err error, _ string) { faults = append(faults, err) })
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	w.aim([]string{"content"})
	want := map[string]bool{m.root: true, filepath.Join(m.root, "content"): true}
	if diff := cmp.Diff(want, w.dirs); diff != "" || faults != nil {
		t.Errorf("watched (-want +got):\n%s\nfaults %v", diff, faults)
	}
}

func TestWatchIsAskedAnewAfterEachBuild(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "first", "more/b.md": "one"})
	targets := []string{"content"}
	m.options.Watch = func() []string { return targets }
	report := m.options.Report
	m.options.Report = func(ev Event) {
		if slices.Contains(ev.Changed, "content/a.md") {
			targets = []string{"content", "more"}
		}
		report(ev)
	}
	m.serve().until("/a.html", "first")
	m.write("content/a.md", "second")
	// What lies in a folder that is watched from now on may have changed unseen.
	for !slices.Contains(m.event().Changed, "more/b.md") {
	}
	m.write("more/b.md", "two")
	m.until("/more/b.html", "two")
}

func TestFailingBuildKeepsTheSiteAndTells(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "first"}).serve()
	m.until("/a.html", "first")
	open := m.open("/a.html")
	before := open.news()

	m.write("content/b.md", "BROKEN")
	ev := m.event()
	for ev.Err == nil {
		ev = m.event()
	}
	if ev.Err.Error() != "history cannot be read" || ev.Pages != 0 {
		t.Errorf("event %+v", ev)
	}
	if status, body := m.get("/a.html"); status != http.StatusOK || !strings.Contains(body, "first") {
		t.Errorf("after a failed build: %d %s", status, body)
	}
	told := open.news()
	for !told.Failed {
		told = open.news()
	}
	want := news{Build: ev.Number, Page: before.Page, Failed: true, Messages: []string{"history cannot be read"}}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("news (-want +got):\n%s", diff)
	}

	m.write("content/b.md", "fine")
	for told.Failed {
		told = open.news()
	}
	if told.Page != before.Page || told.Messages != nil {
		t.Errorf("after the repair: %+v", told)
	}
}

func TestFirstBuildFailing(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "BROKEN <i>"}).serve()
	if ev := m.event(); ev.Err == nil || ev.Number != 1 {
		t.Errorf("first event %+v", ev)
	}
	status, body := m.get("/a.html")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "history cannot be read") || !strings.Contains(body, "/-/reload.js") {
		t.Errorf("%d %s", status, body)
	}
	open := m.open("/a.html")
	if n := open.news(); !strings.Contains(body, `data-page="`+n.Page+`"`) {
		t.Errorf("token %q isn't that of the page %s", n.Page, body)
	}
	m.write("content/a.md", "mended")
	m.until("/a.html", "mended")
	_, body = m.get("/a.html")
	for n := open.news(); !strings.Contains(body, `data-page="`+n.Page+`"`); n = open.news() {
	}
}

func TestFaultsAreServedWithTheSite(t *testing.T) {
	m := newManual(t, map[string]string{"content/a.md": "a FAULT", "content/b.md": "b"}).serve()
	ev := m.event()
	if ev.Err != nil || len(ev.Diagnostics) != 1 || ev.Pages != 2 {
		t.Errorf("event %+v", ev)
	}
	if status, body := m.get("/a.html"); status != http.StatusOK || !strings.Contains(body, "a FAULT") {
		t.Errorf("%d %s", status, body)
	}
	n := m.open("/b.html").news()
	n.Page = ""
	want := news{Build: 1, Errors: 1, Messages: []string{"content/a.md:3: <b>dead</b> link"}}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Errorf("news (-want +got):\n%s", diff)
	}
}
