package config_test

import (
	"strings"
	"testing"
	"time"

	"aims/generator/config"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-01":  "2026-03-01",
		"2024-02-29":  "2024-02-29",
		"0001-01-01":  "0001-01-01",
		"2026-02-29":  `"2026-02-29" is not a date: February 2026 has 28 days`,
		"2026-04-31":  `"2026-04-31" is not a date: April 2026 has 30 days`,
		"2026-13-45":  `"2026-13-45" is not a date: there is no month 13`,
		"2026-00-10":  `"2026-00-10" is not a date: there is no month 0`,
		"2026-05-00":  `"2026-05-00" is not a date: May 2026 has 31 days`,
		"0000-01-01":  `"0000-01-01" is not a date: there is no year 0`,
		"2026-3-1":    `"2026-3-1" is not a date; write it as 2026-03-01`,
		"01.03.2026":  `"01.03.2026" is not a date; write it as 2026-03-01`,
		"2026/03/01":  `"2026/03/01" is not a date; write it as 2026-03-01`,
		"31/12/2026":  `"31/12/2026" is not a date; write it as 2026-12-31`,
		"12-31-2026":  `"12-31-2026" is not a date; write it as 2026-12-31`,
		"3/3/2026":    `"3/3/2026" is not a date; write it as 2026-03-03`,
		"1/3/2026":    `"1/3/2026" is not a date; write year-month-day, such as 2026-12-31`,
		"29.02.2026":  `"29.02.2026" is not a date; write year-month-day, such as 2026-12-31`,
		"2026/02/29":  `"2026/02/29" is not a date; write year-month-day, such as 2026-12-31`,
		"+026-03-01":  `"+026-03-01" is not a date; write year-month-day, such as 2026-12-31`,
		"2026-03-01Z": `"2026-03-01Z" is not a date; write year-month-day, such as 2026-12-31`,
		"":            `"" is not a date; write year-month-day, such as 2026-12-31`,
	} {
		d, err := config.ParseDate(text)
		got := d.String()
		if err != nil {
			got = err.Error()
		}
		if got != want || d.IsZero() != (err != nil) {
			t.Errorf("ParseDate(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestDateOfTakesTheInstantsOwnZone(t *testing.T) {
	instant := time.Date(2026, 2, 28, 23, 30, 0, 0, time.UTC)
	if got := config.DateOf(instant).String(); got != "2026-02-28" {
		t.Errorf("UTC: %s", got)
	}
	if got := config.DateOf(instant.In(zone("Europe/Berlin"))).String(); got != "2026-03-01" {
		t.Errorf("Berlin: %s", got)
	}
}

func TestCompareOrdersAsTheCalendar(t *testing.T) {
	days := []string{"", "2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"}
	for i, a := range days {
		for j, b := range days {
			if got, want := day(t, a).Compare(day(t, b)), sign(i-j); got != want {
				t.Errorf("%q compared with %q: %d, want %d", a, b, got, want)
			}
		}
	}
}

func day(t *testing.T, text string) config.Date {
	t.Helper()
	if text == "" {
		return config.Date{}
	}
	d, err := config.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sign(n int) int { return min(1, max(-1, n)) }

func TestParseInterval(t *testing.T) {
	for text, want := range map[string]string{
		"12 months":                 "12 months",
		"1 year":                    "1 year",
		"1 years":                   "1 year",
		"90 days":                   "90 days",
		"2 weeks":                   "14 days",
		" 1  year 6 months ":        "1 year 6 months",
		"P12M":                      "12 months",
		"P1Y6M":                     "1 year 6 months",
		"P90D":                      "90 days",
		"P1W2D":                     "9 days",
		"2027-03-01":                "2027-03-01",
		"2027-02-30":                `"2027-02-30" is not a date: February 2027 has 28 days`,
		"P":                         `"P" is not an interval; write "12 months", "90 days", P12M or a date`,
		"":                          `"" is not an interval; write "12 months", "90 days", P12M or a date`,
		"yearly":                    `"yearly" is not an interval; write "12 months", "90 days", P12M or a date`,
		"12":                        `"12" is not an interval; write "12 months", "90 days", P12M or a date`,
		"12 monthsx":                `"12 monthsx" is not an interval; write "12 months", "90 days", P12M or a date`,
		"-1 days":                   `"-1 days" is not an interval; write "12 months", "90 days", P12M or a date`,
		"6 months 1 year":           `"6 months 1 year" is not an interval; write "12 months", "90 days", P12M or a date`,
		"1 day 1 day":               `"1 day 1 day" is not an interval; write "12 months", "90 days", P12M or a date`,
		"P1M1Y":                     `"P1M1Y" is not an interval; write "12 months", "90 days", P12M or a date`,
		"PT1H":                      `"PT1H" is not an interval; write "12 months", "90 days", P12M or a date`,
		"0 days":                    `the interval "0 days" is no time at all`,
		"P0Y":                       `the interval "P0Y" is no time at all`,
		"10000 days":                `the interval "10000 days" is too long; 9999 is the largest number`,
		"2000 weeks":                `the interval "2000 weeks" is too long; 9999 days are the most`,
		"99999999999999999999 days": `the interval "99999999999999999999 days" is too long; 9999 is the largest number`,
	} {
		i, err := config.ParseInterval(text)
		got := i.String()
		if err != nil {
			got = err.Error()
		}
		if got != want || i.IsZero() != (err != nil) {
			t.Errorf("ParseInterval(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestAfter(t *testing.T) {
	for _, c := range []struct{ from, interval, want string }{
		{"2026-01-31", "1 month", "2026-02-28"},
		{"2024-01-31", "1 month", "2024-02-29"},
		{"2024-02-29", "1 year", "2025-02-28"},
		{"2024-02-29", "4 years", "2028-02-29"},
		{"2026-11-30", "3 months", "2027-02-28"},
		{"2026-08-31", "18 months", "2028-02-29"},
		{"2026-12-31", "1 day", "2027-01-01"},
		{"2026-01-31", "1 month 1 day", "2026-03-01"},
		{"2026-03-01", "2 weeks", "2026-03-15"},
		{"2026-03-01", "2025-01-01", "2025-01-01"},
		{"2026-03-28", "1 day", "2026-03-29"},
	} {
		i, err := config.ParseInterval(c.interval)
		if err != nil {
			t.Fatal(err)
		}
		if got := i.After(day(t, c.from)).String(); got != c.want {
			t.Errorf("%s after %s: %s, want %s", c.interval, c.from, got, c.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-01", "2026-02-29", "0000-00-00", "9999-12-31", "2026-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := config.ParseDate(text)
		if reference, refErr := time.Parse(time.DateOnly, text); (err == nil) != (refErr == nil && reference.Year() > 0) {
			t.Errorf("ParseDate(%q): %v, and package time says %v", text, err, refErr)
		}
		if err == nil && d.String() != text {
			t.Errorf("%q reads back as %q", text, d)
		}
	})
}

func FuzzParseInterval(f *testing.F) {
	for _, s := range []string{"12 months", "P1Y6M", "2 weeks", "2027-03-01", "1 year 2 days", "P0D"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		i, err := config.ParseInterval(text)
		if err != nil {
			if strings.Contains(err.Error(), "strconv") {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, err := config.ParseInterval(i.String())
		if err != nil || again != i {
			t.Errorf("%q is %+v, its text %q is %+v, %v", text, i, i, again, err)
		}
		start := config.Date{Year: 2024, Month: time.February, Day: 29}
		if end := i.After(start); i.Until.IsZero() && end.Compare(start) <= 0 {
			t.Errorf("%q after %s is %s", text, start, end)
		}
	})
}
