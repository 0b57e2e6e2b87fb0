package check

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
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
// and that the newest texts of the manual have nothing of, in any state. That there
// is no statement of applicability is said of its controls.
func askedMissing(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, s := range m.Standards {
		list, underWay := unanswered(m, s)
		if underWay && len(list) > fewMissing {
			found = append(found, manyMissing(m, s, list))
			continue
		}
		for _, u := range list {
			if underWay && u.Asked.Kinds[0] != "soa" {
				found = append(found, oneMissing(m, s, u))
			}
		}
	}
	return found
}

// unanswered is what a standard asks for in words and the manual has nothing of,
// and whether the manual is more than begun: until then it knows by itself that
// most is missing.
func unanswered(m *manual.Manual, s *standard.Standard) (list []manual.Unanswered, underWay bool) {
	if len(m.Documents) < fewDocuments || m.Trace == nil || !addressed(m.Trace, s.ID) {
		return nil, false
	}
	r, asked := m.Readiness(), 0
	for _, c := range r.Clauses {
		for _, a := range c.Asked {
			if a.Explicit && c.Standard == s {
				asked++
			}
		}
	}
	for _, u := range r.Unanswered() {
		if u.Clause.Standard == s {
			list = append(list, u)
		}
	}
	return list, 2*len(list) <= asked
}

// manyMissing is one note for all that is missing of a standard.
func manyMissing(m *manual.Manual, s *standard.Standard, list []manual.Unanswered) diagnostic.Diagnostic {
	d := m.Config.At("standards", s.ID)
	d.Severity = diagnostic.Note
	d.Message = fmt.Sprintf("the newest texts of this manual have nothing yet of %d pieces of documented information that %s asks for in words: see clauses %s", len(list), s.Name, clausesOf(m, list))
	d.Hint = "begin with " + m.ItemID(s, list[0].Clause.Item.ID) + ": " + writes(m, list[0]) + "; readiness.html of the site has the next step for each"
	return d
}

// oneMissing is the note for one piece.
func oneMissing(m *manual.Manual, s *standard.Standard, u manual.Unanswered) diagnostic.Diagnostic {
	d := m.Config.At("standards", s.ID)
	d.Severity = diagnostic.Note
	d.Message = fmt.Sprintf("clause %s asks in words for documented information that the newest texts of this manual have nothing of: %s", m.ItemID(s, u.Clause.Item.ID), u.Asked.Name)
	d.Hint = writes(m, u)
	if e := dropped(m, m.ItemID(s, u.Clause.Item.ID)); e != nil {
		d.Message += "; the text of " + e.ID.Value + " in force claims the clause, the newest one does no more"
	}
	wentAway(m, u, &d)
	return d
}

// wentAway adds which document that claimed the clause is gone, and how it comes
// back.
func wentAway(m *manual.Manual, u manual.Unanswered, d *diagnostic.Diagnostic) {
	if step := m.NextStep(u.Clause, u.Asked); step.Do == manual.ToBringBack {
		when, back := removed(m, step.Gone)
		d.Message += "; " + diagnostic.Visible(step.Gone.ID) + ", which claimed " + m.ItemID(u.Clause.Standard, u.Clause.Item.ID) + ", " + when
		d.Hint = back + ", or " + d.Hint
	}
}

// dropped is a document whose text in force claims an item, when a newer one, which
// the checks read, stands beside it; nil for none.
func dropped(m *manual.Manual, item string) *manual.Entry {
	for _, e := range m.Documents {
		st := e.Standing
		if st == nil || st.Word != evidence.InForce || st.Newer == nil && e.Work == manual.Committed {
			continue
		}
		if st.Row != nil && st.Row.Facts != nil && slices.Contains(st.Row.Facts.Addresses, item) {
			return e
		}
	}
	return nil
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
	says := fmt.Sprintf("%s %s: a file with kind: %s", verb, evidence.Article(label), kind)
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
	if t.Of != nil {
		return "was taken out of " + t.Of.ID + " in commit " + commit,
			fmt.Sprintf("git show %s^:./%s shows it; put it back into the list", commit, diagnostic.Visible(t.Path))
	}
	return "was removed in commit " + commit,
		fmt.Sprintf("bring it back: git checkout %s^ -- %s", commit, diagnostic.Visible(t.Path))
}
