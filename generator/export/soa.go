package export

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"aims/generator/manual"
)

// soaFile is data/soa.json: what the statements of applicability decide.
type soaFile struct {
	Frame
	Controls []soaControl `json:"controls"` // by standard, in its order; own controls last
}

type soaControl struct {
	Standard      string      `json:"standard"` // as `standards:` in aims.yaml has it
	ID            string      `json:"id"`
	Title         *string     `json:"title"`
	Applicable    *bool       `json:"applicable"` // null when nobody decides
	Reason        []string    `json:"reason"`
	State         *string     `json:"state"` // as declared
	Due           *string     `json:"due"`
	Justification *string     `json:"justification"`
	ImplementedBy []string    `json:"implementedBy"` // as typed: PRO-007#acceptance
	Evidence      []string    `json:"evidence"`
	Risks         []string    `json:"risks"`
	Impacts       []string    `json:"impacts"`
	Except        []soaExcept `json:"except"`
	Owner         *string     `json:"owner"` // id of a role
	Decided       *soaDecided `json:"decided"`
}

type soaExcept struct {
	System        string `json:"system"`
	Justification string `json:"justification"`
}

// soaDecided is where a decision was last changed. Revision and commit are null
// where no commit vouches for the text.
type soaDecided struct {
	Document string  `json:"document"`
	Revision *int    `json:"revision"`
	Commit   *string `json:"commit"`
}

// WriteApplicability writes the controls with what is decided about them, as
// data/soa.json has them.
func WriteApplicability(w io.Writer, m *manual.Manual) error {
	f := soaFile{Frame: NewFrame("aims/soa/1", m.History, m.Evidence, m.Config.Timezone), Controls: []soaControl{}}
	for _, a := range m.Applicability {
		for _, c := range a.Controls() {
			f.Controls = append(f.Controls, soaControlOf(m, a, c))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(f); err != nil {
		return fmt.Errorf("write the statement of applicability: %w", err)
	}
	return nil
}

func soaControlOf(m *manual.Manual, a *manual.Applicability, c *manual.Applicable) soaControl {
	out := soaControl{
		Standard: a.Standard.ID, ID: c.ID, Title: optional(c.Title),
		Reason: []string{}, ImplementedBy: []string{}, Evidence: []string{}, Risks: []string{}, Impacts: []string{}, Except: []soaExcept{},
	}
	d := c.Decision()
	if d == nil {
		return out
	}
	applicable := d.Applicable
	out.Applicable, out.State, out.Due = &applicable, optional(d.State.Value), optional(d.Due.String())
	out.Justification, out.Owner = optional(d.Justification.Value), optional(d.By.Owner.Value)
	out.Reason, out.ImplementedBy, out.Evidence = sorted(values(d.Reasons)), sorted(values(d.ImplementedBy)), sorted(values(d.Evidence))
	out.Risks, out.Impacts = sorted(values(d.Risks)), sorted(values(d.Impacts))
	for _, x := range d.Except {
		out.Except = append(out.Except, soaExcept{x.System.Value, x.Justification.Value})
	}
	slices.SortFunc(out.Except, func(x, y soaExcept) int { return strings.Compare(x.System, y.System) })
	out.Decided = &soaDecided{Document: d.By.ID.Value}
	out.Decided.Revision, out.Decided.Commit, _ = landing(m.History, d.Row)
	return out
}
