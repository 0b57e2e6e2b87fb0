package render

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"aims/generator/manual"
)

// Of more than shown entries, or folders, of one folder a tree has a part: the
// first ones, or those around the page.
const (
	shown      = 60
	aroundPage = 25
)

// slot marks where the entries of the page's own folder go in a tree. No
// template writes it and no text holds it: html/template replaces it.
const slot = "\x00"

// trees makes the tree of every page. What pages of one folder share is made
// once: the tree around the folder's entries, and each entry.
type trees struct {
	*build
	made sync.Map // treeKey → *folderTree
}

// treeKey names trees that differ only by the entry that is marked.
type treeKey struct {
	folder *manual.Folder
	dir    string // of the page's address, which decides every link
	index  bool   // the page is the folder's own
}

type folderTree struct {
	once          sync.Once
	before, after string
	list          []*manual.Entry // the folder's, without its index page
	entries       []string        // their HTML
	places        map[*manual.Entry]int
	err           error
}

// of returns the tree as the page of an entry shows it.
func (t *trees) of(e *manual.Entry) (template.HTML, error) { return t.around(e, e.Address, true) }

// beside returns the tree for a page at another address that tells of an entry,
// such as its trail; nothing is marked. Without an entry it is that of no
// folder.
func (t *trees) beside(address string, e *manual.Entry) (template.HTML, error) {
	if e == nil {
		return t.top(address)
	}
	return t.around(e, address, false)
}

func (t *trees) around(e *manual.Entry, address string, mark bool) (template.HTML, error) {
	dir, _ := path.Split(address)
	key := treeKey{e.Folder, dir, mark && e.Folder.Index() == e}
	f := new(folderTree)
	if len(e.Folder.Entries) > 1 { // else no other page shares it
		made, _ := t.made.LoadOrStore(key, f)
		f = made.(*folderTree)
	}
	f.once.Do(func() { f.err = t.make(f, key, address) })
	if f.err != nil {
		return "", f.err
	}
	return t.assemble(f, e, address, mark)
}

func (t *trees) make(f *folderTree, key treeKey, from string) error {
	f.places = map[*manual.Entry]int{}
	f.list = pagesIn(key.folder)
	for i, e := range f.list {
		f.places[e] = i
		text, err := t.entry(TreeLink{Link: t.entryLink(from, e)})
		if err != nil {
			return err
		}
		f.entries = append(f.entries, text)
	}
	whole, err := t.whole(from, "", key.folder, key.index)
	if err != nil {
		return err
	}
	f.before, f.after, _ = strings.Cut(whole, slot)
	return nil
}

// pagesIn are the entries of a folder without its index page, which the
// folder's name leads to.
func pagesIn(f *manual.Folder) []*manual.Entry {
	if index := f.Index(); index != nil {
		return slices.DeleteFunc(slices.Clone(f.Entries), func(e *manual.Entry) bool { return e == index })
	}
	return f.Entries
}

// assemble puts the entries into their slot, the page's own one marked.
func (t *trees) assemble(f *folderTree, e *manual.Entry, address string, mark bool) (template.HTML, error) {
	current, listed := f.places[e]
	if !listed {
		current = -1
	}
	first, end := window(len(f.entries), current)
	var s strings.Builder
	s.WriteString(f.before)
	for i := first; i < end; i++ {
		if i != current || !mark {
			s.WriteString(f.entries[i])
			continue
		}
		marked, err := t.entry(TreeLink{t.entryLink(address, e), true})
		if err != nil {
			return "", err
		}
		s.WriteString(marked)
	}
	rest, err := t.rest(f.list, first, end, address)
	if err != nil {
		return "", err
	}
	s.WriteString(rest + f.after)
	return template.HTML(s.String()), nil
}

// window is the part of n entries that is shown; current is the page's own or -1.
func window(n, current int) (first, end int) {
	if n <= shown {
		return 0, n
	}
	first = max(0, min(current-aroundPage, n-shown))
	return first, first + shown
}

// rest leads to what a window leaves out: to the register when that lists it
// all, else to the entries beside the window.
func (t *trees) rest(list []*manual.Entry, first, end int, from string) (string, error) {
	var links []Link
	switch {
	case end-first == len(list):
	case !slices.ContainsFunc(list, func(e *manual.Entry) bool { return !e.Controlled() }):
		links = []Link{{Href: relative(from, registerAddress(0)), Title: t.words.AllInRegister(len(list))}}
	default:
		if first > 0 {
			links = append(links, Link{Href: relative(from, list[first-1].Address), Title: t.words.Earlier(first)})
		}
		if end < len(list) {
			links = append(links, Link{Href: relative(from, list[end].Address), Title: t.words.Further(len(list) - end)})
		}
	}
	return t.links(links)
}

// top returns the tree as a page of no folder shows it.
func (t *trees) top(address string) (template.HTML, error) {
	whole, err := t.whole(address, address, nil, false)
	return template.HTML(whole), err
}

// whole executes the tree for pages in the folder, which has a slot for its
// entries. current is the address of a page that stands above the folders.
func (t *trees) whole(from, current string, folder *manual.Folder, index bool) (string, error) {
	node, err := t.node(t.m.Root, from, folder, index)
	if err != nil {
		return "", err
	}
	data := TreeData{Words: t.words, Groups: t.groups(from, current), Nodes: node.Nodes, Entries: node.Entries}
	var buf bytes.Buffer
	if err := t.tree.ExecuteTemplate(&buf, "tree", data); err != nil {
		return "", fmt.Errorf("tree: %w", err)
	}
	return buf.String(), nil
}

// node is a folder as seen from the page's folder: open when that is it or
// lies in it.
func (t *trees) node(f *manual.Folder, from string, folder *manual.Folder, index bool) (TreeNode, error) {
	n := TreeNode{Count: f.Count, Open: holds(f, folder)}
	n.Title = f.Title
	if first := f.First(); first != nil {
		n.Href = relative(from, first.Address)
	}
	if f != t.m.Root && !n.Open {
		return n, nil
	}
	first, end := window(len(f.Folders), slices.IndexFunc(f.Folders, func(sub *manual.Folder) bool { return holds(sub, folder) }))
	for _, sub := range f.Folders[first:end] {
		child, err := t.node(sub, from, folder, index)
		if err != nil {
			return n, err
		}
		n.Nodes = append(n.Nodes, child)
	}
	rest, err := t.restOfFolders(f.Folders, first, end, from)
	if err != nil {
		return n, err
	}
	if f == folder {
		n.Current = index
		n.Entries = template.HTML(rest + slot)
		return n, nil
	}
	entries, err := t.firstEntries(f, from)
	n.Entries = template.HTML(rest + entries)
	return n, err
}

// holds reports whether a folder is the other one or lies above it.
func holds(f, other *manual.Folder) bool {
	for ; other != nil; other = other.Parent {
		if other == f {
			return true
		}
	}
	return false
}

func (t *trees) restOfFolders(list []*manual.Folder, first, end int, from string) (string, error) {
	var links []Link
	if first > 0 {
		links = append(links, Link{Href: relative(from, list[first-1].First().Address), Title: t.words.Earlier(first)})
	}
	if end < len(list) {
		links = append(links, Link{Href: relative(from, list[end].First().Address), Title: t.words.Further(len(list) - end)})
	}
	return t.links(links)
}

// firstEntries are the entries of a folder that the page doesn't stand in.
func (t *trees) firstEntries(f *manual.Folder, from string) (string, error) {
	list := pagesIn(f)
	first, end := window(len(list), -1)
	var links []Link
	for _, e := range list[first:end] {
		links = append(links, t.entryLink(from, e))
	}
	entries, err := t.links(links)
	if err != nil {
		return "", err
	}
	rest, err := t.rest(list, first, end, from)
	return entries + rest, err
}

// links are entries of the tree, none of them the page itself.
func (t *trees) links(list []Link) (string, error) {
	var s strings.Builder
	for _, l := range list {
		text, err := t.entry(TreeLink{Link: l})
		if err != nil {
			return "", err
		}
		s.WriteString(text)
	}
	return s.String(), nil
}

func (t *trees) entry(l TreeLink) (string, error) {
	var buf bytes.Buffer
	if err := t.tree.ExecuteTemplate(&buf, "tree-entry", l); err != nil {
		return "", fmt.Errorf("tree: %w", err)
	}
	return buf.String(), nil
}
