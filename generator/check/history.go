package check

import (
	"fmt"

	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/manual"
)

// backMerges reports merges that turned the first-parent line round. The commits
// inside such a landing still tell everything; only the numbers suffer.
func backMerges(m *manual.Manual) []diagnostic.Diagnostic {
	if m.History == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, i := range m.History.BackMerges() {
		c := m.History.Log.Commits[i]
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning,
			Position: diagnostic.Position{File: "commit " + c.Hash.String()[:12]},
			Message:  fmt.Sprintf("%q turns the line of landings round: what had landed one by one counts as one landing", history.Subject(c.Message)),
			Hint:     "merge branches into the published branch, and rebase a branch instead of merging the published one into it",
		})
	}
	return found
}
