package render

import (
	"bytes"
	"cmp"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"aims/generator/manual"
	"aims/generator/site"
)

const calendarAddress = "reviews.ics"

// reviewCalendar makes the calendar of the next reviews (RFC 5545): an event of
// a whole day for each document.
func (b *build) reviewCalendar(rows []review) (site.File, error) {
	var c calendar
	stamp, host := b.calendarStamp(), b.calendarHost()
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//aims//reviews//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("NAME", b.name.Title+": "+b.words.Review.Title)
	c.text("X-WR-CALNAME", b.name.Title+": "+b.words.Review.Title)
	for _, r := range rows {
		c.line("BEGIN", "VEVENT")
		c.text("UID", "review-"+r.ID.Value+"@"+host)
		c.line("DTSTAMP", stamp)
		c.line("DTSTART;VALUE=DATE", strings.ReplaceAll(r.Standing.NextReview.String(), "-", ""))
		c.text("SUMMARY", b.words.Review.Due+": "+r.ID.Value+" "+r.Title.Value)
		if about := b.reviewAbout(r.Entry); about != "" {
			c.text("DESCRIPTION", about)
		}
		if b.m.Config.URL != "" {
			c.line("URL", b.m.Config.URL+escapePath(r.Address))
		}
		c.line("TRANSP", "TRANSPARENT") // it leaves the day free
		c.line("END", "VEVENT")
	}
	c.line("END", "VCALENDAR")
	return site.File{Path: calendarAddress, Content: c.Bytes()}, nil
}

// calendarStamp is when the facts of the calendar were recorded: with the built
// commit, for a clock would make other bytes of the same manual. It falls back
// on the day as of which the pages are judged.
func (b *build) calendarStamp() string {
	day := b.m.Evidence.Day
	at := time.Date(day.Year, max(day.Month, time.January), max(day.Day, 1), 0, 0, 0, 0, time.UTC)
	if made := b.m.History.Log.Commits[0].Committer; !made.Broken && made.When.UTC().Year() > 0 && made.When.UTC().Year() < 10000 {
		at = made.When.UTC()
	}
	return at.Format("20060102T150405Z")
}

// calendarHost makes the names of events differ from those of other manuals.
func (b *build) calendarHost() string {
	u, err := url.Parse(b.m.Config.URL)
	if err != nil {
		return "aims.invalid"
	}
	return cmp.Or(u.Hostname(), "aims.invalid")
}

// reviewAbout says whose review it is and how often it comes.
func (b *build) reviewAbout(e *manual.Entry) string {
	var lines []string
	if owner := b.role(e.Owner.Value); owner != "" {
		if people := b.holders(e.Owner.Value); len(people) > 0 {
			owner += " (" + strings.Join(people, ", ") + ")"
		}
		lines = append(lines, b.words.Review.Owner+": "+owner)
	}
	if every := e.ReviewEvery.Value; every != "" {
		lines = append(lines, b.words.Review.Interval+": "+every)
	}
	return strings.Join(lines, "\n")
}

// calendar is an iCalendar stream: content lines of RFC 5545, 3.1.
type calendar struct{ bytes.Buffer }

// text writes a property of the type TEXT (3.3.11). Control characters, which
// it can't hold, become spaces.
func (c *calendar) text(name, value string) {
	value = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(value, "\uFFFD"))
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, value)
	c.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(value))
}

// line writes a property whose value needs no escaping, folded into lines of at
// most 75 octets, none of which ends within a character.
func (c *calendar) line(name, value string) {
	const longest = 75
	rest, room := name+":"+value, longest
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], longest-1
	}
	c.WriteString(rest + "\r\n")
}
