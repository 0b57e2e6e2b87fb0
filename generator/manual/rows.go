package manual

import (
	"strings"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history/evidence"
)

// withRows yields documents, each before the records that it holds as rows.
func withRows(list []*document.Document) func(yield func(*document.Document) bool) {
	return func(yield func(*document.Document) bool) {
		for _, d := range list {
			if !yield(d) {
				return
			}
			for _, row := range d.Rows {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// keepers tells rows the entries of their files.
func (m *Manual) keepers() {
	files := map[string]*Entry{}
	for _, e := range m.Documents {
		if e.Holder() {
			files[e.Path] = e
		}
	}
	for _, e := range m.Documents {
		if e.IsRow {
			e.Keeper = files[e.Path]
		}
	}
}

// rememberRows gives rows their trails: the landings of their files that changed
// them. Nobody asks for approvals of records, so an approved row is in force as
// it lands.
func (m *Manual) rememberRows(known *evidence.Evidence) {
	for _, e := range m.Documents {
		if !e.IsRow || e.Keeper == nil || e.Keeper.Trail == nil {
			continue
		}
		e.Trail = e.Keeper.Trail.Part(strings.ToLower(e.ID.Value), e.ID.Value, e.Title.Value)
		if e.Trail == nil || known == nil || e.Work != Committed {
			continue
		}
		if e.Row = e.Trail.Last(); e.Status.Value == "approved" && e.Row != nil {
			e.Reader, e.From = evidence.InForce, landingDay(m, m.History.Commit(e.Row))
		}
	}
}

// landingDay is the day of a landing where the manual's days begin; zero where
// git's date can't be read.
func landingDay(m *Manual, landing *git.LogCommit) config.Date {
	if landing.Committer.Broken {
		return config.Date{}
	}
	return config.DateOf(landing.Committer.When.In(m.Config.Timezone))
}
