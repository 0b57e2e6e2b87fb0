package config

import (
	"cmp"
	"fmt"
	"regexp"
	"time"
)

// Date is a day of the calendar, without a time or a zone. The zero Date is no
// day at all.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a day as 2026-03-01, four digits for the year and two each
// for month and day. A day that the calendar doesn't have is an error.
func ParseDate(text string) (Date, error) {
	if !dateShape(text) {
		if day := turned(text); !day.IsZero() {
			return Date{}, fmt.Errorf("%q is not a date; write it as %s", text, day)
		}
		return Date{}, fmt.Errorf("%q is not a date; write year-month-day, such as 2026-12-31", text)
	}
	number := func(digits string) (n int) {
		for _, c := range digits {
			n = n*10 + int(c-'0')
		}
		return n
	}
	d := Date{number(text[:4]), time.Month(number(text[5:7])), number(text[8:])}
	switch last := daysIn(d.Year, d.Month); {
	case d.Year == 0:
		return Date{}, fmt.Errorf("%q is not a date: there is no year 0", text)
	case d.Month < time.January || d.Month > time.December:
		return Date{}, fmt.Errorf("%q is not a date: there is no month %d", text, d.Month)
	case d.Day == 0 || d.Day > last:
		return Date{}, fmt.Errorf("%q is not a date: %s %d has %d days", text, d.Month, d.Year, last)
	}
	return d, nil
}

func dateShape(text string) bool {
	if len(text) != len("2026-03-01") {
		return false
	}
	for i, c := range []byte(text) {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

var (
	yearFirst = regexp.MustCompile(`^([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})$`)
	yearLast  = regexp.MustCompile(`^([0-9]{1,2})([-./])([0-9]{1,2})[-./]([0-9]{4})$`)
)

// turned is the day that a text in another form means; the zero Date where it
// means none, or two: only with full stops does the day surely stand before the
// month.
func turned(text string) Date {
	day := func(year, month, day string) Date {
		d, _ := ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, day))
		return d
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return day(m[1], m[2], m[3])
	}
	m := yearLast.FindStringSubmatch(text)
	if m == nil {
		return Date{}
	}
	first, second := day(m[4], m[3], m[1]), day(m[4], m[1], m[3])
	switch {
	case m[2] == "." || second.IsZero() || first == second:
		return first
	case first.IsZero():
		return second
	}
	return Date{}
}

// daysIn is the length of a month; that of a month which doesn't exist means nothing.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// DateOf returns the day of an instant, in the instant's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// String returns the day as 2026-03-01, and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or 1: whether d is before, on or after e. No day at all
// is before every day.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}
