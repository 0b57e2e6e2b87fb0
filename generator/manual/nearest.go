package manual

import (
	"maps"
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/standard"
)

// comparisons bounds how many names are compared with misspelt ones in one
// manual, so that a manual full of dead links costs no more than a whole one.
// At a thousand documents it is enough for five hundred candidates.
const comparisons = 500_000

// longestWord is how many bytes a word may have that is worth a candidate.
const longestWord = 200

// nearest finds what authors may have meant by what is not there. Lists of
// names are made when the first of them is wanted, and each word is looked for
// once.
type nearest struct {
	m     *Manual
	left  int // comparisons
	lists map[string][]string
	found map[[2]string]string // by list and word
	bases map[string]string    // the first path of a file, by its lower-case name
}

func newNearest(m *Manual) nearest {
	return nearest{m: m, left: comparisons, lists: map[string][]string{}, found: map[[2]string]string{}}
}

// in returns the name of a list that is nearest to the word.
func (n *nearest) in(list, word string, names func() []string) string {
	key := [2]string{list, word}
	if near, known := n.found[key]; known {
		return near
	}
	all, made := n.lists[list]
	if !made {
		all = names()
		n.lists[list] = all
	}
	if len(word) > longestWord || len(all) > n.left {
		return ""
	}
	n.left -= len(all)
	n.found[key] = diagnostic.Nearest(word, all)
	return n.found[key]
}

// id is the document that had an id formerly, or that has the nearest one; the
// nearest with its prefix where that is one of a kind.
func (n *nearest) id(word string) string {
	if e := n.m.index.former[strings.ToLower(word)]; e != nil {
		return e.ID.Value
	}
	prefix, _, _ := strings.Cut(strings.ToLower(word), "-")
	if !slices.ContainsFunc(n.m.Kinds, func(k *config.Kind) bool { return strings.EqualFold(k.Prefix, prefix) }) {
		prefix = ""
	}
	return n.in("ids "+prefix, word, func() (names []string) {
		for _, e := range n.m.Documents {
			if prefix == "" || strings.HasPrefix(strings.ToLower(e.ID.Value), prefix+"-") {
				names = append(names, e.ID.Value)
			}
		}
		return names
	})
}

// ofKind is the document of a kind that has the id's number, or the nearest id.
func (n *nearest) ofKind(k *config.Kind, word string) string {
	if k == nil {
		return ""
	}
	if _, number, ok := strings.Cut(word, "-"); ok {
		if e := n.m.index.ids[strings.ToLower(k.Prefix+"-"+number)]; e != nil && e.Kind == k {
			return e.ID.Value
		}
	}
	return n.in("ids of "+k.Name, word, func() (names []string) {
		for _, e := range n.m.Documents {
			if e.Kind == k {
				names = append(names, e.ID.Value)
			}
		}
		return names
	})
}

func (n *nearest) standard(word string) string {
	return n.in("standards", word, func() (names []string) {
		for _, s := range n.m.Standards {
			names = append(names, s.ID)
		}
		return names
	})
}

func (n *nearest) term(word string) string {
	return n.in("terms", word, func() []string {
		var names []string
		for _, e := range n.m.Documents {
			if e.Kind.Name == "term" {
				names = append(names, e.Title.Value)
			}
		}
		return names
	})
}

// item is written as the author did, with the standard's name or without; with that
// of another one where only that has an id which is written without. What may
// have meant an own control is none of the standard's.
func (n *nearest) item(s *standard.Standard, name, id string) string {
	for _, other := range n.m.Standards {
		if _, known := other.Find(id); known && other != s && name != s.ID {
			return other.ID + ":" + id
		}
	}
	list, items := "items of "+s.ID, func() []standard.Item { return s.Items }
	if looksOwn(id) {
		list, items = "own controls of "+s.ID, func() []standard.Item { return n.m.ownOf(s) }
	}
	near := n.in(list, id, func() (names []string) {
		for _, item := range items() {
			names = append(names, item.ID)
		}
		return names
	})
	if near != "" && name == s.ID {
		return name + ":" + near
	}
	return near
}

func (n *nearest) anchor(e *Entry, word string) string {
	return n.in("anchors of "+e.Path, word, func() []string {
		var names []string
		if e.TitleAnchor != "" {
			names = append(names, e.TitleAnchor)
		}
		for _, h := range e.Headings {
			names = append(names, h.ID)
		}
		return names
	})
}

// path is the file that a path may have meant: one of the same name elsewhere,
// or the one with the nearest path.
func (n *nearest) path(p string) string {
	paths := func() []string { return slices.Sorted(maps.Keys(n.m.index.files)) }
	if n.bases == nil {
		n.bases = map[string]string{}
		for _, name := range paths() {
			base := strings.ToLower(path.Base(name))
			for _, key := range []string{base, withoutExt(base)} {
				if _, taken := n.bases[key]; !taken {
					n.bases[key] = name
				}
			}
		}
	}
	if same, ok := n.bases[strings.ToLower(path.Base(p))]; ok {
		return same
	}
	return n.in("paths", p, paths)
}
