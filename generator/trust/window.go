package trust

import (
	"fmt"
	"time"
)

// window is when a key is valid, both ends included. A zero end is open.
type window struct {
	from, until time.Time
}

// judge says whether a key is valid at a date, and if not, why.
func (w window) judge(key string, at time.Time) (State, string) {
	switch {
	case at.IsZero() && !w.until.IsZero():
		return Expired, fmt.Sprintf("the key %s is valid until %s, and the date can't be read", key, day(w.until))
	case at.IsZero() && !w.from.IsZero():
		return NotYetValid, fmt.Sprintf("the key %s is valid from %s, and the date can't be read", key, day(w.from))
	case at.Before(w.from):
		from, date := days(w.from, at)
		return NotYetValid, fmt.Sprintf("the key %s is valid from %s, and the date is %s", key, from, date)
	case !w.until.IsZero() && at.After(w.until):
		until, date := days(w.until, at)
		return Expired, fmt.Sprintf("the key %s is valid until %s, and the date is %s", key, until, date)
	}
	return Good, ""
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// days writes two times so that they are seen to differ.
func days(a, b time.Time) (string, string) {
	if day(a) != day(b) {
		return day(a), day(b)
	}
	const second = "2006-01-02 15:04:05 UTC"
	return a.UTC().Format(second), b.UTC().Format(second)
}
