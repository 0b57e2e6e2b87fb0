package history

import (
	"slices"

	"aims/generator/document"
	"aims/generator/git"
)

// rowChange is what a commit made of a record in one file that holds it as a row.
type rowChange struct {
	commit int
	merge  bool
	digest document.Digest // zero where it took the record away
}

// rowChanges are, by id, the commits that changed a record in a file that holds it
// as a row, newest first. Between texts that can be read, those that can't be say
// what the one before them said.
func (t *Trails) rowChanges(known differences) map[string][]rowChange {
	all, before := map[string][]rowChange{}, map[git.Hash]*document.Facts{}
	read := func(h git.Hash) *document.Facts {
		if f := t.facts[h]; f == nil || f.Readable {
			return f
		}
		return before[h]
	}
	for i, c := range slices.Backward(t.Log.Commits) {
		for _, ch := range c.Changes {
			was, is := read(ch.Old), read(ch.New)
			if f := t.facts[ch.New]; f != nil && !f.Readable {
				before[ch.New], is = was, was
			}
			if !ch.Combined || was == is {
				continue
			}
			for _, x := range known.of(was, is) {
				all[x.id] = append(all[x.id], rowChange{i, len(c.Parents) > 1, x.digest})
			}
		}
	}
	for _, list := range all {
		slices.Reverse(list)
	}
	return all
}

// difference is a record of which one of two texts says another thing than the
// other, and what the second says.
type difference struct {
	id     string
	has    bool
	digest document.Digest
}

// differences remember those of two texts, which are mostly wanted twice: of a
// landing and of the commit that it is.
type differences map[[2]*document.Facts][]difference

func (d differences) of(was, is *document.Facts) []difference {
	list, known := d[[2]*document.Facts{was, is}]
	if !known {
		list = differ(was, is, false)
		d[[2]*document.Facts{was, is}] = list
	}
	return list
}

// differ returns the records that differ, or all of both texts.
func differ(was, is *document.Facts, all bool) (list []difference) {
	var before, after map[string]document.Row
	if was != nil {
		before = was.Rows
	}
	if is != nil {
		after = is.Rows
	}
	stayed := 0
	for id, now := range after {
		then, had := before[id]
		if had {
			stayed++
		}
		if all || !had || then.Digest != now.Digest {
			list = append(list, difference{id, true, now.Digest})
		}
	}
	if stayed == len(before) {
		return list
	}
	for id := range before {
		if _, has := after[id]; !has {
			list = append(list, difference{id: id})
		}
	}
	return list
}

// inside are the commits inside a landing that changed the record as a row, newest
// first. A merge did where it brought a text that no other commit wrote; where it
// is the landing itself, none of those inside.
func (c *course) inside(landing int) (list []int) {
	for _, x := range c.changes[landing] {
		if len(list) > 0 && list[len(list)-1] == x.commit {
			continue
		}
		if !x.merge || !c.found(x, landing) {
			list = append(list, x.commit)
		}
	}
	return list
}

// found reports whether a merge found what it brought, rather than wrote it.
func (c *course) found(x rowChange, landing int) bool {
	if x.commit != landing {
		return c.wrote[x.digest]
	}
	return slices.ContainsFunc(c.changes[landing], func(other rowChange) bool { return !other.merge && other.digest == x.digest })
}
