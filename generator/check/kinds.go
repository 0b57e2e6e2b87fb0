package check

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/standard"
)

// Clauses reports the clauses and controls that kinds of aims.yaml name and that
// the manual's standards don't have.
func Clauses(c config.Config, standards []*standard.Standard) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, k := range c.Kinds {
		for _, id := range k.Clauses {
			if message, hint := noClause(c, standards, id); message != "" {
				d := c.At("kinds", k.Name, "clauses", id)
				d.Message, d.Hint = fmt.Sprintf("the kind %q: %s", k.Name, message), hint
				found = append(found, d)
			}
		}
	}
	return found
}

// Information reports the kinds that documented information of the standards names
// and that the manual doesn't have.
func Information(kinds document.Kinds, standards []*standard.Standard) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, s := range standards {
		for _, k := range s.NamedKinds() {
			if kinds.Find(k.Kind) == nil {
				found = append(found, diagnostic.Diagnostic{
					Rule: standard.Rule, Position: k.Position, Length: utf8.RuneCountInString(k.Kind),
					Message: fmt.Sprintf("documented information of %q is of the kind %q, which doesn't exist", k.Item, k.Kind), Hint: meant(diagnostic.Nearest(k.Kind, kinds.Names())),
				})
			}
		}
	}
	return found
}

// noClause says in words that an id is none of the standard that it names, or of
// the first one; "" where it is.
func noClause(c config.Config, standards []*standard.Standard, target string) (message, hint string) {
	name, id, named := strings.Cut(target, ":")
	if !named {
		name, id = standards[0].ID, target
	}
	for _, s := range standards {
		if s.ID != name {
			continue
		}
		if _, known := s.Find(id); known {
			return "", ""
		}
		var ids []string
		for _, item := range s.Items {
			ids = append(ids, item.ID)
		}
		near := diagnostic.Nearest(id, ids)
		if near != "" && named {
			near = name + ":" + near
		}
		return fmt.Sprintf("%s has no clause or control %q", s.Name, id), cmp.Or(meant(near), siblings(s, id))
	}
	return fmt.Sprintf("aims.yaml names no standard %q", name), "standards: has " + strings.Join(c.Standards, ", ")
}

// siblings is the hint that names what the standard has where an id would stand.
func siblings(s *standard.Standard, id string) string {
	dot := strings.LastIndexByte(id, '.')
	if dot < 0 {
		return ""
	}
	var ids []string
	for _, item := range s.Items {
		if item.Parent == id[:dot] {
			ids = append(ids, item.ID)
		}
	}
	if ids == nil {
		return ""
	}
	return fmt.Sprintf("%s has %s", id[:dot], strings.Join(ids, ", "))
}

// ProposeIDs gives the diagnostics that ask for an id one that no document has or
// had, as far as is known.
func ProposeIDs(m *manual.Manual, found []diagnostic.Diagnostic) {
	document.ProposeIDs(found, func() (ids []string) {
		for _, e := range m.Documents {
			ids = append(ids, e.ID.Value)
			for _, former := range e.Formerly {
				ids = append(ids, former.Value)
			}
		}
		for _, c := range m.Clashes {
			if c.Entry != nil {
				ids = append(ids, c.Entry.ID.Value)
			}
		}
		for _, t := range m.Gone {
			ids = append(ids, t.ID)
		}
		return ids
	})
}
