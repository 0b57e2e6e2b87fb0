package manual

import (
	"slices"
	"strings"

	"aims/generator/source"
)

// gatherAttachments notes the files that links and images lead to.
func (m *Manual) gatherAttachments(files []source.File, entries []*Entry) {
	linked := map[string]bool{}
	for _, e := range entries {
		for _, t := range e.Links {
			if t.File != "" {
				linked[t.File] = true
			}
		}
	}
	lost := map[string]bool{}
	for _, f := range files {
		if !linked[f.Path] {
			continue
		}
		address := m.FileAddress(f.Path)
		if other, free := m.index.addresses.claim(address, owner{file: f.Path}); !free {
			m.Clashes = append(m.Clashes, Clash{Rule: TakenAddress, Path: f.Path, Address: address, Other: other.entry, OtherPath: other.path()})
			lost[f.Path] = true
			continue
		}
		m.Attachments = append(m.Attachments, Attachment{address, f})
	}
	slices.SortFunc(m.Attachments, func(a, b Attachment) int { return strings.Compare(a.Address, b.Address) })
	if len(lost) > 0 {
		unlink(entries, lost)
	}
}

// unlink makes links to files that have no address lead nowhere.
func unlink(entries []*Entry, lost map[string]bool) {
	for _, e := range entries {
		for i, t := range e.Links {
			if lost[t.File] {
				e.Links[i] = Target{Broken: Unreadable}
			}
		}
	}
}

// FileAddress is the address of an attachment.
func (m *Manual) FileAddress(p string) string { return "files/" + m.Within(p) }

// gatherBacklinks notes with each entry who refers to it, each once. Who refers to
// an own control refers to the document that decides on it.
func (m *Manual) gatherBacklinks(entries []*Entry) {
	seen := map[[2]*Entry]bool{}
	add := func(from *Entry, t Target) {
		if t.Item != nil {
			t.Entry = m.deciderOf(t)
		}
		link := [2]*Entry{from, t.Entry}
		if t.Entry == nil || t.Broken != Fine || t.Entry == from || seen[link] {
			return
		}
		seen[link] = true
		t.Entry.Backlinks = append(t.Entry.Backlinks, from)
	}
	for _, e := range entries {
		for _, t := range e.Links {
			add(e, t)
		}
		for _, l := range e.Fields {
			add(e, l.Target)
		}
	}
	for _, e := range entries {
		slices.SortFunc(e.Backlinks, func(a, b *Entry) int { return CompareIDs(a.Address, b.Address) })
	}
}
