package evidence

import (
	"maps"
	"slices"
	"strings"

	"aims/generator/document"
)

// law is by which rules something about a document is judged: those of a commit
// on the line, and what the document says of its owner and approvers.
type law struct {
	*policy
	kind      string   // of the text that is judged
	owner     string   // a role; "" for none
	approvers []string // roles, all of them; empty: any that approves the kind
	demand    demand

	judges []string          // the roles whose approval is wanted: approvers, else all that approve the kind
	may    map[string][]held // by person: the roles in which they may approve, those that they hold first
}

// demand is what laws that want the same people have in common.
type demand struct {
	book            *book
	kind, approvers string
}

// lawKey is all that a law hangs on.
type lawKey struct {
	demand
	policy *policy
	owner  string
}

// lawOf is the law for a text: the rules of a commit on the line, -1 before the
// first, and what judge says of owner and approvers, which is the document's text
// before the change that is judged, or the text itself where there was none.
func (r *rules) lawOf(base int, text, judge *document.Facts) *law {
	if judge == nil {
		judge = text
	}
	p, owner, approvers := r.of(base), judge.Owner, judge.Approver
	defaults := p.kinds[text.Kind].Defaults
	if owner == "" {
		owner = defaults.Owner
	}
	if len(approvers) == 0 {
		approvers = defaults.Approver
	}
	key := lawKey{demand{p.book, text.Kind, strings.Join(approvers, "\x00")}, p, owner}
	l := r.laws[key]
	if l == nil {
		l = &law{policy: p, kind: text.Kind, owner: owner, approvers: approvers, demand: key.demand}
		l.enact()
		r.laws[key] = l
	}
	return l
}

// enact works out who may approve. Somebody may in a role that approves the kind,
// and where the document names roles, in those, if they may approve the kind at
// all.
func (l *law) enact() {
	var general []string
	for _, role := range slices.Sorted(maps.Keys(l.config.Roles)) {
		if slices.Contains(l.config.Roles[role].Approves, l.kind) {
			general = append(general, role)
		}
	}
	if l.judges = general; len(l.approvers) > 0 {
		l.judges = nil
		for _, role := range l.approvers {
			if !slices.Contains(l.judges, role) {
				l.judges = append(l.judges, role)
			}
		}
	}
	l.may = map[string][]held{}
	for id := range l.config.People {
		if len(l.rolesOf(id, general)) > 0 {
			l.may[id] = l.rolesOf(id, l.judges)
		}
	}
}

// held is a role that somebody holds, or acts in as a deputy.
type held struct {
	role   string
	deputy bool
}

func (b *book) holds(role, id string) (held, bool) {
	r := b.config.Roles[role]
	switch {
	case id == "":
		return held{}, false
	case slices.Contains(r.People, id):
		return held{role, false}, true
	case slices.Contains(r.Deputies, id):
		return held{role, true}, true
	}
	return held{}, false
}

// heldBy are all roles that somebody holds, then those in which they are a deputy.
func (b *book) heldBy(id string) (list []Held) {
	for _, h := range b.rolesOf(id, slices.Sorted(maps.Keys(b.config.Roles))) {
		out := Held{Role: h.role}
		if h.deputy {
			out.For = b.title(h.role)
		}
		list = append(list, out)
	}
	return list
}

// rolesOf are those of some roles that somebody holds, then those in which they
// are a deputy.
func (b *book) rolesOf(id string, roles []string) (list []held) {
	var deputy []held
	for _, role := range roles {
		if h, ok := b.holds(role, id); ok && h.deputy {
			deputy = append(deputy, h)
		} else if ok {
			list = append(list, h)
		}
	}
	return append(list, deputy...)
}
