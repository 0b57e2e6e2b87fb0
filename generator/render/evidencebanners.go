package render

import (
	"strings"

	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// banners are the sentences over an entry's text that must not be missed.
func (b *build) banners(e *manual.Entry) []Banner {
	switch {
	case b.m.Evidence == nil:
		return b.declaredBanners(e)
	case e.Of != nil:
		return []Banner{b.nextBanner(e)}
	}
	return append(b.readerBanners(e), b.otherTexts(e)...)
}

// declaredBanners are those of a text of which nothing is known but what its
// author declares.
func (b *build) declaredBanners(e *manual.Entry) []Banner {
	text := b.words.NotApprovedYet
	switch {
	case e.Status.Value == "", e.Status.Value == "approved":
		return nil
	case e.Status.Value == "withdrawn":
		text = b.words.NotUsed
	}
	s := b.declared(e)
	return []Banner{{Tone: s.Tone, Word: s.Word + ".", Text: text}}
}

// nextBanner leads from a newer text back to the one in force.
func (b *build) nextBanner(e *manual.Entry) Banner {
	w := b.words.Proof
	s := b.reader(e.Reader, e.From)
	banner := Banner{Tone: s.Tone, Word: w.NotYet, Text: w.Newer, Links: []Link{b.entryLink(e.Address, e.Of)}, After: "."}
	if e.Reader == evidence.InForceFrom {
		banner.Word, banner.Text, banner.After = s.Word+" "+s.When+".", w.Until, " "+w.IsInForce
	}
	if banner.Tone == Good || banner.Tone == "" {
		banner.Tone = Caution
	}
	return banner
}

// readerBanners say why a text isn't in force.
func (b *build) readerBanners(e *manual.Entry) []Banner {
	w := b.words.Proof
	s := b.reader(e.Reader, e.From)
	banner := Banner{Tone: s.Tone, Word: s.Word + ".", Text: w.NotInForce}
	switch e.Reader {
	case evidence.NoWord, evidence.InForce:
		return nil
	case evidence.InForceFrom:
		banner.Word, banner.Text = s.Word+" "+s.When+".", w.NotUntil
	case evidence.Superseded, evidence.Withdrawn:
		if e.Standing != nil && e.Standing.Ended != nil && e.Standing.Ended.Cause == e.Reader {
			banner = b.endBanner(e.Address, e.Standing.Ended)
		}
	}
	return []Banner{banner}
}

// endBanner says what took a document out of force, and when.
func (b *build) endBanner(from string, end *evidence.End) Banner {
	w := b.words.Proof
	banner := Banner{Tone: Bad, Word: sentence(string(end.Cause)), After: ". " + w.NoLonger}
	if end.Cause == evidence.Superseded {
		banner.Links = b.successors(from, end.By)
	} else {
		banner.Who = name(end.Person)
	}
	if !end.Day.IsZero() {
		banner.Text = w.On + " " + longDay(end.Day)
	}
	if banner.Who != "" || len(banner.Links) > 0 {
		banner.Text = strings.TrimSpace(banner.Text + " " + w.By)
	}
	if banner.Text == "" {
		banner.Word, banner.After = banner.Word+".", w.NoLonger
	}
	return banner
}

// successors lead to documents by their ids.
func (b *build) successors(from string, ids []string) []Link {
	var links []Link
	for _, id := range ids {
		l := Link{ID: id}
		for _, e := range b.m.Documents {
			if strings.EqualFold(e.ID.Value, id) {
				l = b.entryLink(from, e)
			}
		}
		links = append(links, l)
	}
	return links
}

// otherTexts lead from a document to its newer text, and say so where an older
// one will come into force.
func (b *build) otherTexts(e *manual.Entry) []Banner {
	st, w := e.Standing, b.words.Proof
	if st == nil {
		return nil
	}
	calm := Banner{Tone: Neutral, Word: w.NewerExists, After: ".", Calm: true}
	switch {
	case e.Next != nil:
		calm.Links = []Link{{Href: relative(e.Address, e.Next.Address), Title: inWordsOf(e.Next.Reader, e.Next.From)}}
	case e.Reader == evidence.InForce && st.Newer != nil:
		calm.Links = []Link{b.rowLink(e.Address, e.Trail, st.Newer, inWordsOf(st.NewerWord, st.NewerFrom))}
	case st.Word == evidence.InForceFrom && e.Row != st.Row:
		calm.Word = w.LaterExists
		calm.Links = []Link{b.rowLink(e.Address, e.Trail, st.Row, inWordsOf(st.Word, st.From))}
	default:
		return nil
	}
	return []Banner{calm}
}
