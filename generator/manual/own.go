package manual

import (
	"slices"
	"strings"

	"aims/generator/history/evidence"
	"aims/generator/standard"
)

// ownControl begins the ids of the organisation's own controls.
const ownControl = "X."

// own is one of the organisation's own controls.
type own struct {
	standard.Item
	by *Entry // the first document that decides on it
}

// ownControls finds the organisation's own controls of every standard: those that a
// statement of applicability decides on, in the text at its address or in a newer
// one.
func (m *Manual) ownControls() map[tracedID]own {
	list := map[tracedID]own{}
	for _, e := range slices.Concat(m.Documents, m.Next) {
		about := m.about(e)
		if about == nil || !e.decides() {
			continue
		}
		for _, d := range e.Decisions {
			of, id := m.decides(about, d.Control.Value)
			if of == nil || !strings.HasPrefix(id, ownControl) {
				continue
			}
			_, theirs := of.Find(id)
			if _, known := list[tracedID{of, id}]; !theirs && !known {
				list[tracedID{of, id}] = own{standard.Item{ID: id, Kind: standard.Control, Title: ownTitle(e)}, e}
			}
		}
	}
	return list
}

// decides reports whether a document decides on controls: a statement of
// applicability that is neither withdrawn nor superseded.
func (e *Entry) decides() bool {
	return e.Kind.Name == "soa" && e.Reader != evidence.Withdrawn && e.Reader != evidence.Superseded
}

// ownTitle is what an own control is called: the title of a document about it
// alone; "" where several share one.
func ownTitle(e *Entry) string {
	if len(e.Decisions) == 1 {
		return e.Title.Value
	}
	return ""
}

// ownOf are the own controls of a standard, in the order of ids.
func (m *Manual) ownOf(s *standard.Standard) []standard.Item {
	var list []standard.Item
	for key, own := range m.own {
		if key.of == s {
			list = append(list, own.Item)
		}
	}
	slices.SortFunc(list, func(a, b standard.Item) int { return CompareIDs(a.ID, b.ID) })
	return list
}

// find finds an item of a standard, or an own control of it.
func (m *Manual) find(s *standard.Standard, id string) (standard.Item, bool) {
	if item, ok := s.Find(id); ok {
		return item, true
	}
	own, ok := m.own[tracedID{s, id}]
	return own.Item, ok
}

// ownAddress is where an own control stands: in its row of the statement of
// applicability, or, where a newer text alone decides on it, in that text.
func (m *Manual) ownAddress(s *standard.Standard, o own) string {
	switch {
	case o.by.Of != nil:
		return o.by.Address
	case s != m.Applicability[0].Standard:
		return "soa.html#" + s.ID + ":" + o.ID
	}
	return "soa.html#" + o.ID
}

// looksOwn reports whether an id has the form of an own control's, in whatever case.
func looksOwn(id string) bool {
	return len(id) >= len(ownControl) && strings.EqualFold(id[:len(ownControl)], ownControl)
}

// deciderOf is the document that decides on the own control to which a reference
// leads; nil where it leads to none.
func (m *Manual) deciderOf(t Target) *Entry {
	by := m.own[tracedID{t.Standard, t.Item.ID}].by
	if by != nil && by.Of != nil {
		return by.Of
	}
	return by
}
