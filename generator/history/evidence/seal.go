package evidence

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"aims/generator/git"
	"aims/generator/trust"
)

// seals checks signatures, each once with each set of keys.
type seals struct {
	repo Repository
	all  map[git.Hash]*signature
	now  *trust.Keys // those of the head
	err  error       // the first object that could not be read
}

// signature is that of a commit or tag.
type signature struct {
	git.Signed
	err     error
	results map[*trust.Keys]trust.Result
}

func newSeals(repo Repository, now *trust.Keys) *seals {
	return &seals{repo: repo, now: now, all: map[git.Hash]*signature{}}
}

// of judges the signature of a commit or tag by the keys of then, and of now.
func (s *seals) of(object git.Hash, then *trust.Keys, at time.Time) *Seal {
	x := s.signature(object)
	return &Seal{Then: x.by(then, at), Now: x.by(s.now, at)}
}

func (s *seals) signature(object git.Hash) *signature {
	if s.all[object] == nil {
		s.all[object] = s.read(object)
	}
	x := s.all[object]
	if x.err != nil && s.err == nil {
		s.err = fmt.Errorf("read the signature of %s: %w", object, x.err)
	}
	return x
}

func (s *seals) read(object git.Hash) *signature {
	x := &signature{results: map[*trust.Keys]trust.Result{}}
	x.Signed, x.err = s.repo.Signed(object)
	return x
}

func (x *signature) by(k *trust.Keys, at time.Time) trust.Result {
	r, done := x.results[k]
	if !done {
		r = k.Check(x.Payload, x.Signature, x.Several, at)
		x.results[k] = r
	}
	return r
}

// ahead checks the signatures of landings on all processors before they are asked
// for: in a manual that signs every commit they are most of the work.
func (j *judge) ahead() {
	var landings []int
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			if j.trails.Commit(rev.row).Signed {
				landings = append(landings, rev.row.Landing)
			}
		}
	}
	slices.Sort(landings)
	landings = slices.Compact(landings)
	found := make([]*signature, len(landings))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(landings)) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(landings)); i = next.Add(1) - 1 {
				c := j.trails.Log.Commits[landings[i]]
				found[i] = j.seals.read(c.Hash)
				found[i].by(j.rules.of(j.outside(landings[i]).commit).keys, c.Committer.When)
				found[i].by(j.seals.now, c.Committer.When)
			}
		})
	}
	all.Wait()
	for i, l := range landings {
		j.seals.all[j.trails.Log.Commits[l].Hash] = found[i]
	}
}

// sealed reports whether a tag is signed as the rules ask of an edition.
func (j *judge) sealed(p *policy, tag git.Tag) bool {
	if p.config.Editions.Require != string(Signed) {
		return true
	}
	return tag.Signed && j.seals.signature(tag.Object).by(p.keys, tag.Tagger.When).State == trust.Good
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
