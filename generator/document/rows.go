package document

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// rows reads `records:`, a list of records of the file's kind. What is wrong
// with one is reported in its place, and the others are still read.
func (d *decoder) rows(n *yaml.Node, p *Parser) {
	d.doc.Rows = []*Document{}
	if isEmpty(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "a list of records")
		return
	}
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode {
			d.wrong(item, "a record (id, title, …)")
			continue
		}
		if row := d.row(item, p); row != nil {
			d.doc.Rows = append(d.doc.Rows, row)
		}
	}
}

// row reads one record. It is nil when its identity can't be known, which is no
// fault of the file's.
func (d *decoder) row(n *yaml.Node, p *Parser) *Document {
	r := decoder{file: d.file, doc: &Document{Path: d.path, Kind: d.doc.Kind, IsRow: true}, home: at(n)}
	broken := r.broken
	r.broken = false
	defer func() { r.broken = broken }()
	if kind := find(n, "kind"); kind != nil && strings.TrimSpace(kind.Value) != d.doc.Kind.Name {
		r.faultf(RuleValue, at(kind), characters(kind.Value), "take it out, or keep the record in a file of its own", "a row is of the kind of its file, %s", d.doc.Kind.Name)
	}
	if nested := find(n, "records"); nested != nil {
		r.fault(RuleValue, at(nested), 0, "a row can't hold rows", "move them into the list of the file")
	}
	r.controlledKeys(n)
	r.holder = false
	r.kindFields(n)
	r.identity(p)
	r.inherit(d.doc)
	r.defaults()
	if r.doc.Title.Value == "" {
		r.fault(RuleMissing, r.home, 0, "the record has no title", "add title: …")
		r.doc.Title = Text{Value: r.doc.ID.Value}
	}
	if r.broken {
		return nil
	}
	return r.doc
}

// inherit gives a row the owner and the classification of its file, where it
// states none.
func (d *decoder) inherit(holder *Document) {
	if d.doc.Owner.Value == "" {
		d.doc.Owner = Text{Value: holder.Owner.Value}
	}
	if d.doc.Classification.Value == "" {
		d.doc.Classification = Text{Value: holder.Classification.Value}
	}
}

// rowParts digests each record of a file by its id in lower case.
func rowParts(list *yaml.Node) map[string]Digest {
	parts := map[string]Digest{}
	for _, row := range entries(list) {
		if row.Kind != yaml.MappingNode {
			continue
		}
		if id := find(row, "id"); id != nil && id.Kind == yaml.ScalarNode {
			parts[strings.ToLower(strings.TrimSpace(sourceText(id)))] = digestOf(row)
		}
	}
	return parts
}
