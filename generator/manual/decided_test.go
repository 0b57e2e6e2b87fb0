package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"aims/generator/git/gittest"
	"aims/generator/manual"
	"aims/generator/manual/manualtest"
)

// A decision that moves between the files of a statement is decided as long ago as
// it was; one that says something else, of something else, or again, is not.
func TestDecisionsKeepTheirDayWhereverTheyStand(t *testing.T) {
	const joint, own, more = "content/joint.md", "content/own.md", "content/more.md"
	single := func(id, control, why string, keys ...string) string {
		return doc("soa", id, "Own", append(keys, "control: "+control, "justification: "+why, "applicable: true")...)
	}
	all := func(lines ...string) string { return doc("soa", "SOA-1", "All", lines...) }
	both := all("controls:", "  A.2.3: {applicable: false, justification: n}", "  A.2.4: {applicable: true, justification: y}")
	rest := all("controls:", "  A.2.3: {applicable: false, justification: n}")
	for _, test := range []struct {
		name string
		do   func(r *gittest.Repo)
		want string
	}{
		{"stays", func(r *gittest.Repo) { r.Commit("2", joint, both+"Text.\n") }, "SOA-1 1"},
		{"moves", func(r *gittest.Repo) { r.Commit("2", joint, rest, own, single("SOA-2", "A.2.4", "y")) }, "SOA-1 1"},
		{"moves with the standard's name", func(r *gittest.Repo) {
			r.Commit("2", joint, rest, own, single("SOA-2", "iso-42001:A.2.4", "y"))
		}, "SOA-1 1"},
		{"moves twice and back", func(r *gittest.Repo) {
			r.Commit("2", joint, rest, own, single("SOA-2", "A.2.4", "y"))
			r.Git("mv", own, more)
			r.Commit("3", more, single("SOA-3", "A.2.4", "y"))
			r.Git("rm", "-q", more)
			r.Commit("4", joint, both)
		}, "SOA-1 1"},
		{"moves from what is gone", func(r *gittest.Repo) {
			r.Git("rm", "-q", joint)
			r.Commit("2", own, single("SOA-2", "A.2.4", "y"))
		}, "SOA-1 1"},
		{"moves and changes", func(r *gittest.Repo) { r.Commit("2", joint, rest, own, single("SOA-2", "A.2.4", "z")) }, "SOA-2 1"},
		{"moves, then changes", func(r *gittest.Repo) {
			r.Commit("2", joint, rest, own, single("SOA-2", "A.2.4", "y"))
			r.Commit("3", own, single("SOA-2", "A.2.4", "z"))
		}, "SOA-2 2"},
		{"of another control", func(r *gittest.Repo) {
			r.Commit("2", joint, all("controls:", "  A.2.3: {applicable: true, justification: y}"), own, single("SOA-2", "A.2.4", "x"))
			r.Commit("3", own, single("SOA-2", "A.2.4", "y"))
		}, "SOA-2 2"},
		{"decided anew after a gap", func(r *gittest.Repo) {
			r.Commit("2", joint, rest)
			r.Commit("3", own, single("SOA-2", "A.2.4", "y"))
		}, "SOA-2 1"},
		{"decided anew after a withdrawal", func(r *gittest.Repo) {
			r.Commit("2", joint, strings.Replace(both, "title: All", "title: All\nstatus: withdrawn", 1))
			r.Commit("3", own, single("SOA-2", "A.2.4", "y"))
		}, "SOA-2 1"},
		{"of another standard", func(r *gittest.Repo) {
			r.Commit("2", joint, strings.Replace(both, "title: All", "title: All\nstandard: tea", 1))
			r.Commit("3", joint, strings.Replace(rest, "title: All", "title: All\nstandard: tea", 1), own, single("SOA-2", "A.2.4", "y"))
		}, "SOA-2 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			r.Commit("1", joint, both)
			test.do(r)
			in := read(t, r.Dir, "")
			in.History = manualtest.Trails(t, r.Dir, "content")
			for _, c := range manual.Assemble(in).Applicability[0].Controls() {
				if d := c.Decision(); c.ID == "A.2.4" {
					if got := fmt.Sprint(d.Trail.ID, " ", d.Row.Number); got != test.want {
						t.Errorf("decided in %s, want %s", got, test.want)
					}
				}
			}
		})
	}
}
