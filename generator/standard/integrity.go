package standard

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// itemID is what an id may look like: pages and anchors are named by it.
var itemID = regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)

// longestID is how many characters an id may have.
const longestID = 40

// named reports whether an entry has an id of its own and a title. What it refers
// to and what refers to it is left alone where it hasn't.
func (p *parser) named(e entry, slips []string, at place) bool {
	folded := strings.ToLower(e.ID)
	switch before, twice := p.written[folded]; {
	case e.ID == "":
		if !slices.Contains(slips, "id") {
			p.fault(at.id, "add id: with the standard's number", "an item without an id stands here")
		}
		return false
	case !itemID.MatchString(e.ID) || len(e.ID) > longestID || folded == "index":
		p.fault(at.id, "use letters and digits with dots between them: A.5.2", "%q can't be the id of an item", e.ID)
	case twice:
		p.found = append(p.found, diagnostic.Diagnostic{
			Rule: Rule, Position: at.id, Length: len(e.ID), Message: fmt.Sprintf("the id %q stands twice", e.ID), Hint: "an id belongs to one item, whatever the case of its letters",
			Related: []diagnostic.Related{{Position: p.places[before].id, Message: "the first one"}},
		})
		return false
	case e.Title == "" && slices.Contains(slips, "title"):
	case e.Title == "":
		p.fault(at.id, "write title: with the standard's own words", "%q has no title", e.ID)
	default:
		p.written[folded] = e.ID
		return true
	}
	p.lacking[e.ID] = true
	return false
}

// informed checks the documented information of a clause, an entry n of a file.
func (p *parser) informed(name string, n *yaml.Node, e entry) {
	for i, x := range e.Information {
		n := nth(child(n, "information"), i, n)
		for j, kind := range x.Kinds {
			p.kinds = append(p.kinds, NamedKind{e.ID, kind, p.at(name, nth(child(n, "kinds"), j, n))})
		}
		switch {
		case x.Name == "" || len(x.Kinds) == 0:
			p.fault(p.at(name, n), "write name: and kinds: [policy]", "documented information of %q has no name, or no kinds", e.ID)
		case x.Duty != Maintain && x.Duty != Retain:
			p.fault(p.within(name, n, "duty"), "write duty: maintain or duty: retain", "documented information of %q has the duty %q", e.ID, string(x.Duty))
		}
	}
}

// parents checks what items are part of, and gives controls and objectives
// their groups. What can't be is left out, so that nobody goes round for ever.
func (p *parser) parents() {
	for i := range p.Items {
		item := &p.Items[i]
		if item.Parent != "" && !p.knows(item.Parent) {
			p.unknown(p.places[item.ID].parent, item.ID, "is part of", item.Parent)
			item.Parent = ""
		}
		p.allKnown(item.ID, p.places[item.ID].related)
	}
	for i := range p.Items {
		if item := &p.Items[i]; p.circular(item.ID) {
			p.fault(p.places[item.ID].parent, "", "%q is part of itself, by way of %q", item.ID, item.Parent)
			item.Parent = ""
		}
	}
	for i := range p.Items {
		if item := &p.Items[i]; item.Kind == Control || item.Kind == Objective {
			item.Group = p.top(item.ID)
		}
	}
}

func (p *parser) knows(id string) bool { _, ok := p.byID[id]; return ok }

// allKnown reports the ids of a list that no item has.
func (p *parser) allKnown(of string, list located) {
	if list.node == nil {
		return
	}
	for _, n := range list.node.Content {
		if n.Kind == yaml.ScalarNode && !p.knows(n.Value) {
			p.unknown(p.at(list.file, n), of, "goes with", n.Value)
		}
	}
}

// unknown reports an id that no item has, nor should have.
func (p *parser) unknown(at diagnostic.Position, id, how, other string) {
	if p.lacking[other] {
		return
	}
	p.fault(at, near(other, p.ids()), "%q %s %q, which the standard doesn't have", id, how, other)
}

func (p *parser) ids() []string {
	ids := make([]string, len(p.Items))
	for i, item := range p.Items {
		ids[i] = item.ID
	}
	return ids
}

// near is the hint that names the nearest of words, or "".
func near[T ~string](word string, words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	if nearest := diagnostic.Nearest(word, list); nearest != "" {
		return fmt.Sprintf("did you mean %q?", nearest)
	}
	return ""
}

// circular reports whether the way up from an item leads back to it.
func (p *parser) circular(id string) bool {
	at := p.Items[p.byID[id]].Parent
	for range p.Items {
		if at == id {
			return true
		}
		if at == "" {
			return false
		}
		at = p.Items[p.byID[at]].Parent
	}
	return false // a circle further up, which its own items report
}

// top is the highest objective that an item is part of, or the item itself.
func (p *parser) top(id string) string {
	for {
		parent := p.Items[p.byID[id]].Parent
		if parent == "" || p.Items[p.byID[parent]].Kind != Objective {
			return id
		}
		id = parent
	}
}
