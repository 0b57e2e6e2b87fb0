package generator

import (
	"fmt"
	"slices"
	"strings"

	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// inForce makes the manual as it is published: at the addresses of documents
// stand the texts in force, and below next/ what is newer. Faults of older texts
// are nobody's business any more.
func (l *loaded) inForce() error {
	if l.input.Evidence == nil {
		return nil
	}
	older := olderTexts{loaded: l, parsed: map[git.Hash]*document.Document{}, known: map[string]*document.Facts{}}
	files, rows := map[string]*document.Document{}, map[string]*document.Document{}
	for _, e := range l.manual.Documents {
		st := e.Standing
		if st == nil || st.Word != evidence.InForce || st.Newer == nil && e.Work == manual.Committed {
			continue
		}
		if st.Row.Of != nil {
			if err := older.row(e, rows); err != nil {
				return err
			}
			continue
		}
		blob := lastText(e.Trail, st.Row).Blob
		path := e.Path
		if e.IsRow {
			path = st.Row.Path // the newer text is in another file
		}
		d, err := older.text(e, path, blob)
		if err != nil {
			return err
		}
		switch {
		case d == nil:
		case e.IsRow:
			d.ID = e.ID
			rows[strings.ToLower(e.ID.Value)] = d
		default:
			d.ID = e.ID // the id may have changed since
			files[e.Path] = d
			older.rows(d, blob, rows)
		}
	}
	if len(files)+len(rows) > 0 {
		l.input.InForce, l.input.RowsInForce = files, rows
		l.manual = manual.Assemble(l.input)
	}
	return nil
}

// olderTexts reads the texts in force that have a newer one.
type olderTexts struct {
	*loaded
	parsed map[git.Hash]*document.Document // nil where it is no document by the rules of today
	known  map[string]*document.Facts      // of texts in hand, by path
}

// text parses the text of an entry's file that is in force, as that of a path.
func (o *olderTexts) text(e *manual.Entry, path string, blob git.Hash) (*document.Document, error) {
	if d, known := o.parsed[blob]; known && (d == nil || d.Path == path) {
		return d, nil
	}
	text, err := o.repo.Blob(blob)
	if err != nil {
		return nil, fmt.Errorf("read the text in force of %q: %w", e.ID.Value, err)
	}
	d, _ := o.parser.Parse(path, text)
	if d != nil && !d.Controlled() {
		d = nil
	}
	o.parsed[blob] = d
	return d, nil
}

// row notes the text in force of a row that states its status, where the text in
// hand says something else: in the file that held it, whose text is linked to.
func (o *olderTexts) row(e *manual.Entry, rows map[string]*document.Document) error {
	id, file := strings.ToLower(e.ID.Value), e.Standing.Row.Of
	was := strings.ToLower(e.Standing.Row.Facts.ID) // which may be an earlier one
	if e.IsRow && o.input.History.Facts(file.Blob).Rows[was].Digest == o.facts(e.Path).Rows[id].Digest {
		return nil
	}
	d, err := o.text(e, file.Path, file.Blob)
	if err != nil || d == nil {
		return err
	}
	for _, row := range d.Rows {
		if strings.EqualFold(row.ID.Value, was) {
			row.ID = e.ID
			rows[id] = row
		}
	}
	return nil
}

// rows notes the rows of a file's text in force that say something else in the
// newer one, or are not in it. Those that state a status stand by themselves.
func (o *olderTexts) rows(file *document.Document, blob git.Hash, rows map[string]*document.Document) {
	was := o.input.History.Facts(blob)
	for _, row := range file.Rows {
		id := strings.ToLower(row.ID.Value)
		newer, there := o.facts(file.Path).Rows[id]
		stands := row.Status.Set() || newer.Status == "approved" || newer.Status == "withdrawn"
		if !stands && !(there && newer.Digest == was.Rows[id].Digest) {
			rows[id] = row
		}
	}
}

// facts are those of a file's text in hand. One that can't be read says nothing.
func (o *olderTexts) facts(path string) *document.Facts {
	if o.known[path] == nil {
		text, _ := o.tree.ReadFile(path)
		o.known[path] = document.FactsOf(text)
	}
	return o.known[path]
}

// asCommitted are the rows of files in hand, of which the commit has another text,
// that say there what they say in hand.
func (l *loaded) asCommitted(in manual.Input) map[*document.Document]bool {
	same := map[*document.Document]bool{}
	for _, file := range in.Documents {
		if in.History == nil || in.Work[file.Path] != manual.Changed || !file.Holder() {
			continue
		}
		was := in.History.Facts(l.repo.files[file.Path])
		text, err := l.tree.ReadFile(file.Path)
		if was == nil || err != nil {
			continue
		}
		now := document.FactsOf(text)
		for _, row := range file.Rows {
			id := strings.ToLower(row.ID.Value)
			then, there := was.Rows[id]
			same[row] = there && then.Digest == now.Rows[id].Digest
		}
	}
	return same
}

// lastText is the newest row that still has the text of a revision: rows without
// a number may have moved it since, or noted a review.
func lastText(t *history.Trail, revision *history.Row) *history.Row {
	last := revision
	for _, r := range slices.Backward(t.Rows[:slices.Index(t.Rows, revision)]) {
		if r.Number > 0 {
			break
		}
		if !r.Blob.IsZero() {
			last = r
		}
	}
	return last
}
