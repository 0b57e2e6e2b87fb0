package manual

import (
	"cmp"
	"slices"
	"strings"

	"aims/generator/history"
)

// Reuse is an id that came back for something else after what had it was gone.
// Ids of files that went and came back as files are doubts of the evidence.
type Reuse struct {
	ID       string
	Then     string // title of what had it
	Now      string // title of what has it
	Gone, At int    // indexes in Log.Commits: the landing that took the first away, and the one that brought the second
}

// life is the time that an id stood for one thing.
type life struct {
	from, to    int          // landings, indexes in Log.Commits
	first, last *history.Row // of its revisions
}

// reused finds ids that a row had and something else has later, or the other way.
// What comes back with the title that it had is the same thing, restored: a row has
// no text of its own by which it could be known.
func reused(h *history.Trails) (list []Reuse) {
	for _, t := range slices.Concat(h.Documents, h.Records) {
		all := lives(t)
		for i := 1; i < len(all); i++ {
			then, now := all[i-1], all[i]
			if (then.last.Of != nil || now.first.Of != nil) && strings.EqualFold(id(then.last), id(now.first)) && other(title(then.last), title(now.first)) {
				list = append(list, Reuse{ID: t.ID, Then: title(then.last), Now: title(now.first), Gone: then.to, At: now.from})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Reuse) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return list
}

// other reports whether two titles are of different things, as far as they tell.
func other(then, now string) bool {
	return then != "" && now != "" && FoldTerm(then) != FoldTerm(now)
}

// id is the one that had the revision, which may be an earlier one of the trail.
func id(r *history.Row) string {
	if r.Facts == nil {
		return ""
	}
	return r.Facts.ID
}

func title(r *history.Row) string {
	if r.Facts == nil {
		return ""
	}
	return r.Facts.Title
}

// lives parts a trail at the landings that took its document or record away.
func lives(t *history.Trail) (list []life) {
	open := false
	for _, r := range slices.Backward(t.Rows) {
		switch {
		case r.Change == history.Removed && open:
			list[len(list)-1].to, open = r.Landing, false
		case r.Number > 0 && !open:
			list, open = append(list, life{from: r.Landing, first: r, last: r}), true
		case r.Number > 0 && title(r) != "":
			list[len(list)-1].last = r
		}
	}
	return list
}
