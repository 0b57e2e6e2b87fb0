package evidence

import (
	"aims/generator/config"
	"aims/generator/history"
)

// StandingOn says where a document stands on a day. Landings, statements and
// reviews after the day don't exist yet; who is wanted is who could approve in a
// tag on the head. A trail that is none of a controlled document has no standing.
func (e *Evidence) StandingOn(t *history.Trail, day config.Date) Standing {
	if e.judge == nil || e.judge.byTrail[t] == nil {
		return Standing{}
	}
	return e.judge.standing(e.judge.byTrail[t], day)
}

func (j *judge) standing(d *dossier, day config.Date) Standing {
	at := j.on(d, day)
	by := j.endedBy(d, at, day)
	var s Standing
	switch {
	case at.newest == nil:
		return s
	case at.gone:
		s.Word = Withdrawn
	case at.now != nil && len(by) == 0:
		s.Word, s.From, s.Row = InForce, at.from, at.now.row
		if at.newest != at.now {
			s.Newer = at.newest.row
			s.NewerWord, s.NewerFrom = j.word(at.newest, day)
		}
	default:
		s.Row = at.newest.row
		s.Word, s.From = j.word(at.newest, day)
		ended := len(by) > 0 && s.Word != Withdrawn // for all revisions, drafts over the ended text among them
		if ended || s.Word == InForce || s.Word == InForceFrom && d.superseded(day) {
			s.Word, s.From = Superseded, config.Date{}
		}
	}
	switch {
	case len(by) > 0:
		s.Ended = j.succession(by)
	case at.ended != nil:
		s.Ended = at.ended.end(j.trails.Log.Commits[at.ended.landing].Hash)
	}
	if !at.gone {
		s.Wants, s.WantsAll = at.newest.wants, at.newest.wantsAll
	}
	j.review(d, &s, at, day)
	return s
}

// word is what readers are told of a text that nothing supersedes.
func (j *judge) word(rev *revision, day config.Date) (Word, config.Date) {
	facts := rev.facts()
	switch {
	case rev.unstated():
		return NoWord, config.Date{}
	case facts.Status == "withdrawn":
		return Withdrawn, config.Date{}
	case facts.Status != "approved":
		return Draft, config.Date{}
	}
	switch from, ok := j.from(rev, day); {
	case !ok:
		return NotApproved, config.Date{}
	case from.Compare(day) > 0:
		return InForceFrom, from
	default:
		return InForce, from
	}
}
