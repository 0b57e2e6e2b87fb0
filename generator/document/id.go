package document

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

const maxID = 64 // characters

var (
	idForm      = regexp.MustCompile(`^[A-Za-z](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`)
	windowsName = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)`)
)

// id reads the document's identity. Without a good one nothing can be known of
// the document.
func (d *decoder) id(n *yaml.Node) {
	t := d.text(n)
	d.doc.ID = t
	var message, hint string
	switch id := t.Value; {
	case !t.Set():
		d.broken = true
		return
	case id == "":
		message, hint = "the id is empty", proposal(d.prefix())
	case !idForm.MatchString(id):
		message = fmt.Sprintf("%q can't be an id", id)
		hint = "an id has ASCII letters, digits, full stops, underscores and hyphens, begins with a letter and ends with a letter or digit"
	case len(id) > maxID:
		message, hint = fmt.Sprintf("the id has %d characters", len(id)), fmt.Sprintf("an id has at most %d", maxID)
	case strings.EqualFold(id, "index"), windowsName.MatchString(id):
		message, hint = fmt.Sprintf("%q is a reserved name", id), "choose another id, since its page would have this name"
	default:
		return
	}
	d.fault(RuleID, t.Mark, characters(t.Value), message, hint)
	d.broken = true
}

func (d *decoder) prefix() string {
	if d.doc.Kind == nil {
		return "DOC"
	}
	return d.doc.Kind.Prefix
}

var (
	statedID = regexp.MustCompile(`(?m)(?:^|[{,\s-])["']?id["']?[ \t]*[:=][ \t]*["']?([A-Za-z][A-Za-z0-9._-]*)`)
	namedID  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*-[0-9]+`)
)

// StatedIDs are the ids that a file seems to state, its own and those of rows,
// whatever can be read of it: those after `id`, and one that its name begins with.
func StatedIDs(name string, src []byte) (ids []string) {
	for _, m := range statedID.FindAllSubmatch(src, -1) {
		ids = append(ids, string(m[1]))
	}
	if id := namedID.FindString(path.Base(name)); id != "" {
		ids = append(ids, id)
	}
	return ids
}

// identity asks for an id that no other thing has.
func (d *decoder) identity(p *Parser) {
	id := d.doc.ID
	switch what := cmp.Or(p.reserved(id.Value), p.reserved(strings.ToUpper(id.Value))); {
	case d.broken:
	case !id.Set():
		if !d.doc.Slips.Has("id") {
			what := "a controlled document"
			if d.doc.IsRow {
				what = "a row"
			}
			d.fault(RuleMissing, d.home, 0, what+" needs an id", proposal(d.prefix()))
		}
		d.broken = true
	case what != "":
		d.faultf(RuleID, id.Mark, len(id.Value), "choose another id", "the id %q is taken: it is %s", id.Value, what)
	}
}

// proposal is the hint of a diagnostic that asks for an id.
func proposal(prefix string) string { return fmt.Sprintf("add id: %s-001, or what is free", prefix) }

var proposed = regexp.MustCompile(`^add id: ([A-Za-z][A-Za-z0-9]*)-001, or what is free$`)

// ProposeIDs gives the diagnostics that ask for an id one that is free: the number
// after the highest with the prefix, each once. taken are the ids that documents
// have or had, and is called when the first of them is wanted.
func ProposeIDs(found []diagnostic.Diagnostic, taken func() []string) {
	var highest map[string]int
	for i := range found {
		m := proposed.FindStringSubmatch(found[i].Hint)
		if m == nil || found[i].Rule != RuleMissing && found[i].Rule != RuleID {
			continue
		}
		if highest == nil {
			highest = highestNumbers(taken())
		}
		prefix := strings.ToLower(m[1])
		highest[prefix]++
		found[i].Hint = fmt.Sprintf("add id: %s-%03d, which is free", m[1], highest[prefix])
	}
}

// highestNumbers are those behind the prefixes of ids, by prefix in lower case.
func highestNumbers(ids []string) map[string]int {
	const longest = 9 // digits; what is longer is no number that anybody counts on
	highest := map[string]int{}
	for _, id := range ids {
		prefix, digits, _ := strings.Cut(strings.ToLower(id), "-")
		if n, err := strconv.Atoi(digits); err == nil && n >= 0 && len(digits) <= longest {
			highest[prefix] = max(highest[prefix], n)
		}
	}
	return highest
}
