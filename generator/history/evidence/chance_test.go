package evidence_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/git/gittest"
)

const chanceRules = `people:
  ben: {name: Ben Boss, emails: [ben@example.org]}
  cleo: {name: Cleo Deputy, emails: [cleo@example.org]}
roles:
  chief: {title: Chief executive, people: [ben], deputies: [cleo], approves: [policy]}
approval: {require: recorded}
timezone: Europe/Berlin
`

var (
	ids    = []string{"POL-1", "POL-2", "POL-3", "POL-4", "POL-5", "POL-6", "POL-7"}
	cleo   = gittest.Person{Name: "Cleo Deputy", Email: "cleo@example.org"}
	dan    = gittest.Person{Name: "Dan", Email: "dan@example.org"}
	anyone = []gittest.Person{gittest.Ada, gittest.Ben, cleo, dan}
)

// chance makes a history.
type chance struct {
	stream
	rnd   *rand.Rand
	now   time.Time
	line  []int // marks of the landings
	docs  map[string]*written
	texts map[string][]string // by id: every text so far
	made  int                 // texts
}

// written is where a document stands, and what it says.
type written struct{ path, text string }

func (c *chance) one(in int) bool { return c.rnd.IntN(in) == 0 }

func (c *chance) person() gittest.Person { return anyone[c.rnd.IntN(len(anyone))] }

func (c *chance) tell(n int) string {
	c.line = append(c.line, c.commit("main", dan, dan, c.now, "rules", map[string]string{config.Name: chanceRules}))
	for len(c.line) < n {
		c.now = c.now.Add(time.Duration(1+c.rnd.IntN(30)) * time.Hour)
		id := ids[c.rnd.IntN(len(ids))]
		d := c.docs[id]
		switch what := c.rnd.IntN(20); {
		case d == nil || what < 7:
			c.edit(id, d)
		case what < 9:
			c.merge(id, d)
		case what == 9:
			change := map[string]string{d.path: "", fmt.Sprintf("moved/%s-%d.md", id, len(c.line)): d.text}
			for path, text := range change {
				if text != "" {
					d.path = path
				}
			}
			c.land(change, c.message("move"))
		case what == 10:
			delete(c.docs, id)
			c.land(map[string]string{d.path: ""}, c.message("remove"))
		case what < 15:
			c.land(nil, c.statement(id))
		default:
			at := len(c.line) - 1
			if c.one(2) {
				at = max(0, at-c.rnd.IntN(20))
			}
			c.tag(fmt.Sprint("t", c.made, "-", what, "-", len(c.line)), c.line[at], c.person(), c.now.Add(time.Minute), c.statement(id))
			c.made++
		}
	}
	return c.out.String()
}

// land makes a direct commit on the line.
func (c *chance) land(change map[string]string, message string) {
	author := gittest.Ada
	if c.one(4) {
		author = gittest.Ben
	}
	c.line = append(c.line, c.commit("main", author, c.person(), c.now, message, change, c.line[len(c.line)-1]))
}

// message has trailers now and then.
func (c *chance) message(subject string) string {
	m := subject + "\n"
	if !c.one(3) {
		p := c.person()
		m += fmt.Sprintf("\nApproved-by: %s <%s>\n", p.Name, p.Email)
	}
	return m
}

// statement names a text of a document, most often the one that it has.
func (c *chance) statement(id string) string {
	text := "nobody wrote this"
	if all := c.texts[id]; len(all) > 0 {
		text = all[max(0, len(all)-1-c.rnd.IntN(3))]
	}
	if d := c.docs[id]; d != nil && !c.one(3) {
		text = d.text
	}
	m := fmt.Sprintf("approve\n\nApproved: %s@%s\n", id, git.BlobHash([]byte(text)))
	if c.one(3) {
		p := c.person()
		m += fmt.Sprintf("\nApproved-by: %s <%s>\n", p.Name, p.Email)
	}
	return m
}

// newText is another text of a document, or one that it had before.
func (c *chance) newText(id string) string {
	if all := c.texts[id]; len(all) > 0 && c.one(6) {
		return all[c.rnd.IntN(len(all))]
	}
	c.made++
	status := []string{"approved", "approved", "approved", "approved", "draft", "review", "withdrawn"}[c.rnd.IntN(7)]
	text := fmt.Sprintf("---\nid: %s\nkind: policy\nstatus: %s\n", id, status)
	if c.one(4) {
		text += "effective: " + c.now.AddDate(0, 0, c.rnd.IntN(40)-10).Format(time.DateOnly) + "\n"
	}
	if c.one(3) {
		text += "supersedes: " + ids[c.rnd.IntN(len(ids))] + "\n"
	}
	text += fmt.Sprintf("---\nText %d.\n", c.made)
	c.texts[id] = append(c.texts[id], text)
	return text
}

func (c *chance) edit(id string, d *written) {
	text := c.newText(id)
	if d == nil {
		d = &written{path: id + ".md"}
		c.docs[id] = d
	}
	if d.text == text {
		return
	}
	d.text = text
	c.land(map[string]string{d.path: text}, c.message("edit"))
}

// merge lands a branch of one or two commits.
func (c *chance) merge(id string, d *written) {
	before, tip := d.text, c.line[len(c.line)-1]
	branch := tip
	for range 1 + c.rnd.IntN(2) {
		if text := c.newText(id); text != d.text {
			d.text = text
			branch = c.commit("topic", anyone[c.rnd.IntN(2)], c.person(), c.now, c.message("work"), map[string]string{d.path: text}, branch)
			c.now = c.now.Add(time.Hour)
		}
	}
	if c.one(3) && branch != tip {
		branch = c.commit("topic", gittest.Ada, c.person(), c.now, c.message("nothing"), nil, branch)
	}
	if d.text == before {
		return
	}
	c.line = append(c.line, c.commit("main", dan, c.person(), c.now.Add(time.Hour), c.message("merge"), map[string]string{d.path: d.text}, tip, branch))
	c.now = c.now.Add(time.Hour)
}
