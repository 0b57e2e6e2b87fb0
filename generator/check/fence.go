package check

import (
	"fmt"
	"slices"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
)

// impossibleValues reports what conditions of register fences ask for and no
// record can say: ids that no document has, clauses and controls that no standard
// has, roles that aims.yaml doesn't have.
func impossibleValues(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range slices.Concat(m.Documents, m.Nameless) {
		for _, q := range slices.Concat(e.Queries, e.Refused) {
			for key, values := range q.Where.Tests() {
				for _, t := range values {
					if message, hint := impossible(m, e, q, key, t); message != "" {
						found = append(found, diagnostic.Diagnostic{
							Position: at(e, t), Length: length(t), Message: "where: " + key.Name + ": " + message, Hint: hint,
						})
					}
				}
			}
		}
	}
	return found
}

func impossible(m *manual.Manual, e *manual.Entry, q document.Query, key *config.Field, t document.Text) (message, hint string) {
	if key.Name == "id" {
		key = &config.Field{Name: "id", Type: "reference", Kind: q.Kind.Name}
	}
	if key.Type == "role" {
		return noRole(m, t.Value)
	}
	if l, leads := m.Value(e, key, t); leads {
		return deadValue(m, q.Kind, l)
	}
	return "", ""
}

// noRole says in words that aims.yaml has no role of a name, or "" where it has,
// or has no roles at all.
func noRole(m *manual.Manual, name string) (message, hint string) {
	if _, known := m.Config.Roles[name]; known || len(m.Config.Roles) == 0 {
		return "", ""
	}
	return fmt.Sprintf("aims.yaml has no role %q", name), meant(diagnostic.Nearest(name, roleNames(m)))
}
