package generator

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/history"
)

// Desk is where approvals and reviews are prepared: the documents of a commit with
// the rules that stand there. What counts in the end, package evidence decides.
type Desk struct {
	*Past
	Rules config.Config // aims.yaml of the commit
	kinds document.Kinds
	fault string // why the rules can't be read; "" when they can
}

// Desk reads the rules of the commit.
func (p *Past) Desk() (*Desk, error) {
	d := &Desk{Past: p, Rules: config.Default()}
	if blob, ok := p.repo.files[config.Name]; ok {
		text, err := p.repo.Blob(blob)
		if err != nil {
			return nil, fmt.Errorf("read %s of the commit: %w", config.Name, err)
		}
		var found []diagnostic.Diagnostic
		d.Rules, found = config.Parse(text)
		for _, f := range found {
			if f.Severity == diagnostic.Error {
				d.fault = f.Message
				break
			}
		}
	}
	d.kinds, _ = document.AllKinds(d.Rules)
	return d, nil
}

// PersonName is the name of somebody under people; "nobody" for no id.
func (d *Desk) PersonName(id string) string {
	if id == "" {
		return "nobody"
	}
	return cmp.Or(d.Rules.People[id].Name, id)
}

// personID is the id under people of who has an address; "" for nobody.
func (d *Desk) personID(email string) string {
	for _, id := range slices.Sorted(maps.Keys(d.Rules.People)) {
		if listed(d.Rules.People[id].Emails, email) {
			return id
		}
	}
	return ""
}

// account reports whether an address is that of a program that acts for others.
func (d *Desk) account(email string) bool {
	return listed(d.Rules.Approval.Recorders, email) || listed(d.Rules.Approval.Forges, email) || strings.Contains(strings.ToLower(email), "[bot]")
}

func listed(addresses []string, email string) bool {
	return slices.ContainsFunc(addresses, func(a string) bool { return strings.EqualFold(a, email) && len(a) == len(email) })
}

// wrote reports whether somebody is an author of a revision, under any address.
func (d *Desk) wrote(r *history.Row, who history.Person) bool {
	selves := func(p history.Person) []string {
		list := []string{strings.ToLower(p.Email), strings.ToLower(d.Trails.People.Shown(p).Email)}
		for _, address := range list[:2] {
			if id := d.personID(address); id != "" {
				list = append(list, "person "+id)
			}
		}
		return list
	}
	own := selves(who)
	return slices.ContainsFunc(d.Trails.RawAuthors(r), func(author history.Person) bool {
		return slices.ContainsFunc(selves(author), func(s string) bool { return s != "" && slices.Contains(own, s) })
	})
}

// mayApprove reports whether a person may approve a text: they have a role that
// approves the kind and, where approvers are named, one of those.
func (d *Desk) mayApprove(f *document.Facts, id string) bool {
	has := func(role string) bool {
		r := d.Rules.Roles[role]
		return slices.Contains(r.People, id) || slices.Contains(r.Deputies, id)
	}
	named := d.approvers(f)
	return slices.ContainsFunc(d.approving(f), has) && (len(named) == 0 || slices.ContainsFunc(named, has))
}

// approving are the roles that approve the kind of a text.
func (d *Desk) approving(f *document.Facts) (roles []string) {
	for _, role := range slices.Sorted(maps.Keys(d.Rules.Roles)) {
		if slices.Contains(d.Rules.Roles[role].Approves, f.Kind) {
			roles = append(roles, role)
		}
	}
	return roles
}

// approvers are the roles that a text names as its approvers, or its kind does.
func (d *Desk) approvers(f *document.Facts) []string {
	if len(f.Approver) > 0 {
		return f.Approver
	}
	if kind := d.kinds.Find(f.Kind); kind != nil {
		return kind.Defaults.Approver
	}
	return nil
}

// reviewers are the roles whose task it is to review a text: its owner, else its
// approvers.
func (d *Desk) reviewers(f *document.Facts) []string {
	owner := f.Owner
	if kind := d.kinds.Find(f.Kind); owner == "" && kind != nil {
		owner = kind.Defaults.Owner
	}
	if owner != "" {
		return []string{owner}
	}
	if named := d.approvers(f); len(named) > 0 {
		return named
	}
	return d.approving(f)
}

// Today is the day of an instant where the manual in the folder dir says that
// days begin.
func Today(dir string, now time.Time) config.Date {
	return config.DateOf(now.In(configOf(dir).Timezone))
}
