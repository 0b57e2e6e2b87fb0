// Package manual puts the documents of a manual together: which page each has,
// where every link leads, who refers to whom, and in which folder it stands.
//
// In come documents, attachments and the configuration; out comes a Manual, in
// which nothing is left to be resolved. What can't be resolved is kept with the
// reason and the nearest candidate, for the checks to report; nothing here is a
// diagnostic, reads a file or writes HTML.
//
// A record that is a row of a file is an entry like any other. With a status of its
// own it stands by itself, as a document does. Without one it is as good as its file:
// a plain record where the file is in force or states no status, a draft in a draft,
// withdrawn with it. Where a file has a text in force and a newer one, its rows at
// the addresses are those of the text in force.
package manual

import (
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/source"
	"aims/generator/standard"
)

// Input is what a manual is made from.
type Input struct {
	Config     config.Config
	Kinds      document.Kinds
	Standards  []*standard.Standard // the first is the one that bare ids belong to
	Documents  []*document.Document // in the order of their paths
	Files      []source.File        // every file below the content folder
	Unreadable map[string]bool      // paths of Markdown files that no document could be made of
	Stated     []string             // ids that such files seem to state, their own and those of rows
	Nameless   []*document.Document // of some of them, in the order of their paths; see Manual.Nameless
	History    *history.Trails      // nil when nothing is known of it
	Evidence   *evidence.Evidence   // nil likewise

	// InForce are the texts in force of documents that have a newer one, by path.
	// They stand at the addresses, and the newer ones below next/.
	InForce map[string]*document.Document

	// RowsInForce are likewise, by id in lower case, the texts in force of rows that
	// have a newer one, and those that the newer text of their file lacks.
	RowsInForce map[string]*document.Document

	Incomplete string          // what is missing of the history, in words
	Altered    Altered         // what git would show otherwise than it was recorded
	Prefix     string          // of the manual's folder in its repository; "" at the top, else it ends in a slash
	Work       map[string]Work // of paths whose text no commit vouches for

	// AsCommitted are the rows that the commit has as they are although the text of
	// their file is another.
	AsCommitted map[*document.Document]bool

	// Part measures a part of Assemble: it begins, and the func that it returns
	// ends. It may be nil.
	Part func(name string) (end func())
}

func (in Input) part(name string) (end func()) {
	if in.Part == nil {
		return func() {}
	}
	return in.Part(name)
}

// Manual is the whole manual, resolved.
type Manual struct {
	Config      config.Config
	Kinds       document.Kinds
	Standards   []*standard.Standard
	Documents   []*Entry     // controlled, in the order of ids
	Pages       []*Entry     // uncontrolled, in the order of paths; the overview's text is not among them
	Overview    *Entry       // text of the overview page, or nil
	Nameless    []*Entry     // controlled files and rows of which no id can be made: they have no page, and their references are resolved for the checks
	Attachments []Attachment // files that something links to, in the order of addresses
	Redirects   []Redirect   // in the order of addresses
	Clashes     []Clash      // in the order of paths
	Root        *Folder      // the content folder
	History     *history.Trails
	Evidence    *evidence.Evidence // nil where nothing is known of the history
	Next        []*Entry           // newer texts of documents whose text in force is older, in the order of ids
	Gone        []*history.Trail   // documents, and records that were rows, that are not there any more, in the order of ids
	Reused      []Reuse            // ids that went from a row to another record or document, or the other way; newest first
	Incomplete  string             // what is missing of the history, in words; "" for nothing
	Altered     Altered
	Prefix      string // of the manual's folder in its repository; "" at the top, else it ends in a slash

	Risks   []*Risk   // that are neither withdrawn nor superseded, in the order of ids
	Threads []*Thread // of the AI systems that are not withdrawn, in the order of ids

	Applicability []*Applicability // one for each standard that has a statement of applicability, or asks for one, in their order

	Trace   *Trace // which documents and records answer which clauses and controls, and the other way
	naming  map[tracedID]Naming
	own     map[tracedID]own // the organisation's own controls
	stale   []EvidenceUse    // of evidence that is stale
	index   index
	nearest nearest
}

// Altered are the commits and objects for which git would show something else
// than was recorded. What was recorded is what counts here.
type Altered struct {
	Grafts   []git.Hash // commits given other parents by a file of grafts
	Replaced []git.Hash // objects that git replace put others in the place of
}

// Entry is a document with its place in the manual.
type Entry struct {
	*document.Document
	Address   string   // path of its page in the site
	Links     []Target // where Document.Links lead, in their order
	Fields    []Linked // references in the frontmatter, in the order of the file's keys
	Backlinks []*Entry // who refers to it, each once, in the natural order of addresses
	Folder    *Folder
	Trail     *history.Trail // nil when no commit has the document
	Work      Work

	Standing *evidence.Standing // of the document on Evidence.Day; nil for a plain page, and where no commit has the document
	Row      *history.Row       // the revision whose text this is; nil when no commit vouches for the text
	Reader   evidence.Word      // what readers are told of this text
	From     config.Date        // with InForce and InForceFrom: its first day in force
	Next     *Entry             // the newer text, where this one is in force and older; else nil
	Of       *Entry             // the document whose newer text this is; nil unless it is one of Manual.Next
	Keeper   *Entry             // the file's own entry, where the record is one of its rows; else nil
}

// Work says how the text in hand stands to the built commit.
type Work int

// The ways in which it can stand.
const (
	Committed Work = iota // the commit holds this text, or nothing is known of commits
	Changed               // the commit holds another text
	Untracked             // the commit has no such file
)

// Linked is a reference that a frontmatter key makes.
type Linked struct {
	Key  string
	Kind string // that the value has to lead to; "" for any
	document.Text
	Target
}

// Attachment is a file that is published because something links to it.
type Attachment struct {
	Address string
	source.File
}

// Redirect is a page that leads from an alias to an entry.
type Redirect struct {
	Address string
	To      *Entry
}

// Clash is an address that two want, or an alias that can't be one.
type Clash struct {
	Rule      Rule
	Path      string        // of the file that can't have it
	Entry     *Entry        // made of that file; nil for an attachment
	At        document.Text // the key that asks for it; unset when the file's path does
	Address   string        // what both want
	Other     *Entry        // who has it; nil for an attachment and for a page of the site itself
	OtherPath string        // "" when it is a page of the site itself
	Reason    string        // of an alias that can't be one
}

// Rule says what a clash is about.
type Rule int

// The clashes.
const (
	DuplicateID  Rule = iota // two documents have one id
	CaseID                   // two ids differ only by case
	TakenAddress             // two files have one address, or one lies in the other's
	TakenAlias               // an alias meets another address
	BadAlias                 // an alias that is no address within the site
)

// Assemble puts the manual together. A document that can't have its address is
// among the clashes alone, and links to it lead nowhere.
func Assemble(in Input) *Manual {
	m := &Manual{Config: in.Config, Kinds: in.Kinds, Standards: in.Standards, History: in.History, Incomplete: in.Incomplete, Altered: in.Altered, Prefix: in.Prefix, index: newIndex(in)}
	m.nearest = newNearest(m)
	m.Evidence = in.Evidence
	m.place(in)
	m.keepers()
	m.remember(in)
	m.alias()
	m.own = m.ownControls()
	entries := m.Entries()
	gather := slices.Concat(entries, m.Next)
	m.Nameless = nameless(in)
	for _, e := range slices.Concat(gather, m.Nameless) {
		m.resolve(e)
	}
	m.gatherAttachments(in.Files, gather)
	m.gatherBacklinks(entries)
	m.Root = m.arrange()
	end := in.part("applicability")
	m.Applicability = m.statements()
	end()
	end = in.part("systems and risks")
	m.Risks = m.risks()
	m.stale = m.staleUses()
	m.Threads = m.threads()
	end()
	end = in.part("readiness and traces")
	m.Trace = m.trace()
	end()
	m.naming = m.namings()
	slices.SortStableFunc(m.Clashes, func(a, b Clash) int { return strings.Compare(a.Path, b.Path) })
	return m
}

// nameless are what the files say that no page can be made of.
func nameless(in Input) (list []*Entry) {
	for _, d := range in.Nameless {
		list = append(list, &Entry{Document: d})
		for _, row := range d.Rows {
			list = append(list, &Entry{Document: row})
		}
	}
	for _, d := range slices.Concat(in.Nameless, in.Documents) {
		for _, row := range d.NamelessRows {
			list = append(list, &Entry{Document: row})
		}
	}
	return list
}

// Entries returns the documents, then the pages, then the overview's text.
func (m *Manual) Entries() []*Entry {
	all := slices.Concat(m.Documents, m.Pages)
	if m.Overview != nil && !m.Overview.Controlled() {
		all = append(all, m.Overview)
	}
	return all
}

// Within returns a path of the content folder relative to it.
func (m *Manual) Within(p string) string { return within(m.Config.Content, p) }

func within(content, p string) string {
	if content == "." {
		return p
	}
	return strings.TrimPrefix(p, content+"/")
}

// PageAddress is the path of a plain page's file as the site has it.
func (m *Manual) PageAddress(p string) string { return withoutExt(m.Within(p)) + ".html" }

// overviewPath is the file whose text the overview shows: the content folder's
// own page.
func overviewPath(in Input) string {
	best, found := 0, ""
	for _, d := range in.Documents {
		if rank := indexRank(d.Path); rank > 0 && path.Dir(d.Path) == in.Config.Content && (found == "" || rank < best) {
			best, found = rank, d.Path
		}
	}
	return found
}

func withoutExt(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }
