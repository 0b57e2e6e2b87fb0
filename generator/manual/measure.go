package manual

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"aims/generator/config"
)

// Measurement is one measured value of an objective.
type Measurement struct {
	Day   config.Date
	Value string  // as typed: 94.2 %
	Note  string  // may be empty
	Known bool    // the value begins with a number
	At    float64 // that number
}

// Sense says on which side of its number a target is met.
type Sense int

// The senses. That of a target whose words don't say is Unclear.
const (
	Unclear Sense = iota
	AtLeast
	AtMost
)

// Goal is a target that is a single number.
type Goal struct {
	At    float64
	Sense Sense
}

// Met reports whether a value meets the goal, and whether that can be said.
func (g Goal) Met(value float64) (met, known bool) {
	switch g.Sense {
	case AtLeast:
		return value >= g.At, true
	case AtMost:
		return value <= g.At, true
	}
	return false, false
}

// Measurements are the values in the entry's field of that type, by day.
func (e *Entry) Measurements() []Measurement {
	var list []Measurement
	for _, f := range e.Document.Fields {
		if f.Def.Type != "measurements" {
			continue
		}
		for _, v := range f.Values {
			var x Measurement
			for _, p := range v.Parts {
				switch p.Name {
				case "date":
					x.Day, _ = config.ParseDate(p.Value)
				case "value":
					x.Value = p.Value
				case "note":
					x.Note = p.Value
				}
			}
			x.At, x.Known = leading(x.Value)
			if !x.Day.IsZero() && x.Value != "" {
				list = append(list, x)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Measurement) int { return a.Day.Compare(b.Day) })
	return list
}

var (
	number     = regexp.MustCompile(`[-+]?[0-9]+(?:\.[0-9]+)?`)
	upwards    = regexp.MustCompile(`(?i)≥|>=|\bat least\b|\bno (?:less|fewer) than\b|\bnot (?:less|fewer) than\b`)
	downwards  = regexp.MustCompile(`(?i)≤|<=|\bat most\b|\bno more than\b|\bnot more than\b|\bup to\b`)
	otherNamed = regexp.MustCompile(`[0-9][,:/-][0-9]`) // a date, a time, a range, a number with commas
)

// leading is the number that a value begins with. One with a comma in it, or a
// date, is none: what it means can't be known.
func leading(value string) (float64, bool) {
	found := number.FindStringIndex(value)
	if found == nil || found[0] != 0 || otherNamed.MatchString(value) {
		return 0, false
	}
	x, err := strconv.ParseFloat(strings.TrimPrefix(value[:found[1]], "+"), 64)
	return x, err == nil
}

// Goal is the entry's target as a number. There is none unless its words hold
// exactly one number.
func (e *Entry) Goal() (Goal, bool) {
	words := e.said("target").Value
	found := number.FindAllString(words, 2)
	if len(found) != 1 || otherNamed.MatchString(words) {
		return Goal{}, false
	}
	at, err := strconv.ParseFloat(strings.TrimPrefix(found[0], "+"), 64)
	if err != nil {
		return Goal{}, false
	}
	up, down := upwards.MatchString(words), downwards.MatchString(words)
	return Goal{At: at, Sense: cmp.Or(sense(up && !down, AtLeast), sense(down && !up, AtMost))}, true
}

func sense(is bool, s Sense) Sense {
	if is {
		return s
	}
	return Unclear
}
