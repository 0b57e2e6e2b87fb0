package git

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"aims/generator/git/gittest"

	"github.com/google/go-cmp/cmp"
)

func TestHash(t *testing.T) {
	h, err := ParseHash("E69DE29BB2D1D6434B8B29AE775AD8C2E48C5391")
	if err != nil || h != BlobHash(nil) || h.String() != "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" || h.IsZero() {
		t.Errorf("%s, error %v", h, err)
	}
	for _, s := range []string{"", "e69de2", strings.Repeat("g", 40), strings.Repeat("0", 41)} {
		if _, err := ParseHash(s); err == nil {
			t.Errorf("%q was read", s)
		}
	}
	if !(Hash{}).IsZero() {
		t.Error("the zero hash isn't zero")
	}
}

func TestResolve(t *testing.T) {
	r := gittest.New(t)
	one := r.Commit("one", "a.md", "1")
	two := r.Commit("two", "a.md", "2")
	r.Git("tag", "light", one)
	r.Git("tag", "-a", "-m", "tag", "v1", two)
	r.Git("tag", "-a", "-m", "tag of a tag", "outer", "v1")
	r.Git("tag", "tree", "HEAD^{tree}")
	r.Branch("side", one)
	side := r.Commit("side", "b.md", "1")
	r.Checkout("main")
	merge := r.Merge("merge", "side")
	for _, ref := range []string{"refs/heads/-x", "refs/remotes/origin/topic", "refs/heads/feature/v2.0"} {
		r.Git("update-ref", ref, one)
	}
	r.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/topic")
	r.Git("update-ref", "refs/heads/abcd", two) // a branch whose name could be a short hash
	tagObject := r.Git("rev-parse", "v1")

	check := func(t *testing.T) {
		repo := open(t, r.Dir)
		for rev, want := range map[string]string{
			"HEAD": merge, "@": merge, "main": merge, "heads/main": merge, "refs/heads/main": merge,
			"HEAD~": two, "HEAD^": two, "HEAD~1": two, "HEAD^1": two, "HEAD^2": side, "HEAD^2^": one, "HEAD~2": one, "HEAD~0": merge, "HEAD^0": merge,
			"HEAD^2~1": one, "HEAD^{commit}": merge, "HEAD^{}~1": two, "@~2": one,
			"light": one, "v1": two, "outer": two, "v1^{commit}": two, "v1~1": one, "tags/v1": two,
			"-x": one, "feature/v2.0": one, "origin/topic": one, "origin": one, "abcd": two,
			one: one, strings.ToUpper(two): two, one[:7]: one, side[:4]: side, tagObject: two, tagObject[:10]: two,
		} {
			got, err := repo.Resolve(rev)
			if err != nil || got.String() != want {
				t.Errorf("%q is %s, want %s; error %v", rev, got, want, err)
			}
		}
		for rev, message := range map[string]string{
			"": "no branch", "nothing": "no branch", "1234567": "no branch", "../config": "no branch", "main.lock": "no branch",
			"HEAD~9": "the history begins", "HEAD^3": "2 parents", "HEAD^{tree}": "only ^{}", "HEAD^{": "only ^{}",
			"HEAD@{1}": "form is not known", "HEAD:a.md": "form is not known", ":/one": "form is not known",
			"tree": "names no commit", "HEAD~99999999999999999999": "too large", "HEAD~x": "no way through",
		} {
			_, err := repo.Resolve(rev)
			var refusal *Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), message) || !strings.Contains(refusal.Hint(), "git tag") {
				t.Errorf("%q: error %v", rev, err)
			}
		}
		var gone *ObjectError
		if _, err := repo.Resolve(strings.Repeat("1", 40)); !errors.As(err, &gone) || !errors.Is(err, ErrMissing) {
			t.Errorf("a full name of nothing: error %v", err)
		}
	}
	t.Run("loose", check)
	r.Git("gc", "-q")
	t.Run("packed", check)
}

// TestResolveAmbiguous makes commits until two share their first four digits.
func TestResolveAmbiguous(t *testing.T) {
	r := gittest.New(t)
	var stream strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter B <b@x> %d +0000\ndata 0\n\n", i)
	}
	r.Import(stream.String())
	seen := map[string]bool{}
	for _, h := range strings.Fields(r.Git("log", "--format=%H", "main")) {
		if seen[h[:4]] {
			if _, err := open(t, r.Dir).Resolve(h[:4]); err == nil || !strings.Contains(err.Error(), "it is short for") {
				t.Errorf("error %v", err)
			}
			return
		}
		seen[h[:4]] = true
	}
	t.Fatal("no two of these commits share four digits")
}

func TestTags(t *testing.T) {
	r := gittest.New(t)
	one := r.Commit("one", "a.md", "1")
	r.Git("tag", "light")
	r.Git("tag", "-a", "-m", "First edition\n\nApproved: all", "v1.0")
	r.Git("tag", "-a", "-m", "outer", "z/outer", "v1.0")
	r.Git("tag", "tree", "HEAD^{tree}")
	signed := r.Object("tag", "object "+one+"\ntype commit\ntag signed\ntagger B <b@x> 1 +0200\n\nmessage\n-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n")
	r.Git("update-ref", "refs/tags/signed", signed)
	bare := r.Object("tag", "object "+one+"\ntype commit\ntag bare\n\n")
	r.Git("update-ref", "refs/tags/bare", bare)
	r.Git("pack-refs", "--all")
	r.Write(".git/refs/tags/.DS_Store", "not a reference")
	r.Write(".git/refs/tags/x.lock", "0123")

	got, err := open(t, r.Dir).Tags()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, tag := range got {
		words = append(words, fmt.Sprintf("%s %v %v %q %q %v", tag.Name, tag.Commit.String() == one, !tag.Object.IsZero(), tag.Tagger.Name, tag.Message, tag.Signed))
	}
	want := []string{
		`bare true true "" "" false`,
		`light true false "" "" false`,
		`signed true true "B" "message\n" true`,
		`tree false false "" "" false`,
		`v1.0 true true "Ben Builder" "First edition\n\nApproved: all\n" false`,
		`z/outer true true "Ben Builder" "outer\n" false`,
	}
	if diff := cmp.Diff(want, words); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}

	r.Write(".git/refs/tags/broken", "not a name\n")
	if _, err := open(t, r.Dir).Tags(); err == nil || !strings.Contains(err.Error(), `"broken"`) {
		t.Errorf("a broken tag: error %v", err)
	}
}

func TestFilesAndChanged(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", "m/a.md", "a\nb\n", "m/x/crlf.md", "a\r\nb\r\n", "m/x/gone.md", "1", "m/x/same.md", "1", "other.md", "1", "m/logo.png", "1")
	target := r.Object("blob", "a.md")
	r.Git("update-index", "--add", "--cacheinfo", "120000,"+target+",m/link.md")
	r.Git("update-index", "--add", "--cacheinfo", "160000,"+r.Head()+",m/sub")
	commit := parse(t, r.Record("two"))
	repo := open(t, r.Dir)

	files, err := repo.Files(commit, "m")
	if err != nil {
		t.Fatal(err)
	}
	want := []TreeFile{
		{Path: "a.md", Blob: BlobHash([]byte("a\nb\n"))},
		{Path: "link.md", Blob: parse(t, target), Symlink: true},
		{Path: "logo.png", Blob: BlobHash([]byte("1"))},
		{Path: "x/crlf.md", Blob: BlobHash([]byte("a\r\nb\r\n"))},
		{Path: "x/gone.md", Blob: BlobHash([]byte("1"))},
		{Path: "x/same.md", Blob: BlobHash([]byte("1"))},
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if all, err := repo.Files(commit, ""); err != nil || len(all) != 7 || all[0].Path != "m/a.md" {
		t.Errorf("%d files at the top, error %v", len(all), err)
	}
	if none, err := repo.Files(commit, "m/a.md/x"); err != nil || len(none) != 0 {
		t.Errorf("%d files in a folder that isn't there, error %v", len(none), err)
	}

	work := map[string]string{"a.md": "a\r\nb\r\n", "x/crlf.md": "a\nb\n", "x/same.md": "1", "new.md": "1"}
	markdown := func(path string) bool { return strings.HasSuffix(path, ".md") }
	got, err := repo.Changed(commit, "m/", []string{"a.md", "x/crlf.md", "x/same.md", "new.md"}, markdown,
		func(path string) ([]byte, error) { return []byte(work[path]), nil })
	if err != nil {
		t.Fatal(err)
	}
	differences := []Difference{
		{Path: "x/crlf.md", InTree: true, Present: true},
		{Path: "x/gone.md", InTree: true},
		{Path: "new.md", Present: true},
	}
	if diff := cmp.Diff(differences, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	fails := errors.New("no such luck")
	_, err = repo.Changed(commit, "m", []string{"a.md"}, nil, func(string) ([]byte, error) { return nil, fails })
	if !errors.Is(err, fails) || !strings.Contains(err.Error(), `"a.md"`) {
		t.Errorf("error %v", err)
	}
}

// TestFilesRefusesNames: a tree may not lead out of the folder it is written to.
func TestFilesRefusesNames(t *testing.T) {
	for _, name := range []string{"..", ".", ".git", "a/b"} {
		r := gittest.New(t)
		tree := r.Object("tree", line("100644", name, parse(t, r.Object("blob", "text"))))
		commit := r.Git("commit-tree", "-m", "hostile", tree)
		r.Git("update-ref", "refs/heads/main", commit)
		if _, err := open(t, r.Dir).Files(parse(t, commit), ""); err == nil || !strings.Contains(err.Error(), "can't be the name of a file") {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

func TestBlobs(t *testing.T) {
	r := gittest.New(t)
	var hs []Hash
	var want []string
	add := func(text string) {
		h := parse(t, r.Object("blob", text))
		hs, want = append(hs, h), append(want, text)
	}
	for i := range 150 {
		add(strings.Repeat("a line of text\n", i) + fmt.Sprint(i))
	}
	add("")
	big := strings.Repeat("0123456789", 300_000)
	add(big)
	r.Commit("one", "a.md", "1")
	for i, h := range hs[:100] {
		r.Git("update-index", "--add", "--cacheinfo", fmt.Sprintf("100644,%s,f%d", h, i))
	}
	r.Record("some of them")
	r.Git("repack", "-q", "-a", "-d", "-f")
	hs, want = append(hs, hs[3], hs[120], hs[3]), append(want, want[3], want[120], want[3])

	repo := open(t, r.Dir)
	got := make([]string, len(hs))
	var mu sync.Mutex
	err := repo.Blobs(t.Context(), hs, func(i int, text []byte) error {
		mu.Lock()
		defer mu.Unlock()
		got[i] = string(text)
		return nil
	})
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}

	fails := errors.New("no such luck")
	if err := repo.Blobs(t.Context(), hs, func(i int, _ []byte) error { return fails }); err != fails {
		t.Errorf("error %v, not the func's", err)
	}
	var wrong *ObjectError
	if err := repo.Blobs(t.Context(), []Hash{parse(t, r.Head())}, nil); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "it is a commit") {
		t.Errorf("a commit for a text: error %v", err)
	}
	if err := repo.Blobs(t.Context(), nil, nil); err != nil {
		t.Errorf("no texts at all: error %v", err)
	}
}

func FuzzTag(f *testing.F) {
	f.Add([]byte("object " + emptyTree + "\ntype commit\ntag v1\ntagger A <a@x> 1 +0000\n\nm\n-----BEGIN PGP SIGNATURE-----\nx\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var tag Tag
		tag.parse(raw)
		if strings.Contains(tag.Message, "\n-----BEGIN PGP SIGNATURE-----") && !tag.Signed {
			t.Errorf("%q is not signed", raw)
		}
	})
}
