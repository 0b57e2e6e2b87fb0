package manual

import (
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
	Unit  string  // what follows it
	Ahead bool    // its day has not come yet, so that nothing can have been measured
}

// Sense says on which side of its number a target is met.
type Sense int

// The senses. That of a target without a comparator is Unclear.
const (
	Unclear Sense = iota
	AtLeast
	AtMost
)

// Goal is a target that is a single number.
type Goal struct {
	At    float64
	Sense Sense
	Unit  string // what follows the number; may be empty
}

// Met reports whether a measurement meets the goal, and whether that can be said:
// of a number in the goal's unit. One without a unit is taken to be in the goal's,
// unless that is per cent: 0.9 may be 90 %.
func (g Goal) Met(x Measurement) (met, known bool) {
	switch {
	case !x.Known || x.Ahead || x.Unit != "" && g.Unit != "" && !sameUnit(x.Unit, g.Unit) || x.Unit == "" && g.Unit == "%":
		return false, false
	case g.Sense == AtLeast:
		return x.At >= g.At, true
	case g.Sense == AtMost:
		return x.At <= g.At, true
	}
	return false, false
}

// sameUnit takes a unit and its plural for the same.
func sameUnit(a, b string) bool {
	return strings.EqualFold(strings.TrimSuffix(a, "s"), strings.TrimSuffix(b, "s"))
}

// Measurements are the values in the entry's field of that type, by day.
func (m *Manual) Measurements(e *Entry) []Measurement {
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
			x.At, x.Unit, x.Known = leading(x.Value)
			x.Ahead = m.Ahead(x.Day)
			if !x.Day.IsZero() && x.Value != "" {
				list = append(list, x)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Measurement) int { return a.Day.Compare(b.Day) })
	return list
}

// Latest is the newest of an entry's measurements that isn't dated ahead; ok is
// false where there is none.
func (m *Manual) Latest(e *Entry) (latest Measurement, ok bool) {
	for _, x := range m.Measurements(e) {
		if !x.Ahead {
			latest, ok = x, true
		}
	}
	return latest, ok
}

var (
	number     = regexp.MustCompile(`^[-+]?[0-9]+(?:\.[0-9]+)?`)
	otherNamed = regexp.MustCompile(`[0-9][,:/-][0-9]`) // a date, a time, a range, a number with commas

	// target is a comparator, which may be missing, a number, and at most a unit.
	// Whatever says more says what it is compared with, too, such as a share of last
	// year's value, and nobody can judge it by the number alone.
	target = regexp.MustCompile(`(?i)^(≥|>=|at least|no less than|no fewer than|not less than|not fewer than|≤|<=|at most|no more than|not more than|up to)?\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*([^\s0-9]*(?:(?:\s*/\s*| (?:per|a|an) )[^\s0-9]+)?)$`)

	// comparing are words that may stand where a unit would, and make a number one of
	// change.
	comparing = regexp.MustCompile(`(?i)^(?:more|less|fewer|lower|higher|better|worse|faster|slower|reduction|decrease|increase|improvement|growth)$`)
)

// leading is the number that a value begins with, and what follows it. One with a
// comma in it, or a date, is none: what it means can't be known.
func leading(value string) (x float64, unit string, ok bool) {
	found := number.FindString(value)
	if found == "" || otherNamed.MatchString(value) {
		return 0, "", false
	}
	x, err := strconv.ParseFloat(strings.TrimPrefix(found, "+"), 64)
	return x, strings.TrimSpace(value[len(found):]), err == nil
}

// Goal is the entry's target as a number. There is none unless its words are a
// number with a unit, after a comparator or alone.
func (e *Entry) Goal() (Goal, bool) {
	words := strings.Join(strings.Fields(e.said("target").Value), " ")
	found := target.FindStringSubmatch(words)
	if found == nil || comparing.MatchString(found[3]) {
		return Goal{}, false
	}
	at, err := strconv.ParseFloat(strings.TrimPrefix(found[2], "+"), 64)
	return Goal{At: at, Sense: senses[strings.ToLower(found[1])], Unit: strings.TrimSpace(found[3])}, err == nil
}

var senses = map[string]Sense{
	"≥": AtLeast, ">=": AtLeast, "at least": AtLeast, "no less than": AtLeast, "no fewer than": AtLeast, "not less than": AtLeast, "not fewer than": AtLeast,
	"≤": AtMost, "<=": AtMost, "at most": AtMost, "no more than": AtMost, "not more than": AtMost, "up to": AtMost,
}
