// Package history tells how every document of a manual came to be what it is.
//
// In comes one pass over the commits of a repository (git.Log) and the facts of
// every text that a commit brought. Out come trails: for each document the
// landings that changed it, with the commits inside each, newest first. The id
// decides which text is whose; paths, renames and branches don't.
//
// A landing is a commit on the first-parent line of the built commit. What a
// merged branch did on the way stands inside its landing. A landing that left
// the text as it was, or changed only its place or its white space, is a row
// without a number, so that no commit is lost that
// `git log --full-history -c` lists for the file.
//
// A record that a file holds as a row has a trail of its own: the landings after
// which the row says something else, and without a number those that changed when
// it was reviewed, or only what it has of its file, and that took it to another
// file or another path. Inside stand the commits that changed the row. The id
// decides here too: a trail goes on when a row gets a file of its own, or the other
// way, and when the id of the file changes. A document of a kind that is none of
// records has its id alone from the landing that brought it, and where two files
// hold a record, one that can be read goes before one that can't.
//
// Nothing here is guessed: a date is what a commit says, an author is who git
// names, and what can't be read keeps the identity of its path. Nothing is
// read from the work tree, and nothing from a forge.
package history

import (
	"slices"

	"aims/generator/document"
	"aims/generator/git"
)

// Change says what a landing did to a document.
type Change string

// The changes. Only Text and Status have a number.
const (
	Text   Change = "text"
	Status Change = "status" // only frontmatter, and the status with it
	Move   Change = "move"   // the path alone
	Format Change = "format" // byte order mark, line endings, trailing white space
	None   Change = "none"   // commits touched it and the landing left it as it was
	Review Change = "review" // reviewed-on alone
	Before Change = "before" // before the file was controlled

	Removed Change = "removed" // the document went away
)

// Numbered reports whether a change is a revision that counts.
func (c Change) Numbered() bool { return c == Text || c == Status }

// Trails are the trails of all documents and plain pages.
type Trails struct {
	Log       *git.Log
	Head      git.Hash
	Documents []*Trail          // controlled, those that are gone among them, in the order of ids
	Records   []*Trail          // that files hold as rows, those that are gone among them, in the order of ids
	Pages     []*Trail          // plain pages at Head, in the order of paths
	People    Mailmap           // for display
	Rules     [][]git.Change    // by index in Log.Commits: what a commit changed in aims.yaml, .mailmap and trust/, which Log leaves out
	byID      map[string]*Trail // by key
	byPath    map[string]*Trail
	branch    string // published, besides main and master
	facts     map[git.Hash]*document.Facts
	landed    []int // by index in Log.Commits: the landing that the commit is inside of
}

// Document returns the trail of the document or record with the id, in any case, or
// nil.
func (t *Trails) Document(id string) *Trail { return t.byID[key(id)] }

// All are the trails of documents, of records that are rows, and of pages.
func (t *Trails) All() []*Trail { return slices.Concat(t.Documents, t.Records, t.Pages) }

// Revisions yields the numbered rows of all documents, those that are gone among
// them, and of records while they had a file of their own: a revision of a row is
// one of its file.
func (t *Trails) Revisions(yield func(*Trail, *Row) bool) {
	for _, list := range [2][]*Trail{t.Documents, t.Records} {
		for _, x := range list {
			for _, r := range x.Rows {
				if r.Number > 0 && r.Of == nil && !yield(x, r) {
					return
				}
			}
		}
	}
}

// Path returns the trail of what stands at a path at Head, or nil.
func (t *Trails) Path(path string) *Trail { return t.byPath[path] }

// LandingOf returns the landing that first brought a commit to the first-parent
// line, which is the commit itself where it stands on the line. Both are indexes
// in Log.Commits.
func (t *Trails) LandingOf(commit int) int { return t.landed[commit] }

// Facts are the facts of a text that some commit brought or took, or nil.
func (t *Trails) Facts(text git.Hash) *document.Facts { return t.facts[text] }

// Line returns the landings of the built commit, newest first, as indexes in
// Log.Commits.
func (t *Trails) Line() []int { return line(t.Log) }

// Trail is all revisions of one document.
type Trail struct {
	ID    string // "" for a plain page
	Title string // of the newest text
	Path  string // at Head, or where it stood last
	Live  bool   // it is there at Head
	Rows  []*Row // newest first
	Gone  int    // index in Log.Commits of the landing that took it away; -1 when Live
	Of    *Trail // the file's own, of a record that is a row, or was when it went; else nil
	into  *Trail // that of a later id, which has the rows of this one; else nil
}

// Row is what one landing did to a document.
type Row struct {
	Number      int // of the revision, from 1; 0 for a row without one
	Change      Change
	Landing     int      // index in Log.Commits
	Commits     []int    // the commits inside that touched it, newest first; indexes in Log.Commits
	Path        string   // after the landing
	Blob        git.Hash // of the text after the landing; zero where a row has none
	Facts       *document.Facts
	Typed       bool // the landing changed the text itself: it is no merge, or a merge with text of its own
	Provisional bool // the landing is not on the published branch yet

	Of *Row // the file's own, where the record was a row of it, so that no blob is its text; else nil
}

// Revisions counts the numbered rows.
func (t *Trail) Revisions() int {
	if r := t.Last(); r != nil {
		return r.Number
	}
	return 0
}

// Last returns the newest revision, or nil.
func (t *Trail) Last() *Row {
	for _, r := range t.Rows {
		if r.Number > 0 {
			return r
		}
	}
	return nil
}

// First returns the oldest revision, or nil.
func (t *Trail) First() *Row {
	for i := len(t.Rows) - 1; i >= 0; i-- {
		if t.Rows[i].Number > 0 {
			return t.Rows[i]
		}
	}
	return nil
}

// Revision returns revision n, or nil.
func (t *Trail) Revision(n int) *Row {
	for _, r := range t.Rows {
		if r.Number == n && n > 0 {
			return r
		}
	}
	return nil
}

// AsOf returns the revision that was the newest after a landing, or nil.
func (t *Trail) AsOf(landing int) *Row {
	for _, r := range t.Rows {
		if r.Number > 0 && r.Landing >= landing { // newer commits have smaller indexes
			return r
		}
	}
	return nil
}
