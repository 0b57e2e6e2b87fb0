package evidence

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
)

// Options say what is judged.
type Options struct {
	Config          config.Config // of the built manual: its zone, its kinds, and how early reviews are announced // required
	Day             config.Date   // as of which Standings hold // required
	AllowIncomplete bool          // take rules whose text a partial clone lacks for such that can't be read, instead of stopping
}

// Repository is what is read of a repository besides its trails.
type Repository interface {
	Blob(h git.Hash) ([]byte, error)
	Tags() ([]git.Tag, error)
	Signed(h git.Hash) (git.Signed, error) // called from several goroutines at once
}

// Judge says what the trails of a history prove. They have to be those of
// history.Read, with the rules. An error is about an object that can't be read.
func Judge(ctx context.Context, repo Repository, t *history.Trails, o Options) (*Evidence, error) {
	r, err := readRules(repo, t, o)
	if err != nil {
		return nil, fmt.Errorf("read the rules of then: %w", err)
	}
	tags, err := repo.Tags()
	if err != nil {
		return nil, fmt.Errorf("read the tags: %w", err)
	}
	j := newJudge(repo, t, r, o)
	for _, stage := range []func(){
		j.read, j.ahead, j.gather, j.approvals, func() { j.inCommits(); j.inTags(tags) },
		func() { j.findEditions(tags) }, j.decideAll, j.stand,
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		stage()
	}
	if j.seals.err != nil {
		return nil, j.seals.err
	}
	return j.evidence(), nil
}

// judge is the work on one history. Once Judge has returned it, it doesn't change but
// for the laws and authors that it remembers when it is asked what would count.
type judge struct {
	calendar
	asked    sync.Mutex // held by who asks
	o        Options
	trails   *history.Trails
	rules    *rules
	seals    *seals
	kinds    map[string]config.Kind // of the built manual
	line     []int                  // the landings, newest first
	earliest []time.Time            // by index in line: the earliest date of it and the newer ones
	onLine   []int                  // by commit: the nearest one on the line among itself and its first parents; -1 for none
	messages []*message             // by commit; nil for one that states nothing
	landings map[int]*landing
	editions []edition // oldest first
	changes  []RuleChange
	strays   []dated

	dossiers []*dossier // in the order of ids
	byTrail  map[*history.Trail]*dossier
	byID     map[string][]*dossier // by key, of all ids that they ever had
	reviewed map[*dossier][]int    // commits with Periodic-review, oldest first
}

// edition is the tag of one.
type edition struct {
	name    string
	landing int // of the commit that it names
	when    time.Time
}

func newJudge(repo Repository, t *history.Trails, r *rules, o Options) *judge {
	j := &judge{
		calendar: calendar{o.Config.Timezone}, o: o, trails: t, rules: r, line: t.Line(), kinds: map[string]config.Kind{},
		onLine: make([]int, len(t.Log.Commits)), messages: make([]*message, len(t.Log.Commits)),
		landings: map[int]*landing{}, changes: r.trail(t),
		byTrail: map[*history.Trail]*dossier{}, byID: map[string][]*dossier{}, reviewed: map[*dossier][]int{},
	}
	if j.zone == nil {
		j.zone = time.UTC
	}
	j.seals = newSeals(repo, r.before.keys)
	if len(j.line) > 0 {
		j.seals.now = r.of(0).keys
	}
	merged, _ := config.MergeKinds(r.builtin, o.Config.Kinds)
	for _, k := range merged {
		j.kinds[k.Name] = k
	}
	for i, l := range j.line {
		at := t.Log.Commits[l].Committer.When
		if i > 0 && (at.IsZero() || j.earliest[i-1].Before(at)) && !j.earliest[i-1].IsZero() {
			at = j.earliest[i-1]
		}
		j.earliest = append(j.earliest, at)
	}
	return j
}

// read reads what all messages state, and opens a dossier for every document and
// record.
func (j *judge) read() {
	for _, trail := range slices.Concat(j.trails.Documents, j.trails.Records) {
		d := newDossier(j.trails, trail)
		j.dossiers = append(j.dossiers, d)
		j.byTrail[trail] = d
		for id := range d.ids {
			j.byID[id] = append(j.byID[id], d)
		}
	}
	log := j.trails.Log
	for i := len(log.Commits) - 1; i >= 0; i-- { // children stand before parents
		j.onLine[i] = i
		if j.trails.LandingOf(i) != i {
			j.onLine[i] = -1
			if p := firstParent(log, i); p >= 0 {
				j.onLine[i] = j.onLine[p]
			}
		}
		if j.messages[i] = readMessage(log.Commits[i].Message); j.messages[i] != nil {
			j.periodic(i)
		}
	}
}

// periodic notes the reviews that a commit's trailers name.
func (j *judge) periodic(i int) {
	for _, id := range j.messages[i].reviews {
		if len(j.byID[key(id)]) == 0 {
			j.stray(j.atCommit(i, Commit), clean("Periodic-review: "+id), "no commit has a document "+clean(id))
		}
		for _, d := range j.byID[key(id)] {
			j.reviewed[d] = append(j.reviewed[d], i)
		}
	}
}

// approvals notes what stands on landings and inside them.
func (j *judge) approvals() {
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			j.landed(rev)
		}
	}
}

// findEditions lists the tags of editions in the order of the line, then of dates.
func (j *judge) findEditions(tags []git.Tag) {
	for _, tag := range tags {
		at, known := j.trails.Log.Index[tag.Commit]
		if !known {
			continue
		}
		if policy := j.rules.of(j.onLine[at]); policy.edition(tag.Name) && j.sealed(policy, tag) {
			j.editions = append(j.editions, edition{tag.Name, j.trails.LandingOf(at), tag.Tagger.When})
		}
	}
	slices.SortStableFunc(j.editions, func(a, b edition) int {
		return cmp.Or(cmp.Compare(b.landing, a.landing), a.when.Compare(b.when), cmp.Compare(a.name, b.name))
	})
}

// decideAll gives every revision its verdict.
func (j *judge) decideAll() {
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			j.rule(rev)
		}
	}
}

// stand works out what standings hang on: who supersedes whom, what ended a
// document, and its reviews.
func (j *judge) stand() {
	for _, d := range j.dossiers {
		j.endings(d)
		j.reviewsOf(d)
		for _, rev := range d.revisions {
			rev.wants, rev.wantsAll = j.wanted(rev)
		}
	}
	j.reigns()
}

// evidence is the result.
func (j *judge) evidence() *Evidence {
	e := &Evidence{
		Day: j.o.Day, Rulings: map[*history.Row]*Ruling{}, Standings: map[*history.Trail]*Standing{},
		Rules: j.changes, Strays: j.sortedStrays(), Doubts: j.doubts(), judge: j,
	}
	for _, d := range j.dossiers {
		for _, rev := range d.revisions {
			e.Rulings[rev.row] = rev.ruling
		}
		s := j.standing(d, j.o.Day)
		e.Standings[d.trail] = &s
	}
	return e
}
