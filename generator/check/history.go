package check

import (
	"fmt"

	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/manual"
)

// grafts reports commits that a file of grafts gives other parents.
func grafts(m *manual.Manual) []diagnostic.Diagnostic {
	return altered(m.Altered.Grafts, "commit", "git shows it with other parents than it was recorded with (info/grafts); the recorded ones are read",
		"delete .git/info/grafts, so that git shows what this manual shows")
}

// replaceRefs reports objects that git shows others in the place of.
func replaceRefs(m *manual.Manual) []diagnostic.Diagnostic {
	return altered(m.Altered.Replaced, "object", "git shows another object in its place (refs/replace); the recorded one is read",
		"git replace --delete takes the replacement away; git --no-replace-objects shows what this manual shows")
}

func altered(hs []git.Hash, kind, message, hint string) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, h := range hs {
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Message: message, Hint: hint,
			Position: diagnostic.Position{File: kind + " " + h.String()[:12]},
		})
	}
	return found
}

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
			Position: atCommit(c.Hash),
			Message:  fmt.Sprintf("%q turns the line of landings round: what had landed one by one counts as one landing", history.Subject(c.Message)),
			Hint:     "merge branches into the published branch, and rebase a branch instead of merging the published one into it",
		})
	}
	return found
}
