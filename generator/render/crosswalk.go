package render

import (
	"aims/generator/standard"
)

// crosswalk is what other standards have near an item. Where the manual has the
// other standard too, references lead to its pages.
func (x items) crosswalk(from string, s *standard.Standard, item standard.Item) []CrosswalkPart {
	var parts []CrosswalkPart
	for _, c := range s.Crosswalks {
		part := CrosswalkPart{Standard: c.Name}
		for _, m := range c.Of(item.ID) {
			row := CrosswalkRow{Ref: m.Ref, Title: m.Title, Basis: string(m.Basis)}
			if other := x.loaded(c.ID); other != nil {
				if to, ok := other.Find(m.Ref); ok {
					row.Href = x.link(from, other, to).Href
				}
			}
			part.Rows = append(part.Rows, row)
		}
		if len(part.Rows) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// loaded is the manual's standard with an id, or nil.
func (b *build) loaded(id string) *standard.Standard {
	for _, s := range b.m.Standards {
		if s.ID == id {
			return s
		}
	}
	return nil
}
