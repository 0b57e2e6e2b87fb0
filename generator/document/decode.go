package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
	"aims/generator/diagnostic"
)

// key is a frontmatter key that the format itself knows.
type key struct {
	name string
	on   holder
	read func(d *decoder, n *yaml.Node)
}

// holder says which controlled files have a key.
type holder int

const (
	anyKind holder = iota
	documents
	records
	statements // of applicability
)

var statuses = []string{"draft", "review", "approved", "withdrawn"}

// keys are the common keys in the order of the format's table.
var keys = []key{
	{"kind", anyKind, func(d *decoder, n *yaml.Node) {}},
	{"id", anyKind, func(d *decoder, n *yaml.Node) { d.id(n) }},
	{"title", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Title = d.text(n) }},
	{"status", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Status = d.choice(n, statuses) }},
	{"version", documents, func(d *decoder, n *yaml.Node) { d.doc.Version = d.text(n) }},
	{"owner", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Owner = d.text(n) }},
	{"approver", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Approver = d.list(n) }},
	{"effective", documents, func(d *decoder, n *yaml.Node) { d.doc.Effective = d.day(n) }},
	{"review-every", anyKind, func(d *decoder, n *yaml.Node) { d.doc.ReviewEvery, d.doc.Review = d.interval(n) }},
	{"reviewed-on", anyKind, func(d *decoder, n *yaml.Node) { d.doc.ReviewedOn = d.day(n) }},
	{"date", records, func(d *decoder, n *yaml.Node) { d.doc.Date = d.day(n) }},
	{"state", records, func(d *decoder, n *yaml.Node) { d.doc.State = d.text(n) }},
	{"records", records, func(d *decoder, n *yaml.Node) { d.holder = true }},
	{"addresses", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Addresses = d.list(n) }},
	{"classification", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Classification = d.choice(n, config.Classifications) }},
	{"audience", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Audience = d.list(n) }},
	{"retention", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Retention, _ = d.interval(n) }},
	{"supersedes", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Supersedes = d.list(n) }},
	{"translates", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Translates = d.text(n) }},
	{"formerly", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Formerly = d.list(n) }},
	{"aliases", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Aliases = d.list(n) }},
	{"summary", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Summary = d.text(n) }},
	{"tags", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Tags = d.list(n) }},
	{"language", anyKind, func(d *decoder, n *yaml.Node) { d.doc.Language = d.text(n) }},
	{"standard", statements, func(d *decoder, n *yaml.Node) { d.doc.Standard = d.text(n) }},
	{"controls", statements, func(d *decoder, n *yaml.Node) { d.decisions(n) }},
}

// decoder fills a document from the tree of its frontmatter.
type decoder struct {
	*file
	doc    *Document
	home   Mark       // where a missing key is reported
	holder bool       // the file holds rows and is no record itself
	listed *yaml.Node // of rows, below a key that is misspelt

	refused int // values that are reported already
}

// decode reads the frontmatter. A file without the key `kind` is a plain page,
// whose other keys are nobody's business.
func (f *file) decode(p *Parser) *Document {
	d := decoder{file: f, doc: &Document{Path: f.path}, home: Mark{f.front.line, 1}}
	root := f.node()
	if root == nil {
		f.plain = true
		return d.doc
	}
	kind := find(root, "kind")
	switch {
	case kind == nil:
		f.plain = true
		d.plainKeys(root)
	case !d.kind(kind, p.kinds):
		d.commonKeys(root)
	default:
		d.controlledKeys(root)
		d.kindFields(root)
		d.identity(p)
		d.defaults()
		if d.holder {
			d.rows(cmp.Or(find(root, "records"), d.listed), p)
		}
	}
	return d.doc
}

func find(mapping *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return mapping.Content[i+1]
		}
	}
	return nil
}

// kind finds the kind of the document and reports whether there is one.
func (d *decoder) kind(n *yaml.Node, kinds Kinds) bool {
	name := d.text(n)
	d.doc.Kind = kinds.Find(name.Value)
	switch {
	case d.doc.Kind != nil:
		return true
	case name.Value != "":
		d.faultf(RuleValue, name.Mark, characters(name.Value), nearestHint(name.Value, kinds.Names()), "there is no kind %q", name.Value)
	case name.Set():
		d.fault(RuleValue, name.Mark, 0, "kind is empty", "name a kind, or take the key out")
	}
	d.broken = true
	return false
}

func nearestHint(word string, candidates []string) string {
	if near := diagnostic.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// plainKeys reads what a plain page is asked for. Another tool may mean
// something else by these keys, so values of other types are left alone.
func (d *decoder) plainKeys(root *yaml.Node) {
	if n := find(root, "title"); n != nil && n.Kind == yaml.ScalarNode {
		d.doc.Title = d.text(n)
	}
	if n := find(root, "summary"); n != nil && n.Kind == yaml.ScalarNode {
		d.doc.Summary = d.text(n)
	}
	n := find(root, "aliases")
	if n == nil || n.Kind == yaml.MappingNode {
		return
	}
	for _, item := range entries(n) {
		if item.Kind == yaml.ScalarNode && sourceText(item) != "" {
			d.doc.Aliases = append(d.doc.Aliases, d.text(item))
		}
	}
}

// commonKeys reads the keys of a document without a kind that is known, so
// that their faults are found too.
func (d *decoder) commonKeys(root *yaml.Node) {
	for _, k := range keys {
		if n := find(root, k.name); n != nil && k.on != statements {
			k.read(d, n)
		}
	}
}

// controlledKeys reads the keys of a controlled file in the file's order,
// except those that its kind has.
func (d *decoder) controlledKeys(root *yaml.Node) {
	kind := d.doc.Kind
	for i := 0; i+1 < len(root.Content); i += 2 {
		name, value := root.Content[i], root.Content[i+1]
		switch k, ok := commonKey(kind, name.Value); {
		case ok:
			d.doc.Slips = d.reading(d.doc.Slips, name.Value, func() { k.read(d, value) })
		case strings.HasPrefix(name.Value, "x-") && len(name.Value) > 2:
			d.doc.Own = append(d.doc.Own, Own{name.Value, d.anything(value)})
		case kind.Name == "soa" && slices.Contains(decisionKeys, name.Value):
			d.ofOneControl(root, name)
		case slices.ContainsFunc(kind.Fields, func(f config.Field) bool { return f.Name == name.Value }):
		default:
			d.misspelt(root, d.unknown(name, kind), value)
		}
	}
	if kind.Name == "soa" {
		control := d.oneControl(root)
		for i := range d.doc.Decisions {
			if x := &d.doc.Decisions[i]; control != nil && x.Control.Mark == at(control) {
				x.Slips = append(x.Slips, d.doc.Slips...)
			}
		}
	}
}

// reading reads a key, and adds it to slips when something is wrong with its value.
func (d *decoder) reading(slips Slips, key string, read func()) Slips {
	before := d.faults()
	if read(); d.faults() > before {
		return append(slips, key)
	}
	return slips
}

func commonKey(kind *config.Kind, name string) (key, bool) {
	for _, k := range keys {
		if k.name == name {
			fits := k.on == anyKind || k.on == documents && !kind.Record || k.on == records && kind.Record || k.on == statements && kind.Name == "soa"
			return k, fits
		}
	}
	return key{}, false
}

// misspelt reads the value of a key that is near to one on which much else hangs, as
// if it were that, so that nobody is told that all of it is missing.
func (d *decoder) misspelt(root *yaml.Node, meant string, value *yaml.Node) {
	statement := d.doc.Kind.Name == "soa"
	switch {
	case find(root, meant) != nil:
	case meant == "records" && d.doc.Kind.Record:
		d.holder, d.listed = true, value
	case meant == "controls" && statement && value.Kind == yaml.MappingNode:
		d.decisions(value)
	case meant == "control" && statement:
		d.doc.Decisions = append(d.doc.Decisions, d.decision(root, value))
	}
}

// unknown reports a key, and returns the known one that is meant.
func (d *decoder) unknown(name *yaml.Node, kind *config.Kind) (meant string) {
	at, length := at(name), characters(name.Value)
	if k, _ := commonKey(kind, name.Value); k.name != "" {
		other := map[holder]string{documents: "a record has date and state instead", records: "only records have it", statements: "only a statement of applicability has it"}[k.on]
		d.faultf(RuleUnknownKey, at, length, other, "the kind %q has no key %q", kind.Name, name.Value)
		return ""
	}
	message := fmt.Sprintf("unknown key %q", name.Value)
	if meant = diagnostic.Nearest(name.Value, knownKeys(kind)); meant != "" {
		d.doc.Slips = append(d.doc.Slips, meant)
		d.fault(RuleUnknownKey, at, length, message, fmt.Sprintf("did you mean %q?", meant))
		return meant
	}
	d.report(RuleUnknownKey, diagnostic.Warning, at, length, message, fmt.Sprintf("an organisation's own keys begin with x-: x-%s", strings.TrimPrefix(name.Value, "x-")))
	return ""
}

// knownKeys are the keys that a file of the kind may have.
func knownKeys(kind *config.Kind) []string {
	known := slices.Collect(func(yield func(string) bool) {
		for _, k := range keys {
			if _, fits := commonKey(kind, k.name); fits && !yield(k.name) {
				return
			}
		}
		for _, f := range kind.Fields {
			if !yield(f.Name) {
				return
			}
		}
	})
	if kind.Name == "soa" {
		known = append(known, decisionKeys...)
	}
	return known
}

// defaults fills in what the kind says where the file says nothing.
func (d *decoder) defaults() {
	doc, kind := d.doc, d.doc.Kind
	if doc.Status.Value == "" && !kind.Record {
		doc.Status.Value = "draft"
	}
	if doc.Owner.Value == "" {
		doc.Owner.Value = kind.Defaults.Owner
	}
	if doc.Approver == nil {
		for _, role := range kind.Defaults.Approver {
			doc.Approver = append(doc.Approver, Text{Value: role})
		}
	}
	if doc.ReviewEvery.Value == "" && !d.holder && !kind.Defaults.ReviewEvery.IsZero() {
		doc.Review = kind.Defaults.ReviewEvery
		doc.ReviewEvery.Value = doc.Review.String()
	}
	if doc.Classification.Value == "" {
		doc.Classification.Value = cmp.Or(kind.Defaults.Classification, "internal")
	}
}
