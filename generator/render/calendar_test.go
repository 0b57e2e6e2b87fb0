package render

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"aims/generator/git"
)

// property is a content line as a reader of calendars has it.
type property struct{ Name, Value string }

// readCalendar reads content lines back (RFC 5545, 3.1), and says what is wrong
// with how they are written.
func readCalendar(t *testing.T, text string) (list []property) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") {
		t.Errorf("%q does not end with a line end", text)
	}
	lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
	for _, line := range strings.Split(strings.ReplaceAll(strings.Join(lines, "\r\n"), "\r\n ", ""), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		if !found {
			t.Errorf("%q is no property", line)
		}
		list = append(list, property{name, value})
	}
	return list
}

// plain is a value of the type TEXT without its escapes.
func plain(t *testing.T, value string) string {
	t.Helper()
	var s strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ';' || c == ',':
			t.Errorf("%q has a bare %q", value, c)
		case c != '\\':
			s.WriteByte(c)
		case i+1 == len(value) || !strings.ContainsRune(`\;,n`, rune(value[i+1])):
			t.Fatalf("%q has a lone backslash", value)
		default:
			i++
			s.WriteString(map[byte]string{'\\': `\`, ';': ";", ',': ",", 'n': "\n"}[value[i]])
		}
	}
	return s.String()
}

func TestCalendarOfReviews(t *testing.T) {
	b := dueManual(t,
		[4]string{"POL-2", "in force", "2026-10-01", "overdue"},
		[4]string{"POL-1", "in force", "2027-03-01", ""},
		[4]string{"POL-3", "in force", "", ""},
		[4]string{"POL-4", "draft", "2027-03-01", ""},
	)
	b.name.Title = "Manual; of, tests"
	b.m.Config.URL = "https://manual.example.org:8443/our%20manual/"
	f, err := b.reviewCalendar(dated(reviews(b.m)))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//aims//reviews//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Manual\; of\, tests: Reviews
X-WR-CALNAME:Manual\; of\, tests: Reviews
BEGIN:VEVENT
UID:review-POL-2@manual.example.org
DTSTAMP:20261122T120000Z
DTSTART;VALUE=DATE:20261001
SUMMARY:Review due: POL-2 Title of POL-2
DESCRIPTION:Owner: AI lead (Ada Owner)\nInterval: 12 months
URL:https://manual.example.org:8443/our%20manual/documents/POL-2.html
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:review-POL-1@manual.example.org
DTSTAMP:20261122T120000Z
DTSTART;VALUE=DATE:20270301
SUMMARY:Review due: POL-1 Title of POL-1
DESCRIPTION:Owner: AI lead (Ada Owner)\nInterval: 12 months
URL:https://manual.example.org:8443/our%20manual/documents/POL-1.html
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if diff := cmp.Diff(want, string(f.Content)); diff != "" {
		t.Errorf("calendar (-want +got):\n%s", diff)
	}
	readCalendar(t, string(f.Content))
}

// The stamp is the built commit's, in UTC; the day of the pages stands in for
// one that can't be read.
func TestStampOfTheCalendar(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	for _, test := range []struct {
		made git.Signature
		want string
	}{
		{git.Signature{When: time.Date(2026, 11, 22, 1, 2, 3, 4, zone)}, "20261121T230203Z"},
		{git.Signature{Broken: true}, "20261122T000000Z"},
		{git.Signature{When: time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*60*60))}, "20261122T000000Z"},
	} {
		b := dueManual(t, [4]string{"POL-1", "in force", "2027-03-01", ""})
		b.m.History.Log.Commits[0].Committer = test.made
		if got := b.calendarStamp(); got != test.want {
			t.Errorf("commit of %v: stamp %q, want %q", test.made, got, test.want)
		}
	}
}

func TestNamesOfEventsWithoutAnAddress(t *testing.T) {
	b := dueManual(t, [4]string{"POL-1", "in force", "2027-03-01", ""})
	f, err := b.reviewCalendar(dated(reviews(b.m)))
	if text := string(f.Content); err != nil || !strings.Contains(text, "\r\nUID:review-POL-1@aims.invalid\r\n") || strings.Contains(text, "URL:") {
		t.Errorf("calendar %s (%v)", text, err)
	}
}

// Whatever a text holds, it is read back without its control characters, and
// no line is longer than 75 octets.
func FuzzCalendarText(f *testing.F) {
	for _, text := range []string{
		"", "a,b;c\\d\ne\r\nf\rg", strings.Repeat("ü", 80), strings.Repeat("x", 67), strings.Repeat("x", 68), strings.Repeat("😀", 40),
		"END:VEVENT\r\nBEGIN:VALARM", "\x00\x1b\u0085", "\xff\xfe", " leading", strings.Repeat("\\", 90),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var c calendar
		c.text("SUMMARY", text)
		list := readCalendar(t, c.String())
		if len(list) != 1 || list[0].Name != "SUMMARY" {
			t.Fatalf("%q is read back as %q", text, list)
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
		want = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' {
				return ' '
			}
			return r
		}, want)
		if got := plain(t, list[0].Value); got != want {
			t.Errorf("%q is read back as %q", want, got)
		}
	})
}
