package standard

import (
	"slices"

	"aims/generator/diagnostic"
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
	Roles  []Role  `yaml:"roles"`
	Stages []Stage `yaml:"stages"`
}

// roles reads roles.yaml.
func (p *parser) roles() {
	const name = "roles.yaml"
	var file rolesFile
	root := p.read(name, &file)
	if root == nil {
		return
	}
	p.Roles, p.Stages = file.Roles, file.Stages
	for i, r := range file.Roles {
		p.allKnown(p.at(name, child(root, "roles").Content[i]), r.Name, r.Items)
	}
	for i, s := range file.Stages {
		p.allKnown(p.at(name, child(root, "stages").Content[i]), s.Name, s.Items)
	}
}

func (p *parser) allKnown(at diagnostic.Position, of string, ids []string) {
	for _, id := range ids {
		if !p.knows(id) {
			p.unknown(at, of, "goes with", id)
		}
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
