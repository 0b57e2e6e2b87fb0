// Package standard holds management system standards as data: their clauses,
// the objectives and controls of their annexes, and what documented information
// a clause asks for.
//
// In come names of standards; out go their items, each with its id and title,
// a summary, and its place in the standard. Ids and titles are the standard's.
// Every summary is this project's own wording: the text of a standard is
// copyrighted and never stands here. The data are embedded; no file is read.
package standard

import (
	"fmt"
	"strings"
	"sync"
)

// Standard is one edition of a standard. It is shared and never changed.
type Standard struct {
	ID    string // as `standards:` in aims.yaml has it: iso-42001
	Name  string // as people write it: ISO/IEC 42001:2023
	Title string
	Items []Item // clauses, then objectives and controls, then Annex C, each in the standard's order

	byID map[string]int // place in Items
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
}

// Information is documented information that belongs to a clause.
type Information struct {
	Name     string   // in our words
	Kinds    []string // kinds of documents that hold it, the most fitting first
	Duty     Duty
	Explicit bool // the clause asks for it in words; otherwise it is customary, and its lack is no gap
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
	load func() (*Standard, error)
}{
	{"iso-42001", sync.OnceValues(func() (*Standard, error) { return parse("iso-42001") })},
}

// Load returns the standards with these ids, in this order. An unknown id is an
// error that names the known ones.
func Load(ids []string) ([]*Standard, error) {
	standards := make([]*Standard, 0, len(ids))
	for _, id := range ids {
		s, err := load(id)
		if err != nil {
			return nil, err
		}
		standards = append(standards, s)
	}
	return standards, nil
}

func load(id string) (*Standard, error) {
	known := make([]string, len(builtin))
	for i, b := range builtin {
		if b.id == id {
			return b.load()
		}
		known[i] = b.id
	}
	return nil, fmt.Errorf("unknown standard %q: known are %s", id, strings.Join(known, ", "))
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

func (s *Standard) of(k Kind) []Item {
	var items []Item
	for _, item := range s.Items {
		if item.Kind == k {
			items = append(items, item)
		}
	}
	return items
}
