package render

import (
	"slices"
	"strings"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/trust"
)

// state is what readers are told of an entry's text: what git proves, or what
// the author declares where nothing is known of the history.
func (b *build) state(e *manual.Entry) State {
	stated := !e.Kind.Record || e.Status.Set()
	if b.m.Evidence == nil || e.Reader == evidence.NoWord && !stated {
		return b.declared(e)
	}
	word := e.Reader
	if word == evidence.NoWord {
		word = evidence.NotApproved // a status that is its author's word alone
	}
	s := b.reader(word, e.From)
	s.Note = b.declaredBeside(e)
	return s
}

// stale is the state of evidence that is not current any more; without a word
// for any other.
func (b *build) stale(f manual.Freshness) State {
	if !f.Stale {
		return State{}
	}
	return State{Word: b.words.Proof.StaleSince + " " + longDay(f.Due), Tone: Caution}
}

// evidenceLink leads to something that is named as evidence.
func (b *build) evidenceLink(link Link, e *manual.Entry) EvidenceLink {
	if s := b.mark(e); s.Word != "" {
		return EvidenceLink{link, s}
	}
	return EvidenceLink{link, b.stale(b.m.Freshness(e))}
}

// reader is a reader's word with its look and the day that goes with it.
func (b *build) reader(w evidence.Word, from config.Date) State {
	s := State{Word: sentence(string(w)), Tone: Bad}
	switch w {
	case evidence.NoWord:
		return State{}
	case evidence.InForce:
		s.Tone = Good
		if !from.IsZero() {
			s.When = b.words.Proof.Since + " " + longDay(from)
		}
	case evidence.InForceFrom:
		s.Tone, s.When = Caution, longDay(from)
	case evidence.Draft:
		s.Tone = Caution
	}
	return s
}

// inWordsOf is a reader's word inside a sentence: in force from 1 March 2027.
func inWordsOf(w evidence.Word, from config.Date) string {
	if w == evidence.InForceFrom {
		return string(w) + " " + longDay(from)
	}
	return string(w)
}

// declared is the author's word, for a text of which nothing else is known and
// for a record's own state.
func (b *build) declared(e *manual.Entry) State {
	w := b.words
	s := State{Note: w.AsDeclared}
	if b.m.Evidence == nil && !e.Kind.Record {
		s.Note += "; " + w.Proof.Unproved
	}
	if e.Kind.Record && !e.Status.Set() {
		s.Word, s.Tone = sentence(inWords(e.State.Value)), Neutral
		if s.Word == "" {
			s.Word = w.Record
		}
		return s
	}
	s.Word = b.declaredWord(e)
	s.Tone = map[string]Tone{"approved": Good, "withdrawn": Bad}[e.Status.Value]
	if s.Tone == "" {
		s.Tone = Caution
	}
	return s
}

func (b *build) declaredWord(e *manual.Entry) string {
	w := b.words
	switch e.Status.Value {
	case "approved":
		return w.Approved
	case "review":
		return w.InReview
	case "withdrawn":
		return w.Withdrawn
	}
	return w.Draft
}

// usual are the readers' words that say all that a declared status does.
var usual = map[string][]evidence.Word{
	"approved":  {evidence.InForce, evidence.InForceFrom, evidence.Superseded},
	"withdrawn": {evidence.Withdrawn},
	"draft":     {evidence.Draft},
}

// declaredBeside is the declared status where it differs from the reader's word
// or adds to it, and that nothing proves it where nothing does.
func (b *build) declaredBeside(e *manual.Entry) string {
	var parts []string
	if e.Status.Set() && !slices.Contains(usual[e.Status.Value], e.Reader) {
		parts = append(parts, strings.ToLower(b.declaredWord(e))+", "+b.words.AsDeclared)
	}
	if e.Standing == nil {
		if len(parts) == 0 {
			parts = append(parts, b.words.AsDeclared)
		}
		parts = append(parts, b.words.Proof.Unproved)
	}
	return strings.Join(parts, "; ")
}

// verdict is how sure an approval is; nothing where nobody asks for one.
func verdict(v evidence.Verdict) State {
	if v == evidence.NotAsked {
		return State{}
	}
	tone := map[evidence.Verdict]Tone{evidence.Signed: Good, evidence.Recorded: Fair, evidence.Declared: Caution, evidence.Missing: Bad}[v]
	return State{Word: sentence(string(v)), Tone: tone}
}

// ruling is what is known of the approval of a revision; nil for nothing.
func (b *build) ruling(r *history.Row) *evidence.Ruling {
	if b.m.Evidence == nil || r == nil {
		return nil
	}
	return b.m.Evidence.Rulings[r]
}

// approval is what is known of the approval of an entry's text; nil for a
// record, and where nothing is known and nothing is claimed.
func (b *build) approval(e *manual.Entry) *Approval {
	w := b.words.Proof
	ruling := b.ruling(e.Row)
	if e.Kind.Record && (ruling == nil || len(ruling.Approvals()) == 0) {
		return nil
	}
	switch {
	case b.m.Evidence == nil && e.Status.Value != "approved":
		return nil
	case e.Row == nil:
		return &Approval{Label: w.Approval, Reason: w.Nothing}
	case ruling == nil:
		return &Approval{Label: w.Approval, Reason: w.NotProved, Trail: b.rowLink(e.Address, e.Trail, e.Row, w.InTrail)}
	}
	a := &Approval{Label: w.Approval, Verdict: verdict(ruling.Verdict), Reason: full(ruling.Reason), Trail: b.rowLink(e.Address, e.Trail, e.Row, w.InTrail)}
	if ruling.Verdict == evidence.NotAsked {
		a.Verdict = State{Word: sentence(w.NotAsked), Tone: Neutral}
	}
	for _, s := range ruling.Approvals() {
		a.By = append(a.By, b.statement(s, e.Row.Path))
	}
	if st := e.Standing; st != nil && (e.Row == st.Newer || st.Newer == nil) {
		a.Wants = b.wants(st.Wants)
	}
	return a
}

// rowLink leads to a row of a trail.
func (b *build) rowLink(from string, t *history.Trail, r *history.Row, title string) Link {
	if t == nil || r == nil {
		return Link{Title: title}
	}
	return Link{Href: b.rowAddress(from, t, r), Title: title}
}

func (b *build) wants(list []evidence.Want) []Want {
	var wants []Want
	for _, w := range list {
		want := Want{Label: b.words.Proof.WaitsFor, Needs: b.words.Proof.Needs(w.Needs, clean(w.Title))}
		if want.Who = b.people(w.People); len(want.Who) == 0 {
			want.Who = []string{b.words.Proof.Nobody}
		}
		wants = append(wants, want)
	}
	return wants
}

// person is the name of somebody under people, or their id.
func (b *build) person(id string) string {
	if p, ok := b.m.Config.People[id]; ok && p.Name != "" {
		return p.Name
	}
	return id
}

// statement is a statement as pages show it; path is that of the text's file.
func (b *build) statement(s evidence.Statement, path string) Statement {
	w := b.words.Proof
	out := Statement{
		Meaning: b.meaning(s.Meaning), Who: name(s.Person), Role: b.role(s.Role), How: verdict(s.How), Tag: clean(s.Tag),
		When: b.instant(s.When), Reason: clean(s.Reason), Carrier: b.carrier(s), Seal: b.seal(s.Seal),
	}
	if s.For != "" {
		out.Role = w.Deputy + " " + clean(s.For)
	}
	if s.Commit != (git.Hash{}) {
		out.Commit = b.commitLink(s.Commit, path)
	}
	if s.Late > 0 {
		out.Late = w.Late(s.Late)
	}
	if maker := name(s.Maker); maker != "" && !strings.EqualFold(s.Maker.Email, s.Person.Email) {
		out.Maker = w.MadeBy
		if s.Recorder {
			out.Maker = w.Recorder
		}
		out.Maker += " " + maker
	}
	return out
}

func (b *build) meaning(m evidence.Meaning) string {
	w := b.words.Proof
	return map[evidence.Meaning]string{
		evidence.Approval: w.ApprovedBy, evidence.Reviewed: w.ReviewedBy, evidence.SignedOff: w.SignedOffBy, evidence.Signature: w.SignedBy,
	}[m]
}

// carrier says where a statement stands, up to the name of the tag or commit.
func (b *build) carrier(s evidence.Statement) string {
	w := b.words.Proof
	switch {
	case s.Carrier == evidence.Tag && s.All:
		return w.InTagAll
	case s.Carrier == evidence.Tag:
		return w.InTag
	case s.Carrier == evidence.Trailer:
		return w.InTrailer
	case s.Carrier == evidence.Merge:
		return w.ByMerge
	}
	return w.InCommit
}

// seal says what a signature was worth when it was made and, where that is
// another thing, by the keys of now.
func (b *build) seal(s *evidence.Seal) Seal {
	if s == nil {
		return Seal{}
	}
	w := b.words.Proof
	out := Seal{Key: clean(s.Then.Key), Note: clean(s.Then.Reason), Word: State{Word: w.Signature + " " + string(s.Then.State), Tone: Good}}
	if s.Then.State != s.Now.State {
		out.Word.Word += " " + w.Then + "; " + string(s.Now.State) + " " + w.SinceThen
		out.Word.Tone = Caution
	}
	if s.Then.State != trust.Good {
		out.Word.Tone = Bad
	}
	if out.Key == "" {
		out.Key = clean(s.Now.Key)
	}
	if strings.Contains(out.Note, out.Key) {
		out.Key = ""
	}
	return out
}

// instant is when something happened; nothing where that can't be read.
func (b *build) instant(t time.Time) Stamp {
	if t.IsZero() {
		return Stamp{}
	}
	return b.stamp(git.Signature{When: t})
}

// longDay is a day as sentences have it: 1 March 2026; "" for no day.
func longDay(d config.Date) string {
	if d.IsZero() {
		return ""
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format("2 January 2006")
}

// full is a sentence that came without capital and full stop.
func full(reason string) string {
	if reason = clean(reason); reason == "" {
		return ""
	}
	return sentence(reason) + "."
}
