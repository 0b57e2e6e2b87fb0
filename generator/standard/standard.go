// Package standard holds management system standards as data: their clauses,
// the objectives and controls of their annexes, and what documented information
// a clause asks for.
//
// In come names of standards and, for those that are not built in, the folder in
// which a manual keeps its own; out go their items, each with its id and title,
// a summary, and its place in the standard, and what is wrong with the data as
// diagnostics of the rule "standard". A standard is a folder of small YAML files
// ([Load] says which), built in or not.
//
// Ids and titles are the standard's. Every summary is this project's own wording:
// the text of a standard is copyrighted and never stands here.
package standard

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"aims/generator/diagnostic"
)

// Rule is the rule of the diagnostics that this package makes.
const Rule = "standard"

// ISO42001 is the id of ISO/IEC 42001:2023, which the built-in kinds are about.
const ISO42001 = "iso-42001"

// Folder is where a manual keeps standards of its own, one folder each.
const Folder = "standards"

// Standard is one edition of a standard. It is shared and never changed.
type Standard struct {
	ID    string // as `standards:` in aims.yaml has it: iso-42001
	Name  string // as people write it: ISO/IEC 42001:2023
	Title string
	Items []Item // clauses, then objectives and controls, then Annex C, each in the standard's order

	Annexes    []Annex     // what its annexes are about
	Roles      []Role      // parts that an organisation can play, each with those inside it
	Stages     []Stage     // of a life cycle, in its order
	Crosswalks []Crosswalk // to other standards, in the order of their names

	byID  map[string]int // place in Items
	kinds []NamedKind
}

// Annex is an annex as a whole.
type Annex struct {
	ID        string
	Title     string
	Normative bool   // else it informs
	Summary   string // in our words
}

// Kind says what an item is.
type Kind string

// The kinds of items. An objective is a group of controls with the aim that
// they serve.
const (
	Clause    Kind = "clause"
	Objective Kind = "objective"
	Control   Kind = "control"
	AnnexC    Kind = "annex-c"
)

// Item is a numbered part of a standard.
type Item struct {
	ID      string // 6.1.3, A.6.2.4, C.3.4
	Kind    Kind
	Title   string
	Summary string // in our words
	Parent  string // id of the item that it is part of; empty at the top
	Group   string // of a control or objective: the objective at the top, A.6 of A.6.2.4
	Heading bool   // of a clause or of Annex C: it only holds others

	Information []Information // of a clause
	Guidance    string        // of a control: its place in Annex B
	Related     []string      // of an item of Annex C: controls that bear on it; editorial
}

// Information is documented information that belongs to a clause.
type Information struct {
	Name     string   // in our words
	Kinds    []string // kinds of documents that hold it, the most fitting first
	Duty     Duty
	Explicit bool // the clause asks for it in words; otherwise it is customary, and its lack is no gap
}

// NamedKind is a kind of document that documented information of an item names.
type NamedKind struct {
	Item     string // id
	Kind     string
	Position diagnostic.Position
}

// Duty says what is to be done with documented information.
type Duty string

// The duties: documents are maintained, so kept up to date; records are
// retained, so kept as they were.
const (
	Maintain Duty = "maintain"
	Retain   Duty = "retain"
)

// builtin are the standards that are embedded. Each is parsed when it is first
// asked for.
var builtin = []struct {
	id   string
	load func() (*Standard, []diagnostic.Diagnostic)
}{
	{"iso-42001", sync.OnceValues(func() (*Standard, []diagnostic.Diagnostic) { return parse(data, "iso-42001", "iso-42001") })},
}

// Load returns the standards with these ids, in this order: those that are built
// in, and those that own holds in a folder of their name. own is the manual's
// folder [Folder], and may be nil. Such a folder holds standard.yaml and, as far
// as the standard has them, clauses.yaml, controls.yaml, annex-c.yaml, roles.yaml
// and crosswalk/*.yaml, in the form of the built-in ones.
//
// A folder with the name of a built-in standard is a fault, and takes the place of
// nothing. A standard with faults is returned without what is faulty, unless its
// standard.yaml can't be read. An id that nobody knows is a diagnostic without a
// file: the caller knows where it was asked for.
func Load(ids []string, own fs.FS) (standards []*Standard, found []diagnostic.Diagnostic) {
	for _, id := range ids {
		s, faults := load(id, own)
		if s != nil {
			standards = append(standards, s)
		}
		found = append(found, faults...)
	}
	return standards, diagnostic.Sort(found)
}

func load(id string, own fs.FS) (*Standard, []diagnostic.Diagnostic) {
	var known []string
	for _, b := range builtin {
		if b.id == id {
			s, faults := b.load()
			return s, append(slices.Clone(faults), shadowed(id, own)...)
		}
		known = append(known, b.id)
	}
	if own != nil {
		if info, err := fs.Stat(own, id); err == nil && info.IsDir() {
			return parse(own, id, Folder+"/"+id)
		}
		entries, _ := fs.ReadDir(own, ".") // without the folder nobody has put a standard there
		for _, e := range entries {
			if e.IsDir() && !slices.Contains(known, e.Name()) {
				known = append(known, e.Name())
			}
		}
	}
	d := diagnostic.Diagnostic{Rule: Rule, Message: fmt.Sprintf("unknown standard %q: known are %s", id, strings.Join(known, ", "))}
	d.Hint = fmt.Sprintf("put it into %s/%s", Folder, id)
	if near := diagnostic.Nearest(id, known); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, []diagnostic.Diagnostic{d}
}

// shadowed reports a folder that has the name of a built-in standard, of which
// nothing is read.
func shadowed(id string, own fs.FS) []diagnostic.Diagnostic {
	if own == nil {
		return nil
	}
	if info, err := fs.Stat(own, id); err != nil || !info.IsDir() {
		return nil
	}
	p := newParser(own, id, Folder+"/"+id)
	at := diagnostic.Position{File: p.shown}
	if root := p.read("standard.yaml"); root != nil {
		at = p.within("standard.yaml", root, "id")
	}
	return []diagnostic.Diagnostic{{
		Rule: Rule, Position: at, Message: fmt.Sprintf("the standard %q is built in, and nothing of this folder is read", id),
		Hint: "take the folder out, or give it, its id: and the entry of standards: another name",
	}}
}

// Find returns the item with an id, written exactly as in the standard.
func (s *Standard) Find(id string) (Item, bool) {
	i, ok := s.byID[id]
	if !ok {
		return Item{}, false
	}
	return s.Items[i], true
}

// Clauses returns the clauses, headings among them.
func (s *Standard) Clauses() []Item { return s.of(Clause) }

// Objectives returns the control objectives, those inside others among them.
func (s *Standard) Objectives() []Item { return s.of(Objective) }

// Controls returns the controls without their objectives.
func (s *Standard) Controls() []Item { return s.of(Control) }

// AnnexC returns the objectives and risk sources of Annex C with their two
// headings.
func (s *Standard) AnnexC() []Item { return s.of(AnnexC) }

// NamedKinds returns the kinds of documents that the documented information names,
// in the order of the files. Which kinds there are is the manual's business.
func (s *Standard) NamedKinds() []NamedKind { return s.kinds }

func (s *Standard) of(k Kind) []Item {
	var items []Item
	for _, item := range s.Items {
		if item.Kind == k {
			items = append(items, item)
		}
	}
	return items
}
