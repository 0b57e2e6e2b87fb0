package config

import (
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// people reads who can hold a role. An address belongs to one person.
func (r *reader) people(c *Config) func(*yaml.Node) {
	return func(n *yaml.Node) {
		type holder struct {
			id string
			at *yaml.Node
		}
		byAddress := map[string]holder{}
		r.entries(n, identifier, func(id, value *yaml.Node) {
			var p Person
			emails := child(value, "emails")
			r.keys(value, []key{
				{"name", r.text(&p.Name, line)},
				{"emails", r.list(&p.Emails, email)},
			})
			r.wants(value, id, "name", "emails")
			c.People[id.Value] = p
			if emails == nil {
				return
			}
			for _, at := range emails.Content {
				address := strings.ToLower(at.Value)
				first, taken := byAddress[address]
				if !taken {
					byAddress[address] = holder{id.Value, at}
				} else if first.id != id.Value {
					r.addTwice(at, first.at, "%q is an address of %s and of %s", at.Value, first.id, id.Value)
				}
			}
		})
	}
}

// wants reports keys that a mapping lacks, at the mapping's name.
func (r *reader) wants(n, name *yaml.Node, required ...string) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for _, k := range required {
		if v := child(n, k); v == nil || isNull(v) || v.Kind == yaml.SequenceNode && len(v.Content) == 0 {
			r.add(name, "", "%q lacks %q", name.Value, k)
		}
	}
}

func (r *reader) addTwice(n, first *yaml.Node, format string, args ...any) {
	r.add(n, "", format, args...)
	other := r.at(first)
	r.found[len(r.found)-1].Related = []diagnostic.Related{{Position: other.Position, Message: "the first"}}
}

// email takes what git writes between angle brackets, as long as it could be
// an address.
func email(text string) (string, *refusal) {
	local, domain, found := strings.Cut(text, "@")
	odd := func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune(`<>,;:"\()@`, c)
	}
	if !found || local == "" || domain == "" || strings.ContainsFunc(local, odd) || strings.ContainsFunc(domain, odd) {
		return refuse("write the address alone: ada@example.org", "%q is not an e-mail address", text)
	}
	return text, nil
}

// roles reads the functions that people hold. Whether the kinds exist that a
// role approves is known to FitKinds only.
func (r *reader) roles(c *Config) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.entries(n, identifier, func(id, value *yaml.Node) {
			role := Role{Title: strings.ReplaceAll(id.Value, "-", " "), Needs: 1}
			r.keys(value, []key{
				{"title", r.text(&role.Title, line)},
				{"people", r.list(&role.People, personOf(c.People))},
				{"deputies", r.list(&role.Deputies, personOf(c.People))},
				{"approves", r.list(&role.Approves, line)},
				{"needs", r.count(&role.Needs, 1)},
			})
			for _, deputy := range role.Deputies {
				if slices.Contains(role.People, deputy) {
					r.add(child(child(value, "deputies"), deputy), "", "%q holds this role and can't be a deputy too", deputy)
				}
			}
			if holders := len(role.People) + len(role.Deputies); role.Needs > 1 && role.Needs > holders {
				r.add(child(value, "needs"), "name more people or deputies", "an approval takes %d people, and %d hold this role", role.Needs, holders)
				role.Needs = 1
			}
			c.Roles[id.Value] = role
		})
	}
}

func personOf(people map[string]Person) check {
	return func(id string) (string, *refusal) {
		if _, ok := people[id]; !ok {
			return refuse(suggest(id, sortedKeys(people)), "no %q stands under people", id)
		}
		return id, nil
	}
}

// verdicts are the verdicts of a revision, the least sure first.
var verdicts = []string{"missing", "declared", "recorded", "signed"}

func (r *reader) approval(to *Approval) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.keys(n, []key{
			{"require", r.text(&to.Require, oneOf(verdicts...))},
			{"allow-self", r.flag(&to.AllowSelf)},
			{"by-merge", r.flag(&to.ByMerge)},
			{"recorders", r.list(&to.Recorders, email)},
			{"forges", r.list(&to.Forges, email)},
		})
	}
}

func oneOf(words ...string) check {
	return func(text string) (string, *refusal) {
		if !slices.Contains(words, text) {
			return refuse(nearest(text, words), "%q is none of %s", text, strings.Join(words, ", "))
		}
		return text, nil
	}
}
