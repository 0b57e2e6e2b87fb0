package evidence

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/trust"
)

// group is a part of the rules that comes, changes and goes as one.
type group int

const (
	aims group = iota
	mailmap
	keys
	groups
)

func groupOf(file string) group {
	switch file {
	case config.Name:
		return aims
	case ".mailmap":
		return mailmap
	}
	return keys
}

// files are the files that hold the rules at a commit. Commits that change none
// of them share one.
type files struct {
	has [groups]map[string]git.Hash // by path; empty where the group is absent
	had [groups]bool                // whether the group was ever there on the way of first parents
}

func (f *files) with(changes []git.Change) *files {
	next := *f
	for g := range groups {
		next.has[g] = maps.Clone(f.has[g])
		if next.has[g] == nil {
			next.has[g] = map[string]git.Hash{}
		}
	}
	for _, ch := range changes {
		g := groupOf(ch.Path)
		if ch.New.IsZero() {
			delete(next.has[g], ch.Path)
			continue
		}
		next.has[g][ch.Path] = ch.New
		next.had[g] = true
	}
	return &next
}

// policy is who may do what by the rules of a commit.
type policy struct {
	*book
	mailmap history.Mailmap
	keys    *trust.Keys
}

// book is one text of aims.yaml.
type book struct {
	config    config.Config
	kinds     map[string]config.Kind
	byAddress map[string]string // ids of people by their addresses, folded
	absent    bool              // there is no such file any more
	fault     string            // why it can't be read; "" when it can
}

// rules are the policies of the first-parent line.
type rules struct {
	repo     Repository
	mayLack  bool
	builtin  []config.Kind
	first    files // the first version of each group on the line
	at       []*files
	policies map[*files]*policy
	before   *policy // where the history has not begun

	books    map[git.Hash]*book
	mailmaps map[git.Hash]history.Mailmap
	keys     map[string]*trust.Keys
	laws     map[lawKey]*law
}

// readRules reads every version of the rules on the line. What a commit has is
// what its first parent has with its own changes.
func readRules(repo Repository, t *history.Trails, o Options) (*rules, error) {
	r := &rules{
		repo: repo, mayLack: o.AllowIncomplete, at: make([]*files, len(t.Log.Commits)), policies: map[*files]*policy{},
		books: map[git.Hash]*book{}, mailmaps: map[git.Hash]history.Mailmap{}, keys: map[string]*trust.Keys{},
		laws: map[lawKey]*law{},
	}
	kinds, _ := document.AllKinds(config.Default())
	for _, k := range kinds {
		r.builtin = append(r.builtin, *k)
	}
	none := &files{}
	for i := len(t.Log.Commits) - 1; i >= 0; i-- { // children stand before parents
		r.at[i] = none
		if p := firstParent(t.Log, i); p >= 0 {
			r.at[i] = r.at[p]
		}
		if t.Rules != nil && len(t.Rules[i]) > 0 {
			r.at[i] = r.at[i].with(t.Rules[i])
		}
	}
	line := t.Line()
	for _, l := range slices.Backward(line) {
		for g := range groups {
			if !r.first.had[g] && len(r.at[l].has[g]) > 0 {
				r.first.has[g], r.first.had[g] = r.at[l].has[g], true
			}
		}
	}
	var err error
	if r.before, err = r.policy(none); err != nil {
		return nil, err
	}
	for _, l := range line {
		if _, err := r.policy(r.at[l]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func firstParent(log *git.Log, i int) int {
	if parents := log.Commits[i].Parents; len(parents) > 0 {
		return parents[0]
	}
	return -1
}

// of returns the policy of a commit on the line, or that before the first one
// for -1.
func (r *rules) of(commit int) *policy {
	if commit < 0 {
		return r.before
	}
	return r.policies[r.at[commit]]
}

// policy reads what the files say. For a group that was never there its first
// version on the line counts.
func (r *rules) policy(f *files) (*policy, error) {
	if p := r.policies[f]; p != nil {
		return p, nil
	}
	effective := *f
	for g := range groups {
		if !f.had[g] {
			effective.has[g] = r.first.has[g]
		}
	}
	p := &policy{}
	var err error
	if p.book, err = r.book(effective.has[aims][config.Name]); err != nil {
		return nil, fmt.Errorf("read %s of then: %w", config.Name, err)
	}
	if p.mailmap, err = r.names(effective.has[mailmap][".mailmap"]); err != nil {
		return nil, fmt.Errorf("read .mailmap of then: %w", err)
	}
	if p.keys, err = r.keysOf(effective.has[keys]); err != nil {
		return nil, fmt.Errorf("read trust/ of then: %w", err)
	}
	r.policies[f] = p
	return p, nil
}

// read reads a file of the rules; lacking says that an incomplete clone doesn't
// have it.
func (r *rules) read(blob git.Hash) (text []byte, lacking bool, err error) {
	text, err = r.repo.Blob(blob)
	if r.mayLack && errors.Is(err, git.ErrMissing) {
		return nil, true, nil
	}
	return text, false, err
}

func (r *rules) book(blob git.Hash) (*book, error) {
	if b := r.books[blob]; b != nil {
		return b, nil
	}
	b := &book{config: config.Default(), absent: blob.IsZero(), byAddress: map[string]string{}, kinds: map[string]config.Kind{}}
	if !b.absent {
		text, lacking, err := r.read(blob)
		if err != nil {
			return nil, err
		}
		var found []diagnostic.Diagnostic
		b.config, found = config.Parse(text)
		b.fault = firstError(found)
		if lacking {
			b.fault = "this clone doesn't have its text"
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.config.People)) {
		for _, address := range b.config.People[id].Emails {
			b.byAddress[fold(address)] = id
		}
	}
	merged, _ := config.MergeKinds(r.builtin, b.config.Kinds)
	for _, k := range merged {
		b.kinds[k.Name] = k
	}
	r.books[blob] = b
	return b, nil
}

func firstError(found []diagnostic.Diagnostic) string {
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			return fmt.Sprintf("line %d: %s", max(d.Line, 1), clean(d.Message))
		}
	}
	return ""
}

func (r *rules) names(blob git.Hash) (history.Mailmap, error) {
	if m, known := r.mailmaps[blob]; known || blob.IsZero() {
		return m, nil
	}
	text, _, err := r.read(blob)
	if err == nil {
		r.mailmaps[blob] = history.ParseMailmap(text)
	}
	return r.mailmaps[blob], err
}

func (r *rules) keysOf(set map[string]git.Hash) (*trust.Keys, error) {
	var name strings.Builder
	for _, file := range slices.Sorted(maps.Keys(set)) {
		fmt.Fprintf(&name, "%s %s\n", file, set[file])
	}
	if k := r.keys[name.String()]; k != nil {
		return k, nil
	}
	var list []trust.File
	for _, file := range slices.Sorted(maps.Keys(set)) {
		text, lacking, err := r.read(set[file])
		if err != nil {
			return nil, err
		}
		if !lacking {
			list = append(list, trust.File{Name: file, Content: text})
		}
	}
	k, _ := trust.Parse(list)
	r.keys[name.String()] = k
	return k, nil
}

// edition reports whether a tag's name is that of an edition.
func (b *book) edition(tag string) bool {
	if b.config.Editions == nil {
		return false
	}
	matches, err := path.Match(b.config.Editions.Tags, tag)
	return matches && err == nil
}

// trail is the trail of the rules: the landings that changed them, newest first.
func (r *rules) trail(t *history.Trails) (list []RuleChange) {
	for _, l := range t.Line() {
		if t.Rules == nil || len(t.Rules[l]) == 0 {
			continue
		}
		c := RuleChange{Landing: l}
		before := &files{}
		if p := firstParent(t.Log, l); p >= 0 {
			before = r.at[p]
		}
		for _, ch := range t.Rules[l] {
			c.Files = append(c.Files, ch.Path)
			c.Root = c.Root || !before.had[groupOf(ch.Path)]
			if ch.Path == config.Name && !ch.New.IsZero() {
				c.Fault = r.books[ch.New].fault
			}
		}
		slices.Sort(c.Files)
		list = append(list, c)
	}
	return list
}
