package document

import (
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
	{"review-every", documents, func(d *decoder, n *yaml.Node) { d.doc.ReviewEvery, d.doc.Review = d.interval(n) }},
	{"reviewed-on", anyKind, func(d *decoder, n *yaml.Node) { d.doc.ReviewedOn = d.day(n) }},
	{"date", records, func(d *decoder, n *yaml.Node) { d.doc.Date = d.day(n) }},
	{"state", records, func(d *decoder, n *yaml.Node) { d.doc.State = d.text(n) }},
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
	doc *Document
}

// decode reads the frontmatter. A file without the key `kind` is a plain page,
// whose other keys are nobody's business.
func (f *file) decode(p *Parser) *Document {
	d := decoder{f, &Document{Path: f.path}}
	root := f.node()
	if root == nil {
		f.plain = true
		return d.doc
	}
	if kind := find(root, "kind"); kind != nil {
		d.kind(kind, p.kinds)
	}
	if d.doc.Kind == nil {
		f.plain = !f.broken
		d.plainKeys(root)
		return d.doc
	}
	d.controlledKeys(root)
	d.defaults(root, p)
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

func (d *decoder) kind(n *yaml.Node, kinds Kinds) {
	name := d.text(n)
	if d.doc.Kind = kinds.Find(name.Value); d.doc.Kind == nil {
		d.broken = true
		if name.Set() && name.Value != "" {
			d.faultf(RuleValue, name.Mark, len([]rune(name.Value)), nearestHint(name.Value, kinds.Names()), "there is no kind %q", name.Value)
		} else {
			d.fault(RuleValue, d.at(n), 0, "kind is empty", "name a kind, or take the key out")
		}
	}
}

func nearestHint(word string, candidates []string) string {
	if near := diagnostic.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

func (d *decoder) plainKeys(root *yaml.Node) {
	for _, k := range keys {
		n := find(root, k.name)
		if n == nil {
			continue
		}
		switch {
		case (k.name == "title" || k.name == "summary") && n.Kind == yaml.ScalarNode,
			k.name == "aliases" && n.Kind == yaml.SequenceNode:
			k.read(d, n)
		}
	}
}

// controlledKeys reads every key of a controlled file, in the file's order for
// x- keys and in the kind's order for its fields.
func (d *decoder) controlledKeys(root *yaml.Node) {
	kind := d.doc.Kind
	for i := 0; i+1 < len(root.Content); i += 2 {
		name, value := root.Content[i], root.Content[i+1]
		switch k, ok := commonKey(kind, name.Value); {
		case ok:
			k.read(d, value)
		case strings.HasPrefix(name.Value, "x-") && len(name.Value) > 2:
			d.doc.Own = append(d.doc.Own, Own{name.Value, d.anything(value)})
		case kind.Name == "soa" && slices.Contains(decisionKeys, name.Value):
			// one control of its own file, read as a whole below
		case slices.ContainsFunc(kind.Fields, func(f config.Field) bool { return f.Name == name.Value }):
			// in the kind's order below
		default:
			d.unknown(name, kind)
		}
	}
	if kind.Name == "soa" && find(root, "control") != nil {
		d.decision(root, find(root, "control"))
	}
	for i := range kind.Fields {
		d.field(root, &kind.Fields[i])
	}
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

func (d *decoder) unknown(name *yaml.Node, kind *config.Kind) {
	at, length := d.at(name), len([]rune(name.Value))
	if k, _ := commonKey(kind, name.Value); k.name != "" {
		other := map[holder]string{documents: "a record has date and state instead", records: "only records have it", statements: "only a statement of applicability has it"}[k.on]
		d.faultf(RuleUnknownKey, at, length, other, "a %s has no key %q", kind.Name, name.Value)
		return
	}
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
	message := fmt.Sprintf("unknown key %q", name.Value)
	if near := diagnostic.Nearest(name.Value, known); near != "" {
		d.fault(RuleUnknownKey, at, length, message, fmt.Sprintf("did you mean %q?", near))
		return
	}
	d.report(RuleUnknownKey, diagnostic.Warning, at, length, message, fmt.Sprintf("an organisation's own keys begin with x-: x-%s", name.Value))
}

// defaults fills in what the kind says where the file says nothing, and asks
// for what has to be there.
func (d *decoder) defaults(root *yaml.Node, p *Parser) {
	doc, kind := d.doc, d.doc.Kind
	if !doc.ID.Set() {
		d.fault(RuleMissing, Mark{d.front.line, 1}, 0, "a controlled document needs an id", fmt.Sprintf("add id: %s-001, or what is free", kind.Prefix))
		d.broken = true
	} else if what := p.reserved(doc.ID.Value); what != "" {
		d.faultf(RuleID, doc.ID.Mark, len(doc.ID.Value), "choose another id", "the id %q is taken: it is %s", doc.ID.Value, what)
	}
	if !doc.Status.Set() && !kind.Record {
		doc.Status.Value = "draft"
	}
	if !doc.Owner.Set() {
		doc.Owner.Value = kind.Defaults.Owner
	}
	if doc.Approver == nil {
		for _, role := range kind.Defaults.Approver {
			doc.Approver = append(doc.Approver, Text{Value: role})
		}
	}
	if !doc.ReviewEvery.Set() && !kind.Record && !kind.Defaults.ReviewEvery.IsZero() {
		doc.Review = kind.Defaults.ReviewEvery
		doc.ReviewEvery.Value = doc.Review.String()
	}
	if !doc.Classification.Set() {
		doc.Classification.Value = "internal"
		if kind.Defaults.Classification != "" {
			doc.Classification.Value = kind.Defaults.Classification
		}
	}
	for i := range kind.Fields {
		if f := &kind.Fields[i]; f.Required && find(root, f.Name) == nil {
			d.faultf(RuleMissing, Mark{d.front.line, 1}, 0, fmt.Sprintf("add %s: …", f.Name), "a %s needs the key %q", kind.Name, f.Name)
		}
	}
}
