package git

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
)

// entry is one line of a tree.
type entry struct {
	name []byte
	mode mode
	hash Hash
}

// mode is what an entry of a tree is, permissions left aside.
type mode byte

const (
	modeNone mode = iota // no entry
	modeFile
	modeTree
	modeSymlink
	modeOther // a submodule, and whatever else git takes for one
)

var errBadTree = errors.New("an entry of the tree can't be read")

// nextEntry takes the first entry off a tree's bytes.
func nextEntry(tree []byte) (e entry, rest []byte, err error) {
	space := bytes.IndexByte(tree, ' ')
	if space < 0 {
		return entry{}, nil, errBadTree
	}
	m, err := parseMode(tree[:space])
	if err != nil {
		return entry{}, nil, err
	}
	tree = tree[space+1:]
	null := bytes.IndexByte(tree, 0)
	if null <= 0 || len(tree) < null+1+len(e.hash) {
		return entry{}, nil, errBadTree
	}
	e = entry{name: tree[:null], mode: m, hash: Hash(tree[null+1 : null+1+len(e.hash)])}
	return e, tree[null+1+len(e.hash):], nil
}

// parseMode sorts modes as git's canon_mode does, which old repositories with
// 100664 and the like need.
func parseMode(octal []byte) (mode, error) {
	if len(octal) == 6 && string(octal[:3]) == "100" {
		return modeFile, nil
	}
	if string(octal) == "40000" {
		return modeTree, nil
	}
	n, err := strconv.ParseUint(string(octal), 8, 32)
	if err != nil {
		return modeNone, errBadTree
	}
	switch n & 0o170000 {
	case 0o100000:
		return modeFile, nil
	case 0o040000:
		return modeTree, nil
	case 0o120000:
		return modeSymlink, nil
	}
	return modeOther, nil
}

// compareEntries sorts as git does: the name of a tree as if it ended in "/". So
// a file and a folder of one name are two entries, and the order is that of the
// paths below.
func compareEntries(a, b entry) int {
	n := min(len(a.name), len(b.name))
	if c := bytes.Compare(a.name[:n], b.name[:n]); c != 0 {
		return c
	}
	return int(a.after(n)) - int(b.after(n))
}

// after returns the byte of the name at n, as it counts for the order.
func (e entry) after(n int) byte {
	switch {
	case n < len(e.name):
		return e.name[n]
	case e.mode == modeTree:
		return '/'
	}
	return 0
}

// orderTree checks that every entry can be read and that they are in git's
// order. Trees of other tools which are not are put in order, the first of two
// equal names counts: a history can't be mended afterwards.
func orderTree(tree []byte) ([]byte, error) {
	var last entry
	ordered := true
	for rest := tree; len(rest) > 0; {
		e, next, err := nextEntry(rest)
		if err != nil {
			return nil, err
		}
		if last.mode != modeNone && compareEntries(last, e) >= 0 {
			ordered = false
		}
		last, rest = e, next
	}
	if ordered {
		return tree, nil
	}
	return reorderTree(tree), nil
}

func reorderTree(tree []byte) []byte {
	type line struct {
		entry
		raw []byte
	}
	var lines []line
	for rest := tree; len(rest) > 0; {
		e, next, _ := nextEntry(rest) // orderTree has read them all
		lines = append(lines, line{e, rest[:len(rest)-len(next)]})
		rest = next
	}
	slices.SortStableFunc(lines, func(a, b line) int { return compareEntries(a.entry, b.entry) })
	lines = slices.CompactFunc(lines, func(a, b line) bool { return compareEntries(a.entry, b.entry) == 0 })
	var out []byte
	for _, l := range lines {
		out = append(out, l.raw...)
	}
	return out
}

// trees reads trees for one goroutine, and keeps those that were read last.
type trees struct {
	objects *reader
	known   cache[Hash]
}

func newTrees(r *reader) *trees {
	return &trees{objects: r, known: cache[Hash]{limit: treeBytes}}
}

// read returns the entries of a tree in order, none for the zero hash.
func (t *trees) read(h Hash) (cursor, error) {
	if h.IsZero() {
		return cursor{}, nil
	}
	if o, ok := t.known.get(h); ok {
		return newCursor(o.data), nil
	}
	raw, err := t.objects.read(kindTree, h)
	if err != nil {
		return cursor{}, err
	}
	ordered, err := orderTree(raw)
	if err != nil {
		return cursor{}, &ObjectError{Object: h, Kind: string(kindTree), Err: errors.Join(ErrBroken, err)}
	}
	t.known.put(h, object{kindTree, ordered})
	return newCursor(ordered), nil
}

// cursor stands on an entry of an ordered tree; at its end the entry has
// modeNone.
type cursor struct {
	entry
	rest []byte
}

func newCursor(tree []byte) cursor {
	c := cursor{rest: tree}
	c.next()
	return c
}

func (c *cursor) next() {
	if len(c.rest) == 0 {
		c.entry = entry{}
		return
	}
	c.entry, c.rest, _ = nextEntry(c.rest) // orderTree has read them all
}

// seek moves forward to the entry that e names. It returns false, standing behind
// the place, when there is none.
func (c *cursor) seek(e entry) bool {
	for c.mode != modeNone {
		switch order := compareEntries(c.entry, e); {
		case order == 0:
			return true
		case order > 0:
			return false
		}
		c.next()
	}
	return false
}
