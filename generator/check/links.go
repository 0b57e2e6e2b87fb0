package check

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
)

// deadLinks reports the links of every text that lead nowhere. In a plain page
// they are warnings, so that an existing folder builds as it is.
func deadLinks(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range m.Entries() {
		severity := diagnostic.Warning
		if e.Controlled() {
			severity = diagnostic.Error
		}
		for i, t := range e.Links {
			l := e.Document.Links[i]
			message, hint := why(m, t, l.Target, l.Fragment)
			if message == "" {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Severity: severity, Position: diagnostic.Position{File: e.Path, Line: l.Line, Column: l.Column},
				Length: l.Length, Message: message, Hint: hint,
			})
		}
	}
	return found
}

// deadFields reports values of the frontmatter that lead nowhere. What a
// document supersedes may be gone, so that is a warning.
func deadFields(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		for _, l := range e.Fields {
			if e.Kind.Name == "soa" && l.Key == "controls" {
				continue // see unknownControls
			}
			name, fragment, _ := strings.Cut(l.Value, "#")
			message, hint := why(m, l.Target, name, fragment)
			if l.Broken == manual.WrongKind {
				message, hint = fmt.Sprintf("%q is of kind %s, not %s", l.Value, l.Entry.Kind.Name, l.Kind), ""
			}
			if message == "" {
				continue
			}
			severity := diagnostic.Error
			if l.Key == "supersedes" {
				severity = diagnostic.Warning
			}
			found = append(found, diagnostic.Diagnostic{
				Severity: severity, Position: at(e, l.Text), Length: length(l.Text),
				Message: l.Key + ": " + message, Hint: hint,
			})
		}
	}
	return found
}

// why says in words why a reference leads nowhere, or "" when it doesn't, or
// when the file that it leads to has diagnostics of its own.
func why(m *manual.Manual, t manual.Target, name, fragment string) (message, hint string) {
	switch t.Broken {
	case manual.NoDocument:
		if m.History != nil {
			if gone := m.History.Document(name); gone != nil && !gone.Live && gone.ID == name {
				when, back := removed(m, gone)
				return fmt.Sprintf("no document has the id %q any more: it %s", name, when), back + ", or let the reference lead elsewhere"
			}
		}
		return fmt.Sprintf("no document has the id %q", name), meant(t.Nearest)
	case manual.NoHeading:
		return fmt.Sprintf("%s has no heading %q", display(t), fragment), meant(t.Nearest)
	case manual.NoTerm:
		return fmt.Sprintf("no document of kind term has the title %q", strings.TrimPrefix(name, "term:")), meant(t.Nearest)
	case manual.NoItem:
		return fmt.Sprintf("%s has no clause or control %q", t.Standard.Name, name), meant(t.Nearest)
	case manual.NoStandard:
		standard, _, _ := strings.Cut(name, ":")
		return fmt.Sprintf("aims.yaml names no standard %q", standard), "standards: has " + strings.Join(m.Config.Standards, ", ")
	case manual.NoFile:
		return fmt.Sprintf("no file %q", name), meant(t.Nearest)
	case manual.NoIndex:
		return fmt.Sprintf("%q is a folder without an index.md", name), "link to a file in it"
	case manual.Outside:
		return fmt.Sprintf("%q leads out of the manual's content", name), published(m.Config.Content)
	case manual.Empty:
		return "the link leads nowhere", "name a file, or [[an id]]"
	}
	return "", ""
}

func published(content string) string {
	if content == "." {
		return "only files of the manual are published"
	}
	return fmt.Sprintf("only files below %q are published", content)
}

// display names what lacks a heading.
func display(t manual.Target) string {
	switch {
	case t.Item != nil:
		return t.Item.ID
	case t.Entry.Controlled():
		return t.Entry.ID.Value
	}
	return t.Entry.Path
}

// unknownRoles reports names of roles that aims.yaml doesn't have. A manual
// without any role is not asked for them.
func unknownRoles(m *manual.Manual) []diagnostic.Diagnostic {
	if len(m.Config.Roles) == 0 {
		return nil
	}
	var names []string
	for name := range m.Config.Roles {
		names = append(names, name)
	}
	slices.Sort(names)
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		used := slices.Concat([]document.Text{e.Owner}, e.Approver, e.Audience)
		for _, f := range e.Document.Fields {
			for _, v := range f.Values {
				if f.Def.Type == "role" {
					used = append(used, v.Text)
				}
			}
		}
		for _, t := range used {
			if _, known := m.Config.Roles[t.Value]; known || t.Value == "" || !t.Set() {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Position: at(e, t), Length: length(t),
				Message: fmt.Sprintf("aims.yaml has no role %q", t.Value), Hint: meant(diagnostic.Nearest(t.Value, names)),
			})
		}
	}
	return found
}
