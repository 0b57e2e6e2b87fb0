package manual

import (
	"strings"

	"aims/generator/history/evidence"
)

// supersede gives the records that others supersede their word. Nobody asks for
// the approval of a record, so that one without a status supersedes too, as long as
// it is current. Documents, and records that are in force, supersede by git's
// evidence, and where nothing is known of the history nothing does.
func (m *Manual) supersede() {
	if m.Evidence == nil {
		return
	}
	var ended []*Entry
	for _, e := range m.Documents {
		if !isRecord(e) || e.Holder() || !m.Current(e) {
			continue
		}
		for _, id := range e.Supersedes {
			if x := m.index.ids[strings.ToLower(id.Value)]; x != nil && x != e && isRecord(x) && m.Current(x) {
				ended = append(ended, x)
			}
		}
	}
	for _, e := range ended {
		e.Reader = evidence.Superseded
	}
}
