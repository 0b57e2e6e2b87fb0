package check

import (
	"fmt"

	"aims/generator/diagnostic"
	"aims/generator/manual"
)

// duplicateIDs reports an id at each document that has it, since the rule
// can't know whose it is.
func duplicateIDs(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, c := range m.Clashes {
		if c.Rule != manual.DuplicateID && c.Rule != manual.CaseID {
			continue
		}
		for _, pair := range [][2]*manual.Entry{{c.Entry, c.Other}, {c.Other, c.Entry}} {
			mine, theirs := pair[0], pair[1]
			message := fmt.Sprintf("the id %q is also that of another document", mine.ID.Value)
			if c.Rule == manual.CaseID {
				message = fmt.Sprintf("the id %q differs only by case from %q", mine.ID.Value, theirs.ID.Value)
			}
			found = append(found, diagnostic.Diagnostic{
				Position: at(mine, mine.ID), Length: length(mine.ID), Message: message, Hint: "an id belongs to one document and is never reused",
				Related: []diagnostic.Related{{Position: at(theirs, theirs.ID), Message: "the other document"}},
			})
		}
	}
	return found
}

// takenAddresses reports files that can't be published beside others.
func takenAddresses(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, c := range m.Clashes {
		if c.Rule != manual.TakenAddress {
			continue
		}
		owner := "a page of the site"
		if c.OtherPath != "" {
			owner = c.OtherPath
		}
		found = append(found, diagnostic.Diagnostic{
			Position: diagnostic.Position{File: c.Path}, Message: fmt.Sprintf("its address %s meets that of %s", c.Address, owner),
			Hint: "rename one of the two; letters that differ by case alone are the same on some systems",
		})
	}
	return found
}

func aliases(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, c := range m.Clashes {
		var message, hint string
		switch {
		case c.Rule == manual.BadAlias:
			message = fmt.Sprintf("%q can't be an alias: %s", c.At.Value, c.Reason)
			hint = "write an address within the site, such as old/policy.html"
		case c.Rule != manual.TakenAlias:
			continue
		case c.OtherPath != "":
			message, hint = fmt.Sprintf("the alias %q meets an address of %s", c.At.Value, c.OtherPath), "choose another alias, or take it out"
		default:
			message, hint = fmt.Sprintf("the alias %q meets a page of the site", c.At.Value), "choose another alias, or take it out"
		}
		found = append(found, diagnostic.Diagnostic{Position: at(c.Entry, c.At), Length: length(c.At), Message: message, Hint: hint})
	}
	return found
}
