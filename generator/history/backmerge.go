package history

import (
	"regexp"
	"slices"
	"strings"
)

// mergeSubject is what git-fmt-merge-msg(1) writes.
var mergeSubject = regexp.MustCompile(`^Merge (remote-tracking )?branch '([^']+)'( of \S+)?(?: into (\S+))?$`)

// BackMerges returns the landings, as indexes in Log.Commits, newest first, that
// look like the published branch merged into another one, which then became the
// published branch: the first-parent line goes on in what was a branch, and
// what had landed one by one is inside a single landing. Only messages as git
// writes them count, and only with main, master or Options.Branch merged.
func (t *Trails) BackMerges() []int {
	published := []string{"main", "master"}
	if t.branch != "" {
		published = append(published, t.branch)
	}
	var list []int
	for _, i := range line(t.Log) {
		c := t.Log.Commits[i]
		if len(c.Parents) > 1 && backMerge(Subject(c.Message), published) {
			list = append(list, i)
		}
	}
	return list
}

func backMerge(subject string, published []string) bool {
	m := mergeSubject.FindStringSubmatch(subject)
	if m == nil {
		return false
	}
	merged, elsewhere, into := m[2], m[1] != "" || m[3] != "", m[4]
	if m[1] != "" {
		_, merged, _ = strings.Cut(merged, "/")
	}
	switch {
	case !slices.Contains(published, merged):
		return false
	case into == "":
		return elsewhere // git leaves out the name of the published branch
	}
	return !slices.Contains(published, into) || elsewhere && into == merged
}
