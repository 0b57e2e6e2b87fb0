package evidence

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aims/generator/git"
	"aims/generator/trust"
)

// seals checks signatures, each once with each set of keys.
type seals struct {
	repo    Repository
	signed  map[git.Hash]git.Signed
	results map[check]trust.Result
	now     *trust.Keys // those of the head
	err     error       // the first object that could not be read
}

type check struct {
	object git.Hash
	keys   *trust.Keys
}

func newSeals(repo Repository, now *trust.Keys) *seals {
	return &seals{repo: repo, now: now, signed: map[git.Hash]git.Signed{}, results: map[check]trust.Result{}}
}

// of judges the signature of a commit or tag by the keys of then, and of now.
func (s *seals) of(object git.Hash, then *trust.Keys, at time.Time) *Seal {
	return &Seal{Then: s.result(object, then, at), Now: s.result(object, s.now, at)}
}

func (s *seals) result(object git.Hash, k *trust.Keys, at time.Time) trust.Result {
	c := check{object, k}
	if r, done := s.results[c]; done {
		return r
	}
	signed, read := s.signed[object]
	if !read {
		var err error
		if signed, err = s.repo.Signed(object); err != nil && s.err == nil {
			s.err = fmt.Errorf("read the signature of %s: %w", object, err)
		}
		s.signed[object] = signed
	}
	r := k.Check(signed.Payload, signed.Signature, signed.Several, at)
	s.results[c] = r
	return r
}

// sealed reports whether a tag is signed as the rules ask of an edition.
func (j *judge) sealed(p *policy, tag git.Tag) bool {
	if p.config.Editions.Require != string(Signed) {
		return true
	}
	return tag.Signed && j.seals.result(tag.Object, p.keys, tag.Tagger.When).State == trust.Good
}

// belongs reports whether the key of a good signature is that of somebody with
// one of the addresses. A pattern that fits many is nobody's address.
func belongs(r trust.Result, addresses []string) bool {
	return r.State == trust.Good && slices.ContainsFunc(r.Identities, func(identity string) bool {
		written := strings.Split(fold(identity), ",")
		return slices.ContainsFunc(addresses, func(a string) bool {
			return slices.Contains(written, fold(a)) && trust.Matches(identity, a)
		})
	})
}
