package check

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
)

// measurementOrder reports measurements that are not in the order of their days,
// or two of one day.
func measurementOrder(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		for _, f := range e.Document.Fields {
			if f.Def.Type != "measurements" {
				continue
			}
			var before document.Text
			for _, v := range f.Values {
				day := dayOf(v)
				message := ""
				switch {
				case !day.Set() || !before.Set():
				case day.Value == before.Value:
					message = fmt.Sprintf("%s has two values for %s", f.Def.Name, day.Value)
				case day.Value < before.Value:
					message = fmt.Sprintf("%s is not in order: %s stands after %s", f.Def.Name, day.Value, before.Value)
				}
				if message != "" {
					found = append(found, diagnostic.Diagnostic{
						Severity: diagnostic.Warning, Position: at(e, day), Length: length(day), Message: message, Hint: "write each day once, the oldest first",
					})
				}
				if day.Set() {
					before = day
				}
			}
		}
	}
	return found
}

func dayOf(v document.Value) document.Text {
	for _, p := range v.Parts {
		if p.Name == "date" {
			return p.Text
		}
	}
	return document.Text{}
}

// selfReferences reports documents whose frontmatter names themselves.
func selfReferences(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		for _, l := range e.Fields {
			if l.Entry != e || l.Broken != manual.Fine || l.Fragment != "" {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Position: at(e, l.Text), Length: length(l.Text),
				Message: fmt.Sprintf("%s: %s names itself", l.Key, e.ID.Value), Hint: "name another document, or take it out",
			})
		}
	}
	return found
}

// changedRecords reports records that say when they were closed and were
// changed later: by days, since a landing on the day may be the one that closed
// it.
func changedRecords(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, e := range m.Documents {
		if !e.Kind.Record || e.Trail == nil || m.History == nil {
			continue
		}
		last := e.Trail.Last()
		for _, v := range e.Values("closed") {
			day, err := config.ParseDate(v.Value)
			if err != nil || last == nil || last.Number < 2 {
				continue
			}
			landed := m.Landed(last.Landing)
			if landed.Compare(day) <= 0 {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Position: at(e, v.Text), Length: length(v.Text),
				Message: fmt.Sprintf("%s was closed on %s, and revision %d landed on %s", e.ID.Value, day, last.Number, landed),
				Hint:    "keep what came later in a record of its own, or correct the day",
			})
		}
	}
	return found
}

// supersedesCircles reports documents that supersede each other in a circle,
// each circle once, at its first document.
func supersedesCircles(m *manual.Manual) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	const open, done = 1, 2
	state := map[*manual.Entry]int{}
	var path []string
	var walk func(e *manual.Entry)
	walk = func(e *manual.Entry) {
		state[e] = open
		path = append(path, e.ID.Value)
		for _, l := range e.Fields {
			next := l.Entry
			if l.Key != "supersedes" || l.Broken != manual.Fine || next == nil || next == e || !next.Controlled() {
				continue
			}
			switch state[next] {
			case open:
				found = append(found, circle(e, l, path, next.ID.Value))
			case done:
			default:
				walk(next)
			}
		}
		path = path[:len(path)-1]
		state[e] = done
	}
	for _, e := range m.Documents {
		if state[e] == 0 {
			walk(e)
		}
	}
	return found
}

// mostNamed is how many documents of a circle are named.
const mostNamed = 5

// circle says who supersedes whom, from the document that the path comes back
// to.
func circle(e *manual.Entry, l manual.Linked, path []string, back string) diagnostic.Diagnostic {
	start := 0
	for i, id := range path {
		if id == back {
			start = i
		}
	}
	names := slices.Clone(path[start:])
	if rest := len(names) - mostNamed; rest > 1 {
		names = append(names[:mostNamed], fmt.Sprintf("%d more", rest))
	}
	names = append(names, back)
	return diagnostic.Diagnostic{
		Position: at(e, l.Text), Length: length(l.Text),
		Message: "documents supersede each other: " + strings.Join(names, ", "),
		Hint:    "a document supersedes older ones alone",
	}
}
