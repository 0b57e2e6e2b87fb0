package evidence

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/history"
)

// person returns the id of who has an address, and else why it is nobody's. asOf
// says which rules these are.
func (l *law) person(p history.Person, asOf string) (id, why string) {
	switch {
	case l.fault != "":
		return "", fmt.Sprintf("%s can't be read %s, so that nobody is entitled: %s", config.Name, asOf, l.fault)
	case l.absent:
		return "", fmt.Sprintf("no %s says who is entitled", config.Name)
	case l.machine(p.Email):
		return "", address(p.Email) + " is an account, and no person"
	}
	if id = l.byAddress[fold(p.Email)]; id == "" {
		return "", fmt.Sprintf("%s is under no person of %s %s", address(p.Email), config.Name, asOf)
	}
	return id, ""
}

// machine reports whether an address is that of an account that acts for others.
func (l *law) machine(email string) bool {
	return l.recorder(email) || listed(l.config.Approval.Forges, email) || strings.Contains(fold(email), "[bot]")
}

func (l *law) recorder(email string) bool { return listed(l.config.Approval.Recorders, email) }

func listed(addresses []string, email string) bool {
	return slices.ContainsFunc(addresses, func(a string) bool { return fold(a) == fold(email) })
}

// entitle returns the roles in which somebody may approve the document, and else
// why they may not.
func (l *law) entitle(p history.Person, asOf string) (id string, roles []held, why string) {
	id, why = l.person(p, asOf)
	if why != "" {
		return "", nil, why
	}
	if roles = l.may[id]; len(roles) > 0 {
		return id, roles, ""
	}
	return id, nil, fmt.Sprintf("%s %s", l.nameOf(id), l.lacks(id, asOf))
}

// answersFor returns the role in which somebody owns the document or may approve
// it, and else why neither is so.
func (l *law) answersFor(p history.Person, asOf string) (id, role, why string) {
	if id, why = l.person(p, asOf); why != "" {
		return "", "", why
	}
	if _, owns := l.holds(l.owner, id); owns {
		return id, l.owner, ""
	}
	if roles := l.may[id]; len(roles) > 0 {
		return id, roles[0].role, ""
	}
	return id, "", l.nameOf(id) + " is neither its owner nor may approve it"
}

// lacks says which role somebody doesn't hold.
func (l *law) lacks(id, asOf string) string {
	if _, general := l.may[id]; general {
		return fmt.Sprintf("is not %s, whom the document wants as its approver", joined(l.titles(l.judges), "or"))
	}
	return fmt.Sprintf("holds no role that approves %s by %s %s", Article(l.kindWord()), config.Name, asOf)
}

func (l *law) titles(roles []string) (list []string) {
	for _, role := range roles {
		list = append(list, l.title(role))
	}
	return list
}

func (b *book) title(role string) string {
	if r, ok := b.config.Roles[role]; ok {
		return r.Title
	}
	return clean(role)
}

// nameOf is what a sentence calls a person of aims.yaml.
func (l *law) nameOf(id string) string {
	if name := l.config.People[id].Name; name != "" {
		return name
	}
	return id
}

// kindWord is the kind in words.
func (l *law) kindWord() string {
	if k, ok := l.kinds[l.kind]; ok && k.Label != "" {
		return k.Label
	}
	return clean(l.kind)
}
