package manual

import (
	"regexp"
	"slices"

	"aims/generator/config"
	"aims/generator/document"
)

// Register is all records, or documents, of one kind.
type Register struct {
	Kind    *config.Kind
	Entries []*Entry // in the order of ids; files that only hold rows are not among them
}

// Registers are those of the kinds that have any documents, in the order of the
// kinds.
func (m *Manual) Registers() []Register {
	byKind := map[string][]*Entry{}
	for _, e := range m.Documents {
		if !e.Holder() {
			byKind[e.Kind.Name] = append(byKind[e.Kind.Name], e)
		}
	}
	var list []Register
	for _, k := range m.Kinds {
		if entries := byKind[k.Name]; entries != nil {
			list = append(list, Register{k, entries})
		}
	}
	return list
}

// Register finds the register of a kind; it has no entries where there are none.
func (m *Manual) Register(kind string) Register {
	r := Register{Kind: m.Kinds.Find(kind)}
	for _, e := range m.Documents {
		if e.Kind == r.Kind && !e.Holder() {
			r.Entries = append(r.Entries, e)
		}
	}
	return r
}

// ownName matches the names of kinds that no file of a register can have: the
// list of registers and the risk matrix have two of them, and Windows keeps the
// others.
var ownName = regexp.MustCompile(`^(?:index|risk-matrix|con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// FileName is what the register's files are called, without an ending.
func (r Register) FileName() string {
	if ownName.MatchString(r.Kind.Name) {
		return r.Kind.Name + "_" // no kind's name ends so
	}
	return r.Kind.Name
}

// Columns are the kind's columns without id and title, which each row begins
// with, then state and owner where the kind doesn't list them and somebody
// states them.
func (r Register) Columns() []*config.Field {
	var list []*config.Field
	for _, name := range r.Kind.Columns {
		if f := document.Key(r.Kind, name); f != nil && name != "id" && name != "title" {
			list = append(list, f)
		}
	}
	further := []string{"status", "owner"}
	if r.Kind.Record {
		further = []string{"state", "owner"}
	}
	for _, name := range further {
		if !slices.Contains(r.Kind.Columns, name) && slices.ContainsFunc(r.Entries, func(e *Entry) bool { return len(e.Values(name)) > 0 }) {
			list = append(list, document.Key(r.Kind, name))
		}
	}
	return list
}

// Keys are the keys that some entry states, besides id and title: those of
// Columns first, then the others in the kind's order.
func (r Register) Keys() []*config.Field {
	list := r.Columns()
	for _, f := range document.Keys(r.Kind) {
		stated := func(e *Entry) bool { return len(e.Values(f.Name)) > 0 }
		if f.Name != "id" && f.Name != "title" && !slices.Contains(list, f) && slices.ContainsFunc(r.Entries, stated) {
			list = append(list, f)
		}
	}
	return list
}
