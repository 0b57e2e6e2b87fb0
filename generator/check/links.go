package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/manual"
	"aims/generator/standard"
)

// deadLinks reports the links of every text that lead nowhere. In a plain page
// they are warnings, so that an existing folder builds as it is.
func deadLinks(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range slices.Concat(m.Entries(), m.Nameless) {
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

// doubledTerms reports each of several terms with one title, since a link can't say
// which is meant. A translation may have the title of its original.
func doubledTerms(m *manual.Manual) []diagnostic.Diagnostic {
	first, found := map[string]*manual.Entry{}, []diagnostic.Diagnostic(nil)
	for _, e := range m.Documents {
		if e.Kind.Name != "term" || e.Holder() || e.Translates.Value != "" || e.Status.Value == "withdrawn" || !m.Current(e) {
			continue
		}
		title := manual.FoldTerm(e.Title.Value)
		other := first[title]
		if other == nil {
			first[title] = e
			continue
		}
		for _, pair := range [][2]*manual.Entry{{e, other}, {other, e}} {
			found = append(found, diagnostic.Diagnostic{
				Position: at(pair[0], pair[0].Title), Length: length(pair[0].Title),
				Message: fmt.Sprintf("the term %q is also that of %s", pair[0].Title.Value, pair[1].ID.Value), Hint: "keep one, or give them titles that tell them apart",
				Related: []diagnostic.Related{{Position: at(pair[1], pair[1].Title), Message: "the other term"}},
			})
		}
	}
	return found
}

// deadFields reports values of the frontmatter that lead nowhere, or to what they
// can't be about. What a document supersedes may be gone, so that is a warning.
func deadFields(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range slices.Concat(m.Documents, m.Nameless) {
		for _, l := range e.Fields {
			if e.Kind.Name == "soa" && l.Key == "controls" {
				continue // see unknownControls
			}
			message, hint := deadValue(m, e.Kind, l)
			if l.Key == "supersedes" && e.IsRecord() && l.Entry != nil && l.Broken == manual.Fine && !l.Entry.IsRecord() {
				message = fmt.Sprintf("%q is no record, and a record supersedes records alone", l.Value)
				hint = "its owner or an approver withdraws it, or brings a document into force that supersedes it"
			}
			if message == "" {
				continue
			}
			severity := diagnostic.Error
			if l.Key == "supersedes" && l.Broken != manual.Fine {
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

// deadValue says in words why a value that names something leads nowhere, or "".
// The value stands in a document of the kind.
func deadValue(m *manual.Manual, kind *config.Kind, l manual.Linked) (message, hint string) {
	switch {
	case l.Broken == manual.WrongKind && l.Item != nil:
		return fmt.Sprintf("%q is %s, not %s", l.Value, itemKind[l.Item.Kind], itemKind[standard.Kind(l.Kind)]), elsewhere(kind, l)
	case l.Broken == manual.WrongKind:
		return fmt.Sprintf("%q is of kind %s, not %s", l.Value, l.Entry.Kind.Name, l.Kind), oneOfKind(m, l)
	}
	name, fragment, _ := strings.Cut(l.Value, "#")
	message, hint = why(m, l.Target, name, fragment)
	if l.Broken == manual.NoDocument && l.Kind != "" && hint == "" {
		hint = oneOfKind(m, l)
	}
	return message, hint
}

// elsewhere is the hint that says what to do with a part of a standard at a key that
// takes parts of another kind.
func elsewhere(kind *config.Kind, l manual.Linked) string {
	for _, f := range kind.Fields {
		if f.Type == string(l.Item.Kind) {
			return "write it at " + f.Name + ":"
		}
	}
	for _, item := range l.Standard.Items {
		if l.Item.Kind == standard.Objective && string(item.Kind) == l.Kind && strings.HasPrefix(item.ID, l.Item.ID+".") {
			return "name the controls that are meant, such as " + strings.TrimSuffix(l.Value, l.Item.ID) + item.ID
		}
	}
	return ""
}

// oneOfKind is the hint that names a document of the kind that is wanted.
func oneOfKind(m *manual.Manual, l manual.Linked) string {
	if l.Nearest != "" {
		return meant(l.Nearest)
	}
	if of := m.Register(l.Kind).Entries; len(of) > 0 {
		return fmt.Sprintf("name one of kind %s, such as %s", l.Kind, of[0].ID.Value)
	}
	return "no document is of kind " + l.Kind
}

// why says in words why a reference leads nowhere, or "" when it doesn't, or
// when the file that it leads to has diagnostics of its own.
func why(m *manual.Manual, t manual.Target, name, fragment string) (message, hint string) {
	switch t.Broken {
	case manual.NoDocument:
		if m.History != nil {
			if gone := goneWith(m, name); gone != nil {
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
		hint = meant(t.Nearest)
		if _, other := builtIn().Find(name); other && !slices.Contains(m.Config.Standards, standard.ISO42001) {
			hint = fmt.Sprintf("%s has it, which standards: in aims.yaml doesn't name", builtIn().Name)
		}
		return fmt.Sprintf("%s has no clause or control %q", t.Standard.Name, name), hint
	case manual.NoOwn:
		return fmt.Sprintf("no statement of applicability decides on an own control %q", name), cmp.Or(meant(t.Nearest), "decide on it there, or name a control that is decided on")
	case manual.NoStandard:
		standard, _, _ := strings.Cut(name, ":")
		return fmt.Sprintf("aims.yaml names no standard %q", standard), cmp.Or(meant(t.Nearest), "standards: has "+strings.Join(m.Config.Standards, ", "))
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

// goneWith is the trail of the document or row with an id that is gone; nil for
// none.
func goneWith(m *manual.Manual, id string) *history.Trail {
	for _, t := range m.Gone {
		if t.ID == id {
			return t
		}
	}
	if t := m.History.Document(id); t != nil && !t.Live && t.ID == id {
		return t // its address belongs to another page
	}
	return nil
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
	case t.Entry.Controlled() && !t.Entry.Nameless:
		return t.Entry.ID.Value
	}
	return t.Entry.Path
}

// unknownRoles reports names of roles that aims.yaml doesn't have. A manual
// without any role is not asked for them.
func unknownRoles(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range slices.Concat(m.Documents, m.Nameless) {
		used := slices.Concat([]document.Text{e.Owner}, e.Approver, e.Audience)
		for _, f := range e.Document.Fields {
			for _, v := range f.Values {
				if f.Def.Type == "role" {
					used = append(used, v.Text)
				}
			}
		}
		for _, t := range used {
			message, hint := noRole(m, t.Value)
			if message == "" || t.Value == "" || !t.Set() {
				continue
			}
			found = append(found, diagnostic.Diagnostic{Position: at(e, t), Length: length(t), Message: message, Hint: hint})
		}
	}
	return found
}

func roleNames(m *manual.Manual) []string { return slices.Sorted(maps.Keys(m.Config.Roles)) }
