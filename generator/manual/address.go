package manual

import (
	"path"
	"strings"
)

// sitePages are the addresses that the site itself has or will have.
var sitePages = []string{
	"index.html", "404.html", "faults.html", "documents/index.html", "soa.html", "glossary.html", "trace.html", "readiness.html",
	"reviews.html", "reviews.ics", "changes.html", "changes.atom", "editions.html", "as-of.html", "about-control.html", "print.html",
}

// siteFolders are the folders that the site fills by itself; no alias may lie
// in one.
var siteFolders = []string{
	"theme/", "data/", "reviews/", "trace/", "files/", "documents/index/", "changes/", "history/", "next/", "editions/", "controls/", "clauses/", "annex-c/", "registers/", "systems/",
}

// space is the addresses of the site, each with who has it. Letters count
// without regard to case, and no address is a folder of another, since some
// file systems see it so.
type space struct {
	taken   map[string]owner
	folders map[string]owner // who lies in it
}

// owner is an entry, an attachment, or with neither the site itself.
type owner struct {
	entry *Entry
	file  string
}

// path is that of the owner's file; "" for the site itself.
func (o owner) path() string {
	if o.entry != nil {
		return o.entry.Path
	}
	return o.file
}

func newSpace() space {
	s := space{map[string]owner{}, map[string]owner{}}
	for _, p := range sitePages {
		s.claim(p, owner{})
	}
	return s
}

// claim gives an address to who asks for it, or says who stands in the way.
func (s *space) claim(address string, by owner) (other owner, free bool) {
	address = strings.ToLower(address)
	if other, taken := s.taken[address]; taken {
		return other, false
	}
	if other, taken := s.folders[address]; taken {
		return other, false
	}
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if other, taken := s.taken[dir]; taken {
			return other, false
		}
	}
	s.taken[address] = by
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if _, known := s.folders[dir]; known {
			break
		}
		s.folders[dir] = by
	}
	return owner{}, true
}

// siteOwned reports whether an address lies in a folder of the site's own.
func siteOwned(address string) bool {
	for _, folder := range siteFolders {
		if len(address) >= len(folder) && strings.EqualFold(address[:len(folder)], folder) {
			return true
		}
	}
	return false
}
