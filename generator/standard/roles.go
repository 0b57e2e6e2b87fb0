package standard

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// Role is a part that an organisation can play, in its relation to one AI
// system. It can play several, for one system too.
type Role struct {
	Name    string
	Summary string   // in our words
	Parts   []Role   // more exact roles in it
	Items   []string // ids of controls that weigh most for it, or of whole groups; editorial
}

// Stage is a stage in the life of an AI system.
type Stage struct {
	Name    string
	Summary string   // in our words
	Items   []string // ids of controls that belong to it; editorial
}

// rolesFile is roles.yaml.
type rolesFile struct {
	Roles  yaml.Node `yaml:"roles"`
	Stages yaml.Node `yaml:"stages"`
}

// roles reads roles.yaml.
func (p *parser) roles() {
	const name = "roles.yaml"
	root := p.read(name)
	if root == nil {
		return
	}
	p.decode(name, root, &rolesFile{})
	const form = "{name: …, summary: …, items: [A.5.2]}"
	each(p, name, child(root, "roles"), form, func(n *yaml.Node, r Role, _ []string) {
		p.Roles = append(p.Roles, r)
		p.inRole(name, n, r)
	})
	each(p, name, child(root, "stages"), form, func(n *yaml.Node, s Stage, _ []string) {
		p.Stages = append(p.Stages, s)
		p.allKnown(s.Name, located{name, child(n, "items")})
	})
}

// inRole checks the items of a role and of those inside it.
func (p *parser) inRole(name string, n *yaml.Node, r Role) {
	p.allKnown(r.Name, located{name, child(n, "items")})
	parts := child(n, "parts")
	if parts == nil || len(parts.Content) != len(r.Parts) {
		return
	}
	for i, part := range r.Parts {
		p.inRole(name, parts.Content[i], part)
	}
}

// StagesOf returns the stages that an item belongs to, in their order.
func (s *Standard) StagesOf(id string) (list []Stage) {
	for _, stage := range s.Stages {
		if slices.Contains(stage.Items, id) {
			list = append(list, stage)
		}
	}
	return list
}

// RolesOf returns the roles for which an item, or the group that it is in,
// weighs most.
func (s *Standard) RolesOf(id string) (list []Role) {
	item, _ := s.Find(id)
	for _, r := range s.Roles {
		if slices.Contains(r.Items, id) || item.Group != "" && slices.Contains(r.Items, item.Group) {
			list = append(list, r)
		}
	}
	return list
}
