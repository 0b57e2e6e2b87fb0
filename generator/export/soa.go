package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/manual"
)

// soaFile is data/soa.json: what the statements of applicability decide.
type soaFile struct {
	Frame
	Controls []soaControl `json:"controls" doc:"by standard, in its order; own controls last"`
}

type soaControl struct {
	Standard      string      `json:"standard" doc:"as standards: in aims.yaml has it"`
	ID            string      `json:"id" doc:"id of the control, as references write it: that of a further standard as STANDARD:ID; own ones begin with X."`
	Title         *string     `json:"title" doc:"null for an own control without one"`
	Applicable    *bool       `json:"applicable" doc:"null when nobody decides"`
	Reason        []string    `json:"reason" is:"reason"`
	State         *string     `json:"state" is:"state"`
	Due           *string     `json:"due" is:"day" doc:"when what is planned will be there; null where nobody says"`
	Justification *string     `json:"justification" doc:"null where there is none"`
	ImplementedBy []string    `json:"implementedBy" doc:"ids of documents, with a heading where one is named: PRO-007#acceptance"`
	Evidence      []string    `json:"evidence" doc:"ids of documents and records"`
	Risks         []string    `json:"risks" doc:"ids of risks that are a reason"`
	Impacts       []string    `json:"impacts" doc:"ids of impact assessments that are a reason"`
	Except        []soaExcept `json:"except" doc:"AI systems for which the control is left out, in the order of ids"`
	Owner         *string     `json:"owner" doc:"id of a role: owner of the statement that decides; null for none"`
	Decided       *soaDecided `json:"decided" doc:"where the decision was last changed; null when nobody decides"`
}

type soaExcept struct {
	System        string `json:"system" doc:"id of the AI system"`
	Justification string `json:"justification" doc:"why"`
}

type soaDecided struct {
	Document string  `json:"document" doc:"id of the statement that held the decision in that revision; it may have moved since"`
	Revision *int    `json:"revision" is:"number" doc:"null where no commit vouches for the text"`
	Commit   *string `json:"commit" is:"commit" doc:"null where no commit vouches for the text"`
}

// WriteApplicability writes the controls with what is decided about them, as
// data/soa.json has them.
func WriteApplicability(w io.Writer, m *manual.Manual) error {
	f := soaFile{Frame: NewFrame(soaForm, m.History, m.Evidence, m.Config.Timezone), Controls: []soaControl{}}
	for _, a := range m.Applicability {
		for _, c := range a.Controls() {
			f.Controls = append(f.Controls, soaControlOf(m, a, c))
		}
	}
	if err := writeWhole(w, f); err != nil {
		return fmt.Errorf("write the statement of applicability: %w", err)
	}
	return nil
}

func soaControlOf(m *manual.Manual, a *manual.Applicability, c *manual.Applicable) soaControl {
	out := soaControl{
		Standard: a.Standard.ID, ID: m.ItemID(a.Standard, c.ID), Title: optional(c.Title),
		Reason: []string{}, ImplementedBy: []string{}, Evidence: []string{}, Risks: []string{}, Impacts: []string{}, Except: []soaExcept{},
	}
	d := c.Decision()
	if d == nil {
		return out
	}
	applicable := d.Applicable
	out.Applicable, out.State, out.Due = &applicable, optional(d.State.Value), optional(d.Due.String())
	out.Justification, out.Owner = optional(d.Justification.Value), optional(d.By.Owner.Value)
	isNone := func(word string) bool { return !slices.Contains(document.Reasons, word) } // a check has named it
	out.Reason = slices.DeleteFunc(sorted(values(d.Reasons)), isNone)
	out.ImplementedBy, out.Evidence = sorted(values(d.ImplementedBy)), sorted(values(d.Evidence))
	out.Risks, out.Impacts = sorted(values(d.Risks)), sorted(values(d.Impacts))
	for _, x := range d.Except {
		out.Except = append(out.Except, soaExcept{x.System.Value, x.Justification.Value})
	}
	slices.SortFunc(out.Except, func(x, y soaExcept) int { return strings.Compare(x.System, y.System) })
	out.Decided = &soaDecided{Document: d.By.ID.Value}
	if d.Trail != nil {
		out.Decided.Document = d.Trail.ID
	}
	out.Decided.Revision, out.Decided.Commit, _ = landing(m.History, d.Row)
	return out
}
