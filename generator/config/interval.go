package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Interval is a length of calendar time, or the day at which it ends. The zero
// Interval is none. Years and months are kept as they were written, so that an
// author who wrote "12 months" reads "12 months".
type Interval struct {
	Years, Months, Days int
	Until               Date // set: the other fields are 0
}

// longest is the most that a number in an interval may be, whatever its unit.
const longest = 9999

var (
	isoInterval  = regexp.MustCompile(`^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$`)
	wordInterval = regexp.MustCompile(`^(\d+) (year|month|week|day)s?(?: |$)`)
)

// ParseInterval reads "12 months", "1 year 6 months", "2 weeks" or "90 days",
// the same in the form of ISO 8601 (P12M, P1Y6M, P2W, P90D), or a date.
func ParseInterval(text string) (Interval, error) {
	trimmed := strings.TrimSpace(text)
	if dateShape(trimmed) {
		day, err := ParseDate(trimmed)
		return Interval{Until: day}, err
	}
	amounts, ok := isoAmounts(trimmed)
	if !ok {
		amounts, ok = wordAmounts(strings.Join(strings.Fields(trimmed), " "))
	}
	if !ok {
		return Interval{}, fmt.Errorf(`%q is not an interval; write "12 months", "90 days", P12M or a date`, text)
	}
	var n [4]int // years, months, weeks, days
	for i, digits := range amounts {
		if digits == "" {
			continue
		}
		v, err := strconv.Atoi(digits)
		if err != nil || v > longest {
			return Interval{}, fmt.Errorf("the interval %q is too long; %d is the largest number", text, longest)
		}
		n[i] = v
	}
	i := Interval{Years: n[0], Months: n[1], Days: 7*n[2] + n[3]}
	switch {
	case i.IsZero():
		return Interval{}, fmt.Errorf("the interval %q is no time at all", text)
	case i.Days > longest:
		return Interval{}, fmt.Errorf("the interval %q is too long; %d days are the most", text, longest)
	}
	return i, nil
}

// isoAmounts returns the digits before Y, M, W and D.
func isoAmounts(text string) (digits [4]string, ok bool) {
	m := isoInterval.FindStringSubmatch(text)
	if m == nil || len(text) == len("P") {
		return digits, false
	}
	copy(digits[:], m[1:])
	return digits, true
}

// wordAmounts returns the digits before years, months, weeks and days, each at
// most once and in this order.
func wordAmounts(text string) (digits [4]string, ok bool) {
	units := []string{"year", "month", "week", "day"}
	next := 0
	for text != "" {
		m := wordInterval.FindStringSubmatch(text)
		if m == nil {
			return digits, false
		}
		for next < len(units) && units[next] != m[2] {
			next++
		}
		if next == len(units) {
			return digits, false
		}
		digits[next] = m[1]
		next++
		text = text[len(m[0]):]
	}
	return digits, next > 0
}

// String returns the interval in words, or the day at which it ends;
// ParseInterval reads it back to the same value. Weeks are given in days. The
// zero Interval is "".
func (i Interval) String() string {
	if !i.Until.IsZero() {
		return i.Until.String()
	}
	var parts []string
	for _, p := range []struct {
		n    int
		unit string
	}{{i.Years, "year"}, {i.Months, "month"}, {i.Days, "day"}} {
		switch {
		case p.n == 1:
			parts = append(parts, "1 "+p.unit)
		case p.n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", p.n, p.unit))
		}
	}
	return strings.Join(parts, " ")
}

// IsZero reports whether no interval is given.
func (i Interval) IsZero() bool { return i == Interval{} }

// After returns the day on which the interval ends when it begins on day. A
// month that is too short ends it on its last day: 31 January and one month is
// 28 or 29 February. Days are counted after years and months.
func (i Interval) After(day Date) Date {
	if !i.Until.IsZero() {
		return i.Until
	}
	first := time.Date(day.Year+i.Years, day.Month+time.Month(i.Months), 1, 0, 0, 0, 0, time.UTC)
	last := daysIn(first.Year(), first.Month())
	return DateOf(first.AddDate(0, 0, min(day.Day, last)-1+i.Days))
}
