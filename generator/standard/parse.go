package standard

import (
	"embed"
	"fmt"
	"path"

	"go.yaml.in/yaml/v4"
)

//go:embed iso-42001/*.yaml
var data embed.FS

// entry is an item as the data files write it.
type entry struct {
	ID          string        `yaml:"id"`
	Title       string        `yaml:"title"`
	Parent      string        `yaml:"parent"`
	Summary     string        `yaml:"summary"`
	Heading     bool          `yaml:"heading"`
	Objective   bool          `yaml:"objective"`
	Guidance    string        `yaml:"guidance"`
	Information []Information `yaml:"information"`
}

// parse reads the data files of a standard.
func parse(id string) (*Standard, error) {
	s := &Standard{}
	if err := read(path.Join(id, "standard.yaml"), s); err != nil {
		return nil, err
	}
	for _, file := range []struct {
		name string
		kind Kind
	}{{"clauses.yaml", Clause}, {"controls.yaml", Control}, {"annex-c.yaml", AnnexC}} {
		var entries []entry
		if err := read(path.Join(id, file.name), &entries); err != nil {
			return nil, err
		}
		for _, e := range entries {
			kind := file.kind
			if e.Objective {
				kind = Objective
			}
			s.Items = append(s.Items, Item{
				ID: e.ID, Kind: kind, Title: e.Title, Summary: e.Summary, Parent: e.Parent,
				Heading: e.Heading, Information: e.Information, Guidance: e.Guidance,
			})
		}
	}
	s.byID = make(map[string]int, len(s.Items))
	for i := range s.Items {
		s.byID[s.Items[i].ID] = i
		s.group(&s.Items[i])
	}
	return s, nil
}

func read(name string, to any) error {
	src, err := data.ReadFile(name)
	if err != nil {
		return fmt.Errorf("standard data: %w", err)
	}
	if err := yaml.Load(src, to, yaml.WithKnownFields()); err != nil {
		return fmt.Errorf("standard data %q: %w", name, err)
	}
	return nil
}

// group gives a control or objective its group; parents come before what is in them.
func (s *Standard) group(item *Item) {
	if item.Kind != Control && item.Kind != Objective {
		return
	}
	item.Group = item.ID
	if i, ok := s.byID[item.Parent]; ok {
		item.Group = s.Items[i].Group
	}
}
