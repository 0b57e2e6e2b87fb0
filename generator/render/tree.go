package render

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"
	"sync"

	"aims/generator/manual"
)

// A folder of more entries than shownEntries is shown in part: the first ones,
// or those around the page.
const (
	shownEntries = 60
	aroundPage   = 25
)

// slot marks where the entries of the page's own folder go in a tree. No
// template writes it and no text holds it.
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
	entries       []string // of the folder without its index page
	list          []*manual.Entry
	err           error
}

// of returns the tree as the page of an entry shows it.
func (t *trees) of(e *manual.Entry) (template.HTML, error) {
	dir, _ := path.Split(e.Address)
	key := treeKey{e.Folder, dir, e.Folder.Index() == e}
	made, _ := t.made.LoadOrStore(key, new(folderTree))
	f := made.(*folderTree)
	f.once.Do(func() { f.err = t.make(f, key, e.Address) })
	if f.err != nil {
		return "", f.err
	}
	current := -1
	for i, x := range f.list {
		if x == e {
			current = i
			break
		}
	}
	return t.assemble(f, current, e)
}

// assemble puts the entries into their slot, the page's own one marked.
func (t *trees) assemble(f *folderTree, current int, e *manual.Entry) (template.HTML, error) {
	first, end := 0, len(f.entries)
	if end > shownEntries {
		first = max(0, min(current-aroundPage, end-shownEntries))
		end = first + shownEntries
	}
	var s strings.Builder
	s.WriteString(f.before)
	for i := first; i < end; i++ {
		if i != current {
			s.WriteString(f.entries[i])
			continue
		}
		marked, err := t.entry(TreeLink{t.entryLink(e.Address, e), true})
		if err != nil {
			return "", err
		}
		s.WriteString(marked)
	}
	if end-first < len(f.entries) {
		more, err := t.entry(TreeLink{Link: Link{Href: relative(e.Address, registerAddress(0)), Title: t.words.AllInRegister(len(f.entries))}})
		if err != nil {
			return "", err
		}
		s.WriteString(more)
	}
	s.WriteString(f.after)
	return template.HTML(s.String()), nil
}

func (t *trees) make(f *folderTree, key treeKey, from string) error {
	for _, e := range key.folder.Entries {
		if e == key.folder.Index() {
			continue
		}
		text, err := t.entry(TreeLink{Link: t.entryLink(from, e)})
		if err != nil {
			return err
		}
		f.entries, f.list = append(f.entries, text), append(f.list, e)
	}
	whole, err := t.whole(from, "", key.folder, key.index)
	if err != nil {
		return err
	}
	f.before, f.after, _ = strings.Cut(whole, slot)
	return nil
}

// top returns the tree as a page of no folder shows it.
func (t *trees) top(address string) (template.HTML, error) {
	whole, err := t.whole(address, address, nil, false)
	return template.HTML(whole), err
}

// whole executes the tree for pages in the folder, which has a slot for its
// entries. current is the address of a page that stands above the folders.
func (t *trees) whole(from, current string, folder *manual.Folder, index bool) (string, error) {
	data := TreeData{Words: t.words}
	above := []Link{{Href: relative(from, "index.html"), Title: t.words.Overview}, {Href: relative(from, registerAddress(0)), Title: t.words.Register}}
	addresses := []string{"index.html", registerAddress(0)}
	if t.all != nil {
		above = append(above, Link{Href: relative(from, faultsAddress), Title: t.words.Faults})
		addresses = append(addresses, faultsAddress)
	}
	for i, l := range above {
		data.Top = append(data.Top, TreeLink{l, addresses[i] == current})
	}
	node, err := t.node(t.m.Root, from, folder, index)
	if err != nil {
		return "", err
	}
	data.Nodes, data.Entries = node.Nodes, node.Entries
	var buf bytes.Buffer
	if err := t.tree.ExecuteTemplate(&buf, "tree", data); err != nil {
		return "", fmt.Errorf("tree: %w", err)
	}
	return buf.String(), nil
}

// node is a folder as seen from the page's folder: open when that is it or
// lies in it.
func (t *trees) node(f *manual.Folder, from string, folder *manual.Folder, index bool) (TreeNode, error) {
	n := TreeNode{Count: f.Count}
	n.Title = f.Title
	if first := f.First(); first != nil {
		n.Href = relative(from, first.Address)
	}
	for up := folder; up != nil; up = up.Parent {
		n.Open = n.Open || up == f
	}
	if f != t.m.Root && !n.Open {
		return n, nil
	}
	for _, sub := range f.Folders {
		child, err := t.node(sub, from, folder, index)
		if err != nil {
			return n, err
		}
		n.Nodes = append(n.Nodes, child)
	}
	if f == folder {
		n.Current = index && f != t.m.Root
		n.Entries = slot
		return n, nil
	}
	var err error
	n.Entries, err = t.firstEntries(f, from)
	return n, err
}

// firstEntries are the entries of a folder that the page doesn't stand in.
func (t *trees) firstEntries(f *manual.Folder, from string) (template.HTML, error) {
	var s strings.Builder
	shown := 0
	for _, e := range f.Entries {
		if e == f.Index() {
			continue
		}
		if shown++; shown > shownEntries {
			break
		}
		text, err := t.entry(TreeLink{Link: t.entryLink(from, e)})
		if err != nil {
			return "", err
		}
		s.WriteString(text)
	}
	return template.HTML(s.String()), nil
}

func (t *trees) entry(l TreeLink) (string, error) {
	var buf bytes.Buffer
	if err := t.tree.ExecuteTemplate(&buf, "tree-entry", l); err != nil {
		return "", fmt.Errorf("tree: %w", err)
	}
	return buf.String(), nil
}
