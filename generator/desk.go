package generator

import (
	"cmp"
	"time"

	"aims/generator/config"
)

// Desk is where approvals and reviews are prepared: the documents of a commit, and
// whom they wait for. Whose approval would count, package evidence says.
type Desk struct {
	*Past
	Rules config.Config // aims.yaml of the commit
	Fault string        // why it can't be read, so that it entitles nobody; "" when it can
}

// Desk is the desk on which the documents of the commit lie.
func (p *Past) Desk() *Desk {
	d := &Desk{Past: p}
	d.Rules, d.Fault = p.Evidence.Head()
	return d
}

// PersonName is the name of somebody under people; "nobody" for no id.
func (d *Desk) PersonName(id string) string {
	if id == "" {
		return "nobody"
	}
	return cmp.Or(d.Rules.People[id].Name, id)
}

// Today is the day of an instant where the manual in the folder dir says that
// days begin.
func Today(dir string, now time.Time) config.Date {
	return config.DateOf(now.In(configOf(dir).Timezone))
}
