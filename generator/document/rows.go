package document

import (
	"slices"
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
		if row := d.row(item, p); row.Nameless {
			d.doc.NamelessRows = append(d.doc.NamelessRows, row)
		} else {
			d.doc.Rows = append(d.doc.Rows, row)
		}
	}
}

// row reads one record. That its identity can't be known is no fault of the file's.
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
		if !r.doc.Slips.Has("title") {
			r.fault(RuleMissing, r.home, 0, "the record has no title", "add title: …")
		}
		r.doc.Title = Text{Value: r.doc.ID.Value}
	}
	r.doc.Nameless = r.broken
	return r.doc
}

// inherit gives a row the owner, the classification and the interval of its file,
// where it states none.
func (d *decoder) inherit(holder *Document) {
	if d.doc.Owner.Value == "" {
		d.doc.Owner = Text{Value: holder.Owner.Value}
	}
	if d.doc.Classification.Value == "" {
		d.doc.Classification = Text{Value: holder.Classification.Value}
	}
	if d.doc.ReviewEvery.Value == "" {
		d.doc.ReviewEvery, d.doc.Review = Text{Value: holder.ReviewEvery.Value}, holder.Review
	}
}

// inherited are the keys that a row has of its file where it states none.
var inherited = [...]string{"kind", "owner", "classification", "review-every"}

// rowsOf tells what history needs of each record of a file, by its id in lower case.
func rowsOf(list, file *yaml.Node) map[string]Row {
	rows := map[string]Row{}
	for _, row := range entries(list) {
		if row.Kind != yaml.MappingNode {
			continue
		}
		id := find(row, "id")
		if id == nil || id.Kind != yaml.ScalarNode {
			continue
		}
		whole := withInherited(row, file)
		var f Facts
		f.read(whole)
		if !f.Stated {
			f.Status = "" // a record needs none
		}
		if len(f.ID) <= maxID && idForm.MatchString(f.ID) {
			rows[strings.ToLower(f.ID)] = Row{
				ID: f.ID, Title: f.Title, Owner: f.Owner, Status: f.Status, Supersedes: f.Supersedes, Formerly: f.Formerly,
				ReviewedOn: f.ReviewedOn, ReviewEvery: f.ReviewEvery, Digest: digestOf(whole), Own: digestOf(bare(row, file)),
			}
		}
	}
	return rows
}

// bare is what a row says itself, and its kind, without status and reviewed-on.
func bare(row, file *yaml.Node) *yaml.Node {
	own := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i+1 < len(row.Content); i += 2 {
		if key := row.Content[i]; key.Value != "kind" && key.Value != "status" && key.Value != "reviewed-on" {
			own.Content = append(own.Content, key, row.Content[i+1])
		}
	}
	for i := 0; i+1 < len(file.Content); i += 2 {
		if key := file.Content[i]; key.Value == "kind" {
			own.Content = append(own.Content, key, file.Content[i+1])
		}
	}
	return own
}

// withInherited is a row with what it has of its file.
func withInherited(row, file *yaml.Node) *yaml.Node {
	whole := &yaml.Node{Kind: yaml.MappingNode, Content: row.Content[:len(row.Content):len(row.Content)]}
	for i := 0; i+1 < len(file.Content); i += 2 {
		key := file.Content[i]
		if !slices.Contains(inherited[:], key.Value) {
			continue
		}
		if own := find(row, key.Value); own == nil || isEmpty(own) {
			whole.Content = append(whole.Content, key, file.Content[i+1])
		}
	}
	return whole
}
