package history

import "aims/generator/document"

// classify says what a landing did to a text that was there before it.
func classify(before, after *document.Facts, sameBlob, moved bool) Change {
	switch {
	case sameBlob && moved:
		return Move
	case sameBlob:
		return None
	case before.Normal == after.Normal && moved:
		return Move
	case before.Normal == after.Normal:
		return Format
	case !before.Controlled || !after.Controlled || before.Body != after.Body:
		return Text
	case before.Unreviewed == after.Unreviewed:
		return Review
	case before.Status != after.Status:
		return Status
	}
	return Text
}
