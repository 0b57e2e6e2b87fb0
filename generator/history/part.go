package history

import "slices"

// Part is the trail of a part of the document, such as a record that is a row
// of its file: the landings that changed what [document.Facts] has under the
// name in Parts, numbered from 1. It is nil where no landing has the part.
// Rows without a number stay out, since they leave every part as it was, except
// those that take the part away.
func (t *Trail) Part(name, id, title string) *Trail {
	part := &Trail{ID: id, Title: title, Path: t.Path, Live: t.Live, Gone: -1}
	var last [32]byte
	there := false
	for _, r := range slices.Backward(t.Rows) {
		if r.Facts == nil || r.Number == 0 {
			continue
		}
		digest, has := r.Facts.Parts[name]
		if has == there && digest == last {
			continue
		}
		there, last = has, digest
		row := *r
		row.Facts, row.Number, row.Change = nil, 0, Removed // what the file says of itself is not said of the part
		if has {
			row.Number, row.Change = part.Revisions()+1, Text
		}
		part.Rows = slices.Insert(part.Rows, 0, &row)
	}
	if part.Rows == nil {
		return nil
	}
	return part
}
