package render

import (
	"strings"
	"testing"

	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// An acceptance that only an author of the text wrote down is no proof.
func TestAcceptanceOfARisk(t *testing.T) {
	b := handmade(t, handmadeConfig)
	said := func(how evidence.Verdict) evidence.Statement {
		return evidence.Statement{Person: handmadeOwner, How: how}
	}
	for want, proof := range map[string][]evidence.Statement{
		"As declared":                                      nil,
		"As declared, Ada Owner, declared":                 {said(evidence.Declared)},
		"Proved, Ada Owner, declared, Ada Owner, recorded": {said(evidence.Declared), said(evidence.Recorded)},
		"Proved, Ada Owner, signed":                        {said(evidence.Signed)},
	} {
		a := b.acceptance(&manual.Risk{Entry: &manual.Entry{}, AcceptedBy: document.Text{Value: "lead"}, Proof: proof})
		if got := strings.Join(append([]string{a.State.Word}, a.By...), ", "); got != want {
			t.Errorf("%s; want %s", got, want)
		}
	}
	row := &manual.Entry{Keeper: &manual.Entry{Document: &document.Document{ID: document.Text{Value: "RSK-LIST"}}}}
	a := b.acceptance(&manual.Risk{Entry: row, AcceptedBy: document.Text{Value: "lead"}, Proof: []evidence.Statement{said(evidence.Signed)}, ProofOf: &history.Row{Number: 3}})
	if got, want := strings.Join(a.By, ", "), "Ada Owner, signed (RSK-LIST revision 3)"; got != want {
		t.Errorf("of a row: %s; want %s", got, want)
	}
}

// What is to be accepted on a day to come is not accepted, whoever approves it,
// and a deputy is told from who holds the role.
func TestAcceptanceToComeAndByDeputies(t *testing.T) {
	b := handmade(t, handmadeConfig)
	proof := []evidence.Statement{{Person: handmadeOwner, How: evidence.Signed, Held: []evidence.Held{{Role: "other"}, {Role: "lead", For: "Lead"}}}}
	r := &manual.Risk{Entry: &manual.Entry{}, AcceptedBy: document.Text{Value: "lead"}, Proof: proof}
	if got, want := strings.Join(b.acceptance(r).By, ", "), "Ada Owner, for Lead, signed"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	r.Ahead = true
	if got := b.acceptance(r).State; got.Word != "Not yet" || got.Tone != Bad {
		t.Errorf("dated ahead: %+v", got)
	}
}
