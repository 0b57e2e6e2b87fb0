package manual

import (
	"slices"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// Risk is a document of kind risk with what its fields say. A field that the
// file hasn't is unset.
type Risk struct {
	*Entry
	Likelihood document.Text
	Impacts    [3]document.Text // on the organisation, on individuals, on society
	Worst      document.Text    // the highest of the impacts
	Level      document.Text    // before treatment
	Residual   document.Text    // after it, as stated: see Remains
	Treatment  document.Text
	Due        document.Text
	AcceptedBy document.Text // a role
	AcceptedOn document.Text
	Ahead      bool // AcceptedOn lies ahead, so that nobody has accepted the risk yet
	Closed     document.Text
	Systems    []*Entry // in the file's order
	Controls   []Linked
	Sources    []Linked // of Annex C

	// Proof are the approvals of the risk's text by somebody who holds the role
	// AcceptedBy. Where it is empty, the acceptance is the author's word.
	Proof   []evidence.Statement
	ProofOf *history.Row // the revision that they approve: of the risk, or of the file that it is a row of; nil without Proof

	shut bool
}

// The names of the scales along which risks are measured.
const (
	LikelihoodScale = "likelihood"
	ImpactScale     = "impact"
	LevelScale      = "level"
)

// impactFields are the fields of the three impacts, in the order of Risk.Impacts.
var impactFields = [3]string{"impact-on-organisation", "impact-on-individuals", "impact-on-society"}

// Rank is the place of a word in a scale, from 0 for the lowest; -1 when the
// scale hasn't the word.
func (m *Manual) Rank(scale, word string) int { return slices.Index(m.Config.Scales[scale], word) }

// Serious reports whether a level is one of the two highest of its scale. A
// scale of two words or fewer has only one such level.
func (m *Manual) Serious(level string) bool {
	words := m.Config.Scales[LevelScale]
	rank := slices.Index(words, level)
	return rank >= 0 && rank >= max(len(words)-2, 1)
}

// risks are the risks of the manual that are neither withdrawn nor superseded, in
// the order of ids.
func (m *Manual) risks() []*Risk {
	var list []*Risk
	for _, e := range m.Documents {
		if e.Kind.Name == "risk" && e.stands() {
			list = append(list, m.risk(e))
		}
	}
	return list
}

func (m *Manual) risk(e *Entry) *Risk {
	r := &Risk{
		Entry: e, Likelihood: e.said("likelihood"), Level: e.said("level"), Residual: e.said("residual-level"),
		Treatment: e.said("treatment"), Due: e.said("due"), AcceptedBy: e.said("accepted-by"), AcceptedOn: e.said("accepted-on"),
		Closed: e.said("closed"), Systems: e.named("systems"),
	}
	for i, field := range impactFields {
		r.Impacts[i] = e.said(field)
		if m.Rank(ImpactScale, r.Impacts[i].Value) > m.Rank(ImpactScale, r.Worst.Value) {
			r.Worst = r.Impacts[i]
		}
	}
	for _, l := range e.Fields {
		switch {
		case l.Key == "controls":
			r.Controls = append(r.Controls, l)
		case l.Key == "source":
			r.Sources = append(r.Sources, l)
		}
	}
	if on, err := config.ParseDate(r.AcceptedOn.Value); err == nil {
		r.Ahead = m.Ahead(on)
	}
	r.shut = m.Closed(e)
	r.Proof, r.ProofOf = m.acceptance(e, r.AcceptedBy.Value)
	return r
}

// Open reports whether the risk has no closing date, or one that lies ahead.
func (r *Risk) Open() bool { return !r.shut }

// Remains is the level after treatment; where none is stated, the one before it
// stays.
func (r *Risk) Remains() document.Text {
	if r.Residual.Value != "" {
		return r.Residual
	}
	return r.Level
}

// Accepted reports whether the risk names who accepts it, as of now. That they do
// is proved by Proof alone.
func (r *Risk) Accepted() bool { return r.AcceptedBy.Value != "" && !r.Ahead }

// stands reports whether a document is neither withdrawn nor superseded, and no
// file that only holds records as rows.
func (e *Entry) stands() bool {
	return !e.Holder() && e.Reader != evidence.Withdrawn && e.Reader != evidence.Superseded
}

// said is the first value of a field of the entry's kind; unset when the file
// hasn't the field.
func (e *Entry) said(name string) document.Text {
	for _, f := range e.Document.Fields {
		if f.Def.Name == name && len(f.Values) > 0 {
			return f.Values[0].Text
		}
	}
	return document.Text{}
}

// Said is what a file says in a field of its kind, value by value; nil when it
// hasn't the field.
func (e *Entry) Said(name string) []document.Text {
	for _, f := range e.Document.Fields {
		if f.Def.Name != name {
			continue
		}
		list := make([]document.Text, len(f.Values))
		for i, v := range f.Values {
			list[i] = v.Text
		}
		return list
	}
	return nil
}

// named are the entries to which a key of the frontmatter leads, each once.
func (e *Entry) named(keys ...string) []*Entry {
	var list []*Entry
	for _, l := range e.Fields {
		if slices.Contains(keys, l.Key) && l.Broken == Fine && l.Entry != nil && !slices.Contains(list, l.Entry) {
			list = append(list, l.Entry)
		}
	}
	return list
}
