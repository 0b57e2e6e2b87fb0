package history_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git"
	"aims/generator/git/gittest"
	"aims/generator/history"
)

func TestBackMerges(t *testing.T) {
	for _, x := range []struct {
		message, branch string
		want            bool
	}{
		{"Merge branch 'main' into topic", "", true},
		{"Merge branch 'master' into topic\n\nbody", "", true},
		{"Merge branch 'main' of https://git.example.org/aims", "", true},
		{"Merge branch 'main' of https://git.example.org/aims into topic", "", true},
		{"Merge remote-tracking branch 'origin/main'", "", true},
		{"Merge remote-tracking branch 'origin/main' into main", "", true},
		{"Merge remote-tracking branch 'upstream/release/2' into topic", "release/2", true},
		{"Merge remote-tracking branch 'upstream/release/2' into topic", "", false},
		{"Merge branch 'main'", "", false},
		{"Merge branch 'master' into main", "", false},
		{"Merge branch 'main' into trunk", "trunk", false},
		{"Merge branch 'trunk' into topic", "trunk", true},
		{"Merge branch 'topic' into main", "", false},
		{"Merge branch 'topic'", "", false},
		{"Merge branch 'maintenance' into topic", "", false},
		{"Merge branches 'main' and 'x' into topic", "", false},
		{"Revert \"Merge branch 'main' into topic\"", "", false},
		{"Merge pull request #1 from x/main", "", false},
	} {
		r := gittest.New(t)
		r.Commit(x.message, "a.md", "one\n") // no merge: never one
		r.Branch("other", "")
		r.Commit("other", "b.md", "two\n")
		r.Checkout("main")
		merge := r.Merge(x.message, "other")
		r.Commit("later", "a.md", "three\n")
		trails := read(t, r, history.Options{Branch: x.branch})
		var got []string
		for _, i := range trails.BackMerges() {
			got = append(got, trails.Log.Commits[i].Hash.String())
		}
		want := map[bool][]string{true: {merge}}[x.want]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q, branch %q (-want +got)\n%s", x.message, x.branch, diff)
		}
	}
}

// TestProvisional: what only the branch has is provisional, also when the
// published branch has gone on since.
func TestProvisional(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", "a.md", text("POL-1", "one"))
	fork := r.Commit("second", "a.md", text("POL-1", "two"))
	r.Branch("topic", "")
	r.Commit("third", "a.md", text("POL-1", "three"), "b.md", "page\n")
	topic := r.Commit("fourth", "a.md", text("POL-1", "four"))
	r.Checkout("main")
	ahead := r.Commit("ahead", "c.md", "ahead\n")
	r.Git("checkout", "-q", "--orphan", "stranger")
	stranger := r.Commit("stranger", "d.md", "x\n")
	r.Checkout("topic")
	for _, x := range []struct{ name, published, want string }{
		{"nothing said", strings.Repeat("0", 40), ""},
		{"the head", topic, ""},
		{"where the branch left", fork, "fourth third b.md:third"},
		{"ahead", ahead, "fourth third b.md:third"},
		{"another history", stranger, "fourth third second first b.md:third"},
	} {
		t.Run(x.name, func(t *testing.T) {
			published, err := git.ParseHash(x.published)
			if err != nil {
				t.Fatal(err)
			}
			trails := read(t, r, history.Options{Published: published})
			var got []string
			for _, row := range trails.Document("POL-1").Rows {
				if row.Provisional {
					got = append(got, history.Subject(trails.Commit(row).Message))
				}
			}
			for _, row := range trails.Path("b.md").Rows {
				if row.Provisional {
					got = append(got, "b.md:"+history.Subject(trails.Commit(row).Message))
				}
			}
			if diff := cmp.Diff(x.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
