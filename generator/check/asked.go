package check

import (
	"fmt"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/manual"
	"aims/generator/standard"
)

const (
	// A manual with fewer documents, or with less than half of what is asked for,
	// has only begun, and knows that much is missing.
	fewDocuments = 5

	// Of more missing pieces than these a manual gets one note for all of them.
	fewMissing = 3
)

// askedMissing reports documented information that a standard asks for in words
// and that the manual has nothing of, in any state.
func askedMissing(m *manual.Manual) []diagnostic.Diagnostic {
	if len(m.Documents) < fewDocuments || m.Trace == nil {
		return nil
	}
	r := m.Readiness()
	asked := map[string]int{}
	for _, c := range r.Clauses {
		for _, a := range c.Asked {
			if a.Explicit {
				asked[c.Standard.ID]++
			}
		}
	}
	of := map[string][]manual.Unanswered{}
	for _, u := range r.Unanswered() {
		of[u.Clause.Standard.ID] = append(of[u.Clause.Standard.ID], u)
	}
	var found []diagnostic.Diagnostic
	for _, s := range m.Standards {
		list := of[s.ID]
		switch {
		case 2*len(list) > asked[s.ID] || !addressed(m.Trace, s.ID):
		case len(list) > fewMissing:
			found = append(found, manyMissing(m, s, list))
		default:
			for _, u := range list {
				found = append(found, oneMissing(m, s, u))
			}
		}
	}
	return found
}

// manyMissing is one note for all that is missing of a standard.
func manyMissing(m *manual.Manual, s *standard.Standard, list []manual.Unanswered) diagnostic.Diagnostic {
	d := m.Config.At("standards", s.ID)
	d.Severity = diagnostic.Note
	d.Message = fmt.Sprintf("this manual has nothing yet of %d pieces of documented information that %s asks for in words: see clauses %s", len(list), s.Name, clausesOf(m, list))
	d.Hint = "begin with " + m.ItemID(s, list[0].Clause.Item.ID) + ": " + writes(m, list[0]) + "; readiness.html of the site has the next step for each"
	return d
}

// oneMissing is the note for one piece.
func oneMissing(m *manual.Manual, s *standard.Standard, u manual.Unanswered) diagnostic.Diagnostic {
	d := m.Config.At("standards", s.ID)
	d.Severity = diagnostic.Note
	d.Message = fmt.Sprintf("clause %s asks in words for documented information that this manual has nothing of: %s", m.ItemID(s, u.Clause.Item.ID), u.Asked.Name)
	d.Hint = writes(m, u)
	if step := m.NextStep(u.Clause, u.Asked); step.Do == manual.ToBringBack {
		when, back := removed(m, step.Gone)
		d.Message += "; " + diagnostic.Visible(step.Gone.ID) + ", which claimed the clause, " + when
		d.Hint = back + ", or " + d.Hint
	}
	return d
}

// addressed reports whether any document claims a part of the standard.
func addressed(t *manual.Trace, id string) bool {
	for _, x := range t.Items {
		if x.Standard.ID != id {
			continue
		}
		for _, d := range x.Documents {
			if d.Claims {
				return true
			}
		}
	}
	return false
}

// clausesOf are the clauses that ask, each once.
func clausesOf(m *manual.Manual, list []manual.Unanswered) string {
	var ids []string
	for _, u := range list {
		id := m.ItemID(u.Clause.Standard, u.Clause.Item.ID)
		if len(ids) == 0 || ids[len(ids)-1] != id {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, ", ")
}

// writes says what to write so that something is there.
func writes(m *manual.Manual, u manual.Unanswered) string {
	kind, label, verb := u.Asked.Kinds[0], u.Asked.Kinds[0], "write"
	if k := m.Kinds.Find(kind); k != nil {
		label = k.Label
		if k.Record {
			verb = "keep"
		}
	}
	article := "a"
	if strings.ContainsRune("aeiouAEIO", rune(label[0])) {
		article = "an"
	}
	says := fmt.Sprintf("%s %s %s: a file with kind: %s", verb, article, label, kind)
	for _, k := range u.Clause.Kinds {
		if k.Name == kind {
			return says
		}
	}
	return says + fmt.Sprintf(" and addresses: [%q]", m.ItemID(u.Clause.Standard, u.Clause.Item.ID))
}

// removed says when a document went away, and how it comes back.
func removed(m *manual.Manual, t *history.Trail) (message, hint string) {
	commit := m.History.Log.Commits[t.Gone].Hash.String()[:12]
	return "was removed in commit " + commit,
		fmt.Sprintf("bring it back: git checkout %s^ -- %s", commit, diagnostic.Visible(t.Path))
}
