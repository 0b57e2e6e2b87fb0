package preview

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/site"
)

// state is what is served between two builds. It never changes.
type state struct {
	number      int       // of the last build; 0 before the first one has ended
	site        *snapshot // of the last good build; nil before there is one
	failed      bool      // the last build: site is an earlier one's
	err         error     // of the last build; may be nil when it failed for want of files
	diagnostics []diagnostic.Diagnostic
	replaced    chan struct{} // closed when the next state stands
}

// snapshot is one build's site.
type snapshot struct {
	files  map[string]site.File
	shared string // hash over all files that any page may show
}

// next is the state after a build.
func (st *state) next(r result) *state {
	n := &state{
		number: st.number + 1, site: st.site, err: r.err,
		diagnostics: worstFirst(r.site.Diagnostics), replaced: make(chan struct{}),
		failed: r.err != nil || len(r.site.Files) == 0,
	}
	if !n.failed {
		n.site = newSnapshot(r.site.Files)
	}
	return n
}

func worstFirst(ds []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	ds = slices.Clone(ds)
	slices.SortStableFunc(ds, func(a, b diagnostic.Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
	return ds
}

func newSnapshot(files []site.File) *snapshot {
	s := &snapshot{files: make(map[string]site.File, len(files))}
	for _, f := range files {
		s.files[f.Path] = f
	}
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(s.files)) {
		if mediaTypes[extension(p)].shared {
			body, err := content(s.files[p])
			fmt.Fprintf(h, "%q %d %v\n", p, len(body), err)
			h.Write(body)
		}
	}
	s.shared = hex.EncodeToString(h.Sum(nil)[:8])
	return s
}

// pages counts the site's own pages.
func (s *snapshot) pages() int {
	n := 0
	for p := range s.files {
		if isPage(p) {
			n++
		}
	}
	return n
}

// isPage tells pages that the site is made of from HTML that authors attach.
func isPage(p string) bool { return extension(p) == "html" && !attached(p) }

// attached tells whether a file stands under files/, which holds what authors
// put beside their texts, of this or of another state of the manual.
func attached(p string) bool {
	if rest, ok := strings.CutPrefix(p, "next/"); ok {
		p = rest
	} else if rest, ok := strings.CutPrefix(p, "editions/"); ok {
		_, p, _ = strings.Cut(rest, "/")
	}
	return strings.HasPrefix(p, "files/")
}

func content(f site.File) ([]byte, error) {
	if f.Open == nil {
		return f.Content, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// answer is what a state says to one address.
type answer struct {
	status int
	moved  string    // where the same thing is found; the rest is empty then
	page   []byte    // a page, without the script that loads it anew
	file   site.File // anything else
}

// answer finds what the address stands for; address is a path as requests
// carry it, unescaped. It looks into the list of files and nowhere else.
func (st *state) answer(address string) answer {
	if st.site == nil {
		return answer{status: http.StatusServiceUnavailable, page: st.notice("The manual cannot be shown yet")}
	}
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if f, ok := st.site.files[name]; ok {
		return st.whole(f, http.StatusOK)
	}
	if _, ok := st.site.files[name+"/index.html"]; ok {
		return answer{status: http.StatusFound, moved: "/" + name + "/"}
	}
	if f, ok := st.site.files[notFound]; ok {
		return st.whole(f, http.StatusNotFound)
	}
	return answer{status: http.StatusNotFound, page: st.notice("There is no such page")}
}

// notFound is the page that stands for every address without one. Its relative
// links are read from the root, whatever was asked for.
const notFound = "404.html"

func (st *state) whole(f site.File, status int) answer {
	if !isPage(f.Path) {
		return answer{status: status, file: f}
	}
	page, err := content(f)
	if err != nil {
		return answer{status: http.StatusInternalServerError, page: st.notice(fmt.Sprintf("%q cannot be read: %v", f.Path, err))}
	}
	if f.Path == notFound {
		page = insertBase(page)
	}
	return answer{status: status, page: page}
}

// token stands for all that a page shows: its own text and whatever any page
// may show. Two states that give a page the same token show the same.
func (st *state) token(a answer) string {
	if a.page == nil {
		return "no page"
	}
	sum := sha256.Sum256(a.page)
	token := hex.EncodeToString(sum[:8])
	if st.site != nil {
		token += "-" + st.site.shared
	}
	return token
}

//go:embed notice.html
var noticeText string

var noticePage = template.Must(template.New("notice").Parse(noticeText))

// notice is a page of the preview's own, for when the site has none to show.
func (st *state) notice(title string) []byte {
	const shown = 200
	var b bytes.Buffer
	err := noticePage.Execute(&b, struct {
		Title    string
		Messages []string
	}{title, st.messages(shown)})
	if err != nil {
		panic(err) // The template is embedded and its data are texts.
	}
	return b.Bytes()
}

// messages are the last build's error and its diagnostics, worst first, at
// most limit of them.
func (st *state) messages(limit int) []string {
	var list []string
	if st.err != nil {
		list = append(list, st.err.Error())
	}
	for _, d := range st.diagnostics[:min(limit, len(st.diagnostics))] {
		text := d.Message
		if d.File != "" {
			text = d.Position.String() + ": " + text
		}
		if d.Hint != "" {
			text += " (" + d.Hint + ")"
		}
		list = append(list, text)
	}
	return list[:min(limit, len(list))]
}
