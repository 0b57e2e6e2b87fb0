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
				Position: at(mine, mine.ID), Length: len(mine.ID.Value), Message: message, Hint: "an id belongs to one document and is never reused",
				Related: []diagnostic.Related{{Position: at(theirs, theirs.ID), Message: "the other document"}},
			})
		}
	}
	return found
}

func takenPages(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, c := range m.Clashes {
		if c.Rule == manual.TakenPage {
			found = append(found, diagnostic.Diagnostic{
				Position: diagnostic.Position{File: c.Entry.Path},
				Message:  fmt.Sprintf("its page %s is also that of %s", c.Entry.Address, c.Other.Path),
				Hint:     "rename one of the files",
			})
		}
	}
	return found
}

func aliases(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, c := range m.Clashes {
		d := diagnostic.Diagnostic{Position: at(c.Entry, c.At), Length: len([]rune(c.At.Value))}
		switch c.Rule {
		case manual.BadAlias:
			d.Message = fmt.Sprintf("%q can't be an alias: %s", c.At.Value, c.Reason)
			d.Hint = "write an address within the site, such as old/policy.html"
		case manual.TakenAlias:
			d.Message = fmt.Sprintf("the alias %q meets a page of the site", c.At.Value)
			if c.Other != nil {
				d.Message = fmt.Sprintf("the alias %q meets an address of %s", c.At.Value, c.Other.Path)
			}
			d.Hint = "choose another alias, or take it out"
		default:
			continue
		}
		found = append(found, d)
	}
	return found
}
