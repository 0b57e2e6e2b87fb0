package check

import (
	"fmt"

	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// missingApprovals reports documents whose newest text is called approved by its
// author, and by too few who may say so.
func missingApprovals(m *manual.Manual) []diagnostic.Diagnostic {
	if m.Evidence == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		if e.Row == nil {
			continue
		}
		r := m.Evidence.Rulings[e.Row]
		if r == nil || r.Verdict != evidence.Missing && e.Reader != evidence.NotApproved {
			continue
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(e, e.Status), Length: length(e.Status),
			Message: fmt.Sprintf("revision %d of %s is not approved: %s", e.Row.Number, e.ID.Value, r.Reason),
			Hint:    "somebody who may approve it runs aims approve " + e.ID.Value,
		})
	}
	return found
}

// overdueReviews reports documents in force whose review should have been.
func overdueReviews(m *manual.Manual) []diagnostic.Diagnostic {
	if m.Evidence == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		st := e.Standing
		if st == nil || st.Due != evidence.Overdue {
			continue
		}
		where := e.ID
		if e.ReviewEvery.Set() {
			where = e.ReviewEvery
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: at(e, where), Length: length(where),
			Message: fmt.Sprintf("the review of %s was due on %s", e.ID.Value, st.NextReview),
			Hint:    "its owner or an approver commits with the trailer Periodic-review: " + e.ID.Value,
		})
	}
	return found
}

// strays reports statements that are about no text of this manual.
func strays(m *manual.Manual) []diagnostic.Diagnostic {
	if m.Evidence == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, s := range m.Evidence.Strays {
		where := atCommit(s.Commit)
		if s.Tag != "" {
			where.File = "tag " + diagnostic.Visible(s.Tag)
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: where,
			Message: fmt.Sprintf("%q approves nothing: %s", s.Text, s.Reason),
			Hint:    "aims approve writes the lines that count",
		})
	}
	return found
}

// doubts reports what one check finds doubtful in the history.
func doubts(name string) func(m *manual.Manual) []diagnostic.Diagnostic {
	return func(m *manual.Manual) []diagnostic.Diagnostic {
		if m.Evidence == nil {
			return nil
		}
		var found []diagnostic.Diagnostic
		for _, d := range m.Evidence.Doubts {
			if d.Check == name {
				found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Position: atCommit(d.Commit), Message: d.Message, Hint: d.Hint})
			}
		}
		return found
	}
}

// movedIDs reports ids that went over to another text: those of files as the
// evidence knows them, and those that were or are rows.
func movedIDs(m *manual.Manual) []diagnostic.Diagnostic {
	found := doubts(evidence.IDMoved)(m)
	for _, r := range m.Reused {
		commits := m.History.Log.Commits
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Position: atCommit(commits[r.At].Hash),
			Message: fmt.Sprintf("%s came back as %q in %s after it was removed as %q in %s", r.ID, r.Now, commits[r.At].Hash.String()[:7], r.Then, commits[r.Gone].Hash.String()[:7]),
			Hint:    "give what came later an id of its own; ids are never used again",
		})
	}
	return found
}

func atCommit(h git.Hash) diagnostic.Position {
	return diagnostic.Position{File: "commit " + h.String()[:12]}
}
