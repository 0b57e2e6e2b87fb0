package git

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// Signature is who did something, and when their computer said it was. Names
// and addresses are valid UTF-8, decoded as the commit's encoding header says;
// bytes that can't be decoded are U+FFFD.
type Signature struct {
	Name, Email string
	// When is in the zone that was recorded, UTC where that can't be read. It is
	// the zero time when the date itself can't be read, or lies outside the years
	// 1 to 9999.
	When time.Time
	// Broken is true when the person or the date is missing or can't be read.
	Broken bool
}

// parseSignature reads "Name <email> seconds zone" as git's own split_ident_line
// does: the address ends at the first ">", the date begins after the last one.
func parseSignature(line string, decode func(string) string) Signature {
	open := strings.IndexByte(line, '<')
	if open < 0 {
		return Signature{Name: decode(strings.TrimSpace(line)), Broken: true}
	}
	s := Signature{Name: decode(strings.TrimSpace(line[:open]))}
	rest := line[open+1:]
	end := strings.IndexByte(rest, '>')
	if end < 0 {
		s.Email, s.Broken = decode(strings.TrimSpace(rest)), true
		return s
	}
	s.Email = decode(strings.TrimSpace(rest[:end]))
	when, ok := parseDate(rest[strings.LastIndexByte(rest, '>')+1:])
	s.When, s.Broken = when, !ok
	return s
}

const (
	firstSecond = -62135596800 // 0001-01-01
	lastSecond  = 253402300799 // 9999-12-31
)

// parseDate reads seconds since 1970 and a zone like +0130.
func parseDate(s string) (time.Time, bool) {
	seconds, zone, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.ParseInt(seconds, 10, 64)
	// A day at either end is left for zones.
	if err != nil || n < firstSecond+86400 || n > lastSecond-86400 {
		return time.Time{}, false
	}
	return time.Unix(n, 0).In(location(strings.TrimSpace(zone))), true
}

var locations sync.Map // by zone as recorded, *time.Location

func location(zone string) *time.Location {
	if known, ok := locations.Load(zone); ok {
		return known.(*time.Location)
	}
	offset, err := strconv.Atoi(zone)
	if err != nil || len(zone) != len("+0000") || offset%100 >= 60 || offset%100 <= -60 || offset >= 2400 || offset <= -2400 || offset == 0 {
		return time.UTC
	}
	known, _ := locations.LoadOrStore(zone, time.FixedZone("", (offset/100*60+offset%100)*60))
	return known.(*time.Location)
}

// decoder returns how text of an object is turned into UTF-8. git takes text
// without an encoding header to be UTF-8; so is text with one nobody knows.
func decoder(name string) func(string) string {
	e := findEncoding(name)
	return func(s string) string {
		if e != nil {
			if text, err := e.NewDecoder().String(s); err == nil {
				s = text
			}
		}
		if utf8.ValidString(s) {
			return s
		}
		return strings.ToValidUTF8(s, "\uFFFD")
	}
}

func findEncoding(name string) encoding.Encoding {
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8":
		return nil
	}
	// IANA's names come first: the web's index takes ISO-8859-1 for windows-1252.
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e
	}
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	// iconv knows ISO8859-15 as well as ISO-8859-15.
	if rest, ok := strings.CutPrefix(strings.ToUpper(name), "ISO8859-"); ok {
		return findEncoding("ISO-8859-" + rest)
	}
	return nil
}
